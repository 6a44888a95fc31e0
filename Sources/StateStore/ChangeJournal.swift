// The other changes on disk: one row each, written before the call leaves and once more after it.

public import SIMModel

/// Changes of the platform that are no operations and no purchases.
public final class ChangeJournal: Sendable {
    private let database: StateDatabase
    private let process: ProcessIdentity

    public convenience init(_ database: StateDatabase) { self.init(database, process: .current) }

    init(_ database: StateDatabase, process: ProcessIdentity) {
        self.database = database
        self.process = process
    }

    /// Writes a change down as going out; gives its number.
    public func begin(
        endpoint: String, target: String, fields: String, traceID: String, by actor: String, at now: WallTime
    ) async throws(StoreError) -> Int64 {
        let sender = process.text
        return try await database.change { connection throws(StoreError) in
            try connection.run(
                """
                INSERT INTO changes (endpoint, target, fields, state, trace_id, actor, sender, created_at, updated_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    .text(endpoint), .text(target), .text(fields), .text(ChangeState.sending.rawValue), .text(traceID),
                    .text(actor), .text(sender), .integer(now.milliseconds), .integer(now.milliseconds),
                ])
            return connection.lastRowID
        }
    }

    /// What became of it. Only one that is going out, or was taken for lost, comes to an end.
    public func end(
        _ id: Int64, _ state: ChangeState, code: Int?, message: String?, at now: WallTime
    ) async throws(StoreError) {
        try await database.change { connection throws(StoreError) in
            try connection.run(
                """
                UPDATE changes SET state = ?, code = ?, message = ?, updated_at = ?
                WHERE id = ? AND state IN ('sending', 'unknown')
                """,
                [
                    .text(state.rawValue), .optional(code.map { Int64($0) }), .optional(message),
                    .integer(now.milliseconds), .integer(id),
                ])
        }
    }

    /// At start: what a process that certainly is gone left as going out may or may not have happened.
    public func recover(at now: WallTime) async throws(StoreError) {
        try await database.change { connection throws(StoreError) in
            var lost: [Int64] = []
            try connection.run("SELECT id, sender FROM changes WHERE state = 'sending'") { row in
                if let id = row.integer(0), ProcessIdentity(text: row.text(1) ?? "")?.isGone ?? true { lost.append(id) }
            }
            for id in lost {
                try connection.run(
                    "UPDATE changes SET state = 'unknown', message = ?, updated_at = ? WHERE id = ? AND state = 'sending'",
                    [.text("interrupted"), .integer(now.milliseconds), .integer(id)])
            }
        }
    }

    /// At most `limit`, newest first.
    public func recent(limit: Int) async throws(StoreError) -> [RecordedChange] {
        try await database.access { connection throws(StoreError) in
            try Self.read(connection, "ORDER BY id DESC LIMIT ?", [.integer(Int64(limit))])
        }
    }

    /// All rows of `changes` that `tail` leaves.
    static func read(
        _ connection: Connection, _ tail: String, _ values: [SQLValue] = []
    ) throws(StoreError) -> [RecordedChange] {
        var changes: [RecordedChange] = []
        try connection.run(
            """
            SELECT id, endpoint, target, fields, state, code, message, trace_id, actor, created_at, updated_at
            FROM changes \(tail)
            """, values
        ) { row throws(StoreError) in
            guard let id = row.integer(0), let state = row.text(4).flatMap(ChangeState.init(rawValue:)) else {
                throw .failed(reason: "change \(row.integer(0) ?? 0) cannot be read")
            }
            changes.append(
                RecordedChange(
                    id: id, endpoint: row.text(1) ?? "", target: row.text(2) ?? "", fields: row.text(3) ?? "",
                    state: state, code: row.integer(5).map { Int($0) }, message: row.text(6),
                    traceID: row.text(7) ?? "", actor: row.text(8) ?? "",
                    createdAt: WallTime(milliseconds: row.integer(9) ?? 0),
                    updatedAt: WallTime(milliseconds: row.integer(10) ?? 0)))
        }
        return changes
    }
}
