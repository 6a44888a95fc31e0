// The readings of all cards that are being followed, in memory and bounded: the last changes of each
// card, its last day where it is read again and again, what it used today as far as that is known, and
// the sum of all live cards. ``mostBytes`` says how much that is at most.

import SIMModel

/// What a card used since its first reading of the platform's day.
struct DayMark: Hashable, Sendable {
    /// Days since 1970 in the platform's zone.
    var day: Int32
    /// The first reading of the day. Unit: seconds since 1970.
    var since: UInt32
    /// The counter at the last reading. Unit: KB.
    var last: Int64
    /// What was used since the first reading, breaks left out. Unit: KB.
    var grown: Int64

    static func day(_ time: WallTime) -> Int32 {
        // Times before 1970 never come: the clock is checked against the platform's.
        Int32(clamping: (time.seconds + CivilTime.platformOffset) / 86_400)
    }
}

/// One sum of the live cards' rates.
struct FlowTotal: Hashable, Sendable {
    var at: WallTime
    /// Kilobytes a second.
    var rate: Double
    var cards: Int
}

/// The readings of all cards that are being followed.
struct FlowHistory: Sendable {
    /// Most cards remembered; the least lately read are forgotten.
    static let capacity = 2_000
    /// Most cards whose last day is remembered: the watched (at most 500), the visible and the focused are
    /// always among the lately read.
    static let ringCapacity = 768
    /// Most cards of which it is known what they used today.
    static let dayCapacity = 20_000
    /// A card without a reading for this long is not live.
    static let liveFor = Duration.minutes(2)
    static let totalCapacity = 900

    /// Bytes of all of it at most, tables' spare room (a half) included: 16 MiB.
    static let mostBytes =
        3
        * (capacity
            * (MemoryLayout<FlowTrack>.stride + FlowTrack.capacity * MemoryLayout<FlowTrack.Point>.stride
                + FlowTrack.strideCapacity * MemoryLayout<Float>.stride)
            + ringCapacity * (MemoryLayout<FlowRing>.stride + FlowRing.capacity * MemoryLayout<FlowRing.Bucket>.stride)
            + dayCapacity * (MemoryLayout<Int>.stride + MemoryLayout<DayMark>.stride)
            + totalCapacity * MemoryLayout<FlowTotal>.stride
            + FleetRing.capacity * MemoryLayout<FleetRing.Bucket>.stride) / 2

    private(set) var tracks: [Int: FlowTrack] = [:]
    private(set) var rings: [Int: FlowRing] = [:]
    private(set) var days: [Int: DayMark] = [:]
    /// Oldest first, at most ``totalCapacity``, one a second.
    private(set) var totals: [FlowTotal] = []
    private(set) var fleet = FleetRing()
    /// Grows with every reading.
    private(set) var version = 0

    mutating func record(_ row: Int, used: DataVolume, at: WallTime) {
        version += 1
        let before = tracks[row]?.lastSeen
        var growth: FlowTrack.Growth?
        if before != nil {
            growth = tracks[row]?.record(used.kilobytes, at: at)
            tracks[row]?.touched = version
        } else {
            if tracks.count >= Self.capacity { forgetTracks() }
            tracks[row] = FlowTrack(used: used.kilobytes, at: at, touched: version)
        }
        guard let track = tracks[row] else { return }
        let isNews = growth != nil || track.samples == 1
        let level = track.used
        guard isNews else { return }
        if rings[row] == nil, rings.count >= Self.ringCapacity { forgetRings() }
        rings[row, default: FlowRing()].record(level, growth, since: min(before ?? at, at), at: at)
        noteDay(row, level: level, growth: growth, at: at)
    }

    private mutating func noteDay(_ row: Int, level: Int64, growth: FlowTrack.Growth?, at: WallTime) {
        let day = DayMark.day(at)
        let now = UInt32(clamping: at.seconds)
        if var mark = days[row], mark.day == day, mark.since <= now {
            // A card that was forgotten in between is counted from its mark on.
            mark.grown += growth?.kilobytes ?? max(0, level - mark.last)
            mark.last = level
            days[row] = mark
        } else {
            if days[row] == nil, days.count >= Self.dayCapacity { forgetDays(but: day) }
            days[row] = DayMark(day: day, since: now, last: level, grown: 0)
        }
    }

    // Forgetting takes an eighth at once, so that the search is paid for rarely.

    private mutating func forgetTracks() {
        let old = tracks.sorted { $0.value.touched < $1.value.touched }.prefix(Self.capacity / 8)
        for (row, _) in old { tracks[row] = nil }
    }

    private mutating func forgetRings() {
        let old = rings.keys.sorted { (tracks[$0]?.touched ?? 0) < (tracks[$1]?.touched ?? 0) }.prefix(Self.ringCapacity / 8)
        for row in old { rings[row] = nil }
    }

    private mutating func forgetDays(but day: Int32) {
        days = days.filter { $0.value.day == day }
        guard days.count >= Self.dayCapacity else { return }
        let small = days.sorted { ($0.value.grown, $0.key) < ($1.value.grown, $1.key) }.prefix(Self.dayCapacity / 8)
        for (row, _) in small { days[row] = nil }
    }

    /// The rate of a card, nil when it is not live.
    func rate(_ row: Int, at now: WallTime) -> Double? {
        guard let track = tracks[row], now - track.lastSeen <= Self.liveFor else { return nil }
        return track.rate
    }

    /// What a card used today since when; nil before the day's first reading.
    func today(_ row: Int, at now: WallTime) -> DayMark? {
        days[row].flatMap { $0.day == DayMark.day(now) ? $0 : nil }
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
        // A clock set back takes what lies ahead of it away.
        while let last = totals.last, last.at.seconds == now.seconds || last.at > now { totals.removeLast() }
        guard sum.cards > 0 else { return }
        if totals.count == Self.totalCapacity { totals.removeFirst() }
        totals.append(FlowTotal(at: now, rate: sum.rate, cards: sum.cards))
        fleet.record(rate: sum.rate, cards: sum.cards, at: now)
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
