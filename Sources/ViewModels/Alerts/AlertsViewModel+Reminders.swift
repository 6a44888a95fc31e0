// Reminders that are due stand among the alerts and are told as they are. A person ends each for itself.

import SIMModel

extension AlertsViewModel {
    /// Reminders fell due: told as new alerts are.
    func fellDue(_ reminders: [Reminder]) {
        guard let newest = reminders.last else { return }
        onNotice?(AlertNotice(newest: Self.row(newest), alerts: reminders.count))
    }

    /// More cards than this make no filter that a person could read.
    private static let mostInFilter = 100

    /// A reminder among the alerts; its number is negative.
    static func row(_ reminder: Reminder) -> AlertRow {
        let cards = reminder.cards.map(\.description)
        let filter = cards.isEmpty || cards.count > mostInFilter ? nil : cards.joined(separator: "|")
        return AlertRow(
            id: -Int(reminder.id), subject: .reminder(reminder.text ?? "r\(reminder.id)"), severity: .warning,
            count: cards.count, first: cards.first, firstAt: reminder.dueAt, lastAt: reminder.dueAt, filter: filter)
    }
}
