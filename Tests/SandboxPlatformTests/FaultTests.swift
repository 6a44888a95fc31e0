// Each fault, on the bare world.

import JSONText
import PlatformContract
import SIMModel
import SandboxPlatform
import TestSupport
import Testing

@Suite struct FaultTests {
    private let bench = Bench(cards: 400, speed: 10_000)

    private func outcome(_ call: Call, _ fault: Fault) -> SandboxOutcome {
        bench.world.answer(call.request, draw: FaultDraw([fault], dice: 7), at: bench.now)
    }

    private var stop: Call { .cards(Catalogue.batchShutdown, [bench.cards[0]], at: bench.now) }

    private func isStopped() throws -> Bool {
        bench.time.advance(by: .seconds(5))
        return try bench.truth(bench.cards[0])["simStatus"] == .integer(4)
    }

    @Test func aBadGatewayIsAPageAndNothingWasDone() throws {
        let call = stop
        guard case .reply(let reply) = outcome(call, .http502) else { throw Bench.Cut() }
        #expect(reply.status == 502)
        #expect(reply.contentType == "text/html")
        #expect(String(decoding: reply.body, as: UTF8.self).contains("<html>"))
        #expect(try !isStopped())
        // Not even the trace was used up.
        var again = stop
        again.trace = call.trace
        #expect(try bench.send(again).code == 0)
    }

    @Test func aResetCutsTheLineAndNothingWasDone() throws {
        #expect(outcome(stop, .reset) == .cut(reset: true))
        #expect(try !isStopped())
        #expect(bench.world.counts.stops.total == 0)
        #expect(bench.world.counts.calls == ["batchShutdown": 1])
    }

    @Test func aDroppedReplyCutsTheLineAndEverythingWasDone() throws {
        #expect(outcome(stop, .dropReply) == .cut(reset: false))
        #expect(try isStopped())
        #expect(bench.world.counts.stops.total == 1)
        #expect(try bench.log(("simNo", bench.cards[0].description)).first?["status"] == .integer(1))
    }

    @Test func missingItemsLeaveAThirdOut() throws {
        let asked = Array(bench.cards.prefix(99))
        let answer = try bench.send(
            .cards(Catalogue.batchQuerySimInfo, asked, at: bench.now), FaultDraw([.missingItems], dice: 3))
        #expect(answer.code == 0)
        let got = answer.items.compactMap { text($0["simNo"]).flatMap { CardNumber($0) } }
        #expect(got.count == 66)
        #expect(got == asked.filter { got.contains($0) })
        let one = try bench.send(
            .cards(Catalogue.batchQuerySimFlow, [asked[0]], at: bench.now), FaultDraw([.missingItems]))
        #expect(one.items.isEmpty)
    }

    @Test func looseTypesChangeTypesAndNoValue() throws {
        let card = try #require(bench.cards(in: .notObtained).first)
        let call = Call.cards(Catalogue.batchQuerySimInfo, [card], at: bench.now)
        let strict = try #require(bench.info([card]).first)
        let loose = try bench.send(call, FaultDraw([.stringNumbers]))
        #expect(loose.document["code"] == .string("0"))
        let item = try #require(loose.items.first)
        #expect(keys(item) == keys(strict))
        #expect(item["simStatus"] == .string("9999"))
        #expect(item["imsi"] == .null)
        #expect(item["endAt"] == .string(""))
        #expect(item["simNo"] == strict["simNo"])
        var refused = call
        refused.secret = "guess"
        #expect(try bench.send(refused, FaultDraw([.stringNumbers])).data == .array([]))
    }

    @Test func aDegradedAnswerIsOldAndSaysSo() throws {
        let bench = Bench()
        bench.time.advance(by: .minutes(30))
        let card = bench.cards[0]
        let draw = FaultDraw([.degraded])
        let status = try bench.send(.cards(Catalogue.batchQuerySimStatus, [card], at: bench.now), draw)
        #expect(status.data?["isDemote"] == .bool(true))
        #expect(status.items.first?["lastSimStatusAt"] == .string("2026-11-24 14:00:00"))
        let flow = try bench.send(.cards(Catalogue.batchQuerySimFlow, [card], at: bench.now), draw)
        #expect(flow.data?["isDemote"] == .bool(true))
        #expect(try #require(whole(flow.items.first?["useFlow"])) < bench.flow(card))
        let month = try bench.send(
            .cards(Catalogue.batchQuerySimMonthFlow, [card], at: bench.now, more: [("month", "202611")]), draw)
        #expect(month.data?["isDemote"] == .bool(true))
    }

    @Test func aCarrierFailureIsAcceptedAndFailsInTheLog() throws {
        let answer = try bench.send(stop, FaultDraw([.carrierFail]))
        let serial = try #require(answer.serial)
        #expect(try !isStopped())
        let row = try #require(bench.log(("serialNumber", serial)).first)
        #expect(row["status"] == .integer(2))
        #expect(row["failReason"] == .string("渠道内部请求超时或出错,请稍候重试"))
    }

    @Test func aCarrierFailureRateHitsPartOfABatch() throws {
        let cards = Array(try bench.cards(in: .active).prefix(100))
        let answer = try bench.send(
            .cards(Catalogue.batchShutdown, cards, at: bench.now), FaultDraw(dice: 5, carrierFailRate: 0.3))
        bench.time.advance(by: .seconds(5))
        let rows = try bench.log(("serialNumber", try #require(answer.serial)))
        let failed = rows.filter { $0["status"] == .integer(2) }.count
        #expect(rows.count == 100)
        #expect((15...45).contains(failed))
        #expect(bench.world.counts.faults == ["carrier-fail": failed])
    }

    @Test func aSkewedClockRefusesAGoodTimestampAndShowsItself() throws {
        let answer = try bench.send(stop, FaultDraw([.clockSkew]))
        #expect(answer.code == AssumedCode.clock)
        #expect(whole(answer.document["timestamp"]) == bench.now.seconds + 1200)
    }

    @Test func aRateLimitRefusesAndDoesNothing() throws {
        let answer = try bench.send(stop, FaultDraw([.rateLimit]))
        #expect(answer.status == 200)
        #expect(answer.code == AssumedCode.rate)
        #expect(try !isStopped())
        #expect(bench.world.counts.faults == ["rate-limit": 1])
    }
}
