// A journal looked at without touching it: nothing is made, migrated or moved aside. For `doctor`, and for
// the count of unfinished operations of a profile that is not open.

import CSQLite

/// What a look at a journal found.
public struct JournalHealth: Hashable, Sendable {
    /// Of the schema in the file, and the newest that this program knows.
    public var version: Int
    public var known: Int
    /// SQLite's own words about damage; empty: sound. Nil when it was not asked for.
    public var damage: [String]?
    /// Operations without an end.
    public var unfinished: Int
    /// Who follows them, for people; nil: nobody.
    public var follower: String?
    /// The follower's process certainly is gone: the next simdeck takes over at once.
    public var followerIsGone: Bool
    /// nil when it was not asked for, or when the schema is older.
    public var chain: ChainReport?

    /// Looks at `directory/journal.sqlite`; nil when there is none. `whole`: reads every page and every link
    /// of the evidence, which takes as long as the file is large.
    public static func read(directory: String, whole: Bool) throws(StoreError) -> JournalHealth? {
        let path = StateFolder(path: directory).journal
        let connection: Connection
        do {
            connection = try Connection(path: path, isReadOnly: true, wait: whole ? 1_000 : 20)
        } catch .cannotOpen {
            return nil
        }
        var health = JournalHealth(
            version: try Migrations.version(of: connection), known: Migrations.all.count, damage: nil, unfinished: 0,
            follower: nil, followerIsGone: false, chain: nil)
        guard health.version > 0, health.version <= health.known else { return health }
        if whole {
            var words: [String] = []
            try connection.run("PRAGMA integrity_check(5)") { row in
                if let text = row.text(0), text != "ok" { words.append(text) }
            }
            health.damage = words
            if !words.isEmpty { return health }
        }
        health.unfinished = Int(
            try connection.number("SELECT count(*) FROM operations WHERE state IN (\(OperationRows.open))") ?? 0)
        try connection.run("SELECT holder, process FROM follower") { row in
            health.follower = row.text(0)
            health.followerIsGone = row.text(1).flatMap { ProcessIdentity(text: $0) }?.isGone ?? false
        }
        if whole, health.version == health.known { health.chain = try OperationJournal.verify(connection) }
        return health
    }

    /// SQLite's version.
    public static var engine: String { String(cString: sqlite3_libversion()) }
}
