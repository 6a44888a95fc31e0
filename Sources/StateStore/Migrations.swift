// The schema, as the steps that made it. A step that was released never changes: a test holds its text.

/// One step from a version of the schema to the next.
struct Migration: Sendable {
    let name: String
    let sql: String
}

enum Migrations {
    /// In order; a database's version is the count of steps it has behind it.
    static let all = [journal, inboxAndPurchases, runsAndChain, tagsAndTabs, reminders]

    static let journal = Migration(
        name: "journal, fleet and lease",
        sql: """
            CREATE TABLE operations (
              id INTEGER PRIMARY KEY AUTOINCREMENT,
              kind TEXT NOT NULL,
              sim_no TEXT NOT NULL,
              state TEXT NOT NULL,
              reason TEXT,
              batch TEXT NOT NULL,
              serial_number TEXT,
              operate_id INTEGER,
              fail_reason TEXT,
              trace_id TEXT,
              actor TEXT NOT NULL,
              sender TEXT,
              created_at INTEGER NOT NULL,
              updated_at INTEGER NOT NULL,
              sent_at INTEGER
            ) STRICT;
            CREATE INDEX operations_by_card ON operations (sim_no, id);
            CREATE INDEX operations_by_batch ON operations (batch, id);
            CREATE INDEX operations_by_state ON operations (state, id);
            CREATE TRIGGER operations_stay BEFORE DELETE ON operations
            BEGIN SELECT RAISE(ABORT, 'an operation is never deleted'); END;
            CREATE TABLE evidence (
              id INTEGER PRIMARY KEY AUTOINCREMENT,
              operation INTEGER NOT NULL REFERENCES operations (id),
              at INTEGER NOT NULL,
              state TEXT NOT NULL,
              kind TEXT NOT NULL,
              detail TEXT NOT NULL
            ) STRICT;
            CREATE INDEX evidence_by_operation ON evidence (operation, id);
            CREATE TRIGGER evidence_stays BEFORE DELETE ON evidence
            BEGIN SELECT RAISE(ABORT, 'evidence is only added'); END;
            CREATE TRIGGER evidence_is_final BEFORE UPDATE ON evidence
            BEGIN SELECT RAISE(ABORT, 'evidence is only added'); END;
            CREATE TABLE fleet (
              id INTEGER PRIMARY KEY AUTOINCREMENT,
              sim_no TEXT NOT NULL UNIQUE,
              added_at INTEGER NOT NULL
            ) STRICT;
            CREATE TABLE follower (
              id INTEGER PRIMARY KEY CHECK (id = 1),
              holder TEXT NOT NULL,
              process TEXT NOT NULL,
              renewals INTEGER NOT NULL,
              renewed_at INTEGER NOT NULL
            ) STRICT;
            CREATE TABLE migrations (
              version INTEGER PRIMARY KEY,
              name TEXT NOT NULL
            ) STRICT;
            """)

    /// Brings an opened database from version `found` to the newest, all steps or none.
    static func apply(to connection: Connection) throws(StoreError) {
        guard try version(of: connection) < all.count else { return }
        try connection.transaction { () throws(StoreError) in
            let found = try version(of: connection)
            for (index, step) in all.enumerated().dropFirst(found) {
                try connection.execute(step.sql)
                try connection.run(
                    "INSERT INTO migrations (version, name) VALUES (?, ?)",
                    [.integer(Int64(index + 1)), .text(step.name)])
            }
            try connection.execute("PRAGMA user_version = \(all.count)")
        }
    }

    static func version(of connection: Connection) throws(StoreError) -> Int {
        Int(try connection.number("PRAGMA user_version") ?? 0)
    }
}
