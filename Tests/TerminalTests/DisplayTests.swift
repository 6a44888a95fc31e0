// What a frame puts on the screen, on each kind of terminal, and what it costs.

import CellGrid
import TestSupport
import Testing

@testable import TerminalIO

extension TerminalTests {
    @MainActor @Suite struct DisplayTests {
        static let looks = [
            Look(), Look(foreground: .indexed(1)), Look(foreground: .rgb(red: 40, green: 90, blue: 200), background: .indexed(0)),
            Look(background: .indexed(236), attributes: [.bold]),
        ]

        /// A table of cards, the cursor row in reverse video.
        static func table(cursor: Int, columns: Int = 80, rows: Int = 24) -> Grid {
            let canvas = Canvas(Size(columns: columns, rows: rows))
            for y in 0..<rows {
                let state = y % 3 == 0 ? "✕ stopped" : "● active "
                canvas.surface.text(y == cursor ? ">" : " ", x: 0, y: y, style: .plain)
                canvas.surface.text(
                    "149000\(10_000 + y)  \(state)   12.41G   30.00G   41  27 Mar 27   8s", x: 2, y: y, style: .plain)
                if y == cursor { canvas.surface.add(.reverse, in: Rect(x: 0, y: y, width: columns, height: 1)) }
            }
            return canvas.grid
        }

        /// The grid's lines. Before the last cell of all, terminals that must insert it have no wide character.
        static func shown(_ grid: Grid, _ term: String) -> [String] {
            var lines = GridText.lines(grid)
            let (x, y) = (grid.columns - 3, grid.rows - 1)
            if ["screen", "tmux", "rxvt"].contains(where: term.hasPrefix), grid[x, y].width == 2 {
                let corner = lines[y].removeLast()
                lines[y].removeLast()
                lines[y] += "… \(corner)"
            }
            return lines
        }

        @Test(arguments: [(80, 24), (120, 30), (40, 12)])
        func theWholeScreenScrollsWhateverItsSize(columns: Int, rows: Int) throws {
            let terminal = try TestTerminal(columns: columns, rows: rows)
            let session = try TerminalSession(options: terminal.options())
            defer { session.restore() }
            session.display.present(Self.table(cursor: 0, columns: columns, rows: rows), cursor: nil)
            #expect(Self.region(terminal.written()) == "1;\(rows)")
        }

        /// The last region that was set.
        private static func region(_ bytes: [UInt8]) -> String? {
            let pieces = String(decoding: bytes, as: UTF8.self).split(separator: "\u{1B}[")
            return pieces.compactMap { piece in
                piece.prefix { $0.isNumber || $0 == ";" }.endIndex == piece.firstIndex(of: "r")
                    ? String(piece.prefix { $0 != "r" }) : nil
            }.last
        }

