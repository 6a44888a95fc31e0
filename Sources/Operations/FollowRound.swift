// The answers of one round, as they come in. Pure.

import SIMModel

/// What a round's questions gave so far.
struct FollowRound: Sendable {
    enum Outcome { case answered, failed, postponed }

    private var answers: Set<OperationID> = []
    private var failures: Set<OperationID> = []
    /// The log was read and has no row for them.
    var notInLog: Set<OperationID> = []
    /// Their fresh state found no room in this round.
    var postponed: Set<OperationID> = []
    /// Further questions would meet the same.
    private(set) var isUnreachable = false
    /// Failures of the line since the last answer. On a bad line every other call fails; that is no
    /// reason to ask nothing for minutes.
    private var failuresInARow = 0
    static let mostFailuresInARow = 4

    mutating func answered(_ ids: [OperationID]) {
        answers.formUnion(ids)
        failuresInARow = 0
    }

    mutating func failed(_ ids: [OperationID], _ error: PlatformError) {
        failures.formUnion(ids)
        switch error.kind {
        case .refused, .invalidRequest, .unconfirmedEndpoint, .badReply, .replyTooLarge: break
        case .connectionLost, .timeout, .httpStatus:
            failuresInARow += 1
            if failuresInARow >= Self.mostFailuresInARow { isUnreachable = true }
        default: isUnreachable = true
        }
    }

    func outcome(of id: OperationID) -> Outcome {
        if failures.contains(id) { return .failed }
        if postponed.contains(id) { return .postponed }
        return answers.contains(id) ? .answered : .postponed
    }
}
