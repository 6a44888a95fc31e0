// The Cards pane: intents in, a screenful out. It never asks the platform itself; it says what it
// wants to the poller and what is to be done to the runner.

import Operations
public import SIMModel

/// Cards that an operation would be about, copied when it is asked.
public struct Targets: Hashable, Sendable {
    public var cards: [CardNumber]
    /// The marked cards; false: the card under the cursor.
    public var isMarked: Bool

    public init(cards: [CardNumber], isMarked: Bool) {
        self.cards = cards
        self.isMarked = isMarked
    }
}

/// Intents and view state of the Cards pane.
@MainActor public final class CardsViewModel {
    /// Most cards kept live by hand.
    public static let watchLimit = 500
    /// Most cards asked at once by hand.
    public static let refreshLimit = 500

    struct State {
        var filter = ""
        var filterProblem: FilterProblem?
        var condition = FilterCondition.everything
        var sort = SortOrder(.simNo)
        /// The rows that pass, in order.
        var order: [UInt32] = []
        var shown = RowSet()
        var marks = RowSet()
        var hiddenMarks = 0
        /// Where a range mark began.
        var anchor: Int?
        var watched: [Int] = []
        /// How far a list is read; nil: it is whole.
        var loading: FleetLoading?
        var lastSubmission: SubmissionOutcome?
        /// Counts the confirmed proposals.
        var submissions = 0
    }

    var state = State() { didSet { changes.mark() } }
    // Not observed: a frame moves the window while it is being made.
    var cursor = ListCursor()
    var query = QueryProgress()

    let store: FleetStore
    let poller: Poller
    let board: OperationsBoard
    let protection: ProtectionViewModel
    let runner: OperationRunner
    let queries = QueryRunner()
    let ledger: WorkLedger
    let changes: ChangeSignal
    let time: any TimeSource
    /// The cursor came to another card.
    var onFocus: @MainActor () -> Void = {}
    /// What the other view-models know of a card: the platform's log, the account's money.
    var knowledge: @MainActor (CardNumber) -> (log: Answer<[ActionLogEntry]>, assets: Answer<AccountAssets>) = { _ in
        (Answer(), Answer())
    }
    /// The tabs of saved filters.
    var tabLabels: @MainActor () -> [TabLabel] = { [] }
    /// A change met an error of the platform.
    var onProblem: @MainActor (PlatformError) -> Void = { _ in }

    init(
        store: FleetStore, poller: Poller, board: OperationsBoard, protection: ProtectionViewModel,
        runner: OperationRunner, ledger: WorkLedger, changes: ChangeSignal, time: any TimeSource
    ) {
        self.store = store
        self.poller = poller
        self.board = board
        self.protection = protection
        self.runner = runner
        self.ledger = ledger
        self.changes = changes
        self.time = time
    }

    // MARK: the cursor

    /// The row of the fleet under the cursor.
    var focusedRow: Int? { cursor.position(in: state.order.count).map { Int(state.order[$0]) } }

    /// The card under the cursor; nil when none is shown.
    public var focusedCard: CardNumber? { focusedRow.map { store.table.simNo($0) } }

    public func moveCursor(by steps: Int) { move { $0.move(by: steps, count: state.order.count) } }
    public func moveToFirst() { move { $0.moveTo(0, count: state.order.count) } }
    public func moveToLast() { move { $0.moveTo(state.order.count - 1, count: state.order.count) } }
    /// ±1 is a screenful, ±0.5 half of one.
    public func movePage(_ pages: Double) { move { $0.movePage(pages, count: state.order.count) } }

    /// Puts the cursor on a card by simNo or ICCID; false when the filter hides it or the fleet has none.
    @discardableResult
    public func moveTo(_ card: CardNumber) -> Bool {
        store.row(of: card).map { moveTo(row: $0) } ?? false
    }

    @discardableResult
    func moveTo(row: Int) -> Bool {
        guard let place = place(of: row) else { return false }
        move { $0.moveTo(place, count: state.order.count) }
        return true
    }

    /// Puts the cursor on the next card, itself included, whose simNo or ICCID has these digits; false
    /// when none of the shown has.
    @discardableResult
    public func jump(digits: String) -> Bool {
        guard let part = CardNumber(digits) else { return false }
        let (order, count) = (state.order, state.order.count)
        let start = cursor.position(in: count) ?? 0
        for step in 0..<count {
            let place = (start + step) % count
            let row = Int(order[place])
            if store.table.simNo(row).contains(part) || store.table.iccid(row)?.contains(part) ?? false {
                move { $0.moveTo(place, count: count) }
                return true
            }
        }
        return false
    }

