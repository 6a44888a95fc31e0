// The status line: on which account, how well connected, how much may still be asked, what went wrong.

import PlatformClient
import SIMModel

/// View state of the status line and of the error log.
@MainActor public final class StatusViewModel {
    /// Problems kept.
    static let capacity = 500

    private var problems: [ProblemEntry] = [] { didSet { changes.mark() } }
    /// What of the list of cards could not be taken.
    var listTrouble: ListTrouble? { didSet { changes.mark() } }
    private let facts: WorkspaceFacts
    private let client: PlatformClient
    private let store: FleetStore
    private let poller: Poller
    private let board: OperationsBoard
    private let alerts: AlertsViewModel
    private let changes: ChangeSignal
    private let time: any TimeSource

    init(
        facts: WorkspaceFacts, client: PlatformClient, store: FleetStore, poller: Poller, board: OperationsBoard,
        alerts: AlertsViewModel, changes: ChangeSignal, time: any TimeSource
    ) {
        self.facts = facts
        self.client = client
        self.store = store
        self.poller = poller
        self.board = board
        self.alerts = alerts
        self.changes = changes
        self.time = time
    }

    /// Adds to the error log; the same once more is counted, not repeated.
    func note(_ error: PlatformError) {
        guard error.kind != .cancelled else { return }
        if let last = problems.last, last.error.kind == error.kind, last.error.endpoint == error.endpoint {
            problems[problems.count - 1] = ProblemEntry(at: time.wall, error: error, count: last.count + 1)
            return
        }
        if problems.count == Self.capacity { problems.removeFirst() }
        problems.append(ProblemEntry(at: time.wall, error: error, count: 1))
    }

    /// The last calls, newest first; at most 500.
    public var calls: [CallLine] {
        client.callLog.reversed().map { entry in
            var error: PlatformError?
            if case .error(let found) = entry.outcome { error = found }
            return CallLine(
                at: entry.at, endpoint: entry.endpoint, cards: entry.cards, milliseconds: entry.milliseconds, error: error,
                attempt: entry.attempt)
        }
    }

    public func viewState() -> StatusViewState {
        let now = time.uptime
        let health = client.health(at: now)
        var state = StatusViewState(
            profile: facts.profile, isProduction: facts.isProduction, isReadOnly: facts.isReadOnly,
            isDemo: facts.isDemo, platform: facts.platform, connection: connection(health, now),
            clockSkew: health.clockSkew, calls: calls(health, now), sweep: sweep(health, now),
            sweptCards: store.answeredCards, totalCards: store.count, openOperations: board.openCount,
            doubtfulOperations: board.doubtfulCount, problems: problems, now: time.wall)
        state.journalTrouble = board.trouble
        state.listTrouble = listTrouble
        state.alerts = alerts.counts
        state.dueReminders = alerts.shift.due.count
        return state
    }

    private func calls(_ health: ClientHealth, _ now: Uptime) -> CallBudget {
        let rate = health.rate
        let growsAt = rate.growsAt.map { time.wall + ($0 - now) }
        let wholeAt = rate.wholeAt.map { time.wall + ($0 - now) }
        return CallBudget(
            used: health.callsUsed, allowed: rate.allowed, configured: rate.configured, growsAt: growsAt, wholeAt: wholeAt)
    }

    private func sweep(_ health: ClientHealth, _ now: Uptime) -> SweepStanding? {
        guard store.count > 0, let sweep = poller.scheduler.sweepProgress else { return nil }
        var standing = SweepStanding(answered: sweep.answered, total: store.count, end: .unknown)
        if poller.scheduler.isPaused || poller.scheduler.retryAt(of: .info, after: now) != nil {
            standing.end = .waits
        } else if let end = sweep.end(
            used: health.callsUsed, share: health.backgroundShare, at: now)
        {
            standing.end = .after(end)
        }
        return standing
    }

    private func connection(_ health: ClientHealth, _ now: Uptime) -> Connection {
        if poller.scheduler.isPaused { return .paused }
        if let error = health.lastError, health.consecutiveFailures > 0 {
            return .failing(error, retryAt: poller.scheduler.retryAt(after: now).map { time.wall + ($0 - now) })
        }
        return health.lastSuccess == nil ? .starting : .online
    }
}
