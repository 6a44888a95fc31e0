// The columns of the card table and what stands in their cells.

import CellGrid
import Localization
import SIMModel
import ViewModels

enum CardTable {
    /// `>`, `*` for marked, `w` for watched, `▣` for protected.
    static let gutter = 4
    /// From this width on the rate has its curve beside it, before rarer columns are shown.
    static let sparklineFrom = 130

    /// The columns for a width. `offset` columns after the number are scrolled away to the left.
    static func layout(_ state: CardsViewState, width: Int, _ context: PaneContext) -> Table<CardColumn> {
        let longest = state.rows.map(\.simNo.count).max() ?? 11
        let all = columns(numberWidth: min(20, max(11, longest)), width: width, context, sort: state.sort, hasTags: state.hasTags)
        let offset = min(max(0, context.columnOffset), all.count - 2)
        var shown = [all[0]] + all.dropFirst(1 + offset)
        if offset > 0 {
            // Scrolled: from left to right, whatever they weigh.
            for index in shown.indices { shown[index].priority = index }
        }
        return Table(
            shown, start: gutter, width: width,
            growth: [
                .init(.status, upTo: 13), .init(.operation, upTo: 18), .init(.ends, upTo: 10, isWhole: true),
                .init(.rate, upTo: 22, isWhole: true), .init(.operation, upTo: 32),
            ])
    }

    /// How many columns can be scrolled away.
    static let scrollable = CardColumn.allCases.count - 2

    private static func columns(
        numberWidth: Int, width: Int, _ context: PaneContext, sort: SortOrder, hasTags: Bool
    ) -> [TableColumn<CardColumn>] {
        CardColumn.allCases.filter { $0 != .tags || hasTags }.map { column in
            let arrow = sort.column == column ? (sort.descending ? "↓" : "↑") : ""
            func make(_ width: Int, right: Bool = false, _ priority: Int) -> TableColumn<CardColumn> {
                TableColumn(id: column, head: head(column, context) + arrow, width: width, isRight: right, priority: priority)
            }
            switch column {
            case .simNo: return make(numberWidth, 0)
            case .status: return make(11, 1)
            case .age: return make(5, right: true, 2)
            case .used: return make(7, right: true, 3)
            case .percent: return make(4, right: true, 4)
            case .operation: return make(13, 5)
            case .quota: return make(7, right: true, 6)
            case .ends: return make(5, right: true, 7)
            case .rate: return make(width >= sparklineFrom ? 22 : 9, right: true, 8)
            case .online: return make(7, 9)
            case .iccid: return make(20, 11)
            case .pool: return make(6, right: true, 12)
            case .package: return make(7, right: true, 13)
            case .carrier: return make(7, right: true, 14)
            // Before the rarer columns, where anybody uses tags.
            case .tags: return make(14, 10)
            }
        }
    }

    /// The head of a column.
    static func head(_ column: CardColumn, _ context: PaneContext) -> String {
        switch column {
        case .simNo: context(Label.simNumber)
        case .status: context(Label.state)
        case .online: context(Label.online)
        case .used: context(Label.used)
        case .quota: context(Label.quota)
        case .percent: "%"
        case .rate: context(Label.rate)
        case .ends: context(Label.ends)
        case .age: context(Label.age)
        case .operation: context(Label.operation)
        case .iccid: "ICCID"
        case .pool: context(Label.pool)
        case .package: context(Label.package)
        case .carrier: context(Label.carrier)
        case .tags: context(Label.tags)
        }
    }

    /// One cell of a row.
    static func cell(
        _ column: CardColumn, of row: CardRow, width: Int, now: WallTime, _ context: PaneContext
    ) -> (String, Style) {
        let unknown = (row.isAsking && row.oldest == nil ? "…" : unknownText, Style(.muted))
        func number(_ value: Int?) -> (String, Style) { value.map { ("\($0)", Style(.text)) } ?? unknown }
        switch column {
        case .simNo: return (row.simNo.description, Style(.text))
        case .status:
            if row.isMissing { return ("? " + context(Label.notFound), Style(.stateUnknown)) }
            guard let status = row.status else { return unknown }
            let sign = Sign.of(status.value)
            return ("\(sign.mark) \(context(status.value))", sign.style)
        case .online:
            guard let online = row.online else { return unknown }
            if online == .notObtained { return ("?", Style(.muted)) }
            return (context(online), Style(online == .online ? .stateGood : .stateIdle))
        case .used: return row.used.map { ($0.value.text, Style(.text)) } ?? unknown
        case .quota: return row.quota.map { ($0.text, Style(.text)) } ?? unknown
        case .percent:
            guard let share = row.usedShare else { return unknown }
            return ("\(Figures.percent(share))", Style(share < 0.8 ? .text : Chart.meterRole(share)))
        case .rate:
            guard let rate = row.rate else { return unknown }
            let text = Figures.rate(rate)
            guard width >= 22 else { return (text, Style(.chartCard)) }
            let spark = Chart.sparkline(row.recentRates, width: width - 10)
            return (spark + TextWidth.fit(text, 10, alignRight: true), Style(.chartCard))
        case .ends: return row.endsAt.map { ends($0, width: width, now: now, context) } ?? unknown
        case .age:
            guard let oldest = row.oldest else { return unknown }
            return Figures.age(oldest, now: now, context)
        case .operation:
            if let badge = row.operation {
                return (OperationBadgeText.text(badge, context), Sign.of(badge.state).style)
            }
            return row.error.map { ("✕ " + $0, Style(.operationFailed)) } ?? ("", Style(.text))
        case .iccid: return row.iccid.map { ($0.description, Style(.text)) } ?? unknown
        case .pool: return number(row.poolID)
        case .package: return number(row.packageGroupID)
        case .carrier: return number(row.gatewayID)
        case .tags: return (row.tags.joined(separator: " "), Style(.accent))
        }
    }

    /// The date where there is room, else the days left.
    private static func ends(_ end: WallTime, width: Int, now: WallTime, _ context: PaneContext) -> (String, Style) {
        let left = end - now
        let style = Style(left <= .zero ? .stateDown : left < .hours(7 * 24) ? .stateRisk : .text)
        if width >= 10 { return (CivilTime(end).date, style) }
        return (left <= .zero ? context(Label.ended) : Age.text(left), style)
    }
}
