// The screen as a picture: an SVG made from the grid of cells and the theme's looks. Every character stands
// on its cell, so that letters, lines and Han signs keep their columns in any viewer and any font.

import CellGrid
import Settings

enum ScreenPicture {
    // Unit: pixels.
    private static let cellWidth = 8.4
    private static let cellHeight = 18.0
    private static let margin = 12.0
    private static let baseline = 13.5
    private static let fontSize = 14
    /// Generic names first that most machines have; a viewer takes the first with the sign.
    private static let fonts =
        "DejaVu Sans Mono, Menlo, Consolas, Noto Sans Mono CJK SC, Noto Sans CJK SC, PingFang SC, Microsoft YaHei, monospace"

    private static let lines: Set<Character> = ["─", "│", "┌", "┐", "└", "┘", "├", "┤", "┬", "┴", "┼"]

    /// The same grid and looks give the same text, byte for byte.
    static func svg(_ grid: Grid, looks: [Look], on ground: ThemeDocument.Ground, title: String) -> String {
        let colours = ScreenColours.of(ground)
        let paper = looks.first?.background.map(colours.pixel) ?? colours.paper
        let width = number(Double(grid.columns) * cellWidth + 2 * margin)
        let height = number(Double(grid.rows) * cellHeight + 2 * margin)
        var out = [
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(width)\" height=\"\(height)\" viewBox=\"0 0 \(width) \(height)\" "
                + "role=\"img\">",
            "<title>\(escaped(title))</title>", "<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"\(paper.hex)\"/>",
            "<g font-family=\"\(fonts)\" font-size=\"\(fontSize)\" xml:space=\"preserve\">",
        ]
        for y in 0..<grid.rows {
            var x = 0
            while x < grid.columns {
                let start = x
                let style = grid[x, y].style
                repeat { x += 1 } while x < grid.columns && grid[x, y].style == style
                run(grid, start..<x, y, colours.look(of: style, looks: looks), into: &out)
            }
        }
        return out.joined(separator: "\n") + "\n</g></svg>\n"
    }

    /// Cells of one style: their ground, then their words.
    private static func run(
        _ grid: Grid, _ columns: Range<Int>, _ y: Int, _ look: (ink: PixelColour, back: PixelColour?, attributes: Attributes),
        into out: inout [String]
    ) {
        let top = margin + Double(y) * cellHeight
        let left = margin + Double(columns.lowerBound) * cellWidth
        if let back = look.back {
            // A little wider, so that no seam is seen between two runs.
            let width = number(Double(columns.count) * cellWidth + 0.3)
            out.append(
                "<rect x=\"\(number(left))\" y=\"\(number(top))\" width=\"\(width)\" height=\"\(number(cellHeight))\" "
                    + "fill=\"\(back.hex)\"/>")
        }
        var extra = look.attributes.contains(.bold) ? " font-weight=\"bold\"" : ""
        if look.attributes.contains(.dim) { extra += " opacity=\"0.6\"" }
        if look.attributes.contains(.underline) {
            // Drawn once over the whole run: a viewer's own line would have gaps between the words.
            let under = number(top + cellHeight - 2.5)
            out.append(
                "<path d=\"M\(number(left)) \(under)h\(number(Double(columns.count) * cellWidth))\" stroke=\"\(look.ink.hex)\" "
                    + "stroke-width=\"1\"/>")
        }
        for x in columns {
            guard let path = line(grid.character(grid[x, y]), left: margin + Double(x) * cellWidth, top: top) else { continue }
            out.append("<path d=\"\(path)\" stroke=\"\(look.ink.hex)\" stroke-width=\"1.2\" fill=\"none\"/>")
        }
        for word in words(grid, columns, y) {
            let x = number(margin + Double(word.column) * cellWidth)
            // Other fonts' advances differ: a word is set to the width of its cells.
            let length = word.cells > 1 ? " textLength=\"\(number(Double(word.cells) * cellWidth))\"" : ""
            out.append(
                "<text x=\"\(x)\" y=\"\(number(top + baseline))\" fill=\"\(look.ink.hex)\"\(length)\(extra)>\(escaped(word.text))</text>"
            )
        }
    }

    /// Lines of frames as strokes from edge to edge of the cell, so that they meet in every font. nil: no such sign.
    private static func line(_ character: Character, left: Double, top: Double) -> String? {
        let (x, y) = (left + cellWidth / 2, top + cellHeight / 2)
        let (right, bottom) = (left + cellWidth, top + cellHeight)
        let (toLeft, toRight) = ("M\(number(left)) \(number(y))H\(number(x))", "M\(number(x)) \(number(y))H\(number(right))")
        let (up, down) = ("M\(number(x)) \(number(top))V\(number(y))", "M\(number(x)) \(number(y))V\(number(bottom))")
        switch character {
        case "─": return toLeft + toRight
        case "│": return up + down
        case "┌": return toRight + down
        case "┐": return toLeft + down
        case "└": return toRight + up
        case "┘": return toLeft + up
        case "├": return toRight + up + down
        case "┤": return toLeft + up + down
        case "┬": return toLeft + toRight + down
        case "┴": return toLeft + toRight + up
        case "┼": return toLeft + toRight + up + down
        default: return nil
        }
    }

    /// Words of ASCII; every other character alone, for its glyph may come from another font.
    private static func words(_ grid: Grid, _ columns: Range<Int>, _ y: Int) -> [(column: Int, cells: Int, text: String)] {
        var words: [(column: Int, cells: Int, text: String)] = []
        var joins = false
        for x in columns {
            let cell = grid[x, y]
            guard cell.width > 0 else { continue }
            let character = grid.character(cell)
            guard character != " ", !lines.contains(character) else {
                joins = false
                continue
            }
            if joins, character.isASCII {
                words[words.count - 1].text.append(character)
                words[words.count - 1].cells += 1
            } else {
                words.append((x, Int(cell.width), String(character)))
            }
            joins = character.isASCII
        }
        return words
    }

    /// Two digits behind the point at most, and none that say nothing.
    private static func number(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        let (whole, rest) = (hundredths / 100, hundredths % 100)
        if rest == 0 { return "\(whole)" }
        return rest % 10 == 0 ? "\(whole).\(rest / 10)" : "\(whole).\(rest < 10 ? "0" : "")\(rest)"
    }

    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { out, character in
            switch character {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            default: out.append(character)
            }
        }
    }
}
