// The question before a change from the API pane: what, on which account, with which values. Only `y`
// sends, or what the profile wants typed; keys typed ahead or held when it opened are thrown away.

import CellGrid
import Localization
import SIMModel
import ViewModels

struct CallQuestion: Overlay {
    let question: APIQuestion
    let profile: String
    let platform: String
    /// What is typed to send it; nil: `y` does.
    let wanted: String?
    private(set) var typed = LineEditor()
    private(set) var isWrong = false
    private var keyGuard: QuestionGuard

    init(
        _ question: APIQuestion, profile: String, platform: String, settings: ConfirmSettings, openedBy key: Key?, at now: Uptime
    ) {
        self.question = question
        self.profile = profile
        self.platform = platform
        // As before a stop: the profile's name from so many cards on, else the count.
        let cards = max(1, question.cards)
        let asksProfile = settings.typeProfileFrom.map { cards >= $0 } ?? false
        wanted = asksProfile ? profile : cards >= settings.typeCountFrom ? "\(cards)" : nil
        keyGuard = QuestionGuard(openedBy: key, at: now)
    }

    mutating func presented(at now: Uptime) { keyGuard.presented(at: now) }

    mutating func handle(_ key: Key, at now: Uptime) -> OverlayOutcome {
        guard keyGuard.admits(key, at: now) else { return .stays }
        if let wanted {
            isWrong = false
            switch key {
            case Key(.escape), .control("c"): return .closes
            case Key(.enter):
                guard typed.text == wanted else {
                    isWrong = true
                    return .stays
                }
                return .does(.call(question), closes: true)
            default:
                _ = typed.handle(key)
                return .stays
            }
        }
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
            on: screen, width: width, height: lines.count + (wanted == nil ? 4 : 6), title: title, note: platform, isDanger: true)
        let rest = wanted == nil ? 1 : 4
        for (y, line) in lines.prefix(max(0, box.height - rest)).enumerated() {
            box.text(line.text, x: 0, y: y, style: line.style)
        }
        if let wanted {
            let words = TextWidth.wrap(context(isWrong ? APIMessage.notTyped(wanted) : .typeToSend(wanted)), to: inner).first
            box.text(words ?? "", x: 0, y: max(0, box.height - 4), style: Style(isWrong ? .inputBad : .strong))
            let y = max(0, box.height - 3)
            let x = typed.draw(on: box, x: 0, y: y, width: max(1, min(inner, 40)), style: Style(.input))
            DialogBox.keys([("Esc", context(DialogMessage.keyNothing))], on: box, y: box.height - 1)
            return box.screenPoint(x: x, y: y)
        }
        DialogBox.keys(
            [("y", context(APIMessage.keySend)), ("Esc", context(DialogMessage.keyNothing))], on: box, y: box.height - 1)
        return box.screenPoint(x: 0, y: box.height - 1)
    }
}
