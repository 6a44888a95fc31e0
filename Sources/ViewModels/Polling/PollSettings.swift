// How often what is asked, as the profile says.

public import SIMModel

/// Intervals of the polling. The platform's own limits are kept whatever stands here.
public struct PollSettings: Hashable, Sendable {
    public var visibleStatusEvery: Duration
    public var visibleFlowEvery: Duration
    public var snapshotEvery: Duration
    public var assetsEvery: Duration
    public var historyEvery: Duration
    /// Recurring questions come a little later than their interval, each by its own lot, so that two
    /// simdecks do not ask in step.
    public var isSpread = true

    public init(
        visibleStatusEvery: Duration = .seconds(30), visibleFlowEvery: Duration = .seconds(10),
        snapshotEvery: Duration = .minutes(60), assetsEvery: Duration = .seconds(60),
        historyEvery: Duration = .seconds(30)
    ) {
        self.visibleStatusEvery = visibleStatusEvery
        self.visibleFlowEvery = visibleFlowEvery
        self.snapshotEvery = snapshotEvery
        self.assetsEvery = assetsEvery
        self.historyEvery = historyEvery
    }
}

/// What became of a refresh asked for by hand.
public struct RefreshOutcome: Hashable, Sendable {
    /// Cards that are being asked now.
    public var asked: Int
    /// Left out: asked less than 20 s ago, which the platform's 3 a minute forbid.
    public var tooSoon: Int
    /// Left out: more than are asked at once by hand.
    public var beyondLimit: Int

    public init(asked: Int, tooSoon: Int, beyondLimit: Int = 0) {
        self.asked = asked
        self.tooSoon = tooSoon
        self.beyondLimit = beyondLimit
    }
}
