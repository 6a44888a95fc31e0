// Tables: which columns fit a width, and rows drawn by them.

import CellGrid

/// A column of a table.
struct TableColumn<ID: Hashable>: Hashable {
    var id: ID
    var head: String
    var width: Int
    var isRight = false
    /// Smaller is kept longer when the table gets narrow.
    var priority: Int

    /// Blanks before it: numbers that end under one another need fewer.
    var gap: Int { isRight ? 1 : 2 }
}

/// Columns with their places.
struct Table<ID: Hashable> {
    struct Placed {
        var column: TableColumn<ID>
        var x: Int
    }

    /// A wish of a column for room that is left.
    struct Growth {
        var id: ID
        var limit: Int
        /// Only all of it is of use.
        var isWhole: Bool

        init(_ id: ID, upTo limit: Int, isWhole: Bool = false) {
            self.id = id
            self.limit = limit
            self.isWhole = isWhole
        }
    }

    let placed: [Placed]
    let columns: [TableColumn<ID>]

    /// As many of `columns` as fit between `start` and `width`, most important first, drawn in the order
    /// given. Room that is left widens columns step by step as `growth` says.
    init(_ columns: [TableColumn<ID>], start: Int, width: Int, growth: [Growth] = []) {
        var kept: Set<ID> = []
        var used = start
        for column in columns.sorted(by: { $0.priority < $1.priority }) {
            let needs = column.width + (kept.isEmpty ? 0 : column.gap)
            if kept.isEmpty || used + needs <= width {
                kept.insert(column.id)
                used += needs
            }
        }
        var shown = columns.filter { kept.contains($0.id) }
        for step in growth {
            guard let index = shown.firstIndex(where: { $0.id == step.id }) else { continue }
            let wanted = max(0, step.limit - shown[index].width)
            if step.isWhole, wanted > width - used { continue }
            let more = min(wanted, max(0, width - used))
            shown[index].width += more
            used += more
        }
        var x = start
        var places: [Placed] = []
        for (index, column) in shown.enumerated() {
            if index > 0 { x += column.gap }
            places.append(Placed(column: column, x: x))
            x += column.width
        }
        placed = places
        self.columns = shown
    }

    /// The width of a column, 0 when it is not shown.
    func width(of id: ID) -> Int { columns.first { $0.id == id }?.width ?? 0 }

    /// The line of heads.
    func drawHeads(on surface: Surface, y: Int, style: (ID) -> Style) {
        surface.fill(Rect(x: 0, y: y, width: surface.width, height: 1), Style(.tableHead))
        for place in placed { draw(place.column.head, style(place.column.id), in: place, on: surface, y: y) }
    }

    /// One row; `cell` gives each column's text and style.
    func drawRow(on surface: Surface, y: Int, cell: (ID) -> (String, Style)) {
        for place in placed {
            let (text, style) = cell(place.column.id)
            draw(text, style, in: place, on: surface, y: y)
        }
    }

    private func draw(_ text: String, _ style: Style, in place: Placed, on surface: Surface, y: Int) {
        guard !text.isEmpty else { return }
        let fitted = TextWidth.truncate(text, to: place.column.width)
        let x = place.column.isRight ? place.x + place.column.width - TextWidth.cells(of: fitted) : place.x
        surface.text(fitted, x: x, y: y, style: style)
    }
}

/// The gutter and the cursor line every list has.
enum ListRow {
    /// Draws `>` at the cursor, and the whole line in reverse video where the pane has the focus.
    static func cursor(on surface: Surface, y: Int, context: PaneContext) -> Point {
        surface.text(">", x: 0, y: y, style: Style(.tableGutter))
        if context.isFocused {
            // One colour over the whole bar: signs and words say what colours would.
            surface.restyle(Rect(x: 0, y: y, width: surface.width, height: 1)) { _ in Style(.text, .reverse) }
        }
        return surface.screenPoint(x: 0, y: y)
    }

    /// Which of `count` rows to draw in `height` lines, so that the cursor is among them.
    static func window(count: Int, cursor: Int?, height: Int) -> Range<Int> {
        guard height > 0, count > 0 else { return 0..<0 }
        let start = max(0, min((cursor ?? 0) - height + 1, count - height))
        return start..<min(count, start + height)
    }
}
