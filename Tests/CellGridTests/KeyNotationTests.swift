// Keys as people write them in the configuration.

import CellGrid
import Testing

@Suite struct KeyNotationTests {
    @Test(arguments: [
        ("j", Key("j")), ("S", Key("S")), ("/", Key("/")), ("Space", Key(" ")), ("Enter", Key(.enter)), ("esc", Key(.escape)),
        ("Ctrl-D", .control("d")), ("ctrl-d", .control("d")), ("Ctrl--", .control("-")),
        ("Alt-x", Key(.character("x"), alt: true)),
        ("Ctrl-Alt-Del", Key(.delete, control: true, alt: true)), ("Shift-Tab", Key(.backTab)), ("F1", Key(.function(1))),
        ("f12", Key(.function(12))),
        ("PgUp", Key(.pageUp)), ("-", Key("-")), ("停", Key("停")), ("F", Key("F")),
        ("Ctrl-Space", Key(.character(" "), control: true)),
    ]) func aKeyIsReadAsWritten(_ text: String, _ key: Key) {
        #expect(KeyNotation.parse(text) == key)
    }

    @Test(arguments: ["", "Ctrl-", "Hyper-x", "F0", "F25", "ab", "Ctrl-Foo", "F-1"]) func whatIsNoKeyIsRefused(_ text: String) {
        #expect(KeyNotation.parse(text) == nil)
    }

    @Test func everyKeyReadsBackFromItsOwnName() {
        var codes: [Key.Code] = [
            .enter, .escape, .tab, .backTab, .backspace, .delete, .insert, .up, .down, .left, .right, .home, .end, .pageUp,
            .pageDown,
        ]
        codes += (1...24).map { .function($0) }
        codes += (0x20..<0x7F).map { .character(Character(Unicode.Scalar($0))) }
        for code in codes {
            for (control, alt) in [(false, false), (true, false), (false, true), (true, true)] {
                var key = Key(code, control: control, alt: alt)
                if control, case .character(let character) = code { key.code = .character(Character(character.lowercased())) }
                #expect(KeyNotation.parse(KeyNotation.text(key)) == key, "\(KeyNotation.text(key))")
            }
        }
    }
}
