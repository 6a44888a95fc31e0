// The frequency view of the cards shown: counted when it opens and when the column changes, beside the main
// actor for large fleets.

import SIMModel

/// A column's values with their counts.
public struct FrequencyViewState: Hashable, Sendable {
    public var column: FrequencyColumn
    public var rows: [FrequencyRow]
    /// Cards of values beyond those told apart.
    public var others: Int
    /// Cards that were counted: those the filter lets pass.
    public var cards: Int
    /// The filter they passed; empty: none.
    public var filter: String
    public var isCounting: Bool

    public init(column: FrequencyColumn, rows: [FrequencyRow], others: Int, cards: Int, filter: String, isCounting: Bool) {
        self.column = column
        self.rows = rows
        self.others = others
        self.cards = cards
        self.filter = filter
        self.isCounting = isCounting
    }

    /// The filter that shows just the cards of a row; nil: it has no word for them.
    public func filter(of row: FrequencyRow) -> String? {
        row.term.map { filter.isEmpty ? $0 : filter + " " + $0 }
    }
}

/// Counts off the main actor.
private actor FrequencyRunner {
    func count(_ column: FrequencyColumn, of rows: RowSet, in fleet: FleetTable, at now: WallTime) -> FrequencyCount {
        FrequencyCount(column, of: rows, in: fleet, at: now)
    }
}

/// Intents and view state of the frequency view.
@MainActor public final class FrequencyViewModel {
    private let cards: CardsViewModel
    private let ledger: WorkLedger
    private let changes: ChangeSignal
    private let time: any TimeSource
    private let runner = FrequencyRunner()
    private var state: FrequencyViewState
    /// Counts the counts: a late one is dropped.
    private var generation = 0

    init(cards: CardsViewModel, ledger: WorkLedger, changes: ChangeSignal, time: any TimeSource) {
        self.cards = cards
        self.ledger = ledger
        self.changes = changes
        self.time = time
        state = FrequencyViewState(column: .status, rows: [], others: 0, cards: 0, filter: "", isCounting: false)
    }

    public func viewState() -> FrequencyViewState { state }

    /// Counts a column of the cards shown now.
    public func open(_ column: FrequencyColumn) {
        generation += 1
        let (mine, shown, fleet, now) = (generation, cards.state.shown, cards.store.table, time.wall)
        state = FrequencyViewState(
            column: column, rows: column == state.column ? state.rows : [], others: 0, cards: shown.count,
            filter: cards.state.filterProblem == nil ? cards.state.filter : "", isCounting: true)
        if shown.count <= QueryRunner.synchronousLimit {
            take(FrequencyCount(column, of: shown, in: fleet, at: now))
            return
        }
        ledger.start { [self] in
            let count = await runner.count(column, of: shown, in: fleet, at: now)
            if mine == generation { take(count) }
        }
    }

    private func take(_ count: FrequencyCount) {
        state.rows = count.rows
        state.others = count.others
        state.isCounting = false
        changes.mark(isAnswer: true)
    }
}
