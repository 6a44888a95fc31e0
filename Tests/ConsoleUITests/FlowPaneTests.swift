// The Flow pane's keys, its axes, and the ways in which it says that it does not know.

import CellGrid
import Localization
import SIMModel
import TestSupport
import Testing
import ViewModels

@testable import ConsoleUI

@Suite("The Flow pane")
@MainActor struct FlowPaneTests {
    @Test("Keys change scope, span and list, in the Flow pane alone")
    func keys() {
        let person = Operator()
        person.press("o", "+")
        #expect(person.model.flowScopes == 0 && person.model.flowZooms.isEmpty)
        person.press("2", "o", "o", "+", "=", "-", "l", "l", "h", "Right")
        #expect(person.model.flowScopes == 2)
        #expect(person.model.flowZooms == [true, true, false])
        #expect(person.model.flowSteps == [1, 1, -1, 1])
    }

    @Test("Enter goes to the card, and to no other when the filter hides it")
    func enter() {
        let person = Operator()
        person.model.flowState.cursor = 2
        person.press("2", "Enter")
        #expect(person.console.screen.focus == .cards)
        #expect(person.model.cardsState.cursor == 0)
        let other = Operator()
        other.press("2", "Enter")
        #expect(other.console.screen.focus == .flow)
        #expect(other.model.cardsState.cursor == 1)
        #expect(other.display.lines.last?.contains("14900002210") == true)
    }

    @Test("The axis ends at a round figure not far above the peak")
    func ceiling() {
        let dice = SeededRandom(3)
        for _ in 0..<2_000 {
            let peak = Double(dice.pick(1..<1_000_000_000)) / 64
            let top = FlowChartPart.ceiling(peak)
            #expect(top >= peak && top <= peak * 2.001, "\(peak)")
            #expect(FlowChartPart.axisText(top).count <= 9, "\(FlowChartPart.axisText(top))")
        }
        #expect(FlowChartPart.axisText(FlowChartPart.ceiling(57.25 * 1024)) == "60M/s")
        #expect(FlowChartPart.axisText(FlowChartPart.ceiling(124)) == "200K/s")
        #expect(FlowChartPart.axisText(FlowChartPart.ceiling(1_020)) == "1M/s")
        #expect(FlowChartPart.axisText(0) == "0")
    }

    @Test("A gap is blank, a zero is a dot")
    func gaps() {
        let canvas = Canvas(Size(columns: 4, rows: 1))
        Chart.curve([nil, nil, 0, 0, nil, nil, 5, 5], peak: 5, on: canvas.surface, style: .plain)
        #expect(GridText.lines(canvas.grid) == [" ⣀ ⣿"])
    }

    @Test(
        "When something runs out is a day, a range, a part of a day or not before",
        arguments: [
            (Int64(5), Int64(5), "11-24 19h"), (5, 8, "11-24 19–22h"), (5, 30, "11-24 – 11-25"), (60, 62, "11-27"),
        ])
    func runsOut(_ from: Int64, _ to: Int64, _ text: String) {
        let context = PaneContext(language: .en)
        var out = RunsOut(
            earliest: Fixture.now + .hours(from), expected: Fixture.now + .hours(from), latest: Fixture.now + .hours(to),
            perDay: 1,
            basis: .measured)
        #expect(FlowFigures.when(out, now: Fixture.now, context) == text)
        out.latest = nil
        #expect(FlowFigures.when(out, now: Fixture.now, context).hasPrefix("≥ 11-2"))
    }

    @Test("What is exported says what it was judged from")
    func export() {
        let rows = PaneExport.flow(Fixture.flow(list: .silent))
        #expect(rows.allSatisfy { $0.count == rows[0].count })
        #expect(rows[1].suffix(7) == ["6", "40", "silent", "760", "20", "", ""])
    }
}
