// What is done to one card: rebinding, speed limits, real-name, messages, subscriptions.

import JSONText
import PlatformContract
import SIMModel
import SandboxPlatform
import TestSupport
import Testing

@Suite struct OneCardTests {
    private func simNo(_ card: CardNumber) -> (String, String) { ("simNo", card.description) }

    @Test func aSeparatedCardIsActiveSoonAfterItWasRebound() throws {
        let bench = Bench()
        let card = try #require(bench.cards(in: .separated).first)
        let answer = try bench.ask(Catalogue.bindMachine, simNo(card))
        #expect(keys(answer.document) == ["code", "message", "error", "timestamp", "traceID"])
        #expect(answer.document["error"] == .array([]))
        #expect(whole(try bench.truth(card)["simStatus"]) == 6)
        bench.time.advance(by: .minutes(10))
        #expect(whole(try bench.truth(card)["simStatus"]) == 3)
    }

    @Test func rebindingAnyOtherCardIsAnErrorInsideACodeZero() throws {
        let bench = Bench()
        let answer = try bench.ask(Catalogue.bindMachine, simNo(bench.cards[0]))
        #expect(answer.code == 0)
        #expect(text(answer.document["error"]?[0])?.contains(bench.cards[0].description) == true)
        let stranger = try bench.ask(Catalogue.bindMachine, ("simNo", "14900000018"))
        #expect(stranger.code == AssumedCode.badParameter)
    }

