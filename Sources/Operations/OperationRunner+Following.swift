// Following: asks the platform's log and the carrier how the open operations go, and takes as evidence
// what others learnt of their cards. A failed question changes no state.

import PlatformClient
public import SIMModel
public import StateStore

extension OperationRunner {
    /// Follows until the task is cancelled. A second call while one runs returns at once.
    public func follow() async {
        guard !isFollowing else { return }
        isFollowing = true
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.listen() }
            group.addTask { await self.askInTurns() }
            await group.waitForAll()
        }
        isFollowing = false
        await lease?.release()
    }

    /// One round now about `ids` (nil: everything followed), whoever holds the lease; gives the records
    /// as they stand after it.
    public func settleNow(_ ids: [OperationID]?) async throws(StoreError) -> [OperationRecord] {
        try await saveReplies()
        try await settleAbandoned()
        let open = try await takeStock()
        let wanted = ids.map(Set.init)
        let asked = open.filter { wanted?.contains($0.id) ?? true }
        try await ask(asked, open: open, limit: nil, priority: .interactive)
        return try await journal.records(ids ?? asked.map(\.id))
    }

    /// Settles an ambiguous operation by the row of the platform's log that a person says is its own. What
    /// the row says decides, as ever. Gives the record as it stands then; nil: the log has no such row.
    public func settle(_ id: OperationID, byRow operateID: Int64) async throws(StoreError) -> Result<
        OperationRecord?, PlatformError
    > {
        guard let record = try await journal.record(id) else { return .success(nil) }
        let reply: ActionLogReply
        do throws(PlatformError) {
            reply = try await client.actionLog(ActionQuery(simNo: record.simNo), priority: .interactive)
        } catch { return .failure(error) }
        guard let row = reply.entries.first(where: { $0.operateID == operateID && Settlement.kind(of: $0) == record.kind })
        else { return .success(nil) }
        _ = try await commit([(record, .logRow(row))])
        wakeFollower()
        return .success(try await journal.record(id))
    }

    /// The rows of the platform's log that a person may name as an operation's own, nearest to its sending
    /// first: of its card and kind, not known to be another operation's of this journal. nil: there is no such
    /// operation.
    public func candidates(of id: OperationID, limit: Int) async throws(StoreError) -> Result<
        (operation: OperationRecord, rows: [ActionLogEntry])?, PlatformError
    > {
        guard let record = try await journal.record(id) else { return .success(nil) }
        let others = try await journal.of(record.simNo, limit: 50).filter { $0.id != id }
        do throws(PlatformError) {
            let reply = try await client.actionLog(ActionQuery(simNo: record.simNo), priority: .interactive)
            return .success((record, Settlement.candidates(for: record, in: reply.entries, others: others, limit: limit)))
        } catch { return .failure(error) }
    }

    /// Ends an operation in doubt because a person says that it never arrived. It is looked up once more
    /// first. Gives the record as it stands then: still in doubt when the log must be waited for, or settled
    /// by what the log said after all.
    public func settle(_ id: OperationID, neverArrivedBy actor: String, why: String) async throws(StoreError) -> OperationRecord?
    {
        guard let record = try await settleNow([id]).first else { return nil }
        _ = try await commit([(record, .neverArrived(by: actor, why: why))])
        return try await journal.record(id)
    }

    private func askInTurns() async {
        while !Task.isCancelled {
            isAwaited = false
            let wake = await turn()
            guard !isAwaited else { continue }
            let time = time
            let sleep = Task { _ = try? await time.wait(until: wake) }
            self.sleep = sleep
            await withTaskCancellationHandler {
                await sleep.value
            } onCancel: {
                sleep.cancel()
            }
        }
    }

    /// Lets the follower see what was just sent.
    func wakeFollower() {
        isAwaited = true
        sleep?.cancel()
    }

    /// One turn of the loop; gives the time of the next.
    private func turn() async -> Uptime {
        let look = schedule.timing.look
        do throws(StoreError) {
            try await saveReplies()
            try await settleAbandoned()
            let open = try await takeStock()
            followProblem = nil
            guard !open.isEmpty else {
                await lease?.release()
                return time.uptime + look
            }
            if let lease, try await !lease.acquire(now: time.wall, uptime: time.uptime) { return time.uptime + look }
            let due = schedule.due(at: time.uptime)
            if !due.isEmpty {
                // A large batch gives way to what the person looks at.
                let priority: CallPriority = due.count > 50 ? .background : .visible
                try await ask(due, open: open, limit: schedule.timing.questionsPerPass, priority: priority)
            }
        } catch {
            followProblem = error
            return time.uptime + look
        }
        let latest = time.uptime + look
        return schedule.nextDue.map { min($0, latest) } ?? latest
    }

    /// Replies that the disk refused when they came.
    private func saveReplies() async throws(StoreError) {
        guard !unsaved.isEmpty else { return }
        let events = unsaved
        let records = try await journal.records(Array(events.keys))
        try await commitReply(records.compactMap { record in events[record.id].map { (record, $0) } })
        for id in events.keys { unsaved[id] = nil }
    }

    /// One round of questions.
    private func ask(
        _ due: [OperationRecord], open: [OperationRecord], limit: Int?, priority: CallPriority
    ) async throws(StoreError) {
        let plan = FollowPlan(due: due, open: open, limit: limit)
        var round = FollowRound()
        for question in plan.questions where !round.isUnreachable && !Task.isCancelled {
            try await askLog(question, priority, &round)
        }
        if !round.isUnreachable, !Task.isCancelled {
            try await askCarrier(plan, limit.map { max(1, $0 - plan.questions.count) }, priority, &round)
        }
        try await close(plan, round)
    }

    private func askLog(
        _ question: LogQuestion, _ priority: CallPriority, _ round: inout FollowRound
    ) async throws(StoreError) {
        let query =
            switch question.subject {
            case .serial(let serial): ActionQuery(serialNumber: serial)
            case .card(let card): ActionQuery(simNo: card)
            }
        let reply: ActionLogReply
        do throws(PlatformError) {
            reply = try await client.actionLog(query, priority: priority)
        } catch {
            round.failed(question.operations.map(\.id), error)
            return
        }
        let skew = client.health(at: time.uptime).clockSkew ?? .zero
        let settlement = Settlement(clockSkew: skew)
        var events: [(OperationRecord, OperationEvent)] = []
        for record in question.operations {
            // Operations of the card that may own a row: the recent ones, far more than fit the window.
            let others = record.serialNumber == nil ? try await journal.of(record.simNo, limit: 50) : []
            switch settlement.find(record, in: reply.entries, others: others) {
            case .row(let row): events.append((record, .logRow(row)))
            case .ambiguous(let count): events.append((record, .logAmbiguous(count)))
            case .none: round.notInLog.insert(record.id)
            }
        }
        round.answered(question.operations.map(\.id))
        _ = try await commit(events)
    }

    /// Fresh states for what only the carrier can prove now; ten to a call, the longest due first.
    private func askCarrier(
        _ plan: FollowPlan, _ calls: Int?, _ priority: CallPriority, _ round: inout FollowRound
    ) async throws(StoreError) {
        let standing = try await journal.records(plan.operations.map(\.id))
        let byID = Dictionary(standing.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let expected = plan.operations.filter(FollowPlan.needsProof).compactMap { byID[$0.id] }
        let fresh = plan.operations.filter { !FollowPlan.needsProof($0) }.compactMap { byID[$0.id] }
        // First what is due for it; what this round's log has just brought so far, while there is room.
        let waiting = (expected + fresh).filter(FollowPlan.needsProof)
        let asked = calls.map { Array(waiting.prefix($0 * 10)) } ?? waiting
        // What found no room keeps its place in the queue.
        round.postponed.formUnion(expected.dropFirst(asked.count).map(\.id))
        guard !asked.isEmpty else { return }
        let reply = await client.freshStatus(of: asked.map(\.simNo), priority: priority)
        var observations: [Observation] = []
        var events: [(OperationRecord, OperationEvent)] = []
        let byCard = Dictionary(grouping: asked) { $0.simNo }
        for entry in reply.entries {
            let records = byCard[entry.asked] ?? []
            switch entry.answer {
            case .found(let card, let provenance):
                observations.append(.record(card, provenance))
                if let status = card.status {
                    let event = OperationEvent.freshStatus(status, source: provenance.source, at: provenance.fetchedAt)
                    events += records.map { ($0, event) }
                }
                round.answered(records.map(\.id))
            case .missing:
                observations.append(.missing(entry.asked, at: time.wall))
                round.answered(records.map(\.id))
            case .failed(let error): round.failed(records.map(\.id), error)
            }
        }
        _ = try await commit(events)
        await feed.publish(observations)
    }

    /// What time alone decides, and when each is asked about again.
    private func close(_ plan: FollowPlan, _ round: FollowRound) async throws(StoreError) {
        let timing = schedule.timing
        let standing = try await journal.records(plan.operations.map(\.id))
        let now = time.wall
        _ = try await commit(
            standing.compactMap { record in
                // What found no room in this round was not asked about: its time is not over.
                if round.outcome(of: record.id) != .postponed, let deadline = timing.deadline(of: record), deadline <= now {
                    let span = record.state == .accepted ? timing.acceptedDeadline : timing.submittedDeadline
                    return (record, .deadline(after: span))
                }
                if record.state == .unknown, round.notInLog.contains(record.id), let sentAt = record.sentAt,
                    now - sentAt >= timing.unknownGrace
                {
                    return (record, .notInLog(after: timing.unknownGrace))
                }
                return nil
            })
        for record in try await journal.records(plan.operations.map(\.id)) {
            switch round.outcome(of: record.id) {
            case .answered: schedule.answered(record, wall: time.wall, uptime: time.uptime)
            case .failed: schedule.failed(record, wall: time.wall, uptime: time.uptime)
            case .postponed: break
            }
        }
        if round.isUnreachable { schedule.unreachable(uptime: time.uptime) }
    }

    private func listen() async {
        for await observations in await feed.subscribe() { await noticed(observations) }
    }

    /// Rows of the platform's log that somebody else asked for (the History pane) are evidence about
    /// operations with a serial number, and spare the follower's question.
    public func noticed(log rows: [ActionLogEntry]) async {
        let cards = Set(rows.map(\.simNo))
        let open = known.values.filter { cards.contains($0.simNo) && $0.serialNumber != nil && $0.state.isFollowed }
        let events = open.compactMap { record -> (OperationRecord, OperationEvent)? in
            if case .row(let row) = Settlement().find(record, in: rows) { (record, .logRow(row)) } else { nil }
        }
        guard !events.isEmpty else { return }
        do throws(StoreError) { _ = try await commit(events) } catch { followProblem = error }
        wakeFollower()
    }

    /// A state that somebody else asked the carrier for spares the question.
    private func noticed(_ observations: [Observation]) async {
        let proofs = observations.filter { observation in
            if case .record(_, let provenance) = observation { provenance.source == .carrier } else { false }
        }
        guard !proofs.isEmpty else { return }
        let byCard = Dictionary(grouping: known.values.filter(FollowPlan.needsProof)) { $0.simNo.comparisonKey }
        var events: [(OperationRecord, OperationEvent)] = []
        for case .record(let card, let provenance) in proofs {
            guard let status = card.status else { continue }
            let names = [card.simNo, card.iccid].compactMap { $0?.comparisonKey }
            for record in names.flatMap({ byCard[$0] ?? [] }) {
                events.append((record, .freshStatus(status, source: provenance.source, at: provenance.fetchedAt)))
            }
        }
        do throws(StoreError) { _ = try await commit(events) } catch { followProblem = error }
    }
}
