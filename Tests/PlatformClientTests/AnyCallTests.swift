// Any endpoint by the catalogue: what is refused before it leaves, what is never repeated, what is
// shown to a person beforehand.

import JSONText
import PlatformClient
import PlatformContract
import SIMModel
import TestSupport
import Testing

@Suite struct AnyCallTests {
    /// The error of a call that must fail.
    static func failure(
        _ bench: Bench, _ endpoint: Endpoint, _ fields: [(String, String)]
    ) async -> PlatformError? {
        do throws(PlatformError) {
            _ = try await bench.client.call(endpoint, fields.map { WireField($0.0, $0.1) })
            return nil
        } catch {
            return error
        }
    }

    static func answering(
        _ configuration: ClientConfiguration = ClientConfiguration(baseURL: "https://platform.example")
    ) -> Bench {
        Bench(configuration, transport: ScriptedTransport { _, _ in .success(.ok("{}")) })
    }

    static let limit = [("simNo", "14900000017"), ("speedCode", "1Mbps")]

    @Test func theReplyComesWhole() async throws {
        let text = #"{"code":0,"message":"操作成功","data":{"a":1.50},"timestamp":1795500000,"extra":[]}"#
        let bench = Bench { _, _ in .success(.text(text)) }
        let trace = "00112233445566778899aabbccddeeff"
        let reply = try await bench.client.call(Catalogue.accountAsset, [], traceID: trace)
        #expect(reply.bytes == Array(text.utf8))
        #expect(reply.value == (try JSONValue(parsing: text)))
        #expect(reply.data == .fields(("a", .decimal("1.50"))))
        #expect(reply.code == 0 && reply.message == "操作成功" && reply.traceID == trace)
        #expect(bench.transport.requests.first?.header("traceID") == trace)
    }

