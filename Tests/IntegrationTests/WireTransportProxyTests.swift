// Which proxy is used, and how it fails.

import PlatformClient
import SIMModel
import TestSupport
import Testing

@testable import WireTransport

@Suite struct ProxyChoiceTests {
    static func resolve(
        _ baseURL: String = "https://agent.example", explicit: String? = nil, environment: [String: String]
    ) throws -> String? {
        try ProxySetting.resolve(baseURL: baseURL, explicit: explicit, environment: environment)?.description
    }

    struct Case: Sendable {
        var baseURL = "https://agent.example"
        var explicit: String?
        var environment: [String: String] = [:]
        var proxy: String?
    }

    static let cases = [
        Case(proxy: nil),
        Case(environment: ["HTTPS_PROXY": "http://p:3128"], proxy: "http://p:3128"),
        Case(environment: ["https_proxy": "http://small:1", "HTTPS_PROXY": "http://large:2"], proxy: "http://small:1"),
        Case(environment: ["HTTP_PROXY": "http://p:3128"], proxy: nil),
        Case(baseURL: "http://agent.example", environment: ["HTTP_PROXY": "p:3128"], proxy: "http://p:3128"),
        Case(baseURL: "http://agent.example", environment: ["HTTPS_PROXY": "p:3128"], proxy: nil),
        Case(environment: ["ALL_PROXY": "socks5h://p"], proxy: "socks5://p:1080"),
        Case(environment: ["ALL_PROXY": "socks5://p:9", "HTTPS_PROXY": "q:1"], proxy: "http://q:1"),
        Case(environment: ["HTTPS_PROXY": ""], proxy: nil),
        Case(environment: ["HTTPS_PROXY": "p"], proxy: "http://p:80"),
        Case(environment: ["HTTPS_PROXY": "http://[::1]:3128/"], proxy: "http://::1:3128"),
        Case(explicit: "q:1", environment: ["HTTPS_PROXY": "p:2", "NO_PROXY": "*"], proxy: "http://q:1"),
        Case(explicit: "none", environment: ["HTTPS_PROXY": "p:2"], proxy: nil),
        Case(explicit: "", environment: ["HTTPS_PROXY": "p:2"], proxy: "http://p:2"),
        Case(baseURL: "http://127.0.0.1:2000", environment: ["HTTP_PROXY": "p:2"], proxy: nil),
        Case(baseURL: "http://127.8.0.1:2000", environment: ["ALL_PROXY": "p:2"], proxy: nil),
        Case(baseURL: "http://localhost:2000", environment: ["HTTP_PROXY": "p:2"], proxy: nil),
        Case(baseURL: "http://[::1]:2000", environment: ["HTTP_PROXY": "p:2"], proxy: nil),
        Case(baseURL: "http://127.0.0.1:2000", explicit: "q:1", proxy: "http://q:1"),
    ]

    @Test(arguments: cases)
    func theProxyIsChosenAsOtherProgramsDo(item: Case) throws {
        #expect(try Self.resolve(item.baseURL, explicit: item.explicit, environment: item.environment) == item.proxy)
    }

    @Test(arguments: [
        ("agent.example", true), ("AGENT.example", true), ("example", true), (".example", true), ("*.example", true),
        ("gent.example", false), ("agent.example.org", false), ("*", true), ("a.b, agent.example", true),
        ("a.b agent.example", true), ("agent.example:443", true), ("agent.example:8443", false), ("", false),
        ("10.0.0.0/8", false),
    ])
    func noProxyNamesWhatIsReachedDirectly(list: String, isDirect: Bool) throws {
        let proxy = try Self.resolve(environment: ["HTTPS_PROXY": "p:1", "NO_PROXY": list])
        #expect((proxy == nil) == isDirect)
    }

    @Test(arguments: [
        ("10.1.2.3", "10.0.0.0/8", true), ("11.1.2.3", "10.0.0.0/8", false), ("10.1.2.3", "10.1.2.3", true),
        ("10.1.2.3", "10.1.2.0/30", true), ("10.1.2.4", "10.1.2.0/30", false), ("10.1.2.3", "0.0.0.0/0", true),
        ("10.1.2.3", "10.0.0.0/33", false), ("10.1.2.3", "x/8", false), ("[fd00::1]", "fd00::1", true),
        ("[fd00::1]", "fd00::2", false),
    ])
    func addressesAndNetworksCountToo(host: String, list: String, isDirect: Bool) throws {
        let proxy = try Self.resolve("https://\(host)", environment: ["HTTPS_PROXY": "p:1", "no_proxy": list])
        #expect((proxy == nil) == isDirect)
    }