    private func move(_ step: (inout ListCursor) -> Void) {
        step(&cursor)
        query.focus = nil
        focusMoved()
        changes.mark()
    }

    func focusMoved() {
        let row = focusedRow
        let card = row.map { store.table.simNo($0) }
        poller.want {
            $0.focus = row
            $0.historySubject = card
        }
        onFocus()
    }

    func place(of row: Int) -> Int? {
        guard state.shown.contains(row) else { return nil }
        return state.order.firstIndex(of: UInt32(row))
    }

    // MARK: marks

    /// Marks or unmarks the card under the cursor, and moves on.
    public func toggleMark() {
        guard let row = focusedRow else { return }
        if !state.marks.remove(row) { state.marks.insert(row) }
        marksChanged()
        moveCursor(by: 1)
    }

    /// Begins a range at the cursor; again: marks everything from there to the cursor.
    public func toggleRange() {
        if state.anchor == nil {
            state.anchor = focusedRow
        } else {
            var marks = state.marks
            for row in rangeRows { marks.insert(row) }
            state.marks = marks
            state.anchor = nil
        }
        marksChanged()
    }

    /// The rows between the anchor and the cursor; only the cursor's when the filter hides the anchor.
    var rangeRows: [Int] {
        guard let anchor = state.anchor, let here = cursor.position(in: state.order.count) else { return [] }
        let there = place(of: anchor) ?? here
        return state.order[min(here, there)...max(here, there)].map { Int($0) }
    }

    /// Marks every card that passes the filter; how many those are.
    @discardableResult
    public func markAllShown() -> Int {
        var marks = state.marks
        for row in state.order { marks.insert(Int(row)) }
        state.marks = marks
        marksChanged()
        return state.order.count
    }

    /// Marked becomes unmarked and the other way round, among the cards that pass the filter.
    public func invertMarks() {
        var marks = state.marks
        for row in state.order where !marks.remove(Int(row)) { marks.insert(Int(row)) }
        state.marks = marks
        marksChanged()
    }

    /// Unmarks every card, hidden ones too, and drops a range that was begun.
    public func unmarkAll() {
        state.marks = RowSet()
        state.anchor = nil
        marksChanged()
    }

    private func marksChanged() {
        // A filter on marks is not worked out again here: a card would vanish while it is being marked.
        state.hiddenMarks = state.marks.count - state.marks.intersectionCount(state.shown)
    }

    /// The rows an intent is about: the marked (a begun range included), else the focused.
    var targetRows: (rows: [Int], isMarked: Bool) {
        var marks = state.marks
        for row in rangeRows { marks.insert(row) }
        if !marks.isEmpty { return (marks.rows, true) }
        return (focusedRow.map { [$0] } ?? [], false)
    }

    /// The cards an operation asked for now would be about.
    public func targets() -> Targets {
        let targets = targetRows
        return Targets(cards: targets.rows.map { store.table.simNo($0) }, isMarked: targets.isMarked)
    }

    // MARK: refresh and watch

    /// Asks the carrier for the marked cards, else the focused one. Works while polling is paused.
    @discardableResult
    public func refreshTargets() -> RefreshOutcome { refresh(targetRows.rows) }

    /// Asks the carrier for the cards that pass the filter, those on the screen first.
    @discardableResult
    public func refreshShown() -> RefreshOutcome {
        let first = min(cursor.top, state.order.count)
        return refresh(state.order[first...].map { Int($0) } + state.order[..<first].map { Int($0) })
    }

    private func refresh(_ rows: [Int]) -> RefreshOutcome {
        let most = Array(rows.prefix(Self.refreshLimit))
        var outcome = poller.plan { $0.refresh(most, at: $1) }
        outcome.beyondLimit = rows.count - most.count
        changes.mark()
        return outcome
    }

    /// Keeps the targets live wherever the cursor goes, or no longer; how many are watched now.
    @discardableResult
    public func toggleWatch() -> Int {
        let rows = targetRows.rows
        let watched = Set(state.watched)
        if rows.allSatisfy({ watched.contains($0) }) {
            let gone = Set(rows)
            state.watched.removeAll { gone.contains($0) }
        } else {
            state.watched = Array((state.watched + rows.filter { !watched.contains($0) }).prefix(Self.watchLimit))
        }
        let now = state.watched
        poller.plan { scheduler, _ in scheduler.watch(now) }
        return now.count
    }
}
