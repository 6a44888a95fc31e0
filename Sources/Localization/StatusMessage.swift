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
    /// Calls in the last minute, of those allowed now.
    case calls(Int, of: Int)
    /// The same while less is allowed than the profile says, and until when; in brief, and as a sentence.
    case callsSlowed(Int, of: Int, configured: Int, until: String)
    case callsSlowedShort(Int, of: Int, configured: Int)
    case callsSlowedWhy(configured: Int, growsAt: String, wholeAt: String)
    case callsLastMinute(Int, of: Int)
    /// The round of stored records: how far, and when it will be done.
    case sweep(percent: Int)
    case sweepDone(percent: Int, in: String)
    case sweepDoneShort(percent: Int, in: String)
    case sweepUnknown(percent: Int)
    case sweepWaits(percent: Int)
    case sweepCards(Int, of: Int)
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
