// Saved filters in the filter line: the active one in brackets and reverse, with its count; the others by name,
// because nobody counts a million cards for a tab that is not shown.

import CellGrid
import Localization
import SIMModel
import ViewModels

enum FilterTabsLine {
    /// Draws from `x` up to `end`; tabs that do not fit at the end are `…`, but the active one is always there.
    static func render(_ state: CardsViewState, on surface: Surface, from start: Int, end: Int, _ context: PaneContext) {
        let texts = state.tabs.map { tab -> String in
            let name = tab.name ?? context(LabelMessage.allCards)
            if tab.isActive { return "[\(name) \(groupedCount(state.shownCount))]" }
            return tab.name == nil ? "\(name) \(groupedCount(state.totalCount))" : name
        }
        var first = 0
        let active = state.tabs.firstIndex(where: \.isActive) ?? 0
        while first < active, width(texts[first...active]) > end - start - 2 { first += 1 }
        var x = start
        if first > 0 { x = surface.text("… ", x: x, y: 0, style: Style(.muted), limit: end) }
        for index in first..<texts.count {
            let separator = index == first ? "" : " │ "
            let room = end - x - TextWidth.cells(of: separator)
            let isCut = TextWidth.cells(of: texts[index]) > room
            if isCut, index != active {
                surface.text(" …", x: x, y: 0, style: Style(.muted), limit: end)
                return
            }
            x = surface.text(separator, x: x, y: 0, style: Style(.frame), limit: end)
            let style = state.tabs[index].isActive ? Style(.tabActive, .reverse) : Style(.tab)
            x = surface.text(TextWidth.truncate(texts[index], to: max(0, room)), x: x, y: 0, style: style, limit: end)
        }
    }

    private static func width(_ texts: ArraySlice<String>) -> Int {
        texts.reduce(0) { $0 + TextWidth.cells(of: $1) + 3 } - 3
    }
}
