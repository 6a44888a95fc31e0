// Questions through the whole client, over a scripted transport.

import PlatformClient
import PlatformContract
import SIMModel
import TestSupport
import Testing

@Suite struct ClientReadTests {
    static let lost = TransportFailure(.connectionLost("cut"), sent: .mayHaveBeenSent)

    @Test func aThousandCardsAreTenCallsOfAHundred() async {
        let bench = Bench { request, _ in .success(.records(request.cards)) }
        let reply = await bench.client.records(of: numbers(1...1_000))
        #expect(bench.transport.requests.map(\.cards.count) == Array(repeating: 100, count: 10))
        #expect(reply.entries.map(\.asked) == numbers(1...1_000))
        #expect(reply.found.count == 1_000)
        #expect(reply.found.allSatisfy { $0.2 == Provenance(source: .snapshot, fetchedAt: bench.time.wall) })
    }

    @Test func noCardsAreNoCall() async {
        let bench = Bench { _, _ in .success(.ok("{}")) }
        let reply = await bench.client.records(of: [])
        #expect(reply.entries.isEmpty && bench.transport.requests.isEmpty)
    }

    @Test func atMostFourCallsOfAQuestionRunAtOnce() async {
        let bench = Bench(pause: { for _ in 0..<50 { await Task.yield() } }) { request, _ in .success(.records(request.cards)) }
        let reply = await bench.client.flow(of: numbers(1...200))
        #expect(reply.found.count == 200)
        #expect(bench.transport.requests.count == 20)
        #expect((2...4).contains(bench.transport.mostRunning))
    }

    @Test func everyAttemptHasItsOwnTraceAndSignature() async {
        let bench = Bench { request, number in number < 2 ? .failure(Self.lost) : .success(.records(request.cards)) }
        let (reply, waited) = await bench.run { await $0.records(of: numbers(1...1)) }
        #expect(reply.found.count == 1)
        let requests = bench.transport.requests
        #expect(requests.count == 3)
        #expect(Set(requests.compactMap { $0.header("traceID") }).count == 3)
        #expect(Set(requests.compactMap { $0.header("sign") }).count == 3)
        #expect(waited < .seconds(2))
        for request in requests {
            let fault = Signature.fault(
                in: { request.header($0) }, credentials: Credentials(appID: "demo", secret: "demo-secret"),
                now: bench.time.wall)
            #expect(fault == nil)
        }
    }

    @Test func aReadGivesUpAfterItsAttemptsAndTellsTheLastError() async {
        let bench = Bench { _, number in .success(.text("Bad Gateway", status: 502 + number)) }
        let (reply, _) = await bench.run { await $0.records(of: numbers(1...2)) }
        #expect(bench.transport.requests.count == 3)
        #expect(reply.errors.map(\.1.kind) == [.httpStatus(504), .httpStatus(504)])
        #expect(reply.errors.first?.1.traceID == bench.transport.requests.last?.header("traceID"))
        #expect(reply.errors.first?.1.endpoint == "batchQuerySimInfo")
    }

    @Test func aRefusalIsNotAskedAgain() async {
        let bench = Bench { _, _ in .success(.envelope(code: 12, message: "没有权限")) }
        let reply = await bench.client.freshStatus(of: numbers(1...1))
        #expect(bench.transport.requests.count == 1)
        #expect(reply.errors.map(\.1.kind) == [.refused(code: 12, message: "没有权限")])
        #expect(reply.errors.first?.1.sent == .answered)
    }

    @Test func oneFailedCallLeavesTheOthersAnswers() async {
        let bench = Bench { request, _ in
            request.cards.contains("14900000105")
                ? .success(.envelope(code: 5, message: "bad card")) : .success(.records(request.cards))
        }
        let reply = await bench.client.records(of: numbers(1...300))
        #expect(reply.found.count == 200)
        #expect(reply.errors.map(\.0) == numbers(101...200))
    }

    @Test func whenThePlatformCannotBeReachedTheRestIsNotTried() async {
        let bench = Bench { _, _ in .failure(TransportFailure(.unreachable("refused"), sent: .notSent)) }
        let (reply, _) = await bench.run { await $0.records(of: numbers(1...5_000)) }
        #expect(reply.errors.count == 5_000)
        #expect(reply.errors.allSatisfy { $0.1.kind == .unreachable("refused") })
        #expect(bench.transport.requests.count <= 4 * 3)
    }

    @Test func aWrongSignatureIsNotSentFiftyTimes() async {
        let bench = Bench { _, _ in .success(.envelope(code: 401, message: "签名错误")) }
        let reply = await bench.client.records(of: numbers(1...5_000))
        #expect(reply.errors.count == 5_000)
        #expect(bench.transport.requests.count <= 4)
        #expect(reply.errors.last?.1.sent == .notSent)
    }

