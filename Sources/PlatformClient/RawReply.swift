// Any call of the catalogue and its reply as it came.

public import JSONText
public import PlatformContract
public import SIMModel

/// An accepted answer, whole. Its description holds nothing of the content.
public struct RawReply: Sendable, CustomStringConvertible, CustomReflectable {
    /// As they came.
    public var bytes: [UInt8]
    /// The whole document.
    public var value: JSONValue
    /// upstream: code; 0, or 0 for a reply without an envelope.
    public var code: Int
    /// upstream: message.
    public var message: String
    /// upstream: data; nil when absent.
    public var data: JSONValue?
    public var receivedAt: WallTime
    /// The trace that was sent.
    public var traceID: String

    public init(
        bytes: [UInt8], value: JSONValue, code: Int, message: String, data: JSONValue?, receivedAt: WallTime,
        traceID: String
    ) {
        self.bytes = bytes
        self.value = value
        self.code = code
        self.message = message
        self.data = data
        self.receivedAt = receivedAt
        self.traceID = traceID
    }

    public var description: String { "RawReply(code: \(code), \(bytes.count) bytes, trace: \(traceID))" }
    public var customMirror: Mirror { Mirror(self, children: ["code": code, "traceID": traceID]) }
}

extension PlatformClient {
    /// One call of any endpoint, checked by the catalogue.
    /// - Throws: `.invalidRequest` naming the parameter, `.unconfirmedEndpoint`, `.readOnly`: nothing was
    ///   sent. A change or a spending call is sent at most once; with `mayHaveBeenSent` it may have worked.
    public nonisolated func call(
        _ endpoint: Endpoint, _ values: [WireField], priority: CallPriority = .interactive, traceID: String? = nil
    ) async throws(PlatformError) -> RawReply {
        let answer = try await ask(endpoint, values, priority: priority, traceID: traceID)
        return RawReply(
            bytes: answer.bytes, value: answer.envelope.document, code: answer.envelope.code,
            message: answer.envelope.message, data: answer.envelope.data, receivedAt: answer.receivedAt,
            traceID: answer.traceID)
    }
}
