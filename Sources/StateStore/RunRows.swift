// Runs as rows.

import SIMModel

enum RunRows {
    private static let columns =
        "id, kind, reason, state, canary, failure_limit, unknown_limit, hold, note, accepted_sent, accepted_failed, "
        + "accepted_unknown, undoes, actor, created_at, updated_at, driver"

    static func insert(_ run: BulkRun, driver: String?, _ connection: Connection) throws(StoreError) {
        try connection.run(
            """
            INSERT INTO runs (\(columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            """,
            [
                .text(run.id), .text(run.kind.rawValue), .optional(run.reason), .text(run.state.rawValue),
                .integer(Int64(run.policy.canary)), .integer(Int64(run.policy.failureLimit)),
                .integer(Int64(run.policy.unknownLimit)), .optional(run.hold?.rawValue), .optional(run.note),
                .integer(Int64(run.accepted.sent)), .integer(Int64(run.accepted.failed)),
                .integer(Int64(run.accepted.unknown)), .optional(run.undoes), .text(run.actor),
                .integer(run.createdAt.milliseconds), .integer(run.updatedAt.milliseconds), .optional(driver),
            ])
    }

    static func update(_ run: BulkRun, driver: String?, _ connection: Connection) throws(StoreError) {
        try connection.run(
            """
            UPDATE runs SET state = ?, hold = ?, note = ?, accepted_sent = ?, accepted_failed = ?,
              accepted_unknown = ?, updated_at = ?, driver = ? WHERE id = ?
            """,
            [
                .text(run.state.rawValue), .optional(run.hold?.rawValue), .optional(run.note),
                .integer(Int64(run.accepted.sent)), .integer(Int64(run.accepted.failed)),
                .integer(Int64(run.accepted.unknown)), .integer(run.updatedAt.milliseconds), .optional(driver),
                .text(run.id),
            ])
    }

    static func read(
        _ connection: Connection, _ tail: String, _ values: [SQLValue] = []
    ) throws(StoreError) -> [(run: BulkRun, driver: String?)] {
        var runs: [(BulkRun, String?)] = []
        try connection.run("SELECT \(columns) FROM runs \(tail)", values) { row throws(StoreError) in
            guard let id = row.text(0), let kind = row.text(1).flatMap(OperationKind.init(rawValue:)),
                let state = row.text(3).flatMap(RunState.init(rawValue:)), let created = row.integer(14),
                let updated = row.integer(15)
            else { throw .failed(reason: "run \(row.text(0) ?? "") cannot be read") }
            func number(_ column: Int32) -> Int { Int(row.integer(column) ?? 0) }
            let run = BulkRun(
                id: id, kind: kind, reason: row.text(2), state: state,
                policy: RunPolicy(canary: number(4), failureLimit: number(5), unknownLimit: number(6)),
                hold: row.text(7).flatMap(RunHold.init(rawValue:)), note: row.text(8),
                accepted: .init(sent: number(9), failed: number(10), unknown: number(11)), undoes: row.text(12),
                actor: row.text(13) ?? "", createdAt: WallTime(milliseconds: created),
                updatedAt: WallTime(milliseconds: updated))
            runs.append((run, row.text(16)))
        }
        return runs
    }

    static func tally(_ id: String, _ connection: Connection) throws(StoreError) -> RunTally {
        var tally = RunTally()
        try connection.run("SELECT state, count(*) FROM operations WHERE batch = ? GROUP BY state", [.text(id)]) { row in
            if let state = row.text(0).flatMap(OperationState.init(rawValue:)) { tally[state] = Int(row.integer(1) ?? 0) }
        }
        return tally
    }
}
