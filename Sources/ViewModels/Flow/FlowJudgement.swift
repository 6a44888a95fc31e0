// What may be said of a card's flow, and from how much: growing, suddenly silent, a burst. With too few
// readings nothing is said. Pure: readings in, a verdict out; every threshold has a name.

import SIMModel

/// What a judgement stands on.
public struct FlowEvidence: Hashable, Sendable {
    public var samples: Int
    public var over: Duration

    public init(samples: Int, over: Duration) {
        self.samples = samples
        self.over = over
    }
}

/// What came of a judgement.
enum FlowVerdict<Fact: Hashable & Sendable>: Hashable, Sendable {
    case tooFew(FlowEvidence)
    case no(FlowEvidence)
    case yes(Fact, FlowEvidence)
}

/// The last hour against the card's own median.
public struct FlowGrowth: Hashable, Sendable {
    /// Kilobytes a second, the mean of the last hour as far as it was measured.
    public var lastHour: Double
    /// Kilobytes a second, the median of the card's five-minute means.
    public var median: Double
    /// How many times as much; a median near nothing counts as ``GrowthJudgement/floor``.
    public var factor: Double

    public init(lastHour: Double, median: Double, factor: Double) {
        self.lastHour = lastHour
        self.median = median
        self.factor = factor
    }
}

enum GrowthJudgement {
    /// Five-minute means, at least.
    static let least = 12
    /// Of these in the last hour.
    static let leastRecent = 3
    /// Less than this is no growth.
    static let factor = 1.5
    /// Kilobytes a second: what flows below this is taken as this.
    static let floor = 1.0

    /// `means`: five-minute means, oldest first.
    static func judge(_ means: [(at: WallTime, rate: Double)], now: WallTime) -> FlowVerdict<FlowGrowth> {
        let evidence = FlowEvidence(samples: means.count, over: means.first.map { now - $0.at } ?? .zero)
        let recent = means.filter { $0.at + .seconds(FlowRing.step) > now - .hours(1) && $0.at <= now }.map(\.rate)
        guard means.count >= least, recent.count >= leastRecent, let median = Robust.median(means.map(\.rate)) else {
            return .tooFew(evidence)
        }
        let lastHour = recent.reduce(0, +) / Double(recent.count)
        let factor = lastHour / max(median, floor)
        guard factor >= Self.factor else { return .no(evidence) }
        return .yes(FlowGrowth(lastHour: lastHour, median: median, factor: factor), evidence)
    }
}

/// A card with regular traffic that stands still.
public struct FlowSilence: Hashable, Sendable {
    /// From the last growth to the last reading.
    public var stillFor: Duration
    /// The usual time from one growth to the next.
    public var usual: Duration

    public init(stillFor: Duration, usual: Duration) {
        self.stillFor = stillFor
        self.usual = usual
    }
}

enum SilenceJudgement {
    /// Times between growths, at least.
    static let least = 8
    /// So many of its longer usual strides.
    static let times = 5.0
    /// A stride of the longest tenth that is more than so many of the median: the card is not regular.
    static let regular = 10.0
    /// Less stillness than this is none.
    static let shortest = Duration.minutes(2)
    /// Readings that showed no growth, at least.
    static let leastStill = 3

    /// `strides`: seconds from one growth to the next.
    static func judge(strides: [Float], lastGrowth: WallTime?, lastSeen: WallTime, stillSamples: Int) -> FlowVerdict<FlowSilence>
    {
        let seconds = strides.map(Double.init)
        let evidence = FlowEvidence(samples: strides.count, over: .milliseconds(Int64(seconds.reduce(0, +) * 1000)))
        guard strides.count >= least, let lastGrowth, let usual = Robust.median(seconds), let long = Robust.quantile(seconds, 0.9)
        else { return .tooFew(evidence) }
        let still = lastSeen - lastGrowth
        guard usual > 0, long <= usual * regular, stillSamples >= leastStill, still >= shortest,
            still.asSeconds > times * long
        else { return .no(evidence) }
        return .yes(FlowSilence(stillFor: still, usual: .milliseconds(Int64(usual * 1000))), evidence)
    }
}

/// A rate far above what is usual for the card.
public struct FlowBurst: Hashable, Sendable {
    /// Kilobytes a second now.
    public var rate: Double
    public var median: Double
    /// Above this it is a burst.
    public var threshold: Double

    public init(rate: Double, median: Double, threshold: Double) {
        self.rate = rate
        self.median = median
        self.threshold = threshold
    }
}

enum BurstJudgement {
    /// Rates before the ones in question, at least.
    static let least = 10
    /// One step of a counter may be the platform's catching up: so many in a row are a burst.
    static let held = 2
    /// So many deviations above the median.
    static let times = 6.0
    /// A card whose rates are all the same deviates by this share of the median.
    static let leastDeviation = 0.1
    /// Kilobytes a second: less is never a burst.
    static let floor = 64.0

    /// `points`: a card's readings, oldest first; `rate`: what it does now, nil when that is not known.
    static func judge(_ points: [FlowTrack.Point], rate: Double?) -> FlowVerdict<FlowBurst> {
        let measured = points.filter { $0.rate != nil }
        let rates = measured.compactMap(\.rate)
        let evidence = FlowEvidence(
            samples: rates.count, over: measured.last.flatMap { last in measured.first.map { last.at - $0.at } } ?? .zero)
        guard rates.count >= least + held, let rate else { return .tooFew(evidence) }
        // The history is what came before the rise: a burst that goes on does not become its own measure
        // before it fills half of what is remembered.
        let before = Array(rates.dropLast(held))
        guard let median = Robust.median(before), let deviation = Robust.deviation(before) else { return .tooFew(evidence) }
        let threshold = max(floor, median + times * max(deviation, median * leastDeviation))
        // Two readings in a row, and no break or gap between them.
        let isHeld = points.suffix(held).allSatisfy { ($0.rate ?? 0) > threshold }
        guard isHeld, rate > threshold else { return .no(evidence) }
        return .yes(FlowBurst(rate: rate, median: median, threshold: threshold), evidence)
    }
}
