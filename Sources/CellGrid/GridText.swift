// A grid as text, for golden files and for saving the screen.

/// Text forms of a grid.
public enum GridText {
    /// The rows as text, trailing blanks cut.
    public static func lines(_ grid: Grid) -> [String] {
        (0..<grid.rows).map { y in
            var line = ""
            for x in 0..<grid.columns {
                let cell = grid[x, y]
                if cell.width > 0 { line.append(grid.character(cell)) }
            }
            while line.last == " " { line.removeLast() }
            return line
        }
    }

    /// Where the style is not plain: `y x..<end role[+attributes]`, one run a line.
    public static func styleRuns(_ grid: Grid, roleName: (UInt8) -> String) -> [String] {
        var out: [String] = []
        for y in 0..<grid.rows {
            var x = 0
            while x < grid.columns {
                let style = grid[x, y].style
                var end = x + 1
                while end < grid.columns, grid[end, y].style == style { end += 1 }
                if style != .plain { out.append("\(y) \(x)..<\(end) \(name(style, roleName))") }
                x = end
            }
        }
        return out
    }

    private static func name(_ style: Style, _ roleName: (UInt8) -> String) -> String {
        var parts = [roleName(style.role)]
        if style.attributes.contains(.bold) { parts.append("bold") }
        if style.attributes.contains(.dim) { parts.append("dim") }
        if style.attributes.contains(.underline) { parts.append("underline") }
        if style.attributes.contains(.reverse) { parts.append("reverse") }
        return parts.joined(separator: "+")
    }
}
