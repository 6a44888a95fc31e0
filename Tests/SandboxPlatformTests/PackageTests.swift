// Buying packages: money, quotas, and never twice.

import JSONText
import PlatformContract
import SIMModel
import SandboxPlatform
import TestSupport
import Testing

@Suite struct PackageTests {
    private func buy(
        _ bench: Bench, _ customNo: String, card: CardNumber? = nil, package: String = "11", effect: String = "1",
        _ draw: FaultDraw = .none
    ) throws -> Answer {
        try bench.send(
            Call(
                Catalogue.submitPackageOrder,
                [
                    ("simNo", (card ?? bench.cards[0]).description), ("packageId", package), ("effectType", effect),
                    ("customNo", customNo), ("remark", "夜班"),
                ], at: bench.now), draw)
    }

    /// Unit: fen.
    private func balance(_ bench: Bench) throws -> Int64 {
        let value = try #require(bench.ask(Catalogue.accountAsset).data?["main"]?["balance"])
        let text = if case .decimal(let text) = value { text } else { "\(try #require(whole(value)))" }
        return try #require(Money(decimal: text)).tenThousandths / 100
    }

    @Test func aPurchaseLowersTheBalanceByItsPriceAndRaisesTheCardsQuota() throws {
        let bench = Bench()
        let before = try balance(bench)
        let fresh = try bench.send(.cards(Catalogue.batchQuerySimStatus, [bench.cards[0]], at: bench.now)).items[0]
        let quota = try #require(whole(fresh["totalFlow"]))
        let answer = try buy(bench, "simdeck00000001")
        #expect(
            keys(answer.data) == [
                "packageId", "packageName", "packageType", "totalFlow", "useFlow", "effectiveStatus", "effectiveCycle",
                "startAt", "endAt", "orderSn", "actualPayMoney", "customNo", "remark",
            ])
        #expect(answer.data?["actualPayMoney"] == .integer(3))
        #expect(answer.data?["remark"] == .string("夜班"))
        #expect(text(answer.data?["orderSn"])?.hasPrefix("SP") == true)
        #expect(try balance(bench) == before - 300)
        let after = try bench.send(.cards(Catalogue.batchQuerySimStatus, [bench.cards[0]], at: bench.now)).items[0]
        #expect(whole(after["totalFlow"]) == quota + 1_048_576)
        // It ends with the month.
        bench.time.advance(by: .hours(24 * 8))
        let later = try bench.send(.cards(Catalogue.batchQuerySimStatus, [bench.cards[0]], at: bench.now)).items[0]
        #expect(whole(later["totalFlow"]) == quota)
    }

    @Test func aPackageOfNextMonthWaitsForIt() throws {
        let bench = Bench()
        let answer = try buy(bench, "simdeck00000001", effect: "2")
        #expect(answer.data?["startAt"] == .string("2026-12-01 00:00:00"))
        #expect(answer.data?["endAt"] == .string("2027-01-01 00:00:00"))
        #expect(answer.data?["effectiveStatus"] == .integer(2))
    }

    @Test func aRepeatedCustomNoIsRefusedCountedAndCostsNothing() throws {
        let bench = Bench()
        #expect(try buy(bench, "simdeck00000001").code == 0)
        let left = try balance(bench)
        for card in [bench.cards[0], bench.cards[1]] {
            #expect(try buy(bench, "simdeck00000001", card: card).message.contains("customNo"))
        }
        #expect(try balance(bench) == left)
        #expect(bench.world.counts.customNosRepeated == 2)
        #expect(bench.world.counts.packages == SandboxCounts.Received(total: 1, cards: 1, maxPerCard: 1))
        #expect(bench.world.counts.spentFen == 300)
    }

    @Test(arguments: ["short", "has space0", "umlaut-0000", String(repeating: "a", count: 65)])
    func aCustomNoIsEightTo64LettersAndDigits(_ customNo: String) throws {
        let bench = Bench()
        #expect(try buy(bench, customNo).message.contains("customNo"))
        #expect(bench.world.counts.packages.total == 0)
    }

    @Test func tooLittleMoneyBuysNothingAndTheNumberStaysFree() throws {
        let bench = Bench()
        let card = try #require(
            bench.cards.first {
                whole(try? bench.info([$0]).first?["gatewayId"]) == 1 && whole(try? bench.truth($0)["simStatus"]) == 3
            })
        let before = try balance(bench)
        #expect(try buy(bench, "simdeck00000009", card: card, package: "16").code == AssumedCode.badParameter)
        #expect(try balance(bench) == before)
        #expect(bench.world.counts.refused == ["balance": 1])
        #expect(try buy(bench, "simdeck00000009", card: card).code == 0)
    }

    @Test func aDroppedReplyIsOfAPurchaseThatWasMade() throws {
        let bench = Bench()
        #expect(throws: Bench.Cut.self) { try buy(bench, "simdeck00000001", FaultDraw([.dropReply])) }
        #expect(bench.world.counts.packages.total == 1)
        let items = try bench.ask(Catalogue.queryPackageFlow, ("simNo", bench.cards[0].description)).items
        #expect(items.last?["customNo"] == .string("simdeck00000001"))
    }

    @Test func whatIsUsedOfTheCardsPackagesAddsUpToWhatTheCardUsed() throws {
        let bench = Bench(speed: 200)
        _ = try buy(bench, "simdeck00000001")
        _ = try buy(bench, "simdeck00000002", package: "13")
        bench.time.advance(by: .hours(3))
        let items = try bench.ask(Catalogue.queryPackageFlow, ("simNo", bench.cards[0].description)).items
        #expect(items.count == 3)
        #expect(try items.compactMap { whole($0["useFlow"]) }.reduce(0, +) == bench.flow(bench.cards[0]))
    }

    @Test func packagesAreOfferedByCardByDeviceAndBySeries() throws {
        let bench = Bench()
        let byCard = try bench.ask(Catalogue.queryOrderPackages, ("simNo", bench.cards[0].description)).items
        let byDevice = try bench.ask(Catalogue.queryOrderPackages, ("deviceNo", "D860000017")).items
        #expect(!byCard.isEmpty && byCard == byDevice)
        for item in try bench.ask(Catalogue.queryOrderPackages, ("seriesId", "1")).items {
            #expect(item["packageId"] != nil && item["packageName"] != nil && item["price"] != nil)
        }
    }
}
