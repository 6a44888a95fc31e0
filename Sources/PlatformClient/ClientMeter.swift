// The client's instruments: rate budget, clock skew, counters, call log, behind one lock that is held
// for microseconds, so that the screen may read them while calls run.

import PlatformContract
public import SIMModel
import Synchronization

/// How the connection to the platform does.
public struct ClientHealth: Sendable, Hashable {
    /// Our clock minus the platform's; nil until a reply told. Right to about a second.
    public var clockSkew: Duration?
    /// Calls that went in the last minute.
    public var callsUsed: Int
    /// The limit now and the configured one: less after the platform refused calls for their rate or
    /// failed under them.
    public var rate: RateState
    /// What went wrong last; nil once a call has succeeded since.
    public var lastError: PlatformError?
    /// Attempts in a row that found the platform unreachable, or not accepting any call of ours.
    public var consecutiveFailures: Int
    public var lastSuccess: WallTime?
    public var callsMade: Int
    /// Bytes of unpacked replies.
    public var bytesReceived: Int

    /// Calls that may still go in this minute.
    public var callsLeft: Int { max(0, rate.allowed - callsUsed) }

    /// Calls a minute that may be used up before a sweep waits.
    public var backgroundShare: Int { max(1, rate.allowed * CallPriority.background.share / 100) }

    public init(
        clockSkew: Duration?, callsUsed: Int, rate: RateState, lastError: PlatformError?,
        consecutiveFailures: Int, lastSuccess: WallTime?, callsMade: Int, bytesReceived: Int
    ) {
        self.clockSkew = clockSkew
        self.callsUsed = callsUsed
        self.rate = rate
        self.lastError = lastError
        self.consecutiveFailures = consecutiveFailures
        self.lastSuccess = lastSuccess
        self.callsMade = callsMade
        self.bytesReceived = bytesReceived
    }
}

/// The instruments themselves.
final class ClientMeter: Sendable {
    private struct State {
        var budget: RateBudget
        var log = CallLog()
        var skew: Duration?
        var lastError: PlatformError?
        var consecutiveFailures = 0
        var lastSuccess: WallTime?
        var callsMade = 0
        var bytesReceived = 0
    }

    private let state: Mutex<State>

    init(callsPerMinute: Int) { state = Mutex(State(budget: RateBudget(callsPerMinute: callsPerMinute))) }

    func take(_ priority: CallPriority, _ need: RateNeed, at now: Uptime) -> RateBudget.Verdict {
        state.withLock { $0.budget.take(priority, need, at: now) }
    }

    /// A call for which a place was taken has not left this machine.
    func giveBack(_ need: RateNeed) { state.withLock { $0.budget.giveBack(need) } }

    /// The cards that may be named now first, the others by their turn; otherwise in the order given.
    func byTurn(_ cards: [CardNumber], perMinute: Int, at now: Uptime) -> [CardNumber] {
        let turns = state.withLock { state in
            cards.map { state.budget.nextTurn(of: $0, perMinute: perMinute, at: now) ?? now }
        }
        let order = cards.indices.sorted { (turns[$0], $0) < (turns[$1], $1) }
        return order.map { cards[$0] }
    }

    /// An attempt has ended.
    func record(_ entry: CallLogEntry, bytes: Int, at now: Uptime, retryAfter: Duration?) {
        state.withLock { state in
            state.log.append(entry)
            state.callsMade += 1
            state.bytesReceived += bytes
            switch entry.outcome {
            case .ok:
                state.lastError = nil
                state.consecutiveFailures = 0
                state.lastSuccess = entry.at + .milliseconds(entry.milliseconds)
            case .error(let error):
                state.lastError = error
                switch error.kind {
                // The platform is well: it refuses this one call.
                case .refused: state.consecutiveFailures = 0
                case .cancelled, .readOnly, .invalidRequest, .unconfirmedEndpoint: break
                case .rate:
                    state.budget.refused(at: now, retryAfter: retryAfter)
                    state.consecutiveFailures += 1
                case .httpStatus(500...):
                    // It may be load: asking less costs little, asking on may keep it down.
                    state.budget.refused(at: now, retryAfter: retryAfter)
                    state.consecutiveFailures += 1
                default: state.consecutiveFailures += 1
                }
            }
        }
    }

    func note(skew: Duration) { state.withLock { $0.skew = skew } }

    var callLog: [CallLogEntry] { state.withLock { $0.log.entries } }

    func health(at now: Uptime) -> ClientHealth {
        state.withLock { state in
            ClientHealth(
                clockSkew: state.skew, callsUsed: state.budget.used(at: now), rate: state.budget.rate(at: now),
                lastError: state.lastError,
                consecutiveFailures: state.consecutiveFailures, lastSuccess: state.lastSuccess,
                callsMade: state.callsMade, bytesReceived: state.bytesReceived)
        }
    }
}
