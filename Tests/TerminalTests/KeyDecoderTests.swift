// Bytes to keys: every form terminals use, torn anywhere, and rubbish.

import CellGrid
import TestSupport
import Testing

@testable import TerminalIO

@Suite struct KeyDecoderTests {
    static func keys(_ text: String) -> [InputEvent] {
        var decoder = KeyDecoder()
        return decoder.feed(Array(text.utf8), at: 0) + decoder.flush(at: 10_000)
    }

    static let forms: [(String, String)] = [
        ("j", "j"), ("S", "S"), (" ", "Space"), ("\r", "Enter"), ("\n", "Enter"), ("\t", "Tab"), ("\u{7F}", "Backspace"),
        ("\u{8}", "Backspace"),
        ("\u{1}", "Ctrl-A"), ("\u{3}", "Ctrl-C"), ("\u{1A}", "Ctrl-Z"), ("\u{1C}", "Ctrl-\\"), ("\0", "Ctrl-Space"),
        ("\u{1B}", "Esc"),
        ("\u{1B}x", "Alt-x"), ("\u{1B}\r", "Alt-Enter"), ("\u{1B}停", "Alt-停"), ("\u{1B}O", "Alt-O"), ("\u{1B}[", "Alt-["),
        ("\u{1B}[A", "Up"), ("\u{1B}OA", "Up"), ("\u{1B}[B", "Down"), ("\u{1B}OC", "Right"), ("\u{1B}[D", "Left"),
        ("\u{1B}[H", "Home"), ("\u{1B}OH", "Home"), ("\u{1B}[1~", "Home"), ("\u{1B}[7~", "Home"),
        ("\u{1B}[F", "End"), ("\u{1B}OF", "End"), ("\u{1B}[4~", "End"), ("\u{1B}[8~", "End"),
        ("\u{1B}[2~", "Ins"), ("\u{1B}[3~", "Del"), ("\u{1B}[5~", "PgUp"), ("\u{1B}[6~", "PgDn"), ("\u{1B}[Z", "Shift-Tab"),
        ("\u{1B}OP", "F1"), ("\u{1B}[11~", "F1"), ("\u{1B}[[A", "F1"), ("\u{1B}[[E", "F5"), ("\u{1B}[15~", "F5"),
        ("\u{1B}[24~", "F12"),
        ("\u{1B}[1;5A", "Ctrl-Up"), ("\u{1B}[1;3D", "Alt-Left"), ("\u{1B}[1;2B", "Down"), ("\u{1B}Oa", "Ctrl-Up"),
        ("\u{1B}[5;5~", "Ctrl-PgUp"),
        ("\u{1B}[5^", "Ctrl-PgUp"), ("\u{1B}[1;5P", "Ctrl-F1"), ("\u{1B}OM", "Enter"), ("\u{1B}Op", "0"), ("\u{1B}Ok", "+"),
        ("\u{1B}[27;5;100~", "Ctrl-D"), ("\u{1B}[100;5u", "Ctrl-D"), ("\u{1B}[68;5u", "Ctrl-D"), ("\u{1B}[13u", "Enter"),
        ("\u{1B}[27u", "Esc"),
        ("\u{1B}[9;2u", "Shift-Tab"), ("\u{1B}[97;3u", "Alt-a"), ("\u{1B}[20572u", "停"), ("é", "é"), ("停", "停"), ("👍", "👍"),
    ]

    @Test(arguments: forms) func everyFormOfAKeyIsKnown(_ bytes: String, _ notation: String) {
        let key = KeyNotation.parse(notation)
        #expect(Self.keys(bytes) == [key].compactMap { $0 }.map(InputEvent.key))
    }

    @Test(arguments: forms.filter { $0.0.utf8.count > 1 && !$0.0.hasSuffix("[") && !$0.0.hasSuffix("O") })
    func aTornSequenceIsStillOneKey(_ bytes: String, _ notation: String) {
        let all = Array(bytes.utf8)
        for cut in 1..<all.count {
            var decoder = KeyDecoder()
            let events = decoder.feed(all[..<cut], at: 1000) + decoder.flush(at: 1030) + decoder.feed(all[cut...], at: 1040)
            #expect(events == Self.keys(bytes), "cut at \(cut)")
        }
    }

