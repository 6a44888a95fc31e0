// The live transport against a server that behaves and misbehaves: what comes back, what is told when
// nothing does, and whether "not sent" is true.

import Glibc
import PlatformClient
import SIMModel
import TestSupport
import Testing

@testable import WireTransport

/// A transport and a server for it.
struct Wire {
    var server: ActingServer
    var transport: AsyncHTTPTransport

    static func run(
        _ configuration: TransportConfiguration = TransportConfiguration(), tls: Bool = false,
        script: @escaping ActingServer.Script, _ body: (Wire) async throws -> Void
    ) async throws {
        let server = try await ActingServer.start(tls: tls, script)
        let wire = Wire(server: server, transport: try AsyncHTTPTransport(configuration: configuration))
        let result: Result<Void, any Error>
        do {
            result = .success(try await body(wire))
        } catch {
            result = .failure(error)
        }
        await wire.transport.shutdown()
        await server.stop()
        try result.get()
    }

    static func post(_ url: String, body: String = "simNos=1") -> WireRequest {
        WireRequest(
            method: "POST", url: url, headers: [HeaderField("appID", "demo"), HeaderField("sign", "00ff")],
            body: Array(body.utf8))
    }

    /// A POST to the server's `/path`.
    func send(body: String = "simNos=1", timeout: Duration = .seconds(90), replyLimit: Int = 1 << 20) async throws -> WireReply {
        try await transport.send(Self.post(server.url + "/path", body: body), timeout: timeout, replyLimit: replyLimit)
    }

    /// The same, for what goes wrong; nil: nothing.
    func failure(
        body: String = "simNos=1", timeout: Duration = .seconds(90), replyLimit: Int = 1 << 20
    ) async -> TransportFailure? {
        let request = Self.post(server.url + "/path", body: body)
        return await Self.failure(transport, request, timeout: timeout, replyLimit: replyLimit)
    }

    static func failure(
        _ transport: AsyncHTTPTransport, _ request: WireRequest, timeout: Duration = .seconds(90), replyLimit: Int = 1 << 20
    ) async -> TransportFailure? {
        do throws(TransportFailure) {
            _ = try await transport.send(request, timeout: timeout, replyLimit: replyLimit)
            return nil
        } catch {
            return error
        }
    }
}

