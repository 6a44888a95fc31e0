// Cards that deserve a look before the sweep goes on: those with an unfinished operation, and those that
// changed lately. Bounded: when there are too many the newest stay. Pure.

import SIMModel

/// Rows in the order of their coming, newest last.
struct RowsOfConcern: Sendable {
    let capacity: Int
    private var ends: [Int: Uptime] = [:]
    private(set) var rows: [Int] = []

    init(capacity: Int) { self.capacity = capacity }

    func contains(_ row: Int) -> Bool { ends[row] != nil }

    /// Adds the row, or lets it stay longer.
    mutating func insert(_ row: Int, until end: Uptime) {
        if ends.updateValue(end, forKey: row) != nil {
            rows.removeAll { $0 == row }
        } else if rows.count == capacity {
            ends[rows.removeFirst()] = nil
        }
        rows.append(row)
    }

    mutating func remove(_ row: Int) {
        if ends.removeValue(forKey: row) != nil { rows.removeAll { $0 == row } }
    }

    /// Lets those go whose time is over; true when there were any.
    @discardableResult
    mutating func expire(at now: Uptime) -> Bool {
        let ended = rows.filter { ends[$0].map { $0 <= now } ?? true }
        for row in ended { remove(row) }
        return !ended.isEmpty
    }
}
