// The signature against vectors made outside Swift (md5sum, independent_signature.py), MD5 against the
// suite of RFC 1321, and the check of received headers.

import SIMModel
import TestSupport
import Testing

@testable import PlatformContract

@Suite struct MD5Tests {
    @Test(arguments: [
        ("", "d41d8cd98f00b204e9800998ecf8427e"),
        ("a", "0cc175b9c0f1b6a831c399e269772661"),
        ("abc", "900150983cd24fb0d6963f7d28e17f72"),
        ("message digest", "f96b697d7cb7938d525a2f31aaf161d0"),
        ("abcdefghijklmnopqrstuvwxyz", "c3fcd3d76192e4007dfb496cca67e13b"),
        ("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", "d174ab98d277d9f5a5611c2c9f419d9f"),
        (
            "12345678901234567890123456789012345678901234567890123456789012345678901234567890",
            "57edf4a22be3c955ac49da2e2107b67a"
        ),
    ])
    func passesTheSuiteOfRFC1321(text: String, digest: String) {
        #expect(MD5.hex(text.utf8) == digest)
    }

    /// Lengths around the padding's edges; digests by md5sum.
    @Test(arguments: [
        (55, "ef1772b6dff9a122358552954ad0df65"), (56, "3b0c8ac703f828b04c6c197006d17218"),
        (57, "652b906d60af96844ebd21b674f35e93"), (63, "b06521f39153d618550606be297466d5"),
        (64, "014842d480b571495a4a0363793f7367"), (65, "c743a45e0d2e6a95cb859adae0248435"),
        (119, "8a7bd0732ed6a28ce75f6dabc90e1613"), (120, "5f61c0ccad4cac44c75ff505e1f1e537"),
        (128, "e510683b3f5ffe4093d021808bc6ff70"), (1000, "cabe45dcc9ae5b66ba86600cca6b8ba8"),
    ])
    func padsEveryLengthRight(count: Int, digest: String) {
        #expect(MD5.hex([UInt8](repeating: 0x61, count: count)) == digest)
    }
}

@Suite struct SignatureTests {
    struct Vector: Sendable {
        var appID: String
        var secret: String
        var trace: String
        var time: String
        var sign: String
    }

    /// The first is the platform's published one; the others are by md5sum.
    static let vectors = [
        Vector(
            appID: "qwe123", secret: "C55rqUa6AvKyuNMYYvoYCSR1BBfSPWK7", trace: "5831f960804c9217ec01e425b8cc76f5",
            time: "1698587220", sign: "c07a95dbddc1aa915f323cee747aa576"),
        Vector(
            appID: "demo", secret: "demo-secret", trace: "00000000000000000000000000000000", time: "1735000000",
            sign: "ff54c0fac4b5f415782a84e6c7b76b93"),
        Vector(
            appID: "demo", secret: "demo-secret", trace: "ffffffffffffffffffffffffffffffff", time: "1795500000",
            sign: "72ba5caf1f37cc6419488c8a3de1bb1f"),
        Vector(
            appID: "a", secret: "b", trace: "00112233445566778899aabbccddeeff", time: "1000000000",
            sign: "92b4ee4ba4951573fd0871b237a95387"),
        Vector(
            appID: "代理商", secret: "密钥-ß", trace: "0123456789abcdef0123456789abcdef", time: "1735000001",
            sign: "7c1e2b4f3db8eb825e31dccacc62e178"),
        Vector(
            appID: "app-20241224-0001", secret: String(repeating: "k", count: 128),
            trace: "fedcba9876543210fedcba9876543210", time: "2147483648", sign: "7484e060f8cce439081215c9b8a375ba"),
        Vector(
            appID: "x1", secret: "abc+/=%& ", trace: "5831f960804c9217ec01e425b8cc76f5", time: "1698587220",
            sign: "39e1fa70a467ff1659b995b672fee9fe"),
    ]

    @Test(arguments: vectors)
    func signsAsThePlatformDoes(vector: Vector) {
        let sign = Signature.sign(
            appID: vector.appID, traceID: vector.trace, timestamp: vector.time, secret: vector.secret)
        #expect(sign == vector.sign)
    }

    @Test(arguments: vectors)
    func theFiveHeadersCarryThatSignature(vector: Vector) throws {
        let seconds = try #require(Int64(vector.time))
        let headers = Signature.headers(
            credentials: Credentials(appID: vector.appID, secret: vector.secret), time: WallTime(seconds: seconds),
            traceID: vector.trace)
        #expect(headers.map(\.name) == ["appID", "apiVersion", "timestamp", "traceID", "sign"])
        #expect(headers.map(\.value) == [vector.appID, "2.0.0", vector.time, vector.trace, vector.sign])
    }

    @Test func theKeyIsNeverPrinted() {
        let credentials = Credentials(appID: "demo", secret: "hunter2-very-secret")
        var dumped = ""
        dump(credentials, to: &dumped)
        for text in ["\(credentials)", String(reflecting: credentials), dumped, "\([credentials])"] {
            #expect(!text.contains("hunter2"), "\(text)")
        }
    }
}

@Suite struct SignatureCheckTests {
    static let credentials = Credentials(appID: "demo", secret: "demo-secret")
    static let now = WallTime(seconds: 1_735_000_000)

    static func fault(_ change: (inout [String: String]) -> Void) -> Signature.Fault? {
        var headers: [String: String] = [:]
        let made = Signature.headers(
            credentials: credentials, time: now, traceID: "00112233445566778899aabbccddeeff")
        for (name, value) in made { headers[name] = value }
        change(&headers)
        return Signature.fault(in: { headers[$0] }, credentials: credentials, now: now)
    }

    @Test func whatWeSignPassesOurCheck() { #expect(Self.fault { _ in } == nil) }

    @Test(arguments: ["appID", "apiVersion", "timestamp", "traceID", "sign"])
    func eachOfTheFiveHeadersIsDemanded(name: String) {
        #expect(Self.fault { $0[name] = nil } == .missing(name))
        #expect(Self.fault { $0[name] = "" } == .missing(name))
    }

    @Test func aForgedOrOldRequestIsToldApart() {
        #expect(Self.fault { $0["apiVersion"] = "1.0" } == .version("1.0"))
        #expect(Self.fault { $0["appID"] = "other" } == .application)
        #expect(Self.fault { $0["traceID"] = "00112233445566778899AABBCCDDEEFF" } == .trace("00112233445566778899AABBCCDDEEFF"))
        #expect(Self.fault { $0["traceID"] = "0011" } == .trace("0011"))
        #expect(Self.fault { $0["timestamp"] = "173500000" } == .timestamp("173500000"))
        #expect(Self.fault { $0["timestamp"] = "1735000601" } == .clock(skew: 601))
        #expect(Self.fault { $0["timestamp"] = "1734999399" } == .clock(skew: -601))
        #expect(Self.fault { $0["timestamp"] = "1735000600" } == .signature)
        #expect(Self.fault { $0["sign"] = "00000000000000000000000000000000" } == .signature)
        #expect(Self.fault { $0["traceID"] = "10112233445566778899aabbccddeeff" } == .signature)
    }
}
