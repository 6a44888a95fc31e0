// The Cards pane: the filter line, the table, and two lines about the card under the cursor.

public import CellGrid
import Localization
import SIMModel
public import ViewModels

public enum CardsPane {
    /// From this width on, details stand beside the table instead of over it.
    static let detailsBesideFrom = 132
    static let detailsWidth = 64

    /// How many rows of cards fit a pane of `size`.
    public static func listHeight(_ size: Size, hasFilter: Bool, hasProblem: Bool, context: PaneContext) -> Int {
        var rows = size.rows - PaneFrame.headRows(context) - 1
        if context.isFramed, hasFilter { rows -= 1 }
        if hasProblem { rows -= 1 }
        return max(1, rows - summaryRows(size.rows, context))
    }

    private static func summaryRows(_ height: Int, _ context: PaneContext) -> Int {
        !context.isFramed && height >= 14 ? 2 : 0
    }

    /// Draws the pane; returns where the hardware cursor belongs.
    @discardableResult
    public static func render(_ state: CardsViewState, into surface: Surface, context: PaneContext) -> Point? {
        var typing: Point?
        var body: Surface
        let hasFilterLine = context.filterEditor != nil || !state.filter.isEmpty || !state.tabs.isEmpty
        if context.isFramed {
            body = PaneFrame.open(surface, title: "1 " + context(Label.cards), note: note(state, context), context: context)
            if hasFilterLine {
                typing = filterLine(state, on: body, end: body.width, context)
                body = below(body, 1)
            }
        } else {
            let noteStart = surface.text(note(state, context), endingAt: surface.width - 1, y: 0, style: Style(.muted))
            typing = filterLine(state, on: surface, end: noteStart - 1, context)
            body = below(surface, 1)
        }
        if let problem = state.filterProblem {
            filterProblem(problem, of: state.filter, on: body, context)
            body = below(body, 1)
        }

        if let details = state.details, !context.isFramed {
            if body.width >= detailsBesideFrom {
                let split = body.width - detailsWidth
                for y in 0..<body.height { body.text("│", x: split, y: y, style: Style(.frame)) }
                CardDetailsPane.render(
                    details, row: focused(state), diagnosis: state.diagnosis, now: state.now,
                    into: body.sub(Rect(x: split + 2, y: 0, width: detailsWidth - 2, height: body.height)), context: context)
                body = body.sub(Rect(x: 0, y: 0, width: split - 1, height: body.height))
            } else {
                CardDetailsPane.render(
                    details, row: focused(state), diagnosis: state.diagnosis, now: state.now, into: body, context: context)
                return typing ?? body.screenPoint(x: 0, y: 0)
            }
        }
        let summary = summaryRows(surface.height, context)
        let list = body.sub(Rect(x: 0, y: 0, width: body.width, height: body.height - summary))
        let cursor = table(state, on: list, context)
        if summary > 0, let row = focused(state), state.details == nil {
            CardSummary.render(
                row, diagnosis: state.diagnosis, now: state.now,
                into: body.sub(Rect(x: 0, y: body.height - 2, width: body.width, height: 2)), context)
        }
        return typing ?? cursor
    }

    private static func focused(_ state: CardsViewState) -> CardRow? {
        state.cursor.flatMap { state.rows.indices.contains($0) ? state.rows[$0] : nil }
    }

    private static func below(_ surface: Surface, _ rows: Int) -> Surface {
        surface.sub(Rect(x: 0, y: rows, width: surface.width, height: surface.height - rows))
    }

    private static func note(_ state: CardsViewState, _ context: PaneContext) -> String {
        var parts: [String] = []
        if let loading = state.loading { parts.append(context(PaneMessage.loading(percent: loading.percent))) }
        if state.isFiltering { parts.append(context(PaneMessage.filtering)) }
        if state.isRangeMarking { parts.append(context(PaneMessage.rangeMarking)) }
        parts.append(context(PaneMessage.shown(state.shownCount, of: state.totalCount)))
        if state.markedCount > 0 {
            parts.append(context(PaneMessage.marked(state.markedCount, hidden: state.hiddenMarkedCount)))
        }
        return parts.joined(separator: " · ")
    }

