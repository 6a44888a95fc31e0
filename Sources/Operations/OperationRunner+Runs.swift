// Runs: planned as one, sent batch after batch as the machine says, paused, continued, given up, undone.

import PlatformClient
import PlatformContract
public import SIMModel
public import StateStore

extension OperationRunner {
    /// Plans the request as a run and drives it until everything is sent or it stands still; says how
    /// everything stands then. Cancelling the task pauses it between two calls.
    public func submit(_ request: OperationRequest) async throws(SubmissionError) -> Submission {
        try await drive(try await begin(request))
    }

    /// Only plans: on the disk when it returns, nothing sent.
    public func begin(_ request: OperationRequest) async throws(SubmissionError) -> Submission {
        let cards = Self.distinct(request.cards)
        try await checkGuards(cards: cards.count)
        let now = time.wall
        // A letter first: no number of an operation reads like it.
        let run = BulkRun(
            id: "r" + random.hex32().prefix(11), kind: request.kind, reason: request.reason,
            state: request.policy.canary > 0 && request.policy.canary < cards.count ? .canary : .running,
            policy: request.policy, undoes: request.undoes, actor: actor, createdAt: now, updatedAt: now)
        let plan: Plan
        do throws(StoreError) {
            plan = try await journal.plan(
                run, cards: cards, carriers: request.carriers, allowsRepeat: request.allowsRepeat)
        } catch { throw .store(error) }
        publish(plan.records)
        var submission = Submission(group: run.id, records: plan.records, repeats: plan.repeats)
        submission.protected = plan.protected
        submission.run = plan.records.isEmpty ? nil : run
        return submission
    }

    /// Drives what ``begin(_:)`` planned.
    public func drive(_ start: Submission) async throws(SubmissionError) -> Submission {
        guard start.run != nil else { return start }
        var submission = start
        var hasSent = false
        do throws(StoreError) {
            try await step(&submission, &hasSent)
        } catch {
            guard hasSent else { throw .store(error) }
            submission.storeFailure = error
        }
        wakeFollower()
        return await standing(submission)
    }

    /// Goes on with a paused run. What has failed and what is in doubt so far counts as accepted.
    public func continueRun(_ id: String) async throws(SubmissionError) -> Submission {
        try await drive(try await takeUp(id))
    }

    /// Makes this runner the one that sends a paused run; ``drive(_:)`` does.
    public func takeUp(_ id: String) async throws(SubmissionError) -> Submission {
        let left: Int?
        do throws(StoreError) { left = try await journal.run(id)?.tally[.planned] } catch { throw .store(error) }
        guard let left else { throw .notPaused }
        try await checkGuards(cards: left)
        var submission = Submission(group: id, records: [])
        do throws(StoreError) { submission.run = try await journal.resume(id, at: time.wall) } catch { throw .store(error) }
        guard submission.run != nil else { throw .notPaused }
        return submission
    }

    /// Nothing more of it is sent, whichever simdeck drives it; a call under way is not cut. False: it is over.
    public func pauseRun(_ id: String) async throws(StoreError) -> Bool {
        for state in [RunState.running, .canary] {
            if try await journal.move(id, from: state, to: .paused, hold: .asked, at: time.wall)?.state == .paused { return true }
        }
        return false
    }

    /// Gives up what was not sent. Gives the operations it cancelled.
    @discardableResult
    public func cancelRun(_ id: String) async throws(StoreError) -> [OperationRecord] {
        _ = try await pauseRun(id)
        var cancelled: [OperationRecord] = []
        var run: BulkRun?
        repeat {
            // Again for what came back unsent meanwhile.
            let planned = try await journal.group(id).filter { $0.state == .planned }
            cancelled += try await commit(planned.map { ($0, .cancelled(by: actor)) })
            run = try await journal.move(id, from: .paused, to: .cancelled, at: time.wall)
        } while run?.state == .paused
        return cancelled
    }

    /// What taking back a run would do. `isChecking`: the carrier is asked for the state of every card that
    /// could be turned back, ten a call.
    public func undoPlan(_ id: String, isChecking: Bool) async throws(StoreError) -> UndoPlan? {
        guard let run = try await journal.run(id)?.run else { return nil }
        let records = try await journal.group(id)
        let later = try await journal.newest(of: records.filter { $0.state == .confirmed }.map(\.simNo))
        var plan = UndoPlan(run, records: records, later: later, fresh: nil)
        guard isChecking, !plan.cards.isEmpty else { return plan }
        var fresh: [CardNumber: Coded<SIMStatus>] = [:]
        let reply = await client.freshStatus(of: plan.cards, priority: .operation)
        var observations: [Observation] = []
        for entry in reply.entries {
            guard case .found(let card, let provenance) = entry.answer else { continue }
            observations.append(.record(card, provenance))
            if provenance.source == .carrier { fresh[entry.asked] = card.status }
        }
        await feed.publish(observations)
        plan = UndoPlan(run, records: records, later: later, fresh: fresh)
        return plan
    }

    /// How long operations of this kind take, by the carrier when enough of its own were proved.
    public func estimate(_ kind: OperationKind, carrier: Int?) async -> DelayEstimate? {
        for carrier in carrier == nil ? [nil] : [carrier, nil] {
            let delays = try? await journal.delays(of: kind, carrier: carrier, limit: DelayEstimate.window)
            if let estimate = delays.flatMap({ DelayEstimate($0) }) { return estimate }
        }
        return nil
    }

    /// How long so many calls take at the rate that this profile allows.
    public nonisolated func time(ofCalls calls: Int) -> Duration {
        .milliseconds(Int64(calls) * 60_000 / Int64(max(1, client.configuration.callsPerMinute)))
    }

    private func step(_ submission: inout Submission, _ hasSent: inout Bool) async throws(StoreError) {
        let machine = BulkMachine(callLimit: Catalogue.batchShutdown.limits.cards ?? 100)
        let id = submission.group
        while let standing = try await journal.run(id) {
            submission.run = standing.run
            switch machine.next(
                standing.run, standing.tally, isStopping: Task.isCancelled, isQuiet: guards.isQuiet(time.wall))
            {
            case .send(let count):
                let batch = try await journal.next(count, of: id)
                // Somebody paused it since, or another simdeck has it now.
                guard !batch.isEmpty else { return }
                let outcome: CallOutcome
                do throws(StoreError) {
                    outcome = try await sendOne(batch, &submission, &hasSent)
                } catch {
                    _ = try? await journal.move(id, from: standing.run.state, to: .paused, hold: .journal, at: time.wall)
                    throw error
                }
                if case .notHeard(let why) = outcome {
                    submission.run = try await journal.move(
                        id, from: standing.run.state, to: .paused, hold: .notHeard, note: why, at: time.wall)
                }
            case .wait:
                wakeFollower()
                _ = try? await time.wait(until: time.uptime + schedule.timing.waitLook)
            case .move(let state, let hold, let note):
                submission.run = try await journal.move(
                    id, from: standing.run.state, to: state, hold: hold, note: note, at: time.wall)
            case .rest: return
            }
        }
    }

    /// No answer of a person passes these.
    func checkGuards(cards: Int) async throws(SubmissionError) {
        guard !client.configuration.isReadOnly else { throw .readOnly }
        if guards.isQuiet(time.wall) { throw .guarded(.quietHours) }
        guard let limit = guards.cardsPerHour else { return }
        let sent: Int
        do throws(StoreError) {
            sent = try await journal.sentCount(since: time.wall - .hours(1))
        } catch { throw .store(error) }
        if sent + cards > limit { throw .guarded(.tooManyThisHour(sent: sent, asked: cards, limit: limit)) }
    }
}
