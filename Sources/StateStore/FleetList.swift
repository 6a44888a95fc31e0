// The profile's list of cards: the platform cannot list them all, so it is kept here.

public import SIMModel

/// The cards of this profile, in the order they were added.
public final class FleetList: Sendable {
    let database: StateDatabase

    public init(_ database: StateDatabase) { self.database = database }

    public func all() async throws(StoreError) -> [CardNumber] {
        try await database.access { connection throws(StoreError) in
            var cards: [CardNumber] = []
            try connection.run("SELECT sim_no FROM fleet ORDER BY id") { row throws(StoreError) in
                guard let card = row.card(0) else {
                    throw .failed(reason: "a card of the fleet cannot be read")
                }
                cards.append(card)
            }
            return cards
        }
    }

    /// How many of `cards` were not in the list yet; all or none are added.
    @discardableResult
    public func add(_ cards: [CardNumber], at now: WallTime) async throws(StoreError) -> Int {
        try await database.change { connection throws(StoreError) in
            var added = 0
            for card in cards {
                try connection.run(
                    "INSERT INTO fleet (sim_no, added_at, iccid) VALUES (?, ?, ?) ON CONFLICT (sim_no) DO NOTHING",
                    [.text(card.description), .integer(now.milliseconds), .optional(card.isICCID ? card.description : nil)])
                added += connection.changes
            }
            return added
        }
    }

    /// How many of `cards` were in the list.
    @discardableResult
    public func remove(_ cards: [CardNumber]) async throws(StoreError) -> Int {
        try await database.change { connection throws(StoreError) in
            var removed = 0
            for card in cards {
                try connection.run("DELETE FROM fleet WHERE sim_no = ?", [.text(card.description)])
                removed += connection.changes
            }
            if removed > 0 { try TagSets.prune(connection) }
            return removed
        }
    }
}
