// The History pane: the platform's log of operations on a card, with what our own journal knows beside it.

public import CellGrid
import Localization
import SIMModel
public import ViewModels

public enum HistoryPane {
    private enum Column: Hashable { case time, action, result, by, serial, why }

    public static func listHeight(_ size: Size, context: PaneContext) -> Int {
        max(1, size.rows - PaneFrame.headRows(context) - 1)
    }

    @discardableResult
    public static func render(_ state: HistoryViewState, into surface: Surface, context: PaneContext) -> Point? {
        let title = "4 " + context(Label.history) + (state.subject.map { " · \($0)" } ?? "")
        let note =
            state.subject == nil
            ? ""
            : PaneNote.age(
                state.fetchedAt, problem: state.problem, isAsking: state.isAsking, now: state.now, context)
        var body = PaneFrame.open(surface, title: title, note: note, context: context)
        guard state.subject != nil else {
            PaneFrame.message(context(PaneMessage.noCardChosen(key: context.keys[.goCards])), on: body)
            return nil
        }
        if let problem = state.problem, state.fetchedAt != nil {
            let failed = context(PaneMessage.lastTry(problem.sentence(context.language).what))
            body.text("! \(failed) \(context(PaneMessage.noNewer))", x: 1, y: 0, style: Style(.footerBad))
            body = body.sub(Rect(x: 0, y: 1, width: body.width, height: body.height - 1))
        }
        if state.fetchedAt == nil {
            PaneNote.missing(state.problem, isAsking: state.isAsking, on: body, context)
            return nil
        }
        if state.rows.isEmpty, state.awaited.isEmpty {
            PaneFrame.message(context(PaneMessage.noHistory(key: context.keys[.refresh])), on: body)
            return nil
        }
        return table(state, on: body, context)
    }

    /// An operation of ours that the log does not show yet.
    private static func cell(
        _ column: Column, awaited record: OperationRecord, now: WallTime, _ context: PaneContext
    ) -> (String, Style) {
        let sign = Sign.of(record.state)
        switch column {
        case .time: return (Figures.brief(record.createdAt, now: now), Style(.muted))
        case .action: return (context(record.kind), Style(.text))
        case .result: return ("\(sign.mark) \(context(record.state))", sign.style)
        case .by: return ("\(context(Label.you)) #\(record.id)", Style(.accent))
        case .serial: return ("", .plain)
        case .why: return (context(PaneMessage.notInLogYet), Style(.muted))
        }
    }

    private static func table(_ state: HistoryViewState, on surface: Surface, _ context: PaneContext) -> Point? {
        guard surface.height >= 2 else { return nil }
        let table = Table<Column>(
            [
                TableColumn(id: .time, head: context(Label.time), width: 10, priority: 0),
                TableColumn(id: .action, head: context(Label.action), width: 6, priority: 1),
                TableColumn(id: .result, head: context(Label.result), width: 12, priority: 2),
                TableColumn(id: .by, head: "", width: 9, priority: 3),
                TableColumn(id: .serial, head: context(Label.serial), width: 10, priority: 5),
                TableColumn(id: .why, head: context(Label.failReason), width: 8, priority: 4),
            ], start: 2, width: surface.width,
            growth: [
                .init(.result, upTo: 19), .init(.by, upTo: 11), .init(.why, upTo: 18), .init(.action, upTo: 10),
                .init(.serial, upTo: 32), .init(.why, upTo: 60),
            ])
        table.drawHeads(on: surface, y: 0) { _ in Style(.tableHead) }
        var cursor: Point?
        // Ours that the log does not show yet come first; they have no line under the cursor.
        let awaited = state.awaited.prefix(max(0, min(3, surface.height - 2)))
        for (index, record) in awaited.enumerated() {
            table.drawRow(on: surface, y: 1 + index) { cell($0, awaited: record, now: state.now, context) }
        }
        let top = 1 + awaited.count
        let window = ListRow.window(count: state.rows.count, cursor: state.cursor, height: surface.height - top)
        for index in window {
            let (row, y) = (state.rows[index], top + index - window.lowerBound)
            table.drawRow(on: surface, y: y) { cell($0, of: row, table: table, now: state.now, context) }
            if index == state.cursor { cursor = ListRow.cursor(on: surface, y: y, context: context) }
        }
        return cursor
    }

    private static func cell(
        _ column: Column, of row: HistoryRow, table: Table<Column>, now: WallTime, _ context: PaneContext
    ) -> (String, Style) {
        let entry = row.entry
        switch column {
        case .time: return (entry.createdAt.map { Figures.brief($0, now: now) } ?? unknownText, Style(.muted))
        case .action: return (entry.actionText.isEmpty ? "\(entry.actionType)" : entry.actionText, Style(.text))
        case .result:
            let sign = Sign.of(entry.status)
            return ("\(sign.mark) \(context(entry.status))", sign.style)
        case .by: return row.own.map { ("\(context(Label.you)) #\($0.id)", Style(.accent)) } ?? ("", .plain)
        case .serial: return (SerialText.short(entry.serialNumber, width: table.width(of: .serial)), Style(.muted))
        case .why: return (entry.failReason ?? "", Style(.operationFailed))
        }
    }
}

/// Serial numbers of the platform are 32 characters long and differ at their end.
enum SerialText {
    static func short(_ serial: String?, width: Int) -> String {
        guard let serial else { return unknownText }
        return serial.count <= width ? serial : "…" + serial.suffix(max(1, width - 1))
    }
}
