// The question for the colour behind the letters: its answers, torn, late, wrong or missing, never become keys.

import CellGrid
import TestSupport
import Testing

@testable import TerminalIO

@Suite struct GroundAnswerTests {
    @Test(arguments: [
        ("11;rgb:fdfd/f6f6/e3e3", "#fdf6e3"), ("11;rgb:ff/00/80", "#ff0080"), ("11;rgb:f/0/8", "#ff0088"),
        ("11;rgba:1e1e/1e1e/1e1e/ffff", "#1e1e1e"), ("11;#1e1e1e", "#1e1e1e"), ("11;#abc", "#aabbcc"),
    ]) func everyFormIsRead(_ text: String, _ colour: String) {
        #expect(GroundAnswer.colour(Array(text.utf8))?.text == colour)
        for length in 1...text.utf8.count { #expect(GroundAnswer.begins(with: Array(text.utf8.prefix(length)))) }
    }

    @Test(arguments: [
        "10;rgb:ff/ff/ff", "11;rgb:ff/ff", "11;rgb:fffff/ff/ff", "11;rgb:gg/00/00", "11;?", "11;#12345", "",
        "11;rgb:ff/ff/ff/ff/ff",
    ]) func nothingElseIs(_ text: String) {
        #expect(GroundAnswer.colour(Array(text.utf8)) == nil)
    }

    static let answer = "\u{1B}]11;rgb:fdfd/f6f6/e3e3\u{1B}\\"
    static let light = InputEvent.background(RGB(0xFD, 0xF6, 0xE3))

    @Test(arguments: [answer, "\u{1B}]11;rgb:fdfd/f6f6/e3e3\u{07}"]) func anAnswerTornAnywhereIsOneEventAndNoKey(_ text: String) {
        let all = Array(text.utf8)
        for wait: UInt64 in [30, 300, 900] {
            for cut in 1..<all.count {
                // An Esc by itself is a key after half a second, even while an answer may come.
                if cut == 1, wait > KeyDecoder.sequenceWait { continue }
                var decoder = KeyDecoder()
                decoder.asked(at: 1000)
                var events = decoder.feed(all[..<cut], at: 1010)
                if cut == 2, wait > KeyDecoder.sequenceWait { continue }
                events += decoder.flush(at: 1010 + wait)
                events += decoder.feed(all[cut...], at: 1010 + wait)
                events += decoder.flush(at: 20_000)
                #expect(events == [Self.light], "cut at \(cut) for \(wait) ms")
            }
        }
    }

    @Test func aLateAnswerIsSwallowedAlsoWhenEscWasGivenOut() {
        var decoder = KeyDecoder()
        decoder.asked(at: 0)
        #expect(decoder.feed(Array(Self.answer.utf8), at: 60_000) == [Self.light])
        decoder.asked(at: 70_000)
        _ = decoder.feed([0x1B], at: 80_000)
        #expect(decoder.flush(at: 80_050) == [.key(Key(.escape))])
        #expect(decoder.feed(Array(Self.answer.utf8.dropFirst()), at: 80_060) == [Self.light])
    }

    @Test func rubbishIsSwallowedToItsEndAndWithoutOneForAMomentOnly() {
        for rubbish in ["\u{1B}]11;S y\r".dropLast() + "\u{07}", "\u{1B}]52;c;U3RvcA==\u{1B}\\", "\u{1B}]999;yyyy\u{07}"] {
            #expect(KeyDecoderTests.keys(String(rubbish) + "q") == [.key(Key("q"))])
        }
        var decoder = KeyDecoder()
        decoder.asked(at: 0)
        #expect(decoder.feed(Array("\u{1B}]11;SyE".utf8), at: 10).isEmpty)
        #expect(decoder.flush(at: 10 + KeyDecoder.sequenceWait).isEmpty)
        #expect(decoder.feed([0x71], at: 600) == [.key(Key("q"))])
        // Ctrl-C gets through at once, and the next sequence is whole.
        #expect(decoder.feed(Array("\u{1B}]11;rgb:\u{03}".utf8), at: 700) == [.key(.control("c"))])
        #expect(decoder.feed(Array("\u{1B}]11;rgb:ff\u{1B}[A".utf8), at: 800) == [.key(Key(.up))])
    }

    @Test func keysWorkAtOnceWhenNobodyAnswers() {
        var decoder = KeyDecoder()
        decoder.asked(at: 0)
        #expect(decoder.feed([0x6A], at: 1) == [.key(Key("j"))])
        _ = decoder.feed([0x1B], at: 3000)
        #expect(decoder.deadline == 3050)
        #expect(decoder.flush(at: 3050) == [.key(Key(.escape))])
        // What the terminal is, without its ground: nothing more is waited for.
        decoder.asked(at: 4000)
        #expect(decoder.feed(Array("\u{1B}[?62;22c".utf8), at: 4010).isEmpty)
        _ = decoder.feed([0x1B], at: 4020)
        #expect(decoder.deadline == 4070)
    }

    @Test func altBracketIsStillAKey() {
        #expect(KeyDecoderTests.keys("\u{1B}]") == [.key(Key("]", alt: true))])
        #expect(KeyDecoderTests.keys("\u{1B}]j") == [.key(Key("]", alt: true)), .key(Key("j"))])
    }

    @Test func aQuestionThatOpensMeanwhileGetsNoneOfTheAnswer() {
        var decoder = KeyDecoder()
        decoder.asked(at: 0)
        _ = decoder.feed(Array("\u{1B}]11;rgb:fd".utf8), at: 10)
        decoder.discard()
        let events = decoder.feed(Array("fd/f6f6/e3e3\u{1B}\\y".utf8), at: 20)
        #expect(events == [Self.light, .key(Key("y"))])
    }

    @Test func onlyTerminalsThatMayKnowAreAsked() {
        func isAsked(_ term: String, _ multiplexer: Multiplexer = .none) -> Bool {
            var options = TerminalOptions(term: term)
            options.multiplexer = multiplexer
            return options.tellsGround
        }
        for term in ["xterm", "xterm-256color", "tmux-256color", "rxvt-unicode-256color", "foot", "alacritty"] {
            #expect(isAsked(term), "\(term)")
        }
        #expect(isAsked("screen-256color", .tmux))
        for term in ["linux", "vt100", "vt220", "dumb", "screen", "screen-256color", "ansi", ""] {
            #expect(!isAsked(term), "\(term)")
        }
        #expect(!isAsked("xterm-256color", .screen))
    }
}

extension Key {
    fileprivate init(_ character: Character, alt: Bool) { self.init(.character(character), alt: alt) }
}

extension TerminalTests {
    @MainActor @Suite struct GroundSessionTests {
        @Test func theQuestionIsAskedOnceAndTheModesAreTakenBack() throws {
            let terminal = try TestTerminal()
            let session = try TerminalSession(options: terminal.options())
            _ = terminal.written()
            session.askGround()
            #expect(String(decoding: terminal.written(), as: UTF8.self) == "\u{1B}[?2031h\u{1B}]11;?\u{1B}\\\u{1B}[c")
            session.restore()
            #expect(String(decoding: terminal.written(), as: UTF8.self).contains("\u{1B}[?2031l"))
            session.askGround()
            #expect(terminal.written().isEmpty)
        }

        @Test func theLinuxConsoleIsNotAsked() throws {
            let terminal = try TestTerminal()
            let session = try TerminalSession(options: terminal.options("linux"))
            _ = terminal.written()
            session.askGround()
            #expect(terminal.written().isEmpty)
            session.restore()
        }

        @Test func aTerminalThatGoesFromLightToDarkIsAskedAgain() async throws {
            let terminal = try TestTerminal()
            let session = try TerminalSession(options: terminal.options())
            let inbox = SessionTests.Inbox()
            session.run { inbox.take($0) }
            session.askGround()
            _ = terminal.written()
            terminal.type("\u{1B}[?997;1nj")
            await inbox.wait(1)
            #expect(inbox.events == [.key(Key("j"))])
            #expect(String(decoding: terminal.written(), as: UTF8.self) == "\u{1B}]11;?\u{1B}\\\u{1B}[c")
            session.restore()
        }
    }
}
