// Data used: it only grows within a month, never while a card is stopped, and old values stay old.

import JSONText
import PlatformContract
import SIMModel
import SandboxPlatform
import TestSupport
import Testing

@Suite struct UsageTests {
    @Test func usageNeverFallsWithinAMonthWhateverIsDone() throws {
        let random = SeededRandom(11)
        let bench = Bench(cards: 200, speed: 20)
        let cards = (0..<10).map { _ in bench.cards[random.pick(0..<200)] }
        var last: [CardNumber: Int64] = [:]
        for _ in 0..<300 {
            bench.time.advance(by: .seconds(Int64(random.pick(1..<900))))
            for card in cards {
                let used = try #require(whole(bench.truth(card)["useFlow"]))
                #expect(used >= last[card] ?? 0)
                last[card] = used
            }
            let endpoint = random.pick(0..<2) == 0 ? Catalogue.batchShutdown : Catalogue.batchRestore
            if random.pick(0..<3) == 0 {
                _ = try bench.send(.cards(endpoint, [cards[random.pick(0..<10)]], at: bench.now))
            }
        }
    }

    @Test func usageStartsAnewAtTheTurnOfThePlatformsMonth() throws {
        let start = try #require(CivilTime.parse(platform: "2026-11-30 23:50:00"))
        let bench = Bench(cards: 200, startedAt: start)
        let card = bench.cards[0]
        let before = try bench.flow(card)
        #expect(before > 10_000)
        bench.time.advance(by: .minutes(10))
        let after = try bench.flow(card)
        #expect(after == 0)
        bench.time.advance(by: .hours(1))
        #expect(try bench.flow(card) > 0)
        let closed = try bench.send(
            .cards(Catalogue.batchQuerySimMonthFlow, [card], at: bench.now, more: [("month", "202611")]))
        #expect(try #require(whole(closed.items.first?["useFlow"])) >= before)
    }

    @Test func aStoppedCardUsesNothingAndGoesOnAfterAResume() throws {
        let bench = Bench(speed: 60)
        let card = bench.cards[0]
        let running = try bench.flow(card)
        bench.time.advance(by: .minutes(1))
        #expect(try bench.flow(card) > running)
        _ = try bench.send(.cards(Catalogue.batchShutdown, [card], at: bench.now))
        bench.time.advance(by: .seconds(6))
        #expect(try bench.truth(card)["simStatus"] == .integer(4))
        let stopped = try bench.flow(card)
        bench.time.advance(by: .hours(5))
        #expect(try bench.flow(card) == stopped)
        _ = try bench.send(.cards(Catalogue.batchRestore, [card], at: bench.now))
        bench.time.advance(by: .minutes(2))
        #expect(try bench.flow(card) > stopped)
    }

    @Test func aStopAndAResumeOfLastMonthLeaveNothingInThisOne() throws {
        let start = try #require(CivilTime.parse(platform: "2026-11-30 20:00:00"))
        let bench = Bench(startedAt: start)
        let (card, other) = (bench.cards[0], try #require(bench.cards(in: .active).dropFirst(5).first))
        _ = try bench.send(.cards(Catalogue.batchShutdown, [card, other], at: bench.now))
        bench.time.advance(by: .hours(1))
        _ = try bench.send(.cards(Catalogue.batchRestore, [other], at: bench.now))
        bench.time.advance(by: .hours(3))
        #expect(try bench.flow(card) == 0)
        #expect(try bench.flow(other) == 0)
        bench.time.advance(by: .hours(2))
        #expect(try bench.flow(card) == 0)
        #expect(try bench.flow(other) > 0)
    }

    @Test func speedMultipliesTheGrowthFromTheStartOn() throws {
        func growth(_ speed: Double) throws -> Int64 {
            let bench = Bench(speed: speed)
            let before = try bench.flow(bench.cards[0])
            bench.time.advance(by: .hours(1))
            return try bench.flow(bench.cards[0]) - before
        }
        let (slow, fast) = (try growth(1), try growth(50))
        #expect(slow > 0)
        #expect((fast - slow * 50).magnitude <= 50)
    }

    @Test func aSnapshotSpeaksOfTheLastFullHourAndAFreshStatusOfNow() throws {
        let bench = Bench()
        bench.time.advance(by: .minutes(25))
        let card = bench.cards[0]
        let snapshot = try #require(bench.info([card]).first)
        #expect(snapshot["lastRobinAt"] == .string("2026-11-24 14:00:00"))
        #expect(snapshot["lastSimStatusAt"] == .string("2026-11-24 14:00:00"))
        let fresh = try #require(bench.send(.cards(Catalogue.batchQuerySimStatus, [card], at: bench.now)).items.first)
        #expect(fresh["lastSimStatusAt"] == .string("2026-11-24 14:25:00"))
        #expect(try #require(whole(fresh["useFlow"])) > #require(whole(snapshot["useFlow"])))
        bench.time.advance(by: .minutes(40))
        #expect(try bench.info([card]).first?["lastRobinAt"] == .string("2026-11-24 15:00:00"))
    }

    @Test func aSnapshotDoesNotKnowAStopOfThisHour() throws {
        let bench = Bench()
        let card = bench.cards[0]
        _ = try bench.send(.cards(Catalogue.batchShutdown, [card], at: bench.now))
        bench.time.advance(by: .minutes(10))
        #expect(try bench.status(card) == 4)
        #expect(try bench.info([card]).first?["simStatus"] == .integer(3))
        bench.time.advance(by: .minutes(50))
        #expect(try bench.info([card]).first?["simStatus"] == .integer(4))
    }

    @Test func speedShortensTheHourOfSnapshots() throws {
        let bench = Bench(speed: 60)
        bench.time.advance(by: .seconds(59))
        #expect(try bench.info([bench.cards[0]]).first?["lastRobinAt"] == .string("2026-11-24 14:00:00"))
        bench.time.advance(by: .seconds(2))
        #expect(try bench.info([bench.cards[0]]).first?["lastRobinAt"] == .string("2026-11-24 14:01:00"))
    }

    @Test func monthsArePastRunningOrAnErrorOfTheCard() throws {
        let bench = Bench()
        let card = bench.cards[0]
        func month(_ text: String) throws -> JSONValue {
            let answer = try bench.send(
                .cards(Catalogue.batchQuerySimMonthFlow, [card], at: bench.now, more: [("month", text)]))
            #expect(answer.code == 0)
            return try #require(answer.items.first)
        }
        #expect(try whole(month("202611")["useFlow"]) == bench.flow(card))
        let past = try month("202610")
        #expect(try #require(whole(past["useFlow"])) > 0)
        bench.time.advance(by: .hours(50))
        #expect(try month("202610") == past)
        #expect(try month("201901")["useFlow"] == .integer(0))
        let future = try month("202612")
        #expect(future["isError"] == .bool(true))
        #expect(text(future["error"])?.isEmpty == false)
    }
}
