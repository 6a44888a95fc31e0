// How many calls a minute are allowed now: what is configured, halved whenever the platform says that it
// is too much, and grown again by a step for each quiet while. Pure.

public import SIMModel

/// The rate that is allowed now, and how it comes back.
public struct RateState: Sendable, Hashable {
    /// What the profile allows (`poll.calls_per_minute`).
    public var configured: Int
    /// What is allowed now.
    public var allowed: Int
    /// When the next step up comes; nil: the rate is whole.
    public var growsAt: Uptime?
    /// When the rate is whole again, if nothing more is refused; nil: it is.
    public var wholeAt: Uptime?

    public init(configured: Int, allowed: Int, growsAt: Uptime? = nil, wholeAt: Uptime? = nil) {
        self.configured = configured
        self.allowed = allowed
        self.growsAt = growsAt
        self.wholeAt = wholeAt
    }

    /// Less is asked than the profile allows.
    public var isShrunk: Bool { wholeAt != nil }
}

/// Additive increase, multiplicative decrease.
struct RateLimit: Sendable {
    /// After a refusal the limit grows by a step in this time.
    static let quiet: Duration = .seconds(10)
    /// Unit: percent of the configured limit.
    static let step = 5
    /// The limit never falls below this share. Unit: percent of the configured limit.
    static let floor = 5
    /// Refusals of calls that were already on their way count as one.
    static let refusalSpan: Duration = .seconds(5)

    let configured: Int
    /// The share that was left at `since`. Unit: percent.
    private var share = 100
    private var since = Uptime(milliseconds: 0)
    private var lastRefusal: Uptime?

    init(_ configured: Int) { self.configured = max(1, configured) }

    func allowed(at now: Uptime) -> Int { max(1, configured * share(at: now) / 100) }

    func state(at now: Uptime) -> RateState {
        let share = share(at: now)
        guard share < 100 else { return RateState(configured: configured, allowed: configured) }
        let steps = (now - since).inMilliseconds / Self.quiet.inMilliseconds
        let whole = (100 - self.share + Self.step - 1) / Self.step
        return RateState(
            configured: configured, allowed: allowed(at: now), growsAt: since + Self.quiet * Int(max(0, steps) + 1),
            wholeAt: since + Self.quiet * whole)
    }

    /// The platform refused a call for its rate, or failed under it.
    mutating func refused(at now: Uptime) {
        if let lastRefusal, now - lastRefusal < Self.refusalSpan { return }
        lastRefusal = now
        share = max(Self.floor, share(at: now) / 2)
        since = now
    }

    private func share(at now: Uptime) -> Int {
        let steps = max(0, (now - since).inMilliseconds / Self.quiet.inMilliseconds)
        return Int(min(100, Int64(share) + steps * Int64(Self.step)))
    }
}
