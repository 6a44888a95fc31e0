// The Assets pane: the account's money, its pools, and what runs out when.

public import CellGrid
import Localization
import SIMModel
public import ViewModels

public enum AssetsPane {
    private enum Column: Hashable { case name, available, balance, deposit, frozen, lasts, cards, alarm }

    public static func listHeight(_ size: Size, context: PaneContext) -> Int {
        let body = size.rows - PaneFrame.headRows(context)
        return max(1, body - 2 - (body >= 8 ? 2 : 0))
    }

    @discardableResult
    public static func render(_ state: AssetsViewState, into surface: Surface, context: PaneContext) -> Point? {
        let body = PaneFrame.open(
            surface, title: "3 " + context(Label.assets),
            note: PaneNote.age(
                state.fetchedAt, problem: state.problem, isAsking: state.isAsking, now: state.now, context), context: context)
        guard let main = state.main else {
            PaneNote.missing(state.problem, isAsking: state.isAsking, on: body, context)
            return nil
        }
        account(body, main, state, context)
        var top = 1
        if let problem = state.problem {
            let failed = context(PaneMessage.lastTry(problem.sentence(context.language).what))
            body.text("! \(failed) \(context(PaneMessage.noNewer))", x: 1, y: 1, style: Style(.footerBad))
            top = 2
        }
        if let band = state.poolWarning {
            let words = context(AlertMessage.poolBand(band.pools, first: band.first, isEmpty: band.isEmpty))
            let line = body.sub(Rect(x: 0, y: top, width: body.width, height: 1))
            line.fill(Style(.headerBad))
            line.text((band.isEmpty ? "✕ " : "▲ ") + words, x: 1, y: 0, style: Style(.headerBad), limit: max(1, body.width - 2))
            top += 1
        }
        if state.pools.isEmpty {
            body.text(context(PaneMessage.noPools), x: 1, y: top, style: Style(.muted))
            return nil
        }
        return pools(state, on: body.sub(Rect(x: 0, y: top, width: body.width, height: body.height - top)), context)
    }

    /// The account's own line.
    private static func account(
        _ body: Surface, _ main: AccountAssets.Main, _ state: AssetsViewState, _ context: PaneContext
    ) {
        let money = main.balance.map { "¥" + $0.grouped } ?? unknownText
        var runs: [(String, Style)] = [(context(Label.balance) + " ", Style(.muted)), (money, Style(.money, .bold))]
        if let name = main.username { runs.insert((name + "  ", Style(.text)), at: 0) }
        let x = body.runs(runs, x: 1, y: 0)
        let lasts =
            state.mainRunway.map { lastsText($0, context) } ?? context(PaneMessage.tooFewSamples)
        if x + 3 + TextWidth.cells(of: lasts) < body.width { body.text(lasts, x: x + 3, y: 0, style: Style(.muted)) }
    }

    private static func lastsText(_ runway: Runway, _ context: PaneContext) -> String {
        context(
            PaneMessage.lasts(
                Age.text(runway.left), perHour: runway.burnPerHour.text, samples: runway.samples, over: Age.text(runway.over)))
    }

    private static func pools(_ state: AssetsViewState, on surface: Surface, _ context: PaneContext) -> Point? {
        guard surface.height >= 2 else { return nil }
        let table = Table<Column>(
            [
                TableColumn(id: .name, head: context(Label.pool), width: 10, priority: 0),
                TableColumn(id: .available, head: context(Label.available), width: 12, isRight: true, priority: 1),
                TableColumn(id: .balance, head: context(Label.balance), width: 12, isRight: true, priority: 4),
                TableColumn(id: .deposit, head: context(Label.deposit), width: 11, isRight: true, priority: 6),
                TableColumn(id: .frozen, head: context(Label.frozen), width: 11, isRight: true, priority: 7),
                TableColumn(id: .lasts, head: context(Label.lasts), width: 6, isRight: true, priority: 2),
                TableColumn(id: .cards, head: context(Label.cards), width: 6, isRight: true, priority: 5),
                TableColumn(id: .alarm, head: context(Label.state), width: 8, priority: 3),
            ], start: 2, width: surface.width - 1, growth: [.init(.name, upTo: 24)])
        table.drawHeads(on: surface, y: 0) { _ in Style(.tableHead) }
        let hasFoot = surface.height >= 7
        var cursor: Point?
        let window = ListRow.window(
            count: state.pools.count, cursor: state.cursor, height: surface.height - 1 - (hasFoot ? 2 : 0))
        for index in window {
            let (row, y) = (state.pools[index], 1 + index - window.lowerBound)
            table.drawRow(on: surface, y: y) { cell($0, of: row, context) }
            if index == state.cursor { cursor = ListRow.cursor(on: surface, y: y, context: context) }
        }
        if hasFoot, let index = state.cursor, state.pools.indices.contains(index) {
            foot(state.pools[index], on: surface, context)
        }
        return cursor
    }

    private static func cell(_ column: Column, of row: PoolRow, _ context: PaneContext) -> (String, Style) {
        let unknown = (unknownText, Style(.muted))
        func money(_ value: Money?, _ style: Style = Style(.money)) -> (String, Style) {
            value.map { ($0.grouped, style) } ?? unknown
        }
        let pool = row.pool
        switch column {
        case .name: return (pool.name ?? pool.code ?? "\(pool.id)", Style(.text))
        case .available: return money(pool.available, alarm(row.alarm).style)
        case .balance: return money(pool.balance)
        case .deposit: return money(pool.deposit)
        case .frozen: return money(pool.frozen)
        case .lasts: return row.runway.map { (Age.text($0.left), alarm(row.alarm).style) } ?? unknown
        case .cards: return (groupedCount(row.cards), Style(.text))
        case .alarm:
            let sign = alarm(row.alarm)
            // Money that is fine is written like any number; the state has its own colour.
            return ("\(sign.mark) \(context(sign.word))", row.alarm == .none ? Style(.stateGood) : sign.style)
        }
    }

    private static func alarm(_ alarm: PoolAlarm) -> (mark: String, word: Label, style: Style) {
        switch alarm {
        case .none: ("●", .fine, Style(.money))
        case .low: ("▲", .low, Style(.moneyLow))
        case .empty: ("✕", .empty, Style(.moneyEmpty))
        }
    }

    /// What the pool under the cursor means.
    private static func foot(_ row: PoolRow, on surface: Surface, _ context: PaneContext) {
        var parts = [row.pool.name ?? "\(row.pool.id)"]
        switch row.alarm {
        case .none: break
        case .low: parts.append(context(PaneMessage.poolLow))
        case .empty: parts.append(context(PaneMessage.poolEmpty))
        }
        parts.append(row.runway.map { lastsText($0, context) } ?? context(PaneMessage.tooFewSamples))
        let lines = Parted.lines(parts, width: surface.width - 2).prefix(2)
        for (index, line) in lines.enumerated() {
            surface.text(
                line, x: 1, y: surface.height - lines.count + index, style: row.alarm == .none ? Style(.muted) : Style(.moneyLow),
                limit: surface.width - 2)
        }
    }
}
