// The journal of one's own operations: planned before anything is sent, and every step after it with
// its evidence. Writing is here; reading is in the second file.

public import SIMModel

/// Operations and their evidence on disk.
public final class OperationJournal: Sendable {
    let database: StateDatabase
    let process: ProcessIdentity

    public convenience init(_ database: StateDatabase) { self.init(database, process: .current) }

    init(_ database: StateDatabase, process: ProcessIdentity) {
        self.database = database
        self.process = process
    }

    /// Writes down one operation a card and the run that holds them, in one transaction.
    public func plan(
        _ kind: OperationKind, cards: [CardNumber], reason: String?, group: String, by actor: String, at now: WallTime
    ) async throws(StoreError) -> [OperationRecord] {
        let run = BulkRun(
            id: group, kind: kind, reason: reason, state: .running, policy: RunPolicy(), actor: actor, createdAt: now,
            updatedAt: now)
        return try await plan(run, cards: cards, allowsRepeat: true).records
    }

    /// The same for a staged run, leaving out the cards that have an unfinished operation of this kind and,
    /// where more than one card was asked for, those under protection; looked up and written in one
    /// transaction, so two simdecks cannot both plan it.
    ///
    /// - Parameter carriers: upstream: gatewayId, the platform's way to a carrier; delays are learnt by it.
    public func plan(
        _ run: BulkRun, cards: [CardNumber], carriers: [CardNumber: Int] = [:], allowsRepeat: Bool
    ) async throws(StoreError) -> Plan {
        let process = process.text
        return try await database.change { connection throws(StoreError) in
            var plan = Plan(records: [], repeats: [:])
            let protected = cards.count > 1 ? try ProtectedCards.keys(connection) : []
            var links: [(Evidence, OperationID, EvidenceChain.Subject)] = []
            let now = run.createdAt
            for card in cards {
                if protected.contains(card.comparisonKey) {
                    plan.protected.append(card)
                    continue
                }
                if !allowsRepeat, let open = try Self.unfinished(run.kind, of: card, connection) {
                    plan.repeats[card] = open
                    continue
                }
                try connection.run(
                    """
                    INSERT INTO operations (kind, sim_no, state, reason, batch, actor, created_at, updated_at, carrier)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                    [
                        .text(run.kind.rawValue), .text(card.description), .text(OperationState.planned.rawValue),
                        .optional(run.reason), .text(run.id), .text(run.actor), .integer(now.milliseconds),
                        .integer(now.milliseconds), .optional(carriers[card].map { Int64($0) }),
                    ])
                let record = OperationRecord(
                    id: OperationID(connection.lastRowID), kind: run.kind, simNo: card, state: .planned,
                    reason: run.reason, group: run.id, createdAt: now, updatedAt: now)
                let subject = EvidenceChain.Subject(
                    kind: run.kind.rawValue, simNo: card.description, group: run.id, reason: run.reason,
                    actor: run.actor)
                let evidence = Evidence(at: now, state: .planned, kind: "planned", detail: "by \(run.actor)")
                links.append((evidence, record.id, subject))
                plan.records.append(record)
            }
            try EvidenceChain.add(links, connection)
            if !plan.records.isEmpty { try RunRows.insert(run, driver: process, connection) }
            return plan
        }
    }

    /// Takes the steps in one transaction; on the disk before it returns. Gives the records that did
    /// change, as they stand now: a step whose `from` no longer holds is left out. What comes back unsent to
    /// a run that is over by now does not stay planned where nobody sends it.
    public func apply(_ changes: [OperationChange], at now: WallTime) async throws(StoreError) -> [OperationRecord] {
        let process = process.text
        return try await database.change { connection throws(StoreError) in
            var changed: [OperationRecord] = []
            var links: [(Evidence, OperationID, EvidenceChain.Subject)] = []
            for change in changes {
                guard let record = try OperationRows.one(connection, change.id),
                    change.from == nil || change.from == record.state
                else { continue }
                let after = change.applied(to: record, at: now)
                try Self.write(after, sender: after.state == .sending ? process : nil, connection)
                let evidence = Evidence(
                    at: now, state: after.state, kind: change.evidence.kind, detail: change.evidence.detail)
                links.append((evidence, after.id, try Self.subject(of: after, connection)))
                if after.state == .planned, let end = try Self.comeBack(after, at: now, connection) {
                    try Self.write(end, sender: nil, connection)
                    let evidence = Evidence(at: now, state: end.state, kind: "cancelled", detail: "its run was given up")
                    links.append((evidence, end.id, try Self.subject(of: end, connection)))
                    changed.append(end)
                } else {
                    changed.append(after)
                }
            }
            try EvidenceChain.add(links, connection)
            return changed
        }
    }

    /// What becomes of a card that came back unsent: given up with its run; nil: it waits there. A run that
    /// was thought sent stands still again.
    private static func comeBack(
        _ record: OperationRecord, at now: WallTime, _ connection: Connection
    ) throws(StoreError) -> OperationRecord? {
        guard var (run, _) = try RunRows.read(connection, "WHERE id = ?", [.text(record.group)]).first else { return nil }
        switch run.state {
        case .canary, .running, .paused: return nil
        case .sent:
            (run.state, run.hold, run.note, run.updatedAt) = (.paused, .notHeard, record.failReason, now)
            try RunRows.update(run, driver: nil, connection)
            return nil
        case .cancelled:
            var end = record
            (end.state, end.failReason) = (.cancelled, nil)
            return end
        }
    }

    private static func unfinished(
        _ kind: OperationKind, of card: CardNumber, _ connection: Connection
    ) throws(StoreError) -> OperationRecord? {
        try OperationRows.read(
            connection,
            "WHERE sim_no = ? AND kind = ? AND state IN (\(OperationRows.open)) ORDER BY id DESC LIMIT 1",
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

    private static func subject(
        of record: OperationRecord, _ connection: Connection
    ) throws(StoreError) -> EvidenceChain.Subject {
        var actor = ""
        try connection.run("SELECT actor FROM operations WHERE id = ?", [.integer(record.id.value)]) { row in
            actor = row.text(0) ?? ""
        }
        return EvidenceChain.Subject(
            kind: record.kind.rawValue, simNo: record.simNo.description, group: record.group, reason: record.reason,
            actor: actor)
    }
}
