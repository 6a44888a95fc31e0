// What goes into the journal and what comes out besides the operations themselves.

public import SIMModel

/// One reason why the journal says what it says of an operation. Only ever added.
public struct Evidence: Hashable, Sendable {
    public var at: WallTime
    /// The state the operation had after it.
    public var state: OperationState
    /// What was learnt: planned, sent, reply, log, fresh, deadline, interrupted, cancelled …
    public var kind: String
    public var detail: String

    public init(at: WallTime, state: OperationState, kind: String, detail: String) {
        self.at = at
        self.state = state
        self.kind = kind
        self.detail = detail
    }
}

/// A step of one operation, with its evidence. A nil field leaves the journal's value as it is.
public struct OperationChange: Hashable, Sendable {
    public var id: OperationID
    /// The state the step was decided in: when the journal has another by now (a second simdeck was
    /// faster), the step is left out. nil: whatever it is.
    public var from: OperationState?
    public var state: OperationState
    public var serialNumber: String?
    public var operateID: Int64?
    /// An empty text takes the reason away.
    public var failReason: String?
    public var traceID: String?
    public var sentAt: WallTime?
    public var evidence: (kind: String, detail: String) {
        get { (evidenceKind, evidenceDetail) }
        set { (evidenceKind, evidenceDetail) = newValue }
    }
    private var evidenceKind: String
    private var evidenceDetail: String

    public init(
        id: OperationID, from: OperationState? = nil, state: OperationState, serialNumber: String? = nil,
        operateID: Int64? = nil, failReason: String? = nil, traceID: String? = nil, sentAt: WallTime? = nil,
        evidence: (kind: String, detail: String)
    ) {
        self.id = id
        self.from = from
        self.state = state
        self.serialNumber = serialNumber
        self.operateID = operateID
        self.failReason = failReason
        self.traceID = traceID
        self.sentAt = sentAt
        evidenceKind = evidence.kind
        evidenceDetail = evidence.detail
    }

    /// `record` after this step; the same rules as the journal's.
    public func applied(to record: OperationRecord, at now: WallTime) -> OperationRecord {
        var after = record
        after.state = state
        after.updatedAt = now
        if let serialNumber { after.serialNumber = serialNumber }
        if let operateID { after.operateID = operateID }
        if let failReason { after.failReason = failReason.isEmpty ? nil : failReason }
        if let traceID { after.traceID = traceID }
        if let sentAt { after.sentAt = sentAt }
        // Planned means that nothing is out: no trace, no time of sending.
        if state == .planned { (after.traceID, after.sentAt) = (nil, nil) }
        return after
    }
}

/// What planning gave.
public struct Plan: Hashable, Sendable {
    /// Newly written down, in the order asked.
    public var records: [OperationRecord]
    /// Left out: the card's newest unfinished operation of the same kind.
    public var repeats: [CardNumber: OperationRecord]
    /// Left out: under protection, which no operation on several cards passes.
    public var protected: [CardNumber]

    public init(
        records: [OperationRecord], repeats: [CardNumber: OperationRecord], protected: [CardNumber] = []
    ) {
        self.records = records
        self.repeats = repeats
        self.protected = protected
    }
}
