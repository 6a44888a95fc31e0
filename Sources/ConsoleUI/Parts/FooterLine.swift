// The last line: what a key has just done or why it did nothing, else the keys that work here.

import CellGrid
import Localization
import ViewModels

/// The answer to the last key.
struct Notice: Hashable {
    var text: String
    var isRefusal: Bool
}

enum FooterLine {
    static func render(
        _ notice: Notice?, situation: Situation, isPaused: Bool, marked: Int, into surface: Surface, context: PaneContext
    ) {
        surface.fill(Style(.footer))
        var end = surface.width - 1
        if marked > 0 {
            end = surface.text(context(PaneMessage.marked(marked, hidden: 0)), endingAt: end, y: 0, style: Style(.tableMark)) - 2
        }
        if let notice {
            surface.text(notice.text, x: 1, y: 0, style: Style(notice.isRefusal ? .footerBad : .footerNotice), limit: end - 1)
            return
        }
        if isPaused {
            surface.fill(Style(.banner))
            surface.text(context(StatusMessage.pausedBanner(key: context.keys[.pause])), x: 1, y: 0, style: Style(.banner))
            return
        }
        var (x, used) = (1, 1)
        let wanted = CommandTable.all.filter { $0.footer != nil && Availability.reason($0.name, in: situation) == nil }
        var shown: Set<CommandName> = []
        for command in wanted.sorted(by: { ($0.footer ?? 0) < ($1.footer ?? 0) }) {
            let words = context.keys[command.name] + " " + command.name.words(context.language).short
            let needs = TextWidth.cells(of: words) + 2
            if used + needs <= end + 2 {
                used += needs
                shown.insert(command.name)
            }
        }
        for command in wanted where shown.contains(command.name) {
            x = surface.text(context.keys[command.name], x: x, y: 0, style: Style(.footerKey))
            x = surface.text(" " + command.name.words(context.language).short, x: x, y: 0, style: Style(.footer)) + 2
        }
    }
}
