// What stands in a pane's head about its age, and what stands in its body before the first answer.

import CellGrid
import Localization
import SIMModel

enum PaneNote {
    /// `31s ago`, `asking…`, or nothing.
    static func age(
        _ fetchedAt: WallTime?, problem: PlatformError?, isAsking: Bool, now: WallTime, _ context: PaneContext
    ) -> String {
        if let fetchedAt { return Figures.ago(fetchedAt, now: now, context) }
        if problem != nil, !isAsking { return context(StatusMessage.noAnswer) }
        return context(isAsking ? PaneMessage.asking : PaneMessage.notAskedYet)
    }

    /// Before the first answer: the problem if there is one, else that it is being asked; and the keys that help.
    static func missing(_ problem: PlatformError?, isAsking: Bool, on surface: Surface, _ context: PaneContext) {
        guard let problem else {
            let words = context(isAsking ? PaneMessage.asking : PaneMessage.notAskedYet)
            PaneFrame.message(words, on: surface)
            if !isAsking { keys([(.refresh, .keyAskNow)], y: max(0, (surface.height - 1) / 3) + 2, on: surface, context) }
            return
        }
        let sentence = problem.sentence(context.language)
        let lines = [sentence.what, sentence.why, sentence.remedy].filter { !$0.isEmpty }
        var y = max(0, (surface.height - lines.count) / 3)
        for (index, line) in lines.enumerated() {
            for piece in TextWidth.wrap((index == 0 ? "✕ " : "") + line, to: max(1, surface.width - 4)) {
                surface.text(piece, x: 2, y: y, style: index == 0 ? Style(.operationFailed) : Style(.muted))
                y += 1
            }
        }
        keys([(.refresh, .keyAskAgain), (.errors, .keyErrors)], x: 2, y: y + 1, on: surface, context)
    }

    /// `r ask again   ! all errors`, in the middle where no place is given; left out where there is no room.
    private static func keys(
        _ keys: [(CommandName, PaneMessage)], x: Int? = nil, y: Int, on surface: Surface, _ context: PaneContext
    ) {
        let width = keys.reduce(-3) { $0 + TextWidth.cells(of: context.keys[$1.0] + " " + context($1.1)) + 3 }
        guard y < surface.height, width <= surface.width - 4 else { return }
        var at = x ?? max(0, (surface.width - width) / 2)
        for (name, words) in keys {
            at = surface.text(context.keys[name], x: at, y: y, style: Style(.footerKey))
            at = surface.text(" " + context(words), x: at, y: y, style: Style(.muted)) + 3
        }
    }
}
