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
