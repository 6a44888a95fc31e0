// The API pane: the list of endpoints, and beside it (where there is room, else in its place) the form,
// the request, the reply, or the calls made so far.

public import CellGrid
import Localization
import SIMModel
public import ViewModels

public enum APIPane {
    private enum Column: Hashable { case id, effect, title }

    /// From this width on the list stays beside the other parts.
    static let wideFrom = 100
    /// Of the list beside the other parts.
    private static func listWidth(_ width: Int) -> Int { max(46, min(64, width * 2 / 5)) }

    public static func listHeight(_ size: Size, context: PaneContext) -> Int {
        max(1, size.rows - PaneFrame.headRows(context) - 3)
    }

    @discardableResult
    public static func render(_ state: APIViewState, into surface: Surface, context: PaneContext) -> Point? {
        let row = state.row
        let title = "8 " + context(Label.api) + " · " + row.title(context.language)
        let hint = state.form.fields.contains(where: \.isPersonal) || !state.reply.isEmpty
        let note =
            hint && !state.showsPersonal
            ? context(APIMessage.masked(key: context.keys[.personal])) : groupedCount(state.rows.count)
        let body = PaneFrame.open(surface, title: title, note: note, context: context)
        parts(state.part, on: body, context)
        let room = body.sub(Rect(x: 0, y: 1, width: body.width, height: body.height - 1))
        guard room.height >= 1 else { return nil }
        if surface.width < wideFrom {
            return state.part == .list ? list(state, on: room, context) : part(state, on: room, context)
        }
        let listWidth = listWidth(room.width)
        let cursor = list(state, on: room.sub(Rect(x: 0, y: 0, width: listWidth, height: room.height)), context)
        for y in 0..<room.height { room.text("│", x: listWidth, y: y, style: Style(.frame)) }
        let right = room.sub(Rect(x: listWidth + 2, y: 0, width: room.width - listWidth - 2, height: room.height))
        let other = part(state, on: right, context)
        return state.part == .list ? cursor : other
    }

    /// Which parts there are, and which one the keys go to.
    private static func parts(_ part: APIPart, on surface: Surface, _ context: PaneContext) {
        var x = 0
        for each in APIPart.allCases {
            let word = context(each.message)
            x =
                each == part
                ? surface.text("[\(word)]", x: x, y: 0, style: Style(.tabActive))
                : surface.text(" \(word) ", x: x, y: 0, style: Style(.tab))
        }
        let keys = "\(context.keys[.left]) \(context.keys[.right])"
        surface.text(keys, endingAt: surface.width - 1, y: 0, style: Style(.muted))
    }

    private static func part(_ state: APIViewState, on surface: Surface, _ context: PaneContext) -> Point? {
        switch state.part {
        case .list, .form:
            // The request below the form where both fit.
            let needs = APIFormPart.rows(state, width: surface.width, context)
            let rest = surface.height - needs - 1
            guard rest >= 4, !state.form.request.isEmpty else { return APIFormPart.render(state, on: surface, context) }
            let cursor = APIFormPart.render(
                state, on: surface.sub(Rect(x: 0, y: 0, width: surface.width, height: needs)), context)
            APIFormPart.request(
                state, on: surface.sub(Rect(x: 0, y: needs + 1, width: surface.width, height: rest)), context)
            return cursor
        case .request:
            APIFormPart.request(state, on: surface, context)
            return nil
        case .reply: return APIReplyPart.render(state, on: surface, context)
        case .calls: return APIReplyPart.calls(state, on: surface, context)
        }
    }

    private static func list(_ state: APIViewState, on surface: Surface, _ context: PaneContext) -> Point? {
        let table = Table<Column>(
            [
                TableColumn(id: .id, head: "id", width: 20, priority: 0),
                TableColumn(id: .effect, head: "", width: 11, priority: 1),
                TableColumn(id: .title, head: "", width: 8, priority: 2),
            ], start: 2, width: surface.width, growth: [.init(.title, upTo: 60)])
        var listContext = context
        listContext.isFocused = context.isFocused && state.part == .list
        var cursor: Point?
        let window = ListRow.window(count: state.rows.count, cursor: state.cursor, height: surface.height)
        for index in window {
            let (row, y) = (state.rows[index], index - window.lowerBound)
            table.drawRow(on: surface, y: y) { column in
                switch column {
                case .id: (row.id, Style(.text))
                case .effect: effect(row, context)
                case .title: (row.title(context.language), Style(.muted))
                }
            }
            if index == state.cursor { cursor = ListRow.cursor(on: surface, y: y, context: listContext) }
        }
        return cursor
    }

    /// What it does, with a `?` where the path is unsure.
    static func effect(_ row: APIRow, _ context: PaneContext) -> (String, Style) {
        let doubt = row.isInferred ? " ?" : ""
        switch row.kind {
        case .codes: return (context(APIMessage.codes), Style(.muted))
        case .push: return (context(APIMessage.push), Style(.muted))
        case .call: break
        }
        switch row.effect {
        case .reads: return (context(APIMessage.reads) + doubt, Style(.stateGood))
        case .changes: return (context(APIMessage.changes) + doubt, Style(.stateRisk))
        case .spends: return ("¥ " + context(APIMessage.spends) + doubt, Style(.stateDown))
        }
    }
}

extension APIRow {
    /// The platform's own title, or ours in English.
    func title(_ language: Language) -> String { language == .zh ? titleZh : title }
}

extension APIPart {
    var message: APIMessage {
        switch self {
        case .list: .endpoints
        case .form: .form
        case .request: .request
        case .reply: .reply
        case .calls: .calls
        }
    }
}
