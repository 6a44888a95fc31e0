// The life of a stop and a resume: accepted, in the log, in the card's state.

import JSONText
import PlatformContract
import SIMModel
import SandboxPlatform
import TestSupport
import Testing

@Suite struct TimelineTests {
    private func stop(_ bench: Bench, _ cards: [CardNumber], _ draw: FaultDraw = .none) throws -> String {
        try #require(bench.send(.cards(Catalogue.batchShutdown, cards, at: bench.now), draw).serial)
    }

    private func resume(_ bench: Bench, _ cards: [CardNumber]) throws -> String {
        try #require(bench.send(.cards(Catalogue.batchRestore, cards, at: bench.now)).serial)
    }

    private func state(_ bench: Bench, _ card: CardNumber) throws -> Int64? {
        whole(try bench.truth(card)["simStatus"])
    }

    /// Moves on in steps until `isReached`; the span it took, nil when it took longer than `limit`.
    private func span(_ bench: Bench, limit: Duration, step: Duration = .seconds(1), _ isReached: () throws -> Bool)
        rethrows -> Duration?
    {
        let start = bench.now
        while try !isReached() {
            bench.time.advance(by: step)
            if bench.now - start > limit { return nil }
        }
        return bench.now - start
    }

    @Test func aStopIsLoggedAfterOneToThreeMinutesAndTakesEffectLater() throws {
        let bench = Bench()
        let card = bench.cards[0]
        let serial = try stop(bench, [card])
        #expect(try bench.log(("serialNumber", serial)).isEmpty)
        let logged = try #require(
            try span(bench, limit: .minutes(4)) { try !bench.log(("serialNumber", serial)).isEmpty })
        #expect(logged >= .seconds(60) && logged <= .seconds(181))
        let row = try #require(bench.log(("serialNumber", serial)).first)
        #expect(row["status"] == .integer(1))
        #expect(row["simNo"] == .string(card.description))
        #expect(try state(bench, card) == 3)
        let effective = try #require(try span(bench, limit: .minutes(3)) { try state(bench, card) == 4 })
        #expect(effective >= .seconds(19) && effective <= .seconds(121))
        #expect(try bench.status(card) == 4)
        let item = try #require(bench.send(.cards(Catalogue.batchQuerySimStatus, [card], at: bench.now)).items.first)
        #expect(item["onlineStatus"] == .integer(2))
        #expect(item["internetStatus"] == .integer(2))
    }

    @Test func speedDividesTheDelays() throws {
        let bench = Bench(speed: 60)
        let serial = try stop(bench, [bench.cards[0]])
        let logged = try #require(
            try span(bench, limit: .seconds(4), step: .milliseconds(50)) {
                try !bench.log(("serialNumber", serial)).isEmpty
            })
        #expect(logged >= .seconds(1) && logged <= .milliseconds(3050))
    }

    @Test func everyCardOfABatchHasItsOwnTimesUnderOneSerial() throws {
        let bench = Bench()
        let cards = Array(try bench.cards(in: .active).prefix(50))
        let serial = try stop(bench, cards)
        bench.time.advance(by: .seconds(121))
        let half = try bench.log(("serialNumber", serial)).count
        #expect(half > 5 && half < 45)
        bench.time.advance(by: .minutes(4))
        let rows = try bench.log(("serialNumber", serial))
        #expect(Set(rows.compactMap { text($0["simNo"]) }) == Set(cards.map(\.description)))
        #expect(Set(rows.compactMap { whole($0["operateId"]) }).count == 50)
        #expect(try cards.allSatisfy { try state(bench, $0) == 4 })
    }

    @Test func aSecondOperationOfACardWaitsForTheFirst() throws {
        let bench = Bench()
        let cards = Array(try bench.cards(in: .active).prefix(60))
        let first = try stop(bench, cards)
        let second = try resume(bench, cards)
        #expect(first != second)
        // A resume tried before the stop took effect would fail, or leave the card stopped.
        bench.time.advance(by: .minutes(11))
        for card in cards {
            let rows = try bench.log(("simNo", card.description)).prefix(2)
            #expect(rows.map { text($0["serialNumber"]) } == [second, first])
            #expect(rows.map { $0["status"] } == [.integer(1), .integer(1)])
            #expect(rows.map { $0["actionType"] } == [.integer(3), .integer(2)])
            let times = rows.compactMap { text($0["createdAt"]).flatMap { CivilTime.parse(platform: $0) } }
            #expect(times.count == 2 && times[0] - times[1] >= .seconds(79))
            #expect(try state(bench, card) == 3)
        }
    }

    @Test(arguments: [
        SIMStatus.inStock, .awaitingActivation, .stopped, .closed, .separated, .riskStop, .expired, .testable,
        .abnormal,
        .notObtained,
    ])
    func aStopOfACardThatCannotBeStoppedFailsInTheLogWithAReason(_ code: SIMStatus) throws {
        let bench = Bench()
        let card = try #require(bench.cards(in: code).first)
        let serial = try stop(bench, [card])
        bench.time.advance(by: .minutes(6))
        let row = try #require(bench.log(("serialNumber", serial)).first)
        #expect(row["status"] == .integer(2))
        #expect(text(row["failReason"])?.isEmpty == false)
        #expect(try state(bench, card) == Int64(code.rawValue))
    }

    @Test func onlyAStoppedCardCanBeResumed() throws {
        let bench = Bench()
        for code in SIMStatus.allCases {
            let card = try #require(bench.cards(in: code).first)
            let serial = try resume(bench, [card])
            bench.time.advance(by: .minutes(6))
            let row = try #require(bench.log(("serialNumber", serial)).first)
            #expect(row["status"] == .integer(code == .stopped ? 1 : 2), "\(code)")
            #expect(try state(bench, card) == (code == .stopped ? 3 : Int64(code.rawValue)), "\(code)")
        }
    }

    @Test func theLogIsFoundByCardBySerialByTypeAndByTheirCombinations() throws {
        let bench = Bench(speed: 10_000)
        let (one, two) = (bench.cards[0], try #require(bench.cards(in: .active).dropFirst().first))
        let stopped = try stop(bench, [one, two])
        bench.time.advance(by: .seconds(1))
        let resumed = try resume(bench, [one])
        bench.time.advance(by: .seconds(1))
        func serials(_ fields: (String, String)...) throws -> [String] {
            try bench.send(Call(Catalogue.querySimAction, fields, at: bench.now)).items.compactMap {
                text($0["serialNumber"])
            }
        }
        #expect(try Array(serials(("simNo", one.description)).prefix(2)) == [resumed, stopped])
        #expect(try serials(("serialNumber", stopped)).count == 2)
        #expect(try serials(("serialNumber", stopped), ("simNo", two.description)) == [stopped])
        #expect(try serials(("serialNumber", resumed), ("simNo", two.description)).isEmpty)
        #expect(try serials(("serialNumber", stopped), ("actionType", "3")).isEmpty)
        #expect(try serials(("simNo", one.description), ("actionType", "3")).first == resumed)
        #expect(try serials(("simNo", one.description), ("actionType", "2")).first == stopped)
        #expect(try serials(("actionType", "3")) == [resumed])
        #expect(try serials() == [resumed, stopped, stopped])
        #expect(try serials(("simNo", "14900000018")).isEmpty)
        #expect(try serials(("serialNumber", "10000000000000000000000000000001")).isEmpty)
    }

    @Test func theLogKeepsTheLatestHundredRowsNewestFirst() throws {
        let bench = Bench(speed: 100_000)
        let card = bench.cards[0]
        var last = ""
        for round in 0..<120 {
            last = try round % 2 == 0 ? stop(bench, [card]) : resume(bench, [card])
            bench.time.advance(by: .seconds(1))
        }
        let rows = try bench.log(("simNo", card.description))
        #expect(rows.count == 100)
        #expect(rows.first?["serialNumber"] == .string(last))
        let ids = rows.compactMap { whole($0["operateId"]) }
        #expect(ids == ids.sorted(by: >))
    }

    @Test func someCardsHaveAHistoryFromBeforeTheStart() throws {
        let bench = Bench()
        var withHistory = 0
        for card in bench.cards.prefix(200) {
            let rows = try bench.log(("simNo", card.description))
            guard let row = rows.first else { continue }
            withHistory += 1
            let created = try #require(text(row["createdAt"]).flatMap { CivilTime.parse(platform: $0) })
            #expect(created < bench.now)
            let serial = try #require(text(row["serialNumber"]))
            #expect(serial.count == 32)
            #expect(try bench.log(("serialNumber", serial)) == [row])
        }
        #expect(withHistory > 15 && withHistory < 80)
        let stopped = try #require(bench.cards(in: .stopped).first)
        #expect(try bench.log(("simNo", stopped.description)).first?["actionType"] == .integer(2))
    }

    @Test func operationsAreCountedByCard() throws {
        let bench = Bench()
        _ = try stop(bench, Array(bench.cards.prefix(3)))
        _ = try stop(bench, [bench.cards[1]])
        _ = try resume(bench, [bench.cards[0]])
        let counts = bench.world.counts
        #expect(counts.stops == SandboxCounts.Received(total: 4, cards: 3, maxPerCard: 2))
        #expect(counts.resumes == SandboxCounts.Received(total: 1, cards: 1, maxPerCard: 1))
        #expect(try bench.truth(bench.cards[1])["stops"] == .integer(2))
    }
}
