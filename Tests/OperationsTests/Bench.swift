// A runner over a real journal and the real client, with the platform and the time in the test's hand.

import Operations
import PlatformClient
import PlatformContract
import SIMModel
import StateStore
import TestSupport

struct Bench {
    let folder: TemporaryDirectory
    let database: StateDatabase
    let journal: OperationJournal
    let time: ManualTime
    let platform: FakePlatform
    let feed: ObservationFeed
    let runner: OperationRunner

    init(
        isReadOnly: Bool = false, folder: TemporaryDirectory = TemporaryDirectory(),
        time: ManualTime = ManualTime(wall: noon),
        platform: FakePlatform? = nil, holder: String? = nil,
        guards: OperationGuards = OperationGuards()
    ) throws {
        self.folder = folder
        self.time = time
        let platform = platform ?? FakePlatform(time: time)
        self.platform = platform
        database = try StateDatabase(directory: folder.path)
        journal = OperationJournal(database)
        feed = ObservationFeed()
        let client = PlatformClient(
            configuration: ClientConfiguration(
                baseURL: "http://platform.test", isReadOnly: isReadOnly, callsPerMinute: 100_000, readAttempts: 1),
            credentials: Credentials(appID: "id", secret: "secret"), transport: platform, time: time,
            random: SeededRandom(1))
        runner = OperationRunner(
            client: client, journal: journal, feed: feed,
            lease: holder.map { [database] in FollowerLease(database, holder: $0) }, time: time,
            random: SeededRandom(2), actor: "li@desk", guards: guards)
    }

    /// Sends and demands that it could be planned.
    @discardableResult
    func send(_ kind: OperationKind = .stop, _ cards: [CardNumber], allowsRepeat: Bool = false) async throws
        -> Submission
    {
        try await runner.submit(
            OperationRequest(kind: kind, cards: cards, reason: "夜班", allowsRepeat: allowsRepeat))
    }

    /// The journal as a later run finds it: the files copied now, as they are on the disk.
    func crash() throws -> Bench {
        let copy = TemporaryDirectory()
        for name in ["journal.sqlite", "journal.sqlite-wal"] {
            if let bytes = TestFile.read("\(folder.path)/\(name)") { TestFile.write(bytes, to: "\(copy.path)/\(name)") }
        }
        return try Bench(folder: copy, time: time, platform: platform)
    }

    /// Runs `follow()` while `body` moves the time.
    func following(_ body: () async throws -> Void) async throws {
        let task = Task { await runner.follow() }
        await time.untilParked()
        try await body()
        task.cancel()
        await task.value
    }

    /// Lets time pass in small steps, each taken when the follower has nothing to do.
    func pass(_ duration: Duration, step: Duration = .seconds(5)) async {
        let end = time.uptime + duration
        while time.uptime < end {
            await time.untilParked()
            time.advance(by: min(step, end - time.uptime))
        }
        await time.untilParked()
    }

    func states() async throws -> [OperationState] {
        try await journal.recent(limit: 10_000).reversed().map(\.state)
    }
}
