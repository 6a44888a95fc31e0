// The journal of one's own purchases. A number of ours is written down before anything is sent, can
// stand here once only, and never goes away.

public import SIMModel

/// Purchases and their evidence on disk.
public final class PurchaseJournal: Sendable {
    private let database: StateDatabase
    private let process: ProcessIdentity

    public convenience init(_ database: StateDatabase) { self.init(database, process: .current) }

    init(_ database: StateDatabase, process: ProcessIdentity) {
        self.database = database
        self.process = process
    }

    /// Writes a purchase down before it is sent. What would repeat another is looked up and the new one
    /// written in one transaction, so two simdecks cannot both plan it.
    /// - Parameters:
    ///   - window: a `bought` one this young counts as the same purchase pressed twice.
    ///   - allowsRepeat: the person knows of the other one and wants this too.
    public func plan(
        _ purchase: NewPurchase, by actor: String, at now: WallTime, window: Duration, allowsRepeat: Bool
    ) async throws(StoreError) -> PurchasePlan {
        let owner = process.text
        return try await database.change { connection throws(StoreError) in
            if !allowsRepeat, let other = try Self.rival(purchase, since: now - window, connection) {
                return .repeats(other)
            }
            let used = try connection.number(
                "SELECT count(*) FROM purchases WHERE custom_no = ?", [.text(purchase.customNo)])
            guard used == 0 else { return .numberUsed }
            try connection.run(
                """
                INSERT INTO purchases (kind, target, item, item_name, price, remark, custom_no, state, actor, owner,
                  created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    .text(purchase.kind.rawValue), .text(purchase.target), .text(purchase.item),
                    .optional(purchase.itemName), .optional(purchase.price?.tenThousandths),
                    .optional(purchase.remark), .text(purchase.customNo), .text(PurchaseState.planned.rawValue),
                    .text(actor), .text(owner), .integer(now.milliseconds), .integer(now.milliseconds),
                ])
            let record = PurchaseRecord(purchase, id: PurchaseID(connection.lastRowID), at: now)
            let evidence = PurchaseEvidence(at: now, state: .planned, kind: "planned", detail: "by \(actor)")
            try Self.add(evidence, to: record.id, connection)
            return .planned(record)
        }
    }

    /// Takes the steps in one transaction; on the disk before it returns. Gives the records that did
    /// change: a step whose `from` no longer holds is left out.
    public func apply(_ changes: [PurchaseChange], at now: WallTime) async throws(StoreError) -> [PurchaseRecord] {
        guard !changes.isEmpty else { return [] }
        let owner = process.text
        return try await database.change { connection throws(StoreError) in
            var changed: [PurchaseRecord] = []
            for change in changes {
                guard let record = try PurchaseRows.one(connection, change.id), change.from == record.state
                else { continue }
                let after = change.applied(to: record, at: now)
                let isOwned = after.state == .planned || after.state == .sending
                try PurchaseRows.write(after, owner: isOwned ? owner : nil, connection)
                let evidence = PurchaseEvidence(
                    at: now, state: after.state, kind: change.evidenceKind, detail: change.evidenceDetail)
                try Self.add(evidence, to: after.id, connection)
                changed.append(after)
            }
            return changed
        }
    }

    public func record(_ id: PurchaseID) async throws(StoreError) -> PurchaseRecord? {
        try await database.access { connection throws(StoreError) in try PurchaseRows.one(connection, id) }
    }

    /// The purchase with this number of ours.
    public func record(customNo: String) async throws(StoreError) -> PurchaseRecord? {
        try await read("WHERE custom_no = ?", [.text(customNo)]).first
    }

    /// Everything not at an end, oldest first.
    public func open() async throws(StoreError) -> [PurchaseRecord] {
        try await read("WHERE state IN ('planned', 'sending', 'unknown') ORDER BY id")
    }

    /// `planned` and `sending` ones that nobody works on any more: their process is gone, or is this one
    /// (which knows what it has under way), or they have not moved since `limit`.
    public func abandoned(before limit: WallTime) async throws(StoreError) -> [PurchaseRecord] {
        try await database.access { connection throws(StoreError) in
            var owners: [Int64: String] = [:]
            try connection.run("SELECT id, owner FROM purchases WHERE state IN ('planned', 'sending')") { row in
                if let id = row.integer(0) { owners[id] = row.text(1) ?? "" }
            }
            return try PurchaseRows.read(connection, "WHERE state IN ('planned', 'sending') ORDER BY id")
                .filter { record in
                    let process = ProcessIdentity(text: owners[record.id.value] ?? "")
                    return record.updatedAt < limit || process == .current || process?.isGone ?? true
                }
        }
    }

    /// At most `limit`, newest first; from the one before `before` on.
    public func recent(limit: Int, before: PurchaseID? = nil) async throws(StoreError) -> [PurchaseRecord] {
        try await read(
            "WHERE id < ? ORDER BY id DESC LIMIT ?", [.integer(before?.value ?? Int64.max), .integer(Int64(limit))])
    }

    /// Everything learnt of a purchase, oldest first.
    public func evidence(of id: PurchaseID) async throws(StoreError) -> [PurchaseEvidence] {
        try await database.access { connection throws(StoreError) in
            var found: [PurchaseEvidence] = []
            try connection.run(
                "SELECT at, state, kind, detail FROM purchase_evidence WHERE purchase = ? ORDER BY id",
                [.integer(id.value)]
            ) { row throws(StoreError) in
                guard let at = row.integer(0), let state = row.text(1).flatMap(PurchaseState.init(rawValue:)),
                    let kind = row.text(2), let detail = row.text(3)
                else { throw .failed(reason: "evidence of purchase \(id) cannot be read") }
                found.append(
                    PurchaseEvidence(at: WallTime(milliseconds: at), state: state, kind: kind, detail: detail))
            }
            return found
        }
    }

    private func read(_ tail: String, _ values: [SQLValue] = []) async throws(StoreError) -> [PurchaseRecord] {
        try await database.access { connection throws(StoreError) in
            try PurchaseRows.read(connection, tail, values)
        }
    }

    /// The newest one of the same thing for the same target that stands in the way.
    private static func rival(
        _ purchase: NewPurchase, since: WallTime, _ connection: Connection
    ) throws(StoreError) -> PurchaseRecord? {
        try PurchaseRows.read(
            connection,
            """
            WHERE kind = ? AND target = ? AND item = ?
              AND (state IN ('planned', 'sending', 'unknown') OR (state = 'bought' AND updated_at > ?))
            ORDER BY state = 'bought', id DESC LIMIT 1
            """,
            [
                .text(purchase.kind.rawValue), .text(purchase.target), .text(purchase.item),
                .integer(since.milliseconds),
            ]
        ).first
    }

    private static func add(
        _ evidence: PurchaseEvidence, to id: PurchaseID, _ connection: Connection
    ) throws(StoreError) {
        try connection.run(
            "INSERT INTO purchase_evidence (purchase, at, state, kind, detail) VALUES (?, ?, ?, ?, ?)",
            [
                .integer(id.value), .integer(evidence.at.milliseconds), .text(evidence.state.rawValue),
                .text(evidence.kind), .text(evidence.detail),
            ])
    }
}
