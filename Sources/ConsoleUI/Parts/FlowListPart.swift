// The list of the Flow pane: seven questions as tabs, and for each the columns that answer it. A judged
// row says from how many samples and over what time.

import CellGrid
import Localization
import SIMModel
import ViewModels

enum FlowListPart {
    private enum Column: Hashable { case card, rate, trend, today, used, bar, first, second, third, from }

    /// The tabs, the list before and after by `h` and `l`, and how many cards were judged.
    static func tabs(_ state: FlowViewState, on surface: Surface, _ context: PaneContext) {
        var x = 2
        var active: (text: String, x: Int)?
        for list in FlowList.allCases {
            let text = context(tab(list))
            if list == state.list { active = (text, x) } else { surface.text(text, x: x, y: 0, style: Style(.tab)) }
            x += TextWidth.cells(of: text) + 2
        }
        if let active { surface.text("[\(active.text)]", x: active.x - 1, y: 0, style: Style(.tabActive)) }
        guard state.list.isJudged else { return }
        let words = context(FlowMessage.judged(state.count, of: state.judged, tooFew: state.tooFew))
        if x + TextWidth.cells(of: words) < surface.width {
            surface.text(words, endingAt: surface.width - 1, y: 0, style: Style(.muted))
        }
    }

    static func rows(_ state: FlowViewState, hasTabs: Bool, on surface: Surface, _ context: PaneContext) -> Point? {
        guard surface.height >= 2 else { return nil }
        if state.rows.isEmpty, let offline = context.offline {
            PaneNote.missing(offline, isAsking: false, on: surface, context)
            return nil
        }
        if state.rows.isEmpty {
            PaneFrame.message(emptyText(state, context), on: surface)
            return nil
        }
        let head = hasTabs ? context(Label.simNumber) : context(head(state.list))
        let table = Table<Column>(
            columns(state.list, head, context), start: 3, width: surface.width - 1,
            growth: [.init(.bar, upTo: 30), .init(.trend, upTo: 24), .init(.card, upTo: 20)])
        table.drawHeads(on: surface, y: 0) { $0 == sorted(state.list) ? Style(.tableSorted) : Style(.tableHead) }
        var cursor: Point?
        let window = ListRow.window(count: state.rows.count, cursor: state.cursor, height: surface.height - 1)
        for index in window {
            let (row, y) = (state.rows[index], 1 + index - window.lowerBound)
            if row.isWatched { surface.text("w", x: 1, y: y, style: Style(.tableMark)) }
            table.drawRow(on: surface, y: y) { cell($0, row, state.now, table.width(of: .trend), context) }
            if let place = table.placed.first(where: { $0.column.id == .bar }) {
                bar(row, place.x, y, place.column.width, on: surface)
            }
            if index == state.cursor { cursor = ListRow.cursor(on: surface, y: y, context: context) }
        }
        return cursor
    }

    private static func emptyText(_ state: FlowViewState, _ context: PaneContext) -> String {
        if state.list.isJudged { return context(FlowMessage.noneJudged(of: state.judged, tooFew: state.tooFew)) }
        return context(state.list == .today ? FlowMessage.noneToday : .noneJudged(of: 0, tooFew: 0))
    }

    // MARK: columns

    private static func columns(_ list: FlowList, _ head: String, _ context: PaneContext) -> [TableColumn<Column>] {
        func column(_ id: Column, _ head: String, _ width: Int, right: Bool = true, _ priority: Int) -> TableColumn<Column> {
            TableColumn(id: id, head: head, width: width, isRight: right, priority: priority)
        }
        let card = column(.card, head, 13, right: false, 0)
        let trend = column(.trend, context(Label.trend), 12, right: false, 5)
        let from = column(.from, context(FlowMessage.standsOn), 15, right: false, 4)
        switch list {
        case .now, .today, .month:
            return [
                card, column(.rate, context(Label.rate), 9, 1), trend, column(.today, context(FlowMessage.todaySince), 15, 2),
                column(.used, context(Label.month), 7, 3), column(.bar, context(Label.ofQuota), 12, right: false, 4),
                column(.from, context(FlowMessage.standsOn), 15, right: false, 6),
            ]
        case .growing:
            return [
                card, column(.third, context(FlowMessage.times), 6, 1), column(.first, context(FlowMessage.lastHour), 9, 2),
                column(.second, context(FlowMessage.usually), 9, 3), from, trend,
            ]
        case .silent:
            return [
                card, column(.first, context(FlowMessage.stillFor), 9, 1), column(.second, context(FlowMessage.usualGap), 9, 2),
                column(.used, context(Label.month), 7, 3), from, trend,
            ]
        case .bursts:
            return [
                card, column(.rate, context(Label.rate), 9, 1), column(.second, context(FlowMessage.usually), 9, 2),
                column(.third, context(FlowMessage.times), 6, 3), from, trend,
            ]
        case .runsOut:
            return [
                card, column(.first, context(FlowMessage.when), 14, right: false, 1),
                column(.second, context(FlowMessage.perDay), 9, 3),
                column(.third, context(FlowMessage.left), 7, 2), from, column(.bar, context(Label.ofQuota), 12, right: false, 5),
            ]
        }
    }

