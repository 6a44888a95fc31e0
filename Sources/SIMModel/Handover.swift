// What one shift hands to the next: what was asked for, what is still open, in doubt or to be remembered.
// Facts of the journal only; which words they get is decided in Localization.

/// One handover sheet, read from a profile's state.
public struct Handover: Hashable, Sendable {
    /// The most lines of each list; more are counted.
    public static let most = 200

    /// Operations of one kind and state that one person asked for. Unit: cards.
    public struct Count: Hashable, Sendable {
        public var kind: OperationKind
        public var state: OperationState
        public var actor: String
        public var cards: Int

        public init(kind: OperationKind, state: OperationState, actor: String, cards: Int) {
            self.kind = kind
            self.state = state
            self.actor = actor
            self.cards = cards
        }
    }

    /// A list that may be longer than what is told of it.
    public struct Listed<Element: Hashable & Sendable>: Hashable, Sendable {
        public var items: [Element]
        public var total: Int

        public init(_ items: [Element] = [], total: Int? = nil) {
            self.items = items
            self.total = total ?? items.count
        }

        public var rest: Int { max(0, total - items.count) }
    }

    public var profile: String
    public var from: WallTime
    /// The end of the span; ages count to here.
    public var to: WallTime
    /// Asked for in the span, by kind, state and person.
    public var counts: [Count] = []
    /// Asked for in the span and failed or refused, oldest first.
    public var failed = Listed<OperationRecord>()
    /// Not at an end, whenever they were asked for, oldest first.
    public var open = Listed<OperationRecord>()
    /// Begun in the span, or not over, oldest first.
    public var runs = Listed<RunStanding>()
    /// Every other change of the platform that was sent in the span, oldest first.
    public var changes = Listed<RecordedChange>()
    /// Open reminders, the one that is due first leading.
    public var reminders = Listed<Reminder>()

    public init(profile: String, from: WallTime, to: WallTime) {
        self.profile = profile
        self.from = from
        self.to = to
    }

    /// Cards that operations of the span were about.
    public var asked: Int { counts.reduce(0) { $0 + $1.cards } }
}
