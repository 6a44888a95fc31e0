// Our own reasons in the journal, told from the platform's words by a code in front.

/// A reason of our own in ``OperationRecord/failReason``: `not-in-log: …`. The code lets every language
/// say it; anything without a code is the platform's own words.
public struct OperationNote: Hashable, Sendable {
    public enum Code: String, Sendable, CaseIterable {
        /// Sent, and no reply came.
        case lost
        /// No byte of it left.
        case notSent = "not-sent"
        /// Its turn did not come: an earlier part of the same request failed.
        case held
        /// The process that sent it ended before it wrote the reply down.
        case interrupted
        /// Several rows of the platform's log could be it.
        case ambiguous
        /// The platform's log has no row for it.
        case notInLog = "not-in-log"
        /// A person said that it never arrived, after the log had been looked through.
        case neverArrived = "never-arrived"
        /// The time for proof has passed.
        case deadline
    }

    public var code: Code
    /// The particulars, in English.
    public var words: String

    public init(_ code: Code, _ words: String) {
        self.code = code
        self.words = words
    }

    /// nil when the reason is none of ours.
    public init?(failReason: String?) {
        guard let failReason, let colon = failReason.firstIndex(of: ":"),
            let code = Code(rawValue: String(failReason[..<colon]))
        else { return nil }
        self.init(code, String(failReason[failReason.index(after: colon)...].drop { $0 == " " }))
    }

    /// As it stands in the journal.
    public var text: String { "\(code.rawValue): \(words)" }
}
