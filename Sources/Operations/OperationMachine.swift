// The life of one operation: which event moves it where. Pure; everything not written here is refused,
// and no way leads from `unknown` back to sending.

public import SIMModel
public import StateStore

/// Decides the steps of one operation.
public struct OperationMachine: Hashable, Sendable {
    /// As it stands after the steps taken so far.
    public private(set) var record: OperationRecord

    public init(_ record: OperationRecord) { self.record = record }

    /// The step to commit, or nil when `event` changes nothing in this state.
    public mutating func handle(_ event: OperationEvent, at now: WallTime) -> OperationChange? {
        guard let change = change(for: event, at: now) else { return nil }
        record = change.applied(to: record, at: now)
        return change
    }

    private func change(for event: OperationEvent, at now: WallTime) -> OperationChange? {
        switch event {
        case .sendStarted(let traceID, let actor):
            guard record.state == .planned else { return nil }
            var change = step(to: .sending, reason: "", "sent", "by \(actor), trace \(traceID)")
            (change.traceID, change.sentAt) = (traceID, now)
            return change
        case .cancelled(let actor):
            guard record.state == .planned else { return nil }
            return step(to: .cancelled, reason: "", "cancelled", "by \(actor)")
        case .neverArrived(let actor, let why): return settledByPerson(actor, why)
        case .replyAccepted, .replyRefused, .replyLost, .notSent, .interrupted: return answered(event)
        case .logRow, .logAmbiguous, .notInLog: return logged(event)
        case .freshStatus(let status, let source, let at):
            return proved(by: status, source, at)
        case .deadline(let span):
            guard record.state == .submitted || record.state == .accepted else { return nil }
            let note = OperationNote(.deadline, "no proof after \(span.inSeconds / 60) min; still looked for")
            return step(to: .unconfirmed, reason: note.text, "deadline", note.words)
        }
    }

    /// A person may end what is in doubt once the log has been read long enough to have shown it: never before,
    /// for a request that is still on its way would be called failed and done.
    private func settledByPerson(_ actor: String, _ why: String) -> OperationChange? {
        guard record.state == .unknown, let note = OperationNote(failReason: record.failReason),
            note.code == .notInLog || note.code == .ambiguous
        else { return nil }
        let end = OperationNote(.neverArrived, "\(actor): \(why)")
        return step(to: .failed, reason: end.text, "person", "never arrived, says \(actor): \(why); before that: \(note.words)")
    }

    /// What came back from the call that carried it. A reply may still come after another simdeck took
    /// the sender for dead: what it says is then better than `unknown`.
    private func answered(_ event: OperationEvent) -> OperationChange? {
        let isOut = record.state == .sending
        guard isOut || record.state == .unknown else { return nil }
        switch event {
        case .replyAccepted(let serial):
            var change = step(to: .submitted, reason: "", "reply", serial.map { "serial \($0)" } ?? "no serial number")
            change.serialNumber = serial
            return change
        case .replyRefused(let words):
            return step(to: .refused, reason: words, "reply", words)
        case .replyLost(let why) where isOut:
            return step(to: .unknown, reason: OperationNote(.lost, why).text, "lost", why)
        case .notSent(let why) where isOut:
            return step(to: .planned, reason: OperationNote(.notSent, why).text, "not-sent", why)
        case .interrupted where isOut:
            let note = OperationNote(.interrupted, "simdeck ended before the reply was written down")
            return step(to: .unknown, reason: note.text, "interrupted", note.words)
        default: return nil
        }
    }

    /// What the platform's log says. Its page: a failure is final, a success means handed to the carrier.
    private func logged(_ event: OperationEvent) -> OperationChange? {
        guard record.state.isFollowed else { return nil }
        switch event {
        case .logRow(let row):
            guard row.simNo == record.simNo, !contradicts(row.serialNumber) else { return nil }
            let detail =
                "\(row.actionText) status \(row.status.code), operateId \(row.operateID.map { "\($0)" } ?? "none")"
            var change: OperationChange
            switch row.status.known {
            case .failed:
                let words = row.failReason.flatMap { $0.isEmpty ? nil : $0 } ?? row.actionText
                change = step(to: .failed, reason: words, "log", detail + ", \(words)")
            case .handedToCarrier where record.state == .submitted || record.state == .unknown || isUntold:
                change = step(to: .accepted, reason: "", "log", detail)
            case .handedToCarrier, nil: return nil
            }
            change.serialNumber = record.serialNumber == nil ? row.serialNumber : nil
            change.operateID = row.operateID
            return change
        case .logAmbiguous(let count):
            guard record.state != .accepted, record.serialNumber == nil else { return nil }
            return noted(record.state, OperationNote(.ambiguous, "\(count) rows of the platform's log fit"), "log")
        case .notInLog(let span):
            guard record.state == .unknown else { return nil }
            let words =
                "not in the platform's log after \(span.inSeconds / 60) min: it probably never arrived; "
                + "send it again yourself if you want"
            return noted(.unknown, OperationNote(.notInLog, words), "log")
        default: return nil
        }
    }

    /// Its time passed before the log told of it. Until it does, the card's state proves nothing: the
    /// platform may have failed it because the card was in that state before.
    private var isUntold: Bool { record.state == .unconfirmed && record.operateID == nil }

    /// Only what the carrier said after the request went out is proof, and only once the log says that it was
    /// handed over.
    private func proved(by status: Coded<SIMStatus>, _ source: Source, _ at: WallTime) -> OperationChange? {
        guard record.state == .accepted || record.state == .unconfirmed, !isUntold, source == .carrier,
            status == record.kind.target, let sentAt = record.sentAt, at > sentAt
        else { return nil }
        return step(to: .confirmed, reason: "", "fresh", "status \(status.code) at \(at.platformText)")
    }

    private func contradicts(_ serial: String?) -> Bool {
        guard let ours = record.serialNumber, let serial else { return false }
        return ours != serial
    }

    private func step(
        to state: OperationState, reason: String, _ kind: String, _ detail: String
    ) -> OperationChange {
        OperationChange(
            id: record.id, from: record.state, state: state, failReason: reason, evidence: (kind, detail))
    }

    /// A new reason in the same state; nil when it is the one already told.
    private func noted(_ state: OperationState, _ note: OperationNote, _ kind: String) -> OperationChange? {
        record.failReason == note.text ? nil : step(to: state, reason: note.text, kind, note.words)
    }
}
