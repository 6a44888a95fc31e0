// What the screen and the operator care for: only that is polled, besides the sweep.

import SIMModel

/// The panes on the screen and the rows in them.
struct Interest: Hashable, Sendable {
    var panes: Set<PaneID> = [.cards]
    /// The rows of the card table's window; kept while the pane is hidden.
    var cardRows: [Int] = []
    /// The rows of the flow table.
    var flowRows: [Int] = []
    /// The card under the cursor.
    var focus: Int?
    /// Whose history the pane shows.
    var historySubject: CardNumber?

    /// Rows whose state is on the screen.
    var wantsStatus: [Int] { panes.contains(.cards) ? cardRows : [] }

    /// Rows whose rate is on the screen.
    var wantsFlow: [Int] {
        var rows: [Int] = []
        if panes.contains(.flow) {
            if let focus { rows.append(focus) }
            rows += flowRows
        }
        if panes.contains(.cards) || panes.contains(.flow) { rows += cardRows }
        var seen: Set<Int> = []
        return rows.filter { seen.insert($0).inserted }
    }
}