    @Test func aSpeedLimitSlowsTheFlowDownUntilItIsLiftedOrOver() throws {
        let (free, limited) = (Bench(), Bench())
        func grown(_ bench: Bench) throws -> Int64 {
            let before = try bench.flow(bench.cards[0])
            bench.time.advance(by: .hours(6))
            return try bench.flow(bench.cards[0]) - before
        }
        let release = (limited.now + .hours(6)).platformText
        #expect(
            try limited.ask(
                Catalogue.setSpeedLimit, simNo(limited.cards[0]), ("speedCode", "512Kbps"), ("releaseSpeedAt", release)
            ).code == 0)
        #expect(text(try limited.truth(limited.cards[0])["speedCode"]) == "512Kbps")
        let (fast, slow) = (try grown(free), try grown(limited))
        // 512 Kbps are 64 KB/s, a thousandth of the time, for six hours.
        #expect(slow <= 64 * 6 * 3600 / 1000 + 1)
        #expect(slow < fast)
        // Over by itself.
        #expect(abs(try grown(limited) - grown(free)) <= 1)
        #expect(try limited.ask(Catalogue.setSpeedLimit, simNo(limited.cards[0]), ("speedCode", "512Kbps")).code == 0)
        #expect(try grown(limited) < grown(free))
        #expect(try limited.ask(Catalogue.removeSpeedLimit, simNo(limited.cards[0])).data == .object([]))
        #expect(abs(try grown(limited) - grown(free)) <= 1)
    }

    @Test func aCardIsLimitedOnceInThreeMinutes() throws {
        let bench = Bench()
        func limit(_ card: CardNumber) throws -> Int? {
            try bench.ask(Catalogue.setSpeedLimit, simNo(card), ("speedCode", "512Kbps")).code
        }
        #expect(try limit(bench.cards[0]) == 0)
        bench.time.advance(by: .milliseconds(179_999))
        #expect(try limit(bench.cards[0]) == AssumedCode.rate)
        bench.time.advance(by: .milliseconds(1))
        #expect(try limit(bench.cards[0]) == 0)
        #expect(bench.world.counts.refused == ["speed limit rate": 1])
    }

    @Test func aSpeedOfAnotherCarrierIsRefused() throws {
        let bench = Bench()
        let mobile = try #require(
            bench.cards.first { whole(try? bench.info([$0]).first?["gatewayId"]) == 1 })
        let answer = try bench.ask(Catalogue.setSpeedLimit, simNo(mobile), ("speedCode", "100Mbps"))
        #expect(answer.code == AssumedCode.badParameter)
        #expect(answer.message.contains("speedCode"))
    }

    @Test func flowNeverRunsBackwardsHoweverLimitsAndStopsMix() throws {
        let bench = Bench(speed: 60)
        let card = bench.cards[0]
        var last = try bench.flow(card)
        for round in 0..<40 {
            let release = (bench.now + .minutes(7)).platformText
            switch round % 4 {
            case 0: _ = try bench.ask(Catalogue.setSpeedLimit, simNo(card), ("speedCode", "1Mbps"), ("releaseSpeedAt", release))
            case 1: _ = try bench.send(.cards(Catalogue.batchShutdown, [card], at: bench.now))
            case 2: _ = try bench.send(.cards(Catalogue.batchRestore, [card], at: bench.now))
            default: _ = try bench.ask(Catalogue.removeSpeedLimit, simNo(card))
            }
            bench.time.advance(by: .minutes(3))
            let flow = try bench.flow(card)
            #expect(flow >= last, "round \(round)")
            last = flow
        }
    }

    @Test func aRealNameLinkIsGoodOnceAndNotForLong() throws {
        let bench = Bench()
        let card = try #require(
            bench.cards.first { whole(try? bench.info([$0]).first?["gatewayId"]) == 1 })
        #expect(try bench.ask(Catalogue.clearRealName, simNo(card)).data == .object([]))
        func authStatus() throws -> JSONValue? {
            try bench.send(.cards(Catalogue.batchQuerySimStatus, [card], at: bench.now)).items.first?["authStatus"]
        }
        #expect(try authStatus() == .integer(1))
        func token() throws -> String {
            let url = try #require(text(bench.ask(Catalogue.officialAuthUrl, simNo(card)).data?["url"]))
            return try #require(url.split(separator: "/").last.map(String.init))
        }
        let (late, good) = (try token(), try token())
        #expect(bench.world.completeRealName("guess", at: bench.now) == nil)
        #expect(bench.world.completeRealName(good, at: bench.now)?.status == 200)
        #expect(bench.world.completeRealName(good, at: bench.now) == nil)
        #expect(try authStatus() == .integer(2))
        bench.time.advance(by: .minutes(30))
        #expect(bench.world.completeRealName(late, at: bench.now) == nil)
    }

    @Test func realNameIsClearedForMobileAndTelecomOnly() throws {
        let bench = Bench()
        for card in bench.cards.prefix(40) {
            let gateway = whole(try bench.info([card]).first?["gatewayId"])
            let code = try bench.ask(Catalogue.clearRealName, simNo(card)).code
            #expect(code == (gateway == 1 || gateway == 3 ? 0 : AssumedCode.badParameter))
        }
    }

    @Test func messagesArriveAreAnsweredAndAreFoundByTheirDays() throws {
        let bench = Bench()
        let card = bench.cards[0]
        func messages(_ fields: (String, String)...) throws -> Answer {
            try bench.send(Call(form: Catalogue.simSmsQuery, [simNo(card)] + fields, at: bench.now))
        }
        #expect(try bench.ask(Catalogue.simSmsSend, simNo(card), ("content", "STATUS")).code == 0)
        #expect(try messages().items.map { $0["status"] } == [.integer(1)])
        bench.time.advance(by: .minutes(1))
        let rows = try messages().items
        #expect(rows.map { $0["direction"] } == [.integer(2), .integer(1)])
        #expect(rows.map { $0["status"] } == [.integer(2), .integer(2)])
        #expect(rows.last?["content"] == .string("STATUS"))
        #expect(try messages(("fromDate", "2026-11-24"), ("toDate", "2026-11-24")).items.count == 2)
        #expect(try messages(("fromDate", "2026-10-24"), ("toDate", "2026-11-23")).items.isEmpty)
        #expect(try messages(("fromDate", "2026-10-23"), ("toDate", "2026-11-24")).code == AssumedCode.badParameter)
        #expect(try messages(("fromDate", "2026-11-24"), ("toDate", "2026-11-23")).code == AssumedCode.badParameter)
        bench.time.advance(by: .hours(8 * 24))
        #expect(try messages().items.isEmpty)
    }

    @Test func pagesOfASeriesHoldEveryCardOnce() throws {
        let bench = Bench(cards: 130)
        var seen: [String] = []
        for series in 1...4 {
            var page = 1
            while true {
                let data = try bench.ask(
                    Catalogue.simPage, ("seriesId", "\(series)"), ("page", "\(page)"), ("pageSize", "20"))
                guard !data.items.isEmpty else { break }
                seen += data.items.compactMap { text($0["simNo"]) }
                page += 1
            }
        }
        #expect(seen.sorted() == bench.cards.map(\.description))
        #expect(whole(try bench.ask(Catalogue.simPage).data?["total"]) == 130)
    }

    @Test func subscriptionsAreKeptAndGoToThisMachineOnly() throws {
        let bench = Bench()
        func subscribe(_ status: String, _ url: String) throws -> Answer {
            try bench.send(
                .cards(
                    Catalogue.batchSubscribe, [bench.cards[0]], at: bench.now,
                    more: [("updateStatus", status), ("subscribeUrl", url)]))
        }
        #expect(try subscribe("1", "").code == AssumedCode.badParameter)
        for url in ["http://192.0.2.1/x", "https://127.0.0.1/x", "http://127.0.0.1.example.com/", "http://127.0.0.1@192.0.2.1/"] {
            #expect(try subscribe("1", url).code == AssumedCode.badParameter, "\(url)")
        }
        #expect(try subscribe("1", "http://127.0.0.1:2900/push/sim").items.count == 1)
        #expect(try bench.truth(bench.cards[0])["isSubscribed"] == .bool(true))
        #expect(try subscribe("2", "").code == 0)
        #expect(try bench.truth(bench.cards[0])["isSubscribed"] == .bool(false))
    }

    @Test func aPoolsTokenIsTheSameWhileItHolds() throws {
        let bench = Bench()
        func token(_ endpoint: Endpoint) throws -> String {
            try #require(text(bench.ask(endpoint).data?["token"]))
        }
        let first = try token(Catalogue.oneLinkToken)
        #expect(try token(Catalogue.oneLinkToken) == first)
        #expect(try token(Catalogue.oneLinkWirelessToken) != first)
        bench.time.advance(by: .hours(2))
        #expect(try token(Catalogue.oneLinkToken) != first)
        #expect(try bench.ask(Catalogue.oneLinkToken, ("poolCode", "NONE")).code == AssumedCode.badParameter)
    }
}
