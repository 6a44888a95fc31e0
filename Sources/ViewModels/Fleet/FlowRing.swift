// What was measured in the last day in few bytes: one mean for each five minutes of a card, for each
// minute of the fleet. Time in which nobody read is no zero, it is not there.

import SIMModel

/// Rates over equal steps of time, put together from stretches of any length.
struct CurveSum {
    private let start: Int64
    private let width: Int64
    private var amounts: [Double]
    private var weights: [Double]

    init(steps: Int, step: Duration, end: WallTime) {
        width = max(1, step.inMilliseconds)
        start = end.milliseconds - Int64(steps) * width
        amounts = Array(repeating: 0, count: max(0, steps))
        weights = amounts
    }

    /// `rate` from `from` to `to`.
    mutating func add(_ rate: Double, from: WallTime, to: WallTime) {
        let (begin, end) = (max(0, from.milliseconds - start), to.milliseconds - start)
        guard end > begin else { return }
        let first = Int(begin / width)
        let last = min(Int((end - 1) / width), weights.count - 1)
        guard first <= last else { return }
        for index in first...last {
            let left = max(begin, Int64(index) * width)
            let overlap = Double(min(end, Int64(index + 1) * width) - left)
            amounts[index] += rate * overlap
            weights[index] += overlap
        }
    }

    /// nil where nothing was added.
    var means: [Double?] { zip(amounts, weights).map { $1 > 0 ? $0 / $1 : nil } }
}

/// A card's last day. 16 bytes a bucket, 4.5 KiB when the day is full.
struct FlowRing: Sendable {
    static let step: Int64 = 300
    static let capacity = 288

    struct Bucket: Hashable, Sendable {
        /// The counter at the last reading in it; -1 for none. Unit: KB.
        var level: Int64 = -1
        /// What was used in it. Unit: KB.
        var kilobytes: Float = 0
        /// How long it was measured.
        var seconds: UInt16 = 0
        /// When the last reading was, from its start.
        var readAt: UInt16 = 0
    }

    /// Oldest first without a hole, at most ``capacity``.
    private(set) var buckets: [Bucket] = []
    /// Which five minutes since 1970 the first one is.
    private(set) var first: Int64 = 0
    /// What was measured beyond whole seconds, so that it is not lost. Unit: ms.
    private var remainder: Int64 = 0

    /// A reading: since `before` it was measured, and `growth` was used in its time.
    mutating func record(_ used: Int64, _ growth: FlowTrack.Growth?, since before: WallTime, at: WallTime) {
        guard reach(at) else { return }
        if at - before <= FlowTrack.longestGap { cover(from: before, to: at) }
        let last = buckets.count - 1
        buckets[last].level = used
        buckets[last].readAt = UInt16(clamping: at.seconds - (first + Int64(last)) * Self.step)
        guard let growth, growth.kilobytes > 0, let from = growth.from, at > from else { return }
        let perMillisecond = Double(growth.kilobytes) / Double((at - from).inMilliseconds)
        split(from: from, to: at) { $0.kilobytes += Float(perMillisecond * Double($1)) }
    }

    /// Makes the bucket of `at` the last one; buckets later than it (a clock set back) are dropped.
    private mutating func reach(_ at: WallTime) -> Bool {
        let number = at.seconds / Self.step
        guard number > 0 else { return false }
        if buckets.isEmpty || number < first || number - first >= Int64(2 * Self.capacity) {
            buckets = [Bucket()]
            first = number
            return true
        }
        let index = Int(number - first)
        if index < buckets.count - 1 { buckets.removeLast(buckets.count - 1 - index) }
        while buckets.count <= index { buckets.append(Bucket()) }
        let extra = buckets.count - Self.capacity
        if extra > 0 {
            buckets.removeFirst(extra)
            first += Int64(extra)
        }
        return true
    }

    private mutating func cover(from: WallTime, to: WallTime) {
        var rest = remainder
        split(from: from, to: to) { bucket, milliseconds in
            rest += milliseconds
            bucket.seconds = UInt16(clamping: min(Self.step, Int64(bucket.seconds) + rest / 1000))
            rest %= 1000
        }
        remainder = rest
    }

