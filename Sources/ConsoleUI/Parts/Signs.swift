// A sign and a role for every state: no colour carries meaning alone.

import CellGrid
import Localization
import SIMModel
import ViewModels

/// How a state is drawn.
struct Sign: Hashable {
    var mark: String
    var role: ThemeRole

    var style: Style { Style(role) }

    /// Beside a card that no operation on several cards touches.
    static let protected = "▣"

    static func of(_ status: Coded<SIMStatus>) -> Sign {
        switch status.known {
        case .active: Sign(mark: "●", role: .stateGood)
        case .stopped, .closed, .expired: Sign(mark: "✕", role: .stateDown)
        case .riskStop, .abnormal: Sign(mark: "▲", role: .stateRisk)
        case .separated: Sign(mark: "◌", role: .stateRisk)
        case .inStock, .awaitingActivation, .testable: Sign(mark: "○", role: .stateIdle)
        case .notObtained, nil: Sign(mark: "?", role: .stateUnknown)
        }
    }

    static func of(_ state: OperationState) -> Sign {
        switch state {
        case .planned: Sign(mark: "○", role: .stateIdle)
        case .sending, .submitted: Sign(mark: "→", role: .operationOpen)
        case .accepted: Sign(mark: "◌", role: .operationOpen)
        case .confirmed: Sign(mark: "✓", role: .operationDone)
        case .failed, .refused: Sign(mark: "✕", role: .operationFailed)
        case .cancelled: Sign(mark: "–", role: .stateIdle)
        case .unconfirmed, .unknown: Sign(mark: "?", role: .operationDoubt)
        }
    }

    static func of(_ status: Coded<ActionStatus>) -> Sign {
        switch status.known {
        case .handedToCarrier: Sign(mark: "✓", role: .operationDone)
        case .failed: Sign(mark: "✕", role: .operationFailed)
        case nil: Sign(mark: "?", role: .stateUnknown)
        }
    }
}

/// The few columns in which a row tells how far its operation got.
enum OperationBadgeText {
    /// `stop→sent`, `stop ✓ 2m`, `stop ✕ balance too low`, `stop ? in doubt`.
    static func text(_ badge: OperationBadge, _ context: PaneContext) -> String {
        let kind = context(badge.kind)
        let word = context(badge.state)
        switch badge.state {
        case .planned, .sending, .submitted, .accepted: return "\(kind)→\(word)"
        case .confirmed: return "\(kind) ✓ \(Age.exact(badge.updatedAt - badge.createdAt))"
        case .failed, .refused: return "\(kind) ✕ \(context.why(badge.failReason) ?? word)"
        case .cancelled: return "\(kind) – \(word)"
        case .unconfirmed, .unknown: return "\(kind) ? \(word)"
        }
    }
}
