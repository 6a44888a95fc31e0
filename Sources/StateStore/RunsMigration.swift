// The third step of the schema: bulk work as a thing of its own, evidence as a chain, cards under
// protection, and every other change of the platform written down before it is sent.

extension Migrations {
    static let runsAndChain = Migration(
        name: "runs, chained evidence, protection and other changes",
        sql: """
            CREATE TABLE runs (
              id TEXT PRIMARY KEY,
              kind TEXT NOT NULL,
              reason TEXT,
              state TEXT NOT NULL,
              canary INTEGER NOT NULL,
              failure_limit INTEGER NOT NULL,
              unknown_limit INTEGER NOT NULL,
              hold TEXT,
              note TEXT,
              accepted_sent INTEGER NOT NULL,
              accepted_failed INTEGER NOT NULL,
              accepted_unknown INTEGER NOT NULL,
              undoes TEXT,
              actor TEXT NOT NULL,
              driver TEXT,
              created_at INTEGER NOT NULL,
              updated_at INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX runs_by_age ON runs (created_at);
            CREATE INDEX runs_by_state ON runs (state);
            CREATE TRIGGER runs_stay BEFORE DELETE ON runs
            BEGIN SELECT RAISE(ABORT, 'a run is never deleted'); END;
            CREATE INDEX operations_by_batch_state ON operations (batch, state, id);
            ALTER TABLE operations ADD COLUMN carrier INTEGER;
            CREATE INDEX operations_proved ON operations (kind, carrier, id) WHERE state = 'confirmed';
            CREATE INDEX operations_sent ON operations (sent_at) WHERE sent_at IS NOT NULL;
            ALTER TABLE evidence ADD COLUMN digest TEXT;
            CREATE TABLE chain (
              id INTEGER PRIMARY KEY CHECK (id = 1),
              links INTEGER NOT NULL,
              last INTEGER NOT NULL,
              digest TEXT NOT NULL
            ) STRICT;
            CREATE TABLE protected (
              sim_no TEXT PRIMARY KEY,
              reason TEXT,
              actor TEXT NOT NULL,
              at INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE changes (
              id INTEGER PRIMARY KEY AUTOINCREMENT,
              endpoint TEXT NOT NULL,
              target TEXT NOT NULL,
              fields TEXT NOT NULL,
              state TEXT NOT NULL,
              code INTEGER,
              message TEXT,
              trace_id TEXT NOT NULL,
              actor TEXT NOT NULL,
              sender TEXT,
              created_at INTEGER NOT NULL,
              updated_at INTEGER NOT NULL
            ) STRICT;
            CREATE INDEX changes_by_state ON changes (state, id);
            CREATE TRIGGER changes_stay BEFORE DELETE ON changes
            BEGIN SELECT RAISE(ABORT, 'a change is never deleted'); END;
            """)
}
