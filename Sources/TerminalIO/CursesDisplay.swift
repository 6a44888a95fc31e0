// Shows grids through ncurses: hands over the cells that differ from the last grid; ncurses turns them
// into as few bytes as the terminal allows.

import CLibc
import CNcurses
import CellGrid

/// The screen of the terminal.
@MainActor final class CursesDisplay: Display {
    private let screen: CursesScreen
    /// What the last frame showed; nil: nothing is known.
    private var shown: Grid?
    private var shownCursor: Point??
    /// The last frame that the line had no room for.
    private var late: (grid: Grid, cursor: Point?)?
    private let repertoire: Repertoire
    private var looks: [TerminalLook] = []
    /// Pairs of colours by the terminal's numbers; bound by what the terminal has.
    private var pairs: [Int64: Int32] = [:]
    /// ncurses fills the last cell of all by inserting before it.
    private let insertsCorner: Bool
    var onDiscard: (() -> Void)?
    var onSuspend: (() -> Void)?

    init(_ screen: CursesScreen) {
        self.screen = screen
        repertoire = screen.options.repertoire
        insertsCorner = simdeck_capability("smam") == nil || simdeck_capability("rmam") == nil
        looks = [TerminalLook(Look(), depth: .mono)]
        screen.output.onDrained = { [weak self] in
            if let late = self?.late { self?.present(late.grid, cursor: late.cursor) }
        }
    }

    var size: Size { screen.size }

    var bytesSent: Int { screen.output.total }

    func use(looks: [Look]) {
        let depth = screen.depth
        self.looks = looks.map { TerminalLook($0, depth: depth) }
        shown = nil
    }

    func invalidate() {
        guard screen.isOpen else { return }
        shown = nil
        clearok(simdeck_curscr(), true)
    }

    /// The terminal changed its size, or was lent out: the next frame compares with nothing.
    func forget() { shown = nil }

    func present(_ grid: Grid, cursor: Point?) {
        guard screen.isOpen else { return }
        guard screen.output.isEmpty else {
            // The line is behind: of the frames that come meanwhile only the last is worth sending.
            late = (grid, cursor)
            return
        }
        late = nil
        guard shown != grid || shownCursor != .some(cursor) else { return }
        let (columns, rows) = (min(grid.columns, size.columns), min(grid.rows, size.rows))
        let before = shown.flatMap { $0.size == grid.size ? $0 : nil }
        if before == nil { werase(simdeck_stdscr()) }
        for y in 0..<rows where before.map({ !grid.sameRow(y, as: $0) }) ?? true {
            // From the first to the last difference: a wide character changes its neighbour too.
            var (first, last) = (0, columns - 1)
            if let before {
                while first < columns, grid.sameCell(first, y, as: before) { first += 1 }
                while last > first, grid.sameCell(last, y, as: before) { last -= 1 }
            }
            if first < columns, grid[first, y].width == 0, first > 0 { first -= 1 }
            for x in stride(from: first, through: last, by: 1) { put(grid[x, y], of: grid, x, y) }
        }
        let visible = cursor.flatMap { $0.x >= 0 && $0.y >= 0 && $0.x < columns && $0.y < rows ? $0 : nil }
        leaveok(simdeck_stdscr(), visible == nil)
        if let visible { wmove(simdeck_stdscr(), Int32(visible.y), Int32(visible.x)) }
        if shownCursor == nil || (shownCursor.flatMap { $0 } == nil) != (visible == nil) { curs_set(visible == nil ? 0 : 1) }
        wnoutrefresh(simdeck_stdscr())
        doupdate()
        screen.sendPainted(whole: true)
        shown = grid
        shownCursor = .some(cursor)
    }

    func discardPendingInput() { onDiscard?() }

    func copy(_ text: String) -> ClipboardOutcome {
        guard let bytes = Clipboard.sequence(text, through: screen.options.multiplexer) else {
            return .tooLong(limit: Clipboard.limit)
        }
        if screen.isOpen { screen.write(bytes) }
        let way: ClipboardWay =
            switch screen.options.multiplexer {
            case .none: .directly
            case .tmux: .tmux
            case .screen: .screen
            }
        return .sentToTerminal(bytes: text.utf8.count, through: way)
    }

