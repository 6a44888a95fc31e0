// Reminders of a profile. They are kept when they are done, too: who ended one, and when, is part of a
// handover.

public import SIMModel

/// The profile's reminders.
public final class Reminders: Sendable {
    private let database: StateDatabase

    public init(_ database: StateDatabase) { self.database = database }

    /// Writes one down and gives it its number.
    public func add(
        _ cards: [CardNumber], text: String?, dueAt: WallTime, by actor: String, at now: WallTime
    ) async throws(StoreError) -> Reminder {
        try await database.change { connection throws(StoreError) in
            let count = try connection.number("SELECT count(*) FROM reminders WHERE done_at IS NULL") ?? 0
            guard count < Int64(Reminder.mostOpen) else { throw .failed(reason: "more than \(Reminder.mostOpen) open reminders") }
            try connection.run(
                "INSERT INTO reminders (cards, words, due_at, actor, created_at) VALUES (?, ?, ?, ?, ?)",
                [
                    .text(cards.map(\.description).joined(separator: " ")), .optional(text), .integer(dueAt.milliseconds),
                    .text(actor), .integer(now.milliseconds),
                ])
            return Reminder(
                id: connection.lastRowID, cards: cards, text: text, dueAt: dueAt, actor: actor, createdAt: now)
        }
    }

    /// Those that are not done, the one that is due first leading.
    public func open() async throws(StoreError) -> [Reminder] {
        try await database.access { connection throws(StoreError) in try Self.open(connection) }
    }

    /// At most `limit` that are done, newest first.
    public func done(limit: Int) async throws(StoreError) -> [Reminder] {
        try await database.access { connection throws(StoreError) in
            try Self.read(
                connection, "WHERE done_at IS NOT NULL ORDER BY done_at DESC, id DESC LIMIT ?", [.integer(Int64(limit))])
        }
    }

    /// Ends one; false when it is not open: done before, or there is none.
    @discardableResult
    public func end(_ id: Int64, by actor: String, at now: WallTime) async throws(StoreError) -> Bool {
        try await database.change { connection throws(StoreError) in
            try connection.run(
                "UPDATE reminders SET done_at = ?, done_by = ? WHERE id = ? AND done_at IS NULL",
                [.integer(now.milliseconds), .text(actor), .integer(id)])
            return connection.changes > 0
        }
    }

    static func open(_ connection: Connection) throws(StoreError) -> [Reminder] {
        try read(connection, "WHERE done_at IS NULL ORDER BY due_at, id")
    }

    private static func read(
        _ connection: Connection, _ tail: String, _ values: [SQLValue] = []
    ) throws(StoreError) -> [Reminder] {
        var reminders: [Reminder] = []
        try connection.run(
            "SELECT id, cards, words, due_at, actor, created_at, done_at, done_by FROM reminders \(tail)", values
        ) { row in
            reminders.append(
                Reminder(
                    id: row.integer(0) ?? 0,
                    cards: (row.text(1) ?? "").split(separator: " ").compactMap { CardNumber(String($0)) }, text: row.text(2),
                    dueAt: WallTime(milliseconds: row.integer(3) ?? 0), actor: row.text(4) ?? "",
                    createdAt: WallTime(milliseconds: row.integer(5) ?? 0),
                    doneAt: row.integer(6).map { WallTime(milliseconds: $0) }, doneBy: row.text(7)))
        }
        return reminders
    }
}
