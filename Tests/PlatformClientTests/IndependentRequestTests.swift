// Every request of the catalogue against a program in another language that was written from the
// platform's pages: independent_signature.py. Needs python3.

import Glibc
import JSONText
import PlatformClient
import PlatformContract
import SIMModel
import TestSupport
import Testing

@Suite struct IndependentRequestTests {
    static let trace = "5831f960804c9217ec01e425b8cc76f5"

    /// Values that a careless encoding would break; the path takes no such thing.
    static func hardened(_ parameter: Parameter) -> String {
        let isText = parameter.shape == .string && parameter.values.isEmpty && parameter.letters == nil
        let isFree = isText && parameter.place != .path
        // A date of simSmsQuery is checked, a choice that is not made stays so.
        guard isFree, parameter.choice == nil, !parameter.example.isEmpty else { return parameter.example }
        return parameter.example + " 夜班 é🦊 100%+~&a=b;/?#'\"[]{}\\\t-._*!()"
    }

    /// What the client sends for each call, by the endpoint's id.
    static func sent(_ value: @Sendable (Parameter) -> String, at time: ManualTime) async throws -> [String: WireRequest] {
        var configuration = ClientConfiguration(baseURL: "https://platform.example", callsPerMinute: 1000)
        for endpoint in Catalogue.calls { configuration.endpoints[endpoint.id] = EndpointOverride(isConfirmed: true) }
        let transport = ScriptedTransport { _, _ in .success(.ok("{}")) }
        let bench = Bench(configuration, transport: transport, time: time)
        var out: [String: WireRequest] = [:]
        for endpoint in Catalogue.calls {
            _ = try await bench.client.call(
                endpoint, endpoint.parameters.map { WireField($0.name, value($0)) }, traceID: trace)
            out[endpoint.id] = transport.requests.last
        }
        return out
    }

    /// What the other program sends for the same.
    static func expected(_ value: @Sendable (Parameter) -> String, at time: ManualTime) async throws -> [JSONValue] {
        let calls = Catalogue.calls.map { endpoint in
            JSONValue.fields(
                ("id", .string(endpoint.id)),
                (
                    "values",
                    .object(endpoint.parameters.map { JSONMember(key: $0.name, value: .string(value($0))) })
                ))
        }
        let asked = JSONValue.fields(
            ("appID", .string("demo")), ("secret", .string("demo-secret")), ("traceID", .string(trace)),
            ("timestamp", .string("\(time.wall.seconds)")), ("base", .string("https://platform.example")),
            ("calls", .array(calls)))
        let script = TestFile.projectRoot() + "/Tests/PlatformContractTests/independent_signature.py"
        let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
        let run = await Program.run(
            ["python3", script, "--all"], environment: ["PATH": path, "LANG": "C.UTF-8", "PYTHONUTF8": "1"],
            input: asked.text, executable: "/usr/bin/env")
        #expect(run.status == 0, "\(run.err)")
        guard case .array(let requests) = try JSONValue(parsing: run.out) else { return [] }
        return requests
    }

    static func text(_ request: WireRequest) -> JSONValue {
        .fields(
            ("method", .string(request.method)), ("url", .string(request.url)),
            ("headers", .array(request.headers.map { .strings([$0.name, $0.value]) })),
            ("body", .string(String(decoding: request.body, as: UTF8.self))))
    }

    @Test(arguments: [false, true])
    func everyRequestIsByteForByteWhatAnotherProgramBuilds(isHard: Bool) async throws {
        let value: @Sendable (Parameter) -> String = { isHard ? Self.hardened($0) : $0.example }
        let time = ManualTime()
        let sent = try await Self.sent(value, at: time)
        let expected = try await Self.expected(value, at: time)
        #expect(sent.count == 43 && expected.count == 43)
        for request in expected {
            guard case .string(let id)? = request["id"], case .object(let members) = request else {
                Issue.record("a request without id")
                continue
            }
            let ours = try #require(sent[id])
            let theirs = JSONValue.object(members.filter { $0.key != "id" })
            #expect(Self.text(ours) == theirs, "\(id)")
        }
    }
}
