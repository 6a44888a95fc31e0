// Everything a diagnosis may look at: what is known of one card, from whom and since when. What is not
// known is told as such, so that a missing answer never looks like a good one.

public import SIMModel

/// An answer of the platform that a diagnosis may or may not have.
public struct Answer<Value: Hashable & Sendable>: Hashable, Sendable {
    /// The last answer; stays when a later try fails.
    public var value: Value?
    /// When it came; nil before the first.
    public var fetchedAt: WallTime?
    /// Why the last try failed; nil when it did not.
    public var problem: PlatformError?
    public var isAsking: Bool

    public init(
        _ value: Value? = nil, fetchedAt: WallTime? = nil, problem: PlatformError? = nil, isAsking: Bool = false
    ) {
        self.value = value
        self.fetchedAt = fetchedAt
        self.problem = problem
        self.isAsking = isAsking
    }

    /// Older than `promise`, or never came.
    func isOlder(than promise: Duration, at now: WallTime) -> Bool {
        fetchedAt.map { now - $0 > promise } ?? true
    }
}

/// What is known of one card.
public struct CardFacts: Hashable, Sendable {
    public var card: CardNumber
    /// The freshest state (upstream: simStatus).
    public var status: Sourced<Coded<SIMStatus>>?
    /// The last whole record, field by field the freshest known.
    public var record: Sourced<CardRecord>?
    /// The freshest use of data (upstream: useFlow).
    public var used: Sourced<DataVolume>?
    /// When the platform said that it does not know the number.
    public var missingAt: WallTime?
    /// Own operations on the card, newest first.
    public var operations: [OperationRecord]
    /// The platform's log of the card (upstream: querySimAction).
    public var log: Answer<[ActionLogEntry]>
    /// The account's money (upstream: accountAsset).
    public var assets: Answer<AccountAssets>

    public init(
        card: CardNumber, status: Sourced<Coded<SIMStatus>>? = nil, record: Sourced<CardRecord>? = nil,
        used: Sourced<DataVolume>? = nil, missingAt: WallTime? = nil, operations: [OperationRecord] = [],
        log: Answer<[ActionLogEntry]> = Answer(), assets: Answer<AccountAssets> = Answer()
    ) {
        self.card = card
        self.status = status
        self.record = record
        self.used = used
        self.missingAt = missingAt
        self.operations = operations
        self.log = log
        self.assets = assets
    }

    /// The facts of a whole record, as a fresh question gives them.
    public init(
        record: CardRecord, _ provenance: Provenance, operations: [OperationRecord], log: Answer<[ActionLogEntry]>,
        assets: Answer<AccountAssets>
    ) {
        self.init(
            card: record.simNo, status: record.status.map { Sourced($0, provenance) },
            record: Sourced(record, provenance), used: record.used.map { Sourced($0, provenance) },
            operations: operations, log: log, assets: assets)
    }
}
