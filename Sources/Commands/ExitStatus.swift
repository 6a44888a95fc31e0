// The contract's exit statuses, and the one place where errors become them.

import SIMModel

/// What a script learns from `$?`.
enum ExitStatus: Int32 {
    case done = 0
    /// Some cards failed or are missing; the rest is printed.
    case partial = 1
    case usage = 2
    /// Configuration, secret or the local state.
    case configuration = 3
    case refused = 4
    case unreachable = 5
    /// An operation may or may not have happened.
    case inDoubt = 6
    case interrupted = 130

    /// The status of a call that failed as a whole.
    static func of(_ error: PlatformError) -> ExitStatus {
        switch error.kind {
        case .refused, .signature, .clock, .rate, .readOnly: .refused
        case .invalidRequest: .usage
        case .unconfirmedEndpoint: .configuration
        case .unreachable, .proxy, .tls, .timeout, .connectionLost, .httpStatus, .badReply, .replyTooLarge: .unreachable
        case .cancelled: .interrupted
        }
    }

    /// The status of a command about cards, some of which got no answer.
    static func of(found: Int, missing: Int, errors: [PlatformError]) -> ExitStatus {
        if found == 0, missing == 0, let first = errors.first { return of(first) }
        return missing > 0 || !errors.isEmpty ? .partial : .done
    }

    /// The status of operations as they stand; `waited` when their end was waited for.
    static func of(_ states: [OperationState], waited: Bool) -> ExitStatus {
        let isInDoubt = states.contains { state in
            switch state {
            case .unknown, .unconfirmed, .sending: true
            case .submitted, .accepted: waited
            case .planned, .confirmed, .failed, .refused, .cancelled: false
            }
        }
        if isInDoubt { return .inDoubt }
        if !states.isEmpty, states.allSatisfy({ $0 == .refused }) { return .refused }
        let isShort = states.contains { [.failed, .refused, .cancelled, .planned].contains($0) }
        return isShort ? .partial : .done
    }
}

/// Why a command ends early: what to print on standard error, and the status.
struct CommandFailure: Error {
    var status: ExitStatus
    var message: String

    init(_ status: ExitStatus, _ message: String) {
        self.status = status
        self.message = message
    }
}
