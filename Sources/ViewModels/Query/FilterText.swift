// A filter as people type it: full-width signs and curly quotes of a Chinese keyboard are the plain ones.

/// A character of a filter with its place in what was typed.
struct FilterCharacter: Hashable, Sendable {
    var character: Character
    var offset: Int
}

enum FilterText {
    /// The text in plain signs; offsets point into the original.
    static func plain(_ text: String) -> [FilterCharacter] {
        var out: [FilterCharacter] = []
        for (offset, character) in text.enumerated() {
            for plain in replacement(of: character) { out.append(FilterCharacter(character: plain, offset: offset)) }
        }
        return out
    }

    private static func replacement(of character: Character) -> String {
        switch character {
        case "≥": return ">="
        case "≤": return "<="
        case "“", "”", "„", "「", "」", "『", "』": return "\""
        case "。": return "."
        case "《", "〈": return "<"
        case "》", "〉": return ">"
        case "—", "–", "−": return "-"
        case "\u{3000}": return " "
        default: break
        }
        guard character.unicodeScalars.count == 1, let scalar = character.unicodeScalars.first,
            (0xFF01...0xFF5E).contains(scalar.value), let plain = Unicode.Scalar(scalar.value - 0xFEE0)
        else { return String(character) }
        return String(Character(plain))
    }

    /// How many single changes part two words.
    static func distance(_ left: String, _ right: String) -> Int {
        let (a, b) = (Array(left), Array(right))
        var row = Array(0...b.count)
        for (i, character) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, other) in b.enumerated() {
                let next = min(row[j] + 1, row[j + 1] + 1, diagonal + (character == other ? 0 : 1))
                diagonal = row[j + 1]
                row[j + 1] = next
            }
        }
        return row[b.count]
    }
}
