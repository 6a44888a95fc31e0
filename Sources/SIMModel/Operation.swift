// A stop or resume as a fact on disk: what was asked, of which card, and how far it truly got.

/// What is asked of a card.
public enum OperationKind: String, Sendable, CaseIterable {
    /// upstream: batchShutdown 停机.
    case stop
    /// upstream: batchRestore 复机.
    case resume

    /// The fresh state that proves it took effect.
    public var target: SIMStatus {
        switch self {
        case .stop: .stopped
        case .resume: .active
        }
    }
}

/// How far an operation got. Only a commit to the journal moves it.
public enum OperationState: String, Sendable, CaseIterable {
    /// Written down; nothing sent.
    case planned
    /// Written down as going out; bytes may have left.
    case sending
    /// The platform took it and gave a serial number.
    case submitted
    /// The platform's log says it was handed to the carrier.
    case accepted
    /// The carrier's fresh state agrees. An end.
    case confirmed
    /// The platform's log says it failed, with a reason. An end.
    case failed
    /// The platform refused it at once. An end.
    case refused
    /// Given up before anything was sent. An end.
    case cancelled
    /// The deadline passed without proof. Told loudly and still looked for.
    case unconfirmed
    /// Sent, and no reply came. Looked for in the platform's log; never sent again by itself.
    case unknown

    /// Nothing more will happen to it.
    public var isEnd: Bool {
        switch self {
        case .confirmed, .failed, .refused, .cancelled: true
        case .planned, .sending, .submitted, .accepted, .unconfirmed, .unknown: false
        }
    }

    /// It went out, or may have, and its end is not known yet: the follower's work.
    public var isFollowed: Bool {
        switch self {
        case .submitted, .accepted, .unconfirmed, .unknown: true
        case .planned, .sending, .confirmed, .failed, .refused, .cancelled: false
        }
    }
}

/// The journal's number for an operation, one per card: `#1182`.
public struct OperationID: Hashable, Sendable, Comparable, CustomStringConvertible {
    public let value: Int64
    public init(_ value: Int64) { self.value = value }
    public var description: String { "\(value)" }
    public static func < (left: OperationID, right: OperationID) -> Bool { left.value < right.value }
}

/// One operation on one card, as the journal has it.
public struct OperationRecord: Hashable, Sendable {
    public var id: OperationID
    public var kind: OperationKind
    public var simNo: CardNumber
    public var state: OperationState
    /// The person's words for why (`--reason`, the dialog); sent as upstream `remark`.
    public var reason: String?
    /// Groups the cards that were asked for together.
    public var group: String
    /// upstream: serialNumber of the accepted request.
    public var serialNumber: String?
    /// upstream: querySimAction.operateId.
    public var operateID: Int64?
    /// Why it failed, was refused or is in doubt, in the platform's or our words.
    public var failReason: String?
    /// The trace of the request that carried it.
    public var traceID: String?
    public var createdAt: WallTime
    public var updatedAt: WallTime
    /// When the request went out; nil while planned.
    public var sentAt: WallTime?

    public init(
        id: OperationID, kind: OperationKind, simNo: CardNumber, state: OperationState, reason: String?,
        group: String, serialNumber: String? = nil, operateID: Int64? = nil, failReason: String? = nil,
        traceID: String? = nil, createdAt: WallTime, updatedAt: WallTime, sentAt: WallTime? = nil
    ) {
        self.id = id
        self.kind = kind
        self.simNo = simNo
        self.state = state
        self.reason = reason
        self.group = group
        self.serialNumber = serialNumber
        self.operateID = operateID
        self.failReason = failReason
        self.traceID = traceID
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.sentAt = sentAt
    }
}
