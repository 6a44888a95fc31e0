// The shell of the scheduler: asks its questions away from the main actor, merges the answers, and
// keeps one alarm set to the next deadline. No deadline, no alarm, no wake-up.

import Operations
import PlatformClient
import SIMModel
import StateStore

/// Asks the platform what the scheduler says.
@MainActor final class Poller {
    /// What came of the polling, for the view-models.
    struct Listeners {
        var merged: @MainActor () -> Void = {}
        /// A question was answered, well or badly.
        var answered: @MainActor () -> Void = {}
        var failed: @MainActor (PlatformError) -> Void = { _ in }
        var assets: @MainActor (Result<AssetsReply, PlatformError>) -> Void = { _ in }
        var log: @MainActor (CardNumber, Result<ActionLogReply, PlatformError>) -> Void = { _, _ in }
    }

    private(set) var scheduler: PollScheduler
    var listeners = Listeners()
    private(set) var interest = Interest()
    private var isStarted = false
    /// This reader of the feed also publishes on it.
    private static let name = "poller"

    private let client: PlatformClient
    private let store: FleetStore
    private let feed: ObservationFeed
    private let ledger: WorkLedger
    private let changes: ChangeSignal
    private let time: any TimeSource
    private lazy var alarm = WorkLedger.Alarm(ledger) { [weak self] in self?.kick() }

    init(
        client: PlatformClient, store: FleetStore, feed: ObservationFeed, ledger: WorkLedger, changes: ChangeSignal,
        settings: PollSettings, time: any TimeSource
    ) {
        self.client = client
        self.store = store
        self.feed = feed
        self.ledger = ledger
        self.changes = changes
        self.time = time
        let seed = settings.isSpread ? UInt64(client.newTraceID().prefix(16), radix: 16) : nil
        scheduler = PollScheduler(settings: settings, seed: seed)
    }

    /// The first questions go out before it returns.
    func start() {
        isStarted = true
        scheduler.rowCount = store.count
        kick()
    }

    func stop() {
        isStarted = false
        alarm.set(nil)
    }

    // MARK: intents

    func want(_ change: (inout Interest) -> Void) {
        let before = interest
        change(&interest)
        guard interest != before else { return }
        let now = time.uptime
        scheduler.show(status: interest.wantsStatus, flow: interest.wantsFlow, at: now)
        scheduler.showAssets(interest.panes.contains(.assets))
        scheduler.showHistory(of: interest.panes.contains(.history) ? interest.historySubject : nil, at: now)
        kick()
    }

    /// Changes what the scheduler was told, then asks what is due.
    @discardableResult
    func plan<Value>(_ change: (inout PollScheduler, Uptime) -> Value) -> Value {
        let value = change(&scheduler, time.uptime)
        kick()
        return value
    }

    /// Takes in facts that came without our asking, or to someone else, until the feed ends.
    func follow() async {
        for await observations in await feed.subscribe(as: Self.name) { absorb(observations) }
    }

    /// What others learnt spares the questions about it.
    private func absorb(_ observations: [Observation]) {
        merge(observations)
        let facts = observations.compactMap { toldFact($0) }
        if !facts.isEmpty { plan { $0.told(facts, at: $1) } }
    }

    private func merge(_ observations: [Observation]) {
        if !store.merge(observations).isEmpty { listeners.merged() }
        let moved = store.takeMoved()
        if !moved.isEmpty { scheduler.changed(moved, at: time.uptime) }
    }

    /// A stored or a degraded value is no news of the carrier: it spares nothing.
    private func toldFact(_ observation: Observation) -> ToldFact? {
        let (number, kind, origin): (CardNumber, ToldFact.Kind, Provenance)
        switch observation {
        case .record(let record, let provenance): (number, kind, origin) = (record.simNo, .record, provenance)
        case .flow(let reading, let provenance) where reading.error == nil:
            (number, kind, origin) = (reading.simNo, .flow, provenance)
        case .flow, .missing: return nil
        }
        guard origin.source == .carrier || origin.source == .pushed, let row = store.row(of: number) else { return nil }
        // A clock that was set meanwhile must not put a question off, nor bring it forward by much.
        let age = min(max(.zero, time.wall - origin.effective), .minutes(1))
        return ToldFact(row: row, kind: kind, at: time.uptime - age, byAsking: origin.source == .carrier)
    }

