// What can go wrong between us and the platform, as facts. The words are in Localization.

/// Whether the platform may have seen the request.
public enum SendCertainty: Sendable, Hashable {
    /// No byte of the request left this machine.
    case notSent
    /// It may have arrived; nobody can tell.
    case mayHaveBeenSent
    /// The platform answered.
    case answered
}

/// A call that did not give what was asked for.
public struct PlatformError: Error, Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        /// A non-zero code that means none of the below; code and message are the platform's own.
        case refused(code: Int, message: String)
        /// The platform does not accept appID, key or signature.
        case signature(code: Int, message: String)
        /// Refused, and the clocks differ by more than the platform allows. Unit: seconds, ours minus theirs.
        case clock(skew: Int64, code: Int, message: String)
        /// Too many calls.
        case rate(code: Int, message: String)
        /// This profile or run is read-only; the call would have changed something.
        case readOnly
        /// The batch or a parameter breaks a documented limit; nothing was sent. The text names it.
        case invalidRequest(String)
        /// The endpoint's path is concluded, not documented, and the configuration does not confirm it.
        case unconfirmedEndpoint(path: String)
        /// The name does not resolve, the port is closed, the route is dead.
        case unreachable(String)
        /// The proxy refused or failed.
        case proxy(String)
        /// The certificate or the handshake was not acceptable.
        case tls(String)
        /// No answer in time. Unit: seconds.
        case timeout(seconds: Int)
        /// The line was cut before the answer was whole.
        case connectionLost(String)
        /// An HTTP status other than 200 without the platform's envelope.
        case httpStatus(Int)
        /// An answer that is not the platform's format; the text says where.
        case badReply(String)
        /// More than the accepted size. Unit: bytes.
        case replyTooLarge(limit: Int)
        /// Given up by this program.
        case cancelled
    }

    public var kind: Kind
    public var sent: SendCertainty
    /// The endpoint's id in the catalogue.
    public var endpoint: String
    /// The trace of the attempt, for the platform's support.
    public var traceID: String?

    public init(_ kind: Kind, sent: SendCertainty, endpoint: String, traceID: String? = nil) {
        self.kind = kind
        self.sent = sent
        self.endpoint = endpoint
        self.traceID = traceID
    }

    /// True when the platform could not be reached or did not behave (network, TLS, 5xx): exit status 5.
    public var isUnreachable: Bool {
        switch kind {
        case .unreachable, .proxy, .tls, .timeout, .connectionLost, .httpStatus, .badReply, .replyTooLarge: true
        case .refused, .signature, .clock, .rate, .readOnly, .invalidRequest, .unconfirmedEndpoint, .cancelled: false
        }
    }
}
