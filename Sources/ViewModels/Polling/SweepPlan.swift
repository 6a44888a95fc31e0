// The sweep over the whole fleet's stored records: in full batches, what is of interest first, every
// card once a round. No step costs more with a million cards than with a thousand. Pure.

import SIMModel

/// Which rows a round has asked.
struct SweepPlan: Sendable {
    /// How long a round's last, short batch waits for cards that are in another question.
    static let patience = Duration.seconds(10)

    /// Answered, being asked, or waiting in `returned`.
    private var taken = RowSet()
    /// No row before it is left, but for those in `returned`. Only goes forward within a round.
    private var cursor = 0
    /// Rows to be asked once more. Bound: those of the questions that are out.
    private var returned: [Int] = []
    private(set) var roundStart: Uptime?
    private(set) var pace = SweepPace()
    private var shortSince: Uptime?
    /// Rows and words of the set looked at since the start: what tests hold against the fleet's size.
    private(set) var work = 0

    /// Rows of which this round needs no more.
    var askedCount: Int { taken.count - returned.count }

    func isDone(of rowCount: Int) -> Bool { askedCount >= rowCount }

    /// Starts the next round when its time has come.
    mutating func begin(at now: Uptime, rowCount: Int, every: Duration) {
        guard isDone(of: rowCount), rowCount > 0 else { return }
        if let roundStart, roundStart + every > now { return }
        taken = RowSet()
        cursor = 0
        start(at: now)
    }

    private mutating func start(at now: Uptime) {
        roundStart = now
        pace = SweepPace(start: now)
    }

    /// What the next batch is taken from.
    struct Demand {
        /// Cards a call.
        var limit: Int
        /// Rows 0..<rowCount.
        var rowCount: Int
        /// What is of interest, first the most.
        var wanted: [Int]
        /// Rows in a question that is out.
        var busy: Set<Int>
        /// A batch is begun only for rows of interest; it is filled up in any case.
        var onlyWanted: Bool
        /// More cards are coming: a short batch waits for them.
        var isGrowing: Bool
    }

    /// The next batch and whether anything of it is of interest; nil when there is none to ask now.
    mutating func take(_ demand: Demand, at now: Uptime) -> (rows: [Int], isWanted: Bool)? {
        let (limit, rowCount) = (demand.limit, demand.rowCount)
        guard !isDone(of: rowCount) else { return nil }
        if roundStart == nil { start(at: now) }
        var rows: [Int] = []
        work += demand.wanted.count
        for row in demand.wanted where rows.count < limit {
            if row < rowCount, !demand.busy.contains(row), taken.insert(row) { rows.append(row) }
        }
        let isWanted = !rows.isEmpty
        if !isWanted, demand.onlyWanted { return nil }
        var skipped = takeReturned(&rows, demand)
        while rows.count < limit, let row = taken.firstAbsent(from: cursor, below: rowCount) {
            work += 1 + (row - cursor) / 64
            taken.insert(row)
            cursor = row + 1
            if demand.busy.contains(row) { skipped.append(row) } else { rows.append(row) }
        }
        returned += skipped
        guard !rows.isEmpty else { return nil }
        let isShort = rows.count < limit
        let waits = (demand.isGrowing && !isWanted) || (!skipped.isEmpty && now - (shortSince ?? now) < Self.patience)
        if isShort, waits {
            shortSince = shortSince ?? now
            returned += rows
            return nil
        }
        shortSince = nil
        return (rows, isWanted)
    }

    /// Takes what came back as far as there is room; the rest stays. What is busy is given back.
    private mutating func takeReturned(_ rows: inout [Int], _ demand: Demand) -> [Int] {
        guard !returned.isEmpty else { return [] }
        work += returned.count
        var rest: [Int] = []
        var busy: [Int] = []
        for row in returned {
            if demand.busy.contains(row) {
                busy.append(row)
            } else if rows.count < demand.limit {
                rows.append(row)
            } else {
                rest.append(row)
            }
        }
        returned = rest
        return busy
    }

    /// A question about these rows has ended; `failed` were not answered.
    mutating func ended(_ rows: [Int], failed: [Int], at now: Uptime) {
        returned += failed
        if rows.count > failed.count { pace.answered(rows.count - failed.count, at: now) }
    }

    /// The platform told the whole record of this row without this round's asking.
    mutating func told(_ row: Int) {
        guard roundStart != nil, !taken.insert(row) else { return }
        if !returned.isEmpty { returned.removeAll { $0 == row } }
    }
}
