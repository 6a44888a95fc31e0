// The Flow pane: what flows now, of one card, of all live cards, and who uses most. Every curve says how
// many readings stand behind it.

public import CellGrid
import Localization
import SIMModel
public import ViewModels

public enum FlowPane {
    private enum Column: Hashable { case card, rate, trend, start, used, bar }

    /// How many of the biggest users fit a pane of `size`.
    public static func listHeight(_ size: Size, context: PaneContext) -> Int {
        let body = size.rows - PaneFrame.headRows(context)
        return max(1, body - curveRows(Size(columns: size.columns, rows: body)) - 1)
    }

    /// Rows the curves take: one below the other where there is height, else side by side.
    private static func curveRows(_ body: Size) -> Int {
        if body.rows < 6 { return 0 }
        if isStacked(body) { return 2 * min(8, body.rows / 4) }
        return min(10, max(2, body.rows / 2))
    }

    private static func isStacked(_ body: Size) -> Bool { body.rows >= 18 && body.columns < 120 }

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
        let size = Size(columns: body.width, rows: body.height)
        let curves = curveRows(size)
        if curves > 0 {
            let (first, second) = isStacked(size) ? stacked(body, curves) : beside(body, curves)
            focusCurve(state, on: first, context)
            totalCurve(state, on: second, context)
        }
        return biggest(state, on: body.sub(Rect(x: 0, y: curves, width: body.width, height: body.height - curves)), context)
    }

    private static func stacked(_ body: Surface, _ rows: Int) -> (Surface, Surface) {
        let half = rows / 2
        return (
            body.sub(Rect(x: 0, y: 0, width: body.width, height: half)),
            body.sub(Rect(x: 0, y: half, width: body.width, height: rows - half))
        )
    }

    private static func beside(_ body: Surface, _ rows: Int) -> (Surface, Surface) {
        let half = body.width / 2
        return (
            body.sub(Rect(x: 0, y: 0, width: half, height: rows)),
            body.sub(Rect(x: half, y: 0, width: body.width - half, height: rows))
        )
    }

    private static func focusCurve(_ state: FlowViewState, on surface: Surface, _ context: PaneContext) {
        guard let focus = state.focus else {
            PaneFrame.message(context(PaneMessage.noCardChosen), on: surface)
            return
        }
        var used = ""
        if let reading = state.focusUsed {
            used = reading.value.text + (state.focusQuota.map { " / " + $0.text } ?? "")
        }
        curve(
            state.focusCurve, title: focus.description, rate: state.focusCurve.last, extra: used, role: .chartCard,
            on: surface, context)
    }

    private static func totalCurve(_ state: FlowViewState, on surface: Surface, _ context: PaneContext) {
        curve(
            state.totalCurve, title: context(Label.allLive), rate: state.totalRate,
            extra: "", role: .chartTotal,
            on: surface, context)
    }

    /// A title with the value now, the curve, and what stands behind it.
    private static func curve(
        _ curve: FlowCurve, title: String, rate: Double?, extra: String, role: ThemeRole, on surface: Surface,
        _ context: PaneContext
    ) {
        let end = surface.runs(
            [(title, Style(.text)), ("  ", .plain), (rate.map(Figures.rate) ?? unknownText, Style(role, .bold))], x: 1, y: 0)
        if !extra.isEmpty, end + 2 + TextWidth.cells(of: extra) < surface.width {
            surface.text(extra, x: end + 2, y: 0, style: Style(.muted))
        }
        guard surface.height >= 2 else { return }
        let area = surface.sub(Rect(x: 1, y: 1, width: surface.width - 3, height: surface.height - 1))
        guard curve.points.contains(where: { $0 != nil }), curve.samples >= 2 else {
            surface.text(context(PaneMessage.tooFewReadings), x: 1, y: 1, style: Style(.muted))
            return
        }
        // The last row tells what the curve stands on; without room for it the curve comes first.
        let hasNote = area.height >= 3
        let chart = area.sub(Rect(x: 0, y: 0, width: area.width, height: area.height - (hasNote ? 1 : 0)))
        Chart.curve(curve.points, peak: max(curve.peak, 1), on: chart, style: Style(role))
        if hasNote {
            let readings = context(PaneMessage.readings(curve.samples, span: Age.exact(curve.span)))
            let long = readings + " · " + context(PaneMessage.peak(Figures.rate(curve.peak)))
            area.text(TextWidth.cells(of: long) <= area.width ? long : readings, x: 0, y: area.height - 1, style: Style(.chartLabel))
        }
    }

    private static func biggest(_ state: FlowViewState, on surface: Surface, _ context: PaneContext) -> Point? {
        guard surface.height >= 2 else { return nil }
        if state.biggest.isEmpty {
            PaneFrame.message(context(PaneMessage.noLiveCards), on: surface)
            return nil
        }
        let table = Table<Column>(
            [
                TableColumn(id: .card, head: context(Label.biggest), width: 13, priority: 0),
                TableColumn(id: .rate, head: context(Label.rate), width: 9, isRight: true, priority: 1),
                TableColumn(id: .trend, head: context(Label.trend), width: 12, priority: 5),
                TableColumn(id: .start, head: context(Label.sinceStart), width: 11, isRight: true, priority: 3),
                TableColumn(id: .used, head: context(Label.month), width: 7, isRight: true, priority: 2),
                TableColumn(id: .bar, head: context(Label.ofQuota), width: 12, priority: 4),
            ], start: 3, width: surface.width - 1, growth: [.init(.bar, upTo: 30), .init(.trend, upTo: 24), .init(.card, upTo: 20)])
        table.drawHeads(on: surface, y: 0) { $0 == .rate ? Style(.tableSorted) : Style(.tableHead) }
        var cursor: Point?
        let window = ListRow.window(count: state.biggest.count, cursor: state.cursor, height: surface.height - 1)
        for index in window {
            let (row, y) = (state.biggest[index], 1 + index - window.lowerBound)
            if row.isWatched { surface.text("w", x: 1, y: y, style: Style(.tableMark)) }
            table.drawRow(on: surface, y: y) { column in
                switch column {
                case .card: return (row.simNo.description, Style(.text))
                case .rate: return row.rate.map { (Figures.rate($0), Style(.chartCard)) } ?? (unknownText, Style(.muted))
                case .trend: return (Chart.sparkline(row.recentRates, width: table.width(of: .trend)), Style(.chartCard))
                case .start: return row.sinceStart.map { ($0.text, Style(.text)) } ?? (unknownText, Style(.muted))
                case .used: return row.used.map { ($0.value.text, Style(.text)) } ?? (unknownText, Style(.muted))
                case .bar: return ("", .plain)
                }
            }
            if let place = table.placed.first(where: { $0.column.id == .bar }) {
                if let share = row.usedShare {
                    let room = place.column.width - 6
                    Chart.meter(share, x: place.x, y: y, width: room, on: surface)
                    surface.text(
                        "\(Figures.percent(share)) %", endingAt: place.x + place.column.width, y: y,
                        style: Style(Chart.meterRole(share)))
                } else {
                    surface.text(unknownText, x: place.x, y: y, style: Style(.muted))
                }
            }
            if index == state.cursor { cursor = ListRow.cursor(on: surface, y: y, context: context) }
        }
        return cursor
    }
}
