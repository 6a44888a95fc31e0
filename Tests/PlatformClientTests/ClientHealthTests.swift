// The client's instruments.

import SIMModel
import TestSupport
import Testing

@testable import PlatformClient

@Suite struct ClientHealthTests {
    @Test func healthFollowsSuccessAndFailure() async {
        let bench = Bench(ClientConfiguration(baseURL: "https://platform.example", readAttempts: 1)) { request, number in
            switch number {
            case 1, 2: .failure(TransportFailure(.timeout(seconds: 20), sent: .mayHaveBeenSent))
            case 3: .success(.envelope(code: 9, message: "no"))
            default: .success(.records(request.cards))
            }
        }
        #expect(bench.client.health(at: bench.time.uptime).clockSkew == nil)
        #expect(bench.client.health(at: bench.time.uptime).lastSuccess == nil)
        let expected: [(failures: Int, error: PlatformError.Kind?)] = [
            (0, nil), (1, .timeout(seconds: 20)), (2, .timeout(seconds: 20)), (0, .refused(code: 9, message: "no")), (0, nil),
        ]
        for (index, want) in expected.enumerated() {
            _ = await bench.client.records(of: numbers(1...1))
            let health = bench.client.health(at: bench.time.uptime)
            #expect(health.consecutiveFailures == want.failures)
            #expect(health.lastError?.kind == want.error)
            #expect(health.callsMade == index + 1)
            #expect(health.callsLeft == 240 - index - 1)
        }
        let health = bench.client.health(at: bench.time.uptime)
        #expect(health.lastSuccess == bench.time.wall)
        #expect(health.bytesReceived > 100)
    }

    /// The rate shrinks on a refusal for it and on a failure under it, and on nothing else.
    @Test(arguments: [
        (Result<WireReply, TransportFailure>.success(.envelope(code: 429, message: "slow")), 120),
        (.success(.text("", status: 429)), 120), (.success(.text("", status: 502)), 120),
        (.success(.envelope(code: 9, message: "no")), 240), (.success(.text("", status: 404)), 240),
        (.failure(TransportFailure(.timeout(seconds: 20), sent: .mayHaveBeenSent)), 240),
    ])
    func onlyRateErrorsAndServerErrorsShrinkTheRate(
        _ reply: Result<WireReply, TransportFailure>, _ allowed: Int
    ) async {
        let bench = Bench(ClientConfiguration(baseURL: "https://platform.example", readAttempts: 1)) { _, _ in reply }
        _ = await bench.client.records(of: numbers(1...1))
        let rate = bench.client.health(at: bench.time.uptime).rate
        #expect(rate.allowed == allowed)
        #expect(rate.configured == 240)
        #expect(rate.isShrunk == (allowed < 240))
    }

    @Test func theClocksDifferenceIsMeasuredEvenByARefusal() async {
        let bench = Bench { _, number in
            .success(
                number == 0 ? .ok("{}", at: 1_795_500_000 - 120) : .envelope(code: 401, message: "no", at: 1_795_500_000 + 3_600))
        }
        _ = await bench.client.records(of: numbers(1...1))
        #expect(bench.client.health(at: bench.time.uptime).clockSkew == .milliseconds(119_500))
        let reply = await bench.client.records(of: numbers(1...1))
        #expect(reply.errors.map(\.1.kind) == [.clock(skew: -3_600, code: 401, message: "no")])
        #expect(bench.client.health(at: bench.time.uptime).clockSkew == .milliseconds(-3_600_500))
    }

    @Test func theCallLogKeepsTheLast500AndNoSecrets() async {
        let bench = Bench(ClientConfiguration(baseURL: "https://platform.example", callsPerMinute: 100_000)) { request, _ in
            .success(.records(request.cards))
        }
        for number in 1...501 { _ = await bench.client.records(of: numbers(1...(number % 3 + 1))) }
        let log = bench.client.callLog
        #expect(log.count == 500)
        #expect(log.last?.traceID == bench.transport.requests.last?.header("traceID"))
        #expect(log.first?.traceID == bench.transport.requests[1].header("traceID"))
        #expect(log.last?.cards == 1 && log.last?.attempt == 1 && log.last?.outcome == .ok)
        var dumped = ""
        dump(log.last, to: &dumped)
        for secret in ["demo-secret", bench.transport.requests.last?.header("sign") ?? "demo-secret", "14900000001"] {
            #expect(!dumped.contains(secret))
        }
    }

    @Test func theLogTellsAttemptsAndHowLongTheyTook() async {
        let time = ManualTime()
        let transport = ScriptedTransport(pause: { time.advance(by: .milliseconds(150)) }) { request, number in
            number == 0 ? .success(.text("", status: 503)) : .success(.records(request.cards))
        }
        let bench = Bench(transport: transport, time: time)
        let (_, _) = await bench.run { await $0.records(of: numbers(1...5)) }
        let log = bench.client.callLog
        #expect(log.map(\.attempt) == [1, 2])
        #expect(log.map(\.milliseconds) == [150, 150])
        #expect(log.map(\.cards) == [5, 5])
        guard case .error(let error)? = log.first?.outcome else {
            Issue.record("the first attempt failed")
            return
        }
        #expect(error.kind == .httpStatus(503))
    }
}
