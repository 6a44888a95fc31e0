// Which questions go now, and when the next ones do. Looks only at rows of interest and at the questions
// that are out, never at the fleet.

import PlatformClient
import SIMModel

extension PollScheduler {
    /// The questions to ask now.
    mutating func advance(to now: Uptime) -> [PollQuestion] {
        var asked: [PollQuestion] = []
        askByHand(&asked, now)
        askOnce(&asked, now)
        guard !isPaused else { return asked }
        let (operationEnded, changeAged) = (operating.expire(at: now), lately.expire(at: now))
        if operationEnded || changeAged { order() }
        if isFree(.history, now), let due = historyDue, due <= now, !isOut(.history) {
            let question = ask(.history, [], .visible, subject: historySubject, at: now)
            historyDue = now + spread(settings.historyEvery, question.id)
            asked.append(question)
        }
        if isFree(.assets, now), wantsAssets, !isOut(.assets), assetsDue <= now {
            let question = ask(.assets, [], .visible, at: now)
            assetsDue = now + spread(settings.assetsEvery, question.id)
            asked.append(question)
        }
        if sweepsOut == 0 { sweep.begin(at: now, rowCount: rowCount, every: roundEvery) }
        askSweep(&asked, now, onlyWanted: true)
        askFlow(&asked, now)
        askStatus(&asked, now)
        askSweep(&asked, now, onlyWanted: false)
        return asked
    }

    private mutating func ask(
        _ kind: PollQuestion.Kind, _ rows: [Int], _ priority: CallPriority, subject: CardNumber? = nil, at now: Uptime
    ) -> PollQuestion {
        nextID += 1
        let question = PollQuestion(id: nextID, kind: kind, rows: rows, subject: subject, priority: priority)
        out[nextID] = (question, now)
        outRows.formUnion(rows)
        return question
    }

    private func isFree(_ kind: PollQuestion.Kind, _ now: Uptime) -> Bool {
        out.count < Self.most && breaker.lets(kind, at: now, isOut: isOut(kind), isAnyOut: !out.isEmpty)
    }

    private mutating func askByHand(_ asked: inout [PollQuestion], _ now: Uptime) {
        while !byHand.isEmpty, isFree(.status, now) {
            rowsSeen += byHand.count
            let rows = Array(byHand.lazy.filter { [outRows] in !outRows.contains($0) }.prefix(PollQuestion.Kind.status.batch))
            guard !rows.isEmpty else { return }
            byHandSet.subtract(rows)
            let rest = byHandSet
            byHand.removeAll { !rest.contains($0) }
            let question = ask(.status, rows, .interactive, at: now)
            statusTimes.ask(rows, at: now, spread: share(question.id))
            asked.append(question)
        }
    }

    private mutating func askOnce(_ asked: inout [PollQuestion], _ now: Uptime) {
        if !logsOnce.isEmpty, isFree(.history, now), !isOut(.history) {
            asked.append(ask(.history, [], .interactive, subject: logsOnce.removeFirst(), at: now))
        }
        if assetsOnce, isFree(.assets, now), !isOut(.assets) {
            assetsOnce = false
            let question = ask(.assets, [], .interactive, at: now)
            assetsDue = now + spread(settings.assetsEvery, question.id)
            asked.append(question)
        }
    }

    private mutating func askStatus(_ asked: inout [PollQuestion], _ now: Uptime) {
        let half = max(Self.statusSpacing, pace(settings.visibleStatusEvery) / 2)
        while isFree(.status, now) {
            rowsSeen += statusWanted.count
            let (rows, isLive) = batch(statusWanted, live: liveCount, limit: PollQuestion.Kind.status.batch) { row in
                if statusDue(row) <= now { return .due }
                return statusTimes[row].map { $0.since + half <= now } ?? false ? .early : .no
            }
            guard !rows.isEmpty else { return }
            let question = ask(.status, rows, isLive ? .visible : .background, at: now)
            statusTimes.ask(rows, at: now, spread: share(question.id))
            statusTimes.prune(olderThan: now - max(Self.statusSpacing, pace(settings.visibleStatusEvery)))
            asked.append(question)
        }
    }

    private mutating func askFlow(_ asked: inout [PollQuestion], _ now: Uptime) {
        let half = pace(settings.visibleFlowEvery) / 2
        while isFree(.flow, now) {
            rowsSeen += flowWanted.count
            let (rows, _) = batch(flowWanted, live: flowWanted.count, limit: PollQuestion.Kind.flow.batch) { row in
                if flowDue(row) <= now { return .due }
                guard let last = flowTimes[row]?.since, !(flowRefusedUntil[row].map { $0 > now } ?? false) else { return .no }
                return last + half <= now ? .early : .no
            }
            guard !rows.isEmpty else { return }
            let question = ask(.flow, rows, .visible, at: now)
            flowTimes.ask(rows, at: now, spread: share(question.id))
            flowTimes.prune(olderThan: now - max(Self.statusSpacing, pace(settings.visibleFlowEvery)))
            asked.append(question)
        }
    }

