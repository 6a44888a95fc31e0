// The alerts of a profile made into what the workspace watches. The filter language is known only here, so a
// condition that cannot be understood is told now: with file, line and the very column.

import CellGrid
import ConsoleUI
import Localization
import SIMModel
import Settings
import ViewModels

extension AlertSettings {
    init(checking config: AlertConfig, text: CommandText) throws(CommandFailure) {
        let found: [ConfigProblem]
        (self, found) = Self.checked(config, text)
        guard found.isEmpty else { throw CommandFailure(.configuration, text.configuration(ConfigProblems(found))) }
    }

    /// The settings with every condition that cannot be understood.
    static func checked(_ config: AlertConfig, _ text: CommandText) -> (AlertSettings, [ConfigProblem]) {
        let rules = config.rules ?? []
        let settings = AlertSettings(
            rules: rules.map { rule in
                AlertRule(
                    name: rule.name, when: rule.when.text, clear: rule.clear?.text, hold: rule.hold ?? .minutes(1),
                    severity: rule.severity.flatMap(AlertSeverity.init) ?? .warning)
            }, off: Set((config.off ?? []).compactMap(BuiltInAlert.init)),
            balance: config.balance.map { Money(tenThousandths: Int64($0) * 10_000) },
            runway: .hours(Int64(24 * (config.balanceDays ?? 7))))
        let found = settings.problems.map { problem in
            let rule = rules[problem.rule]
            let condition = (problem.isClear ? rule.clear : nil) ?? rule.when
            var place = condition.place
            // An offset into another text than the file's own would point astray: then the line alone is told.
            place.column = place.column.map { $0 + problem.filter.offset }
            return ConfigProblem(
                place, key: "\(rule.key).\(problem.isClear ? "clear" : "when")",
                .badFilter(FilterWording.text(problem.filter, text.language)))
        }
        return (settings, found)
    }
}

extension AlertDelivery {
    init(_ config: AlertConfig) {
        let form: [String: NotificationForm] = ["osc9": .osc9, "osc777": .osc777]
        self.init(rings: config.bell ?? false, notification: config.notify.flatMap { form[$0] } ?? .none)
    }
}
