// The synthetic fleet: its numbers and its mixture.

import JSONText
import PlatformContract
import SIMModel
import SandboxPlatform
import TestSupport
import Testing

@Suite struct FleetTests {
    @Test func numbersAscendFromTheDocumentedFirstOneWithGaps() {
        let cards = Bench(cards: 5000).cards
        #expect(cards.count == 5000)
        #expect(cards[0].description == "14900000017")
        #expect(cards.allSatisfy { $0.count == 11 && $0.description.hasPrefix("149") })
        let tails = cards.compactMap { Int($0.description) }
        let gaps = Set(zip(tails, tails.dropFirst()).map { $1 - $0 })
        #expect(gaps.min().map { $0 >= 1 } == true)
        #expect(gaps.max().map { $0 <= 31 } == true)
        #expect(gaps.count > 20)
    }

    @Test func numbersAreTheSameForEverySeedAndSize() {
        #expect(Array(Bench(cards: 300, seed: 7).cards) == Array(Bench(cards: 900, seed: 8).cards.prefix(300)))
    }

    @Test func aMillionCardsAreAnsweredToTheLast() throws {
        let bench = Bench(cards: 1_000_000)
        // By the documented rule, card i lies within the sixteen numbers from 17 + 16 · i on.
        for index in [0, 499_999, 999_999] {
            let candidates = (0..<16).compactMap { CardNumber("149" + padded(17 + 16 * index + $0, 8)) }
            #expect(try bench.info(candidates).count == 1)
        }
        let beyond = (0..<16).compactMap { CardNumber("149" + padded(17 + 16 * 1_000_000 + $0, 8)) }
        #expect(try bench.info(beyond).isEmpty)
    }

    @Test func iccidsNameTheCarrierAndFindTheCardByNineteenCharacters() throws {
        let bench = Bench()
        let items = try bench.info(Array(bench.cards.prefix(100)))
        var codes: Set<String> = []
        for item in items {
            let iccid = try #require(text(item["iccid"]))
            #expect(iccid.count == 20)
            #expect(iccid.hasPrefix("8986"))
            codes.insert(String(iccid.dropFirst(4).prefix(2)))
            for asked in [iccid, String(iccid.prefix(19)), iccid.prefix(19) + "9"] {
                let number = try #require(CardNumber(asked))
                #expect(try bench.info([number]).compactMap { text($0["simNo"]) } == [text(item["simNo"])])
            }
        }
        #expect(codes == ["00", "01", "03", "15"])
    }

    @Test func everyDocumentedStateOccursAndMostCardsAreActive() throws {
        let bench = Bench(cards: 400)
        var counts: [Int64: Int] = [:]
        for card in bench.cards { counts[try #require(whole(bench.truth(card)["simStatus"])), default: 0] += 1 }
        #expect(Set(counts.keys) == Set(SIMStatus.allCases.map { Int64($0.rawValue) }))
        #expect((310...320).contains(counts[3] ?? 0))
        #expect((30...34).contains(counts[4] ?? 0))
    }

    @Test func theFleetHasEachPackageSomeOverQuotaSomeOfflineAndEndsAroundNow() throws {
        let bench = Bench(
            cards: 2000, startedAt: CivilTime.parse(platform: "2026-11-28 14:00:00") ?? WallTime(seconds: 0))
        var quotas: Set<Int64> = []
        var (over, offline, past, soon, later) = (0, 0, 0, 0, 0)
        for start in stride(from: 0, to: 2000, by: 100) {
            for item in try bench.info(Array(bench.cards[start..<(start + 100)])) {
                let (quota, used) = (whole(item["totalFlow"]) ?? 0, whole(item["useFlow"]) ?? 0)
                quotas.insert(quota)
                if quota > 0, used > quota { over += 1 }
                if whole(item["simStatus"]) == 3, whole(item["onlineStatus"]) == 2 { offline += 1 }
                guard let end = text(item["endAt"]).flatMap({ CivilTime.parse(platform: $0) }) else { continue }
                if end < bench.now {
                    past += 1
                } else if end < bench.now + .hours(7 * 24) {
                    soon += 1
                } else {
                    later += 1
                }
            }
        }
        #expect(quotas == [0, 1_048_576, 10_485_760, 31_457_280, 104_857_600])
        #expect(over > 10)
        #expect(offline > 50)
        #expect(past > 20)
        #expect(soon > 50)
        #expect(later > 1000)
    }

    @Test func theSameSeedGivesTheSameAnswersAndAnotherSeedOthers() throws {
        func story(_ seed: UInt64) throws -> [[UInt8]] {
            let bench = Bench(cards: 300, speed: 30, seed: seed)
            var bodies: [[UInt8]] = []
            func tell(_ endpoint: Endpoint, _ cards: [CardNumber]) {
                var call = Call.cards(endpoint, cards, at: bench.now)
                call.trace = padded(bodies.count, 32)
                if case .reply(let reply) = bench.world.answer(call.request, at: bench.now) {
                    bodies.append(reply.body)
                }
            }
            tell(Catalogue.batchQuerySimInfo, Array(bench.cards.prefix(100)))
            tell(Catalogue.batchShutdown, Array(bench.cards.prefix(20)))
            bench.time.advance(by: .seconds(11))
            tell(Catalogue.batchQuerySimStatus, Array(bench.cards.prefix(10)))
            tell(Catalogue.batchQuerySimFlow, Array(bench.cards.prefix(10)))
            return bodies
        }
        #expect(try story(5).count == 4)
        #expect(try story(5) == story(5))
        #expect(try story(5)[0] != story(6)[0])
    }
}
