// What a stop or resume would do, frozen when the question opens: what happens on the screen beneath
// it, or to the filter, changes nothing of it.

public import SIMModel

/// Why a card of the targets is not sent.
public enum LeftOutReason: Hashable, Sendable {
    /// The carrier said so within the last minutes.
    case alreadyInState
    case cancelled
    case expired
    /// Stopped for risk: a resume does not lift that.
    case riskStop
    /// SIM and device separated: a rebind brings it back, not a resume.
    case separated
    case inStock
    /// An operation of the same kind is under way.
    case unfinished(OperationRecord)
    /// Only an ICCID is known so far; operations need the simNo.
    case unknownSimNo
    /// Under protection, and not the only card that was asked for.
    case protected
}

/// The facts of the question before a change.
public struct OperationProposal: Sendable {
    /// So many cards are in that state; nil: unknown.
    public struct StateCount: Hashable, Sendable {
        public var state: Coded<SIMStatus>?
        public var cards: Int
    }

    public var kind: OperationKind
    /// Every target, distinct, in the order of the fleet.
    public var cards: [CardNumber]
    /// The targets are marked cards; false: the card under the cursor.
    public var isMarked: Bool
    /// Marked cards that the filter hides.
    public var hiddenCount: Int
    /// The cards that will be sent: those in the state that it ends first.
    public var willDo: [CardNumber]
    public var leftOut: [(card: CardNumber, reason: LeftOutReason)]
    /// Operations of the same kind under way on targets: the reason of some that are left out.
    public var duplicatesOpen: [OperationRecord]
    /// Operations of the other kind under way on cards that will be sent.
    public var opposingOpen: [OperationRecord]
    /// The states of the cards that will be sent, most frequent first.
    public var states: [StateCount]
    /// How many of them are on line, as far as it is known.
    public var onlineCount: Int
    /// What they have used, and how many of them that sum is made of.
    public var used: DataVolume
    public var usedKnown: Int
    /// Their pools and packages.
    public var poolIDs: [Int]
    public var packageGroupIDs: [Int]
    /// Calls it takes.
    public var calls: Int
    /// Their gateways (upstream: gatewayId, the platform's way to a carrier), as far as they are known.
    public var carriers: [CardNumber: Int] = [:]
    /// The one card that was asked for is under protection.
    public var protection: Protection?
    /// An operation of the same kind on the one card is not over, and a second one is what the person wants.
    public var repeats: OperationRecord?
    /// How long such operations have taken; nil: too few are known.
    public var estimate: DelayEstimate?
    /// What sending takes at the rate the profile allows.
    public var sendingTime: Duration = .zero
    public var takenAt: WallTime
}

/// What became of the last confirmed proposal.
public struct SubmissionOutcome: Hashable, Sendable {
    public var kind: OperationKind
    /// Cards that were to be sent.
    public var cards: Int
    public var startedAt: WallTime
    /// Still being sent.
    public var isRunning: Bool
    /// The platform took them.
    public var sent: Int
    /// Nobody can tell yet whether they went out.
    public var unknown: Int
    public var refused: Int
    /// Written down and not sent; they wait for a person.
    public var leftPlanned: Int
    /// Left out by the runner: an unfinished operation of the same kind exists.
    public var repeats: Int
    /// Why the last call that failed did.
    public var error: PlatformError?
    /// The journal could not be written: sending ended there, or never began.
    public var trouble: JournalTrouble?
    /// A rule of the profile forbade it; nothing was sent.
    public var refusal: GuardRefusal?
    /// The run as it stood when sending ended.
    public var run: BulkRun?

    public init(kind: OperationKind, cards: Int, startedAt: WallTime) {
        self.kind = kind
        self.cards = cards
        self.startedAt = startedAt
        isRunning = true
        sent = 0
        unknown = 0
        refused = 0
        leftPlanned = 0
        repeats = 0
    }

    mutating func finish(_ records: [OperationRecord], repeats: Int) {
        isRunning = false
        self.repeats = repeats
        for record in records {
            switch record.state {
            case .submitted, .accepted, .confirmed, .failed, .unconfirmed: sent += 1
            case .unknown, .sending: unknown += 1
            case .refused: refused += 1
            case .planned, .cancelled: leftPlanned += 1
            }
        }
    }
}
