// A key that begins sequences was pressed: what may follow is shown at once, and the next key chooses.

import CellGrid
import Localization
import SIMModel
import ViewModels

struct NextKeysBox: Overlay {
    struct Entry: Hashable {
        var key: Key
        var name: CommandName
        /// Why it cannot be run just now.
        var reason: NoticeMessage?
    }

    let first: Key
    let entries: [Entry]

    mutating func handle(_ key: Key, at now: Uptime) -> OverlayOutcome {
        if key == Key(.escape) || key == .control("c") { return .closes }
        if let entry = entries.first(where: { $0.key == key }) { return .does(.run(entry.name), closes: true) }
        return .does(.unknownKeys(KeySequence(first, key)), closes: true)
    }

    func render(into screen: Surface, context: PaneContext) -> Point? {
        let width = min(60, screen.width)
        let height = min(entries.count + 3, screen.height)
        // Above the footer, where the eye is, and not over the list.
        let area = Rect(x: 0, y: max(0, screen.height - height - 1), width: width, height: height)
        let box = screen.sub(area)
        box.fill(Style(.dialog))
        box.frame(
            style: Style(.dialogFrame), title: context(KeysMessage.nextKeys(KeyNotation.text(first))),
            titleStyle: Style(.dialogTitle), note: "", noteStyle: Style(.muted))
        let inner = box.sub(Rect(x: 2, y: 1, width: max(0, width - 4), height: max(0, height - 2)))
        for (y, entry) in entries.enumerated() {
            let isOpen = entry.reason == nil
            inner.text(KeyNotation.text(entry.key), x: 0, y: y, style: Style(isOpen ? .dialogKey : .muted))
            let x = inner.text(
                entry.name.words(context.language).title, x: 8, y: y, style: Style(isOpen ? .dialog : .muted))
            if let reason = entry.reason { inner.text("✕ " + context(reason), x: x + 2, y: y, style: Style(.muted)) }
        }
        DialogBox.keys([("Esc", context(DialogMessage.keyClose))], on: inner, y: inner.height - 1)
        return inner.screenPoint(x: 0, y: 0)
    }
}
