// The second line of a screen with one pane: which panes there are, and which one this is.

import CellGrid
import Localization
import ViewModels

enum TabBar {
    static func render(_ state: StatusViewState, focus: PaneID, into surface: Surface, context: PaneContext) {
        let language = context.language.next == .zh ? "EN" : "中文"
        var active: (text: String, x: Int)?
        for (pane, text, x) in places(state, width: surface.width, context: context) {
            if pane == focus { active = (text, x) } else { surface.text(" \(text) ", x: x, y: 0, style: Style(.tab)) }
        }
        if let active { surface.text("[\(active.text)]", x: active.x, y: 0, style: Style(.tabActive)) }
        surface.text(language, endingAt: surface.width - 1, y: 0, style: Style(.tab))
    }

    /// The pane whose tab lies at a column.
    static func pane(at column: Int, _ state: StatusViewState, width: Int, context: PaneContext) -> PaneID? {
        places(state, width: width, context: context).last {
            $0.x <= column && column <= $0.x + TextWidth.cells(of: $0.text) + 1
        }?
        .pane
    }

    private static func places(
        _ state: StatusViewState, width: Int, context: PaneContext
    ) -> [(pane: PaneID, text: String, x: Int)] {
        let texts = PaneID.allCases.map { pane in
            let count = pane == .operations && state.openOperations > 0 ? "·\(state.openOperations)" : ""
            return (pane, "\(pane.digit) \(context(pane.label))\(count)")
        }
        // Where all of them do not fit, neighbours share a blank; the brackets are drawn last.
        let language = context.language.next == .zh ? "EN" : "中文"
        let whole = texts.reduce(0) { $0 + TextWidth.cells(of: $1.1) + 2 }
        let gap = whole + TextWidth.cells(of: language) + 1 > width ? 1 : 2
        var x = 0
        return texts.map { pane, text in
            defer { x += TextWidth.cells(of: text) + gap }
            return (pane, text, x)
        }
    }
}
