// What opening the state promises: private files, durable commits, nothing of anybody's overwritten.

import CSQLite
import Glibc
import SIMModel
import TestSupport
import Testing

@testable import StateStore

@Suite struct OpeningTests {
    let folder = TemporaryDirectory()

    private static func mode(_ path: String) -> mode_t? {
        var facts = stat()
        return stat(path, &facts) == 0 ? facts.st_mode & 0o777 : nil
    }

    @Test func aCommitIsOnTheDiskBeforeItReturns() async throws {
        let database = try StateDatabase(directory: folder.path)
        let facts = try await database.access { connection throws(StoreError) in
            (
                try connection.number("PRAGMA synchronous"), try connection.string("PRAGMA journal_mode"),
                try connection.number("PRAGMA foreign_keys")
            )
        }
        #expect(facts.0 == 2)
        #expect(facts.1 == "wal")
        #expect(facts.2 == 1)
    }

    @Test(arguments: [0o000, 0o022, 0o777] as [mode_t])
    func foldersAndFilesArePrivateWhateverTheUmask(mask: mode_t) async throws {
        // The umask belongs to the whole process: so in one of its own.
        await #expect(processExitsWith: .success) { [root = folder.path as String, mask = mask as mode_t] in
            umask(mask)
            let database = try StateDatabase(directory: root + "/deep/profile")
            _ = try await FleetList(database).add([card(1)], at: noon)
            for name in ["/deep", "/deep/profile"] {
                // The end of an exit test's process: so it fails.
                guard OpeningTests.mode(root + name) == 0o700 else { fatalError("\(name) is open") }
            }
            for name in ["journal.sqlite", "journal.sqlite-wal", "journal.sqlite-shm", "journal.lock"] {
                // The end of an exit test's process: so it fails.
                guard OpeningTests.mode(root + "/deep/profile/" + name) == 0o600 else { fatalError("\(name) is open") }
            }
        }
    }

    @Test func aFolderThatOthersCouldReadIsClosedToThem() throws {
        mkdir(folder.path + "/profile", 0o755)
        chmod(folder.path + "/profile", 0o755)
        _ = try StateDatabase(directory: folder.path + "/profile/")
        #expect(Self.mode(folder.path + "/profile") == 0o700)
    }

    @Test func whatWasWrittenIsThereAfterReopening() async throws {
        let first = try StateDatabase(directory: folder.path)
        try await FleetList(first).add(cards(3), at: noon)
        first.close()
        let second = try StateDatabase(directory: folder.path)
        #expect(try await FleetList(second).all() == cards(3))
        #expect(second.setAside == nil)
    }

    @Test func aClosedDatabaseSaysSo() async throws {
        let database = try StateDatabase(directory: folder.path)
        database.close()
        await #expect(throws: StoreError.failed(reason: "\(database.path): closed")) {
            try await FleetList(database).all()
        }
    }

    @Test func callsWaitForAnOpeningBehindThem() async throws {
        let database = StateDatabase(unopened: folder.path + "/profile")
        async let added = FleetList(database).add(cards(3), at: noon)
        #expect(access(folder.path + "/profile", F_OK) != 0)
        database.begin()
        database.begin()
        _ = try await added
        try await database.opened()
        #expect(try await FleetList(database).all() == cards(3))
        #expect(database.setAside == nil)
        #expect(Self.mode(folder.path + "/profile") == 0o700)
    }

    @Test func anOpeningThatFailsBehindIsToldToEveryCall() async throws {
        folder.write("", to: "file")
        let database = StateDatabase(unopened: folder.path + "/file/profile")
        database.begin()
        let failure = try #require(throws: StoreError.self) { try StateDatabase(directory: folder.path + "/file/profile") }
        await #expect(throws: failure) { try await database.opened() }
        await #expect(throws: failure) { try await FleetList(database).add(cards(1), at: noon) }
    }

    @Test func rubbishFoundBehindIsSetAsideAndTold() async throws {
        folder.write(String(repeating: "no database. ", count: 400), to: "journal.sqlite")
        let database = StateDatabase(unopened: folder.path)
        database.begin()
        try await database.opened()
        #expect(database.setAside == database.path + ".corrupt-1")
    }

    @Test func aLaterVersionIsRefusedAndLeftByteForByte() async throws {
        let database = try StateDatabase(directory: folder.path)
        try await database.access { connection throws(StoreError) in try connection.execute("PRAGMA user_version = 99")
        }
        database.close()
        let before = TestFile.read(database.path)
        #expect(throws: StoreError.newerVersion(path: database.path, found: 99, known: Migrations.all.count)) {
            try StateDatabase(directory: folder.path)
        }
        #expect(TestFile.read(database.path) == before)
    }

    @Test func aLaterVersionInUseIsRefusedWithItsLogUntouched() async throws {
        let database = try StateDatabase(directory: folder.path)
        try await database.access { connection throws(StoreError) in try connection.execute("PRAGMA user_version = 99")
        }
        let before = (TestFile.read(database.path), TestFile.read(database.path + "-wal"))
        #expect(before.1?.isEmpty == false)
        #expect(throws: StoreError.newerVersion(path: database.path, found: 99, known: Migrations.all.count)) {
            try StateDatabase(directory: folder.path)
        }
        #expect(TestFile.read(database.path) == before.0)
        #expect(TestFile.read(database.path + "-wal") == before.1)
        database.close()
    }

    @Test func rubbishIsSetAsideWholeAndTold() async throws {
        let rubbish = String(repeating: "not a database at all. ", count: 400)
        folder.write(rubbish, to: "journal.sqlite")
        folder.write("log", to: "journal.sqlite-wal")
        let database = try StateDatabase(directory: folder.path)
        #expect(database.setAside == database.path + ".corrupt-1")
        #expect(TestFile.text(database.path + ".corrupt-1") == rubbish)
        #expect(TestFile.text(database.path + ".corrupt-1-wal") == "log")
        try await FleetList(database).add(cards(2), at: noon)
        #expect(try await FleetList(database).all().count == 2)
        database.close()

        // A second time: the first one's remains stay.
        folder.write(rubbish, to: "journal.sqlite")
        let again = try StateDatabase(directory: folder.path)
        #expect(again.setAside == database.path + ".corrupt-2")
        #expect(TestFile.text(database.path + ".corrupt-1") == rubbish)
    }

    @Test func damageInTheMiddleIsNoticedWhenOpening() async throws {
        let database = try StateDatabase(directory: folder.path)
        _ = try await OperationJournal(database).plan(
            .stop, cards: cards(2_000), reason: nil, group: "g", by: "test", at: noon)
        database.close()
        var bytes = try #require(TestFile.read(database.path))
        for index in bytes.count / 4..<bytes.count / 2 { bytes[index] = 0xA5 }
        TestFile.write(bytes, to: database.path)
        let reopened = try StateDatabase(directory: folder.path)
        #expect(reopened.setAside == database.path + ".corrupt-1")
        #expect(TestFile.read(database.path + ".corrupt-1") == bytes)
    }

    @Test func aPlaceThatCannotBeWrittenIsNamed() {
        folder.write("", to: "file")
        #expect(throws: StoreError.cannotOpen(path: folder.path + "/file", reason: "Not a directory")) {
            try StateDatabase(directory: folder.path + "/file/profile")
        }
    }

    @Test func aFolderWithoutTheRightToWriteIsNamed() async {
        await #expect(processExitsWith: .success) { [root = folder.path as String] in
            chmod(root, 0o555)
            // Root may write anywhere: become nobody first.
            if geteuid() == 0 { seteuid(65_534) }
            do throws(StoreError) {
                _ = try StateDatabase(directory: root + "/profile")
                // The end of an exit test's process: so it fails.
                fatalError("opened")
            } catch {
                // The end of an exit test's process: so it fails.
                guard error == .readOnlyDirectory(path: root + "/profile") else { fatalError("\(error)") }
            }
        }
        chmod(folder.path, 0o700)
    }

    @Test func aFullDiskIsToldAndLeavesNothingBehind() async throws {
        let database = try StateDatabase(directory: folder.path)
        let journal = OperationJournal(database)
        try await database.access { connection throws(StoreError) in
            try connection.execute("PRAGMA max_page_count = 60")
        }
        await #expect(throws: StoreError.diskFull(path: database.path)) {
            _ = try await journal.plan(.stop, cards: cards(5_000), reason: nil, group: "g", by: "test", at: noon)
        }
        #expect(try await journal.counts().total == 0)
        #expect(
            try await journal.plan(.stop, cards: cards(1), reason: nil, group: "g", by: "test", at: noon).count == 1)
    }

    @Test func aHeldLockIsToldAfterWaiting() async throws {
        let database = try StateDatabase(directory: folder.path)
        try await database.access { connection throws(StoreError) in try connection.execute("PRAGMA busy_timeout = 1") }
        let other = try Connection(path: database.path)
        try other.execute("BEGIN IMMEDIATE")
        await #expect(throws: StoreError.busy(path: database.path)) {
            try await FleetList(database).add(cards(1), at: noon)
        }
        try other.execute("ROLLBACK")
        try await FleetList(database).add(cards(1), at: noon)
    }

    @Test func twoProcessesWriteOneState() async throws {
        let journal = OperationJournal(try StateDatabase(directory: folder.path))
        let mine = try await journal.plan(.stop, cards: [card(1)], reason: nil, group: "mine", by: "me", at: noon)
        await #expect(processExitsWith: .success) { [root = folder.path as String] in
            let journal = OperationJournal(try StateDatabase(directory: root))
            let seen = try await journal.group("mine")
            // The end of an exit test's process: so it fails.
            guard seen.count == 1, seen[0].simNo == card(1) else { fatalError("does not see the other's") }
            _ = try await journal.plan(.resume, cards: cards(50), reason: nil, group: "theirs", by: "they", at: noon)
            let repeated = try await journal.plan(
                bulkRun(.stop, "theirs", by: "they"), cards: [card(1)], allowsRepeat: false)
            // The end of an exit test's process: so it fails.
            guard repeated.records.isEmpty else { fatalError("planned twice") }
        }
        #expect(try await journal.group("theirs").count == 50)
        #expect(try await journal.counts().total == 51)
        #expect(try await journal.record(try #require(mine.first).id) == mine.first)
    }
}