    /// The cards whose operations are unfinished, or have just ended.
    func noticed(_ records: [OperationRecord]) {
        var (unfinished, ended): ([Int], [Int]) = ([], [])
        for record in records {
            guard let row = store.row(of: record.simNo) else { continue }
            if !record.state.isEnd {
                unfinished.append(row)
            } else if time.wall - record.updatedAt < PollScheduler.concern {
                ended.append(row)
            }
        }
        guard !unfinished.isEmpty || !ended.isEmpty else { return }
        plan { $0.operationsMoved(unfinished: unfinished, ended: ended, at: $1) }
    }

    // MARK: asking

    private func kick() {
        guard isStarted else { return }
        for question in scheduler.advance(to: time.uptime) { ask(question) }
        alarm.set(scheduler.nextDeadline(after: time.uptime))
    }

    private func ask(_ question: PollQuestion) {
        changes.mark()
        ledger.start { [self] in
            let outcome: PollOutcome
            switch question.kind {
            case .info: outcome = await askCards(question) { await $0.records(of: $1, priority: $2) }
            case .status: outcome = await askCards(question) { await $0.freshStatus(of: $1, priority: $2) }
            case .flow: outcome = await askFlow(question)
            case .assets: outcome = await askAssets(question)
            case .history: outcome = await askHistory(question)
            }
            if let error = outcome.error { listeners.failed(error) }
            scheduler.finished(question.id, outcome, at: time.uptime, dice: dice())
            changes.mark()
            kick()
            listeners.answered()
        }
    }

    /// The client's dice: a number in 0..<1.
    private func dice() -> Double {
        Double(UInt32(client.newTraceID().prefix(8), radix: 16) ?? 0) / 0x1p32
    }

    private typealias CardsCall<Item: Sendable> =
        @Sendable (PlatformClient, [CardNumber], CallPriority) async -> BatchReply<Item>

    private func askCards(_ question: PollQuestion, _ call: CardsCall<CardRecord>) async -> PollOutcome {
        await ask(question, call) { record, origin in .record(record, origin) }
    }

    private func askFlow(_ question: PollQuestion) async -> PollOutcome {
        await ask(question, { await $0.flow(of: $1, priority: $2) }) { .flow($0, $1) }
    }

    /// Asks about the rows of a question and merges what comes back.
    private func ask<Item: Sendable>(
        _ question: PollQuestion, _ call: CardsCall<Item>, observation: (Item, Provenance) -> Observation
    ) async -> PollOutcome {
        var rows: [CardNumber: [Int]] = [:]
        var numbers: [CardNumber] = []
        for row in question.rows {
            let number = store.table.simNo(row)
            if rows.updateValue((rows[number] ?? []) + [row], forKey: number) == nil { numbers.append(number) }
        }
        let reply = await call(client, numbers, question.priority)
        var outcome = PollOutcome()
        var learnt: [Observation] = []
        for entry in reply.entries {
            let asked = rows[entry.asked] ?? []
            switch entry.answer {
            case .found(let item, let origin):
                learnt.append(observation(item, origin))
                if let reading = item as? FlowReading, reading.error != nil { outcome.refusedFlow += asked }
            case .missing: learnt.append(.missing(entry.asked, at: time.wall))
            case .failed(let error):
                outcome.failed += asked
                outcome.error = error
            }
        }
        merge(learnt)
        if question.kind != .info { store.noteTotalFlow(at: time.wall) }
        await feed.publish(learnt, by: Self.name)
        return outcome
    }

    private func askAssets(_ question: PollQuestion) async -> PollOutcome {
        do throws(PlatformError) {
            listeners.assets(.success(try await client.accountAssets(priority: question.priority)))
            return PollOutcome()
        } catch {
            listeners.assets(.failure(error))
            return PollOutcome(error: error)
        }
    }

    private func askHistory(_ question: PollQuestion) async -> PollOutcome {
        guard let card = question.subject else { return PollOutcome() }
        do throws(PlatformError) {
            let reply = try await client.actionLog(ActionQuery(simNo: card), priority: question.priority)
            listeners.log(card, .success(reply))
            return PollOutcome()
        } catch {
            listeners.log(card, .failure(error))
            return PollOutcome(error: error)
        }
    }
}