    @Test func aStaticFileNeedsNoEnvelope() async throws {
        let bench = Bench { _, _ in .success(.text(#"[{"value":"440000"}]"#)) }
        let reply = try await bench.client.call(Catalogue.provinces, [WireField("provinceCode", "uniAreaAddSuffix")])
        #expect(reply.data == .array([.fields(("value", .string("440000")))]))
        #expect(bench.transport.requests.map(\.url) == ["https://platform.example/provinces/uniAreaAddSuffix.json"])
        let refused = Bench { _, _ in .success(.envelope(code: 7, message: "没有")) }
        let error = await Self.failure(refused, Catalogue.provinces, [("provinceCode", "x")])
        #expect(error?.kind == .refused(code: 7, message: "没有"))
    }

    @Test func everyWrongParameterIsNamedAndNothingIsSent() async {
        let bench = Self.answering()
        let error = await Self.failure(bench, Catalogue.setSpeedLimit, [("simNO", "1"), ("speedCode", "3G")])
        #expect(error?.sent == .notSent)
        guard case .invalidRequest(let words)? = error?.kind else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(words.contains("simNO: no such parameter, perhaps simNo"))
        #expect(words.contains("simNo: missing") && words.contains("speedCode: expected 100Mbps"))
        #expect(bench.transport.requests.isEmpty)
    }

    @Test(arguments: Catalogue.calls.filter { $0.evidence == .inferred })
    func aPathThatNoPageShowsWaitsForItsConfirmation(endpoint: Endpoint) async throws {
        let values = endpoint.parameters.map { ($0.name, $0.example) }
        let bench = Self.answering()
        let error = await Self.failure(bench, endpoint, values)
        #expect(error == PlatformError(.unconfirmedEndpoint(path: endpoint.path), sent: .notSent, endpoint: endpoint.id))
        #expect(bench.transport.requests.isEmpty)
        // Another path alone confirms nothing.
        var configuration = ClientConfiguration(baseURL: "https://platform.example")
        configuration.endpoints[endpoint.id] = EndpointOverride(path: "/openapi/iot/real")
        let other = Self.answering(configuration)
        #expect(await Self.failure(other, endpoint, values)?.kind == .unconfirmedEndpoint(path: "/openapi/iot/real"))
        configuration.endpoints[endpoint.id] = EndpointOverride(path: "/openapi/iot/real", isConfirmed: true)
        let confirmed = Self.answering(configuration)
        #expect(await Self.failure(confirmed, endpoint, values) == nil)
        #expect(confirmed.transport.requests.map(\.url) == ["https://platform.example/openapi/iot/real"])
    }

    @Test(arguments: Catalogue.calls.filter(\.effect.isChange))
    func aReadOnlyProfileSendsNoChange(endpoint: Endpoint) async {
        var configuration = ClientConfiguration(baseURL: "https://platform.example", isReadOnly: true)
        configuration.endpoints[endpoint.id] = EndpointOverride(isConfirmed: true)
        let bench = Self.answering(configuration)
        let error = await Self.failure(bench, endpoint, endpoint.parameters.map { ($0.name, $0.example) })
        #expect(error == PlatformError(.readOnly, sent: .notSent, endpoint: endpoint.id))
        #expect(bench.transport.requests.isEmpty)
    }

    @Test(arguments: Catalogue.calls)
    func onlyReadsAreRepeated(endpoint: Endpoint) async {
        var configuration = ClientConfiguration(baseURL: "https://platform.example")
        configuration.endpoints[endpoint.id] = EndpointOverride(isConfirmed: true)
        let bench = Bench(configuration) { _, _ in
            .failure(TransportFailure(.timeout(seconds: 20), sent: .mayHaveBeenSent))
        }
        let (error, _) = await bench.run { client in
            do throws(PlatformError) {
                _ = try await client.call(endpoint, endpoint.parameters.map { WireField($0.name, $0.example) })
                return PlatformError?.none
            } catch {
                return error
            }
        }
        #expect(error?.kind == .timeout(seconds: 20) && error?.sent == .mayHaveBeenSent)
        #expect(bench.transport.requests.count == (endpoint.effect.isChange ? 1 : 3))
    }

    @Test func rowsThatAreNoCallsAreNotCalled() async {
        for endpoint in Catalogue.all where endpoint.kind != .call {
            let bench = Self.answering()
            #expect(await Self.failure(bench, endpoint, [])?.sent == .notSent)
            #expect(bench.transport.requests.isEmpty)
        }
    }

    @Test func aCardsSpeedIsLimitedOnceInThreeMinutes() async {
        let bench = Self.answering()
        #expect(await Self.failure(bench, Catalogue.setSpeedLimit, Self.limit) == nil)
        bench.time.advance(by: .seconds(120))
        let error = await Self.failure(bench, Catalogue.setSpeedLimit, Self.limit)
        #expect(error?.kind == .invalidRequest("simNo: one call in 180 s for a card, 61 s left"))
        #expect(error?.sent == .notSent)
        #expect(await Self.failure(bench, Catalogue.setSpeedLimit, [("simNo", "14900000018"), ("speedCode", "1Mbps")]) == nil)
        #expect(await Self.failure(bench, Catalogue.removeSpeedLimit, [("simNo", "14900000017")]) == nil)
        bench.time.advance(by: .seconds(61))
        #expect(await Self.failure(bench, Catalogue.setSpeedLimit, Self.limit) == nil)
        #expect(bench.transport.requests.count == 4)
    }

    @Test func aLimitThatNeverLeftMayBeSetAtOnce() async {
        let bench = Bench { _, number in
            number == 0 ? .failure(TransportFailure(.unreachable("no route"), sent: .notSent)) : .success(.ok("{}"))
        }
        #expect(await Self.failure(bench, Catalogue.setSpeedLimit, Self.limit)?.kind == .unreachable("no route"))
        #expect(await Self.failure(bench, Catalogue.setSpeedLimit, Self.limit) == nil)
    }

    @Test func ordersAreAskedForSixtyTimesAMinute() async {
        let bench = Self.answering(ClientConfiguration(baseURL: "https://platform.example", callsPerMinute: 1000))
        let (_, waited) = await bench.run { client in
            for _ in 0..<61 {
                _ = try? await client.call(Catalogue.orderSearch, [WireField("customNos", #"["a"]"#)])
            }
        }
        #expect(waited >= .seconds(60) && waited < .seconds(62))
        #expect(bench.transport.requests.count == 61)
    }

    @Test func aPreviewIsTheRequestWithoutItsSignature() async throws {
        let bench = Self.answering()
        let values = [WireField("simNo", "14900000017"), WireField("content", "it's 夜班")]
        let preview = try bench.client.preview(Catalogue.simSmsSend, values).get()
        _ = try await bench.client.call(Catalogue.simSmsSend, values)
        let sent = try #require(bench.transport.requests.first)
        #expect(preview.method == sent.method && preview.url == sent.url)
        #expect(preview.body == String(decoding: sent.body, as: UTF8.self))
        #expect(preview.headers.map(\.name) == sent.headers.map(\.name))
        #expect(preview.headers.first { $0.name == "sign" }?.value == "***")
        let sign = try #require(sent.header("sign"))
        #expect(!"\(preview)".contains(sign) && !"\(preview)".contains("demo-secret"))
        #expect(preview.curl.hasPrefix("curl -X POST 'https://platform.example/openapi/iot/simSmsSend' -H 'appID: demo'"))
        #expect(preview.curl.hasSuffix("--data-raw 'simNo=14900000017&content=it%27s%20%E5%A4%9C%E7%8F%AD'"))
        guard case .failure(let problems) = bench.client.preview(Catalogue.simSmsSend, []) else {
            Issue.record("a call without parameters")
            return
        }
        #expect(problems.items.map(\.name) == ["simNo", "content"])
    }
}
