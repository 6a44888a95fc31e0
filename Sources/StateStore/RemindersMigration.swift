// The fifth step of the schema: reminders.

extension Migrations {
    static let reminders = Migration(
        name: "reminders",
        sql: """
            CREATE TABLE reminders (
              id INTEGER PRIMARY KEY AUTOINCREMENT,
              cards TEXT NOT NULL,
              words TEXT,
              due_at INTEGER NOT NULL,
              actor TEXT NOT NULL,
              created_at INTEGER NOT NULL,
              done_at INTEGER,
              done_by TEXT
            ) STRICT;
            CREATE INDEX reminders_open ON reminders (due_at) WHERE done_at IS NULL;
            CREATE INDEX operations_by_time ON operations (created_at);
            """)
}
