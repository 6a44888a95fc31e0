// What a question about many cards gives: one answer for every number asked, in that order.

public import SIMModel

/// The answer for one asked number.
public enum CardAnswer<Item: Sendable>: Sendable {
    case found(Item, Provenance)
    /// The platform answered, without this card.
    case missing
    /// No usable answer for this card.
    case failed(PlatformError)
}

/// The answers to a question about many cards.
public struct BatchReply<Item: Sendable>: Sendable {
    /// One asked number and its answer.
    public struct Entry: Sendable {
        public var asked: CardNumber
        public var answer: CardAnswer<Item>

        public init(asked: CardNumber, answer: CardAnswer<Item>) {
            self.asked = asked
            self.answer = answer
        }
    }

    /// Most problems kept.
    static var problemLimit: Int { 100 }

    /// One per distinct asked number, in the order asked.
    public var entries: [Entry]
    /// Numbers asked more than once, as they were written the second time.
    public var duplicates: [CardNumber]
    /// Items the platform sent that nobody asked for.
    public var unasked: [Item]
    /// What could not be read, each with the place in the reply (`data.items[3].useFlow: …`). The field
    /// is unknown in its item. Bounded.
    public var problems: [String]

    public init(
        entries: [Entry] = [], duplicates: [CardNumber] = [], unasked: [Item] = [], problems: [String] = []
    ) {
        self.entries = entries
        self.duplicates = duplicates
        self.unasked = unasked
        self.problems = problems
    }

    /// Asked, and not in the answer.
    public var missing: [CardNumber] {
        entries.compactMap { if case .missing = $0.answer { $0.asked } else { nil } }
    }

    /// Asked and answered.
    public var found: [(CardNumber, Item, Provenance)] {
        entries.compactMap { entry in
            if case .found(let item, let provenance) = entry.answer { (entry.asked, item, provenance) } else { nil }
        }
    }

    /// Asked, and failed.
    public var errors: [(CardNumber, PlatformError)] {
        entries.compactMap { entry in
            if case .failed(let error) = entry.answer { (entry.asked, error) } else { nil }
        }
    }
}

/// An item that names its card.
protocol CardItem: Sendable {
    var simNo: CardNumber { get }
    var iccid: CardNumber? { get }
}

extension CardRecord: CardItem {}
extension FlowReading: CardItem {}
