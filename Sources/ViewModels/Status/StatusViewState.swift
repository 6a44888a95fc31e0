// What the status line shows: on which account, how well connected, how much may still be asked.

public import SIMModel

/// How the platform is reached now.
public enum Connection: Hashable, Sendable {
    /// Nothing was asked yet.
    case starting
    case online
    /// The last calls failed; when the next try is due.
    case failing(PlatformError, retryAt: WallTime?)
    /// The operator stopped all polling (`Z`).
    case paused
}

/// The calls of the running minute.
public struct CallBudget: Hashable, Sendable {
    /// Calls that went in the last minute.
    public var used: Int
    /// What may go in a minute now.
    public var allowed: Int
    /// What the profile allows (`poll.calls_per_minute`); more than `allowed` after the platform refused
    /// calls for their rate or failed under them.
    public var configured: Int
    /// When the next step up comes, and when the rate is whole again; nil: it is.
    public var growsAt: WallTime?
    public var wholeAt: WallTime?

    public init(used: Int, allowed: Int, configured: Int, growsAt: WallTime? = nil, wholeAt: WallTime? = nil) {
        self.used = used
        self.allowed = allowed
        self.configured = configured
        self.growsAt = growsAt
        self.wholeAt = wholeAt
    }

    public var isShrunk: Bool { wholeAt != nil }
    /// Less than a tenth may still go.
    public var isScarce: Bool { allowed > 0 && (allowed - used) * 10 < allowed }
}

/// How far the sweep over the fleet's stored records is.
public struct SweepStanding: Hashable, Sendable {
    /// When it will be done.
    public enum End: Hashable, Sendable {
        /// Too little was answered so far to tell.
        case unknown
        case after(Duration)
        /// Nothing is asked now: polling is paused, or the platform does not answer.
        case waits
    }

    /// Cards answered in this round, of all.
    public var answered: Int
    public var total: Int
    public var end: End

    public init(answered: Int, total: Int, end: End) {
        self.answered = answered
        self.total = total
        self.end = end
    }

    /// Rounded down: 100 is said of nothing that is not done.
    public var percent: Int { total > 0 ? answered * 100 / total : 0 }
}

/// A problem worth a line in the error log.
public struct ProblemEntry: Hashable, Sendable {
    public var at: WallTime
    public var error: PlatformError
    /// How often it came in a row.
    public var count: Int

    public init(at: WallTime, error: PlatformError, count: Int) {
        self.at = at
        self.error = error
        self.count = count
    }
}

/// What of a list of cards could not be taken.
public struct ListTrouble: Hashable, Sendable {
    /// The file.
    public var origin: String
    /// The first lines that name no card, and how many there are.
    public var problems: [CardListReading.Problem]
    public var count: Int
    /// Why the rest was not read, in words; nil: it was.
    public var failure: String?

    public init(origin: String, problems: [CardListReading.Problem], count: Int, failure: String?) {
        self.origin = origin
        self.problems = problems
        self.count = count
        self.failure = failure
    }
}

/// The facts of the status line.
public struct StatusViewState: Hashable, Sendable {
    public var profile: String
    public var isProduction: Bool
    public var isReadOnly: Bool
    /// True over the sandbox.
    public var isDemo: Bool
    /// Host and port of the platform.
    public var platform: String
    public var connection: Connection
    /// This machine's clock minus the platform's; nil before the first reply.
    public var clockSkew: Duration?
    public var calls: CallBudget
    /// The round of stored records that is under way; nil between two rounds.
    public var sweep: SweepStanding?
    /// Cards whose stored record this run has, of all.
    public var sweptCards: Int
    public var totalCards: Int
    public var openOperations: Int
    public var doubtfulOperations: Int
    /// Newest last; at most 500.
    public var problems: [ProblemEntry]
    /// What of the list of cards could not be taken.
    public var listTrouble: ListTrouble?
    /// The journal cannot be read or written: nothing can be sent.
    public var journalTrouble: JournalTrouble?
    public var alerts = AlertCounts()
    /// Reminders that are due.
    public var dueReminders = 0
    public var now: WallTime

    public init(
        profile: String, isProduction: Bool, isReadOnly: Bool, isDemo: Bool, platform: String,
        connection: Connection, clockSkew: Duration?, calls: CallBudget, sweep: SweepStanding?, sweptCards: Int,
        totalCards: Int, openOperations: Int, doubtfulOperations: Int, problems: [ProblemEntry], now: WallTime
    ) {
        self.profile = profile
        self.isProduction = isProduction
        self.isReadOnly = isReadOnly
        self.isDemo = isDemo
        self.platform = platform
        self.connection = connection
        self.clockSkew = clockSkew
        self.calls = calls
        self.sweep = sweep
        self.sweptCards = sweptCards
        self.totalCards = totalCards
        self.openOperations = openOperations
        self.doubtfulOperations = doubtfulOperations
        self.problems = problems
        self.now = now
    }
}
