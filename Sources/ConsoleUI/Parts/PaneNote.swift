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

    /// Before the first answer: the problem if there is one, else that it is being asked.
    static func missing(_ problem: PlatformError?, isAsking: Bool, on surface: Surface, _ context: PaneContext) {
        guard let problem else {
            PaneFrame.message(context(isAsking ? PaneMessage.asking : PaneMessage.notAskedYet), on: surface)
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
    }
}
