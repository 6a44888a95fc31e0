// The alerts that need no rule: money, operations in doubt, a platform that does not answer.

import PlatformClient
import SIMModel

extension BuiltInAlert {
    var severity: AlertSeverity {
        switch self {
        case .lowBalance, .inDoubt: .warning
        case .lowPool, .unreachable: .critical
        }
    }

    var timing: AlertEngine.Timing {
        switch self {
        case .lowBalance, .lowPool: AlertEngine.Timing(hold: .minutes(1))
        // The journal does not swing: what is in doubt is told at once.
        case .inDoubt: AlertEngine.Timing(hold: .zero)
        case .unreachable: AlertEngine.Timing(hold: .minutes(2), holdToEnd: .seconds(30))
        }
    }
}

extension AlertsViewModel {
    private func place(of alert: BuiltInAlert) -> Int? { watches.firstIndex { $0.subject == .builtIn(alert) } }

    func observeBuiltIn() {
        let now = now
        if let rule = place(of: .unreachable) { engine.observe(rule, 0, connectionVerdict(now), at: now) }
        if let rule = place(of: .inDoubt) { observeDoubt(rule, now) }
        if let rule = place(of: .lowBalance) { engine.observe(rule, 0, balanceVerdict, at: now) }
        if let rule = place(of: .lowPool) { observePools(rule, now) }
    }

    private func connectionVerdict(_ now: AlertMoment) -> AlertVerdict {
        if poller.scheduler.isPaused { return .neither }
        let health = client.health(at: now.uptime)
        if health.consecutiveFailures > 0, let error = health.lastError {
            // A refusal is an answer; it neither begins nor ends a silence.
            return error.isUnreachable ? .raises : .neither
        }
        return health.lastSuccess == nil ? .neither : .clears
    }

    /// Subject n stands for "more than n are in doubt": one more joins, one less leaves.
    private func observeDoubt(_ rule: Int, _ now: AlertMoment) {
        let count = min(board.doubtfulCount, Self.doubtLimit)
        for subject in 0..<max(count, doubtSeen) { engine.observe(rule, subject, subject < count ? .raises : .clears, at: now) }
        doubtSeen = count
    }

    private var balanceVerdict: AlertVerdict {
        guard let balance = assets.answer.value?.main.balance else { return .neither }
        let runway = assets.mainRunway
        if let threshold = settings.balance {
            if balance < threshold { return .raises }
            // A twentieth above it, so that a balance on the threshold does not swing.
            return balance.tenThousandths >= threshold.tenThousandths + threshold.tenThousandths / 20 ? .clears : .neither
        }
        guard let runway else { return .neither }
        if runway.left < settings.runway { return .raises }
        return runway.left >= settings.runway + settings.runway / 10 ? .clears : .neither
    }

    private func observePools(_ rule: Int, _ now: AlertMoment) {
        guard let alarms = assets.poolAlarms else { return }
        for alarm in alarms where poolSlots[alarm.pool.id] != nil || poolSlots.count < Self.poolLimit {
            let slot = poolSlots[alarm.pool.id] ?? poolSlots.count
            poolSlots[alarm.pool.id] = slot
            poolNames[slot] = alarm.pool.name ?? alarm.pool.code ?? "\(alarm.pool.id)"
            let isKnown = alarm.pool.available != nil
            engine.observe(rule, slot, alarm.alarm != .none ? .raises : isKnown ? .clears : .neither, at: now)
        }
        // A pool that is in the account no more takes its alert with it; its number stays its own.
        let present = Set(alarms.map(\.pool.id))
        for (pool, slot) in poolSlots where !present.contains(pool) {
            take(engine.forget(rule, slot, at: now))
        }
    }
}
