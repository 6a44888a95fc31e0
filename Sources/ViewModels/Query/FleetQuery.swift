// Filter and order of the fleet: a pure function from a snapshot to the rows to show, which may start from
// what an earlier one found.

import SIMModel
import Synchronization

/// What to show and how it is ordered.
struct FleetQuery: Sendable {
    var condition: FilterCondition
    var sort: SortOrder
    var context: FilterContext
    /// Kilobytes a second of the live cards; only looked at when sorted by rate.
    var rates: [Int: Double]

    struct Result: Sendable {
        /// The rows that pass, in order.
        var order: [UInt32]
        var shown: RowSet
        /// How many rows were looked at: the cost.
        var examined = 0
    }

    /// What an earlier query found, and when in the fleet's life.
    struct Found: Sendable {
        var condition: FilterCondition
        var shown: RowSet
        var version: Int
        var count: Int

        init(_ query: FleetQuery, _ result: Result, over fleet: FleetTable) {
            condition = query.condition
            shown = result.shown
            version = fleet.trail.version
            count = fleet.count
        }
    }

    func run(over fleet: FleetTable) -> Result {
        // Nothing cancels it.
        run(over: fleet, after: nil) { _ in true } ?? Result(order: [], shown: RowSet())
    }

    /// nil when it was told to stop. `goOn` is asked after every chunk, with the rows found so far as long as
    /// those are already in their order.
    func run(over fleet: FleetTable, after earlier: Found?, goOn: (RowSet?) -> Bool) -> Result? {
        guard condition != .everything else {
            return sorted(Result(order: [], shown: RowSet(below: fleet.count)), fleet)
        }
        var result = Result(order: [], shown: RowSet())
        let start = Start(condition, fleet, earlier)
        let scan = FleetScan(condition, fleet: fleet, context: context, numbersWithin: start.numbersWithin)
        let isOrdered = sort == SortOrder(.simNo) && fleet.isInNumberOrder
        for chunk in fleet.chunks.indices {
            let within = start.rows.map { ChunkMask($0, chunk: chunk) } ?? ChunkMask(first: fleet.chunks[chunk].count)
            if within.isEmpty { continue }
            result.examined += fleet.chunks[chunk].count
            result.shown.append(scan.mask(condition, chunk, within), chunk: chunk)
            guard goOn(isOrdered ? result.shown : nil) else { return nil }
        }
        return sorted(result, fleet)
    }

    /// Where to look, given what an earlier query found.
    private struct Start {
        var rows: RowSet?
        var numbersWithin: RowSet?

        init(_ condition: FilterCondition, _ fleet: FleetTable, _ earlier: Found?) {
            guard let earlier, let changed = fleet.trail.rows(since: earlier.version) else { return }
            let narrowing = condition.narrowing(of: earlier.condition)
            guard narrowing != .none else { return }
            var rows = earlier.shown
            for row in changed { rows.insert(Int(row)) }
            for row in min(earlier.count, fleet.count)..<fleet.count { rows.insert(row) }
            if narrowing == .within { self.rows = rows } else { numbersWithin = rows }
        }
    }

    private func sorted(_ result: Result, _ fleet: FleetTable) -> Result {
        var result = result
        result.order = FleetOrder(sort, context: context, rates: rates).order(result.shown, fleet)
        return result
    }
}

/// Tells a query that nobody waits for it any more.
final class QueryTicket: Sendable {
    private let isCalledOff = Atomic(false)

    func callOff() { isCalledOff.store(true, ordering: .relaxed) }
    var isWanted: Bool { !isCalledOff.load(ordering: .relaxed) }
}

/// Works queries out away from the main actor, one at a time.
actor QueryRunner {
    /// Fleets up to this size are filtered at once, so that the next frame shows it.
    static let synchronousLimit = 5_000
    /// Rows found before the first ones are shown while the rest is still being looked for.
    static let firstRows = 256

    private var found: FleetQuery.Found?

    /// nil when it was called off. `early` gets the first rows as soon as they are known to be the first,
    /// and ends with the query.
    func run(
        _ query: FleetQuery, over fleet: FleetTable, ticket: QueryTicket,
        early: AsyncStream<FleetQuery.Result>.Continuation
    ) -> FleetQuery.Result? {
        defer { early.finish() }
        guard ticket.isWanted else { return nil }
        var isTold = false
        let result = query.run(over: fleet, after: found) { shown in
            if !isTold, let shown, shown.count >= Self.firstRows {
                isTold = true
                early.yield(FleetQuery.Result(order: shown.packedRows, shown: shown))
            }
            return ticket.isWanted
        }
        if let result { found = FleetQuery.Found(query, result, over: fleet) }
        return result
    }
}
