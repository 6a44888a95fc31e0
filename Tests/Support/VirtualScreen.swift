// A terminal's screen without the terminal: takes the bytes a program writes and shows what a person
// would see. It knows what ncurses sends to xterm, screen, tmux, vt100 and the Linux console; whatever
// else it meets is kept in `strange`, so that a test can insist on there being none.

public import CellGrid

/// What a person sees, and the modes the terminal was put into.
public struct VirtualScreen: Sendable {
    public enum Colour: Hashable, Sendable {
        case own
        case indexed(Int)
        case rgb(Int, Int, Int)
    }

    /// How a cell looks.
    public struct Pen: Hashable, Sendable {
        public var foreground = Colour.own
        public var background = Colour.own
        public var bold = false
        public var dim = false
        public var underline = false
        public var reverse = false

        public init(foreground: Colour = .own, background: Colour = .own, bold: Bool = false) {
            self.foreground = foreground
            self.background = background
            self.bold = bold
        }
    }

    /// One cell; the second half of a wide character is empty text.
    public struct Cell: Hashable, Sendable {
        public var text = " "
        public var pen = Pen()
    }

    public private(set) var columns: Int
    public private(set) var rows: Int
    public internal(set) var cells: [[Cell]]
    public internal(set) var cursor = Point(x: 0, y: 0)
    public internal(set) var isAlternate = false
    public internal(set) var isCursorVisible = true
    /// Private modes that are on (`2004` bracketed paste, `1004` focus reports, `1006` SGR mouse).
    public internal(set) var modes: Set<Int> = []
    public internal(set) var title = ""
    /// Payloads of OSC 52, still in base64.
    public internal(set) var clipboard: [String] = []
    public internal(set) var bells = 0
    /// Sequences that are not known here. Bound: the first hundred.
    public internal(set) var strange: [String] = []

    /// How the next character will look.
    public internal(set) var pen = Pen()
    /// The cursor stands behind the last column: the next character goes to the next line.
    var wraps = false
    var region: Range<Int>
    var isInsert = false
    var saved: (cursor: Point, pen: Pen) = (Point(x: 0, y: 0), Pen())
    var ordinary: [[Cell]] = []
    var ordinaryCursor = Point(x: 0, y: 0)
    var lastPrinted: Character = " "
    var charsets: [UInt8] = [0x42, 0x42]
    var charset = 0
    var parser = Parser()