    @Test func escThenAnotherKeyMuchLaterAreTwoKeys() {
        var decoder = KeyDecoder()
        #expect(decoder.feed([0x1B], at: 0).isEmpty)
        #expect(decoder.deadline == 50)
        #expect(decoder.flush(at: 49).isEmpty)
        #expect(decoder.flush(at: 50) == [.key(Key(.escape))])
        #expect(decoder.deadline == nil)
        #expect(decoder.feed([0x6A], at: 60) == [.key(Key("j"))])
        #expect(Self.keys("\u{1B}\u{1B}[A") == [.key(Key(.escape)), .key(Key(.up))])
    }

    @Test func aBracketTypedAfterEscIsABracket() {
        var decoder = KeyDecoder()
        _ = decoder.feed([0x1B], at: 0)
        _ = decoder.flush(at: 50)
        #expect(decoder.feed([0x5B], at: 200).isEmpty)
        #expect(decoder.flush(at: 700) == [.key(Key("["))])
        _ = decoder.feed([0x1B], at: 1000)
        _ = decoder.flush(at: 1050)
        #expect(decoder.feed([0x5B], at: 2100) == [.key(Key("["))])
    }

    @Test func aPasteIsOneEventAndNeverKeysWhereverItIsTorn() {
        let text = "\u{1B}[200~S\r\n14900000017\ry\u{1B}[A停\u{1B}[201~"
        let all = Array(text.utf8)
        for first in 1..<all.count {
            for second in [first, (first + all.count) / 2] {
                var decoder = KeyDecoder()
                var events: [InputEvent] = []
                var now: UInt64 = 0
                for part in [all[..<first], all[first..<second], all[second...]] where !part.isEmpty {
                    events += decoder.feed(part, at: now)
                    // A slow line: what is overdue is given out before the rest comes.
                    now += 60
                    events += decoder.flush(at: now)
                }
                let pastes = events.filter { if case .paste = $0 { true } else { false } }
                #expect(pastes == [.paste("S\n14900000017\ny[A停")], "torn at \(first), \(second)")
                #expect(events.count - pastes.count <= 1, "torn at \(first), \(second): \(events)")
                for event in events where event != .key(Key(.escape)) { #expect(pastes.contains(event)) }
            }
        }
    }

    @Test func aPasteWithoutEndIsBoundedAndCutAtALine() {
        var decoder = KeyDecoder()
        let line = Array("14900000017\n".utf8)
        _ = decoder.feed(Array("\u{1B}[200~".utf8), at: 0)
        for _ in 0..<200_000 { _ = decoder.feed(line, at: 0) }
        let events = decoder.feed(Array("\u{1B}[201~q".utf8), at: 0)
        guard events.count == 3, case .paste(let text) = events[0] else {
            Issue.record("\(events.count) events")
            return
        }
        #expect(text.utf8.count <= KeyDecoder.pasteLimit)
        #expect(text.utf8.count > KeyDecoder.pasteLimit - 13)
        #expect(text.hasSuffix("14900000017"))
        #expect(events[1] == .pasteCut(limit: KeyDecoder.pasteLimit))
        #expect(events[2] == .key(Key("q")))
    }

    @Test func aPasteWhoseEndIsLostCanBeLeft() {
        var decoder = KeyDecoder()
        _ = decoder.feed(Array("\u{1B}[200~149".utf8), at: 0)
        #expect(decoder.feed([0x03], at: 500).isEmpty)
        #expect(decoder.feed([0x71], at: 600).isEmpty)
        #expect(decoder.feed([0x03], at: 2600) == [.paste("149q")])
        #expect(decoder.feed([0x71], at: 2700) == [.key(Key("q"))])
    }

    @Test func aDiscardedPasteIsDroppedToItsEnd() {
        var decoder = KeyDecoder()
        _ = decoder.feed(Array("\u{1B}[200~yes".utf8), at: 0)
        decoder.discard()
        #expect(decoder.feed(Array("y\r\u{1B}[201~n".utf8), at: 1) == [.key(Key("n"))])
        _ = decoder.feed([0x1B], at: 2)
        decoder.discard()
        #expect(decoder.deadline == nil)
        #expect(decoder.feed(Array("\u{1B}[200~ok\u{1B}[201~".utf8), at: 3) == [.paste("ok")])
    }

    @Test func focusAndWheelAreEvents() {
        #expect(Self.keys("\u{1B}[I\u{1B}[O") == [.focus(true), .focus(false)])
        let wheel = Array("\u{1B}[<64;10;5M\u{1B}[<65;300;1M\u{1B}[<0;1;1M\u{1B}[<0;1;1m".utf8)
        var decoder = KeyDecoder()
        #expect(decoder.feed(wheel, at: 0).isEmpty)
        decoder.mouse = .wheel
        #expect(decoder.feed(wheel, at: 0) == [.wheel(-1, at: Point(x: 9, y: 4)), .wheel(1, at: Point(x: 299, y: 0))])
        #expect(Self.keys("\u{1B}[M !!q") == [.key(Key("q"))])
    }

    @Test func aClickIsToldOnlyWhereItIsWanted() {
        let click = Array("\u{1B}[<0;10;5M\u{1B}[<0;10;5m\u{1B}[<2;1;1M".utf8)
        var decoder = KeyDecoder()
        decoder.mouse = .wheel
        #expect(decoder.feed(click, at: 0).isEmpty)
        decoder.mouse = .on
        #expect(decoder.feed(click, at: 0) == [.click(at: Point(x: 9, y: 4))])
    }

    @Test func numbersInOneReadAreAPasteWithoutBrackets() {
        let numbers = (0..<500).map { "1490000\(1000 + $0)\n" }.joined()
        var decoder = KeyDecoder()
        let bytes = Array(numbers.utf8)
        #expect(decoder.feed(bytes[..<4095], at: 0).isEmpty)
        #expect(decoder.feed(bytes[4095...], at: 20).isEmpty)
        #expect(decoder.deadline == 20 + KeyDecoder.burstWait)
        #expect(decoder.flush(at: 30).isEmpty)
        #expect(decoder.flush(at: 100) == [.paste(numbers)])
        #expect(decoder.feed(Array("12\n".utf8), at: 200) == [.key(Key("1")), .key(Key("2")), .key(Key(.enter))])
        // A key that is no number ends it, and is a key.
        #expect(decoder.feed(bytes[..<60], at: 300).isEmpty)
        #expect(decoder.feed(Array("q".utf8), at: 310) == [.paste(String(numbers.prefix(60))), .key(Key("q"))])
        // One key held down is no paste.
        #expect(decoder.feed(Array(repeating: 0x31, count: 60), at: 900).count == 60)
        // Typed ahead of a question it is dropped to its end.
        #expect(decoder.feed(bytes[..<60], at: 1000).isEmpty)
        decoder.discard()
        #expect(decoder.feed(bytes[60..<90], at: 1010).isEmpty)
        #expect(decoder.flush(at: 2000).isEmpty)
        #expect(decoder.feed(Array("j".utf8), at: 2001) == [.key(Key("j"))])
    }

    @Test func whatAPasteLosesAtItsBoundIsTold() {
        var decoder = KeyDecoder()
        let line = Array("14900000017\n".utf8)
        _ = decoder.feed(Array("\u{1B}[200~".utf8), at: 0)
        for _ in 0..<(5 << 20) / 12 { _ = decoder.feed(line, at: 0) }
        let events = decoder.feed(Array("\u{1B}[201~".utf8), at: 0)
        guard events.count == 2, case .paste(let text) = events[0] else {
            Issue.record("\(events.count) events")
            return
        }
        #expect(text.utf8.count <= KeyDecoder.pasteLimit && text.hasSuffix("14900000017"))
        #expect(events[1] == .pasteCut(limit: KeyDecoder.pasteLimit))
    }

    @Test func chineseBytesAreCharactersAndNeverKeys() {
        var decoder = KeyDecoder()
        decoder.characters = .chinese
        // 停, 機 (its second byte is an ASCII letter), a character of four bytes, each torn.
        #expect(decoder.feed([0xCD, 0xA3], at: 0) == [.key(Key("停"))])
        #expect(decoder.feed([0x99], at: 0).isEmpty)
        #expect(decoder.feed([0x43], at: 9).count == 1)
        #expect(decoder.feed([0x81, 0x39], at: 0).isEmpty)
        #expect(decoder.feed([0xEE, 0x39], at: 0) == [.key(Key("㐀"))])
        #expect(decoder.feed([0x80, 0x6A], at: 0) == [.key(Key("j"))])
        let paste = Array("\u{1B}[200~".utf8) + [0xCD, 0xA3, 0xBB, 0xFA] + Array("\u{1B}[201~".utf8)
        #expect(decoder.feed(paste, at: 0) == [.paste("停机")])
    }

    @Test func malformedUTF8LosesOnlyItself() {
        var decoder = KeyDecoder()
        #expect(
            decoder.feed([0x6A, 0xB8, 0x6B, 0xE5, 0x81, 0x6C, 0xC0, 0x80, 0xFF, 0x6D], at: 0)
                == ["j", "k", "l", "m"].map { .key(Key($0)) })
        #expect(decoder.feed([0xED, 0xA0, 0x80, 0xF4, 0x90, 0x80, 0x80, 0x6E], at: 0) == [.key(Key("n"))])
        #expect(decoder.feed([0xE5, 0x81], at: 0).isEmpty)
        #expect(decoder.feed([0x9C], at: 5_000) == [.key(Key("停"))])
    }

