// Asks before cards come from under protection. Protecting asks nothing: it only makes things safer.

import CellGrid
import Localization
import SIMModel

struct ReleaseQuestion: Overlay {
    let cards: [CardNumber]
    private let openedAt: Uptime
    private var presentedAt: Uptime?

    init(_ cards: [CardNumber], at now: Uptime) {
        self.cards = cards
        openedAt = now
    }

    mutating func presented(at now: Uptime) { presentedAt = presentedAt ?? now }

    mutating func handle(_ key: Key, at now: Uptime) -> OverlayOutcome {
        // Keys typed ahead are thrown away.
        guard presentedAt != nil, now - openedAt >= QuestionGuard.guardTime else { return .stays }
        switch key {
        case Key("y"): return .does(.release(cards), closes: true)
        case Key(.escape), Key("n"), Key("q"), .control("c"): return .closes
        default: return .stays
        }
    }

    func render(into screen: Surface, context: PaneContext) -> Point? {
        let width = min(70, screen.width)
        let box = DialogBox.open(
            on: screen, width: width, height: 6, title: context(DialogMessage.releaseTitle(cards.count)), isDanger: true)
        let some = cards.prefix(3).map(\.description).joined(separator: "  ") + (cards.count > 3 ? "  …" : "")
        box.text(some, x: 0, y: 0, style: Style(.strong, .bold))
        box.text(context(DialogMessage.releaseMeaning), x: 0, y: 1, style: Style(.dialog))
        DialogBox.keys(
            [("y", context(DialogMessage.keyRelease)), ("Esc", context(DialogMessage.keyNothing))], on: box,
            y: box.height - 1)
        return box.screenPoint(x: 0, y: box.height - 1)
    }
}
