// What a push is answered with. The platform takes 200 as received and everything else as a reason to
// try again later.

public import SIMModel

/// An answer.
public enum PushStatus: Hashable, Sendable {
    /// On the disk now.
    case stored(Int64)
    /// On the disk already: the same trace with the same body.
    case repeated
    /// The body is no push; why, without any of its content.
    case badBody(String)
    /// A signed header is missing or malformed; its name.
    case badHeader(String)
    /// Wrong application, key or signature.
    case notSigned
    case notFound
    case notPost
    /// The timestamp is more than ten minutes off. Unit: seconds, theirs minus ours.
    case clock(Int64)
    /// The trace was used before, with another body.
    case conflict
    case tooLarge
    /// A content type that is neither JSON nor a form.
    case contentType
    /// Too many pushes wait to be written down, or the inbox is full: later.
    case busy
    /// It could not be written down: later.
    case storeFailed
    /// It did not come whole: the line broke, or it took too long. Nobody hears this answer.
    case incomplete

    /// HTTP status.
    public var code: Int {
        switch self {
        case .stored, .repeated: 200
        case .badBody, .badHeader, .incomplete: 400
        case .notSigned: 401
        case .notFound: 404
        case .notPost: 405
        case .clock: 408
        case .conflict: 409
        case .tooLarge: 413
        case .contentType: 415
        case .busy, .storeFailed: 503
        }
    }

    /// The answer's body: says what was wrong to whoever reads the other side's log.
    public var words: String {
        switch self {
        case .stored: "stored"
        case .repeated: "stored before"
        case .badBody(let why): "body: \(why)"
        case .badHeader(let name): "header \(name): missing or malformed"
        case .notSigned: "signature: wrong"
        case .notFound: "no such path; pushes go to …/push/…"
        case .notPost: "POST only"
        case .clock(let skew): "timestamp: \(skew) s from this clock"
        case .conflict: "traceID: used before for another body"
        case .tooLarge: "body: too large"
        case .contentType: "content type: neither JSON nor a form"
        case .busy: "too much at once, try later"
        case .storeFailed: "could not be stored, try later"
        case .incomplete: "body: incomplete"
        }
    }
}

/// One push and what it was answered with.
public struct PushNotice: Hashable, Sendable {
    public var at: WallTime
    public var status: PushStatus
    /// nil unless the body was read.
    public var kind: PushKind?
    /// upstream: header traceID; nil unless the signature was right.
    public var traceID: String?
    /// Of the body, as far as it was read.
    public var bytes: Int

    public init(at: WallTime, status: PushStatus, kind: PushKind? = nil, traceID: String? = nil, bytes: Int = 0) {
        self.at = at
        self.status = status
        self.kind = kind
        self.traceID = traceID
        self.bytes = bytes
    }
}
