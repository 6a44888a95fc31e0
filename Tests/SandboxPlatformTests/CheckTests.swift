// What the platform refuses, and in which order.

import JSONText
import PlatformContract
import SIMModel
import SandboxPlatform
import TestSupport
import Testing

@Suite struct CheckTests {
    private let bench = Bench()
    private var good: Call { .cards(Catalogue.batchQuerySimInfo, [bench.cards[0]], at: bench.now) }

    @Test func aPathNobodyServesIs404AndAWrongMethod405WithTheEnvelope() throws {
        var call = good
        call.path = "/openapi/iot/nothing"
        call.appID = "wrong as well"
        let path = try bench.send(call)
        #expect(path.status == 404)
        #expect(path.code == 404)
        call = good
        call.method = "GET"
        let method = try bench.send(call)
        #expect(method.status == 405)
        #expect(method.code == 405)
        #expect(bench.world.counts.refused == ["path": 1, "method": 1])
    }

    @Test(arguments: ["appID", "apiVersion", "timestamp", "traceID", "sign"])
    func aMissingHeaderIsNamed(_ name: String) throws {
        var call = good
        call.dropsHeader = name
        let answer = try bench.send(call)
        #expect(answer.status == 200)
        #expect(answer.code == AssumedCode.badParameter)
        #expect(answer.message.contains(name))
    }

    @Test func malformedHeadersAreParametersAndWrongOnesSignatures() throws {
        for (name, value) in [("apiVersion", "1.0.0"), ("traceID", "ABC"), ("timestamp", "12")] {
            var call = good
            call.headers[name] = value
            #expect(try bench.send(call).code == AssumedCode.badParameter, "\(name)")
        }
        var stranger = good
        stranger.appID = "somebody"
        #expect(try bench.send(stranger).code == AssumedCode.signature)
        var forged = good
        forged.secret = "guess"
        #expect(try bench.send(forged).code == AssumedCode.signature)
        #expect(bench.world.counts.refused == ["header": 3, "application": 1, "signature": 1])
    }

    @Test func theClockMayDifferByTenMinutesAndNoMore() throws {
        for (seconds, code) in [(Int64(600), 0), (-600, 0), (601, AssumedCode.clock), (-601, AssumedCode.clock)] {
            var call = good
            call.signedAt = WallTime(seconds: bench.now.seconds + seconds)
            #expect(try bench.send(call).code == code, "\(seconds)")
        }
    }

    @Test func aTraceIsGoodOnceWithinTwentyMinutes() throws {
        let first = good
        #expect(try bench.send(first).code == 0)
        #expect(try bench.send(first).code == AssumedCode.badParameter)
        bench.time.advance(by: .minutes(19))
        var later = good
        later.trace = first.trace
        #expect(try bench.send(later).message.contains("traceID"))
        #expect(bench.world.counts.tracesRepeated == 2)
        // Used shortly before the memory turns over, refused after it did.
        let second = good
        #expect(try bench.send(second).code == 0)
        bench.time.advance(by: .minutes(10))
        #expect(try bench.send(good).code == 0)
        var soon = good
        soon.trace = second.trace
        #expect(try bench.send(soon).message.contains("traceID"))
        #expect(bench.world.counts.tracesRepeated == 3)
        bench.time.advance(by: .minutes(45))
        var muchLater = good
        muchLater.trace = first.trace
        #expect(try bench.send(muchLater).code == 0)
    }

    @Test func aRefusedSignatureDoesNotUseTheTraceUp() throws {
        var forged = good
        forged.secret = "guess"
        #expect(try bench.send(forged).code == AssumedCode.signature)
        var honest = good
        honest.trace = forged.trace
        #expect(try bench.send(honest).code == 0)
    }

    @Test(arguments: ["", "14900000017", "[14900000017]", "[\"14900000017\"", "[]", "{\"a\":1}", "[null]"])
    func aListThatIsNoListOfStringsIsRefusedByName(_ list: String) throws {
        let answer = try bench.send(Call(Catalogue.batchQuerySimInfo, [("simNos", list)], at: bench.now))
        #expect(answer.code == AssumedCode.badParameter)
        #expect(answer.message.contains("simNos"))
    }

    @Test func aMissingOrMalformedParameterIsRefusedByName() throws {
        let none = try bench.send(Call(Catalogue.batchQuerySimInfo, at: bench.now))
        #expect(none.message.contains("simNos"))
        for month in ["", "2026", "202613", "202600", "2026-1", "20261x"] {
            let answer = try bench.send(
                .cards(Catalogue.batchQuerySimMonthFlow, [bench.cards[0]], at: bench.now, more: [("month", month)]))
            #expect(answer.code == AssumedCode.badParameter, "\(month)")
            #expect(answer.message.contains("month"), "\(month)")
        }
        let type = try bench.send(Call(Catalogue.querySimAction, [("actionType", "stop")], at: bench.now))
        #expect(type.message.contains("actionType"))
        var broken = good
        broken.rawBody = Array("simNos=%ZZ".utf8)
        #expect(try bench.send(broken).code == AssumedCode.badParameter)
    }

