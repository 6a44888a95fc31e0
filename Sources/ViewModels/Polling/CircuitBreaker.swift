// When to leave a platform alone that fails, and how to come back: each failure makes the wait longer;
// when it is over one question goes out as a probe, and only its answer lets the others go again. Pure.

import PlatformClient
import SIMModel

/// Waiting after failures.
struct Backoff: Hashable, Sendable {
    private(set) var failures = 0
    private(set) var until: Uptime?
    private var lastFailure: Uptime?

    func isOpen(at now: Uptime) -> Bool { until.map { $0 <= now } ?? true }

    /// `askedAt`: questions that were out already when another one failed tell nothing new.
    /// `dice` in 0..<1 spreads the next try over the upper half of the wait.
    mutating func failed(_ error: PlatformError, askedAt: Uptime, at now: Uptime, dice: Double) {
        if let lastFailure, askedAt < lastFailure { return }
        lastFailure = now
        failures += 1
        let (base, cap): (Double, Double) =
            switch error.kind {
            case .rate: (10, 120)
            case .refused, .signature, .clock, .readOnly, .invalidRequest, .unconfirmedEndpoint: (15, 300)
            default: (1, 30)
            }
        var wait = base
        for _ in 1..<min(failures, 12) where wait < cap { wait *= 2 }
        wait = min(wait, cap) * (0.5 + dice / 2)
        until = now + .milliseconds(Int64(wait * 1000))
    }

    /// The next probe may go at once.
    mutating func tryNow(_ now: Uptime) { if let until, until > now { self.until = now } }
}

/// One backoff for each kind of question, and one for the way to the platform, which all kinds share.
struct CircuitBreaker: Hashable, Sendable {
    private var kinds: [PollQuestion.Kind: Backoff] = [:]
    private var line: Backoff?

    /// Whether a question of a kind may go, given what is out.
    func lets(_ kind: PollQuestion.Kind, at now: Uptime, isOut: Bool, isAnyOut: Bool) -> Bool {
        if let line, !line.isOpen(at: now) || isAnyOut { return false }
        if let own = kinds[kind], !own.isOpen(at: now) || isOut { return false }
        return true
    }

    /// When the wait of a kind is over; nil: it does not wait.
    func waitEnds(_ kind: PollQuestion.Kind) -> Uptime? {
        [line?.until, kinds[kind]?.until].compactMap { $0 }.max()
    }

    /// When the first failing kind is tried again; nil while nothing fails.
    func nextTry(after now: Uptime) -> Uptime? {
        if let until = line?.until { return until > now ? until : nil }
        return kinds.values.compactMap(\.until).filter { $0 > now }.min()
    }

    mutating func failed(_ kind: PollQuestion.Kind, _ error: PlatformError, askedAt: Uptime, at now: Uptime, dice: Double) {
        if error.isUnreachable {
            // Nobody can be reached: the other kinds need not find out one by one.
            line = line ?? Backoff()
            line?.failed(error, askedAt: askedAt, at: now, dice: dice)
        } else {
            line = nil
            kinds[kind, default: Backoff()].failed(error, askedAt: askedAt, at: now, dice: dice)
        }
    }

    mutating func succeeded(_ kind: PollQuestion.Kind) {
        line = nil
        kinds[kind] = nil
    }

    /// A person asks: that is a probe, whatever the wait.
    mutating func tryNow(_ kind: PollQuestion.Kind, at now: Uptime) {
        line?.tryNow(now)
        kinds[kind]?.tryNow(now)
    }
}
