// Filter and order of the fleet: a pure function from a snapshot to the rows to show.

import SIMModel

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
    }

    func run(over fleet: FleetTable) -> Result {
        var order: [UInt32] = []
        var shown = RowSet()
        if condition == .everything {
            order = (0..<UInt32(fleet.count)).map { $0 }
            shown = RowSet(below: fleet.count)
        } else {
            for row in 0..<fleet.count where fleet.passes(condition, row, context) {
                order.append(UInt32(row))
                shown.insert(row)
            }
        }
        return Result(order: sorted(order, fleet), shown: shown)
    }

    /// Stable: equal cards stay in the order of the fleet's list. Cards whose value is unknown come
    /// last in both directions.
    private func sorted(_ rows: [UInt32], _ fleet: FleetTable) -> [UInt32] {
        switch sort.column {
        case .simNo: return sorted(rows) { fleet.simNo($0) }
        case .iccid: return sorted(rows) { fleet.iccid($0) }
        case .percent: return sorted(rows) { fleet.usedShare($0) }
        case .rate: return sorted(rows) { rates[$0] }
        case .status: return sorted(rows) { fleet.code(.status, $0) }
        case .online: return sorted(rows) { fleet.code(.online, $0) }
        case .used: return sorted(rows) { fleet.volume(\.used, $0) }
        case .quota: return sorted(rows) { fleet.quota($0) }
        case .ends: return sorted(rows) { fleet.time(.endsAt, $0) }
        // Ascending age: the freshest first.
        case .age: return sorted(rows) { fleet.oldestOrigin($0).map { -$0.effective.milliseconds } }
        case .operation: return sorted(rows) { context.operations[$0].map { -$0.updatedAt.milliseconds } }
        case .pool: return sorted(rows) { fleet.number(.pool, $0) }
        case .package: return sorted(rows) { fleet.number(.package, $0) }
        case .carrier: return sorted(rows) { fleet.number(.gateway, $0) }
        }
    }

    private func sorted<Key: Comparable>(_ rows: [UInt32], by key: (Int) -> Key?) -> [UInt32] {
        var known: [(key: Key, row: UInt32)] = []
        known.reserveCapacity(rows.count)
        var unknown: [UInt32] = []
        for row in rows {
            if let key = key(Int(row)) { known.append((key, row)) } else { unknown.append(row) }
        }
        if sort.descending {
            known.sort { $0.key != $1.key ? $0.key > $1.key : $0.row < $1.row }
        } else {
            known.sort { $0.key != $1.key ? $0.key < $1.key : $0.row < $1.row }
        }
        return known.map(\.row) + unknown
    }
}

/// Works queries out away from the main actor, one at a time.
actor QueryRunner {
    /// Fleets up to this size are filtered at once, so that the next frame shows it.
    static let synchronousLimit = 5_000

    func run(_ query: FleetQuery, over fleet: FleetTable) -> FleetQuery.Result { query.run(over: fleet) }
}
