// Colours, clipboard and glyphs: decided without a terminal.

import CellGrid
import TestSupport
import Testing

@testable import TerminalIO

@Suite struct ColourTests {
    @Test func theNearestColourIsTaken() {
        func number(_ depth: ColourDepth, _ colour: Colour?) -> Int32 { depth.colour(colour).number }
        #expect(number(.indexed256, .rgb(red: 255, green: 0, blue: 0)) == 196)
        #expect(number(.indexed256, .rgb(red: 0x88, green: 0xC0, blue: 0xD0)) == 110)
        #expect(number(.indexed256, .rgb(red: 9, green: 9, blue: 9)) == 232)
        #expect(number(.indexed256, .indexed(3)) == 3)
        #expect(number(.ansi16, .rgb(red: 250, green: 10, blue: 10)) == 9)
        #expect(number(.ansi16, .indexed(244)) == 8)
        #expect(ColourDepth.ansi8.colour(.indexed(9)) == TerminalColour(number: 1, isBright: true))
        #expect(number(.ansi8, .rgb(red: 0, green: 0, blue: 200)) == 4)
        #expect(number(.direct, .rgb(red: 0x88, green: 0xC0, blue: 0xD0)) == 0x88C0D0)
        #expect(number(.direct, .indexed(3)) == 3)
        #expect(number(.direct, .indexed(196)) == 0xFF0000)
        #expect(number(.direct, .rgb(red: 0, green: 0, blue: 5)) == 0)
        for depth in ColourDepth.allCases { #expect(number(depth, nil) == -1) }
        #expect(number(.mono, .indexed(1)) == -1)
    }

    @Test func textStaysReadableWhereTheTerminalHasTooFewColours() {
        let subtle = Look(foreground: .rgb(red: 60, green: 60, blue: 60), background: .rgb(red: 20, green: 20, blue: 20))
        for depth in [ColourDepth.ansi8, .ansi16] {
            let look = TerminalLook(subtle, depth: depth)
            #expect(look.foreground != look.background)
        }
        let same = Look(foreground: .indexed(4), background: .indexed(4))
        #expect(TerminalLook(same, depth: .ansi8).foreground == 4)
    }

    @Test func darkOnLightIsReverseVideoWhereThereIsNoColour() {
        let (black, white) = (Colour.rgb(red: 0, green: 0, blue: 0), Colour.rgb(red: 255, green: 255, blue: 255))
        func isReversed(_ front: Colour?, _ back: Colour?, _ own: Attributes = [], depth: ColourDepth = .mono) -> Bool {
            TerminalLook(Look(foreground: front, background: back, attributes: own), depth: depth).attributes.contains(.reverse)
        }
        #expect(isReversed(black, white))
        #expect(!isReversed(black, white, .reverse))
        #expect(!isReversed(white, black))
        #expect(!isReversed(black, black))
        #expect(!isReversed(nil, white))
        #expect(!isReversed(black, white, depth: .ansi8))
    }

    @Test func everyColourHasANumberTheTerminalKnows() {
        let random = SeededRandom(3)
        for _ in 0..<2000 {
            let colour =
                random.pick(0..<2) == 0
                ? Colour.indexed(UInt8(random.pick(0..<256)))
                : .rgb(red: UInt8(random.pick(0..<256)), green: UInt8(random.pick(0..<256)), blue: UInt8(random.pick(0..<256)))
            #expect((0..<8).contains(ColourDepth.ansi8.colour(colour).number))
            #expect((0..<16).contains(ColourDepth.ansi16.colour(colour).number))
            #expect((0..<256).contains(ColourDepth.indexed256.colour(colour).number))
            #expect((0..<0x1000000).contains(ColourDepth.direct.colour(colour).number))
        }
    }
}

@Suite struct ClipboardTests {
    @Test(arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy"), ("停机", "5YGc5py6")])
    func base64IsThatOfTheRFC(_ text: String, _ encoded: String) {
        #expect(String(decoding: Clipboard.base64(Array(text.utf8)), as: UTF8.self) == encoded)
    }

    @Test func theOuterTerminalIsReachedThroughTmuxAndScreen() {
        func text(_ multiplexer: Multiplexer) -> String {
            String(decoding: Clipboard.sequence("foo", through: multiplexer) ?? [], as: UTF8.self)
        }
        #expect(text(.none) == "\u{1B}]52;c;Zm9v\u{7}")
        #expect(text(.tmux) == "\u{1B}]52;c;Zm9v\u{7}\u{1B}Ptmux;\u{1B}\u{1B}]52;c;Zm9v\u{7}\u{1B}\\")
        #expect(text(.screen) == "\u{1B}P\u{1B}]52;c;Zm9v\u{7}\u{1B}\\")
        let long = Clipboard.sequence(String(repeating: "x", count: 2000), through: .screen) ?? []
        let parts = String(decoding: long, as: UTF8.self).components(separatedBy: "\u{1B}\\")
        #expect(parts.count == 5)
        #expect(parts.allSatisfy { $0.utf8.count <= 768 })
    }

    @Test func whatTerminalsDropIsRefused() {
        #expect(Clipboard.sequence(String(repeating: "x", count: 74_001), through: .none) == nil)
        #expect((Clipboard.sequence(String(repeating: "x", count: 74_000), through: .none)?.count ?? 0) < 100_000)
    }

    @Test func theMultiplexerIsKnownByItsVariables() {
        #expect(Multiplexer.detect(term: "xterm", environment: [:]) == .none)
        #expect(Multiplexer.detect(term: "screen-256color", environment: ["TMUX": "/tmp/x"]) == .tmux)
        #expect(Multiplexer.detect(term: "tmux-256color", environment: [:]) == .tmux)
        #expect(Multiplexer.detect(term: "screen", environment: [:]) == .screen)
        #expect(Multiplexer.detect(term: "xterm", environment: ["STY": "1.pts"]) == .screen)
    }
}

@Suite struct GlyphTests {
    @Test func aCellIsSplitAsNcursesCounts() {
        func pieces(_ character: Character, _ width: Int, utf8: Bool = true) -> [String] {
            CursesDisplay.pieces(character, width: width, utf8 ? .everything : .ascii).map { piece in
                String(String.UnicodeScalarView(piece.scalars)) + "/\(piece.width)"
            }
        }
        #expect(pieces("a", 1) == ["a/1"])
        #expect(pieces("中", 2) == ["中/2"])
        #expect(pieces("e\u{301}", 1) == ["e\u{301}/1"])
        #expect(pieces("ｶﾞ", 2) == ["ｶ/1", "ﾞ/1"])
        #expect(pieces("🫨", 2) == ["\u{FFFD}/1", " /1"])
        #expect(pieces("中", 2, utf8: false) == ["?/1", " /1"])
        #expect(pieces("e\u{301}", 1, utf8: false) == ["e/1"])
        #expect(pieces("│", 1, utf8: false) == ["|/1"])
    }

