// The door to the network: one method. Whoever stands behind it must tell truthfully whether bytes
// of a request may have left, because that decides if a stop may be sent again.

public import SIMModel

/// One HTTP header.
public struct HeaderField: Hashable, Sendable {
    public var name: String
    public var value: String

    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

/// A request, ready to go out. Its description leaves out headers and body, so that no signature and
/// no personal data reaches a log through it.
public struct WireRequest: Hashable, Sendable, CustomStringConvertible {
    public var method: String
    public var url: String
    public var headers: [HeaderField]
    public var body: [UInt8]

    public init(method: String, url: String, headers: [HeaderField], body: [UInt8]) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
    }

    public var description: String { "\(method) \(url) (\(body.count) bytes)" }
}

/// A whole reply.
public struct WireReply: Sendable {
    public var status: Int
    public var headers: [HeaderField]
    public var body: [UInt8]

    public init(status: Int, headers: [HeaderField], body: [UInt8]) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// The first header of that name, without regard to case.
    public func header(_ name: String) -> String? {
        let wanted = name.lowercased()
        return headers.first { $0.name.lowercased() == wanted }?.value
    }
}

/// No reply, and how far the request got.
public struct TransportFailure: Error, Hashable, Sendable {
    public var kind: PlatformError.Kind
    public var sent: SendCertainty

    public init(_ kind: PlatformError.Kind, sent: SendCertainty) {
        self.kind = kind
        self.sent = sent
    }
}

/// Carries requests. It never repeats one, never follows a redirect, and says `mayHaveBeenSent`
/// whenever it cannot know.
public protocol HTTPTransport: Sendable {
    /// - Parameters:
    ///   - timeout: for the whole call, connecting included.
    ///   - replyLimit: bytes of the unpacked body; more is `.replyTooLarge`.
    func send(_ request: WireRequest, timeout: Duration, replyLimit: Int) async throws(TransportFailure) -> WireReply
    /// Closes what is open. Calls after it fail as `notSent`.
    func shutdown() async
}
