// The question before a change from the API pane: what, on which account, with which values. Only `y`
// sends, and keys typed ahead or held when it opened are thrown away.

import CellGrid
import Localization
import SIMModel
import ViewModels

struct CallQuestion: Overlay {
    let question: APIQuestion
    let profile: String
    let platform: String
    private var keyGuard: QuestionGuard

    init(_ question: APIQuestion, profile: String, platform: String, openedBy key: Key?, at now: Uptime) {
        self.question = question
        self.profile = profile
        self.platform = platform
        keyGuard = QuestionGuard(openedBy: key, at: now)
    }

    mutating func presented(at now: Uptime) { keyGuard.presented(at: now) }

    mutating func handle(_ key: Key, at now: Uptime) -> OverlayOutcome {
        guard keyGuard.admits(key, at: now) else { return .stays }
        switch key {
        case Key("y"): return .does(.call(question), closes: true)
        case Key(.escape), Key("n"), Key("q"), .control("c"): return .closes
        default: return .stays
        }
    }

    func render(into screen: Surface, context: PaneContext) -> Point? {
        let width = min(74, screen.width)
        let inner = max(1, width - 4)
        var lines: [(text: String, style: Style)] = []
        if question.cards > 0 { lines.append((context(APIMessage.askCards(question.cards)), Style(.strong, .bold))) }
        for value in question.values.prefix(12) {
            let text = value.joined(separator: " = ")
            let pieces = APIFormPart.pieces(text, width: inner)
            for piece in pieces.prefix(2) { lines.append((piece, Style(.dialog))) }
            if pieces.count > 2 { lines.append(("…", Style(.muted))) }
        }
        if question.values.count > 12 { lines.append((context(APIMessage.more(question.values.count - 12)), Style(.muted))) }
        if !question.limits.isEmpty {
            for piece in TextWidth.wrap(context(APIMessage.limits(question.limits)), to: inner) {
                lines.append((piece, Style(.muted)))
            }
        }
        if question.repeatsUnknown {
            for piece in TextWidth.wrap("! " + context(APIMessage.askRepeatsUnknown), to: inner) {
                lines.append((piece, Style(.headerWarning)))
            }
        }
        for piece in TextWidth.wrap(context(APIMessage.askOnce), to: inner) { lines.append((piece, Style(.dialogDanger))) }
        let title = context(APIMessage.askTitle(question.row.title(context.language), profile: profile))
        let box = DialogBox.open(
            on: screen, width: width, height: lines.count + 4, title: title, note: platform, isDanger: true)
        for (y, line) in lines.prefix(max(0, box.height - 1)).enumerated() { box.text(line.text, x: 0, y: y, style: line.style) }
        DialogBox.keys(
            [("y", context(APIMessage.keySend)), ("Esc", context(DialogMessage.keyNothing))], on: box, y: box.height - 1)
        return box.screenPoint(x: 0, y: box.height - 1)
    }
}
