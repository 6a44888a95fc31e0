// What the Flow pane shows: a curve of the card under the cursor, one of all live cards, and who uses
// most. Every rate says from how many readings it comes.

public import SIMModel

/// A curve of rates.
public struct FlowCurve: Hashable, Sendable {
    /// Kilobytes a second by equal steps of time, oldest first; nil where nothing was measured.
    public var points: [Double?]
    /// Time from the first point to the last.
    public var span: Duration
    /// Readings behind it.
    public var samples: Int

    public init(points: [Double?], span: Duration, samples: Int) {
        self.points = points
        self.span = span
        self.samples = samples
    }

    public static let empty = FlowCurve(points: [], span: .zero, samples: 0)

    public var peak: Double { points.compactMap { $0 }.max() ?? 0 }
    public var last: Double? { points.last { $0 != nil } ?? nil }
}

/// One of the biggest users.
public struct FlowRow: Hashable, Sendable {
    public var simNo: CardNumber
    /// Kilobytes a second now; nil with fewer than two readings.
    public var rate: Double?
    /// Since this console started watching the card.
    public var sinceStart: DataVolume?
    public var used: Sourced<DataVolume>?
    public var quota: DataVolume?
    public var recentRates: [Double]
    public var isWatched: Bool

    public init(
        simNo: CardNumber, rate: Double?, sinceStart: DataVolume?, used: Sourced<DataVolume>?, quota: DataVolume?,
        recentRates: [Double], isWatched: Bool
    ) {
        self.simNo = simNo
        self.rate = rate
        self.sinceStart = sinceStart
        self.used = used
        self.quota = quota
        self.recentRates = recentRates
        self.isWatched = isWatched
    }

    /// Used of quota, 1 = all of it.
    public var usedShare: Double? {
        guard let used, let quota, quota.kilobytes > 0 else { return nil }
        return Double(used.value.kilobytes) / Double(quota.kilobytes)
    }
}

/// A screenful of the Flow pane.
public struct FlowViewState: Hashable, Sendable {
    /// The card under the cursor, and its curve.
    public var focus: CardNumber?
    public var focusCurve: FlowCurve
    public var focusUsed: Sourced<DataVolume>?
    public var focusQuota: DataVolume?
    /// The sum over the cards with live readings.
    public var totalCurve: FlowCurve
    /// Kilobytes a second, the sum of the live cards; nil while there are none.
    public var totalRate: Double?
    /// How many cards that sum is made of.
    public var liveCards: Int
    /// The month's use over all cards whose use is known, and how many those are.
    public var monthUsed: DataVolume
    public var monthCards: Int
    public var totalCards: Int
    /// The biggest users by rate, then by month; at most the height asked for.
    public var biggest: [FlowRow]
    /// The cursor's place within `biggest`.
    public var cursor: Int?
    public var isPaused: Bool
    public var now: WallTime

    public init(
        focus: CardNumber?, focusCurve: FlowCurve, focusUsed: Sourced<DataVolume>?, focusQuota: DataVolume?,
        totalCurve: FlowCurve, totalRate: Double?, liveCards: Int, monthUsed: DataVolume, monthCards: Int,
        totalCards: Int, biggest: [FlowRow], cursor: Int?, isPaused: Bool, now: WallTime
    ) {
        self.focus = focus
        self.focusCurve = focusCurve
        self.focusUsed = focusUsed
        self.focusQuota = focusQuota
        self.totalCurve = totalCurve
        self.totalRate = totalRate
        self.liveCards = liveCards
        self.monthUsed = monthUsed
        self.monthCards = monthCards
        self.totalCards = totalCards
        self.biggest = biggest
        self.cursor = cursor
        self.isPaused = isPaused
        self.now = now
    }
}
