// A handover sheet's facts, read in one piece: no operation moves between two of its questions.

public import SIMModel

/// Reads handover sheets from a profile's state.
public final class HandoverReading: Sendable {
    private let database: StateDatabase

    public init(_ database: StateDatabase) { self.database = database }

    /// What the journal says of `from` up to `to`, the end not included.
    public func sheet(profile: String, from: WallTime, to: WallTime) async throws(StoreError) -> Handover {
        try await database.access { connection throws(StoreError) in
            var sheet = Handover(profile: profile, from: from, to: to)
            let span: [SQLValue] = [.integer(from.milliseconds), .integer(to.milliseconds)]
            try connection.run(
                """
                SELECT kind, state, actor, count(*) FROM operations WHERE created_at >= ? AND created_at < ?
                GROUP BY kind, state, actor
                """, span
            ) { row in
                guard let kind = row.text(0).flatMap(OperationKind.init), let state = row.text(1).flatMap(OperationState.init)
                else { return }
                sheet.counts.append(
                    Handover.Count(kind: kind, state: state, actor: row.text(2) ?? "", cards: Int(row.integer(3) ?? 0)))
            }
            sheet.counts.sort { Self.order($0) < Self.order($1) }
            sheet.failed = try Self.operations(
                connection, "WHERE created_at >= ? AND created_at < ? AND state IN ('failed', 'refused')", span)
            sheet.open = try Self.operations(
                connection, "WHERE created_at < ? AND state IN (\(OperationRows.open))", [.integer(to.milliseconds)])
            sheet.runs = try Self.runs(connection, span)
            sheet.changes = try Self.changes(connection, span)
            let open = try Reminders.open(connection)
            sheet.reminders = Handover.Listed(Array(open.prefix(Handover.most)), total: open.count)
            return sheet
        }
    }

    private static func order(_ count: Handover.Count) -> String {
        "\(count.kind.rawValue) \(count.state.rawValue) \(count.actor)"
    }

    private static func total(_ connection: Connection, _ table: String, _ condition: String, _ values: [SQLValue])
        throws(StoreError) -> Int
    {
        Int(try connection.number("SELECT count(*) FROM \(table) \(condition)", values) ?? 0)
    }

    private static func operations(
        _ connection: Connection, _ condition: String, _ values: [SQLValue]
    ) throws(StoreError) -> Handover.Listed<OperationRecord> {
        let items = try OperationRows.read(connection, condition + " ORDER BY id LIMIT \(Handover.most)", values)
        return Handover.Listed(items, total: try total(connection, "operations", condition, values))
    }

    private static func runs(_ connection: Connection, _ span: [SQLValue]) throws(StoreError) -> Handover.Listed<RunStanding> {
        let over = "'\(RunState.sent.rawValue)', '\(RunState.cancelled.rawValue)'"
        let condition = "WHERE created_at < ? AND (created_at >= ? OR state NOT IN (\(over)))"
        let values = [span[1], span[0]]
        var items: [RunStanding] = []
        for (run, _) in try RunRows.read(connection, condition + " ORDER BY created_at, id LIMIT \(Handover.most)", values) {
            items.append(RunStanding(run: run, tally: try RunRows.tally(run.id, connection)))
        }
        return Handover.Listed(items, total: try total(connection, "runs", condition, values))
    }

    private static func changes(
        _ connection: Connection, _ span: [SQLValue]
    ) throws(StoreError) -> Handover.Listed<RecordedChange> {
        let condition = "WHERE created_at >= ? AND created_at < ?"
        let items = try ChangeJournal.read(connection, condition + " ORDER BY id LIMIT \(Handover.most)", span)
        return Handover.Listed(items, total: try total(connection, "changes", condition, span))
    }
}
