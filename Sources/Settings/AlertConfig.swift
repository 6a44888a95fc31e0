// What to be warned of, and how, as the configuration says it. What a condition means is known only where the
// filter language is: each carries its place, so that what is wrong in it can be told like any other mistake.

/// Warnings and how they reach the person. nil: the program's own default.
public struct AlertConfig: Hashable, Sendable {
    /// The names of the alerts that need no rule.
    public static let builtIn = ["low-balance", "low-pool", "in-doubt", "unreachable"]
    /// From the mildest to the worst.
    public static let severities = ["info", "warning", "critical"]
    /// How a terminal is asked to show a notification.
    public static let notifications = ["none", "osc9", "osc777"]
    /// Most rules.
    public static let ruleLimit = 50

    /// A condition in the filter language.
    public struct Condition: Hashable, Sendable {
        public var text: String
        /// Of the first character of the text.
        public var place: ConfigPlace
    }

    /// One rule about cards.
    public struct Rule: Hashable, Sendable {
        public var name: String
        public var when: Condition
        public var clear: Condition?
        public var hold: Duration?
        /// One of ``severities``.
        public var severity: String?
        /// The key with its parents: `profiles.prod.alerts.rules[1]`.
        public var key: String
    }

    public var bell: Bool?
    /// One of ``notifications``.
    public var notify: String?
    /// A program and its arguments; no shell. `{name}`, `{count}`, `{severity}`, `{first}` are filled in.
    public var command: [String]?
    public var rules: [Rule]?
    /// Those of ``builtIn`` that are switched off.
    public var off: [String]?
    /// A balance below it is low. Unit: yuan.
    public var balance: Int?
    /// A balance that lasts for less at the present pace is low. Unit: days.
    public var balanceDays: Int?

    public init() {}

    /// Takes from `defaults` what is not said here.
    mutating func inherit(_ defaults: AlertConfig) {
        bell = bell ?? defaults.bell
        notify = notify ?? defaults.notify
        command = command ?? defaults.command
        rules = rules ?? defaults.rules
        off = off ?? defaults.off
        balance = balance ?? defaults.balance
        balanceDays = balanceDays ?? defaults.balanceDays
    }
}

extension AlertConfig {
    init(_ section: ConfigSection) {
        let section = section.checked(SettingKey.inside("alerts"))
        bell = section.flag("bell")
        notify = section.choice("notify")
        command = section.texts("command", expected: .list)?.value
        off = section.choices("off")
        balance = section.number("balance")
        balanceDays = section.number("balance_days")
        rules = section.sections("rules", limit: Self.ruleLimit).map { sections in
            var names: [String: Int] = [:]
            return sections.compactMap { Rule($0.checked(SettingKey.inside("alerts.rules")), names: &names) }
        }
    }
}

extension AlertConfig.Rule {
    /// nil: a name or a condition is missing, which is told.
    fileprivate init?(_ section: ConfigSection, names: inout [String: Int]) {
        for key in ["name", "when"] where !section.entries.contains(where: { $0.name == key }) {
            section.problems.items.append(ConfigProblem(section.place, key: section.full(key), .missingKey))
        }
        let named = section.text("name")
        let written = section.written("when")
        let clear = section.written("clear")
        let hold = section.duration("hold")
        let severity = section.choice("severity")
        guard let named, let written else { return nil }
        if let first = names.updateValue(names[named.value] ?? named.place.line ?? 0, forKey: named.value) {
            section.problems.items.append(
                ConfigProblem(named.place, key: named.value, .duplicateKey(firstLine: first)))
        }
        self.init(
            name: named.value, when: AlertConfig.Condition(text: written.value, place: written.place),
            clear: clear.map { AlertConfig.Condition(text: $0.value, place: $0.place) }, hold: hold, severity: severity,
            key: section.path)
    }
}
