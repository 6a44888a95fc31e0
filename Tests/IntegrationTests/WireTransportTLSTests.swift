// Trust: which certificates are accepted, and the words when one is not.

import NIOSSL
import PlatformClient
import SIMModel
import TestSupport
import Testing

@testable import WireTransport

@Suite struct WireTrustTests {
    let folder = TemporaryDirectory()

    /// The reply, or the failure, of a call to the server by `host`.
    func call(
        _ host: String, caFile: String?, hasSystemAuthorities: Bool = true
    ) async throws -> (status: Int?, failure: TransportFailure?, requests: Int) {
        let configuration = TransportConfiguration(caFile: caFile, hasSystemAuthorities: hasSystemAuthorities)
        var result: (status: Int?, failure: TransportFailure?, requests: Int) = (nil, nil, 0)
        try await Wire.run(configuration, tls: true, script: { _, _ in .reply("{}") }) { wire in
            let request = Wire.post("https://\(host):\(wire.server.port)/")
            do throws(TransportFailure) {
                result.status = try await wire.transport.send(request, timeout: .seconds(90), replyLimit: 100).status
            } catch {
                result.failure = error
            }
            result.requests = wire.server.requests.count
        }
        return result
    }

    @Test func anAuthorityOfOnesOwnIsTrusted() async throws {
        let caFile = folder.write(TestCertificate.certificate, to: "ca.pem")
        let result = try await call("localhost", caFile: caFile)
        #expect(result.status == 200 && result.failure == nil && result.requests == 1)
    }

    @Test func anUnknownAuthorityIsNotTrustedAndNothingIsSent() async throws {
        let result = try await call("localhost", caFile: nil)
        #expect(result.failure?.sent == .notSent)
        guard case .tls(let words)? = result.failure?.kind else {
            Issue.record("\(String(describing: result.failure))")
            return
        }
        #expect(words.contains("is not trusted: unknown authority, expired, or not valid yet"), "\(words)")
        #expect(result.requests == 0)
    }

    /// As on a bare Debian, where the TLS library's own way of finding authorities fails before any connection.
    @Test func aMachineWithoutAuthoritiesTrustsTheProfilesFileAndSaysWhatItLacks() async throws {
        let caFile = folder.write(TestCertificate.certificate, to: "ca.pem")
        let trusted = try await call("localhost", caFile: caFile, hasSystemAuthorities: false)
        #expect(trusted.status == 200 && trusted.failure == nil && trusted.requests == 1)
        let result = try await call("localhost", caFile: nil, hasSystemAuthorities: false)
        guard case .tls(let words)? = result.failure?.kind else {
            Issue.record("\(String(describing: result.failure))")
            return
        }
        #expect(words.contains("is not trusted: this machine knows no authority at all"), "\(words)")
        #expect(result.failure?.sent == .notSent && result.requests == 0)
    }

    @Test func aCertificateForAnotherHostIsNotAccepted() async throws {
        let caFile = folder.write(TestCertificate.certificate, to: "ca.pem")
        let result = try await call("127.0.0.1", caFile: caFile)
        #expect(result.failure?.sent == .notSent)
        guard case .tls(let words)? = result.failure?.kind else {
            Issue.record("\(String(describing: result.failure))")
            return
        }
        #expect(words.contains("is for another host than 127.0.0.1"), "\(words)")
        #expect(result.requests == 0)
    }

    @Test func aPlainServerBehindAnHTTPSAddressIsNamed() async throws {
        let server = try await ActingServer.start(banner: ServerAct.http([], status: "400 Bad Request")) { _, _ in .close }
        let transport = try AsyncHTTPTransport(configuration: TransportConfiguration())
        let target = "127.0.0.1:\(server.port)"
        let failure = await Wire.failure(transport, Wire.post("https://\(target)/"))
        #expect(failure == TransportFailure(.tls("\(target) does not speak TLS"), sent: .notSent))
        await transport.shutdown()
        await server.stop()
    }

    @Test func aHandshakeThatNeverEndsIsGivenUp() async throws {
        let configuration = TransportConfiguration(connectTimeout: .seconds(1))
        try await Wire.run(configuration, script: { _, _ in .silence }) { wire in
            let target = "127.0.0.1:\(wire.server.port)"
            let failure = await Wire.failure(wire.transport, Wire.post("https://\(target)/"))
            #expect(failure?.sent == .notSent)
            // Which of the library's two timers is first is a matter of luck.
            let allowed: [PlatformError.Kind] = [
                .tls("\(target) did not finish the TLS handshake within 1 s"),
                .unreachable("no connection to \(target) within 1 s"),
            ]
            #expect(failure.map { allowed.contains($0.kind) } == true)
        }
    }

    @Test(arguments: ["", "no certificate here"])
    func aFileWithoutCertificatesIsRefusedAtTheStart(text: String) {
        let path = folder.write(text, to: "bad.pem")
        #expect(throws: TransportFailure(.tls("ca_file: no certificate can be read from \(path)"), sent: .notSent)) {
            try AsyncHTTPTransport(configuration: TransportConfiguration(caFile: path))
        }
    }

    @Test func aMissingFileIsRefusedAtTheStart() {
        let path = folder.path + "/none.pem"
        #expect(throws: TransportFailure.self) {
            try AsyncHTTPTransport(configuration: TransportConfiguration(caFile: path))
        }
    }
}

@Suite struct FailureWordsTests {
    static let words = FailureWords(target: "agent.example:443", proxy: nil, connectSeconds: 8, wasSent: false)

    @Test(arguments: [
        (
            "error:1000007d:SSL routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED at /build/x/ssl/handshake.cc:320",
            "error:1000007d:SSL routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED at handshake.cc:320"
        ),
        ("sslError([Error at(/build/a/c.swift:1)])", "sslError([Error at(c.swift:1)])"),
        ("read and/or write", "read and/or write"),
        ("no path here", "no path here"), ("see https://agent.example/x/y", "see https://agent.example/x/y"), ("/", "/"),
        ("", ""),
    ])
    func pathsOfTheBuildMachineAreCut(text: String, scrubbed: String) {
        #expect(FailureWords.scrub(text) == scrubbed)
    }

    @Test func givingUpIsNoFailureOfTheNetwork() {
        #expect(Self.words.kind(of: CancellationError(), replyLimit: 1) == .cancelled)
    }
}
