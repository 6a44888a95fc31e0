// An alert's signs and words.

import Localization
import ViewModels

enum AlertText {
    static func sign(_ severity: AlertSeverity) -> Sign {
        switch severity {
        case .info: Sign(mark: "○", role: .stateIdle)
        case .warning: Sign(mark: "▲", role: .stateRisk)
        case .critical: Sign(mark: "✕", role: .stateDown)
        }
    }

    static func word(_ severity: AlertSeverity) -> AlertMessage {
        switch severity {
        case .info: .severity(.info)
        case .warning: .severity(.warning)
        case .critical: .severity(.critical)
        }
    }

    /// The rule's own name, or the words of one that needs no rule.
    static func name(_ subject: AlertSubject, _ language: Language) -> String {
        switch subject {
        case .rule(let name): name
        case .reminder(let text): AlertMessage.reminder(text).text(language)
        case .builtIn(.lowBalance): AlertMessage.name(.lowBalance).text(language)
        case .builtIn(.lowPool): AlertMessage.name(.lowPool).text(language)
        case .builtIn(.inDoubt): AlertMessage.name(.inDoubt).text(language)
        case .builtIn(.unreachable): AlertMessage.name(.unreachable).text(language)
        }
    }

    /// nil: there is one of it only.
    static func unit(_ subject: AlertSubject) -> AlertMessage.Unit? {
        switch subject {
        case .rule, .reminder: .cards
        case .builtIn(.lowPool): .pools
        case .builtIn(.inDoubt): .operations
        case .builtIn(.lowBalance), .builtIn(.unreachable): nil
        }
    }

    /// `3 cards · 14900000042`.
    static func extent(_ row: AlertRow, _ language: Language) -> String {
        [unit(row.subject).map { AlertMessage.count(row.count, $0).text(language) }, row.first].compactMap { $0 }.joined(
            separator: " · ")
    }
}
