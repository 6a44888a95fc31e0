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
        #expect(
            Migrations.all.map(\.name) == [
                "journal, fleet and lease", "push inbox and purchases",
                "runs, chained evidence, protection and other changes", "tags, notes and saved filters", "reminders",
            ])
        #expect(
            Migrations.all.map { fingerprint($0.sql) } == [
                16_823_082_104_939_656_513, 8_657_053_844_366_254_920, 11_083_883_598_864_055_559,
                14_637_909_479_042_728_073, 5_334_270_593_287_785_167,
            ])
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

    /// `Versions/version-1.sqlite` was left by the program when its schema had one step: an operation in
    /// every state, five cards, a follower.
    @Test func aJournalOfTheFirstVersionOpensWithNothingLost() async throws {
        let kept = #filePath.split(separator: "/").dropLast().map { "/" + $0 }.joined() + "/Versions/version-1.sqlite"
        let bytes = try #require(TestFile.read(kept))
        TestFile.write(bytes, to: folder.path + "/journal.sqlite")
        let before = try Connection(path: folder.path + "/journal.sqlite", isReadOnly: true)
        #expect(try Migrations.version(of: before) == 1)

        let database = try StateDatabase(directory: folder.path)
        #expect(database.setAside == nil)
        let journal = OperationJournal(database)
        let records = try await journal.group("v1")
        #expect(records.map(\.state) == OperationState.allCases)
        #expect(records.map(\.simNo) == OperationState.allCases.indices.map(card))
        #expect(records.allSatisfy { $0.reason == "夜班" && $0.createdAt == noon })
        let failed = try #require(records.first { $0.state == .failed })
        #expect(failed.failReason == "渠道超时" && failed.serialNumber == "S1")
        #expect(try await journal.evidence(of: failed.id).map(\.kind) == ["planned", "sent", "test"])
        #expect(try await FleetList(database).all() == cards(5))

        #expect(try await PushInbox(database).counts() == (0, 0, 0))
        #expect(try await PurchaseJournal(database).open().isEmpty)
        #expect(try await database.access { connection throws(StoreError) in try Migrations.version(of: connection) } == 5)
    }

    /// `Versions/version-3.sqlite` was left by the program when its schema had three steps: five cards, one of
    /// them named by its ICCID and one protected, and a stop under way.
    @Test func aJournalOfTheThirdVersionTakesTagsWithNothingLost() async throws {
        let kept = #filePath.split(separator: "/").dropLast().map { "/" + $0 }.joined() + "/Versions/version-3.sqlite"
        TestFile.write(try #require(TestFile.read(kept)), to: folder.path + "/journal.sqlite")
        let before = try Connection(path: folder.path + "/journal.sqlite", isReadOnly: true)
        #expect(try Migrations.version(of: before) == 3)

        let database = try StateDatabase(directory: folder.path)
        let fleet = FleetList(database)
        let numbers = ["14900000017", "14900000042", "89860401000000000042", "14900000059", "14900000066"]
        #expect(try await fleet.all().map(\.description) == numbers)
        let snapshot = try await fleet.snapshot()
        #expect(snapshot.numbers.map(\.description) == numbers && snapshot.setOfRow.isEmpty && snapshot.notes.isEmpty)
        #expect(try await ProtectedCards(database).all().map(\.reason) == ["电梯"])
        #expect(try await OperationJournal(database).group("rf0ede1e96be").map(\.state) == [.submitted])
        // The ICCID an old list named a card by is known as such: the same card is not added twice.
        let iccid = try #require(CardNumber("8986040100000000004A"))
        let counts = try await fleet.merge([FleetEntry(simNo: iccid, tags: ["x"])], at: noon)
        #expect(counts.added == 0 && counts.merged == 1)
        #expect(try await FilterTabs(database).all().isEmpty)
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
