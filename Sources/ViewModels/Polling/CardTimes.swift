// When a card was last asked for something, and since when it is known: by our question, by somebody
// else's, or because the platform pushed it. Pure.

import SIMModel

/// The last times of one kind of question, by row.
struct CardTimes: Sendable {
    /// Cards remembered before the old ones are forgotten.
    static let remembered = 4_096

    struct Entry: Sendable {
        /// When this process last asked the platform; nil: somebody told us.
        var asked: Uptime?
        /// Since when an answer is known or being fetched: the interval runs from here.
        var since: Uptime
        /// How much longer than the interval the next question waits. Unit: parts of the interval.
        var spread = 0.0
        /// There is one reading only so far.
        var isFirst = false
    }

    private var entries: [Int: Entry] = [:]
    private var pruneAt = CardTimes.remembered

    var count: Int { entries.count }

    subscript(row: Int) -> Entry? { entries[row] }

    mutating func ask(_ rows: [Int], at now: Uptime, spread: Double) {
        for row in rows {
            entries[row] = Entry(asked: now, since: now, spread: spread, isFirst: entries[row] == nil)
        }
    }

    /// An answer came: the interval runs from now.
    mutating func answered(_ rows: [Int], at now: Uptime) {
        for row in rows {
            entries[row]?.since = now
            entries[row]?.asked = now
        }
    }

    /// Somebody else learnt it at `moment`.
    mutating func told(_ row: Int, at moment: Uptime, byAsking: Bool) {
        var entry = entries[row] ?? Entry(since: moment)
        guard entry.since <= moment else { return }
        entry.since = moment
        if byAsking { entry.asked = moment }
        entries[row] = entry
    }

    mutating func forget(_ row: Int) { entries[row] = nil }

    /// Forgets what is older than `limit`, when there is much. Costs a look at each entry only after as
    /// many new ones.
    mutating func prune(olderThan limit: Uptime) {
        guard entries.count > pruneAt else { return }
        entries = entries.filter { $0.value.since > limit }
        pruneAt = max(Self.remembered, entries.count * 2)
    }
}
