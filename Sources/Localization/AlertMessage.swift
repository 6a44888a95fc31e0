// Alerts: what holds, since when, and who has seen it.

/// Words of the alerts.
public enum AlertMessage: Message, Hashable {
    /// The alerts that need no rule.
    public enum BuiltIn: Hashable, Sendable {
        case lowBalance, lowPool, inDoubt, unreachable
    }

    public enum Severity: Hashable, Sendable {
        case info, warning, critical
    }

    /// What is counted.
    public enum Unit: Hashable, Sendable {
        case cards, pools, operations
    }

    case title
    case name(BuiltIn)
    case severity(Severity)
    case count(Int, Unit)
    case new
    case since(String)
    case last(String)
    case ended(String)
    case acknowledged(by: String, at: String)
    case notSeen
    case nothing(watched: Int)
    /// In the status line.
    case active(Int, new: Int)
    /// Several at once.
    case more(Int)
    /// A reminder that is due, by its text.
    case reminder(String)
    /// In the status line.
    case remindersDue(Int)
    /// It has no cards to show.
    case noCards
    case kept
    case keyShow
    case keyAcknowledge
    case keyAll
    /// Pools that are nearly used or used up, the first by its name.
    case poolBand(Int, first: String, isEmpty: Bool)
}
