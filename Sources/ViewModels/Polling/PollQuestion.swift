// One question to the platform, as the scheduler orders it, and what became of it.

import PlatformClient
import SIMModel

/// A question to be asked now.
struct PollQuestion: Hashable, Sendable {
    enum Kind: Int, Hashable, Sendable, CaseIterable {
        /// upstream: batchQuerySimInfo.
        case info
        /// upstream: batchQuerySimStatus.
        case status
        /// upstream: batchQuerySimFlow.
        case flow
        /// upstream: accountAsset.
        case assets
        /// upstream: querySimAction.
        case history

        /// Cards a call.
        var batch: Int {
            switch self {
            case .info: 100
            case .status, .flow: 10
            case .assets, .history: 0
            }
        }
    }

    var id: Int
    var kind: Kind
    /// Rows of the fleet; empty for assets and history.
    var rows: [Int]
    /// Whose history.
    var subject: CardNumber?
    var priority: CallPriority
}

/// What became of a question.
struct PollOutcome: Hashable, Sendable {
    /// Rows that got no answer.
    var failed: [Int] = []
    /// Rows whose flow the platform refuses card by card (not in a shared pool).
    var refusedFlow: [Int] = []
    var error: PlatformError?
}

/// Waiting after failures of one kind of question.
struct Backoff: Hashable, Sendable {
    private(set) var failures = 0
    private(set) var until: Uptime?

    func isOpen(at now: Uptime) -> Bool { until.map { $0 <= now } ?? true }

    mutating func succeeded() { self = Backoff() }

    /// `dice` in 0..<1 spreads the next try over the upper half of the wait.
    mutating func failed(_ error: PlatformError, at now: Uptime, dice: Double) {
        failures += 1
        let (base, cap): (Double, Double) =
            switch error.kind {
            case .rate: (10, 120)
            case .refused, .signature, .clock, .readOnly, .invalidRequest, .unconfirmedEndpoint: (15, 300)
            default: (1, 30)
            }
        var wait = base
        for _ in 1..<min(failures, 12) where wait < cap { wait *= 2 }
        wait = min(wait, cap) * (0.5 + dice / 2)
        until = now + .milliseconds(Int64(wait * 1000))
    }
}