    @Test func oneCardMoreThanTheLimitIsRefusedAndTheLimitIsNot() throws {
        for (endpoint, more) in [
            (Catalogue.batchQuerySimInfo, []), (Catalogue.batchQuerySimStatus, []), (Catalogue.batchQuerySimFlow, []),
            (Catalogue.batchQuerySimMonthFlow, [("month", "202610")]), (Catalogue.batchShutdown, []),
            (Catalogue.batchRestore, []),
        ] as [(Endpoint, [(String, String)])] {
            let limit = try #require(endpoint.limits.cards)
            let full = try bench.send(.cards(endpoint, Array(bench.cards.prefix(limit)), at: bench.now, more: more))
            #expect(full.code == 0, "\(endpoint.id)")
            let over = try bench.send(.cards(endpoint, Array(bench.cards.prefix(limit + 1)), at: bench.now, more: more))
            #expect(over.code == AssumedCode.badParameter, "\(endpoint.id)")
            #expect(over.message.contains("simNos") && over.message.contains("\(limit)"), "\(endpoint.id)")
        }
    }

    @Test func aCardMayBeAskedThreeTimesAMinuteAndTheCallIsRefusedAsAWhole() throws {
        let (busy, idle) = (bench.cards[0], bench.cards[1])
        func ask(_ cards: [CardNumber]) throws -> Answer {
            try bench.send(.cards(Catalogue.batchQuerySimStatus, cards, at: bench.now))
        }
        for _ in 0..<3 {
            #expect(try ask([busy]).code == 0)
            bench.time.advance(by: .seconds(10))
        }
        #expect(try ask([busy, idle]).code == AssumedCode.rate)
        #expect(try ask([idle]).items.count == 1)
        // The first call leaves the window exactly a minute after it was made.
        bench.time.advance(by: .milliseconds(29_999))
        #expect(try ask([busy]).code == AssumedCode.rate)
        bench.time.advance(by: .milliseconds(1))
        #expect(try ask([busy]).code == 0)
        #expect(bench.world.counts.mostStatusCallsPerMinute == 5)
        #expect(bench.world.counts.refused == ["status rate": 2])
    }

    @Test func unknownCardsAreLeftOutAndDoublesAnsweredOnce() throws {
        let stranger = try #require(CardNumber("14900000018"))
        let other = try #require(CardNumber("13800138000"))
        let items = try bench.info([stranger, bench.cards[3], other, bench.cards[3], bench.cards[1]])
        #expect(items.map { text($0["simNo"]) } == [bench.cards[3].description, bench.cards[1].description])
        #expect(try bench.info([stranger]).isEmpty)
        let stop = try bench.send(.cards(Catalogue.batchShutdown, [stranger], at: bench.now))
        #expect(stop.code == AssumedCode.badParameter)
    }

    @Test func callsAreCountedByEndpoint() throws {
        _ = try bench.send(good)
        _ = try bench.send(good)
        _ = try bench.send(Call(Catalogue.accountAsset, at: bench.now))
        #expect(bench.world.counts.calls == ["batchQuerySimInfo": 2, "accountAsset": 1])
        #expect(bench.world.counts.totalCalls == 3)
    }
}

@Suite struct ChoiceTests {
    private let bench = Bench()

    private func refusal(_ endpoint: Endpoint, _ fields: (String, String)...) throws -> String {
        let answer = try bench.send(Call(endpoint, fields, at: bench.now))
        #expect(answer.code == AssumedCode.badParameter, "\(endpoint.id)")
        return answer.message
    }

    @Test func rulesOverSeveralParametersNameThemAll() throws {
        let both = try refusal(Catalogue.queryOrderPackages, ("simNo", "14900000017"), ("seriesId", "1"))
        #expect(both.contains("simNo") && both.contains("deviceNo") && both.contains("seriesId"))
        #expect(try refusal(Catalogue.queryPackageFlow).contains("simNo"))
        #expect(try refusal(Catalogue.orderSearch).contains("keyNos"))
        let half = try refusal(Catalogue.simSmsQuery, ("simNo", "14900000017"), ("fromDate", "2026-11-01"))
        #expect(half.hasPrefix("请同时传入开始和结束时间"))
    }

    @Test func aParameterInTheWrongPlaceIsNotSeen() throws {
        #expect(try refusal(Catalogue.officialAuthUrl, ("simNo", "14900000017")).contains("simNo"))
    }

    @Test func aParameterGivenTwiceIsRefused() throws {
        let twice = try refusal(
            Catalogue.bindMachine, ("simNo", "14900000017"), ("simNo", "14900000018"))
        #expect(twice.contains("simNo"))
    }

    @Test func aPathWithAPartFilledInIsFound() throws {
        var call = Call(Catalogue.provinces, at: bench.now)
        call.method = "POST"
        call.path = "/provinces/uniAreaAddSuffix.json"
        #expect(try bench.send(call).status == 405)
    }
}
