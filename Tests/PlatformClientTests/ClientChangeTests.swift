// Stop and resume: sent once, refused in a read-only profile, and never embellished.

import PlatformClient
import PlatformContract
import SIMModel
import TestSupport
import Testing

@Suite struct ClientChangeTests {
    static let failures: [TransportFailure] = [
        TransportFailure(.connectionLost("cut"), sent: .mayHaveBeenSent),
        TransportFailure(.timeout(seconds: 30), sent: .mayHaveBeenSent),
        TransportFailure(.timeout(seconds: 30), sent: .notSent),
        TransportFailure(.unreachable("refused"), sent: .notSent),
        TransportFailure(.proxy("refused"), sent: .notSent),
        TransportFailure(.tls("untrusted"), sent: .notSent),
        TransportFailure(.replyTooLarge(limit: 1), sent: .mayHaveBeenSent),
        TransportFailure(.cancelled, sent: .mayHaveBeenSent),
    ]

    @Test(arguments: failures)
    func aFailedChangeIsSentOnceAndItsCertaintyKept(failure: TransportFailure) async {
        let bench = Bench { _, _ in .failure(failure) }
        let error = await #expect(throws: PlatformError.self) {
            try await bench.client.change(.stop, cards: numbers(1...2), remark: nil, traceID: "abc")
        }
        #expect(error == PlatformError(failure.kind, sent: failure.sent, endpoint: "batchShutdown", traceID: "abc"))
        #expect(bench.transport.requests.count == 1)
    }

    @Test(arguments: [
        (WireReply.text("", status: 502), SendCertainty.mayHaveBeenSent), (.text("<html>"), .mayHaveBeenSent),
        (.text("", status: 302), .mayHaveBeenSent), (.envelope(code: 500, message: "x"), .answered),
        (.envelope(code: 429, message: "x"), .answered), (.envelope(code: 401, message: "x"), .answered),
        (.envelope(code: 0, message: "x", status: 500), .mayHaveBeenSent),
    ])
    func noReplyMakesAChangeGoOutAgain(reply: WireReply, sent: SendCertainty) async {
        let bench = Bench { _, _ in .success(reply) }
        let error = await #expect(throws: PlatformError.self) {
            try await bench.client.change(.resume, cards: numbers(1...1), remark: nil, traceID: bench.client.newTraceID())
        }
        #expect(error?.sent == sent)
        #expect(bench.transport.requests.count == 1)
    }

    @Test func aChangeCarriesItsTraceRemarkAndEachCardOnce() async throws {
        let bench = Bench { _, _ in .success(.ok(#"{"serialNumber":"10000000000000000000000000000001"}"#)) }
        let trace = bench.client.newTraceID()
        let cards = numbers(1...2) + numbers(1...1)
        let receipt = try await bench.client.change(.stop, cards: cards, remark: "欠费", traceID: trace)
        let request = try #require(bench.transport.requests.first)
        #expect(request.url == "https://platform.example/openapi/iot/batchShutdown")
        #expect(request.header("traceID") == trace)
        #expect(request.form == ["simNos": #"["14900000001","14900000002"]"#, "remark": "欠费"])
        #expect(bench.transport.timeouts == [.seconds(30)])
        #expect(receipt.serialNumber == "10000000000000000000000000000001")
        _ = try await bench.client.change(.resume, cards: numbers(1...1), remark: "", traceID: trace)
        #expect(bench.transport.requests.last?.url.hasSuffix("/batchRestore") == true)
        #expect(bench.transport.requests.last?.form == ["simNos": #"["14900000001"]"#])
    }

    @Test func aReadOnlyClientReadsAndChangesNothing() async {
        let configuration = ClientConfiguration(baseURL: "https://platform.example", isReadOnly: true)
        let bench = Bench(configuration) { request, _ in .success(.records(request.cards)) }
        for kind in OperationKind.allCases {
            let error = await #expect(throws: PlatformError.self) {
                try await bench.client.change(kind, cards: numbers(1...1), remark: nil, traceID: "abc")
            }
            #expect(error?.kind == .readOnly)
            #expect(error?.sent == .notSent)
        }
        #expect(bench.transport.requests.isEmpty)
        #expect(await bench.client.records(of: numbers(1...1)).found.count == 1)
    }

    @Test(arguments: [0, 101])
    func aBatchOutsideTheLimitIsRefusedHere(count: Int) async {
        let bench = Bench { _, _ in .success(.ok("{}")) }
        let error = await #expect(throws: PlatformError.self) {
            try await bench.client.change(.stop, cards: count == 0 ? [] : numbers(1...count), remark: nil, traceID: "abc")
        }
        #expect(error?.sent == .notSent)
        #expect(bench.transport.requests.isEmpty)
    }

    @Test func theLastPlacesOfTheMinuteAreKeptForAChange() async throws {
        let configuration = ClientConfiguration(baseURL: "https://platform.example", callsPerMinute: 20)
        let bench = Bench(configuration) { request, _ in .success(.records(request.cards)) }
        _ = await bench.client.records(of: numbers(1...1_900), priority: .interactive)
        #expect(bench.transport.requests.count == 19)
        _ = try await bench.client.change(.stop, cards: numbers(1...1), remark: nil, traceID: "abc")
        #expect(bench.transport.requests.count == 20)
    }

    @Test func anEndedClientSendsNothing() async {
        let bench = Bench { _, _ in .success(.ok("{}")) }
        await bench.client.shutdown()
        #expect(bench.transport.isShutDown)
        let error = await #expect(throws: PlatformError.self) {
            try await bench.client.change(.stop, cards: numbers(1...1), remark: nil, traceID: "abc")
        }
        #expect(error?.kind == .cancelled)
        #expect(error?.sent == .notSent)
        #expect(bench.transport.requests.isEmpty)
    }
}
