// The sweep over the whole fleet's stored records: in full batches, what is of interest first, every
// card once a round. Pure.

import SIMModel

/// Which rows a round has asked.
struct SweepPlan: Sendable {
    /// How long a round's last, short batch waits for cards that are in another question.
    static let patience = Duration.seconds(10)

    /// Answered or being asked in this round.
    private var asked = RowSet()
    /// No row before it is left.
    private var cursor = 0
    private(set) var roundStart: Uptime?
    private var shortSince: Uptime?

    func isDone(of rowCount: Int) -> Bool { asked.count >= rowCount }

    /// Starts the next round when its time has come.
    mutating func begin(at now: Uptime, rowCount: Int, every: Duration) {
        guard isDone(of: rowCount), rowCount > 0 else { return }
        if let roundStart, roundStart + every > now { return }
        asked = RowSet()
        cursor = 0
        roundStart = now
    }

    /// The next batch and whether anything of it is of interest; nil when there is none to ask now.
    /// With `onlyWanted` a batch is begun only for rows of interest; it is filled up in any case.
    mutating func take(
        _ limit: Int, of rowCount: Int, wanted: [Int], busy: Set<Int>, onlyWanted: Bool, at now: Uptime
    ) -> (rows: [Int], isWanted: Bool)? {
        guard !isDone(of: rowCount) else { return nil }
        if roundStart == nil { roundStart = now }
        var rows: [Int] = []
        for row in wanted where rows.count < limit {
            if row < rowCount, !busy.contains(row), asked.insert(row) { rows.append(row) }
        }
        let isWanted = !rows.isEmpty
        if !isWanted, onlyWanted { return nil }
        var skipped: [Int] = []
        while rows.count < limit, let row = asked.firstAbsent(from: cursor, below: rowCount) {
            asked.insert(row)
            cursor = row + 1
            if busy.contains(row) { skipped.append(row) } else { rows.append(row) }
        }
        giveBack(skipped)
        guard !rows.isEmpty else { return nil }
        if rows.count < limit, !skipped.isEmpty, now - (shortSince ?? now) < Self.patience {
            shortSince = shortSince ?? now
            giveBack(rows)
            return nil
        }
        shortSince = nil
        return (rows, isWanted)
    }

    /// These rows were not answered, or not asked after all.
    mutating func giveBack(_ rows: [Int]) {
        for row in rows {
            asked.remove(row)
            cursor = min(cursor, row)
        }
    }
}
