// A long text through the clipboard: nothing lost, nothing cut within a character.

import Testing

@testable import TerminalIO

@Suite struct ClipboardPiecesTests {
    private func pieces(_ text: String) -> ClipboardPieces { ClipboardPieces(text, term: "xterm", environment: [:]) }

    @Test func thePiecesJoinedAreTheText() {
        let lines = (0..<2_000).map { "149\($0),停机,\"x\"\r\n" }.joined()
        for text in ["", "x", "x\n", lines, String(repeating: "停", count: 9_000), "a\n\n\nb"] {
            let pieces = pieces(text)
            let parts = (1...pieces.count).map { pieces.text($0) }
            #expect(parts.joined() == text)
            #expect(parts.allSatisfy { $0.utf8.count <= ClipboardPieces.size })
        }
    }

    @Test func aPieceEndsAtALineWhereItCan() {
        let pieces = pieces((0..<2_000).map { "149\($0),a\n" }.joined())
        #expect(pieces.count > 1 && (1...pieces.count).allSatisfy { pieces.text($0).hasSuffix("\n") })
    }

    @Test func aPieceIsASequenceOfAtMostEightKilobytes() {
        let pieces = pieces(String(repeating: "x", count: 20_000))
        #expect(pieces.count == 4)
        #expect(pieces.sequence(1).hasPrefix("\u{1B}]52;c;") && pieces.sequence(1).utf8.count <= 8_192 + 8)
    }
}
