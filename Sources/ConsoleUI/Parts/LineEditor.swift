// One line of text being typed, with the keys of a shell's line.

public import CellGrid

/// A line and its cursor.
public struct LineEditor: Hashable, Sendable {
    /// Longest text. Unit: characters.
    public static let limit = 4096

    public private(set) var text: String
    /// Characters before the cursor.
    public private(set) var cursor: Int

    public init(_ text: String = "") {
        self.text = String(text.prefix(Self.limit))
        cursor = self.text.count
    }

    /// True when the key was one of the editor's.
    public mutating func handle(_ key: Key) -> Bool {
        if key.alt { return false }
        if key.control {
            guard case .character(let character) = key.code else { return false }
            switch character {
            case "a": cursor = 0
            case "e": cursor = text.count
            case "b": cursor = max(0, cursor - 1)
            case "f": cursor = min(text.count, cursor + 1)
            case "h": erase(from: cursor - 1)
            case "u": erase(from: 0)
            case "w": erase(from: startOfWord())
            case "k": text = String(text.prefix(cursor))
            default: return false
            }
            return true
        }
        switch key.code {
        case .character(let character): insert(String(character))
        case .backspace: erase(from: cursor - 1)
        case .delete:
            if cursor < text.count { text.remove(at: text.index(text.startIndex, offsetBy: cursor)) }
        case .left: cursor = max(0, cursor - 1)
        case .right: cursor = min(text.count, cursor + 1)
        case .home: cursor = 0
        case .end: cursor = text.count
        default: return false
        }
        return true
    }

    /// Inserts `added` as a single line: line breaks become blanks, other controls vanish.
    public mutating func insert(_ added: String) {
        let line = added.reduce(into: "") { out, character in
            if character.isNewline || character == "\t" {
                out.append(" ")
            } else if character.unicodeScalars.first.map({ $0.value >= 0x20 && $0.value != 0x7F }) ?? false {
                out.append(character)
            }
        }
        let room = max(0, Self.limit - text.count)
        let cut = String(line.prefix(room))
        let before = text.count
        text.insert(contentsOf: cut, at: text.index(text.startIndex, offsetBy: cursor))
        // A combining mark joins the character before it, so the text grows by what it grew.
        cursor = min(text.count, cursor + max(0, text.count - before))
    }

    /// Draws the line in `width` cells, scrolled so that the cursor is seen, and returns the cursor's column.
    func draw(on surface: Surface, x: Int, y: Int, width: Int, style: Style) -> Int {
        guard width > 0 else { return x }
        var shown = Array(text.prefix(cursor))
        var used = TextWidth.cells(of: String(shown))
        while used > width - 1, !shown.isEmpty { used -= TextWidth.cells(of: shown.removeFirst()) }
        surface.text(String(repeating: " ", count: width), x: x, y: y, style: style)
        surface.text(String(shown) + String(text.dropFirst(cursor)), x: x, y: y, style: style, limit: width)
        return min(x + used, x + width - 1)
    }

    private mutating func erase(from start: Int) {
        let start = max(0, start)
        guard start < cursor else { return }
        let range = text.index(text.startIndex, offsetBy: start)..<text.index(text.startIndex, offsetBy: cursor)
        text.removeSubrange(range)
        cursor = min(start, text.count)
    }

    private func startOfWord() -> Int {
        let characters = Array(text)
        var index = cursor
        while index > 0, characters[index - 1] == " " { index -= 1 }
        while index > 0, characters[index - 1] != " " { index -= 1 }
        return index
    }
}