    public init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
        cells = Array(repeating: Array(repeating: Cell(), count: columns), count: rows)
        region = 0..<rows
    }

    // MARK: what is seen

    public var isBracketedPaste: Bool { modes.contains(2004) }

    /// The rows as text, blanks at their ends cut.
    public var lines: [String] {
        cells.map { row in
            var line = row.map(\.text).joined()
            while line.last == " " { line.removeLast() }
            return line
        }
    }

    /// The whole screen as one text.
    public var text: String { lines.joined(separator: "\n") }

    public func contains(_ part: String) -> Bool { text.contains(part) }

    /// The cursor's row up to the cursor: what was typed stands at its end.
    public var textBeforeCursor: String { cells[cursor.y][..<cursor.x].map(\.text).joined() }

    /// The first row that has `part` in it.
    public func row(of part: String) -> Int? { lines.firstIndex { $0.contains(part) } }

    public func isReverse(x: Int, y: Int) -> Bool { cells[y][x].pen.reverse }

    /// Rows where most cells are in reverse video: the selected ones.
    public var reverseRows: [Int] {
        cells.indices.filter { y in cells[y].count { $0.pen.reverse } * 2 > columns }
    }

    /// The window got another size: rows and columns are cut or added at the end.
    public mutating func resize(columns: Int, rows: Int) {
        func fit(_ grid: [[Cell]]) -> [[Cell]] {
            var out = grid.prefix(rows).map {
                Array($0.prefix(columns)) + Array(repeating: Cell(), count: max(0, columns - $0.count))
            }
            while out.count < rows { out.append(Array(repeating: Cell(), count: columns)) }
            return out
        }
        cells = fit(cells)
        if !ordinary.isEmpty { ordinary = fit(ordinary) }
        (self.columns, self.rows) = (columns, rows)
        region = 0..<rows
        cursor = Point(x: min(cursor.x, columns - 1), y: min(cursor.y, rows - 1))
        wraps = false
    }

    // MARK: what is done to it

    mutating func print(_ character: Character) {
        let width = TextWidth.cells(of: character)
        if width == 0 {
            var x = wraps ? cursor.x : cursor.x - 1
            if x > 0, cells[cursor.y][x].text.isEmpty { x -= 1 }
            if x >= 0 { cells[cursor.y][x].text.append(character) }
            return
        }
        if wraps || cursor.x + width > columns {
            cursor.x = 0
            lineFeed()
        }
        wraps = false
        if isInsert { shiftRight(width) }
        clearHalf(cursor.x)
        if width == 2 { clearHalf(cursor.x + 1) }
        cells[cursor.y][cursor.x] = Cell(text: String(character), pen: pen)
        if width == 2 { cells[cursor.y][cursor.x + 1] = Cell(text: "", pen: pen) }
        lastPrinted = character
        if cursor.x + width >= columns {
            (cursor.x, wraps) = (columns - 1, true)
        } else {
            cursor.x += width
        }
    }

    /// Half of a wide character that is written over leaves a blank.
    private mutating func clearHalf(_ x: Int) {
        guard x < columns else { return }
        if cells[cursor.y][x].text.isEmpty, x > 0 {
            cells[cursor.y][x - 1].text = " "
            cells[cursor.y][x].text = " "
        } else if x + 1 < columns, cells[cursor.y][x + 1].text.isEmpty {
            cells[cursor.y][x + 1].text = " "
        }
    }

    var blank: Cell { Cell(text: " ", pen: Pen(background: pen.background)) }

    mutating func move(x: Int, y: Int) {
        cursor = Point(x: min(max(0, x), columns - 1), y: min(max(0, y), rows - 1))
        wraps = false
    }

    mutating func lineFeed() {
        if cursor.y + 1 == region.upperBound { scroll(region, by: 1) } else { cursor.y = min(cursor.y + 1, rows - 1) }
    }

    mutating func reverseLineFeed() {
        if cursor.y == region.lowerBound { scroll(region, by: -1) } else { cursor.y = max(cursor.y - 1, 0) }
    }

    /// Up when positive.
    mutating func scroll(_ range: Range<Int>, by count: Int) {
        let empty = Array(repeating: blank, count: columns)
        for _ in 0..<min(abs(count), range.count) {
            if count > 0 {
                cells.remove(at: range.lowerBound)
                cells.insert(empty, at: range.upperBound - 1)
            } else {
                cells.remove(at: range.upperBound - 1)
                cells.insert(empty, at: range.lowerBound)
            }
        }
    }

    mutating func shiftRight(_ count: Int) {
        for _ in 0..<min(count, columns - cursor.x) {
            cells[cursor.y].insert(blank, at: cursor.x)
            cells[cursor.y].removeLast()
        }
    }

    mutating func shiftLeft(_ count: Int) {
        for _ in 0..<min(count, columns - cursor.x) {
            cells[cursor.y].remove(at: cursor.x)
            cells[cursor.y].append(blank)
        }
    }

    mutating func erase(row y: Int, _ range: Range<Int>) {
        for x in range.clamped(to: 0..<columns) { cells[y][x] = blank }
    }

    mutating func setAlternate(_ on: Bool) {
        guard on != isAlternate else { return }
        isAlternate = on
        if on {
            (ordinary, ordinaryCursor) = (cells, cursor)
            cells = Array(repeating: Array(repeating: Cell(), count: columns), count: rows)
        } else {
            (cells, cursor) = (ordinary, ordinaryCursor)
            ordinary = []
        }
        wraps = false
    }
}
