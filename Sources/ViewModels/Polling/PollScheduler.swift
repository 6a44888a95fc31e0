// What to ask the platform next and when. Pure: facts and the time go in, questions come out; the
// shell asks them and tells what became of them.
//
// Order: what a person asked for by hand, the visible pane's own question, the stored record of what
// is visible, flow and state of the visible, then of the watched cards, the sweep over the rest.

import PlatformClient
import SIMModel

/// The plan of all reads.
struct PollScheduler: Sendable {
    /// The least time between two state questions of one card: 3 a minute are allowed.
    static let statusSpacing = Duration.seconds(20)
    /// A card must stand on the screen this long before the carrier is troubled for it.
    static let settling = Duration.milliseconds(400)
    /// The cursor must rest on a card this long before its history is asked.
    static let historySettling = Duration.milliseconds(300)
    /// How long a card's flow is not asked after the platform refused it for that card.
    static let flowRefusal = Duration.minutes(10)
    static let most = 8
    static let mostSweeps = 2
    /// Times of asking remembered beyond what is of interest now.
    static let rememberedTimes = 4_096

    var settings: PollSettings
    /// Cards of the fleet: rows 0..<rowCount.
    var rowCount = 0
    var isPaused = false
    /// An unfocused terminal is polled at a third of the pace.
    var isFocused = true

    private(set) var statusRows: [Int] = []
    private(set) var flowRows: [Int] = []
    private var visibleSince: [Int: Uptime] = [:]
    private var hasShown = false
    private(set) var watched: [Int] = []
    private var byHand: [Int] = []
    private var byHandSet: Set<Int> = []

    private var statusAsked: [Int: Uptime] = [:]
    private var flowAsked: [Int: Uptime] = [:]
    /// Rows whose first flow reading waits for its second: that one comes sooner.
    private var flowFirst: Set<Int> = []
    private var flowRefusedUntil: [Int: Uptime] = [:]

    private var sweep = SweepPlan()

    private var wantsAssets = false
    private var assetsAsked: Uptime?
    private var historySubject: CardNumber?
    private var historyDue: Uptime?
    /// Asked for by hand, once each, pause or not.
    private var logsOnce: [CardNumber] = []
    private var assetsOnce = false

    private var out: [Int: PollQuestion] = [:]
    private var outRows: Set<Int> = []
    private var backoff: [PollQuestion.Kind: Backoff] = [:]
    private var nextID = 0

    init(settings: PollSettings) { self.settings = settings }

    // MARK: interests

    /// The rows on the screen: whose state, and whose flow.
    mutating func show(status: [Int], flow: [Int], at now: Uptime) {
        guard status != statusRows || flow != flowRows else { return }
        (statusRows, flowRows) = (status, flow)
        var since: [Int: Uptime] = [:]
        // Nothing is on its way past when the first screen opens.
        let start = hasShown ? now : now - Self.settling
        for row in status + flow { since[row] = visibleSince[row] ?? start }
        visibleSince = since
        if !since.isEmpty { hasShown = true }
    }

    /// Cards kept live wherever the cursor is.
    mutating func watch(_ rows: [Int]) { watched = rows }

    mutating func showAssets(_ shown: Bool) { wantsAssets = shown }

    /// Whose history is on the screen; nil when none is.
    mutating func showHistory(of card: CardNumber?, at now: Uptime) {
        guard card != historySubject else { return }
        historySubject = card
        historyDue = card == nil ? nil : now + Self.historySettling
    }

    /// The history is asked again without waiting for its time.
    mutating func historyChanged(at now: Uptime) {
        if historySubject != nil { historyDue = min(historyDue ?? now, now + Self.historySettling) }
    }

    /// By hand: a card's log and the account's money, once, pause or not. What is waiting or out already
    /// is not asked twice.
    mutating func askOnce(log card: CardNumber?, assets: Bool) {
        if let card, !isAskingLog(of: card) { logsOnce.append(card) }
        if assets, !isOut(.assets) { assetsOnce = true }
    }

    /// The card's log is being asked for, or will be as soon as its turn comes.
    func isAskingLog(of card: CardNumber) -> Bool {
        logsOnce.contains(card) || out.values.contains { $0.kind == .history && $0.subject == card }
    }

    mutating func refreshAssets() { assetsAsked = nil }

    /// By hand: state of these rows now, pause or not.
    mutating func refresh(_ rows: [Int], at now: Uptime) -> RefreshOutcome {
        var outcome = RefreshOutcome(asked: 0, tooSoon: 0)
        for row in rows where !byHandSet.contains(row) {
            if let asked = statusAsked[row], now - asked < Self.statusSpacing {
                outcome.tooSoon += 1
            } else {
                byHand.append(row)
                byHandSet.insert(row)
                outcome.asked += 1
            }
        }
        return outcome
    }

    func isOut(_ row: Int) -> Bool { outRows.contains(row) }
    func isOut(_ kind: PollQuestion.Kind) -> Bool { out.values.contains { $0.kind == kind } }