@Suite struct WireTransportTests {
    @Test func aRequestArrivesAsItWasSigned() async throws {
        try await Wire.run(TransportConfiguration(userAgent: "simdeck/1.2.3"), script: { _, _ in .reply(#"{"code":0}"#) }) {
            wire in
            let reply = try await wire.send(body: "simNos=%5B%221%22%5D&remark=%E5%A4%9C")
            #expect(reply.status == 200)
            #expect(String(decoding: reply.body, as: UTF8.self) == #"{"code":0}"#)
            let seen = try #require(wire.server.requests.first)
            #expect(seen.head.hasPrefix("POST /path HTTP/1.1\r\n"))
            #expect(seen.body == "simNos=%5B%221%22%5D&remark=%E5%A4%9C")
            #expect(seen.header("appID") == "demo" && seen.header("sign") == "00ff")
            #expect(seen.header("User-Agent") == "simdeck/1.2.3")
            #expect(seen.header("Accept-Encoding") == "gzip")
            #expect(seen.header("Host") == "127.0.0.1:\(wire.server.port)")
        }
    }

    @Test func aPostWithoutABodyIsStillAPost() async throws {
        try await Wire.run(script: { _, _ in .reply("{}") }) { wire in
            let reply = try await wire.send(body: "")
            #expect(reply.status == 200)
            #expect(wire.server.requests.first?.header("content-length") == "0")
        }
    }

    @Test func callsInARowShareAConnection() async throws {
        try await Wire.run(script: { _, number in .reply("\(number)") }) { wire in
            for number in 0..<5 {
                let reply = try await wire.send()
                #expect(String(decoding: reply.body, as: UTF8.self) == "\(number)")
            }
            #expect(wire.server.connections == 1)
        }
    }

    @Test func aRedirectIsReportedAndNotFollowed() async throws {
        for status in ["301 Moved", "302 Found", "307 Temporary Redirect", "308 Permanent Redirect"] {
            try await Wire.run(script: { _, _ in .reply("", status: status, headers: ["Location: /elsewhere"]) }) { wire in
                let reply = try await wire.send()
                #expect(status.hasPrefix("\(reply.status)"))
                #expect(reply.header("location") == "/elsewhere")
                #expect(wire.server.requests.count == 1)
            }
        }
    }

    @Test func aCompressedReplyIsUnpacked() async throws {
        // `printf '{"code":0,"message":"操作成功"}' | gzip -9n`
        let packed: [UInt8] = [
            0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xab, 0x56, 0x4a, 0xce,
            0x4f, 0x49, 0x55, 0xb2, 0x32, 0xd0, 0x51, 0xca, 0x4d, 0x2d, 0x2e, 0x4e, 0x4c, 0x07,
            0xb2, 0x95, 0x9e, 0x4d, 0xee, 0x7d, 0xb2, 0x77, 0xce, 0xb3, 0x8e, 0x09, 0x4f, 0xbb,
            0xe6, 0x2b, 0xd5, 0x02, 0x00, 0x0b, 0x2b, 0x1e, 0x58, 0x23, 0x00, 0x00, 0x00,
        ]
        try await Wire.run(script: { _, _ in .send(ServerAct.http(packed, headers: ["Content-Encoding: gzip"])) }) { wire in
            let reply = try await wire.send()
            #expect(String(decoding: reply.body, as: UTF8.self) == #"{"code":0,"message":"操作成功"}"#)
        }
        let damaged = packed.enumerated().map { $0.offset > 12 ? ~$0.element : $0.element }
        try await Wire.run(script: { _, _ in .send(ServerAct.http(damaged, headers: ["Content-Encoding: gzip"])) }) { wire in
            let failure = await wire.failure()
            #expect(failure == TransportFailure(.badReply("the compressed body is damaged"), sent: .mayHaveBeenSent))
        }
    }

    @Test func aReplyBeyondTheLimitIsCutOff() async throws {
        let body = String(repeating: "x", count: 100_001)
        let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + "186a1\r\n\(body)\r\n0\r\n\r\n"
        for act in [ServerAct.reply(body), .send(Array(chunked.utf8))] {
            try await Wire.run(script: { _, _ in act }) { wire in
                let failure = await wire.failure(replyLimit: 100_000)
                #expect(failure == TransportFailure(.replyTooLarge(limit: 100_000), sent: .mayHaveBeenSent))
                let reply = try await wire.send(replyLimit: 100_001)
                #expect(reply.body.count == 100_001)
            }
        }
    }

    @Test func whatIsNotHTTPIsABadReply() async throws {
        try await Wire.run(script: { _, _ in .sendAndClose(Array("SSH-2.0-OpenSSH_9.2\r\n".utf8)) }) { wire in
            let failure = await wire.failure()
            #expect(failure == TransportFailure(.badReply("not HTTP"), sent: .mayHaveBeenSent))
        }
    }
}

@Suite struct WireCertaintyTests {
    @Test func aClosedPortIsToldInPlainWordsAndNothingWasSent() async throws {
        let closed = ClosedPort()
        let port = closed.number
        let transport = try AsyncHTTPTransport(configuration: TransportConfiguration())
        for body in ["simNos=1", ""] {
            let failure = await Wire.failure(transport, Wire.post("http://127.0.0.1:\(port)/", body: body))
            #expect(failure == TransportFailure(.unreachable("127.0.0.1:\(port) refuses connections"), sent: .notSent))
        }
        await transport.shutdown()
        closed.release()
    }

    @Test func anUnknownNameIsToldInPlainWordsAndNothingWasSent() async throws {
        let transport = try AsyncHTTPTransport(configuration: TransportConfiguration())
        // RFC 2606: this name never resolves.
        let failure = try #require(await Wire.failure(transport, Wire.post("http://simdeck.invalid/")))
        await transport.shutdown()
        #expect(failure.sent == .notSent)
        // A resolver that does not answer at all ends as a time-out; one that does, by its word.
        switch failure.kind {
        case .unreachable(let words): #expect(words == "the name simdeck.invalid is not known")
        case .timeout: break
        default: Issue.record("\(failure.kind)")
        }
    }

    @Test(arguments: ["", "agent.example", "ftp://agent.example/", "https://", "http:///x", "http://a:99999/"])
    func anAddressThatIsNoneIsRefusedBeforeAnything(url: String) async throws {
        let transport = try AsyncHTTPTransport(configuration: TransportConfiguration())
        let failure = await Wire.failure(transport, Wire.post(url))
        guard case .invalidRequest? = failure?.kind else {
            Issue.record("\(String(describing: failure))")
            return
        }
        #expect(failure?.sent == .notSent)
        await transport.shutdown()
    }

    @Test func aLineCutAfterTheRequestLeavesItInDoubtAndItIsNotSentAgain() async throws {
        try await Wire.run(script: { _, _ in .close }) { wire in
            let failure = await wire.failure()
            #expect(failure?.sent == .mayHaveBeenSent)
            guard case .connectionLost? = failure?.kind else {
                Issue.record("\(String(describing: failure))")
                return
            }
            #expect(wire.server.requests.count == 1)
        }
    }

    @Test func aLineCutInTheMiddleOfTheReplyIsNoReply() async throws {
        for reply in ["HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"code\":0", "HTTP/1.1 200 OK\r\nConte"] {
            try await Wire.run(script: { _, _ in .sendAndClose(Array(reply.utf8)) }) { wire in
                let failure = await wire.failure()
                #expect(failure?.sent == .mayHaveBeenSent)
                #expect(wire.server.requests.count == 1)
            }
        }
    }

    /// The trap of keep-alive: the server answers, then closes the idle connection, while the next
    /// request may already be on its way. Whatever is told must be true.
    @Test func notSentIsNeverSaidOfARequestThatArrived() async throws {
        try await Wire.run(script: { _, _ in .sendAndClose(ServerAct.http(Array("{}".utf8))) }) { wire in
            for number in 0..<200 {
                let body = "simNos=\(number)"
                let failure = await wire.failure(body: body)
                let arrived = wire.server.requests.count { $0.body == body }
                #expect(arrived <= 1)
                switch failure?.sent {
                case nil: #expect(arrived == 1)
                case .notSent?: #expect(arrived == 0, "\(body)")
                case .mayHaveBeenSent?, .answered?: break
                }
            }
        }
    }

    @Test func silenceIsATimeoutInDoubt() async throws {
        try await Wire.run(script: { _, _ in .silence }) { wire in
            let failure = await wire.failure(timeout: .seconds(2))
            #expect(failure == TransportFailure(.timeout(seconds: 2), sent: .mayHaveBeenSent))
            #expect(wire.server.requests.count == 1)
        }
    }

    @Test func theTimeoutCoversTheReplysBody() async throws {
        let half = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"
        try await Wire.run(script: { _, _ in .send(Array(half.utf8)) }) { wire in
            let failure = await wire.failure(timeout: .seconds(2))
            #expect(failure == TransportFailure(.timeout(seconds: 2), sent: .mayHaveBeenSent))
        }
    }

    @Test func givingUpAfterTheRequestLeftLeavesItInDoubt() async throws {
        try await Wire.run(script: { _, _ in .silence }) { wire in
            let call = Task { await wire.failure() }
            await wire.server.untilSeen(1)
            call.cancel()
            #expect(await call.value == TransportFailure(.cancelled, sent: .mayHaveBeenSent))
        }
    }

    @Test func givingUpBeforehandSendsNothing() async throws {
        try await Wire.run(script: { _, _ in .reply("{}") }) { wire in
            let call = Task {
                while !Task.isCancelled { await Task.yield() }
                return await wire.failure()
            }
            call.cancel()
            #expect(await call.value == TransportFailure(.cancelled, sent: .notSent))
            #expect(wire.server.requests.isEmpty)
        }
    }

    @Test func shuttingDownEndsWhatRunsAndRefusesWhatComes() async throws {
        try await Wire.run(script: { _, _ in .silence }) { wire in
            let call = Task { await wire.failure() }
            await wire.server.untilSeen(1)
            await wire.transport.shutdown()
            let failure = await call.value
            #expect(failure?.sent == .mayHaveBeenSent)
            let later = await wire.failure()
            #expect(later == TransportFailure(.cancelled, sent: .notSent))
            #expect(wire.server.requests.count == 1)
        }
    }
}
