// The journal of one's own operations: planned before anything is sent, and every step after it with
// its evidence. Writing is here; reading is in the second file.

public import SIMModel

/// Operations and their evidence on disk.
public final class OperationJournal: Sendable {
    let database: StateDatabase
    private let process: ProcessIdentity

    public convenience init(_ database: StateDatabase) { self.init(database, process: .current) }

    init(_ database: StateDatabase, process: ProcessIdentity) {
        self.database = database
        self.process = process
    }

    /// Writes down one operation a card, in one transaction.
    public func plan(
        _ kind: OperationKind, cards: [CardNumber], reason: String?, group: String, by actor: String, at now: WallTime
    ) async throws(StoreError) -> [OperationRecord] {
        try await plan(kind, cards: cards, reason: reason, group: group, by: actor, at: now, allowsRepeat: true).records
    }

    /// The same, leaving out the cards that have an unfinished operation of this kind; looked up and
    /// written in one transaction, so two simdecks cannot both plan it.
    public func plan(
        _ kind: OperationKind, cards: [CardNumber], reason: String?, group: String, by actor: String,
        at now: WallTime, allowsRepeat: Bool
    ) async throws(StoreError) -> Plan {
        try await database.change { connection throws(StoreError) in
            var plan = Plan(records: [], repeats: [:])
            for card in cards {
                if !allowsRepeat, let open = try Self.unfinished(kind, of: card, connection) {
                    plan.repeats[card] = open
                    continue
                }
                try connection.run(
                    """
                    INSERT INTO operations (kind, sim_no, state, reason, batch, actor, created_at, updated_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                    [
                        .text(kind.rawValue), .text(card.description), .text(OperationState.planned.rawValue),
                        .optional(reason), .text(group), .text(actor), .integer(now.milliseconds),
                        .integer(now.milliseconds),
                    ])
                let record = OperationRecord(
                    id: OperationID(connection.lastRowID), kind: kind, simNo: card, state: .planned, reason: reason,
                    group: group, createdAt: now, updatedAt: now)
                try Self.add(
                    Evidence(at: now, state: .planned, kind: "planned", detail: "by \(actor)"), to: record.id,
                    connection)
                plan.records.append(record)
            }
            return plan
        }
    }

    /// Takes the steps in one transaction; on the disk before it returns. Gives the records that did
    /// change, as they stand now: a step whose `from` no longer holds is left out.
    public func apply(_ changes: [OperationChange], at now: WallTime) async throws(StoreError) -> [OperationRecord] {
        let process = process.text
        return try await database.change { connection throws(StoreError) in
            var changed: [OperationRecord] = []
            for change in changes {
                guard let record = try OperationRows.one(connection, change.id),
                    change.from == nil || change.from == record.state
                else { continue }
                let after = change.applied(to: record, at: now)
                try Self.write(after, sender: after.state == .sending ? process : nil, connection)
                let evidence = Evidence(
                    at: now, state: after.state, kind: change.evidence.kind, detail: change.evidence.detail)
                try Self.add(evidence, to: after.id, connection)
                changed.append(after)
            }
            return changed
        }
    }

    private static func unfinished(
        _ kind: OperationKind, of card: CardNumber, _ connection: Connection
    ) throws(StoreError) -> OperationRecord? {
        try OperationRows.read(
            connection,
            "WHERE sim_no = ? AND kind = ? AND state NOT IN (\(OperationRows.ends)) ORDER BY id DESC LIMIT 1",
            [.text(card.description), .text(kind.rawValue)]
        ).first
    }

    private static func write(
        _ record: OperationRecord, sender: String?, _ connection: Connection
    ) throws(StoreError) {
        try connection.run(
            """
            UPDATE operations SET state = ?, serial_number = ?, operate_id = ?, fail_reason = ?, trace_id = ?,
              sent_at = ?, updated_at = ?, sender = ? WHERE id = ?
            """,
            [
                .text(record.state.rawValue), .optional(record.serialNumber), .optional(record.operateID),
                .optional(record.failReason), .optional(record.traceID), .optional(record.sentAt?.milliseconds),
                .integer(record.updatedAt.milliseconds), .optional(sender), .integer(record.id.value),
            ])
    }

    private static func add(
        _ evidence: Evidence, to id: OperationID, _ connection: Connection
    ) throws(StoreError) {
        try connection.run(
            "INSERT INTO evidence (operation, at, state, kind, detail) VALUES (?, ?, ?, ?, ?)",
            [
                .integer(id.value), .integer(evidence.at.milliseconds), .text(evidence.state.rawValue),
                .text(evidence.kind), .text(evidence.detail),
            ])
    }
}
