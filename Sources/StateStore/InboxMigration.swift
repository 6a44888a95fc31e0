// The second step of the schema: what the platform pushes to us, and what we buy.

extension Migrations {
    static let inboxAndPurchases = Migration(
        name: "push inbox and purchases",
        sql: """
            CREATE TABLE pushes (
              id INTEGER PRIMARY KEY AUTOINCREMENT,
              kind TEXT NOT NULL,
              trace_id TEXT NOT NULL,
              received_at INTEGER NOT NULL,
              processed_at INTEGER,
              size INTEGER NOT NULL,
              body BLOB NOT NULL
            ) STRICT;
            CREATE INDEX pushes_by_processing ON pushes (processed_at, id);
            CREATE TABLE push_traces (
              trace_id TEXT PRIMARY KEY,
              seen_at INTEGER NOT NULL,
              size INTEGER NOT NULL,
              fingerprint INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX push_traces_by_age ON push_traces (seen_at);
            CREATE TABLE push_totals (
              id INTEGER PRIMARY KEY CHECK (id = 1),
              pushes INTEGER NOT NULL,
              bytes INTEGER NOT NULL,
              traces INTEGER NOT NULL
            ) STRICT;
            INSERT INTO push_totals (id, pushes, bytes, traces) VALUES (1, 0, 0, 0);
            CREATE TRIGGER pushes_added AFTER INSERT ON pushes
            BEGIN UPDATE push_totals SET pushes = pushes + 1, bytes = bytes + NEW.size; END;
            CREATE TRIGGER pushes_dropped AFTER DELETE ON pushes
            BEGIN UPDATE push_totals SET pushes = pushes - 1, bytes = bytes - OLD.size; END;
            CREATE TRIGGER push_traces_added AFTER INSERT ON push_traces
            BEGIN UPDATE push_totals SET traces = traces + 1; END;
            CREATE TRIGGER push_traces_dropped AFTER DELETE ON push_traces
            BEGIN UPDATE push_totals SET traces = traces - 1; END;
            CREATE TABLE purchases (
              id INTEGER PRIMARY KEY AUTOINCREMENT,
              kind TEXT NOT NULL,
              target TEXT NOT NULL,
              item TEXT NOT NULL,
              item_name TEXT,
              price INTEGER,
              remark TEXT,
              custom_no TEXT NOT NULL UNIQUE,
              state TEXT NOT NULL,
              order_sn TEXT,
              paid INTEGER,
              order_status INTEGER,
              fail_reason TEXT,
              trace_id TEXT,
              actor TEXT NOT NULL,
              owner TEXT,
              created_at INTEGER NOT NULL,
              updated_at INTEGER NOT NULL,
              sent_at INTEGER
            ) STRICT;
            CREATE INDEX purchases_by_target ON purchases (kind, target, item, id);
            CREATE INDEX purchases_by_state ON purchases (state, id);
            CREATE TRIGGER purchases_stay BEFORE DELETE ON purchases
            BEGIN SELECT RAISE(ABORT, 'a purchase is never deleted'); END;
            CREATE TRIGGER purchases_keep_their_number BEFORE UPDATE OF custom_no ON purchases
            BEGIN SELECT RAISE(ABORT, 'the number of a purchase never changes'); END;
            CREATE TABLE purchase_evidence (
              id INTEGER PRIMARY KEY AUTOINCREMENT,
              purchase INTEGER NOT NULL REFERENCES purchases (id),
              at INTEGER NOT NULL,
              state TEXT NOT NULL,
              kind TEXT NOT NULL,
              detail TEXT NOT NULL
            ) STRICT;
            CREATE INDEX purchase_evidence_by_purchase ON purchase_evidence (purchase, id);
            CREATE TRIGGER purchase_evidence_stays BEFORE DELETE ON purchase_evidence
            BEGIN SELECT RAISE(ABORT, 'evidence is only added'); END;
            CREATE TRIGGER purchase_evidence_is_final BEFORE UPDATE ON purchase_evidence
            BEGIN SELECT RAISE(ABORT, 'evidence is only added'); END;
            """)
}