        @Test(arguments: ["xterm-256color", "xterm", "screen", "screen-256color", "tmux-256color", "vt100", "linux", "rxvt"])
        func everyFrameIsShownAsItWasPainted(term: String) throws {
            let terminal = try TestTerminal(columns: 40, rows: 12)
            let session = try TerminalSession(options: terminal.options(term))
            defer { session.restore() }
            session.display.use(looks: Self.looks)
            var screen = VirtualScreen(columns: 40, rows: 12)
            let random = SeededRandom(7)
            let pieces = ["a", "Z", "9", " ", "中", "停机", "é", "e\u{301}", "ｶﾞ", "─", "●", "👩‍👩‍👧", "⚠️", "x\u{7}y", "🫨", "--------"]
            let canvas = Canvas(session.display.size)
            for frame in 0..<60 {
                for _ in 0..<(frame % 7 == 0 ? 80 : 4) {
                    var style = Style(role: UInt8(random.pick(0..<4)))
                    if random.pick(0..<4) == 0 { style.attributes.insert(.reverse) }
                    let text = (0..<random.pick(1..<9)).map { _ in pieces[random.pick(0..<pieces.count)] }.joined()
                    canvas.surface.text(text, x: random.pick(0..<40), y: random.pick(0..<12), style: style)
                }
                if frame % 20 == 11 { canvas.surface.fill(.plain) }
                // The last cell of all, which terminals scroll on.
                canvas.surface.text(frame % 2 == 0 ? "#" : "中", x: 38, y: 11, style: .plain)
                canvas.surface.text("\(frame % 10)", x: 39, y: 11, style: .plain)
                session.display.present(canvas.grid, cursor: frame % 3 == 0 ? nil : Point(x: frame % 40, y: frame % 12))
                screen.feed(terminal.written())
                let painted = DisplayTests.shown(canvas.grid, term).map { line in
                    // What libc has no width for is shown by a replacement.
                    var shown = line.replacing("🫨", with: "\u{FFFD} ")
                    while shown.last == " " { shown.removeLast() }
                    return shown
                }
                #expect(screen.lines == painted, "frame \(frame)")
                for y in 0..<12 {
                    for x in 0..<40 where canvas.grid[x, y].width > 0 {
                        let wanted = canvas.grid[x, y].style.attributes.contains(.reverse)
                        if screen.isReverse(x: x, y: y) != wanted {
                            Issue.record("frame \(frame): reverse at \(x),\(y) is \(!wanted)")
                            return
                        }
                    }
                }
                if frame % 3 != 0 { #expect(screen.cursor == Point(x: frame % 40, y: frame % 12)) }
            }
            #expect(screen.strange.isEmpty, "\(screen.strange)")
        }

        @Test func anUnchangedFrameSendsNothingAndAMovedCursorRowLittle() throws {
            let terminal = try TestTerminal()
            let session = try TerminalSession(options: terminal.options())
            defer { session.restore() }
            session.display.use(looks: Self.looks)
            session.display.present(Self.table(cursor: 4), cursor: Point(x: 0, y: 4))
            _ = terminal.written()
            session.display.present(Self.table(cursor: 4), cursor: Point(x: 0, y: 4))
            #expect(terminal.written().isEmpty)
            session.display.present(Self.table(cursor: 5), cursor: Point(x: 0, y: 5))
            let moved = terminal.written()
            #expect((1...300).contains(moved.count), "\(moved.count) bytes")
            var changed = Self.table(cursor: 5)
            changed.put("9", x: 70, y: 12, style: .plain)
            session.display.present(changed, cursor: Point(x: 0, y: 5))
            let cell = terminal.written()
            #expect((1...30).contains(cell.count), "\(cell.count) bytes")
        }

        @Test func aListScrolledByOneRowDoesNotResendTheScreen() throws {
            let terminal = try TestTerminal()
            let session = try TerminalSession(options: terminal.options())
            defer { session.restore() }
            func list(_ first: Int) -> Grid {
                let canvas = Canvas(Size(columns: 80, rows: 24))
                for y in 0..<24 {
                    canvas.surface.text(
                        "149000\(10_000 + first + y) \(String(repeating: "\(first + y) ", count: 16))", x: 0, y: y, style: .plain)
                }
                return canvas.grid
            }
            session.display.present(list(0), cursor: nil)
            let whole = terminal.written().count
            session.display.present(list(1), cursor: nil)
            let scrolled = terminal.written().count
            #expect(scrolled * 5 < whole, "\(scrolled) of \(whole) bytes")
        }

        @Test func redrawSendsTheWholeScreenAgain() throws {
            let terminal = try TestTerminal()
            let session = try TerminalSession(options: terminal.options())
            defer { session.restore() }
            let grid = Self.table(cursor: 3)
            session.display.present(grid, cursor: nil)
            _ = terminal.written()
            session.display.invalidate()
            session.display.present(grid, cursor: nil)
            var screen = VirtualScreen(columns: 80, rows: 24)
            screen.feed(terminal.written())
            #expect(screen.lines == GridText.lines(grid))
        }

        @Test func coloursComeOutAsTheTerminalHasThem() throws {
            let grid = {
                var grid = Grid(columns: 80, rows: 24)
                for role in 0..<4 { grid.put("x", x: role, y: 0, style: Style(role: UInt8(role))) }
                return grid
            }()
            func pens(_ term: String, _ change: (inout TerminalOptions) -> Void = { _ in }) throws -> [VirtualScreen.Pen] {
                let terminal = try TestTerminal()
                var options = terminal.options(term)
                change(&options)
                let session = try TerminalSession(options: options)
                defer { session.restore() }
                session.display.use(looks: Self.looks)
                session.display.present(grid, cursor: nil)
                var screen = VirtualScreen(columns: 80, rows: 24)
                screen.feed(terminal.written())
                return (0..<4).map { screen.cells[0][$0].pen }
            }
            let many = try pens("xterm-256color")
            #expect(many.map(\.foreground) == [.own, .indexed(1), .indexed(26), .own])
            #expect(many.map(\.background) == [.own, .own, .indexed(0), .indexed(236)])
            #expect(many.map(\.bold) == [false, false, false, true])
            let eight = try pens("xterm")
            #expect(eight.map(\.foreground) == [.own, .indexed(1), .indexed(4), .own])
            #expect(eight.map(\.background) == [.own, .own, .indexed(0), .indexed(0)])
            let none = try pens("xterm-256color") { $0.noColour = true }
            #expect(none.allSatisfy { $0.foreground == .own && $0.background == .own })
            #expect(none.map(\.bold) == [false, false, false, true])
            #expect(try pens("vt100").allSatisfy { $0.foreground == .own && $0.background == .own })
            let asked = try pens("xterm-256color") { $0.colour = .ansi8 }
            #expect(asked.map(\.foreground) == eight.map(\.foreground))
        }

        @Test func aTerminalThatIsNotUTF8GetsASCII() throws {
            let terminal = try TestTerminal()
            var options = terminal.options()
            options.characters = .plain
            let session = try TerminalSession(options: options)
            defer { session.restore() }
            let canvas = Canvas(Size(columns: 80, rows: 24))
            canvas.surface.text("┌─● 停机 é…│", x: 0, y: 0, style: .plain)
            session.display.present(canvas.grid, cursor: nil)
            let bytes = terminal.written()
            #expect(bytes.allSatisfy { $0 < 0x80 })
            var screen = VirtualScreen(columns: 80, rows: 24)
            screen.feed(bytes)
            #expect(screen.lines[0] == "+-* ? ?  ?~|")
        }

        @Test func copyTitleAndBellReachTheTerminal() throws {
            let terminal = try TestTerminal()
            let session = try TerminalSession(options: terminal.options())
            session.display.setTitle("simdeck \u{1B}]2;evil\u{7} prod")
            #expect(session.display.copy("14900000042") == .sentToTerminal(bytes: 11, through: .directly))
            session.display.bell()
            var screen = VirtualScreen(columns: 80, rows: 24)
            screen.feed(terminal.written())
            #expect(screen.title == "simdeck ]2;evil prod")
            #expect(screen.clipboard == ["MTQ5MDAwMDAwNDI="])
            #expect(screen.bells == 1)
            #expect(session.display.copy(String(repeating: "x", count: 74_001)) == .tooLong(limit: 74_000))
            session.restore()
            #expect(String(decoding: terminal.written(), as: UTF8.self).contains("\u{1B}[23;2t"))
        }
    }
}
