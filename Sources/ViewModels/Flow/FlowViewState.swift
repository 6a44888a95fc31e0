// What the Flow pane shows: one big curve of what the operator chose, and a list of cards by one of seven
// questions. Every figure says from how many cards, readings and since when it is.

public import SIMModel

/// Whose flow the chart shows.
public enum FlowScope: Int, CaseIterable, Hashable, Sendable {
    case fleet, card, pool, marked

    public var next: FlowScope { FlowScope(rawValue: rawValue + 1) ?? .fleet }
}

/// How far back the chart reaches.
public enum FlowSpan: Int, CaseIterable, Hashable, Sendable {
    case twoMinutes, tenMinutes, hour, sixHours, day

    public var duration: Duration {
        switch self {
        case .twoMinutes: .minutes(2)
        case .tenMinutes: .minutes(10)
        case .hour: .hours(1)
        case .sixHours: .hours(6)
        case .day: .hours(24)
        }
    }

    /// Drawn from single readings; longer ones from means.
    var isFine: Bool { self == .twoMinutes || self == .tenMinutes }

    public var closer: FlowSpan { FlowSpan(rawValue: rawValue - 1) ?? self }
    public var wider: FlowSpan { FlowSpan(rawValue: rawValue + 1) ?? self }
}

/// What the list asks.
public enum FlowList: Int, CaseIterable, Hashable, Sendable {
    case now, today, month, growing, silent, bursts, runsOut

    /// The one `steps` further, round and round.
    public func step(by steps: Int) -> FlowList {
        let count = FlowList.allCases.count
        return FlowList(rawValue: ((rawValue + steps) % count + count) % count) ?? .now
    }

    /// Its rows are judgements; else they are figures.
    public var isJudged: Bool { rawValue >= FlowList.growing.rawValue }
}

/// A curve of rates.
public struct FlowCurve: Hashable, Sendable {
    /// Kilobytes a second by equal steps of time, oldest first; nil where nothing was measured.
    public var points: [Double?]
    /// Time from the first point to the last.
    public var span: Duration
    /// Readings behind it, or with ``meanOf`` the means it is drawn from.
    public var samples: Int
    /// It is drawn from means of at most so long, each of two readings or more; nil: from readings.
    public var meanOf: Duration?

    public init(points: [Double?], span: Duration, samples: Int, meanOf: Duration? = nil) {
        self.points = points
        self.span = span
        self.samples = samples
        self.meanOf = meanOf
    }

    public static let empty = FlowCurve(points: [], span: .zero, samples: 0)

    public var peak: Double { points.compactMap { $0 }.max() ?? 0 }
    public var last: Double? { points.last { $0 != nil } ?? nil }
}

/// What was used today, as far as it was seen.
public struct FlowToday: Hashable, Sendable {
    public var used: DataVolume
    /// The first reading of the platform's day: what was before it is not in it.
    public var since: WallTime

    public init(used: DataVolume, since: WallTime) {
        self.used = used
        self.since = since
    }
}

/// A pool's money.
public struct FlowPoolMoney: Hashable, Sendable {
    public var name: String?
    public var available: Money
    /// nil: too few readings, or it does not run out.
    public var runsOut: RunsOut?
    public var evidence: FlowEvidence

    public init(name: String?, available: Money, runsOut: RunsOut?, evidence: FlowEvidence) {
        self.name = name
        self.available = available
        self.runsOut = runsOut
        self.evidence = evidence
    }
}

/// The big chart and its figures.
public struct FlowChart: Hashable, Sendable {
    public var scope: FlowScope
    public var span: FlowSpan
    /// The card of scope `card`, and whose pool it is of scope `pool`; nil when none is chosen.
    public var card: CardNumber?
    /// upstream: poolId of that card; nil when it is not known.
    public var pool: Int?
    public var curve: FlowCurve
    /// Kilobytes a second; nil while nothing of it is live.
    public var rate: Double?
    /// Cards with live readings, of how many.
    public var live: Int
    public var of: Int
    /// Over the cards whose day was seen; since the earliest of their first readings.
    public var today: FlowToday?
    public var month: DataVolume?
    public var quota: DataVolume?
    public var money: FlowPoolMoney?

    public init(scope: FlowScope, span: FlowSpan, curve: FlowCurve = .empty, rate: Double? = nil, live: Int = 0, of: Int = 0) {
        self.scope = scope
        self.span = span
        self.curve = curve
        self.rate = rate
        self.live = live
        self.of = of
    }
}

/// What a list's judgement says of a card.
public enum FlowFact: Hashable, Sendable {
    case growing(FlowGrowth)
    case silent(FlowSilence)
    case burst(FlowBurst)
    case runsOut(RunsOut)
}

/// One line of the list.
public struct FlowRow: Hashable, Sendable {
    public var simNo: CardNumber
    /// Kilobytes a second now; nil with fewer than two readings.
    public var rate: Double?
    public var today: FlowToday?
    public var used: Sourced<DataVolume>?
    public var quota: DataVolume?
    public var recentRates: [Double]
    public var isWatched: Bool
    /// nil in the lists of figures.
    public var fact: FlowFact?
    /// What the rate, or the fact, stands on; nil: nothing was read.
    public var evidence: FlowEvidence?

    public init(
        simNo: CardNumber, rate: Double?, today: FlowToday?, used: Sourced<DataVolume>?, quota: DataVolume?,
        recentRates: [Double], isWatched: Bool, fact: FlowFact? = nil, evidence: FlowEvidence? = nil
    ) {
        self.simNo = simNo
        self.rate = rate
        self.today = today
        self.used = used
        self.quota = quota
        self.recentRates = recentRates
        self.isWatched = isWatched
        self.fact = fact
        self.evidence = evidence
    }

    /// Used of quota, 1 = all of it.
    public var usedShare: Double? {
        guard let used, let quota, quota.kilobytes > 0 else { return nil }
        return Double(used.value.kilobytes) / Double(quota.kilobytes)
    }
}

/// A screenful of the Flow pane.
public struct FlowViewState: Hashable, Sendable {
    public var chart: FlowChart
    public var list: FlowList
    /// At most the height asked for.
    public var rows: [FlowRow]
    /// The first of them in the whole list, and how long that is.
    public var firstIndex: Int
    public var count: Int
    /// Cards that were looked at for the list, and those of them with too few readings to judge.
    public var judged: Int
    public var tooFew: Int
    /// The cursor's place within `rows`.
    public var cursor: Int?
    /// The fleet: kilobytes a second of the live cards (nil without any), how many those are, the month's use
    /// over the cards whose use is known, and how many those are.
    public var totalRate: Double?
    public var liveCards: Int
    public var monthUsed: DataVolume
    public var monthCards: Int
    public var totalCards: Int
    public var isPaused: Bool
    public var now: WallTime

    public init(
        chart: FlowChart, list: FlowList, rows: [FlowRow], firstIndex: Int, count: Int, judged: Int, tooFew: Int, cursor: Int?,
        totalRate: Double?, liveCards: Int, monthUsed: DataVolume, monthCards: Int, totalCards: Int, isPaused: Bool,
        now: WallTime
    ) {
        self.chart = chart
        self.list = list
        self.rows = rows
        self.firstIndex = firstIndex
        self.count = count
        self.judged = judged
        self.tooFew = tooFew
        self.cursor = cursor
        self.totalRate = totalRate
        self.liveCards = liveCards
        self.monthUsed = monthUsed
        self.monthCards = monthCards
        self.totalCards = totalCards
        self.isPaused = isPaused
        self.now = now
    }
}
