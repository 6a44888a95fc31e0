// Drives a run for a command: sends, shows how far it is, follows, and ends on a signal with nothing
// half-told.

import Localization
import Operations
import SIMModel
import StateStore
import Synchronization

struct RunDriver {
    var text: CommandText
    var session: LiveSession
    var state: LiveState

    /// What came of it.
    struct Outcome {
        var records: [OperationRecord]
        var standing: RunStanding?
        var protected: [CardNumber] = []
        var errors = 0
        var isInterrupted = false
        var storeFailure: StoreError?

        /// The run's lines on standard error: only where there was more than one call's worth to tell.
        func tell(_ text: CommandText) {
            guard let standing else { return }
            if isInterrupted {
                OutputStream.err.line("simdeck: " + text.interrupted(standing.tally.sent, standing.tally[.cancelled]))
            } else if standing.tally.total > 1 || standing.run.state == .paused {
                for line in RunReport(standing: standing, records: records).lines(text) { OutputStream.err.line(line) }
            }
            if let storeFailure { OutputStream.err.line("simdeck: " + text.store(storeFailure)) }
        }
    }

    /// - Parameters:
    ///   - patience: how long the ends are waited for; nil: only for the sending.
    ///   - runID: the run that is taken up, for the words of its refusal.
    ///   - start: plans or takes up the run.
    func run(
        patience: Duration?, runID: String? = nil, start: @escaping @Sendable (OperationRunner) async throws -> Submission
    ) async throws -> Outcome {
        let planned: Submission
        do {
            try await state.runner.recover()
            planned = try await start(state.runner)
        } catch SubmissionError.notPaused {
            throw CommandFailure(.partial, text.notPaused(runID ?? ""))
        } catch let error as SubmissionError {
            throw CommandFailure.of(error, text)
        }
        for (card, open) in planned.repeats.sorted(by: { $0.key < $1.key }) {
            OutputStream.err.line("simdeck: " + text.alreadyUnderWay(card, open))
        }
        // What is under way already is what the caller asked for: its state is reported.
        let repeats = planned.repeats.values.sorted { $0.id < $1.id }
        let follower = Task { [runner = state.runner] in await runner.follow() }
        defer { follower.cancel() }
        let work = Task { () -> (Submission, [OperationRecord]) in
            let sent = planned.run == nil ? planned : try await state.runner.drive(planned)
            guard let patience else { return (sent, sent.records) }
            let deadline = session.time.uptime + patience
            var records = sent.records.isEmpty ? [] : try await state.runner.waitForEnd(group: sent.group, until: deadline)
            for group in Set(repeats.map(\.group)) where group != sent.group {
                let asked = Set(repeats.map(\.id))
                records += try await state.runner.waitForEnd(group: group, until: deadline).filter { asked.contains($0.id) }
            }
            return (sent, records)
        }
        let isInterrupted = Mutex(false)
        let signals = EndSignals()
        let watch = Task {
            await signals.wait()
            isInterrupted.withLock { $0 = true }
            work.cancel()
        }
        defer { watch.cancel() }
        let total = planned.run == nil ? 0 : try await state.journal.run(planned.group)?.tally.total ?? 0
        let line = total > 1 ? ProgressLine(text: text, journal: state.journal, time: session.time) : nil
        let progress = line?.start(planned.group)
        let result: (Submission, [OperationRecord])
        do {
            result = try await work.value
        } catch let error as SubmissionError {
            throw CommandFailure.of(error, text)
        }
        if isInterrupted.withLock({ $0 }), planned.run != nil { _ = try await state.runner.cancelRun(planned.group) }
        await line?.finish(planned.group, progress)
        var outcome = Outcome(records: result.1)
        outcome.isInterrupted = isInterrupted.withLock { $0 }
        if patience == nil { outcome.records += repeats }
        if outcome.isInterrupted, planned.run != nil { outcome.records = try await state.journal.group(planned.group) }
        outcome.standing = planned.run == nil ? nil : try await state.journal.run(planned.group)
        outcome.errors = result.0.errors.count
        outcome.storeFailure = result.0.storeFailure
        return outcome
    }
}
