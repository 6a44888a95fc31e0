// The questions of one round. Pure. One question about a serial number answers for all its cards, so a
// batch of a hundred costs one.

import SIMModel

/// One question to the platform's log, with the operations it can answer for.
struct LogQuestion: Hashable, Sendable {
    enum Subject: Hashable, Sendable {
        case serial(String)
        case card(CardNumber)
    }

    var subject: Subject
    var operations: [OperationRecord]
}

struct FollowPlan: Sendable {
    var questions: [LogQuestion] = []
    /// Everything this round speaks for, in the order it was due.
    var operations: [OperationRecord] = []

    /// - Parameters:
    ///   - due: the longest due first.
    ///   - open: all that are followed, so that a batch's other cards get their answer with it.
    ///   - limit: most calls; nil for no limit. Fresh states go ten to a call.
    init(due: [OperationRecord], open: [OperationRecord], limit: Int?) {
        var places: [LogQuestion.Subject: Int] = [:]
        var taken: Set<OperationID> = []
        var proofs = 0
        let bySerial = Dictionary(grouping: open.filter { $0.serialNumber != nil }) { $0.serialNumber ?? "" }
        for record in due where !taken.contains(record.id) {
            let subject: LogQuestion.Subject = record.serialNumber.map { .serial($0) } ?? .card(record.simNo)
            let isNew = places[subject] == nil
            let needsProof = Self.needsProof(record)
            let cost = questions.count + (isNew ? 1 : 0) + (proofs + (needsProof ? 1 : 0) + 9) / 10
            if let limit, cost > limit, !operations.isEmpty { break }
            if needsProof { proofs += 1 }
            if isNew {
                places[subject] = questions.count
                questions.append(LogQuestion(subject: subject, operations: []))
            }
            taken.insert(record.id)
            if let place = places[subject] { questions[place].operations.append(record) }
            operations.append(record)
            if isNew {
                // The rest of the batch that only waits for the log; what needs a fresh state too has its own turn.
                for other in bySerial[record.serialNumber ?? ""] ?? []
                where !Self.needsProof(other) && taken.insert(other.id).inserted {
                    questions[questions.count - 1].operations.append(other)
                    operations.append(other)
                }
            }
        }
    }

    /// The log has spoken: now only the carrier can tell.
    static func needsProof(_ record: OperationRecord) -> Bool {
        record.state == .accepted || record.state == .unconfirmed && record.operateID != nil
    }
}