    /// The filter as typed, with the text cursor while it is being typed.
    private static func filterLine(_ state: CardsViewState, on surface: Surface, end: Int, _ context: PaneContext) -> Point? {
        if let editor = context.filterEditor {
            surface.text("/", x: 0, y: 0, style: Style(.footerKey))
            let column = editor.draw(on: surface, x: 1, y: 0, width: max(1, end - 1), style: Style(.input))
            return surface.screenPoint(x: column, y: 0)
        }
        if state.filter.isEmpty, let offline = context.offline {
            let text = "✕ \(offline.sentence(context.language).what) \(context(StatusMessage.moreIn(key: context.keys[.errors])))"
            surface.text(text, x: 1, y: 0, style: Style(.operationFailed), limit: end - 1)
        } else if !state.tabs.isEmpty {
            let isTab = state.tabs.contains(where: \.isActive)
            let x = isTab ? 1 : surface.text("/" + state.filter, x: 0, y: 0, style: Style(.accent), limit: end / 2) + 2
            FilterTabsLine.render(state, on: surface, from: x, end: end - 1, context)
        } else if state.filter.isEmpty {
            surface.text(
                context(PaneMessage.filterHint(key: context.keys[.filter])), x: 1, y: 0, style: Style(.muted), limit: end - 1)
        } else {
            surface.text("/" + state.filter, x: 0, y: 0, style: Style(.accent), limit: end)
        }
        return nil
    }

    /// `^` under the place that cannot be understood, and why.
    private static func filterProblem(
        _ problem: FilterProblem, of filter: String, on surface: Surface, _ context: PaneContext
    ) {
        let words = context(FilterText.message(problem)) + " · " + context(FilterMessage.lastGoodKept)
        let place = min(1 + TextWidth.cells(of: String(filter.prefix(problem.offset))), max(0, surface.width - 1))
        let needs = TextWidth.cells(of: words) + 2
        if place + needs <= surface.width {
            surface.text("^ " + words, x: place, y: 0, style: Style(.inputBad))
        } else {
            // No room to its right: the words stand before the sign, which stays under the place.
            surface.text("^", x: place, y: 0, style: Style(.inputBad))
            let start = max(0, place - needs + 1)
            surface.text(words, x: start, y: 0, style: Style(.inputBad), limit: max(0, place - 1 - start))
        }
    }

    private static func table(_ state: CardsViewState, on surface: Surface, _ context: PaneContext) -> Point? {
        if state.totalCount == 0 {
            PaneFrame.message(context(PaneMessage.noCardsYet(key: context.keys[.addCards])), on: surface)
            return nil
        }
        let table = CardTable.layout(state, width: surface.width, context)
        table.drawHeads(on: surface, y: 0) { Style($0 == state.sort.column ? .tableSorted : .tableHead) }
        if state.rows.isEmpty {
            PaneFrame.message(context(PaneMessage.noneMatch), on: surface)
            return nil
        }
        var cursor: Point?
        let window = ListRow.window(count: state.rows.count, cursor: state.cursor, height: surface.height - 1)
        for index in window {
            let (row, y) = (state.rows[index], 1 + index - window.lowerBound)
            if row.isMarked { surface.text("*", x: 1, y: y, style: Style(.tableMark)) }
            if row.isWatched { surface.text("w", x: 2, y: y, style: Style(.tableMark)) }
            if row.isProtected { surface.text(Sign.protected, x: 3, y: y, style: Style(.tableMark)) }
            table.drawRow(on: surface, y: y) { column in
                CardTable.cell(column, of: row, width: table.width(of: column), now: state.now, context)
            }
            if index == state.cursor { cursor = ListRow.cursor(on: surface, y: y, context: context) }
        }
        return cursor
    }
}
