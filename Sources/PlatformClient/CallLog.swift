// The last calls, for the person who asks why something is slow or refused, and for the platform's
// support. No headers, no bodies: neither signature nor personal data is in it.

public import SIMModel

/// One attempt of one call.
public struct CallLogEntry: Sendable, Hashable {
    /// How it ended.
    public enum Outcome: Sendable, Hashable {
        case ok
        case error(PlatformError)
    }

    /// When it was sent.
    public var at: WallTime
    /// The endpoint's id in the catalogue.
    public var endpoint: String
    public var traceID: String
    /// How many cards it named.
    public var cards: Int
    /// From sending to the whole reply.
    public var milliseconds: Int64
    public var outcome: Outcome
    /// 1 for the first try.
    public var attempt: Int

    public init(
        at: WallTime, endpoint: String, traceID: String, cards: Int, milliseconds: Int64, outcome: Outcome,
        attempt: Int
    ) {
        self.at = at
        self.endpoint = endpoint
        self.traceID = traceID
        self.cards = cards
        self.milliseconds = milliseconds
        self.outcome = outcome
        self.attempt = attempt
    }
}

/// A ring of the last calls.
struct CallLog: Sendable {
    static let limit = 500
    private var slots: [CallLogEntry] = []
    private var oldest = 0

    mutating func append(_ entry: CallLogEntry) {
        if slots.count < Self.limit {
            slots.append(entry)
        } else {
            slots[oldest] = entry
            oldest = (oldest + 1) % Self.limit
        }
    }

    /// Newest last.
    var entries: [CallLogEntry] { Array(slots[oldest...] + slots[..<oldest]) }
}
