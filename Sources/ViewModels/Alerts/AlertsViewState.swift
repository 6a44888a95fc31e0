// What the console shows of the alerts, and what it tells the operator outside of the screen.

public import SIMModel

/// What an alert is about.
public enum AlertSubject: Hashable, Sendable {
    /// A rule of the configuration, by its name.
    case rule(String)
    case builtIn(BuiltInAlert)
    /// A reminder that is due, by its text.
    case reminder(String)
}

/// One alert in the list.
public struct AlertRow: Hashable, Sendable {
    /// Counts up within this run of the console; a reminder's own number, negative.
    public var id: Int
    public var subject: AlertSubject
    public var severity: AlertSeverity
    /// Cards, pools or operations it holds for; those it ended with, once it has ended.
    public var count: Int
    /// The first card's number, or the pool's code; nil where there is none.
    public var first: String?
    public var firstAt: WallTime
    /// When the last card joined.
    public var lastAt: WallTime
    public var endedAt: WallTime?
    public var acknowledgedAt: WallTime?
    public var acknowledgedBy: String?
    /// Nobody has acknowledged it, or more cards joined since.
    public var isNew: Bool
    /// Shows its cards in the Cards pane: the rule's own condition; nil: it is not about cards.
    public var filter: String?

    public init(
        id: Int, subject: AlertSubject, severity: AlertSeverity, count: Int, first: String?, firstAt: WallTime,
        lastAt: WallTime, endedAt: WallTime? = nil, acknowledgedAt: WallTime? = nil, acknowledgedBy: String? = nil,
        isNew: Bool = true, filter: String? = nil
    ) {
        self.id = id
        self.subject = subject
        self.severity = severity
        self.count = count
        self.first = first
        self.firstAt = firstAt
        self.lastAt = lastAt
        self.endedAt = endedAt
        self.acknowledgedAt = acknowledgedAt
        self.acknowledgedBy = acknowledgedBy
        self.isNew = isNew
        self.filter = filter
    }
}

/// The alerts: those that hold first, the worst first; then the ended ones, newest first.
public struct AlertsViewState: Hashable, Sendable {
    public var rows: [AlertRow]
    /// Rules and built-in alerts that are watched.
    public var watched: Int
    public var now: WallTime

    public init(rows: [AlertRow], watched: Int, now: WallTime) {
        self.rows = rows
        self.watched = watched
        self.now = now
    }
}

/// How many alerts hold now: what the status line tells.
public struct AlertCounts: Hashable, Sendable {
    public var active: Int
    public var new: Int
    /// nil when none holds.
    public var worst: AlertSeverity?

    public init(active: Int = 0, new: Int = 0, worst: AlertSeverity? = nil) {
        self.active = active
        self.new = new
        self.worst = worst
    }
}

/// What is to be told outside of the screen: a new alert, or several summed up.
public struct AlertNotice: Hashable, Sendable {
    /// The newest of them as it stands now.
    public var newest: AlertRow
    /// New alerts since the last notice, this one included.
    public var alerts: Int

    public init(newest: AlertRow, alerts: Int) {
        self.newest = newest
        self.alerts = alerts
    }
}
