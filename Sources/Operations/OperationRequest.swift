// What is asked of the runner, and what it says at once.

public import SIMModel
public import StateStore

/// A stop or resume of some cards, copied when the person said yes.
public struct OperationRequest: Hashable, Sendable {
    public var kind: OperationKind
    /// At least one; a card named twice is one card.
    public var cards: [CardNumber]
    /// The person's words for why; sent as upstream `remark`.
    public var reason: String?
    /// Plan a card even if an operation of the same kind is unfinished on it.
    public var allowsRepeat: Bool

    public init(kind: OperationKind, cards: [CardNumber], reason: String? = nil, allowsRepeat: Bool = false) {
        self.kind = kind
        self.cards = cards
        self.reason = reason
        self.allowsRepeat = allowsRepeat
    }
}

/// What became of a request once everything that could be sent was sent.
public struct Submission: Hashable, Sendable {
    /// Groups its operations in the journal.
    public var group: String
    /// As they stand on the disk after sending.
    public var records: [OperationRecord]
    /// Left out: an unfinished operation of the same kind exists on the card.
    public var repeats: [CardNumber: OperationRecord]
    /// Why calls failed, one a failed call.
    public var errors: [PlatformError]
    /// The journal failed after something had been sent: sending ended there, and what was out at that
    /// moment stands as `sending` on the disk until its reply can be written down.
    public var storeFailure: StoreError?

    public init(
        group: String, records: [OperationRecord], repeats: [CardNumber: OperationRecord] = [:],
        errors: [PlatformError] = [], storeFailure: StoreError? = nil
    ) {
        self.group = group
        self.records = records
        self.repeats = repeats
        self.errors = errors
        self.storeFailure = storeFailure
    }
}

/// Nothing was sent.
public enum SubmissionError: Error, Hashable, Sendable {
    /// It could not be written down, and without that nothing is sent.
    case store(StoreError)
    /// This profile or run changes nothing.
    case readOnly
}
