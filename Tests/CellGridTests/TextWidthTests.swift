// Columns of text: what is measured is what is drawn.

import CellGrid
import TestSupport
import Testing

@Suite struct TextWidthTests {
    @Test(arguments: [
        ("", 0), ("abc", 3), ("停机", 4), ("é", 1), ("e\u{301}", 1), ("ｶﾞ", 2), ("●─…", 3), ("👩‍👩‍👧", 2), ("🇨🇳", 1), ("👍🏽", 2), ("⚠️", 1),
        ("\u{1}", 1), ("\t", 1), ("\r\n", 1), ("\u{7F}", 1), ("\u{9B}", 1), ("\u{301}", 0), ("１２", 4), ("🫨", 2),
    ]) func aTextIsAsWideAsItIsDrawn(_ text: String, _ columns: Int) {
        #expect(TextWidth.cells(of: text) == columns)
        #expect(TextWidth.cells(of: String(text.map(TextWidth.drawable))) == columns)
    }

    @Test func controlsNeverReachTheTerminal() {
        for character in ["\u{1B}", "\u{9B}", "\u{202E}", "\u{200E}", "\u{FEFF}", "\u{2028}", "\n", "\r\n"] as [Character] {
            #expect(TextWidth.drawable(character) == "\u{FFFD}")
        }
        #expect(TextWidth.drawable("e\u{301}") == "e\u{301}")
        #expect(TextWidth.drawable("👩‍👩‍👧") == "👩")
    }

    @Test(arguments: [
        ("abcdef", 4, "abc…"), ("abcd", 4, "abcd"), ("停机复机", 5, "停机…"), ("停机复机", 4, "停…"), ("abc", 1, "…"), ("abc", 0, ""),
        ("停", 1, "…"),
    ]) func aLongTextIsCutWithAnEllipsisAndNeverInsideACharacter(_ text: String, _ columns: Int, _ cut: String) {
        #expect(TextWidth.truncate(text, to: columns) == cut)
    }

    @Test func aFieldIsExactlyAsWideAsItsColumn() {
        #expect(TextWidth.fit("ab", 4) == "ab  ")
        #expect(TextWidth.fit("ab", 4, alignRight: true) == "  ab")
        #expect(TextWidth.fit("停机复", 4) == "停… ")
        let random = SeededRandom(5)
        let pieces = ["a", " ", "停", "e\u{301}", "👩‍👩‍👧", "\u{7}", "ｶﾞ", "🇨🇳", "\n"]
        for _ in 0..<2000 {
            let text = (0..<random.pick(0..<12)).map { _ in pieces[random.pick(0..<pieces.count)] }.joined()
            let columns = random.pick(1..<12)
            #expect(TextWidth.cells(of: TextWidth.fit(text, columns)) == columns)
            #expect(TextWidth.cells(of: TextWidth.truncate(text, to: columns)) <= columns)
        }
    }

    @Test func textIsWrappedAtBlanksAndChineseAnywhere() {
        #expect(TextWidth.wrap("one two three", to: 7) == ["one two", "three"])
        #expect(TextWidth.wrap("one two three", to: 8) == ["one two", "three"])
        #expect(TextWidth.wrap("abcdefgh", to: 3) == ["abc", "def", "gh"])
        #expect(TextWidth.wrap("停机复机停", to: 4) == ["停机", "复机", "停"])
        #expect(TextWidth.wrap("a\n\nb", to: 4) == ["a", "", "b"])
        #expect(TextWidth.wrap("停机", to: 1) == ["停", "机"])
        #expect(TextWidth.wrap("x", to: 0) == [])
        let random = SeededRandom(6)
        let pieces = ["a", "bc", " ", "停", "  ", "def", "\n"]
        for _ in 0..<2000 {
            let text = (0..<random.pick(0..<20)).map { _ in pieces[random.pick(0..<pieces.count)] }.joined()
            let columns = random.pick(2..<10)
            let lines = TextWidth.wrap(text, to: columns)
            #expect(lines.allSatisfy { TextWidth.cells(of: $0) <= columns }, "\(text.debugDescription) to \(columns): \(lines)")
            // Nothing but blanks is lost.
            #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " && $0 != "\n" })
        }
    }

    @Test func whatOthersWroteCannotSpeakToTheTerminal() {
        #expect(TextWidth.printable("停机 ok") == "停机 ok")
        #expect(TextWidth.printable("a\u{1B}[2Jb\u{9B}c\nd") == "a\u{FFFD}[2Jb\u{FFFD}c\u{FFFD}d")
        #expect(TextWidth.printable("a\nb\tc\u{7}", lines: true) == "a\nb\tc\u{FFFD}")
    }
}
