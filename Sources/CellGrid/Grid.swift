// What should be on the screen: plain cells, compared and diffed as values.

/// One cell. A wide character has a second cell of width 0 behind it.
public struct Cell: Hashable, Sendable {
    /// A Unicode scalar; with the top bit set, an index into the grid's clusters.
    @usableFromInline var glyph: UInt32
    public var style: Style
    /// 1, 2, or 0 for the second half of a wide character.
    public var width: UInt8

    @inlinable init(glyph: UInt32, style: Style, width: UInt8) {
        self.glyph = glyph
        self.style = style
        self.width = width
    }

    @usableFromInline static let clusterBit: UInt32 = 0x8000_0000
    public static let blank = Cell(glyph: 0x20, style: .plain, width: 1)
}

/// A screenful of cells.
public struct Grid: Hashable, Sendable {
    public let columns: Int
    public let rows: Int
    public private(set) var cells: [Cell]
    /// Characters of several scalars, pointed at by cells. Bound: one a cell.
    private var clusters: [Character] = []

    public init(columns: Int, rows: Int) {
        self.columns = max(0, columns)
        self.rows = max(0, rows)
        cells = Array(repeating: .blank, count: self.columns * self.rows)
    }

    public init(_ size: Size) { self.init(columns: size.columns, rows: size.rows) }

    public var size: Size { Size(columns: columns, rows: rows) }

    public subscript(x: Int, y: Int) -> Cell { cells[y * columns + x] }

    /// The character of a cell.
    public func character(_ cell: Cell) -> Character {
        if cell.glyph & Cell.clusterBit != 0 { return clusters[Int(cell.glyph & ~Cell.clusterBit)] }
        return Unicode.Scalar(cell.glyph).map { Character($0) } ?? "\u{FFFD}"
    }

    /// The cell at a place looks as it does in a grid of the same size.
    public func sameCell(_ x: Int, _ y: Int, as other: Grid) -> Bool {
        let (left, right) = (self[x, y], other[x, y])
        if left.glyph & right.glyph & Cell.clusterBit == 0 { return left == right }
        // Each grid numbers its clusters by itself.
        return left.style == right.style && left.width == right.width && character(left) == other.character(right)
    }

    /// The row looks as it does in a grid of the same size.
    public func sameRow(_ y: Int, as other: Grid) -> Bool {
        let range = y * columns..<(y + 1) * columns
        if clusters.isEmpty || other.clusters.isEmpty { return cells[range] == other.cells[range] }
        return (0..<columns).allSatisfy { sameCell($0, y, as: other) }
    }

    /// Grids that look the same are equal, whatever was drawn over on the way.
    public static func == (left: Grid, right: Grid) -> Bool {
        left.columns == right.columns && left.rows == right.rows && (0..<left.rows).allSatisfy { left.sameRow($0, as: right) }
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(columns)
        hasher.combine(rows)
        for cell in cells {
            hasher.combine(cell.style)
            if cell.glyph & Cell.clusterBit == 0 { hasher.combine(cell.glyph) } else { hasher.combine(character(cell)) }
        }
    }

    /// Writes one character. Outside the grid nothing happens; a wide one that does not fit becomes a
    /// blank; half-covered neighbours become blanks, so that no half character is ever left.
    public mutating func put(_ character: Character, x: Int, y: Int, style: Style) {
        guard x >= 0, y >= 0, x < columns, y < rows else { return }
        let drawn = TextWidth.drawable(character)
        let width = TextWidth.cells(of: drawn)
        let at = y * columns + x
        guard width > 0 else { return }
        clear(halfAt: at)
        if width == 2 {
            guard x + 1 < columns else {
                cells[at] = Cell(glyph: 0x20, style: style, width: 1)
                return
            }
            clear(halfAt: at + 1)
            cells[at + 1] = Cell(glyph: 0x20, style: style, width: 0)
        }
        cells[at] = Cell(glyph: glyph(of: drawn), style: style, width: UInt8(width))
    }

    /// Makes a row look as it does in a grid of the same size.
    public mutating func copyRow(_ y: Int, from other: Grid) {
        for x in 0..<columns {
            var cell = other[x, y]
            // Each grid numbers its clusters by itself.
            if cell.glyph & Cell.clusterBit != 0 { cell.glyph = glyph(of: other.character(cell)) }
            cells[y * columns + x] = cell
        }
    }

    /// Writes an ASCII byte that needs no measuring: the fast path of most text.
    @inline(__always)
    mutating func put(ascii: UInt8, at index: Int, style: Style) {
        if cells[index].width != 1 { clear(halfAt: index) }
        cells[index] = Cell(glyph: UInt32(ascii), style: style, width: 1)
    }

    /// Lays attributes over cells without changing their text.
    public mutating func add(_ attributes: Attributes, in rect: Rect) {
        edit(rect) { $0.style.attributes.formUnion(attributes) }
    }

    /// Replaces the style of cells without changing their text.
    public mutating func restyle(_ rect: Rect, _ change: (Style) -> Style) {
        edit(rect) { $0.style = change($0.style) }
    }

    /// Blanks of a style.
    public mutating func fill(_ rect: Rect, style: Style) {
        let area = rect.intersection(Rect(x: 0, y: 0, width: columns, height: rows))
        for y in area.y..<area.maxY {
            if area.width > 0 {
                clear(halfAt: y * columns + area.x)
                clear(halfAt: y * columns + area.maxX - 1)
            }
            for x in area.x..<area.maxX { cells[y * columns + x] = Cell(glyph: 0x20, style: style, width: 1) }
        }
    }

    private mutating func edit(_ rect: Rect, _ change: (inout Cell) -> Void) {
        let area = rect.intersection(Rect(x: 0, y: 0, width: columns, height: rows))
        for y in area.y..<area.maxY {
            for x in area.x..<area.maxX { change(&cells[y * columns + x]) }
        }
    }

    private mutating func clear(halfAt index: Int) {
        if cells[index].width == 0, index > 0 {
            cells[index - 1] = Cell(glyph: 0x20, style: cells[index - 1].style, width: 1)
            cells[index].width = 1
        } else if cells[index].width == 2, index + 1 < cells.count {
            cells[index + 1] = Cell(glyph: 0x20, style: cells[index + 1].style, width: 1)
        }
    }

    private mutating func glyph(of character: Character) -> UInt32 {
        let scalars = character.unicodeScalars
        if let first = scalars.first, scalars.count == 1 { return first.value }
        if let known = clusters.firstIndex(of: character) { return UInt32(known) | Cell.clusterBit }
        clusters.append(character)
        return UInt32(clusters.count - 1) | Cell.clusterBit
    }
}
