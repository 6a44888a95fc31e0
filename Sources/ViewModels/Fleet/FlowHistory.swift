// Rates out of a counter that moves in steps: a growth is spread over the time in which it happened, so
// that a refresh of the platform's figures is no burst; a counter that falls (a new month) is a break.

import SIMModel

/// One card's readings, change by change.
struct FlowTrack: Sendable {
    static let capacity = 60
    /// Two readings closer than this say nothing about a rate.
    static let shortest = Duration.milliseconds(500)
    /// A flat stretch longer than this was idle; what comes after it is not spread over it.
    static let longestStep = Duration.seconds(60)

    struct Point: Hashable, Sendable {
        var at: WallTime
        var used: Int64
        /// Kilobytes a second since the point before; nil at the start and across a break.
        var rate: Double?
    }

    /// Oldest first, at most ``capacity``.
    private(set) var points: [Point] = []
    private(set) var lastSeen: WallTime
    /// What was used since the first reading, breaks left out. Unit: KB.
    private(set) var sinceStart: Int64 = 0
    private(set) var samples = 1
    /// When it was last of use, for the choice of whom to forget.
    var touched: Int

    init(used: Int64, at: WallTime, touched: Int) {
        points = [Point(at: at, used: used, rate: nil)]
        lastSeen = at
        self.touched = touched
    }

    mutating func record(_ used: Int64, at: WallTime) {
        if lastSeen - at > Self.longestStep {
            // The clock was set back: what follows cannot be set against what came before.
            self = FlowTrack(used: used, at: at, touched: touched)
            return
        }
        guard let last = points.last, at - last.at >= Self.shortest, at > lastSeen else { return }
        samples += 1
        lastSeen = at
        if used == last.used, at - last.at < Self.longestStep { return }
        let seconds = (at - last.at).asSeconds
        var rate: Double?
        if used >= last.used {
            rate = Double(used - last.used) / seconds
            sinceStart += used - last.used
        }
        if points.count == Self.capacity { points.removeFirst() }
        points.append(Point(at: at, used: used, rate: rate))
    }

    /// Kilobytes a second as of the last reading; nil with fewer than two. A counter that has stood
    /// still for longer than its last steps took counts as idle.
    var rate: Double? {
        guard samples >= 2, let last = points.last else { return nil }
        guard let rate = last.rate else { return points.count == 1 ? 0 : nil }
        guard points.count >= 2 else { return rate }
        let step = last.at - points[points.count - 2].at
        let still = lastSeen - last.at
        return still > max(.seconds(5), step + step) ? 0 : rate
    }

    var recentRates: [Double] { points.suffix(24).compactMap(\.rate) }

    /// Rates by equal steps up to `end`, oldest first; nil where nothing was measured.
    func curve(steps: Int, step: Duration, end: WallTime) -> [Double?] {
        var out: [Double?] = Array(repeating: nil, count: steps)
        let width = step.inMilliseconds
        let start = end.milliseconds - Int64(steps) * width
        for (index, point) in points.enumerated() where index > 0 {
            guard let rate = point.rate else { continue }
            paint(&out, from: points[index - 1].at.milliseconds - start, to: point.at.milliseconds - start, width, rate)
        }
        if let last = points.last, lastSeen > last.at, let rate {
            paint(&out, from: last.at.milliseconds - start, to: lastSeen.milliseconds - start, width, rate)
        }
        return out
    }

    private func paint(_ out: inout [Double?], from: Int64, to: Int64, _ width: Int64, _ rate: Double) {
        guard to > 0 else { return }
        let first = Int(max(0, from) / width)
        let last = Int((to - 1) / width)
        guard first < out.count, first <= last else { return }
        for index in first...min(last, out.count - 1) { out[index] = rate }
    }
}

/// The readings of all cards that are being followed.
struct FlowHistory: Sendable {
    /// Most cards remembered; the least lately read are forgotten.
    static let capacity = 2_000
    /// A card without a reading for this long is not live.
    static let liveFor = Duration.minutes(2)
    static let totalCapacity = 240

    private(set) var tracks: [Int: FlowTrack] = [:]
    /// (time, kilobytes a second, cards), oldest first, at most ``totalCapacity``, one a second.
    private(set) var totals: [(at: WallTime, rate: Double, cards: Int)] = []
    /// Grows with every reading.
    private(set) var version = 0

    mutating func record(_ row: Int, used: DataVolume, at: WallTime) {
        version += 1
        if tracks[row] == nil {
            if tracks.count >= Self.capacity { forgetOldest() }
            tracks[row] = FlowTrack(used: used.kilobytes, at: at, touched: version)
        } else {
            tracks[row]?.record(used.kilobytes, at: at)
            tracks[row]?.touched = version
        }
    }

    /// Forgets an eighth at once, so that the search is paid for rarely.
    private mutating func forgetOldest() {
        let old = tracks.sorted { $0.value.touched < $1.value.touched }.prefix(Self.capacity / 8)
        for (row, _) in old { tracks[row] = nil }
    }

    /// The rate of a card, nil when it is not live.
    func rate(_ row: Int, at now: WallTime) -> Double? {
        guard let track = tracks[row], now - track.lastSeen <= Self.liveFor else { return nil }
        return track.rate
    }

    /// Sum and number of the live cards' rates.
    func total(at now: WallTime) -> (rate: Double, cards: Int) {
        var sum = (rate: 0.0, cards: 0)
        for track in tracks.values where now - track.lastSeen <= Self.liveFor {
            guard let rate = track.rate else { continue }
            sum.rate += rate
            sum.cards += 1
        }
        return sum
    }

    mutating func noteTotal(at now: WallTime) {
        let sum = total(at: now)
        guard sum.cards > 0 else { return }
        if let last = totals.last, last.at.seconds == now.seconds || last.at > now { totals.removeLast() }
        if totals.count == Self.totalCapacity { totals.removeFirst() }
        totals.append((now, sum.rate, sum.cards))
    }

    /// The total by equal steps up to `end`; a step without a reading between two that have one keeps
    /// the one before.
    func totalCurve(steps: Int, step: Duration, end: WallTime) -> [Double?] {
        var out: [Double?] = Array(repeating: nil, count: steps)
        let width = step.inMilliseconds
        let start = end.milliseconds - Int64(steps) * width
        var filled: Int?
        for total in totals {
            let offset = total.at.milliseconds - start
            guard offset > 0 else { continue }
            let index = Int((offset - 1) / width)
            guard index < steps else { break }
            if let filled, index - filled > 1, Duration.milliseconds(Int64(index - filled) * width) <= Self.liveFor {
                for gap in (filled + 1)..<index { out[gap] = out[filled] }
            }
            out[index] = total.rate
            filled = index
        }
        return out
    }
}
