// Screens of terminals and locales without line drawing: every sign that is not ASCII becomes one that
// is, at the last moment and in this one place. Letters of languages stay.

public import CellGrid

public enum AsciiForm {
    /// The grid with plain signs.
    public static func convert(_ grid: Grid) -> Grid {
        var out = grid
        for y in 0..<grid.rows {
            for x in 0..<grid.columns {
                let cell = grid[x, y]
                guard cell.width == 1 else { continue }
                let character = grid.character(cell)
                if character.isASCII { continue }
                if let plain = plain(character) { out.put(plain, x: x, y: y, style: cell.style) }
            }
        }
        return out
    }

    /// nil for letters.
    static func plain(_ character: Character) -> Character? {
        switch character {
        case "─": return "-"
        case "│": return "|"
        case "┌", "┐", "└", "┘", "├", "┤", "┬", "┴", "┼": return "+"
        case "●": return "*"
        case "✕", "×": return "x"
        case "▲": return "!"
        case "△": return "^"
        case "▼": return "v"
        case "◌", "○": return "o"
        case "✓": return "+"
        case "→": return ">"
        case "≥": return ">"
        case "↑": return "^"
        case "↓": return "v"
        case "…": return "~"
        case "–", "—": return "-"
        case "·": return "."
        case "“", "”": return "\""
        case "¥": return "Y"
        case "‖": return "="
        case "▇", "█", "▆", "▣": return "#"
        case "░", "▁": return "."
        case "▂": return ":"
        case "▃", "▄", "▅": return "="
        default: break
        }
        if let scalar = character.unicodeScalars.first, (0x2800...0x28FF).contains(scalar.value) {
            return [" ", ".", ".", ":", ":", "i", "i", "#", "#"][(scalar.value & 0xFF).nonzeroBitCount]
        }
        return character.isLetter ? nil : "?"
    }
}
