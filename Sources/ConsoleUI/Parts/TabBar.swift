// The second line of a screen with one pane: which panes there are, and which one this is.

import CellGrid
import Localization
import ViewModels

enum TabBar {
    static func render(_ state: StatusViewState, focus: PaneID, into surface: Surface, context: PaneContext) {
        var x = 0
        for pane in PaneID.allCases {
            let count = pane == .operations && state.openOperations > 0 ? "·\(state.openOperations)" : ""
            let text = "\(pane.digit) \(context(pane.label))\(count)"
            if pane == focus {
                x = surface.text("[\(text)]", x: x, y: 0, style: Style(.tabActive))
            } else {
                x = surface.text(" \(text) ", x: x, y: 0, style: Style(.tab))
            }
        }
        surface.text(context.language.next == .zh ? "EN" : "中文", endingAt: surface.width - 1, y: 0, style: Style(.tab))
    }
}
