// When the next call may go: calls a minute over all, with a reserve for what matters more; calls a minute
// a card and an endpoint; and the time between two calls for a card. Pure: it is told the time. The windows
// are sliding, because "3 a minute" counted by the platform from any start must hold.

import PlatformContract
import SIMModel

struct RateBudget: Sendable {
    enum Verdict: Equatable {
        case go
        /// Ask again then, not before.
        case wait(until: Uptime)
        /// A person would wait too long: asked again before then it is refused again.
        case refuse(until: Uptime)
    }

    /// A card at an endpoint that wants time between two calls for it.
    private struct Spaced: Hashable {
        var endpoint: String
        var card: CardNumber
    }

    static let window: Duration = .seconds(60)
    /// Calls are counted when they leave and the platform counts them when they arrive: two that left
    /// 60 s apart may arrive a little closer.
    static let slack: Duration = .milliseconds(500)
    /// The longest pause a Retry-After is believed.
    static let longestPause: Duration = .seconds(60)

    private var rate: RateLimit
    /// Times of the calls in the window. Bound: callsPerMinute.
    private var calls = CallWindow()
    /// Times of the calls that named a card, oldest first. Bound: the cards of one window's calls.
    private var byCard: [CardNumber: [Uptime]] = [:]
    /// Times of the calls of an endpoint that has its own limit. Bound: such endpoints times their limit.
    private var byEndpoint: [String: [Uptime]] = [:]
    /// When a card may be named again there. Bound: the cards of the longest spacing's calls.
    private var spaced: [Spaced: Uptime] = [:]
    private var lastPruned: Uptime?
    private var notBefore: Uptime?

    init(callsPerMinute: Int) { rate = RateLimit(callsPerMinute) }

    /// The limit now, refusals considered.
    func limit(at now: Uptime) -> Int { rate.allowed(at: now) }

    func rate(at now: Uptime) -> RateState { rate.state(at: now) }

    /// Calls that went in the window.
    func used(at now: Uptime) -> Int { calls.count(after: now - Self.window) }

    /// Calls that may still go in the window, by the highest priority.
    func left(at now: Uptime) -> Int { max(0, limit(at: now) - used(at: now)) }

    /// When a card may be named again by a call limited to `perMinute`; nil: now.
    func nextTurn(of card: CardNumber, perMinute: Int, at now: Uptime) -> Uptime? {
        let span = Self.window + Self.slack
        guard let times = byCard[card]?.filter({ $0 > now - span }), times.count >= max(1, perMinute) else { return nil }
        return times[times.count - max(1, perMinute)] + span
    }

    /// Takes a place for one call when there is one.
    mutating func take(_ priority: CallPriority, _ need: RateNeed = RateNeed(), at now: Uptime) -> Verdict {
        prune(at: now)
        if need.limits.cardSpacing != nil {
            let turns = need.cards.compactMap { spaced[Spaced(endpoint: need.endpoint, card: $0)] }
            if let turn = turns.max(), turn > now { return .refuse(until: turn) }
        }
        var earliest: Uptime?
        func later(_ time: Uptime?) { if let time { earliest = max(earliest ?? time, time) } }
        if let notBefore, notBefore > now { later(notBefore) }
        let most = max(1, limit(at: now) * priority.share / 100)
        if calls.count >= most { later(calls.time(fromEnd: most) + Self.window) }
        if let perMinute = need.limits.perCardPerMinute {
            for card in need.cards { later(nextTurn(of: card, perMinute: perMinute, at: now)) }
        }
        if let perMinute = need.limits.callsPerMinute {
            let span = Self.window + Self.slack
            let times = byEndpoint[need.endpoint, default: []].filter { $0 > now - span }
            byEndpoint[need.endpoint] = times
            if times.count >= max(1, perMinute) { later(times[times.count - max(1, perMinute)] + span) }
        }
        if let earliest, earliest > now { return .wait(until: earliest) }
        calls.append(now)
        if need.limits.perCardPerMinute != nil { for card in need.cards { byCard[card, default: []].append(now) } }
        if need.limits.callsPerMinute != nil { byEndpoint[need.endpoint, default: []].append(now) }
        if let spacing = need.limits.cardSpacing {
            let turn = now + .seconds(spacing) + Self.slack
            for card in need.cards { spaced[Spaced(endpoint: need.endpoint, card: card)] = turn }
        }
        return .go
    }

    /// A call for which a place was taken was not sent: its cards need not wait for it.
    mutating func giveBack(_ need: RateNeed) {
        guard need.limits.cardSpacing != nil else { return }
        for card in need.cards { spaced[Spaced(endpoint: need.endpoint, card: card)] = nil }
    }

    /// The platform refused a call for its rate, or failed under it (5xx).
    mutating func refused(at now: Uptime, retryAfter: Duration?) {
        if let retryAfter {
            let until = now + min(retryAfter, Self.longestPause)
            notBefore = max(notBefore ?? until, until)
        }
        rate.refused(at: now)
    }

    private mutating func prune(at now: Uptime) {
        calls.drop(through: now - Self.window)
        guard lastPruned.map({ now - $0 >= Self.window }) ?? true else { return }
        lastPruned = now
        let oldest = now - Self.window - Self.slack
        spaced = spaced.filter { $0.value > now }
        byCard = byCard.compactMapValues { times in
            let kept = times.filter { $0 > oldest }
            return kept.isEmpty ? nil : kept
        }
    }
}
