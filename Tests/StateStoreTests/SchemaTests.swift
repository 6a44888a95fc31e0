// Released steps of the schema never change, and a database of any version opens.

import SIMModel
import TestSupport
import Testing

@testable import StateStore

@Suite struct SchemaTests {
    let folder = TemporaryDirectory()

    /// FNV-1a, so that a changed letter fails without keeping the text twice.
    private func fingerprint(_ text: String) -> UInt64 {
        text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }

    @Test func releasedStepsAreFrozen() {
        #expect(Migrations.all.map(\.name) == ["journal, fleet and lease"])
        #expect(Migrations.all.map { fingerprint($0.sql) } == [16_823_082_104_939_656_513])
    }

    @Test func aNewDatabaseHasEveryStepBehindIt() async throws {
        let database = try StateDatabase(directory: folder.path)
        let facts = try await database.access { connection throws(StoreError) in
            var names: [String] = []
            try connection.run("SELECT name FROM migrations ORDER BY version") { names.append($0.text(0) ?? "") }
            return (try Migrations.version(of: connection), names)
        }
        #expect(facts.0 == Migrations.all.count)
        #expect(facts.1 == Migrations.all.map(\.name))
    }

    @Test func aStepThatFailsLeavesTheOldVersionWhole() throws {
        // A file whose tables are in the way of the first step.
        let path = folder.write("", to: "journal.sqlite")
        let connection = try Connection(path: path)
        try connection.execute("CREATE TABLE fleet (mine TEXT); INSERT INTO fleet VALUES ('kept')")
        #expect(throws: StoreError.self) { try Migrations.apply(to: connection) }
        #expect(try Migrations.version(of: connection) == 0)
        #expect(try connection.string("SELECT group_concat(name) FROM sqlite_schema") == "fleet")
        #expect(try connection.string("SELECT mine FROM fleet") == "kept")
    }
}
