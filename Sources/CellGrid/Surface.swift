// A painter that cannot leave its rectangle. Panes get one and know nothing of where it lies.

/// The grid being painted, shared by the surfaces cut from it for one frame.
public final class Canvas {
    public internal(set) var grid: Grid

    public init(_ size: Size) { grid = Grid(size) }

    /// A surface over everything.
    public var surface: Surface {
        Surface(canvas: self, area: Rect(x: 0, y: 0, width: grid.columns, height: grid.rows))
    }
}

/// A clipped rectangle of a canvas, with coordinates of its own.
public struct Surface {
    private let canvas: Canvas
    private let area: Rect

    init(canvas: Canvas, area: Rect) {
        self.canvas = canvas
        self.area = area
    }

    public var width: Int { area.width }
    public var height: Int { area.height }
    public var bounds: Rect { Rect(x: 0, y: 0, width: area.width, height: area.height) }

    /// A part of this surface.
    public func sub(_ rect: Rect) -> Surface {
        Surface(canvas: canvas, area: absolute(rect))
    }

    /// Where a point of this surface lies on the whole screen.
    public func screenPoint(x: Int, y: Int) -> Point { Point(x: area.x + x, y: area.y + y) }

    /// Writes `text` from `x` on row `y`, cut with `…` at `limit` columns or the edge.
    /// Returns the column after the last one written.
    @discardableResult
    public func text(_ text: String, x: Int, y: Int, style: Style, limit: Int? = nil) -> Int {
        guard y >= 0, y < area.height, x < area.width, x >= 0 else { return x }
        let room = min(limit ?? Int.max, area.width - x)
        guard room > 0 else { return x }
        let rowStart = (area.y + y) * canvas.grid.columns + area.x
        var column = x
        if text.utf8.count <= room, text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) {
            for byte in text.utf8 {
                canvas.grid.put(ascii: byte, at: rowStart + column, style: style)
                column += 1
            }
            return column
        }
        for character in TextWidth.truncate(text, to: room) {
            canvas.grid.put(character, x: area.x + column, y: area.y + y, style: style)
            column += TextWidth.cells(of: character)
        }
        return column
    }

    /// Writes `text` so that it ends before column `end`. Returns its first column.
    @discardableResult
    public func text(_ text: String, endingAt end: Int, y: Int, style: Style) -> Int {
        let start = max(0, end - TextWidth.cells(of: text))
        self.text(text, x: start, y: y, style: style, limit: end - start)
        return start
    }

    /// Writes runs of differing style one after the other. Returns the column after the last.
    @discardableResult
    public func runs(_ runs: [(String, Style)], x: Int, y: Int) -> Int {
        runs.reduce(x) { column, run in text(run.0, x: column, y: y, style: run.1) }
    }

    /// Blanks the whole surface.
    public func fill(_ style: Style) { fill(bounds, style) }

    public func fill(_ rect: Rect, _ style: Style) { canvas.grid.fill(absolute(rect), style: style) }

    /// Lays attributes over what is there.
    public func add(_ attributes: Attributes, in rect: Rect) { canvas.grid.add(attributes, in: absolute(rect)) }

    /// Changes the styles of what is there.
    public func restyle(_ rect: Rect, _ change: (Style) -> Style) { canvas.grid.restyle(absolute(rect), change) }

    /// A horizontal line.
    public func rule(x: Int, y: Int, length: Int, style: Style) {
        text(String(repeating: "─", count: max(0, min(length, area.width - x))), x: x, y: y, style: style)
    }

    /// A light frame round the surface, with a title at its top left and a note at its top right.
    public func frame(style: Style, title: String = "", titleStyle: Style? = nil, note: String = "", noteStyle: Style? = nil) {
        guard area.width >= 2, area.height >= 2 else { return }
        let (right, bottom) = (area.width - 1, area.height - 1)
        rule(x: 1, y: 0, length: right - 1, style: style)
        rule(x: 1, y: bottom, length: right - 1, style: style)
        for y in 1..<max(1, bottom) {
            text("│", x: 0, y: y, style: style)
            text("│", x: right, y: y, style: style)
        }
        text("┌", x: 0, y: 0, style: style)
        text("┐", x: right, y: 0, style: style)
        text("└", x: 0, y: bottom, style: style)
        text("┘", x: right, y: bottom, style: style)
        let noteWidth = note.isEmpty ? 0 : TextWidth.cells(of: note) + 2
        var titleEnd = 1
        if !title.isEmpty {
            titleEnd = text(" \(title) ", x: 2, y: 0, style: titleStyle ?? style, limit: max(0, right - 3))
        }
        if noteWidth > 0, right - noteWidth > titleEnd {
            text(" \(note) ", x: right - noteWidth, y: 0, style: noteStyle ?? style)
        }
    }

    private func absolute(_ rect: Rect) -> Rect {
        Rect(x: area.x + rect.x, y: area.y + rect.y, width: rect.width, height: rect.height).intersection(area)
    }
}
