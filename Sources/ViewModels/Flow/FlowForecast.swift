// When a card's quota, or a pool's money, is used up at the pace so far; told as a range, only when it
// is before the period ends, and only from enough readings. Pure.

public import SIMModel

/// What a forecast is made from.
public enum ForecastBasis: Hashable, Sendable {
    /// The slope of this console's own readings.
    case measured
    /// The mean since the period began.
    case periodMean
}

/// When something runs out.
public struct RunsOut: Hashable, Sendable {
    /// At the fast pace; `now` when it is used up.
    public var earliest: WallTime
    /// At the middle pace.
    public var expected: WallTime
    /// At the slow pace; nil when that one does not use it up within the period.
    public var latest: WallTime?
    /// What is used a day at the middle pace: KB of a card, ten-thousandths of a yuan of a pool.
    public var perDay: Int64
    public var basis: ForecastBasis

    public init(earliest: WallTime, expected: WallTime, latest: WallTime?, perDay: Int64, basis: ForecastBasis) {
        self.earliest = earliest
        self.expected = expected
        self.latest = latest
        self.perDay = perDay
        self.basis = basis
    }
}

enum QuotaForecast {
    /// Readings five minutes apart, at least.
    static let least = 6
    /// They must cover this long.
    static let leastSpan = Duration.minutes(25)
    /// Readings over less than this give way to the period's mean where that is known.
    static let shortSpan = Duration.hours(6)
    /// A period younger than this has no mean.
    static let leastPeriod = Duration.hours(24)
    /// How far from the period's mean the pace may be, both ways: one mean has no spread of its own.
    static let meanSpread = 1.25

    /// When `used` reaches `quota`.
    /// - Parameters:
    ///   - levels: (time, counter) since its last fall, oldest first.
    ///   - periodStart: when the counter was at zero; nil when that is not known.
    ///   - periodEnd: when it begins anew.
    static func judge(
        levels: [(at: WallTime, used: Int64)], used: DataVolume, quota: DataVolume, now: WallTime,
        periodStart: WallTime?, periodEnd: WallTime
    ) -> FlowVerdict<RunsOut> {
        let span = levels.last.flatMap { last in levels.first.map { last.at - $0.at } } ?? .zero
        let measured = FlowEvidence(samples: levels.count, over: span)
        let left = Double(quota.kilobytes - used.kilobytes)
        if left <= 0 {
            return .yes(RunsOut(earliest: now, expected: now, latest: now, perDay: 0, basis: .measured), measured)
        }
        let isMeasured = levels.count >= least && span >= leastSpan
        let age = periodStart.map { now - $0 } ?? .zero
        if !(isMeasured && span >= shortSpan), age >= leastPeriod {
            let mean = Double(used.kilobytes) / age.asSeconds
            let pace = Robust.Slope(low: mean / meanSpread, middle: mean, high: mean * meanSpread)
            return verdict(left, pace, .periodMean, FlowEvidence(samples: 1, over: age), now, periodEnd)
        }
        let origin = levels.first?.at ?? now
        guard isMeasured,
            let slope = Robust.slope(levels.map { (($0.at - origin).asSeconds, Double($0.used)) })
        else { return .tooFew(measured) }
        return verdict(left, slope, .measured, measured, now, periodEnd)
    }

    /// When `available` money is spent. A top-up begins a new line: what was before it is left out.
    static func judge(balances: [(at: WallTime, balance: Money)], now: WallTime) -> FlowVerdict<RunsOut> {
        var run: [(at: WallTime, balance: Money)] = []
        for sample in balances {
            if let last = run.last, sample.balance > last.balance { run = [] }
            run.append(sample)
        }
        let span = run.last.flatMap { last in run.first.map { last.at - $0.at } } ?? .zero
        let evidence = FlowEvidence(samples: run.count, over: span)
        guard let last = run.last, let first = run.first else { return .tooFew(evidence) }
        if last.balance.tenThousandths <= 0 {
            return .yes(RunsOut(earliest: now, expected: now, latest: now, perDay: 0, basis: .measured), evidence)
        }
        guard run.count >= least, span >= leastSpan,
            let slope = Robust.slope(run.map { (($0.at - first.at).asSeconds, -Double($0.balance.tenThousandths)) })
        else { return .tooFew(evidence) }
        return verdict(Double(last.balance.tenThousandths), slope, .measured, evidence, now, nil)
    }

    private static func verdict(
        _ left: Double, _ pace: Robust.Slope, _ basis: ForecastBasis, _ evidence: FlowEvidence, _ now: WallTime, _ end: WallTime?
    ) -> FlowVerdict<RunsOut> {
        func reached(_ pace: Double) -> WallTime? {
            guard pace > 0 else { return nil }
            let seconds = left / pace
            // A hundred years are for ever.
            guard seconds < 3_155_760_000 else { return nil }
            let at = now + .seconds(Int64(seconds))
            return end.map { at < $0 } ?? true ? at : nil
        }
        guard let expected = reached(pace.middle), let earliest = reached(max(pace.high, pace.middle)) else {
            return .no(evidence)
        }
        return .yes(
            RunsOut(
                earliest: earliest, expected: expected, latest: reached(pace.low),
                perDay: Int64((pace.middle * 86_400).rounded()), basis: basis), evidence)
    }

    /// The platform's month `now` is in: its counters begin anew on the first.
    static func month(of now: WallTime) -> (start: WallTime, end: WallTime) {
        let civil = CivilTime(now)
        func first(_ year: Int, _ month: Int) -> WallTime {
            WallTime(seconds: CivilTime.days(year: year, month: month, day: 1) * 86_400 - CivilTime.platformOffset)
        }
        return (
            first(civil.year, civil.month),
            civil.month == 12 ? first(civil.year + 1, 1) : first(civil.year, civil.month + 1)
        )
    }
}
