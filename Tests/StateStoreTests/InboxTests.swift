// What the push inbox promises: what it took is on the disk, once, and it never grows without bound.

import Glibc
import SIMModel
import TestSupport
import Testing

@testable import StateStore

@Suite struct InboxTests {
    let folder = TemporaryDirectory()
    let database: StateDatabase

    init() throws { database = try StateDatabase(directory: folder.path) }

    private func inbox(pushes: Int = 10, bytes: Int = 1_000, traces: Int = 100) -> PushInbox {
        var limits = PushInbox.Limits()
        (limits.pushes, limits.bytes, limits.traces) = (pushes, bytes, traces)
        return PushInbox(database, limits: limits)
    }

    private func body(_ text: String) -> [UInt8] { Array(text.utf8) }

    private func trace(_ number: Int) -> String { padded(number, 32) }

    private func ids(_ receipts: [PushReceipt]) -> [Int64] {
        receipts.compactMap { if case .stored(let id) = $0 { id } else { nil } }
    }

    @Test func whatWasTakenIsThereByteForByteAfterReopening() async throws {
        let bytes: [UInt8] = [0x7B, 0x00, 0xFF, 0x22, 0x7D]
        let receipt = try await inbox().append(bytes, kind: .orders, traceID: trace(1), at: noon)
        database.close()
        let reopened = PushInbox(try StateDatabase(directory: folder.path))
        let found = try #require(try await reopened.take(after: 0).first)
        #expect(receipt == .stored(found.id))
        #expect(found.body == bytes && found.kind == .orders && found.traceID == trace(1))
        #expect(found.receivedAt == noon && found.processedAt == nil)
    }

    @Test func anEmptyBodyIsABodyToo() async throws {
        _ = try await inbox().append([], kind: .unknown, traceID: trace(1), at: noon)
        #expect(try await inbox().take(after: 0).map(\.body) == [[]])
    }

    @Test func aRepeatIsKnownAndNotStoredAgain() async throws {
        let inbox = inbox()
        _ = try await inbox.append(body("a"), kind: .cards, traceID: trace(1), at: noon)
        #expect(try await inbox.append(body("a"), kind: .cards, traceID: trace(1), at: noon + .hours(2)) == .repeated)
        #expect(try await inbox.append(body("b"), kind: .cards, traceID: trace(1), at: noon) == .conflicting)
        #expect(try await inbox.append(body("aa"), kind: .cards, traceID: trace(1), at: noon) == .conflicting)
        #expect(try await inbox.counts() == (1, 1, 1))
    }

    @Test func aRepeatWithinOneBatchIsKnown() async throws {
        let push = NewPush(body: body("a"), kind: .cards, traceID: trace(1), receivedAt: noon)
        let receipts = try await inbox().append([push, push])
        #expect(ids(receipts).count == 1)
        #expect(receipts.last == .repeated)
    }

    @Test func aTraceOutlivesItsBody() async throws {
        let inbox = inbox(pushes: 2)
        for number in 1...6 {
            let receipt = try await inbox.append(body("x"), kind: .cards, traceID: trace(number), at: noon)
            try await inbox.processed(ids([receipt]), at: noon)
        }
        #expect(try await inbox.counts().pushes == 2)
        #expect(try await inbox.append(body("x"), kind: .cards, traceID: trace(1), at: noon) == .repeated)
    }

    @Test func aTraceIsForgottenAfterADay() async throws {
        let inbox = inbox()
        _ = try await inbox.append(body("x"), kind: .cards, traceID: trace(1), at: noon)
        let later = noon + .hours(24) + .seconds(1)
        #expect(try await ids([inbox.append(body("x"), kind: .cards, traceID: trace(1), at: later)]).count == 1)
    }

