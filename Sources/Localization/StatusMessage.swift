// The status line, the footer, and what replaces the screen when it is too small.

/// A word or sentence of the frame round the panes.
public enum StatusMessage: Message, Hashable {
    case starting, online
    case noAnswer
    /// The platform answers, and takes no call now: too many.
    case limited
    /// The platform answers, and takes no call: signature, clock, permission.
    case refused
    case retryIn(String)
    case paused
    /// Across the screen while polling is paused; says which key goes on.
    case pausedBanner(key: String)
    case clock(String)
    case callsLeft(Int, of: Int)
    case sweep(percent: Int)
    case readOnly, readWrite
    case demo
    case production
    case operations(Int)
    case inDoubt(Int)
    case tooSmall(columns: Int, rows: Int)
    case errorsSeen(Int)
    /// The journal cannot be read or written.
    case noJournal
    case moreIn(key: String)
}
