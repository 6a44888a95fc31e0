// Cards that were asked for together, as one piece of work that can be staged, paused and reported on.

/// How a piece of bulk work goes. Only a commit to the journal moves it.
public enum RunState: String, Sendable, CaseIterable {
    /// The first few are out; the rest waits until they are confirmed.
    case canary
    /// Batch after batch is sent.
    case running
    /// Nothing more is sent until a person says so; ``BulkRun/note`` says why.
    case paused
    /// Everything that was to be sent has been sent. What became of each card, its operation says.
    case sent
    /// The rest was given up before it was sent.
    case cancelled

    /// Something may still be sent.
    public var isOpen: Bool { self != .sent && self != .cancelled }

    /// Where a step may take it from here. An end is not left, and only a paused run is given up.
    public func mayBecome(_ next: RunState) -> Bool {
        switch self {
        case .canary: next == .running || next == .paused || next == .sent
        case .running: next == .paused || next == .sent
        case .paused: next == .running || next == .cancelled
        case .sent, .cancelled: false
        }
    }
}

/// Why a run stands still.
public enum RunHold: String, Sendable, CaseIterable {
    /// A person paused it.
    case asked
    /// The process that sent it ended.
    case interrupted
    /// Not every card of the canary was confirmed.
    case canary
    /// More operations failed than the run allows.
    case failures
    /// Of more operations than the run allows nobody knows whether they happened.
    case unknowns
    /// A call did not leave, or the account is not heard: the next one would meet the same.
    case notHeard = "not-heard"
    /// Too many cards for an hour, or it is a quiet hour.
    case guarded
    /// The journal could not be written.
    case journal
}

/// When a run goes on by itself, and when it stops by itself.
public struct RunPolicy: Hashable, Sendable {
    /// So many cards go first, and must be confirmed before the rest. Unit: cards; 0: no canary.
    public var canary: Int
    /// The run pauses when more than this share of what was sent failed or was refused. Unit: per cent.
    public var failureLimit: Int
    /// The run pauses when nobody knows of more than so many cards whether they were done. Unit: cards.
    public var unknownLimit: Int

    /// The share means nothing before so many were sent.
    public static let leastForShare = 20

    public init(canary: Int = 0, failureLimit: Int = 20, unknownLimit: Int = 0) {
        self.canary = max(0, canary)
        self.failureLimit = min(100, max(0, failureLimit))
        self.unknownLimit = max(0, unknownLimit)
    }
}

/// One piece of bulk work, as the journal has it. Its operations carry ``id`` as their group.
public struct BulkRun: Hashable, Sendable {
    public var id: String
    public var kind: OperationKind
    public var reason: String?
    public var state: RunState
    public var policy: RunPolicy
    public var hold: RunHold?
    /// The particulars of ``hold``, in the platform's or our words.
    public var note: String?
    /// What had been seen when a person last said go on: the limits count from there.
    public var accepted: Accepted
    /// The run whose reverse this is.
    public var undoes: String?
    /// Who asked: login, host, and where the ssh session came from.
    public var actor: String
    public var createdAt: WallTime
    public var updatedAt: WallTime

    /// Counts a person has seen and accepted. Unit: cards.
    public struct Accepted: Hashable, Sendable {
        public var sent: Int
        public var failed: Int
        public var unknown: Int

        public init(sent: Int = 0, failed: Int = 0, unknown: Int = 0) {
            self.sent = sent
            self.failed = failed
            self.unknown = unknown
        }
    }

    public init(
        id: String, kind: OperationKind, reason: String?, state: RunState, policy: RunPolicy, hold: RunHold? = nil,
        note: String? = nil, accepted: Accepted = Accepted(), undoes: String? = nil, actor: String,
        createdAt: WallTime, updatedAt: WallTime
    ) {
        self.id = id
        self.kind = kind
        self.reason = reason
        self.state = state
        self.policy = policy
        self.hold = hold
        self.note = note
        self.accepted = accepted
        self.undoes = undoes
        self.actor = actor
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }
}

/// How the operations of a run stand. Unit: cards.
public struct RunTally: Hashable, Sendable {
    private var counts: [OperationState: Int]

    public init(_ counts: [OperationState: Int] = [:]) { self.counts = counts }

    public subscript(state: OperationState) -> Int {
        get { counts[state] ?? 0 }
        set { counts[state] = newValue }
    }

    public var total: Int { counts.values.reduce(0, +) }
    /// Went out, or may have.
    public var sent: Int { total - self[.planned] - self[.cancelled] }
    public var failed: Int { self[.failed] + self[.refused] }
    /// Nobody knows whether they happened.
    public var doubtful: Int { self[.unknown] + self[.unconfirmed] }
    /// On their way, and expected to come to an end by themselves.
    public var underWay: Int { self[.sending] + self[.submitted] + self[.accepted] }
    /// Everything is at an end.
    public var isSettled: Bool { counts.allSatisfy { $0.key.isEnd || $0.value == 0 } }
}

/// A run with the count of its operations by state.
public struct RunStanding: Hashable, Sendable {
    public var run: BulkRun
    public var tally: RunTally

    public init(run: BulkRun, tally: RunTally) {
        self.run = run
        self.tally = tally
    }
}

/// The rule that forbade something.
public enum GuardRefusal: Error, Hashable, Sendable {
    /// So many went out in the last hour; with these it would be more than the limit.
    case tooManyThisHour(sent: Int, asked: Int, limit: Int)
    case quietHours
}
