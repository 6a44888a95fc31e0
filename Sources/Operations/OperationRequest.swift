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
    /// How it is staged, and when it stops by itself.
    public var policy: RunPolicy
    /// The cards' gateways (upstream: gatewayId, the platform's way to a carrier), as far as they are
    /// known: delays are learnt by it.
    public var carriers: [CardNumber: Int]
    /// The run that this takes back.
    public var undoes: String?

    public init(
        kind: OperationKind, cards: [CardNumber], reason: String? = nil, allowsRepeat: Bool = false,
        policy: RunPolicy = RunPolicy(), carriers: [CardNumber: Int] = [:], undoes: String? = nil
    ) {
        self.kind = kind
        self.cards = cards
        self.reason = reason
        self.allowsRepeat = allowsRepeat
        self.policy = policy
        self.carriers = carriers
        self.undoes = undoes
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
    /// Left out: protected cards, which no operation on several cards touches.
    public var protected: [CardNumber] = []
    /// The run as it stands after sending; nil when nothing was planned.
    public var run: BulkRun?
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
    /// A rule of this profile forbids it.
    case guarded(GuardRefusal)
    /// It is not paused: somebody else continued it, or it is over.
    case notPaused
}
