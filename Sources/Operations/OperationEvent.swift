// What can happen to an operation, and the words of an error in the journal.

public import SIMModel

/// One thing that happened to an operation.
public enum OperationEvent: Hashable, Sendable {
    /// It is about to go out.
    case sendStarted(traceID: String, by: String)
    /// The platform took it (upstream: serialNumber).
    case replyAccepted(serialNumber: String?)
    /// The platform refused it; its words.
    case replyRefused(String)
    /// It may have arrived, and no answer did; why.
    case replyLost(String)
    /// No byte of it left; why.
    case notSent(String)
    /// The row of the platform's log that is this operation's.
    case logRow(ActionLogEntry)
    /// That many rows of the platform's log could be this operation's.
    case logAmbiguous(Int)
    /// The platform's log was read after that time and has no row for it.
    case notInLog(after: Duration)
    /// A state of the card, and when this program received it.
    case freshStatus(Coded<SIMStatus>, source: Source, at: WallTime)
    /// The time for proof has passed.
    case deadline(after: Duration)
    /// The process that sent it ended before it wrote the reply down.
    case interrupted
    /// A person says that what the log does not show, or cannot tell apart, never arrived; why.
    case neverArrived(by: String, why: String)
    /// A person gave it up.
    case cancelled(by: String)
}

extension PlatformError {
    /// The error as a reason in the journal: the platform's code and words as they came, else ours.
    var words: String {
        switch kind {
        case .refused(let code, let message), .signature(let code, let message), .rate(let code, let message):
            message.isEmpty ? "\(code)" : "\(code) \(message)"
        case .clock(let skew, let code, let message): "\(code) \(message) (clock \(skew) s)"
        case .readOnly: "read-only"
        case .invalidRequest(let text): "invalid request, \(text)"
        case .unconfirmedEndpoint(let path): "unconfirmed path \(path)"
        case .unreachable(let text): "unreachable, \(text)"
        case .proxy(let text): "proxy, \(text)"
        case .tls(let text): "TLS, \(text)"
        case .timeout(let seconds): "no answer in \(seconds) s"
        case .connectionLost(let text): "connection lost, \(text)"
        case .httpStatus(let status): "HTTP status \(status)"
        case .badReply(let text): "unreadable answer, \(text)"
        case .replyTooLarge(let limit): "answer larger than \(limit) bytes"
        case .cancelled: "given up"
        }
    }
}
