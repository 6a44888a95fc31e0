// What a tick of live flow costs: forty rows change, and little more is sent than what changed.

import CellGrid
import TestSupport
import Testing

@testable import TerminalIO

extension TerminalTests {
    @MainActor @Suite struct FlowTickTests {
        static let size = Size(columns: 160, rows: 48)
        static let steps = Array(" ▁▂▃▄▅▆▇█")

        /// Forty rows of live flow at a moment: rate, sparkline, used and age change, number and quota do not.
        static func flow(at tick: Int) -> Grid {
            let canvas = Canvas(size)
            let random = SeededRandom(11)
            for row in 0..<40 {
                let rates = (0..<80).map { _ in random.pick(0..<steps.count) }
                let line = String(rates[tick..<(tick + 24)].map { steps[$0] })
                let used = 12_000 + row * 37 + tick * (rates[tick + 23] + 1)
                let style = Style(role: UInt8(row % 3))
                canvas.surface.text("  149000\(10_000 + row)", x: 0, y: row + 4, style: .plain)
                canvas.surface.text("● active", x: 16, y: row + 4, style: style)
                canvas.surface.text(" \(rates[tick + 23] * 13).\(rates[tick + 22]) kB/s ", x: 28, y: row + 4, style: .plain)
                canvas.surface.text(line, x: 42, y: row + 4, style: style)
                canvas.surface.text("\(used / 1000).\(used % 1000) MB of 30.00 GB", x: 70, y: row + 4, style: .plain)
                canvas.surface.text(" \((tick * 3 + row) % 10)s", x: 100, y: row + 4, style: .plain)
            }
            return canvas.grid
        }

        /// The shortest sequences for `DisplayTests.looks`: on, and off again.
        static func bytes(ofStyle style: Style) -> Int {
            [0, "\u{1B}[31m\u{1B}[m".utf8.count, "\u{1B}[38;5;26;40m\u{1B}[m".utf8.count][Int(style.role)]
        }

        @Test(arguments: ["xterm-256color", "screen-256color", "tmux-256color"])
        func fortyChangedRowsCostLittleMoreThanTheirChangedCells(term: String) throws {
            let terminal = try TestTerminal(columns: Self.size.columns, rows: Self.size.rows)
            let session = try TerminalSession(options: terminal.options(term))
            defer { session.restore() }
            session.display.use(looks: DisplayTests.looks)
            session.display.present(Self.flow(at: 0), cursor: Point(x: 0, y: 4))
            _ = terminal.written()
            var (sent, changed, characters) = (0, 0, 0)
            for tick in 1...20 {
                let (before, after) = (Self.flow(at: tick - 1), Self.flow(at: tick))
                for y in 0..<Self.size.rows {
                    var styled: Style?
                    for x in 0..<Self.size.columns {
                        let cell = after.character(after[x, y])
                        guard before.character(before[x, y]) != cell else { continue }
                        characters += String(cell).utf8.count
                        // A style is part of a cell; cells of one style in a row share it.
                        if styled != after[x, y].style { changed += Self.bytes(ofStyle: after[x, y].style) }
                        styled = after[x, y].style
                    }
                }
                session.display.present(after, cursor: Point(x: 0, y: 4))
                sent += terminal.written().count
            }
            changed += characters
            print(
                "a tick of 40 rows, \(term): \(sent / 20) bytes for \(changed / 20) bytes of changed cells,",
                "\(characters / 20) of them characters")
            #expect(characters > 20 * 40 * 20)
            #expect(sent * 2 <= changed * 3, "\(sent) bytes for \(changed)")
        }
    }
}
