// The fourth step of the schema: what an operator's people say of a card (tags, a note), its ICCID where a
// list gave both numbers, and saved filters.

extension Migrations {
    static let tagsAndTabs = Migration(
        name: "tags, notes and saved filters",
        sql: """
            ALTER TABLE fleet ADD COLUMN iccid TEXT;
            ALTER TABLE fleet ADD COLUMN tag_set INTEGER;
            ALTER TABLE fleet ADD COLUMN note TEXT;
            UPDATE fleet SET iccid = sim_no WHERE length(sim_no) >= 19 AND substr(sim_no, 1, 2) = '89';
            CREATE INDEX fleet_by_iccid ON fleet (substr(iccid, 1, 19)) WHERE iccid IS NOT NULL;
            CREATE INDEX fleet_by_tag_set ON fleet (tag_set) WHERE tag_set IS NOT NULL;
            CREATE TABLE tags (
              id INTEGER PRIMARY KEY AUTOINCREMENT,
              key TEXT NOT NULL UNIQUE,
              name TEXT NOT NULL
            ) STRICT;
            CREATE TABLE tag_sets (
              id INTEGER PRIMARY KEY AUTOINCREMENT,
              tags TEXT NOT NULL UNIQUE
            ) STRICT;
            CREATE TABLE tabs (
              position INTEGER PRIMARY KEY,
              name TEXT NOT NULL UNIQUE,
              filter TEXT NOT NULL
            ) STRICT;
            """)
}
