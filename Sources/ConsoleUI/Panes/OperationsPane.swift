// The Operations pane: the journal of stops and resumes, newest first, each with its true state.

public import CellGrid
import Localization
import SIMModel
public import ViewModels

public enum OperationsPane {
    private enum Column: Hashable { case number, time, kind, card, state, took, serial, why }

    public static func listHeight(_ size: Size, context: PaneContext) -> Int {
        let body = size.rows - PaneFrame.headRows(context)
        // The lines of runs come and go; a page is what is left with all of them.
        return max(1, body - 1 - footRows(body) - runRows(body))
    }

    /// Most lines for runs under way.
    private static func runRows(_ body: Int) -> Int { body >= 14 ? 2 : body >= 8 ? 1 : 0 }

    private static func footRows(_ body: Int) -> Int { body >= 10 ? 2 : 0 }

    @discardableResult
    public static func render(_ state: OperationsViewState, into surface: Surface, context: PaneContext) -> Point? {
        var notes: [String] = []
        if state.openCount > 0 { notes.append(context(PaneMessage.unfinished(state.openCount))) }
        if state.doubtfulCount > 0 { notes.append(context(PaneMessage.inDoubt(state.doubtfulCount))) }
        notes.append(groupedCount(state.count))
        let body = PaneFrame.open(
            surface, title: "5 " + context(Label.operations), note: notes.joined(separator: " · "), context: context)
        if state.rows.isEmpty {
            let keys = context.keys
            let words = PaneMessage.noOperations(stop: keys[.stop], resume: keys[.resume], cards: keys[.goCards])
            PaneFrame.message(context(words), on: body)
            return nil
        }
        let foot = footRows(body.height)
        let runs = state.runs.prefix(runRows(body.height))
        for (index, standing) in runs.enumerated() { RunLine.draw(standing, now: state.now, on: body, y: index, context) }
        let top = runs.count
        let cursor = table(
            state, on: body.sub(Rect(x: 0, y: top, width: body.width, height: body.height - foot - top)), context)
        if foot > 0, let index = state.cursor, state.rows.indices.contains(index) {
            let record = state.rows[index]
            let why = context.why(record.failReason).map { " · " + $0 } ?? ""
            let text = "#\(record.id)  \(record.state.meaning(context.language))\(why)"
            let lines = TextWidth.wrap(text, to: max(1, body.width - 2)).prefix(2)
            for (index, line) in lines.enumerated() {
                body.text(line, x: 1, y: body.height - lines.count + index, style: Sign.of(record.state).style)
            }
        }
        return cursor
    }

    private static func table(_ state: OperationsViewState, on surface: Surface, _ context: PaneContext) -> Point? {
        guard surface.height >= 2 else { return nil }
        let table = Table<Column>(
            [
                TableColumn(id: .number, head: context(Label.number), width: 6, isRight: true, priority: 4),
                TableColumn(id: .time, head: context(Label.time), width: 10, priority: 2),
                TableColumn(id: .kind, head: context(Label.action), width: 6, priority: 1),
                TableColumn(id: .card, head: context(Label.simNumber), width: 13, priority: 0),
                TableColumn(id: .state, head: context(Label.state), width: 13, priority: 3),
                TableColumn(id: .took, head: context(Label.took), width: 6, isRight: true, priority: 5),
                TableColumn(id: .serial, head: context(Label.serial), width: 10, priority: 7),
                TableColumn(id: .why, head: context(Label.reason), width: 8, priority: 6),
            ], start: 2, width: surface.width - 1,
            growth: [.init(.why, upTo: 24), .init(.serial, upTo: 32), .init(.card, upTo: 20), .init(.why, upTo: 60)])
        table.drawHeads(on: surface, y: 0) { _ in Style(.tableHead) }
        var cursor: Point?
        let window = ListRow.window(count: state.rows.count, cursor: state.cursor, height: surface.height - 1)
        for index in window {
            let (record, y) = (state.rows[index], 1 + index - window.lowerBound)
            table.drawRow(on: surface, y: y) { cell($0, of: record, table: table, now: state.now, context) }
            if index == state.cursor { cursor = ListRow.cursor(on: surface, y: y, context: context) }
        }
        return cursor
    }

    private static func cell(
        _ column: Column, of record: OperationRecord, table: Table<Column>, now: WallTime, _ context: PaneContext
    ) -> (String, Style) {
        switch column {
        case .number: return ("#\(record.id)", Style(.muted))
        case .time: return (Figures.brief(record.createdAt, now: now), Style(.muted))
        case .kind: return (context(record.kind), Style(.text))
        case .card: return (record.simNo.description, Style(.text))
        case .state:
            let sign = Sign.of(record.state)
            return ("\(sign.mark) \(context(record.state))", sign.style)
        case .took:
            // How long it took, or how long it has been waiting.
            if record.state.isEnd { return (Age.exact(record.updatedAt - record.createdAt), Style(.muted)) }
            return context.isPaused
                ? (Age.clock(record.updatedAt, now: now), Style(.muted))
                : (Age.text(now - record.createdAt) + "…", Sign.of(record.state).style)
        case .serial: return (SerialText.short(record.serialNumber, width: table.width(of: .serial)), Style(.muted))
        case .why:
            if let why = context.why(record.failReason) { return (why, Sign.of(record.state).style) }
            return (record.reason ?? "", Style(.text))
        }
    }
}
