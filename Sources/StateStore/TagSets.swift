// Tags in the database: each tag and each combination of tags is kept once, and a card names its combination
// by number. So a million cards with tags cost a number each, on the disk and in memory.

import SIMModel

/// Reads and makes tags and their combinations within one write transaction.
struct TagSets {
    private let connection: Connection
    /// By ``FleetTag/key(_:)``.
    private var ids: [String: Int64] = [:]
    private var setIDs: [[Int64]: Int64] = [:]
    private var sets: [Int64: [Int64]] = [:]

    init(_ connection: Connection) { self.connection = connection }

    /// The tags of these names, made where they are new.
    mutating func tags(_ names: [String]) throws(StoreError) -> [Int64] {
        var found: [Int64] = []
        for name in names { found.append(try tag(name)) }
        return found
    }

    /// Those of these names that exist.
    mutating func known(_ names: [String]) throws(StoreError) -> [Int64] {
        var found: [Int64] = []
        for name in names { if let id = try lookUp(FleetTag.key(name)) { found.append(id) } }
        return found
    }

    private mutating func lookUp(_ key: String) throws(StoreError) -> Int64? {
        if let id = ids[key] { return id }
        let id = try connection.number("SELECT id FROM tags WHERE key = ?", [.text(key)])
        ids[key] = id
        return id
    }

    private mutating func tag(_ name: String) throws(StoreError) -> Int64 {
        let key = FleetTag.key(name)
        if let id = try lookUp(key) { return id }
        guard try connection.number("SELECT count(*) FROM tags") ?? 0 < Int64(FleetList.mostTags) else {
            throw .failed(reason: "more than \(FleetList.mostTags) different tags")
        }
        try connection.run("INSERT INTO tags (key, name) VALUES (?, ?)", [.text(key), .text(name)])
        ids[key] = connection.lastRowID
        return connection.lastRowID
    }

    /// The number of a combination; nil for none.
    mutating func set(_ tags: [Int64]) throws(StoreError) -> Int64? {
        let tags = Array(Set(tags)).sorted()
        if tags.isEmpty { return nil }
        if let id = setIDs[tags] { return id }
        let text = tags.map(String.init).joined(separator: " ")
        if let id = try connection.number("SELECT id FROM tag_sets WHERE tags = ?", [.text(text)]) {
            setIDs[tags] = id
            return id
        }
        try connection.run("INSERT INTO tag_sets (tags) VALUES (?)", [.text(text)])
        setIDs[tags] = connection.lastRowID
        return connection.lastRowID
    }

    /// The tags of a combination.
    mutating func members(_ set: Int64?) throws(StoreError) -> [Int64] {
        guard let set else { return [] }
        if let known = sets[set] { return known }
        var members: [Int64] = []
        try connection.run("SELECT tags FROM tag_sets WHERE id = ?", [.integer(set)]) { row in
            members = Self.members(row.text(0))
        }
        sets[set] = members
        return members
    }

    static func members(_ text: String?) -> [Int64] { text.map { $0.split(separator: " ").compactMap { Int64($0) } } ?? [] }

    /// Forgets combinations that no card has any more, and then the tags of none.
    static func prune(_ connection: Connection) throws(StoreError) {
        try connection.run(
            "DELETE FROM tag_sets WHERE NOT EXISTS (SELECT 1 FROM fleet WHERE fleet.tag_set = tag_sets.id AND fleet.tag_set IS NOT NULL)"
        )
        var used: Set<Int64> = []
        try connection.run("SELECT tags FROM tag_sets") { used.formUnion(members($0.text(0))) }
        var unused: [Int64] = []
        try connection.run("SELECT id FROM tags") { row in
            if let id = row.integer(0), !used.contains(id) { unused.append(id) }
        }
        for id in unused { try connection.run("DELETE FROM tags WHERE id = ?", [.integer(id)]) }
    }
}