    /// When the first failing kind is tried again; nil while nothing fails.
    func retryAt(after now: Uptime) -> Uptime? { backoff.values.compactMap(\.until).filter { $0 > now }.min() }

    // MARK: asking

    /// The questions to ask now.
    mutating func advance(to now: Uptime) -> [PollQuestion] {
        var asked: [PollQuestion] = []
        askByHand(&asked, now)
        askOnce(&asked, now)
        guard !isPaused else { return asked }
        if isFree(.history, now), let due = historyDue, due <= now, !isOut(.history) {
            historyDue = now + settings.historyEvery
            asked.append(ask(.history, [], .visible, subject: historySubject))
        }
        if isFree(.assets, now), wantsAssets, !isOut(.assets), assetsDue <= now {
            assetsAsked = now
            asked.append(ask(.assets, [], .visible))
        }
        if sweepsOut == 0 { sweep.begin(at: now, rowCount: rowCount, every: settings.snapshotEvery) }
        askSweep(&asked, now, onlyWanted: true)
        askFlow(&asked, now)
        askStatus(&asked, now)
        askSweep(&asked, now, onlyWanted: false)
        return asked
    }

    private mutating func ask(
        _ kind: PollQuestion.Kind, _ rows: [Int], _ priority: CallPriority, subject: CardNumber? = nil
    ) -> PollQuestion {
        nextID += 1
        let question = PollQuestion(id: nextID, kind: kind, rows: rows, subject: subject, priority: priority)
        out[nextID] = question
        outRows.formUnion(rows)
        return question
    }

    private func isFree(_ kind: PollQuestion.Kind, _ now: Uptime) -> Bool {
        out.count < Self.most && backoff[kind]?.isOpen(at: now) ?? true
    }

    private mutating func askByHand(_ asked: inout [PollQuestion], _ now: Uptime) {
        while !byHand.isEmpty, isFree(.status, now) {
            let rows = Array(byHand.filter { !outRows.contains($0) }.prefix(PollQuestion.Kind.status.batch))
            guard !rows.isEmpty else { return }
            byHandSet.subtract(rows)
            let rest = byHandSet
            byHand.removeAll { !rest.contains($0) }
            for row in rows { statusAsked[row] = now }
            asked.append(ask(.status, rows, .interactive))
        }
    }

    private mutating func askOnce(_ asked: inout [PollQuestion], _ now: Uptime) {
        if !logsOnce.isEmpty, isFree(.history, now), !isOut(.history) {
            asked.append(ask(.history, [], .interactive, subject: logsOnce.removeFirst()))
        }
        if assetsOnce, isFree(.assets, now), !isOut(.assets) {
            assetsOnce = false
            assetsAsked = now
            asked.append(ask(.assets, [], .interactive))
        }
    }

    private mutating func askStatus(_ asked: inout [PollQuestion], _ now: Uptime) {
        let wanted = distinct(statusRows + watched)
        let half = max(Self.statusSpacing, pace(settings.visibleStatusEvery) / 2)
        while isFree(.status, now) {
            let rows = batch(wanted, limit: PollQuestion.Kind.status.batch) { row in
                if statusDue(row) <= now { return .due }
                return statusAsked[row].map { $0 + half <= now } ?? false ? .early : .no
            }
            guard !rows.isEmpty else { return }
            for row in rows { statusAsked[row] = now }
            prune(&statusAsked, now)
            asked.append(ask(.status, rows, .visible))
        }
    }

    private mutating func askFlow(_ asked: inout [PollQuestion], _ now: Uptime) {
        let wanted = distinct(flowRows + watched)
        let half = pace(settings.visibleFlowEvery) / 2
        while isFree(.flow, now) {
            let rows = batch(wanted, limit: PollQuestion.Kind.flow.batch) { row in
                if flowDue(row) <= now { return .due }
                guard let last = flowAsked[row], !(flowRefusedUntil[row].map { $0 > now } ?? false) else { return .no }
                return last + half <= now ? .early : .no
            }
            guard !rows.isEmpty else { return }
            for row in rows {
                if flowAsked[row] == nil { flowFirst.insert(row) } else { flowFirst.remove(row) }
                flowAsked[row] = now
            }
            prune(&flowAsked, now)
            asked.append(ask(.flow, rows, .visible))
        }
    }

    private enum Readiness { case due, early, no }

    /// Up to `limit` rows that are due; when some are, filled up with rows that would be soon.
    private func batch(_ rows: [Int], limit: Int, readiness: (Int) -> Readiness) -> [Int] {
        var due: [Int] = []
        var early: [Int] = []
        for row in rows where !outRows.contains(row) {
            switch readiness(row) {
            case .due: due.append(row)
            case .early: early.append(row)
            case .no: break
            }
            if due.count == limit { return due }
        }
        return due.isEmpty ? [] : due + early.prefix(limit - due.count)
    }

    // MARK: due times

    private func pace(_ interval: Duration) -> Duration { isFocused ? interval : interval * 3 }

    private func settled(_ row: Int) -> Uptime {
        visibleSince[row].map { $0 + Self.settling } ?? Uptime(milliseconds: .min)
    }

