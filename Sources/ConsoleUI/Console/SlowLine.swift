// A frame in parts for a line that carries little: a key never waits behind a screenful of figures. From row to
// row it looks as the whole frame would while such a line draws it; between two parts a key has its turn.

public import CellGrid

/// Decides which rows of a frame go out now. Pure: grids in, the next part out.
public struct SlowLine: Sendable {
    /// Unit: bytes, as far as they can be told before they are made.
    private let most: Int
    /// What the display was given last.
    private var shown: Grid?
    /// Where the rows of the next part begin: the lower ones have their turn, too.
    private var nextRow = 0
    private var cursorRow: Int?

    /// A fifth of a second of the line. With the time a byte needs, a key's first cell is there within 300 ms.
    public init(bytesPerSecond: Int) { most = max(60, bytesPerSecond / 5) }

    /// Everything goes out: a question, another pane, another size.
    public mutating func whole(_ grid: Grid, cursor: Int?) {
        (shown, nextRow, cursorRow) = (grid, 0, cursor)
    }

    /// The rows that a key in a list changes: the one left and the one come to. They go out before the others.
    public mutating func cursorRows(of grid: Grid, cursor: Int?) -> Grid? {
        defer { cursorRow = cursor }
        guard var part = shown, part.size == grid.size else { return nil }
        let rows = Set([cursorRow, cursor].compactMap { $0 }).filter { (0..<grid.rows).contains($0) }
        guard !rows.isEmpty else { return nil }
        for y in rows { part.copyRow(y, from: grid) }
        shown = part
        return part
    }

    /// As much of `grid` as the line carries in a fifth of a second, at least a row; `isWhole`: that was all.
    public mutating func part(of grid: Grid, cursor: Int?) -> (grid: Grid, isWhole: Bool) {
        cursorRow = cursor
        guard var part = shown, part.size == grid.size, grid.rows > 0 else {
            whole(grid, cursor: cursor)
            return (grid, true)
        }
        var bytes = 0
        for step in 0..<grid.rows {
            let y = (nextRow + step) % grid.rows
            let cost = Self.cost(of: y, from: part, to: grid)
            if cost == 0 { continue }
            if bytes > 0, bytes + cost > most {
                (shown, nextRow) = (part, y)
                return (part, false)
            }
            part.copyRow(y, from: grid)
            bytes += cost
        }
        (shown, nextRow) = (grid, 0)
        return (grid, true)
    }

    /// About the bytes that make a row of one the other: a move for each run of changes, a colour for each style.
    static func cost(of y: Int, from old: Grid, to new: Grid) -> Int {
        guard !new.sameRow(y, as: old) else { return 0 }
        var (bytes, isInRun) = (0, false)
        var style: Style?
        for x in 0..<new.columns {
            guard !new.sameCell(x, y, as: old) else {
                isInRun = false
                continue
            }
            let cell = new[x, y]
            if !isInRun { bytes += 8 }
            if style != cell.style { bytes += 12 }
            (isInRun, style) = (true, cell.style)
            if cell.width > 0 { bytes += new.character(cell).utf8.count }
        }
        return bytes
    }
}
