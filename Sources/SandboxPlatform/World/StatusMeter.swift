// How often each card's fresh status was asked within the last minute.

import SIMModel

/// Keeps the documented limit, and counts how hard callers press against it.
struct StatusMeter {
    static let window: Duration = .seconds(60)
    /// Calls remembered of one card: enough to count a flood without storing it.
    private static let mostRemembered = 64

    private struct Calls {
        var accepted: [WallTime] = []
        var attempts: [WallTime] = []
    }

    private var calls: [Int: Calls] = [:]
    private var prunedAt: WallTime
    /// Most calls that named one card within any window, refused ones included.
    private(set) var most = 0

    init(startedAt: WallTime) { prunedAt = startedAt }

    /// Takes or refuses a call that names `cards`, as a whole: a refused one costs nobody's share.
    mutating func take(_ cards: [Int], limit: Int, at now: WallTime) -> Bool {
        prune(now)
        let after = now - Self.window
        var isFree = true
        for card in cards {
            var own = calls[card] ?? Calls()
            own.accepted.removeAll { $0 <= after }
            own.attempts.removeAll { $0 <= after }
            if own.attempts.count < Self.mostRemembered { own.attempts.append(now) }
            most = max(most, own.attempts.count)
            if own.accepted.count >= limit { isFree = false }
            calls[card] = own
        }
        guard isFree else { return false }
        for card in cards { calls[card]?.accepted.append(now) }
        return true
    }

    /// Once a window, cards nobody asks about any more are dropped.
    private mutating func prune(_ now: WallTime) {
        guard now - prunedAt >= Self.window else { return }
        prunedAt = now
        let after = now - Self.window
        calls = calls.filter { entry in entry.value.attempts.contains { $0 > after } }
    }
}
