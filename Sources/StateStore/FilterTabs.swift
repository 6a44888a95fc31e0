// Saved filters of a profile, in the order their owner gave them.

/// A filter under a name.
public struct FilterTab: Hashable, Sendable {
    /// Longest name. Unit: characters.
    public static let longestName = 24
    /// Most tabs of a profile.
    public static let most = 20

    public var name: String
    /// As it was typed.
    public var filter: String

    public init(name: String, filter: String) {
        self.name = name
        self.filter = filter
    }
}

/// The profile's saved filters.
public final class FilterTabs: Sendable {
    private let database: StateDatabase

    public init(_ database: StateDatabase) { self.database = database }

    public func all() async throws(StoreError) -> [FilterTab] {
        try await database.access { connection throws(StoreError) in try Self.all(connection) }
    }

    /// Saves a filter under a name, in place of an earlier one of that name, else behind the others. What
    /// another simdeck saved meanwhile stays.
    public func save(_ tab: FilterTab) async throws(StoreError) -> [FilterTab] {
        try await database.change { connection throws(StoreError) in
            try connection.run("UPDATE tabs SET filter = ? WHERE name = ?", [.text(tab.filter), .text(tab.name)])
            if connection.changes == 0 {
                guard try connection.number("SELECT count(*) FROM tabs") ?? 0 < Int64(FilterTab.most) else {
                    throw .failed(reason: "more than \(FilterTab.most) tabs")
                }
                try connection.run(
                    "INSERT INTO tabs (position, name, filter) SELECT coalesce(max(position), 0) + 1, ?, ? FROM tabs",
                    [.text(tab.name), .text(tab.filter)])
            }
            return try Self.all(connection)
        }
    }

    /// Gives a tab another name; a tab that had that name before goes.
    public func rename(_ name: String, to new: String) async throws(StoreError) -> [FilterTab] {
        try await database.change { connection throws(StoreError) in
            if name != new {
                try connection.run("DELETE FROM tabs WHERE name = ?", [.text(new)])
                try connection.run("UPDATE tabs SET name = ? WHERE name = ?", [.text(new), .text(name)])
            }
            return try Self.all(connection)
        }
    }

    public func delete(_ name: String) async throws(StoreError) -> [FilterTab] {
        try await database.change { connection throws(StoreError) in
            try connection.run("DELETE FROM tabs WHERE name = ?", [.text(name)])
            return try Self.all(connection)
        }
    }

    private static func all(_ connection: Connection) throws(StoreError) -> [FilterTab] {
        var tabs: [FilterTab] = []
        try connection.run("SELECT name, filter FROM tabs ORDER BY position") { row in
            tabs.append(FilterTab(name: row.text(0) ?? "", filter: row.text(1) ?? ""))
        }
        return tabs
    }
}
