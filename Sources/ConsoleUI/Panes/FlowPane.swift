// The Flow pane: one big curve of the fleet, a card, its pool or the marked cards, and below it the cards
// by one of seven questions. Every figure says what it stands on.

public import CellGrid
import Localization
import SIMModel
public import ViewModels

public enum FlowPane {
    /// From this many rows on the lists have tabs.
    private static let tabsFrom = 14
    private static let mostChartRows = 18

    /// How many lines of the list fit a pane of `size`.
    public static func listHeight(_ size: Size, context: PaneContext) -> Int {
        let rows = size.rows - PaneFrame.headRows(context)
        return max(1, rows - chartRows(rows) - (rows >= tabsFrom ? 2 : 1))
    }

    private static func chartRows(_ rows: Int) -> Int {
        rows < 6 ? 0 : rows < tabsFrom ? rows / 2 : min(mostChartRows, rows * 9 / 20)
    }

    @discardableResult
    public static func render(_ state: FlowViewState, into surface: Surface, context: PaneContext) -> Point? {
        var notes: [String] = []
        if state.isPaused { notes.append(context(StatusMessage.paused)) }
        if state.liveCards > 0 { notes.append(context(PaneMessage.sumOf(cards: state.liveCards))) }
        if !context.isFramed || surface.width >= 80 {
            notes.append(context(PaneMessage.monthUse(state.monthUsed.text, cards: state.monthCards, of: state.totalCards)))
        } else if state.monthCards > 0 {
            notes.append("\(context(Label.month)) \(state.monthUsed.text)")
        }
        let body = PaneFrame.open(
            surface, title: "2 " + context(Label.flow), note: notes.joined(separator: " · "), context: context)
        let chart = chartRows(body.height)
        if chart > 0 {
            FlowChartPart.render(
                state.chart, now: state.now, on: body.sub(Rect(x: 0, y: 0, width: body.width, height: chart)), context)
        }
        let hasTabs = body.height >= tabsFrom
        let top = chart + (hasTabs ? 1 : 0)
        if hasTabs { FlowListPart.tabs(state, on: body.sub(Rect(x: 0, y: chart, width: body.width, height: 1)), context) }
        return FlowListPart.rows(
            state, hasTabs: hasTabs, on: body.sub(Rect(x: 0, y: top, width: body.width, height: body.height - top)), context)
    }
}