    @Test func retryAfterIsWaitedFor() async {
        let bench = Bench { request, number in
            number == 0
                ? .success(.envelope(code: 429, message: "slow", status: 429, headers: [HeaderField("Retry-After", "12")]))
                : .success(.records(request.cards))
        }
        let (reply, waited) = await bench.run { await $0.records(of: numbers(1...1)) }
        #expect(reply.found.count == 1)
        #expect(waited >= .seconds(12))
        #expect(bench.client.health(at: bench.time.uptime).rate.isShrunk)
    }

    @Test func theConfiguredRateIsKept() async {
        let configuration = ClientConfiguration(baseURL: "https://platform.example", callsPerMinute: 10)
        let bench = Bench(configuration) { request, _ in .success(.records(request.cards)) }
        let (reply, waited) = await bench.run { await $0.records(of: numbers(1...2_500), priority: .operation) }
        #expect(reply.found.count == 2_500)
        #expect(waited >= .seconds(120) && waited < .seconds(125))
    }

    @Test func aCardsFreshStateIsAskedThreeTimesAMinute() async {
        let bench = Bench { request, _ in .success(.records(request.cards, status: 4, isDemote: false)) }
        let (replies, waited) = await bench.run { client in
            var found = 0
            for _ in 0..<4 { found += await client.freshStatus(of: numbers(1...2)).found.count }
            return found
        }
        #expect(replies == 8)
        #expect(waited >= .seconds(60) && waited < .seconds(61))
    }

    @Test func aCardWithoutATurnDoesNotHoldUpTheOthers() async {
        let bench = Bench { request, _ in .success(.records(request.cards)) }
        for _ in 0..<3 { _ = await bench.client.freshStatus(of: numbers(1...1)) }
        let client = bench.client
        let asking = Task { await client.freshStatus(of: numbers(1...11)) }
        await bench.time.untilParked()
        while bench.transport.requests.count < 4 { await Task.yield() }
        #expect(bench.transport.requests.last?.cards == numbers(2...11).map(\.description))
        bench.time.advance(by: .seconds(61))
        let reply = await asking.value
        #expect(reply.entries.map(\.asked) == numbers(1...11))
        #expect(reply.found.count == 11)
    }

    @Test func degradedAnswersSaySo() async {
        let bench = Bench { request, _ in .success(.records(request.cards, isDemote: true)) }
        let reply = await bench.client.freshStatus(of: numbers(1...1))
        #expect(reply.found.first?.2.source == .degraded)
    }

    @Test func theMonthAndTheLogsFiltersAreSent() async throws {
        let bench = Bench { _, _ in .success(.ok(#"{"items":[]}"#)) }
        let flows = await bench.client.monthFlow(of: numbers(1...1), month: "202411")
        #expect(flows.missing == numbers(1...1))
        _ = try await bench.client.actionLog(ActionQuery(simNo: numbers(1...1)[0], serialNumber: "77", actionType: 3))
        #expect(
            bench.transport.requests.map(\.form) == [
                ["simNos": #"["14900000001"]"#, "month": "202411"],
                ["simNo": "14900000001", "serialNumber": "77", "actionType": "3"],
            ])
        let refused = await bench.client.monthFlow(of: numbers(1...1), month: "Nov")
        #expect(refused.errors.map(\.1.kind) == [.invalidRequest("month: expected yyyyMM")])
        #expect(refused.errors.first?.1.sent == .notSent)
        #expect(bench.transport.requests.count == 2)
    }

    @Test func assetsThatAreNoneAreAnErrorThatNamesTheField() async throws {
        let bench = Bench { _, number in .success(number == 0 ? .ok(#"{"main":{"balance":"12.50"}}"#) : .ok(#"{"pools":[]}"#)) }
        let reply = try await bench.client.accountAssets()
        #expect(reply.assets.main.balance?.text == "12.50" && reply.assets.pools.isEmpty)
        let error = await #expect(throws: PlatformError.self) { try await bench.client.accountAssets() }
        #expect(error?.kind == .badReply("data.main: missing"))
    }

    @Test func aReplyWithoutAUsableListIsOneErrorForEachCard() async {
        let bench = Bench { _, _ in .success(.ok(#"{"items":"none"}"#)) }
        let reply = await bench.client.records(of: numbers(1...2))
        #expect(reply.errors.map(\.1.kind) == Array(repeating: .badReply("data.items: expected a list, found a text"), count: 2))
    }

    @Test func givingUpWhileWaitingSendsNothing() async {
        let configuration = ClientConfiguration(baseURL: "https://platform.example", callsPerMinute: 1)
        let bench = Bench(configuration) { request, _ in .success(.records(request.cards)) }
        _ = await bench.client.records(of: numbers(1...1))
        let client = bench.client
        let asking = Task { await client.records(of: numbers(2...2)) }
        await bench.time.untilParked()
        asking.cancel()
        let reply = await asking.value
        #expect(reply.errors.map(\.1.kind) == [.cancelled])
        #expect(reply.errors.map(\.1.sent) == [.notSent])
        #expect(bench.transport.requests.count == 1)
    }
}