    @Test func theLongestProcessedGoFirstAndTheUnprocessedNever() async throws {
        let inbox = inbox(pushes: 3)
        let stored = try await ids(
            (1...3).asyncMap { try await inbox.append(body("x"), kind: .cards, traceID: trace($0), at: noon) })
        try await inbox.processed([stored[1]], at: noon + .seconds(1))
        try await inbox.processed([stored[0]], at: noon + .seconds(2))
        _ = try await inbox.append(body("x"), kind: .cards, traceID: trace(4), at: noon)
        #expect(try await inbox.take(after: 0).map(\.id) == [stored[0], stored[2], 4])
        _ = try await inbox.append(body("x"), kind: .cards, traceID: trace(5), at: noon)
        #expect(try await inbox.append(body("x"), kind: .cards, traceID: trace(6), at: noon) == .full)
        #expect(try await inbox.take(after: 0).map(\.traceID) == [trace(3), trace(4), trace(5)])
    }

    @Test func whatDidNotFitMayComeAgain() async throws {
        let inbox = inbox(pushes: 1)
        let first = try await inbox.append(body("x"), kind: .cards, traceID: trace(1), at: noon)
        #expect(try await inbox.append(body("y"), kind: .cards, traceID: trace(2), at: noon) == .full)
        try await inbox.processed(ids([first]), at: noon)
        #expect(try await ids([inbox.append(body("y"), kind: .cards, traceID: trace(2), at: noon)]).count == 1)
    }

    @Test(arguments: [99, 100, 101])
    func theBytesAreBounded(size: Int) async throws {
        let inbox = inbox(bytes: 200)
        let first = try await inbox.append([UInt8](repeating: 1, count: 100), kind: .cards, traceID: trace(1), at: noon)
        let second = try await inbox.append([UInt8](repeating: 2, count: size), kind: .cards, traceID: trace(2), at: noon)
        #expect((second == .full) == (size > 100))
        try await inbox.processed(ids([first]), at: noon)
        #expect(try await ids([inbox.append([3], kind: .cards, traceID: trace(3), at: noon)]).count == 1)
        #expect(try await inbox.counts().bytes <= 200)
    }

    @Test func aBodyLargerThanTheInboxDrivesNothingOut() async throws {
        let inbox = inbox(bytes: 100)
        let first = try await inbox.append(body("x"), kind: .cards, traceID: trace(1), at: noon)
        try await inbox.processed(ids([first]), at: noon)
        let large = [UInt8](repeating: 1, count: 101)
        #expect(try await inbox.append(large, kind: .cards, traceID: trace(2), at: noon) == .full)
        #expect(try await inbox.counts().pushes == 1)
    }

    @Test func aFloodOfTracesIsRefusedBeforeOneIsForgottenTooEarly() async throws {
        let inbox = inbox(pushes: 100, traces: 3)
        for number in 1...3 { _ = try await inbox.append(body("x"), kind: .cards, traceID: trace(number), at: noon) }
        #expect(try await inbox.append(body("x"), kind: .cards, traceID: trace(4), at: noon + .minutes(20)) == .full)
        #expect(try await inbox.append(body("x"), kind: .cards, traceID: trace(1), at: noon + .minutes(20)) == .repeated)
        let later = noon + .minutes(22)
        #expect(try await ids([inbox.append(body("x"), kind: .cards, traceID: trace(4), at: later)]).count == 1)
    }

    @Test func readersGoOnFromTheirPosition() async throws {
        let inbox = inbox()
        let stored = try await ids(
            (1...5).asyncMap { number in
                try await inbox.append(
                    body("\(number)"), kind: .cards, traceID: trace(number), at: noon + .minutes(Int64(number)))
            })
        #expect(try await inbox.take(after: stored[1], limit: 2).map(\.id) == [stored[2], stored[3]])
        #expect(try await inbox.take(after: stored[4]).isEmpty)
        #expect(try await inbox.position(since: noon + .hours(1)) == stored[0] - 1)
        try await inbox.processed(Array(stored[0...2]), at: noon)
        #expect(try await inbox.position(since: noon + .hours(1)) == stored[3] - 1)
        #expect(try await inbox.position(since: noon + .minutes(2)) == stored[1] - 1)
        try await inbox.processed(stored, at: noon)
        #expect(try await inbox.position(since: noon + .hours(1)) == stored[4])
    }