    private func statusDue(_ row: Int) -> Uptime {
        guard let asked = statusAsked[row] else { return settled(row) }
        return max(settled(row), asked + max(Self.statusSpacing, pace(settings.visibleStatusEvery)))
    }

    private func flowDue(_ row: Int) -> Uptime {
        let free = max(settled(row), flowRefusedUntil[row] ?? settled(row))
        guard let asked = flowAsked[row] else { return free }
        let every = pace(settings.visibleFlowEvery)
        // The second reading makes the first rate: two fifths of the pace, but never in a rush.
        let wait = flowFirst.contains(row) ? min(every, max(.milliseconds(400), every * 2 / 5)) : every
        return max(free, asked + wait)
    }

    private var assetsDue: Uptime { assetsAsked.map { $0 + settings.assetsEvery } ?? Uptime(milliseconds: .min) }

    /// When there is something to ask next without a reply or an intent coming first; nil: nothing.
    func nextDeadline(after now: Uptime) -> Uptime? {
        guard out.count < Self.most else { return nil }
        var next: Uptime?
        func consider(_ kind: PollQuestion.Kind, _ due: Uptime) {
            let due = max(due, backoff[kind]?.until ?? due)
            if due > now, next.map({ due < $0 }) ?? true { next = due }
        }
        if byHand.contains(where: { !outRows.contains($0) }) { consider(.status, now) }
        if !logsOnce.isEmpty, !isOut(.history) { consider(.history, now) }
        if assetsOnce, !isOut(.assets) { consider(.assets, now) }
        guard !isPaused else { return next }
        if let historyDue, !isOut(.history) { consider(.history, historyDue) }
        if wantsAssets, !isOut(.assets) { consider(.assets, assetsDue) }
        for row in distinct(statusRows + watched) where !outRows.contains(row) { consider(.status, statusDue(row)) }
        for row in distinct(flowRows + watched) where !outRows.contains(row) { consider(.flow, flowDue(row)) }
        if !sweep.isDone(of: rowCount) {
            if sweepsOut < Self.mostSweeps { consider(.info, now) }
        } else if let start = sweep.roundStart, rowCount > 0 {
            consider(.info, start + settings.snapshotEvery)
        }
        return next
    }

    // MARK: the sweep

    private var sweepsOut: Int { out.values.reduce(0) { $0 + ($1.kind == .info ? 1 : 0) } }

    private mutating func askSweep(_ asked: inout [PollQuestion], _ now: Uptime, onlyWanted: Bool) {
        let wanted = distinct(statusRows + flowRows + watched)
        while sweepsOut < Self.mostSweeps, isFree(.info, now),
            let batch = sweep.take(
                PollQuestion.Kind.info.batch, of: rowCount, wanted: wanted, busy: outRows, onlyWanted: onlyWanted,
                at: now)
        {
            asked.append(ask(.info, batch.rows, batch.isWanted ? .visible : .background))
        }
    }

    // MARK: answers

    /// Tells what became of a question. `dice` in 0..<1 spreads the next try after a failure.
    mutating func finished(_ id: Int, _ outcome: PollOutcome, at now: Uptime, dice: Double) {
        guard let question = out.removeValue(forKey: id) else { return }
        outRows.subtract(question.rows)
        switch question.kind {
        case .info: sweep.giveBack(outcome.failed)
        case .status:
            // Counted from the end: the client may have asked more than once on the way.
            for row in question.rows { statusAsked[row] = now }
            if outcome.error?.sent == .notSent { for row in outcome.failed { statusAsked[row] = nil } }
        case .flow:
            for row in outcome.failed { flowAsked[row] = nil }
            for row in outcome.refusedFlow { flowRefusedUntil[row] = now + Self.flowRefusal }
            prune(&flowRefusedUntil, now)
        case .assets: if outcome.error != nil { assetsAsked = nil }
        case .history: if outcome.error != nil, historySubject == question.subject { historyDue = now }
        }
        if let error = outcome.error {
            backoff[question.kind, default: Backoff()].failed(error, at: now, dice: dice)
            // Nobody can be reached: the other kinds need not find out one by one.
            if error.isUnreachable, let own = backoff[question.kind] {
                for kind in PollQuestion.Kind.allCases where (backoff[kind]?.until ?? now) <= now {
                    backoff[kind] = own
                }
            }
        } else {
            backoff[question.kind] = nil
            for kind in PollQuestion.Kind.allCases where backoff[kind]?.isOpen(at: now) ?? false { backoff[kind] = nil }
        }
    }

    private func prune(_ times: inout [Int: Uptime], _ now: Uptime) {
        guard times.count > Self.rememberedTimes else { return }
        let old = now - max(Self.statusSpacing, pace(settings.visibleStatusEvery))
        times = times.filter { $0.value > old }
    }

    private func distinct(_ rows: [Int]) -> [Int] {
        var seen: Set<Int> = []
        return rows.filter { seen.insert($0).inserted }
    }
}