    private mutating func split(from: WallTime, to: WallTime, _ put: (inout Bucket, Int64) -> Void) {
        let width = Self.step * 1000
        var left = max(from.milliseconds, first * width)
        while left < to.milliseconds {
            let number = left / width
            let right = min(to.milliseconds, (number + 1) * width)
            let index = Int(number - first)
            guard buckets.indices.contains(index) else { return }
            put(&buckets[index], right - left)
            left = right
        }
    }

    private func start(of index: Int) -> WallTime { WallTime(seconds: (first + Int64(index)) * Self.step) }

    /// Buckets measured for at least a fifth of their time: fewer seconds make no mean of five minutes.
    static let leastSeconds: UInt16 = 60

    /// (start, kilobytes a second) of every bucket that was measured, oldest first.
    var means: [(at: WallTime, rate: Double)] {
        buckets.enumerated().compactMap { index, bucket in
            bucket.seconds < Self.leastSeconds ? nil : (start(of: index), Double(bucket.kilobytes) / Double(bucket.seconds))
        }
    }

    /// (time, counter) of the last reading of each bucket, oldest first, from the last fall on.
    var levels: [(at: WallTime, used: Int64)] {
        var out: [(at: WallTime, used: Int64)] = []
        for (index, bucket) in buckets.enumerated() where bucket.level >= 0 {
            if let last = out.last, bucket.level < last.used { out = [] }
            out.append((start(of: index) + .seconds(Int64(bucket.readAt)), bucket.level))
        }
        return out
    }

    /// Buckets after `start` in which something was measured, however shortly: what ``paint(_:until:)`` draws.
    func measured(since start: WallTime) -> Int {
        buckets.enumerated().reduce(0) { count, entry in
            let isIn = entry.element.seconds > 0 && self.start(of: entry.offset) + .seconds(Self.step) > start
            return count + (isIn ? 1 : 0)
        }
    }

    /// Adds the means up to `end`; nil: all of them.
    func paint(_ curve: inout CurveSum, until end: WallTime? = nil) {
        for (index, bucket) in buckets.enumerated() where bucket.seconds > 0 {
            // Only the part in which it was measured: up to the last reading in it, or to its end.
            let begin = start(of: index) + .seconds(Int64(bucket.readAt) - min(Int64(bucket.readAt), Int64(bucket.seconds)))
            let close = begin + .seconds(Int64(bucket.seconds))
            curve.add(Double(bucket.kilobytes) / Double(bucket.seconds), from: begin, to: end.map { min($0, close) } ?? close)
        }
    }
}

/// The fleet's last day, a mean for each minute. 24 bytes a bucket, 34 KiB when the day is full.
struct FleetRing: Sendable {
    static let step: Int64 = 60
    static let capacity = 1_440

    struct Bucket: Hashable, Sendable {
        /// Which minute since 1970.
        var minute: Int64
        /// The sum of the sums. Unit: kilobytes a second.
        var rates: Double
        var samples: UInt32
        /// Most cards in one of the sums.
        var cards: UInt32
    }

    private(set) var buckets: [Bucket] = []

    mutating func record(rate: Double, cards: Int, at: WallTime) {
        let minute = at.seconds / Self.step
        while let last = buckets.last, last.minute > minute { buckets.removeLast() }
        if buckets.last?.minute == minute {
            let last = buckets.count - 1
            buckets[last].rates += rate
            buckets[last].samples += 1
            buckets[last].cards = max(buckets[last].cards, UInt32(clamping: cards))
        } else {
            if buckets.count == Self.capacity { buckets.removeFirst() }
            buckets.append(Bucket(minute: minute, rates: rate, samples: 1, cards: UInt32(clamping: cards)))
        }
    }

    func paint(_ curve: inout CurveSum) {
        for bucket in buckets {
            let begin = WallTime(seconds: bucket.minute * Self.step)
            curve.add(bucket.rates / Double(bucket.samples), from: begin, to: begin + .seconds(Self.step))
        }
    }
}
