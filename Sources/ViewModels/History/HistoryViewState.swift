// What the History pane shows: the platform's log of operations on a card, with our own journal's
// knowledge beside it.

public import SIMModel

/// One line of the log.
public struct HistoryRow: Hashable, Sendable {
    public var entry: ActionLogEntry
    /// The operation of this journal that caused it; nil when someone else did.
    public var own: OperationRecord?

    public init(entry: ActionLogEntry, own: OperationRecord?) {
        self.entry = entry
        self.own = own
    }
}

/// A screenful of the History pane.
public struct HistoryViewState: Hashable, Sendable {
    /// Whose log it is; nil when no card is chosen.
    public var subject: CardNumber?
    public var rows: [HistoryRow]
    public var firstIndex: Int
    public var cursor: Int?
    public var count: Int
    /// Operations of ours on this card that the platform's log does not show yet.
    public var awaited: [OperationRecord]
    /// When the log was asked; nil before the first reply for this card.
    public var fetchedAt: WallTime?
    public var problem: PlatformError?
    public var isAsking: Bool
    public var now: WallTime

    public init(
        subject: CardNumber?, rows: [HistoryRow], firstIndex: Int, cursor: Int?, count: Int,
        awaited: [OperationRecord], fetchedAt: WallTime?, problem: PlatformError?, isAsking: Bool, now: WallTime
    ) {
        self.subject = subject
        self.rows = rows
        self.firstIndex = firstIndex
        self.cursor = cursor
        self.count = count
        self.awaited = awaited
        self.fetchedAt = fetchedAt
        self.problem = problem
        self.isAsking = isAsking
        self.now = now
    }
}
