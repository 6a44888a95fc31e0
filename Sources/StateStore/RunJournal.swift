// Runs in the journal: who sends them, and how they stand. One process sends a run at a time; whoever
// wants it paused writes that here, and the sender looks before every batch.

public import SIMModel

extension OperationJournal {
    public func run(_ id: String) async throws(StoreError) -> RunStanding? {
        try await standings("WHERE id = ?", [.text(id)]).first
    }

    /// At most `limit`, newest first.
    ///
    /// - Parameter known: standings read before: what was over and settled then is not counted again, for
    ///   nothing moves it any more.
    public func recentRuns(limit: Int, known: [RunStanding] = []) async throws(StoreError) -> [RunStanding] {
        try await standings("ORDER BY created_at DESC, id DESC LIMIT ?", [.integer(Int64(limit))], known: known)
    }

    /// Of which something may still be sent, oldest first.
    public func openRuns() async throws(StoreError) -> [RunStanding] {
        let states = RunState.allCases.filter(\.isOpen).map { "'\($0.rawValue)'" }.joined(separator: ", ")
        return try await standings("WHERE state IN (\(states)) ORDER BY created_at, id")
    }

    private func standings(
        _ tail: String, _ values: [SQLValue] = [], known: [RunStanding] = []
    ) async throws(StoreError) -> [RunStanding] {
        let over = known.filter { !$0.run.state.isOpen && $0.tally.isSettled }
        let settled = Dictionary(over.map { ($0.run.id, $0) }, uniquingKeysWith: { first, _ in first })
        return try await database.access { [values] connection throws(StoreError) in
            var standings: [RunStanding] = []
            for (run, _) in try RunRows.read(connection, tail, values) {
                if let standing = settled[run.id], standing.run == run {
                    standings.append(standing)
                    continue
                }
                standings.append(RunStanding(run: run, tally: try RunRows.tally(run.id, connection)))
            }
            return standings
        }
    }

    /// The run's next cards to send, in its order; none when this process does not send it (any more).
    public func next(_ limit: Int, of id: String) async throws(StoreError) -> [OperationRecord] {
        let process = process.text
        return try await database.access { connection throws(StoreError) in
            guard let (run, driver) = try RunRows.read(connection, "WHERE id = ?", [.text(id)]).first,
                run.state == .canary || run.state == .running, driver == process
            else { return [] }
            return try OperationRows.read(
                connection, "WHERE batch = ? AND state = 'planned' ORDER BY id LIMIT ?",
                [.text(id), .integer(Int64(limit))])
        }
    }

    /// Moves a run, if it still is as `from` has it and may go there; gives it as it stands now. No run is given up while cards
    /// of it are planned: they would wait where nobody sends or cancels them.
    public func move(
        _ id: String, from: RunState, to state: RunState, hold: RunHold? = nil, note: String? = nil, at now: WallTime
    ) async throws(StoreError) -> BulkRun? {
        let process = process.text
        return try await database.change { connection throws(StoreError) in
            guard var (run, driver) = try RunRows.read(connection, "WHERE id = ?", [.text(id)]).first else { return nil }
            guard run.state == from, from.mayBecome(state) else { return run }
            if state == .cancelled, try RunRows.tally(id, connection)[.planned] > 0 { return run }
            (run.state, run.hold, run.note, run.updatedAt) = (state, hold, note, now)
            driver = state == .canary || state == .running ? process : nil
            try RunRows.update(run, driver: driver, connection)
            return run
        }
    }

    /// Makes this process the sender of a paused run, and takes what was seen so far as accepted. nil when
    /// it is not paused: somebody else continued it, or it is over.
    public func resume(_ id: String, at now: WallTime) async throws(StoreError) -> BulkRun? {
        let process = process.text
        return try await database.change { connection throws(StoreError) in
            guard var (run, _) = try RunRows.read(connection, "WHERE id = ?", [.text(id)]).first, run.state == .paused
            else { return nil }
            let tally = try RunRows.tally(id, connection)
            run.state = .running
            (run.hold, run.note, run.updatedAt) = (nil, nil, now)
            run.accepted = .init(sent: tally.sent, failed: tally.failed, unknown: tally.doubtful)
            try RunRows.update(run, driver: process, connection)
            return run
        }
    }

    /// Pauses the runs whose sender certainly is gone; gives them.
    ///
    /// - Parameter limit: after a power cut nothing proves that the sender is gone (another boot, or another
    ///   machine on this folder): a run of which nothing has moved since then is paused as well. Should its
    ///   sender live after all, it finds the pause before its next call.
    public func pauseAbandoned(at now: WallTime, stillSince limit: WallTime) async throws(StoreError) -> [BulkRun] {
        try await database.change { connection throws(StoreError) in
            var paused: [BulkRun] = []
            for case (var run, let driver) in try RunRows.read(connection, "WHERE state IN ('canary', 'running')") {
                let process = driver.flatMap { ProcessIdentity(text: $0) }
                let isElsewhere = process.map { $0.world != ProcessIdentity.current.world } ?? true
                let isStill = isElsewhere ? try Self.lastMove(of: run, connection) < limit : false
                guard process?.isGone ?? false || isStill else { continue }
                let tally = try RunRows.tally(run.id, connection)
                // With nothing left to send it has come to its end.
                let isSent = tally[.planned] == 0
                (run.state, run.hold, run.updatedAt) = (isSent ? .sent : .paused, isSent ? nil : .interrupted, now)
                try RunRows.update(run, driver: nil, connection)
                paused.append(run)
            }
            return paused
        }
    }

    private static func lastMove(of run: BulkRun, _ connection: Connection) throws(StoreError) -> WallTime {
        let newest = try connection.number("SELECT max(updated_at) FROM operations WHERE batch = ?", [.text(run.id)])
        return max(run.updatedAt, WallTime(milliseconds: newest ?? 0))
    }

    /// The delays between sending and proof of the newest operations, at most `limit`.
    ///
    /// - Parameter carrier: upstream: gatewayId; nil: any.
    public func delays(
        of kind: OperationKind, carrier: Int?, limit: Int
    ) async throws(StoreError) -> [Duration] {
        try await database.access { connection throws(StoreError) in
            var delays: [Duration] = []
            try connection.run(
                """
                SELECT updated_at - sent_at FROM operations
                WHERE state = 'confirmed' AND kind = ?1 AND (?2 IS NULL OR carrier = ?2) AND sent_at IS NOT NULL
                ORDER BY id DESC LIMIT ?3
                """, [.text(kind.rawValue), .optional(carrier.map { Int64($0) }), .integer(Int64(limit))]
            ) { row in
                if let delay = row.integer(0), delay >= 0 { delays.append(.milliseconds(delay)) }
            }
            return delays
        }
    }

    /// How many operations went out since `start`: for the hour's maximum.
    public func sentCount(since start: WallTime) async throws(StoreError) -> Int {
        try await database.access { connection throws(StoreError) in
            Int(
                try connection.number(
                    "SELECT count(*) FROM operations WHERE sent_at >= ?", [.integer(start.milliseconds)]) ?? 0)
        }
    }
}