    private mutating func askSweep(_ asked: inout [PollQuestion], _ now: Uptime, onlyWanted: Bool) {
        while sweepsOut < Self.mostSweeps, isFree(.info, now) {
            let demand = SweepPlan.Demand(
                limit: PollQuestion.Kind.info.batch, rowCount: rowCount, wanted: statusWanted + flowWanted, busy: outRows,
                onlyWanted: onlyWanted, isGrowing: isGrowing)
            guard let batch = sweep.take(demand, at: now) else { return }
            asked.append(ask(.info, batch.rows, batch.isWanted ? .visible : .background, at: now))
        }
    }

    private enum Readiness { case due, early, no }

    /// Up to `limit` rows that are due; when some are, filled up with rows that would be soon. `isLive`: one
    /// of them is among the first `live` rows.
    private func batch(
        _ rows: [Int], live: Int, limit: Int, readiness: (Int) -> Readiness
    ) -> (rows: [Int], isLive: Bool) {
        var due: [Int] = []
        var early: [Int] = []
        var isLive = false
        for (place, row) in rows.enumerated() where !outRows.contains(row) {
            switch readiness(row) {
            case .due:
                due.append(row)
                if place < live { isLive = true }
            case .early: early.append(row)
            case .no: break
            }
            if due.count == limit { return (due, isLive) }
        }
        return due.isEmpty ? ([], false) : (due + early.prefix(limit - due.count), isLive)
    }

    // MARK: due times

    func pace(_ interval: Duration) -> Duration { isFocused ? interval : interval * 3 }

    /// The next hourly round does not come in step with another simdeck's.
    private var roundEvery: Duration {
        spread(settings.snapshotEvery, Int(truncatingIfNeeded: sweep.roundStart?.milliseconds ?? 0))
    }

    /// 0..<1, the same for the same question.
    private func share(_ salt: Int) -> Double {
        guard let seed else { return 0 }
        var mixed = (seed ^ UInt64(bitPattern: Int64(salt))) &+ 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Double((mixed ^ (mixed >> 31)) >> 11) / 0x1p53
    }

    private func longer(_ interval: Duration, by share: Double) -> Duration {
        interval + .milliseconds(Int64(Double(interval.inMilliseconds) * Self.mostSpread * share))
    }

    private func spread(_ interval: Duration, _ salt: Int) -> Duration { longer(interval, by: share(salt)) }

    private func settled(_ row: Int) -> Uptime {
        visibleSince[row].map { $0 + Self.settling } ?? Uptime(milliseconds: .min)
    }

    private func statusDue(_ row: Int) -> Uptime {
        guard let times = statusTimes[row] else { return settled(row) }
        let every = max(Self.statusSpacing, pace(settings.visibleStatusEvery))
        let due = max(settled(row), times.since + longer(every, by: times.spread))
        return times.asked.map { max(due, $0 + Self.statusSpacing) } ?? due
    }

    private func flowDue(_ row: Int) -> Uptime {
        let free = max(settled(row), flowRefusedUntil[row] ?? settled(row))
        guard let times = flowTimes[row] else { return free }
        let every = pace(settings.visibleFlowEvery)
        // The second reading makes the first rate: two fifths of the pace, but never in a rush.
        if times.isFirst { return max(free, times.since + min(every, max(.milliseconds(400), every * 2 / 5))) }
        return max(free, times.since + longer(every, by: times.spread))
    }

    /// When there is something to ask next without a reply or an intent coming first; nil: nothing.
    mutating func nextDeadline(after now: Uptime) -> Uptime? {
        guard out.count < Self.most else { return nil }
        var next: Uptime?
        func consider(_ kind: PollQuestion.Kind, _ due: Uptime) {
            let due = max(due, breaker.waitEnds(kind) ?? due)
            if due > now, next.map({ due < $0 }) ?? true { next = due }
        }
        rowsSeen += byHand.count
        if byHand.contains(where: { !outRows.contains($0) }) { consider(.status, now) }
        if !logsOnce.isEmpty, !isOut(.history) { consider(.history, now) }
        if assetsOnce, !isOut(.assets) { consider(.assets, now) }
        guard !isPaused else { return next }
        if let historyDue, !isOut(.history) { consider(.history, historyDue) }
        if wantsAssets, !isOut(.assets) { consider(.assets, assetsDue) }
        rowsSeen += statusWanted.count + flowWanted.count
        for row in statusWanted where !outRows.contains(row) { consider(.status, statusDue(row)) }
        for row in flowWanted where !outRows.contains(row) { consider(.flow, flowDue(row)) }
        if !sweep.isDone(of: rowCount) {
            if sweepsOut < Self.mostSweeps { consider(.info, now) }
        } else if let start = sweep.roundStart, rowCount > 0 {
            consider(.info, start + roundEvery)
        }
        return next
    }
}