    @Test func oneReadTakesOnlySoManyBytesButAlwaysOnePush() async throws {
        let inbox = inbox(bytes: 10_000)
        for number in 1...4 {
            _ = try await inbox.append([UInt8](repeating: 1, count: 100), kind: .cards, traceID: trace(number), at: noon)
        }
        #expect(try await inbox.take(after: 0, bytes: 1).count == 1)
        #expect(try await inbox.take(after: 0, bytes: 200).count == 2)
        #expect(try await inbox.take(after: 0, bytes: 201).count == 3)
    }

    @Test func processingTwiceKeepsTheFirstTime() async throws {
        let inbox = inbox()
        let stored = ids([try await inbox.append(body("x"), kind: .cards, traceID: trace(1), at: noon)])
        try await inbox.processed(stored, at: noon)
        try await inbox.processed(stored, at: noon + .hours(1))
        #expect(try await inbox.take(after: 0).first?.processedAt == noon)
    }

    @Test func theTotalsAreTrueAfterAnyHistory() async throws {
        let inbox = inbox(pushes: 7, bytes: 300, traces: 1_000)
        let random = SeededRandom(11)
        for step in 0..<400 {
            let size = random.pick(0..<90)
            let number = random.pick(0..<200)
            _ = try await inbox.append(
                [UInt8](repeating: UInt8(number), count: size), kind: .cards, traceID: trace(number),
                at: noon + .seconds(Int64(step)))
            if random.pick(0..<3) == 0 {
                let open = try await inbox.take(after: 0).filter { $0.processedAt == nil }
                try await inbox.processed(open.prefix(random.pick(0..<4)).map(\.id), at: noon + .seconds(Int64(step)))
            }
            let stored = try await inbox.take(after: 0)
            let counts = try await inbox.counts()
            #expect(counts.pushes == stored.count && counts.pushes <= 7)
            #expect(counts.bytes == stored.map(\.body.count).reduce(0, +) && counts.bytes <= 300)
            #expect(counts.unprocessed == stored.count { $0.processedAt == nil })
        }
    }

    @Test func aFullDiskStoresNothingOfABatch() async throws {
        let inbox = PushInbox(database)
        try await database.access { connection throws(StoreError) in try connection.execute("PRAGMA max_page_count = 80") }
        let pushes = (1...5).map {
            NewPush(body: [UInt8](repeating: 1, count: 200_000), kind: .cards, traceID: trace($0), receivedAt: noon)
        }
        await #expect(throws: StoreError.diskFull(path: database.path)) { _ = try await inbox.append(pushes) }
        #expect(try await inbox.counts() == (0, 0, 0))
        #expect(try await ids([inbox.append(body("x"), kind: .cards, traceID: trace(1), at: noon)]).count == 1)
    }

    @Test func aCrashAfterTheReceiptLosesNothing() async throws {
        await #expect(processExitsWith: .signal(SIGKILL)) { [root = folder.path as String] in
            let inbox = PushInbox(try StateDatabase(directory: root))
            guard case .stored = try await inbox.append([1, 2, 3], kind: .cards, traceID: padded(9, 32), at: noon)
            else {
                // The end of an exit test's process: so it fails.
                fatalError("not stored")
            }
            kill(getpid(), SIGKILL)
        }
        let inbox = PushInbox(try StateDatabase(directory: folder.path))
        #expect(try await inbox.take(after: 0).map(\.body) == [[1, 2, 3]])
        #expect(try await inbox.append([1, 2, 3], kind: .cards, traceID: padded(9, 32), at: noon) == .repeated)
    }
}

extension Sequence where Element: Sendable {
    /// The elements' results, one after the other.
    func asyncMap<Result>(_ body: (Element) async throws -> Result) async throws -> [Result] {
        var results: [Result] = []
        for element in self { results.append(try await body(element)) }
        return results
    }
}