    @Test func whereSignsAreWideOnlyWideCharactersAreSent() {
        // In a UTF-8 locale, so that every character is there.
        TerminalLocale.useUTF8()
        func text(_ character: Character, _ width: Int) -> [String] {
            CursesDisplay.pieces(character, width: width, .wide).map { String(String.UnicodeScalarView($0.scalars)) }
        }
        #expect(text("中", 2) == ["中"])
        #expect(text("●", 1) == ["*"])
        #expect(text("─", 1) == ["-"])
        #expect(text("a", 1) == ["a"])
    }

    @Test func onlyWhatATerminalIsKnownToHaveIsSent() {
        func abilities(_ term: String, _ environment: [String: String] = [:], _ way: Multiplexer = .none) -> TerminalAbilities {
            TerminalAbilities(term: term, environment: environment, multiplexer: way)
        }
        for term in ["linux", "vt100", "vt220", "ansi", "dumb", ""] {
            let none = abilities(term, ["TERM_PROGRAM": "Apple_Terminal"])
            #expect(!none.hasTitle && !none.tellsFocus && !none.synchronizes, "\(term)")
        }
        #expect(abilities("xterm-256color").hasTitle && !abilities("xterm-256color").synchronizes)
        #expect(abilities("foot").synchronizes)
        #expect(abilities("xterm-256color", ["TERM_PROGRAM": "WezTerm"]).synchronizes)
        #expect(!abilities("tmux-256color", ["TERM_PROGRAM": "WezTerm"], .tmux).synchronizes)
    }

    @Test func whatStandsForAGlyphIsOneASCIICharacter() {
        let wrong = (UInt32(0x20)...0x2FFFF).lazy.compactMap(Unicode.Scalar.init).filter {
            !(0x20..<0x7F).contains(PlainGlyphs.ascii($0).value)
        }
        #expect(Array(wrong).isEmpty)
    }

    @Test func paddingIsNoPartOfACapability() {
        func plain(_ text: String) -> String { String(decoding: CursesScreen.withoutPadding(Array(text.utf8)), as: UTF8.self) }
        #expect(plain("\u{1B}[H\u{1B}[J$<50>") == "\u{1B}[H\u{1B}[J")
        #expect(plain("a$<2/>b$c") == "ab$c")
    }
}

extension String {
    /// Split at a longer separator, without Foundation.
    fileprivate func components(separatedBy separator: String) -> [String] {
        var (parts, rest) = ([String](), Substring(self))
        while let range = rest.firstRange(of: separator) {
            parts.append(String(rest[..<range.lowerBound]))
            rest = rest[range.upperBound...]
        }
        return parts + [String(rest)]
    }
}

@Suite struct TerminalMessageTests {
    private func text(_ form: NotificationForm, _ title: String, _ body: String, _ multiplexer: Multiplexer = .none) -> String? {
        TerminalMessage.sequence(title: title, body: body, as: form, through: multiplexer).map {
            String(decoding: $0, as: UTF8.self)
        }
    }

    @Test func aNotificationIsTheTerminalsOwnSequence() {
        #expect(text(.none, "a", "b") == nil)
        #expect(text(.osc9, "simdeck prod", "3 张卡") == "\u{1B}]9;simdeck prod: 3 张卡\u{7}")
        #expect(text(.osc777, "a;b", "c;d") == "\u{1B}]777;notify;a,b;c;d\u{7}")
        #expect(text(.osc9, "a", "b", .tmux) == "\u{1B}Ptmux;\u{1B}\u{1B}]9;a: b\u{7}\u{1B}\\")
        #expect(text(.osc9, "a", "b", .screen) == "\u{1B}P\u{1B}]9;a: b\u{7}\u{1B}\\")
    }

    @Test func nothingInItCanEndTheSequence() throws {
        let nasty = "x\u{7}\u{1B}]52;c;AAAA\u{1B}\\\u{9C}\u{9D}\r\n" + String(repeating: "y", count: 5_000)
        let bytes = try #require(TerminalMessage.sequence(title: nasty, body: nasty, as: .osc9, through: .none))
        let inner = String(decoding: bytes.dropFirst().dropLast(), as: UTF8.self).unicodeScalars
        #expect(!inner.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) })
        #expect(bytes.count < 2 * TerminalMessage.limit + 20)
    }
}
