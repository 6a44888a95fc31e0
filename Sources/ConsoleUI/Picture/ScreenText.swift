// The screen as text with its colours: what `cat` shows again in a terminal.

import CellGrid

enum ScreenText {
    /// Rows end in a reset, so that nothing runs over into what comes after them.
    static func ansi(_ grid: Grid, looks: [Look]) -> String {
        var out = ""
        for y in 0..<grid.rows {
            var last: Style?
            for x in 0..<grid.columns {
                let cell = grid[x, y]
                guard cell.width > 0 else { continue }
                if cell.style != last {
                    out += sequence(cell.style, looks)
                    last = cell.style
                }
                out.append(grid.character(cell))
            }
            out += "\u{1B}[0m\n"
        }
        return out
    }

    private static func sequence(_ style: Style, _ looks: [Look]) -> String {
        let look = Int(style.role) < looks.count ? looks[Int(style.role)] : Look()
        let attributes = look.attributes.union(style.attributes)
        var codes = ["0"]
        if attributes.contains(.bold) { codes.append("1") }
        if attributes.contains(.dim) { codes.append("2") }
        if attributes.contains(.underline) { codes.append("4") }
        if attributes.contains(.reverse) { codes.append("7") }
        if let colour = look.foreground?.exact { codes.append(code(colour, base: 38)) }
        if let colour = look.background?.exact { codes.append(code(colour, base: 48)) }
        return "\u{1B}[" + codes.joined(separator: ";") + "m"
    }

    /// `base`: 38 for the ink, 48 for the ground.
    private static func code(_ colour: Colour, base: Int) -> String {
        switch colour {
        case .indexed(let number): "\(base);5;\(number)"
        case .rgb(let red, let green, let blue): "\(base);2;\(red);\(green);\(blue)"
        case .chosen(let exact, _, _): exact.map { code($0, base: base) } ?? "\(base + 1)"
        }
    }
}
