// A note to oneself with a time: "resume these on Friday". It reminds, and never does anything by itself.

/// A reminder, as the profile's state has it.
public struct Reminder: Hashable, Sendable {
    /// The most cards of one reminder.
    public static let mostCards = 10_000
    /// The longest text. Unit: characters.
    public static let longestText = 200
    /// The most reminders that are open at a time.
    public static let mostOpen = 1_000

    /// Counts up in the profile: `r7`.
    public var id: Int64
    /// What it is about; may be empty.
    public var cards: [CardNumber]
    public var text: String?
    public var dueAt: WallTime
    /// Who asked for it.
    public var actor: String
    public var createdAt: WallTime
    /// nil: still open.
    public var doneAt: WallTime?
    public var doneBy: String?

    public init(
        id: Int64, cards: [CardNumber], text: String?, dueAt: WallTime, actor: String, createdAt: WallTime,
        doneAt: WallTime? = nil, doneBy: String? = nil
    ) {
        self.id = id
        self.cards = cards
        self.text = text
        self.dueAt = dueAt
        self.actor = actor
        self.createdAt = createdAt
        self.doneAt = doneAt
        self.doneBy = doneBy
    }

    public func isDue(at now: WallTime) -> Bool { doneAt == nil && dueAt <= now }
}
