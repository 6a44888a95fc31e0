// The same screen in fewer bytes.

import TestSupport
import Testing

@testable import TerminalIO

extension TerminalTests {
    @Suite struct SequenceShortenerTests {
        private func shorten(_ text: String, along: Bool = true) -> String {
            String(decoding: SequenceShortener(goesAlongRows: along).shorten(Array(text.utf8)), as: UTF8.self)
        }

        @Test(arguments: [
            // A style before a reset is of no use; styles in a row are one.
            ("\u{1B}[39m\u{1B}(B\u{1B}[m9", "\u{1B}(B\u{1B}[m9"),
            (
                "\u{1B}(B\u{1B}[0;1m\u{1B}[38;5;74mS\u{1B}(B\u{1B}[0m\u{1B}[38;5;247m s",
                "\u{1B}(B\u{1B}[0;1;38;5;74mS\u{1B}[0;38;5;247m s"
            ),
            ("\u{1B}[m\u{0F}a\u{1B}[m\u{0F}b", "\u{0F}\u{1B}[ma\u{1B}[mb"),
            ("\u{1B}[m\u{1B}[31mx", "\u{1B}[0;31mx"),
            ("\u{1B}[31m", "\u{1B}[31m"),
            // Along a row by the column alone.
            ("\u{1B}[5;30H39\u{1B}[5;43Ha\u{1B}[6;43Hb", "\u{1B}[5;30H39\u{1B}[43Ga\u{1B}[6;43Hb"),
            ("\u{1B}[5dx\u{1B}[5;9Hy\u{1B}[2P\u{1B}[5;1Hz", "\u{1B}[5dx\u{1B}[9Gy\u{1B}[2P\u{1B}[1Gz"),
            // After what may have moved the cursor elsewhere the row is not known.
            ("\u{1B}[5;3Ha\n\u{1B}[5;9Hb", "\u{1B}[5;3Ha\n\u{1B}[5;9Hb"),
            ("\u{1B}[5;3H\u{1B}[2L\u{1B}[5;9Hb", "\u{1B}[5;3H\u{1B}[2L\u{1B}[5;9Hb"),
            ("\u{1B}[5;3H\u{1B}M\u{1B}[5;9Hb", "\u{1B}[5;3H\u{1B}M\u{1B}[5;9Hb"),
            // Other letters are other letters.
            ("\u{1B}(0q\u{1B}(B\u{1B}[mx\u{1B}(0q\u{1B}(Bx", "\u{1B}(0q\u{1B}(B\u{1B}[mx\u{1B}(0q\u{1B}(Bx"),
            ("\u{0F}a\u{0E}q\u{0F}b\u{0F}c", "\u{0F}a\u{0E}q\u{0F}bc"),
            // What is not known, or torn, is left as it is.
            ("\u{1B}]2;t\u{07}x\u{1B}[?25l\u{1B}[", "\u{1B}]2;t\u{07}x\u{1B}[?25l\u{1B}["),
        ])
        func theSameIsSaidInFewerBytes(long: String, short: String) { #expect(shorten(long) == short) }

        @Test func withoutTheSequenceRowsAreNamed() {
            #expect(shorten("\u{1B}[5;3Ha\u{1B}[5;9Hb", along: false) == "\u{1B}[5;3Ha\u{1B}[5;9Hb")
        }

        @Test func aSequenceHasNoMoreParametersThanConsolesTake() {
            let styles = (30..<46).map { "\u{1B}[\($0)m" }.joined()
            let pieces = shorten(styles + "x").split(separator: "\u{1B}[")
            #expect(pieces.count == 2 && pieces.allSatisfy { $0.split(separator: ";").count <= 12 })
            #expect(pieces.joined(separator: ";").filter(\.isNumber) == (30..<46).map(String.init).joined())
        }
    }
}