    @Test func whatMeansNothingIsDroppedWhole() {
        #expect(Self.keys("\u{1B}[?62;c\u{1B}[12;40R\u{1B}[0n\u{1B}[99~\u{1B}[;;;~q").last == .key(Key("q")))
        #expect(Self.keys("\u{1B}[\(String(repeating: "1;", count: 5000))~q") == [.key(Key("q"))])
        #expect(Self.keys("\u{1B}[12\u{3}q") == [.key(.control("c")), .key(Key("q"))])
    }

    @Test func keysOfTheTerminalsOwnDescriptionAreKnown() {
        var decoder = KeyDecoder()
        decoder.ownKeys = [Array("\u{1B}[17;42z".utf8): Key(.function(6))]
        #expect(decoder.feed(Array("\u{1B}[17;42z".utf8), at: 0) == [.key(Key(.function(6)))])
    }

    @Test func rubbishNeverSticksAndCtrlCGetsThrough() {
        let random = SeededRandom(11)
        let likely: [UInt8] = [0x1B, 0x5B, 0x4F, 0x3C, 0x3B, 0x32, 0x30, 0x7E, 0x4D, 0xE5, 0x81]
        for _ in 0..<3000 {
            var decoder = KeyDecoder()
            decoder.mouse = .wheel
            var now: UInt64 = 0
            for _ in 0..<random.pick(1..<12) {
                let bytes = (0..<random.pick(1..<9)).map { _ in
                    random.pick(0..<3) == 0 ? UInt8(random.pick(0..<256)) : likely[random.pick(0..<likely.count)]
                }
                _ = decoder.feed(bytes, at: now)
                now += UInt64(random.pick(0..<700))
                _ = decoder.flush(at: now)
            }
            // At worst three bytes are owed to an old mouse report, and a paste waits for its silence.
            now += 5000
            let events = (0..<4).flatMap { _ in decoder.feed([0x03], at: now) }
            let ended = events.contains { if case .paste = $0 { true } else { $0 == .key(.control("c")) } }
            #expect(ended)
        }
    }
}
