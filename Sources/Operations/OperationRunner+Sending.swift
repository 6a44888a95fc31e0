// Sending: commit, send once, commit. Whatever fails, no call is made a second time, and no call is
// made that is not on the disk.

import PlatformClient
import PlatformContract
public import SIMModel
import StateStore

extension OperationRunner {
    /// Sends what an interrupted or failed run had left as planned, without its stages; anything else is
    /// left out.
    public func continuePlanned(_ ids: [OperationID]) async throws(SubmissionError) -> Submission {
        let planned: [OperationRecord]
        do throws(StoreError) {
            planned = try await journal.records(ids).filter { $0.state == .planned }
        } catch { throw .store(error) }
        try await checkGuards(cards: planned.count)
        var submission = Submission(group: planned.first?.group ?? "", records: planned)
        var hasSent = false
        for call in Self.calls(planned) where !Task.isCancelled {
            do throws(StoreError) {
                if try await sendOne(call, &submission, &hasSent).holds { break }
            } catch {
                guard hasSent else { throw .store(error) }
                submission.storeFailure = error
                break
            }
        }
        wakeFollower()
        return await standing(submission)
    }

    /// One call; its outcome says whether a further one may follow.
    func sendOne(
        _ call: [OperationRecord], _ submission: inout Submission, _ hasSent: inout Bool
    ) async throws(StoreError) -> CallOutcome {
        let traceID = client.newTraceID()
        // What another simdeck took meanwhile is not in `started`, and is not sent.
        let started = try await commit(call.map { ($0, .sendStarted(traceID: traceID, by: actor)) })
        guard let first = started.first else { return .taken }
        hasSent = true
        inFlight.formUnion(started.map(\.id))
        defer { inFlight.subtract(started.map(\.id)) }
        let outcome = await change(first, started.map(\.simNo), traceID)
        let events = started.map { ($0, Self.event(for: $0, outcome)) }
        if case .failure(let error) = outcome { submission.errors.append(error) }
        do throws(StoreError) {
            try await commitReply(events)
        } catch {
            for (record, event) in events { unsaved[record.id] = event }
            throw error
        }
        return CallOutcome(outcome)
    }

    /// The call itself, in a task of its own: cancelling the request must not cut a call whose bytes are
    /// out, for then nobody would know what became of it.
    private func change(
        _ first: OperationRecord, _ cards: [CardNumber], _ traceID: String
    ) async -> Result<ChangeReceipt, PlatformError> {
        let client = client
        return await Task { () -> Result<ChangeReceipt, PlatformError> in
            do throws(PlatformError) {
                return .success(
                    try await client.change(first.kind, cards: cards, remark: first.reason, traceID: traceID))
            } catch {
                return .failure(error)
            }
        }.value
    }

    /// A reply must not be lost because another simdeck moved the record (took us for dead): it is
    /// decided again on what stands there.
    func commitReply(_ events: [(OperationRecord, OperationEvent)]) async throws(StoreError) {
        let changed = Set(try await commit(events).map(\.id))
        let left = events.filter { !changed.contains($0.0.id) }
        guard !left.isEmpty else { return }
        let byID = Dictionary(left.map { ($0.0.id, $0.1) }, uniquingKeysWith: { first, _ in first })
        let standing = try await journal.records(Array(byID.keys))
        _ = try await commit(standing.compactMap { record in byID[record.id].map { (record, $0) } })
    }

    /// What the call's outcome means for one of its cards.
    private static func event(
        for record: OperationRecord, _ outcome: Result<ChangeReceipt, PlatformError>
    ) -> OperationEvent {
        switch outcome {
        case .success(let receipt):
            if let words = receipt.cardErrors[record.simNo] { return .replyRefused(words) }
            return .replyAccepted(serialNumber: receipt.serialNumber)
        case .failure(let error):
            switch (error.sent, error.kind) {
            case (.notSent, _): return .notSent(error.words)
            case (.answered, .refused), (.answered, .signature), (.answered, .clock), (.answered, .rate):
                return .replyRefused(error.words)
            // An answer that nobody can read says as little as none.
            case (.mayHaveBeenSent, _), (.answered, _): return .replyLost(error.words)
            }
        }
    }

    /// The records as the disk has them, if it can be read.
    func standing(_ submission: Submission) async -> Submission {
        var result = submission
        do throws(StoreError) {
            // A run that was taken up is told of as a whole.
            result.records =
                submission.records.isEmpty && submission.run != nil
                ? try await journal.group(submission.group) : try await journal.records(submission.records.map(\.id))
        } catch {
            result.storeFailure = result.storeFailure ?? error
            result.records = submission.records.map { known[$0.id] ?? $0 }
        }
        return result
    }

    /// In calls of one kind, reason and group, each within the platform's limit.
    private static func calls(_ records: [OperationRecord]) -> [[OperationRecord]] {
        let limit = Catalogue.batchShutdown.limits.cards ?? 100
        var calls: [[OperationRecord]] = []
        for record in records {
            if let last = calls.last, let first = last.first, last.count < limit, first.kind == record.kind,
                first.reason == record.reason, first.group == record.group
            {
                calls[calls.count - 1].append(record)
            } else {
                calls.append([record])
            }
        }
        return calls
    }

    static func distinct(_ cards: [CardNumber]) -> [CardNumber] {
        var seen: Set<CardNumber> = []
        return cards.filter { seen.insert($0.isICCID ? $0.comparisonKey : $0).inserted }
    }
}

/// What a call says about the one after it.
enum CallOutcome: Hashable, Sendable {
    case taken
    /// A refusal of these cards says nothing about the next ones.
    case refused
    /// It may have arrived: the run's limit for that decides.
    case lost(String)
    /// It did not leave, or the account is not heard: the next one would meet the same.
    case notHeard(String)

    var holds: Bool {
        switch self {
        case .taken, .refused: false
        case .lost, .notHeard: true
        }
    }

    init(_ outcome: Result<ChangeReceipt, PlatformError>) {
        guard case .failure(let error) = outcome else {
            self = .taken
            return
        }
        switch (error.sent, error.kind) {
        case (.notSent, _): self = .notHeard(error.words)
        case (.answered, .refused): self = .refused
        case (.answered, .signature), (.answered, .clock), (.answered, .rate): self = .notHeard(error.words)
        case (.mayHaveBeenSent, _), (.answered, _): self = .lost(error.words)
        }
    }
}
