// Filter and order of the card table: at once for fleets of a usual size, beside the main actor for
// large ones, where a newer query calls the one under way off.

import SIMModel

/// How far the working out of a query got.
struct QueryProgress {
    /// The rows shown are not those of the present facts.
    var isStale = false
    /// The query under way; nil: none.
    var ticket: QueryTicket?
    var isRunning: Bool { ticket != nil }
    /// The card to come back to when the rows are whole: the first rows alone may not have it yet.
    var focus: Int?
    /// Grows with every change of filter, order or fleet.
    var generation = 0
    /// The generation whose rows are on the screen whole.
    var answered = 0
    /// Cards of which the list named only an ICCID and whose number has come since.
    var renamed = 0
    /// Replies alone do not start a large fleet's query before this.
    var earliest = Uptime(milliseconds: .min)
}

extension CardsViewModel {
    private static let pauseBetweenLargeQueries = Duration.seconds(2)

    /// Takes in a filter as it is typed. While it cannot be understood, the last good one stays.
    public func setFilter(_ text: String) {
        state.filter = text
        do throws(FilterProblem) {
            state.condition = try FilterParser.parse(text)
            state.filterProblem = nil
            requery()
        } catch {
            state.filterProblem = error
        }
    }

    /// Orders by a column; again by the same one: the other way round.
    public func sort(by column: CardColumn) {
        state.sort = SortOrder(column, descending: state.sort.column == column && !state.sort.descending)
        requery()
    }

    /// Something the operator did changes what is to be shown.
    func requery() {
        query.generation += 1
        query.isStale = true
        query.earliest = Uptime(milliseconds: .min)
        query.ticket?.callOff()
        query.ticket = nil
        settleQuery()
    }

    /// Cards were added. A large fleet is shown in its own order until its query is worked out.
    func fleetGrew() {
        showNewRowsUnsorted()
        requery()
        // Before the first frame: what it will most likely show.
        if poller.interest.cardRows.isEmpty {
            let first = state.order.prefix(50).map { Int($0) }
            poller.want { $0.cardRows = first }
        }
        focusMoved()
    }

    /// A list that is being read has brought more cards: they come behind those shown, in the order of the
    /// list; filter and order look at them from time to time, and once when the list is whole.
    func fleetIsGrowing(loaded: FleetLoading) {
        let isFirst = state.loading == nil
        state.loading = loaded
        showNewRowsUnsorted()
        if isFirst { fleetGrew() } else if state.condition != .everything { query.isStale = true }
    }

    /// The list is whole.
    func fleetIsWhole() {
        state.loading = nil
        fleetGrew()
    }

    private func showNewRowsUnsorted() {
        guard state.condition == .everything, store.count > QueryRunner.synchronousLimit || state.loading != nil,
            state.order.count < store.count, state.order.isEmpty || state.loading != nil
        else { return }
        state.order.append(contentsOf: UInt32(state.order.count)..<UInt32(store.count))
        state.shown = RowSet(below: store.count)
    }

    /// Tags or notes are others: a filter, or the order, may look at them.
    func labelsChanged() {
        changes.mark()
        if state.condition != .everything || state.sort.column == .tags { requery() }
    }

    /// Cards were protected or released: a filter may look at that.
    func protectionChanged() { if state.condition != .everything { requery() } }

    /// Replies brought news. The next frame looks whether that changes what is to be shown.
    func factsChanged() {
        let isFixed = state.condition == .everything && state.sort.column == .simNo
        if !isFixed || query.renamed != store.renamed { query.isStale = true }
        query.renamed = store.renamed
    }

    /// Brings the rows shown up to date, at once or in the background.
    func settleQuery() {
        guard query.isStale else { return }
        // While a list is being read its rows stand in the list's own order.
        if state.loading != nil, state.condition == .everything { return }
        if store.count <= QueryRunner.synchronousLimit {
            query.isStale = false
            apply(currentQuery().run(over: store.table))
            return
        }
        guard !query.isRunning, query.earliest <= time.uptime else { return }
        query.isStale = false
        let ticket = QueryTicket()
        query.ticket = ticket
        query.focus = focusedRow
        let (wanted, snapshot, generation) = (currentQuery(), store.table, query.generation)
        ledger.start { [self] in
            let (early, told) = AsyncStream.makeStream(of: FleetQuery.Result.self)
            async let whole = queries.run(wanted, over: snapshot, ticket: ticket, early: told)
            for await first in early where query.ticket === ticket {
                apply(first)
                answered(generation)
            }
            let result = await whole
            // Called off: what came after it has been started in its place.
            guard query.ticket === ticket else { return }
            query.ticket = nil
            query.earliest = time.uptime + Self.pauseBetweenLargeQueries
            if let result { apply(result) }
            query.focus = nil
            answered(generation)
            settleQuery()
        }
    }

    /// The first news of a generation is what the operator waits for; later passes follow the facts.
    private func answered(_ generation: Int) {
        changes.mark(isAnswer: query.answered != generation)
        if query.ticket == nil { query.answered = generation }
    }

    private func currentQuery() -> FleetQuery {
        let now = time.wall
        var rates: [Int: Double] = [:]
        if state.sort.column == .rate {
            for row in store.flows.tracks.keys { rates[row] = store.flows.rate(row, at: now) }
        }
        let context = filterContext(withOperations: state.condition != .everything || state.sort.column == .operation)
        return FleetQuery(condition: state.condition, sort: state.sort, context: context, rates: rates)
    }

    /// What a condition may look at besides the cards' own facts, now.
    func filterContext(withOperations: Bool) -> FilterContext {
        let now = time.wall
        var operations: [Int: OperationBadge] = [:]
        if withOperations {
            for (card, badge) in board.badges(at: now) {
                if let row = store.row(of: card) { operations[row] = badge }
            }
        }
        return FilterContext(
            now: now, marked: state.marks, watched: Set(state.watched), operations: operations,
            protected: Set(protection.numbers.compactMap { store.row(of: $0) }))
    }

    /// Shows a result; the cursor stays on its card, or on its place when the card is gone.
    private func apply(_ result: FleetQuery.Result) {
        let focus = query.focus ?? focusedRow
        guard result.order != state.order else { return }
        state.order = result.order
        state.shown = result.shown
        state.hiddenMarks = state.marks.count - state.marks.intersectionCount(result.shown)
        if let focus, let place = place(of: focus) {
            cursor.follow(place, count: result.order.count)
        } else {
            cursor.moveTo(cursor.position, count: result.order.count)
        }
        focusMoved()
    }
}
