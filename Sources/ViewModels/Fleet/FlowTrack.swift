// Rates out of a counter that moves in steps: a growth is spread over the time in which it happened, so
// that a refresh of the platform's figures is no burst. A counter that falls waits for a second reading:
// one low figure among others is a slip, two are a correction or a new period, and neither is a rate.

import SIMModel

/// One card's readings, change by change.
struct FlowTrack: Sendable {
    static let capacity = 60
    /// Two readings closer than this say nothing about a rate.
    static let shortest = Duration.milliseconds(500)
    /// A flat stretch longer than this was idle.
    static let longestStep = Duration.seconds(60)
    /// Two readings further apart than this are not joined: nobody knows what was between them.
    static let longestGap = Duration.minutes(5)
    /// Times between growths that are remembered.
    static let strideCapacity = 24

    struct Point: Hashable, Sendable {
        var at: WallTime
        var used: Int64
        /// Kilobytes a second since the point before; nil at the start, across a break and across a gap.
        var rate: Double?
        /// Which of the card's readings it was, from 1.
        var reading: UInt32 = 1
    }

    /// What a reading added.
    struct Growth: Hashable, Sendable {
        /// The time it is spread over; nil where there is no telling.
        var from: WallTime?
        /// Unit: KB.
        var kilobytes: Int64
    }

    /// Oldest first, at most ``capacity``.
    private(set) var points: [Point] = []
    private(set) var lastSeen: WallTime
    /// What was used since the first reading, breaks left out. Unit: KB.
    private(set) var sinceStart: Int64 = 0
    private(set) var samples = 1
    /// Seconds from one growth to the next, newest last, at most ``strideCapacity``.
    private(set) var strides: [Float] = []
    /// When the counter grew last; nil before the first growth.
    private(set) var lastGrowth: WallTime?
    /// Readings since then that showed no growth.
    private(set) var stillSamples = 0
    /// When the counter was seen to begin anew; nil when that was not seen.
    private(set) var periodStart: WallTime?
    /// When it was last of use, for the choice of whom to forget.
    var touched: Int

    /// From when on the next growth is counted.
    private var base: WallTime
    /// A lower reading that waits for a second one.
    private var aside: (at: WallTime, used: Int64)?
    /// What the counter said before it fell.
    private var fallen: (at: WallTime, used: Int64)?

    init(used: Int64, at: WallTime, touched: Int) {
        points = [Point(at: at, used: used, rate: nil)]
        lastSeen = at
        base = at
        self.touched = touched
    }

    /// The counter as it is believed. Unit: KB.
    var used: Int64 { points.last?.used ?? 0 }

    /// Takes a reading in; what it added, nil when it says nothing.
    @discardableResult
    mutating func record(_ used: Int64, at: WallTime) -> Growth? {
        if lastSeen - at > Self.longestStep {
            // The clock was set back: what follows cannot be set against what came before.
            self = FlowTrack(used: used, at: at, touched: touched)
            return nil
        }
        guard let last = points.last, at - last.at >= Self.shortest, at > lastSeen else { return nil }
        let isGap = at - lastSeen > Self.longestGap
        samples += 1
        lastSeen = at
        if used < last.used {
            guard let low = aside else {
                aside = (at, used)
                return nil
            }
            fall(to: min(low.used, used), at: low.at, from: last)
        }
        aside = nil
        return isGap ? resume(used, at: at) : grow(used, at: at)
    }

    private mutating func fall(to used: Int64, at: WallTime, from last: Point) {
        fallen = (last.at, last.used)
        if used < last.used / 2 { periodStart = at }
        append(Point(at: at, used: used, rate: nil))
        base = at
    }

    /// The first reading after a time without any: what was used is known, how fast is not.
    private mutating func resume(_ used: Int64, at: WallTime) -> Growth? {
        let grown = count(used).kilobytes
        append(Point(at: at, used: used, rate: nil))
        base = at
        stillSamples = 0
        if grown > 0 { lastGrowth = at }
        sinceStart += grown
        return Growth(from: nil, kilobytes: grown)
    }

    /// What was used up to a counter of `used`, and since when. Back to where it fell from at one stroke: the
    /// fall was the platform's, not the card's.
    private mutating func count(_ used: Int64) -> (kilobytes: Int64, since: WallTime) {
        let last = self.used
        guard let before = fallen, used >= before.used else { return (used - last, base) }
        fallen = nil
        guard (used - last) * 2 >= before.used - last else { return (used - last, base) }
        if periodStart == points.last?.at { periodStart = nil }
        return (used - before.used, before.at)
    }

    private mutating func grow(_ used: Int64, at: WallTime) -> Growth? {
        guard let last = points.last else { return nil }
        if used == last.used {
            stillSamples += 1
            if at - last.at >= Self.longestStep { append(Point(at: at, used: used, rate: 0)) }
            return Growth(from: at, kilobytes: 0)
        }
        let (counted, start) = count(used)
        let stride = at - base
        if let before = strides.last, Double(before) > Self.longestStep.asSeconds, stride > Self.longestStep {
            // A counter that always stands and then steps was not idle in between.
            while points.count > 1, let idle = points.last, idle.at > base, idle.rate == 0 { points.removeLast() }
        }
        append(Point(at: at, used: used, rate: Double(counted) / (at - start).asSeconds))
        if lastGrowth != nil {
            if strides.count == Self.strideCapacity { strides.removeFirst() }
            strides.append(Float(stride.asSeconds))
        }
        let from = base
        base = at
        lastGrowth = at
        stillSamples = 0
        sinceStart += counted
        return Growth(from: from, kilobytes: counted)
    }

    private mutating func append(_ point: Point) {
        var point = point
        point.reading = UInt32(clamping: samples)
        if points.count == Self.capacity { points.removeFirst() }
        points.append(point)
    }

    /// Kilobytes a second as of the last reading; nil with fewer than two. A counter that has stood
    /// still for longer than its last steps took counts as idle.
    var rate: Double? {
        guard samples >= 2, let last = points.last else { return nil }
        guard let rate = last.rate else { return points.count == 1 && aside == nil ? 0 : nil }
        guard points.count >= 2 else { return rate }
        let step = last.at - points[points.count - 2].at
        let still = lastSeen - last.at
        return still > max(.seconds(5), step + step) ? 0 : rate
    }

    /// Readings after `start`, as far as the points reach back.
    func samples(since start: WallTime) -> Int {
        guard lastSeen > start, let first = points.first else { return 0 }
        guard let before = points.last(where: { $0.at <= start }) else { return samples - Int(first.reading) + 1 }
        return samples - Int(before.reading)
    }

    var recentRates: [Double] { points.suffix(24).compactMap(\.rate) }

    /// Adds the measured stretches to a curve.
    func paint(_ curve: inout CurveSum) {
        for (index, point) in points.enumerated() where index > 0 {
            guard let rate = point.rate else { continue }
            curve.add(rate, from: points[index - 1].at, to: point.at)
        }
        if let last = points.last, lastSeen > last.at, let rate { curve.add(rate, from: last.at, to: lastSeen) }
    }

    /// Rates by equal steps up to `end`, oldest first; nil where nothing was measured.
    func curve(steps: Int, step: Duration, end: WallTime) -> [Double?] {
        var sum = CurveSum(steps: steps, step: step, end: end)
        paint(&sum)
        return sum.means
    }
}
