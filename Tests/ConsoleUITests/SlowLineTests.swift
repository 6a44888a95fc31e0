// A line that carries little: figures come in parts, a key first.

import CellGrid
import SIMModel
import TestSupport
import Testing
import ViewModels

@testable import ConsoleUI

@Suite("A slow line")
@MainActor struct SlowLineTests {
    /// A screenful in which every row has figures of its own.
    private static func grid(_ frame: Int, rows: Int = 24) -> Grid {
        let canvas = Canvas(Size(columns: 80, rows: rows))
        for y in 0..<rows {
            canvas.surface.text("card \(y) ⚠️ 停机 \(frame * 7919 + y)", x: 0, y: y, style: Style(y % 2 == 0 ? .text : .footerKey))
        }
        return canvas.grid
    }

    @Test("A frame of figures goes out in parts of a fifth of a second, and is whole in the end")
    func parts() {
        var line = SlowLine(bytesPerSecond: 1200)
        var shown = Self.grid(1)
        line.whole(shown, cursor: 4)
        var sizes: [Int] = []
        var isWhole = false
        while !isWhole, sizes.count < 100 {
            let (part, all) = line.part(of: Self.grid(2), cursor: 4)
            sizes.append((0..<24).reduce(0) { $0 + SlowLine.cost(of: $1, from: shown, to: part) })
            (shown, isWhole) = (part, all)
        }
        #expect(shown == Self.grid(2))
        #expect(sizes.count > 1 && sizes.allSatisfy { $0 > 0 && $0 <= 240 }, "\(sizes)")
    }

    @Test("Rows that change all the time do not keep the others from their turn")
    func turns() {
        var line = SlowLine(bytesPerSecond: 600)
        line.whole(Self.grid(0), cursor: nil)
        var newest = [Int](repeating: 0, count: 24)
        for frame in 1...40 {
            let (part, _) = line.part(of: Self.grid(frame), cursor: nil)
            for y in 0..<24 where part.sameRow(y, as: Self.grid(frame)) { newest[y] = frame }
        }
        #expect(newest.allSatisfy { $0 > 20 }, "\(newest)")
    }

    @Test("A single row dearer than a part goes out all the same, and another size is sent whole")
    func atLeastARow() {
        var line = SlowLine(bytesPerSecond: 30)
        line.whole(Self.grid(1, rows: 2), cursor: nil)
        let canvas = Canvas(Size(columns: 80, rows: 2))
        canvas.surface.text(String(repeating: "x", count: 80), x: 0, y: 0, style: .plain)
        #expect(line.part(of: canvas.grid, cursor: nil).grid.sameRow(0, as: canvas.grid))
        let (whole, isWhole) = line.part(of: Self.grid(1), cursor: nil)
        #expect(isWhole && whole == Self.grid(1))
    }

    @Test("Of a key's frame the rows of the cursor come first")
    func cursorFirst() throws {
        var line = SlowLine(bytesPerSecond: 1200)
        line.whole(Self.grid(1), cursor: 20)
        let rows = line.cursorRows(of: Self.grid(2), cursor: 21)
        let first = try #require(rows)
        for y in 0..<24 { #expect(first.sameRow(y, as: Self.grid([20, 21].contains(y) ? 2 : 1)), "row \(y)") }
    }

    @Test("In the console: figures in parts, a key's frame at once, a question whole, all of it in the end")
    func console() {
        var options = ConsoleOptions()
        options.lineSpeed = 2400
        let slow = Operator(options: options)
        let fast = Operator()
        slow.model.statusState = Fixture.status(
            connection: .failing(
                PlatformError(.rate(code: 429, message: ""), sent: .answered, endpoint: "x"), retryAt: Fixture.now + .seconds(9)))
        fast.model.statusState = slow.model.statusState
        for person in [slow, fast] {
            person.model.cardsState = Fixture.cards(rows: Array(Fixture.rows().reversed()), cursor: 2)
            person.model.changes.mark()
        }
        var frames = 0
        var torn = 0
        repeat {
            slow.time.advance(by: .milliseconds(200))
            fast.time.advance(by: .milliseconds(200))
            slow.console.tick()
            fast.console.tick()
            if slow.display.last != fast.display.last { torn += 1 }
            frames += 1
        } while frames < 40
        #expect(torn > 1, "it came in parts")
        #expect(slow.display.text == fast.display.text)
        slow.press("?")
        fast.press("?")
        #expect(slow.display.text == fast.display.text, "an overlay is whole at once")
    }
}
