// How fast the sweep goes, and when it will be done at that pace and within the budget of calls. Pure.

import SIMModel

/// What went through in the last minute, by second.
struct SweepPace: Hashable, Sendable {
    private struct Second: Hashable {
        var number: Int64
        var rows: Int
        var calls: Int
    }

    static let span = 60

    private var start: Uptime?
    /// Oldest first. Bound: `span`.
    private var seconds: [Second] = []

    init(start: Uptime? = nil) { self.start = start }

    /// A call answered so many cards.
    mutating func answered(_ rows: Int, at now: Uptime) {
        let number = Self.number(now)
        if seconds.last?.number == number {
            seconds[seconds.count - 1].rows += rows
            seconds[seconds.count - 1].calls += 1
        } else {
            seconds.removeAll { $0.number <= number - Int64(Self.span) }
            seconds.append(Second(number: number, rows: rows, calls: 1))
        }
    }

    /// The time until `left` more cards are answered in calls of `batch`; nil: too little is known.
    /// - Parameters:
    ///   - used: calls of all kinds in the last minute.
    ///   - share: calls a minute that leave room for the sweep.
    func end(left: Int, batch: Int, used: Int, share: Int, at now: Uptime) -> Duration? {
        guard left > 0 else { return .zero }
        let recent = seconds.filter { $0.number > Self.number(now) - Int64(Self.span) }
        let (rows, calls) = recent.reduce(into: (0, 0)) { $0 = ($0.0 + $1.rows, $0.1 + $1.calls) }
        guard let start, calls >= 2, rows > 0 else { return nil }
        let elapsed = min(Duration.seconds(Self.span), now - start)
        let byPace = Double(elapsed.inMilliseconds) * Double(left) / Double(rows)
        let needed = (left + batch - 1) / batch
        let room = max(0, share - used)
        let others = max(0, used - calls)
        let perMinute = max(1, share - others)
        let byBudget = needed <= room ? 0 : Double(needed - room) * 60_000 / Double(perMinute)
        return .milliseconds(Int64(max(byPace, byBudget)))
    }

    private static func number(_ time: Uptime) -> Int64 { time.milliseconds / 1000 }
}

/// The round that is under way.
struct SweepProgress: Hashable, Sendable {
    var answered: Int
    var total: Int
    var pace: SweepPace

    func end(used: Int, share: Int, at now: Uptime) -> Duration? {
        pace.end(left: total - answered, batch: PollQuestion.Kind.info.batch, used: used, share: share, at: now)
    }
}
