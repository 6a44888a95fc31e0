// The rows of the platform's log that could be an operation's own: a person names one.

import CellGrid
import Localization
import SIMModel
import ViewModels

struct RowChooser: Overlay {
    let choice: RowChoice
    private(set) var selected = 0
    private var keyGuard: QuestionGuard

    init(_ choice: RowChoice, at now: Uptime) {
        self.choice = choice
        keyGuard = QuestionGuard(openedBy: nil, at: now)
    }

    mutating func presented(at now: Uptime) { keyGuard.presented(at: now) }

    mutating func handle(_ key: Key, at now: Uptime) -> OverlayOutcome {
        guard keyGuard.admits(key, at: now) else { return .stays }
        switch key {
        case Key(.escape), Key("n"), Key("q"), .control("c"): return .closes
        case Key(.down), Key("j"): selected = min(max(0, choice.rows.count - 1), selected + 1)
        case Key(.up), Key("k"): selected = max(0, selected - 1)
        case Key("y"):
            guard choice.rows.indices.contains(selected), let row = choice.rows[selected].operateID else { break }
            return .does(.nameRow(choice.operation.id, row), closes: true)
        default: break
        }
        return .stays
    }

    func render(into screen: Surface, context: PaneContext) -> Point? {
        let operation = choice.operation
        let box = DialogBox.open(
            on: screen, width: 78, height: min(choice.rows.count, 12) + 8,
            title: context(RunMessage.rowTitle(operation.id, operation.kind)), note: operation.simNo.description)
        for (y, line) in TextWidth.wrap(context(RunMessage.rowMeaning), to: box.width).prefix(2).enumerated() {
            box.text(line, x: 0, y: y, style: Style(.dialog))
        }
        box.text(
            context(RunMessage.sentAt(Figures.moment(operation.sentAt ?? operation.createdAt))), x: 0, y: 2, style: Style(.muted))
        if choice.rows.isEmpty { box.text(context(RunMessage.noRows), x: 2, y: 4, style: Style(.muted)) }
        let room = max(1, box.height - 6)
        let window = ListRow.window(count: choice.rows.count, cursor: selected, height: room)
        for index in window {
            let row = choice.rows[index]
            let y = 4 + index - window.lowerBound
            box.runs(
                [
                    (Figures.moment(row.createdAt) + "  ", Style(.dialog)), (TextWidth.fit(row.actionText, 10), Style(.dialog)),
                    (TextWidth.fit(row.status.text(context.language), 22), Style(.dialog)),
                    ("#\(row.operateID ?? 0)  ", Style(.strong)), (row.failReason ?? "", Style(.operationFailed)),
                ], x: 2, y: y)
            if index == selected {
                box.text(">", x: 0, y: y, style: Style(.tableGutter))
                box.restyle(Rect(x: 0, y: y, width: box.width, height: 1)) { _ in Style(.text, .reverse) }
            }
        }
        var keys = [("Esc", context(DialogMessage.keyNothing))]
        if !choice.rows.isEmpty {
            keys = [("y", context(RunMessage.keyRow)), ("j k", context(DialogMessage.keyChoose))] + keys
        }
        DialogBox.keys(keys, on: box, y: box.height - 1)
        return box.screenPoint(x: 0, y: min(box.height - 1, 4 + selected - window.lowerBound))
    }
}
