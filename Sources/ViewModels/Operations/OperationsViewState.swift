// What the Operations pane shows: the journal, newest first.

public import SIMModel

/// A screenful of the Operations pane.
public struct OperationsViewState: Hashable, Sendable {
    public var rows: [OperationRecord]
    public var firstIndex: Int
    public var cursor: Int?
    public var count: Int
    /// Not yet at an end.
    public var openCount: Int
    /// Sent, and nobody knows whether it happened.
    public var doubtfulCount: Int
    /// Runs of more than one card that are open or not settled yet, newest first.
    public var runs: [RunStanding] = []
    public var now: WallTime

    public init(
        rows: [OperationRecord], firstIndex: Int, cursor: Int?, count: Int, openCount: Int, doubtfulCount: Int,
        now: WallTime
    ) {
        self.rows = rows
        self.firstIndex = firstIndex
        self.cursor = cursor
        self.count = count
        self.openCount = openCount
        self.doubtfulCount = doubtfulCount
        self.now = now
    }
}