    func notify(title: String, body: String, as form: NotificationForm) {
        guard screen.isOpen,
            let bytes = TerminalMessage.sequence(title: title, body: body, as: form, through: screen.options.multiplexer)
        else { return }
        screen.write(bytes)
    }

    func bell() { if screen.isOpen { screen.write([0x07]) } }

    func setTitle(_ text: String) { screen.setTitle(text) }

    func suspend() { onSuspend?() }

    // MARK: cells

    private func put(_ cell: Cell, of grid: Grid, _ x: Int, _ y: Int) {
        guard cell.width > 0 else { return }
        let look = Int(cell.style.role) < looks.count ? looks[Int(cell.style.role)] : looks.first
        let attributes = Self.attributes((look?.attributes ?? []).union(cell.style.attributes))
        let pair = look.map(pair) ?? 0
        var column = x
        // Terminals that cannot stop wrapping get the last cell of all inserted, which tears a wide character before it.
        let isTorn = cell.width == 2 && insertsCorner && x == size.columns - 3 && y == size.rows - 1
        for piece in Self.pieces(isTorn ? "…" : grid.character(cell), width: Int(cell.width), repertoire) {
            var text = piece.scalars.map { wchar_t(bitPattern: $0.value) }
            text.append(0)
            simdeck_put(Int32(y), Int32(column), text, attributes, pair)
            column += piece.width
        }
    }

    /// A cell as ncurses counts it: one spacing character with its marks at a time, and nothing it has no
    /// width for. Together exactly `width` columns.
    nonisolated static func pieces(
        _ character: Character, width: Int, _ repertoire: Repertoire
    ) -> [(scalars: [Unicode.Scalar], width: Int)] {
        var pieces: [(scalars: [Unicode.Scalar], width: Int)] = []
        var used = 0
        for scalar in character.unicodeScalars {
            var (drawn, columns) = (scalar, Int(simdeck_wcwidth(scalar.value)))
            if repertoire != .everything, !scalar.isASCII {
                if columns == 0 { continue }
                let isKept = repertoire == .wide && columns == 2 && simdeck_local_wcwidth(scalar.value) == 2
                if !isKept { (drawn, columns) = (PlainGlyphs.ascii(scalar), 1) }
            } else if columns < 0 {
                (drawn, columns) = ("\u{FFFD}", 1)
            }
            if columns == 0, !pieces.isEmpty {
                pieces[pieces.count - 1].scalars.append(drawn)
            } else if columns > 0, used + columns <= width {
                pieces.append(([drawn], columns))
                used += columns
            }
        }
        for _ in used..<max(used, width) { pieces.append(([" "], 1)) }
        return pieces
    }

    private static func attributes(_ attributes: Attributes) -> attr_t {
        (attributes.contains(.bold) ? simdeck_bold() : 0) | (attributes.contains(.dim) ? simdeck_dim() : 0)
            | (attributes.contains(.underline) ? simdeck_underline() : 0)
            | (attributes.contains(.reverse) ? simdeck_reverse() : 0)
    }

    private func pair(_ look: TerminalLook) -> Int32 {
        guard screen.depth != .mono, look.foreground >= 0 || look.background >= 0 else { return 0 }
        let key = Int64(look.foreground) << 32 | Int64(UInt32(bitPattern: look.background))
        if let known = pairs[key] { return known }
        let number = Int32(pairs.count + 1)
        guard number < simdeck_colour_pairs() else { return 0 }
        let (front, back): (Int32, Int32) = screen.hasOwnColours ? (-1, -1) : (7, 0)
        let failed = init_extended_pair(
            number, look.foreground >= 0 ? look.foreground : front, look.background >= 0 ? look.background : back)
        guard failed != ERR else { return 0 }
        pairs[key] = number
        return number
    }
}
