// The platform's signature: five headers, an MD5 over four of them and the key. Pure: time and
// trace come in. The body is not part of it (upstream: 对接前必看), so only TLS protects the body.

public import SIMModel

/// The names of the five signed request headers.
public enum SignedHeader {
    public static let appID = "appID"
    public static let apiVersion = "apiVersion"
    public static let timestamp = "timestamp"
    public static let traceID = "traceID"
    public static let sign = "sign"
}

/// The application's id and key. The key is never printed: descriptions and dumps show `***`.
public struct Credentials: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    public let appID: String
    /// upstream: API密钥 (apiKey).
    public let secret: String

    public init(appID: String, secret: String) {
        self.appID = appID
        self.secret = secret
    }

    public var description: String { "Credentials(appID: \(appID), secret: ***)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: ["appID": appID, "secret": "***"]) }
}

/// Making and checking signatures.
public enum Signature {
    /// upstream: apiVersion, fixed.
    public static let apiVersion = "2.0.0"
    /// How far a request's timestamp may be from the platform's clock. Unit: seconds.
    public static let clockTolerance: Int64 = 600

    /// `md5hex(appID + apiVersion + traceID + timestamp + apiKey)`.
    public static func sign(
        appID: String, apiVersion: String = Signature.apiVersion, traceID: String, timestamp: String,
        secret: String
    ) -> String {
        MD5.hex((appID + apiVersion + traceID + timestamp + secret).utf8)
    }

    /// The five headers of a request, in the order of the platform's page.
    public static func headers(
        credentials: Credentials, time: WallTime, traceID: String
    ) -> [(name: String, value: String)] {
        let timestamp = "\(time.seconds)"
        return [
            (SignedHeader.appID, credentials.appID),
            (SignedHeader.apiVersion, apiVersion),
            (SignedHeader.timestamp, timestamp),
            (SignedHeader.traceID, traceID),
            (
                SignedHeader.sign,
                sign(appID: credentials.appID, traceID: traceID, timestamp: timestamp, secret: credentials.secret)
            ),
        ]
    }

    /// What is wrong with a received request's headers.
    public enum Fault: Hashable, Sendable {
        case missing(String)
        case version(String)
        case application
        case trace(String)
        case timestamp(String)
        /// Unit: seconds, theirs minus ours.
        case clock(skew: Int64)
        case signature
    }

    /// Checks what the platform checks, except that the trace is new. nil when all is well.
    /// `header` looks a name up without regard to case.
    public static func fault(
        in header: (String) -> String?, credentials: Credentials, now: WallTime
    ) -> Fault? {
        func value(_ name: String) -> String? { header(name).flatMap { $0.isEmpty ? nil : $0 } }
        guard let appID = value(SignedHeader.appID) else { return .missing(SignedHeader.appID) }
        guard let version = value(SignedHeader.apiVersion) else { return .missing(SignedHeader.apiVersion) }
        guard let timestamp = value(SignedHeader.timestamp) else { return .missing(SignedHeader.timestamp) }
        guard let trace = value(SignedHeader.traceID) else { return .missing(SignedHeader.traceID) }
        guard let sent = value(SignedHeader.sign) else { return .missing(SignedHeader.sign) }
        guard version == apiVersion else { return .version(version) }
        guard appID == credentials.appID else { return .application }
        guard trace.utf8.count == 32, trace.utf8.allSatisfy({ isLowerHex($0) }) else { return .trace(trace) }
        guard timestamp.utf8.count == 10, let seconds = Int64(timestamp) else { return .timestamp(timestamp) }
        let skew = seconds - now.seconds
        guard skew.magnitude <= clockTolerance.magnitude else { return .clock(skew: skew) }
        let right = sign(appID: appID, traceID: trace, timestamp: timestamp, secret: credentials.secret)
        return constantTimeEqual(right, sent) ? nil : .signature
    }

    private static func isLowerHex(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
    }

    private static func constantTimeEqual(_ left: String, _ right: String) -> Bool {
        let (a, b) = (Array(left.utf8), Array(right.utf8))
        guard a.count == b.count else { return false }
        return zip(a, b).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
