// What became of the questions, and what others learnt: both decide when a card is asked again.

import PlatformClient
import SIMModel

/// A fact about a row that came without the scheduler's asking.
struct ToldFact: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        /// The whole record: its state is known, and the sweep needs it no more.
        case record
        case flow
    }

    var row: Int
    var kind: Kind
    /// When the platform said it.
    var at: Uptime
    /// Somebody in this process asked for it: it counts as a question about the card.
    var byAsking: Bool
}

extension PollScheduler {
    /// Tells what became of a question. `dice` in 0..<1 spreads the next try after a failure.
    mutating func finished(_ id: Int, _ outcome: PollOutcome, at now: Uptime, dice: Double) {
        guard let (question, askedAt) = out.removeValue(forKey: id) else { return }
        outRows.subtract(question.rows)
        switch question.kind {
        case .info: sweep.ended(question.rows, failed: outcome.failed, at: now)
        case .status:
            // Counted from the end: the client may have asked more than once on the way.
            statusTimes.answered(question.rows, at: now)
            if outcome.error?.sent == .notSent { for row in outcome.failed { statusTimes.forget(row) } }
        case .flow:
            for row in outcome.failed { flowTimes.forget(row) }
            for row in outcome.refusedFlow { flowRefusedUntil[row] = now + Self.flowRefusal }
            if flowRefusedUntil.count > CardTimes.remembered {
                flowRefusedUntil = flowRefusedUntil.filter { $0.value > now }
            }
        case .assets: if outcome.error != nil { assetsDue = now }
        case .history: if outcome.error != nil, historySubject == question.subject { historyDue = now }
        }
        if let error = outcome.error {
            breaker.failed(question.kind, error, askedAt: askedAt, at: now, dice: dice)
        } else {
            breaker.succeeded(question.kind)
        }
    }

    /// Facts that somebody else's question or a push brought: the same is not asked again before its
    /// interval has passed.
    mutating func told(_ facts: [ToldFact], at now: Uptime) {
        for fact in facts {
            switch fact.kind {
            case .record:
                statusTimes.told(fact.row, at: fact.at, byAsking: fact.byAsking)
                sweep.told(fact.row)
            case .flow: flowTimes.told(fact.row, at: fact.at, byAsking: fact.byAsking)
            }
        }
        statusTimes.prune(olderThan: now - max(Self.statusSpacing, pace(settings.visibleStatusEvery)))
        flowTimes.prune(olderThan: now - max(Self.statusSpacing, pace(settings.visibleFlowEvery)))
    }

    /// These cards changed just now: they are looked after for some minutes.
    mutating func changed(_ rows: [Int], at now: Uptime) {
        guard !rows.isEmpty else { return }
        for row in rows.suffix(Self.mostOfConcern) { lately.insert(row, until: now + Self.concern) }
        order()
    }

    /// These cards have an unfinished operation, or have it no longer: then its end is a change.
    mutating func operationsMoved(unfinished: [Int], ended: [Int], at now: Uptime) {
        for row in unfinished.suffix(Self.mostOfConcern) { operating.insert(row, until: now + Self.longestOperation) }
        for row in ended { operating.remove(row) }
        for row in ended.suffix(Self.mostOfConcern) { lately.insert(row, until: now + Self.concern) }
        order()
    }
}