    private static func sorted(_ list: FlowList) -> Column {
        switch list {
        case .now: .rate
        case .today: .today
        case .month: .used
        case .growing: .third
        case .silent, .runsOut: .first
        case .bursts: .rate
        }
    }

    private static func cell(_ column: Column, _ row: FlowRow, _ now: WallTime, _ trend: Int, _ context: PaneContext) -> (
        String, Style
    ) {
        let unknown = (unknownText, Style(.muted))
        switch column {
        case .card: return (row.simNo.description, Style(.text))
        case .rate: return row.rate.map { (Figures.rate($0), Style(.chartCard)) } ?? unknown
        case .trend: return (Chart.sparkline(row.recentRates, width: trend), Style(.chartCard))
        case .today:
            guard let today = row.today else { return unknown }
            return ("≥ \(today.used.text) \(CivilTime(today.since).clock.prefix(5))", Style(.text))
        case .used: return row.used.map { ($0.value.text, Style($0.provenance.isStale(at: now) ? .ageStale : .text)) } ?? unknown
        case .bar: return ("", .plain)
        case .first, .second, .third: return fact(column, row, now, context) ?? unknown
        case .from:
            if case .runsOut(let out)? = row.fact, out.basis == .periodMean, let evidence = row.evidence {
                return (context(FlowMessage.monthsMean(over: Age.text(evidence.over))), Style(.muted))
            }
            return row.evidence.map { (FlowFigures.evidence($0, context), Style(.muted)) } ?? unknown
        }
    }

    private static func fact(_ column: Column, _ row: FlowRow, _ now: WallTime, _ context: PaneContext) -> (String, Style)? {
        func times(_ value: Double) -> String { "×" + fixed(value, decimals: value < 100 ? 1 : 0) }
        switch (row.fact, column) {
        case (.growing(let growth), .first): return (Figures.rate(growth.lastHour), Style(.chartCard))
        case (.growing(let growth), .second): return (Figures.rate(growth.median), Style(.text))
        case (.growing(let growth), .third): return (times(growth.factor), Style(.strong))
        case (.silent(let silence), .first): return (Age.exact(silence.stillFor), Style(.strong))
        case (.silent(let silence), .second): return (Age.exact(silence.usual), Style(.text))
        case (.burst(let burst), .second): return (Figures.rate(burst.median), Style(.text))
        case (.burst(let burst), .third): return (burst.median >= 1 ? times(burst.rate / burst.median) : "—", Style(.strong))
        case (.runsOut(let out), .first): return (FlowFigures.when(out, now: now, context), Style(.strong))
        case (.runsOut(let out), .second): return out.perDay > 0 ? (DataVolume(kilobytes: out.perDay).text, Style(.text)) : nil
        case (.runsOut, .third):
            guard let quota = row.quota, let used = row.used else { return nil }
            return (max(.zero, quota - used.value).text, Style(.text))
        default: return nil
        }
    }

    private static func bar(_ row: FlowRow, _ x: Int, _ y: Int, _ width: Int, on surface: Surface) {
        guard let share = row.usedShare else {
            surface.text(unknownText, x: x, y: y, style: Style(.muted))
            return
        }
        Chart.meter(share, x: x, y: y, width: width - 6, on: surface)
        surface.text("\(Figures.percent(share)) %", endingAt: x + width, y: y, style: Style(Chart.meterRole(share)))
    }

    // MARK: names

    private static func tab(_ list: FlowList) -> FlowMessage {
        switch list {
        case .now: .tabNow
        case .today: .tabToday
        case .month: .tabMonth
        case .growing: .tabGrowing
        case .silent: .tabSilent
        case .bursts: .tabBursts
        case .runsOut: .tabRunsOut
        }
    }

    private static func head(_ list: FlowList) -> FlowMessage {
        switch list {
        case .now: .headNow
        case .today: .headToday
        case .month: .headMonth
        case .growing: .headGrowing
        case .silent: .headSilent
        case .bursts: .headBursts
        case .runsOut: .headRunsOut
        }
    }
}
