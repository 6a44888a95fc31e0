// Pushes reach the cache and the journal, once for each reader, and nothing that is not in them does.

import Operations
import PlatformClient
import SIMModel
import StateStore
import TestSupport
import Testing

@Suite struct PushFeederTests {
    private let bench: PurchaseBench
    private let inbox: PushInbox
    private let feed = ObservationFeed()

    init() throws {
        bench = try PurchaseBench()
        inbox = PushInbox(bench.database)
    }

    private func feeder() -> PushFeeder {
        PushFeeder(inbox: inbox, feed: feed, purchases: bench.runner, time: bench.time)
    }

    private func cardsPush(_ status: Int, polled: String = "2026-11-24 13:00:00") -> String {
        """
        {"code":0,"message":"操作成功","data":{"items":[{"simNo":"\(card(1))","simStatus":\(status),"useFlow":"20480",\
        "activateAt":null,"lastRobinAt":"\(polled)"}]},"timestamp":1735000000}
        """
    }

    @discardableResult
    private func push(
        _ text: String, _ kind: PushKind = .cards, trace: Int = 1, at time: WallTime? = nil
    ) async throws -> PushReceipt {
        try await inbox.append(Array(text.utf8), kind: kind, traceID: padded(trace, 32), at: time ?? bench.time.wall)
    }

    @Test func aPushedRecordReachesTheFeedWithItsAge() async throws {
        let published = await feed.subscribe()
        try await push(cardsPush(4))
        bench.time.advance(by: .minutes(1))
        let pass = try await feeder().pass()
        #expect(pass.pushes == 1 && pass.observations == 1 && pass.problems.isEmpty)
        var found: [Observation] = []
        for await observations in published {
            found = observations
            break
        }
        guard case .record(let record, let provenance)? = found.first else {
            Issue.record("no record")
            return
        }
        #expect(record.simNo == card(1) && record.status?.known == .stopped)
        #expect(record.used == DataVolume(kilobytes: 20_480))
        // As old as the platform's last look, and received when it came, not when it was read.
        #expect(provenance.source == .pushed && provenance.fetchedAt == noon)
        #expect(provenance.asOf == CivilTime.parse(platform: "2026-11-24 13:00:00"))
    }

    @Test func eachPushIsReadOnceByEachReader() async throws {
        let (here, there) = (feeder(), feeder())
        try await push(cardsPush(3))
        #expect(try await here.pass().pushes == 1)
        #expect(try await here.pass().pushes == 0)
        #expect(try await there.pass().pushes == 1)
        try await push(cardsPush(4), trace: 2)
        #expect(try await there.pass().pushes == 1)
        #expect(try await here.pass().pushes == 1)
        #expect(try await inbox.counts().unprocessed == 0)
    }

    @Test func aLateReaderGetsWhatIsYoungOrUnread() async throws {
        try await push(cardsPush(3), trace: 1, at: noon)
        try await feeder().pass()
        try await push(cardsPush(3), trace: 2, at: noon + .hours(2))
        bench.time.advance(by: .hours(2))
        #expect(try await feeder().pass().pushes == 1)
        bench.time.advance(by: .hours(2))
        #expect(try await feeder().pass().pushes == 0)
    }

    @Test func manyPushesAreReadInParts() async throws {
        for number in 1...250 { try await push(cardsPush(3), trace: number) }
        #expect(try await feeder().pass().pushes == 250)
    }

    @Test func aCallbackSettlesThePurchaseInDoubt() async throws {
        bench.shop.answer(.sellSilently)
        let record = try await bench.runner.apply(cardOrder()).record
        try await push(
            """
            {"code":0,"data":{"list":[{"keyNo":"QL1","certName":"张三","status":"5","statusName":"已激活",\
            "customNo":"\(record.customNo)"},{"keyNo":"QL2","status":1,"customNo":""}]}}
            """, .orders)
        let pass = try await feeder().pass()
        #expect(pass.orders == 2 && pass.settled.map(\.state) == [.bought])
        #expect(try await bench.journal.record(record.id)?.orderStatus == 5)
    }

    @Test(arguments: [
        "not json", "{}", #"{"code":500,"message":"系统繁忙","data":{"items":[{"simNo":"14900000001","simStatus":4}]}}"#,
        #"{"data":{"items":[{"simStatus":4}]}}"#, #"{"data":{"items":"none"}}"#, #"{"data":{"list":[17]}}"#,
        #"{"data":{"items":[{"simNo":"not a number","simStatus":4}]}}"#,
    ])
    func whatCannotBeReadPutsNothingIntoTheCache(text: String) async throws {
        try await push(text, trace: 1)
        try await push(cardsPush(3), trace: 2)
        let pass = try await feeder().pass()
        // The one after it is read all the same.
        #expect(pass.pushes == 2 && pass.observations == 1 && !pass.problems.isEmpty)
        #expect(pass.problems.allSatisfy { $0.hasPrefix("push 1: ") })
        #expect(try await inbox.counts().unprocessed == 0)
    }

    @Test func aFieldThatCannotBeReadIsUnknownAndTheRestStands() {
        let text = #"[{"simNo":"14900000001","simStatus":"four","useFlow":7}]"#
        let reply = PushReading.read(
            StoredPush(
                id: 1, kind: .cards, traceID: "t", receivedAt: noon, processedAt: nil, body: Array(text.utf8)))
        guard case .record(let record, _)? = reply.observations.first else {
            Issue.record("no record")
            return
        }
        #expect(record.status == nil && record.used == DataVolume(kilobytes: 7))
        #expect(reply.problems == ["data[0].simStatus: expected a whole number, found a text"])
    }

    @Test func aFormIsReadLikeJSON() {
        let text =
            "code=0&data=%7B%22items%22%3A%5B%7B%22simNo%22%3A%2214900000001%22%2C%22simStatus%22%3A%224%22%7D%5D%7D"
        let reply = PushReading.read(
            StoredPush(id: 1, kind: .cards, traceID: "t", receivedAt: noon, processedAt: nil, body: Array(text.utf8)))
        #expect(reply.observations.map(\.simNo) == [card(1)] && reply.problems.isEmpty)
    }

    @Test func anInboxThatFailsIsToldAndTriedAgain() async throws {
        let feeder = feeder()
        try await push(cardsPush(3))
        bench.database.close()
        let task = Task { await feeder.follow(every: .seconds(2)) }
        await bench.time.untilParked()
        #expect(await feeder.problem != nil)
        task.cancel()
        await task.value
    }

    @Test func followingReadsWhatAnotherProcessReceives() async throws {
        let feeder = feeder()
        let published = await feed.subscribe()
        let task = Task { await feeder.follow(every: .seconds(2)) }
        await bench.time.untilParked()
        try await push(cardsPush(4))
        bench.time.advance(by: .seconds(2))
        var found: [Observation] = []
        for await observations in published {
            found = observations
            break
        }
        #expect(found.count == 1)
        task.cancel()
        await task.value
    }
}