    @Test func nameAndPasswordAreReadAndNeverShown() throws {
        let setting = try #require(
            try ProxySetting.resolve(
                baseURL: "https://agent.example", explicit: "http://ops:p%40ss%3Aw@proxy.example:3128", environment: [:]))
        #expect(setting == ProxySetting(.http, host: "proxy.example", port: 3128, user: "ops", password: "p@ss:w"))
        var dumped = ""
        dump(setting, to: &dumped)
        for text in ["\(setting)", String(reflecting: setting), dumped] { #expect(!text.contains("p@ss")) }
    }

    @Test(arguments: [
        ("http://", ProxyProblem.malformed(source: "HTTPS_PROXY")), ("p:0", .malformed(source: "HTTPS_PROXY")),
        ("p:99999", .malformed(source: "HTTPS_PROXY")), ("p:port", .malformed(source: "HTTPS_PROXY")),
        ("http://a%zz@p:1", .malformed(source: "HTTPS_PROXY")), ("[::1", .malformed(source: "HTTPS_PROXY")),
        ("https://p:1", .unsupportedScheme(source: "HTTPS_PROXY", scheme: "https")),
        ("socks4://p:1", .unsupportedScheme(source: "HTTPS_PROXY", scheme: "socks4")),
        ("socks5://me:secret@p:1", .socksPassword(source: "HTTPS_PROXY")),
    ])
    func aBadProxyIsNamedByItsSource(value: String, problem: ProxyProblem) {
        #expect(throws: problem) { try Self.resolve(environment: ["HTTPS_PROXY": value]) }
    }
}

@Suite struct ProxyUseTests {
    static func configuration(_ proxy: ProxySetting) -> TransportConfiguration { TransportConfiguration(proxy: proxy) }

    /// One server plays the proxy and, behind its tunnel, the platform.
    static func call(
        user: String? = nil, connect: @escaping @Sendable (SeenRequest) -> ServerAct
    ) async throws -> (status: Int?, failure: TransportFailure?, requests: [SeenRequest], proxy: String) {
        let server = try await ActingServer.start { request, _ in
            request.head.hasPrefix("CONNECT ") ? connect(request) : .reply("{}")
        }
        let proxy = ProxySetting(.http, host: "127.0.0.1", port: server.port, user: user, password: user)
        let transport = try AsyncHTTPTransport(configuration: configuration(proxy))
        var (status, failure): (Int?, TransportFailure?) = (nil, nil)
        do throws(TransportFailure) {
            status = try await transport.send(
                Wire.post("http://agent.example:8080/path"), timeout: .seconds(90), replyLimit: 100
            ).status
        } catch {
            failure = error
        }
        await transport.shutdown()
        let requests = server.requests
        await server.stop()
        return (status, failure, requests, "127.0.0.1:\(proxy.port)")
    }

    @Test func aCallGoesThroughTheProxysTunnel() async throws {
        let result = try await Self.call(user: "ops") { _ in .send(Array("HTTP/1.1 200 OK\r\n\r\n".utf8)) }
        #expect(result.status == 200 && result.failure == nil)
        #expect(result.requests.count == 2)
        #expect(result.requests.first?.head.hasPrefix("CONNECT agent.example:8080 HTTP/1.1") == true)
        #expect(result.requests.first?.header("proxy-authorization") == "Basic b3BzOm9wcw==")
        #expect(result.requests.last?.head.hasPrefix("POST /path HTTP/1.1") == true)
        #expect(result.requests.last?.header("proxy-authorization") == nil)
    }

    @Test func aProxyThatRefusesIsNamedAndNothingWasSent() async throws {
        let denied = try await Self.call { _ in .reply("", status: "403 Forbidden") }
        let refusal = "the proxy \(denied.proxy) refused to connect to agent.example:8080"
        #expect(denied.failure == TransportFailure(.proxy(refusal), sent: .notSent))
        let unknown = try await Self.call { _ in .reply("", status: "407 Proxy Authentication Required") }
        #expect(
            unknown.failure == TransportFailure(.proxy("the proxy \(unknown.proxy) wants a name and password"), sent: .notSent))
        let cut = try await Self.call { _ in .close }
        #expect(cut.failure == TransportFailure(.proxy("\(cut.proxy) closed the connection"), sent: .notSent))
        for requests in [denied.requests, unknown.requests, cut.requests] {
            #expect(requests.allSatisfy { $0.head.hasPrefix("CONNECT ") })
        }
    }

    @Test func aProxyThatIsNotThereIsNamed() async throws {
        let closed = ClosedPort()
        let port = closed.number
        for kind in [ProxySetting.Kind.http, .socks5] {
            let transport = try AsyncHTTPTransport(
                configuration: Self.configuration(ProxySetting(kind, host: "127.0.0.1", port: port)))
            let failure = await Wire.failure(transport, Wire.post("https://agent.example/"))
            #expect(failure == TransportFailure(.proxy("127.0.0.1:\(port) refuses connections"), sent: .notSent))
            await transport.shutdown()
        }
        closed.release()
    }
}
