// The reply as a tree, and the calls made so far.

import CellGrid
import Localization
import SIMModel
import ViewModels

enum APIReplyPart {
    private enum Column: Hashable { case number, time, endpoint, outcome, values }

    static func render(_ state: APIViewState, on surface: Surface, _ context: PaneContext) -> Point? {
        guard let call = state.shown else {
            PaneFrame.message(context(APIMessage.noReplyYet), on: surface)
            return nil
        }
        let (text, style) = outcome(call, context)
        var x = surface.text("#\(call.number) \(call.endpoint)", x: 1, y: 0, style: Style(.title))
        x = surface.text(text, x: x + 2, y: 0, style: style)
        if case .answered(_, _, let bytes) = call.outcome, let took = call.took {
            surface.text(
                context(
                    APIMessage.answered(bytes: bytes, took: took < .seconds(10) ? "\(took.inMilliseconds) ms" : Age.exact(took))),
                x: x + 2, y: 0, style: Style(.muted))
        }
        let body = surface.sub(Rect(x: 0, y: 1, width: surface.width, height: surface.height - 1))
        switch call.outcome {
        case .running: return nil
        case .failed(let error):
            failure(error, isChange: call.isChange, on: body, context)
            return nil
        case .answered:
            guard !state.reply.isEmpty else {
                body.text(context(APIMessage.replyGone), x: 1, y: 0, style: Style(.muted))
                return nil
            }
            return tree(state, on: body, context)
        }
    }

    private static func failure(_ error: PlatformError, isChange: Bool, on surface: Surface, _ context: PaneContext) {
        let sentence = error.sentence(context.language)
        var lines = [sentence.what, sentence.why, sentence.remedy].filter { !$0.isEmpty }
        if isChange, error.sent == .mayHaveBeenSent { lines.append(context(APIMessage.mayHaveHappened)) }
        if let trace = error.traceID { lines.append("\(context(Label.trace)) \(trace)") }
        var y = 0
        for (index, line) in lines.enumerated() {
            for piece in TextWidth.wrap(line, to: max(1, surface.width - 4)) {
                surface.text(piece, x: 2, y: y, style: Style(index == 0 ? .operationFailed : .text))
                y += 1
            }
        }
    }

    private static func tree(_ state: APIViewState, on surface: Surface, _ context: PaneContext) -> Point? {
        var cursor: Point?
        var rowContext = context
        rowContext.isFocused = context.isFocused && state.part == .reply
        let window = ListRow.window(count: state.reply.count, cursor: state.replyCursor, height: surface.height)
        for index in window {
            let (row, y) = (state.reply[index], index - window.lowerBound)
            var x = 2 + 2 * min(row.depth, 20)
            if row.isFoldable { surface.text(row.isFolded ? "+" : "-", x: x, y: y, style: Style(.dialogKey)) }
            x += 2
            if !row.key.isEmpty { x = surface.text(row.key, x: x, y: y, style: Style(.accent)) + 1 }
            let (text, style) = value(row, context)
            surface.text(TextWidth.truncate(text, to: max(1, surface.width - x - 1)), x: x, y: y, style: style)
            if index == state.replyCursor { cursor = ListRow.cursor(on: surface, y: y, context: rowContext) }
        }
        return cursor
    }

    private static func value(_ row: JSONTreeRow, _ context: PaneContext) -> (String, Style) {
        switch row.kind {
        case .string: (row.text, Style(.text))
        case .number: (row.text, Style(.strong))
        case .literal: (row.text, Style(.muted))
        case .object(let count): (count == 0 ? "{}" : "{\(groupedCount(count))}", Style(.muted))
        case .array(let count): (count == 0 ? "[]" : "[\(groupedCount(count))]", Style(.muted))
        case .rest(let count): (context(APIMessage.more(count)), Style(.muted))
        }
    }

    /// The platform's code and words, or why there are none.
    private static func outcome(_ call: APICall, _ context: PaneContext) -> (String, Style) {
        switch call.outcome {
        case .running: ("→ " + context(APIMessage.sending), Style(.operationOpen))
        case .answered(let code, let message, _): ("✓ \(code) \(message)", Style(.operationDone))
        case .failed(let error):
            error.sent == .mayHaveBeenSent && call.isChange
                ? ("? " + error.sentence(context.language).what, Style(.operationDoubt))
                : ("✕ " + error.sentence(context.language).what, Style(.operationFailed))
        }
    }

    static func calls(_ state: APIViewState, on surface: Surface, _ context: PaneContext) -> Point? {
        if state.calls.isEmpty {
            PaneFrame.message(context(APIMessage.noCallsYet), on: surface)
            return nil
        }
        let table = Table<Column>(
            [
                TableColumn(id: .number, head: "#", width: 4, isRight: true, priority: 0),
                TableColumn(id: .time, head: context(Label.time), width: 10, priority: 3),
                TableColumn(id: .endpoint, head: "id", width: 20, priority: 1),
                TableColumn(id: .outcome, head: context(Label.result), width: 18, priority: 2),
                TableColumn(id: .values, head: context(APIMessage.form), width: 12, priority: 4),
            ], start: 2, width: surface.width, growth: [.init(.values, upTo: 40), .init(.outcome, upTo: 40)])
        table.drawHeads(on: surface, y: 0) { _ in Style(.tableHead) }
        var cursor: Point?
        let window = ListRow.window(count: state.calls.count, cursor: state.callCursor, height: surface.height - 1)
        for index in window {
            let (call, y) = (state.calls[index], 1 + index - window.lowerBound)
            table.drawRow(on: surface, y: y) { column in
                switch column {
                case .number: ("\(call.number)", Style(.muted))
                case .time: (Figures.brief(call.at, now: state.now), Style(.muted))
                case .endpoint: (call.endpoint, Style(.text))
                case .outcome: outcome(call, context)
                case .values: (call.values, Style(.muted))
                }
            }
            if index == state.callCursor { cursor = ListRow.cursor(on: surface, y: y, context: context) }
        }
        return cursor
    }
}
