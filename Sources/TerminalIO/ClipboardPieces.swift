// A long text through the clipboard in pieces: terminals and bastions drop what is long without a word.

/// A text cut into pieces that every terminal takes.
public struct ClipboardPieces: Sendable {
    /// Text of one piece; as base64 it is at most 8 KB. Unit: bytes.
    public static let size = 6_144

    private let pieces: [String]
    private let multiplexer: Multiplexer

    /// Cuts between characters, behind a line's end where one is near.
    public init(_ text: String, term: String, environment: [String: String]) {
        multiplexer = Multiplexer.detect(term: term, environment: environment)
        var pieces: [String] = []
        var piece = ""
        for line in Self.lines(text) {
            if piece.utf8.count + line.utf8.count <= Self.size {
                piece += line
                continue
            }
            if !piece.isEmpty { pieces.append(piece) }
            piece = ""
            for character in line {
                if piece.utf8.count + String(character).utf8.count > Self.size {
                    pieces.append(piece)
                    piece = ""
                }
                piece.append(character)
            }
        }
        if !piece.isEmpty || pieces.isEmpty { pieces.append(piece) }
        self.pieces = pieces
    }

    public var count: Int { pieces.count }
    /// What piece `number` (from 1) holds.
    public func text(_ number: Int) -> String { pieces[number - 1] }
    /// The bytes that ask the terminal to take piece `number`.
    public func sequence(_ number: Int) -> String {
        String(decoding: Clipboard.sequence(pieces[number - 1], through: multiplexer) ?? [], as: UTF8.self)
    }

    /// Each with the line's end that stands behind it; CR LF is one character.
    private static func lines(_ text: String) -> [Substring] {
        var lines: [Substring] = []
        var start = text.startIndex
        while let end = text[start...].firstIndex(where: \.isNewline) {
            let next = text.index(after: end)
            lines.append(text[start..<next])
            start = next
        }
        return lines + [text[start...]]
    }
}
