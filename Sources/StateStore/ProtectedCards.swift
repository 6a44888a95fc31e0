// Cards that no operation on several cards may touch: a lift's emergency call, the alarm of a bank.

public import SIMModel

/// A card under protection.
public struct ProtectedCard: Hashable, Sendable {
    public var simNo: CardNumber
    public var reason: String?
    /// Who protected it.
    public var actor: String
    public var at: WallTime

    public init(simNo: CardNumber, reason: String?, actor: String, at: WallTime) {
        self.simNo = simNo
        self.reason = reason
        self.actor = actor
        self.at = at
    }
}

/// The profile's protected cards. Planning looks them up itself, so no caller can forget them.
public final class ProtectedCards: Sendable {
    private let database: StateDatabase

    public init(_ database: StateDatabase) { self.database = database }

    public func all() async throws(StoreError) -> [ProtectedCard] {
        try await database.access { connection throws(StoreError) in
            var cards: [ProtectedCard] = []
            try connection.run("SELECT sim_no, reason, actor, at FROM protected ORDER BY sim_no") { row in
                guard let card = row.text(0).flatMap({ CardNumber($0) }) else { return }
                cards.append(
                    ProtectedCard(
                        simNo: card, reason: row.text(1), actor: row.text(2) ?? "",
                        at: WallTime(milliseconds: row.integer(3) ?? 0)))
            }
            return cards
        }
    }

    /// How many were not under protection yet.
    @discardableResult
    public func protect(
        _ cards: [CardNumber], reason: String?, by actor: String, at now: WallTime
    ) async throws(StoreError) -> Int {
        try await database.change { connection throws(StoreError) in
            var added = 0
            for card in cards {
                try connection.run(
                    "INSERT INTO protected (sim_no, reason, actor, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                    [.text(card.description), .optional(reason), .text(actor), .integer(now.milliseconds)])
                added += connection.changes
            }
            return added
        }
    }

    /// How many were under protection.
    @discardableResult
    public func release(_ cards: [CardNumber]) async throws(StoreError) -> Int {
        try await database.change { connection throws(StoreError) in
            var removed = 0
            for card in cards {
                try connection.run("DELETE FROM protected WHERE sim_no = ?", [.text(card.description)])
                removed += connection.changes
            }
            return removed
        }
    }

    /// In the form in which card numbers compare.
    static func keys(_ connection: Connection) throws(StoreError) -> Set<CardNumber> {
        var keys: Set<CardNumber> = []
        try connection.run("SELECT sim_no FROM protected") { row in
            if let card = row.text(0).flatMap({ CardNumber($0) }) { keys.insert(card.comparisonKey) }
        }
        return keys
    }
}
