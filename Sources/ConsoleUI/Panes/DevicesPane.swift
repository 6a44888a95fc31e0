// The Devices pane: the known devices, and beside or below them what the platform says of the one under
// the cursor.

public import CellGrid
import Localization
import SIMModel
public import ViewModels

public enum DevicesPane {
    private enum Column: Hashable { case number, card, online, wifi, age }

    /// From this width on the details stand beside the list.
    static let wideFrom = 100
    private static func listWidth(_ width: Int) -> Int { max(64, min(76, width * 2 / 5)) }
    /// Rows of the list above the details, its heads left out.
    private static func stacked(_ height: Int) -> Int { max(1, height / 3 - 1) }

    public static func listHeight(_ size: Size, context: PaneContext) -> Int {
        let body = size.rows - PaneFrame.headRows(context)
        return max(1, size.columns < wideFrom ? stacked(body) : body - 1)
    }

    @discardableResult
    public static func render(_ state: DevicesViewState, into surface: Surface, context: PaneContext) -> Point? {
        let hides = state.details?.hidesPersonal ?? false
        let title = "6 " + context(Label.devices) + (state.details.map { " · " + $0.number } ?? "")
        let isWide = surface.width >= wideFrom
        let masked = hides ? context(DeviceMessage.masked(key: context.keys[.personal])) : nil
        let count = state.count > 0 && (isWide || !hides) ? context(DeviceMessage.count(state.count)) : nil
        let note = [masked, count].compactMap { $0 }.joined(separator: " · ")
        let body = PaneFrame.open(surface, title: title, note: note, context: context)
        guard let details = state.details else {
            PaneFrame.message(context(DeviceMessage.none(key: context.keys[.addDevices])), on: body)
            return nil
        }
        let whole = Rect(x: 0, y: 0, width: body.width, height: body.height)
        if !isWide {
            if state.part == .details { return DeviceDetailsPart.render(details, state, on: body, context) }
            let rows = min(state.rows.count, stacked(body.height)) + 1
            let cursor = list(state, on: body.sub(Rect(x: 0, y: 0, width: whole.width, height: rows)), context)
            let top = rows + 1
            guard body.height - top >= 2 else { return cursor }
            body.text(String(repeating: "─", count: whole.width), x: 0, y: rows, style: Style(.frame))
            _ = DeviceDetailsPart.render(
                details, state, on: body.sub(Rect(x: 0, y: top, width: whole.width, height: body.height - top)), context)
            return cursor
        }
        let width = listWidth(body.width)
        let cursor = list(state, on: body.sub(Rect(x: 0, y: 0, width: width, height: body.height)), context)
        for y in 0..<body.height { body.text("│", x: width, y: y, style: Style(.frame)) }
        let right = body.sub(Rect(x: width + 2, y: 0, width: body.width - width - 2, height: body.height))
        let other = DeviceDetailsPart.render(details, state, on: right, context)
        return state.part == .list ? cursor : other
    }

    private static func list(_ state: DevicesViewState, on surface: Surface, _ shared: PaneContext) -> Point? {
        var context = shared
        context.isFocused = shared.isFocused && state.part == .list
        let table = Table<Column>(
            [
                TableColumn(id: .number, head: context(DeviceMessage.device), width: 14, priority: 0),
                TableColumn(id: .card, head: context(DeviceMessage.currentCard), width: 13, priority: 2),
                TableColumn(id: .online, head: context(DeviceMessage.online), width: 9, priority: 3),
                TableColumn(id: .wifi, head: context(DeviceMessage.wifiName), width: 11, priority: 4),
                TableColumn(id: .age, head: context(Label.age), width: 7, isRight: true, priority: 1),
            ], start: 2, width: surface.width - 1, growth: [.init(.number, upTo: 20), .init(.wifi, upTo: 24)])
        table.drawHeads(on: surface, y: 0) { _ in Style(.tableHead) }
        var cursor: Point?
        let window = ListRow.window(count: state.rows.count, cursor: state.cursor, height: surface.height - 1)
        for index in window {
            let (row, y) = (state.rows[index], 1 + index - window.lowerBound)
            table.drawRow(on: surface, y: y) { cell($0, of: row, now: state.now, context) }
            if index == state.cursor { cursor = ListRow.cursor(on: surface, y: y, context: context) }
        }
        return cursor
    }

    private static func cell(_ column: Column, of row: DeviceRow, now: WallTime, _ context: PaneContext) -> (String, Style) {
        let unknown = (unknownText, Style(.muted))
        switch column {
        case .number: return (row.number, Style(.text))
        case .card: return row.currentCard.map { ($0.description, Style(.text)) } ?? unknown
        case .online: return row.online.map { online($0, context) } ?? unknown
        case .wifi: return row.wifiName.map { ($0, Style(.text)) } ?? unknown
        case .age:
            let sign = row.hasProblem ? "✕ " : ""
            if row.isAsking { return (sign + "…", Style(.muted)) }
            guard let origin = row.origin else { return (sign + unknownText, Style(row.hasProblem ? .operationFailed : .muted)) }
            let (text, style) = age(origin, now: now, context)
            return (sign + text, row.hasProblem ? Style(.operationFailed) : style)
        }
    }

    static func online(_ status: Coded<OnlineStatus>, _ context: PaneContext) -> (String, Style) {
        let sign: Sign =
            switch status.known {
            case .online: Sign(mark: "●", role: .stateGood)
            case .offline: Sign(mark: "○", role: .stateIdle)
            case .notObtained, nil: Sign(mark: "?", role: .stateUnknown)
            }
        return ("\(sign.mark) \(context(status))", sign.style)
    }

    /// `12s`, `3m?` when it is older than asking promises; while paused the clock time it came.
    static func age(_ origin: DeviceOrigin, now: WallTime, _ context: PaneContext) -> (String, Style) {
        let isStale = origin.isStale(at: now)
        let text =
            context.isPaused
            ? Age.clock(origin.fetchedAt, now: now) : Age.text(max(.zero, now - origin.fetchedAt)) + (isStale ? "?" : "")
        return (text, Style(isStale ? .ageStale : .ageFresh))
    }
}
