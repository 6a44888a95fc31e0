// What the operator wants to be warned of. The words come from the configuration; they are checked here,
// because only this layer knows the filter language.

public import SIMModel

/// How bad it is.
public enum AlertSeverity: String, CaseIterable, Comparable, Sendable {
    case info, warning, critical

    public static func < (left: AlertSeverity, right: AlertSeverity) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .info: 0
        case .warning: 1
        case .critical: 2
        }
    }
}

/// The alerts that need no rule. The raw value is the name that switches one off.
public enum BuiltInAlert: String, CaseIterable, Sendable {
    /// The account's balance is under the threshold or runs out within days.
    case lowBalance = "low-balance"
    /// A pool's deposit is nearly used: the platform stops all its cards when it is.
    case lowPool = "low-pool"
    /// Nobody knows of an operation whether it was done.
    case inDoubt = "in-doubt"
    /// The platform has not answered for two minutes.
    case unreachable
}

/// One rule about cards.
public struct AlertRule: Hashable, Sendable {
    public var name: String
    /// In the filter language.
    public var when: String
    /// In the filter language; nil: `when` not holding.
    public var clear: String?
    /// So long it must hold before it fires, and be gone before it ends.
    public var hold: Duration
    public var severity: AlertSeverity

    public init(
        name: String, when: String, clear: String? = nil, hold: Duration = .minutes(1), severity: AlertSeverity = .warning
    ) {
        self.name = name
        self.when = when
        self.clear = clear
        self.hold = hold
        self.severity = severity
    }
}

/// Everything that is watched.
public struct AlertSettings: Hashable, Sendable {
    /// Most rules.
    public static let ruleLimit = 50

    public var rules: [AlertRule]
    public var off: Set<BuiltInAlert>
    /// A balance below this is low; nil: the forecast alone tells.
    public var balance: Money?
    /// Less time than this at the present pace is low.
    public var runway: Duration

    public init(
        rules: [AlertRule] = [], off: Set<BuiltInAlert> = [], balance: Money? = nil, runway: Duration = .hours(7 * 24)
    ) {
        self.rules = rules
        self.off = off
        self.balance = balance
        self.runway = runway
    }

    /// A condition that cannot be understood.
    public struct Problem: Hashable, Sendable {
        /// Place in ``rules``.
        public var rule: Int
        /// It is the `clear`, not the `when`.
        public var isClear: Bool
        public var filter: FilterProblem
    }

    /// What of the rules cannot be understood; such a rule is not watched.
    public var problems: [Problem] {
        var found: [Problem] = []
        for (index, rule) in rules.enumerated() {
            for (isClear, text) in [(false, rule.when), (true, rule.clear ?? "")] {
                do throws(FilterProblem) { _ = try FilterParser.parse(text) } catch {
                    found.append(Problem(rule: index, isClear: isClear, filter: error))
                }
            }
        }
        return found
    }
}
