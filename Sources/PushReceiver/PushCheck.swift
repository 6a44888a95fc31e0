// Is this a push of the platform, new, and in time? Pure: headers, bytes and the time come in. Headers
// are judged before a byte of the body is read.

public import PlatformContract
public import SIMModel
public import StateStore

/// The checks of a push.
public struct PushCheck: Sendable {
    let credentials: Credentials
    /// Unit: bytes.
    let bodyLimit: Int

    public init(credentials: Credentials, bodyLimit: Int) {
        self.credentials = credentials
        self.bodyLimit = bodyLimit
    }

    /// What a request's head says.
    public enum Head: Hashable, Sendable {
        /// Read the body.
        case read(traceID: String)
        case refuse(PushStatus)
    }

    /// - Parameter header: looks a name up without regard to case.
    public func head(
        method: String, path: String, header: (String) -> String?, at now: WallTime
    ) -> Head {
        guard Self.isPushPath(path) else { return .refuse(.notFound) }
        guard method == "POST" else { return .refuse(.notPost) }
        if let fault = Signature.fault(in: header, credentials: credentials, now: now) {
            return .refuse(Self.status(of: fault))
        }
        if let type = header("content-type"), !type.isEmpty, !Self.isKnown(contentType: type) {
            return .refuse(.contentType)
        }
        if let length = header("content-length").flatMap({ Int($0) }), length > bodyLimit { return .refuse(.tooLarge) }
        return .read(traceID: header(SignedHeader.traceID) ?? "")
    }

    /// What a whole body is about.
    /// - Parameter announced: upstream's `Content-Length`, if it came: a line that broke looks like an end.
    public func body(_ bytes: [UInt8], announced: Int?) -> Result<PushKind, Refusal> {
        if let announced, announced != bytes.count { return .failure(Refusal(.incomplete)) }
        do throws(PushBodyFault) {
            return .success(try PushBody(bytes).kind)
        } catch {
            switch error {
            case .notJSON(let place): return .failure(Refusal(.badBody("not JSON, \(place)")))
            case .neither: return .failure(Refusal(.badBody("neither JSON nor a form with data")))
            }
        }
    }

    /// The answer once the inbox has spoken.
    public static func status(of receipt: PushReceipt) -> PushStatus {
        switch receipt {
        case .stored(let id): .stored(id)
        case .repeated: .repeated
        case .conflicting: .conflict
        case .full: .busy
        }
    }

    /// A status as an error.
    public struct Refusal: Error, Hashable, Sendable {
        public var status: PushStatus
        init(_ status: PushStatus) { self.status = status }
    }

    /// `push` is a part of the path: a reverse proxy may put its own in front, and what follows is free.
    private static func isPushPath(_ path: String) -> Bool {
        path.prefix { $0 != "?" && $0 != "#" }.split(separator: "/").contains("push")
    }

    private static func isKnown(contentType: String) -> Bool {
        let name = contentType.prefix { $0 != ";" }.filter { $0 != " " }.lowercased()
        return name == "application/json" || name == "text/json" || name.hasSuffix("+json") || name == "text/plain"
            || name == WireForm.contentType
    }

    private static func status(of fault: Signature.Fault) -> PushStatus {
        switch fault {
        case .missing(let name): .badHeader(name)
        case .version: .badHeader(SignedHeader.apiVersion)
        case .trace: .badHeader(SignedHeader.traceID)
        case .timestamp: .badHeader(SignedHeader.timestamp)
        case .application, .signature: .notSigned
        case .clock(let skew): .clock(skew)
        }
    }
}
