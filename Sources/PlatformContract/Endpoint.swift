// One endpoint, described once: the client builds and checks requests from it, the sandbox routes and
// refuses by it.

/// What a call does on the platform.
public enum Effect: String, Sendable, CaseIterable {
    case reads
    case changes
    case spends

    /// True when sending it twice may do harm: it is never sent again by itself.
    public var isChange: Bool { self != .reads }
}

/// How sure we are of an endpoint's path and parameters.
public enum Evidence: String, Sendable {
    /// Seen on a page of the platform.
    case confirmed
    /// Concluded from its siblings.
    case inferred
}

/// One parameter of an endpoint.
public struct Parameter: Sendable, Hashable {
    /// Where it travels.
    public enum Place: String, Sendable {
        case form
        case query
    }

    /// What its text must look like. Everything is a string on the wire.
    public enum Shape: String, Sendable {
        case string
        case integer
        /// `yyyyMM`.
        case month
        /// A JSON array of strings in one field.
        case stringList = "string[]"
    }

    public var name: String
    public var place: Place
    public var shape: Shape
    public var required: Bool
    /// Most elements of a list.
    public var limit: Int?
    /// A value that the sandbox answers.
    public var example: String

    public init(
        _ name: String, _ shape: Shape = .string, in place: Place = .form, required: Bool = true,
        limit: Int? = nil, example: String
    ) {
        self.name = name
        self.shape = shape
        self.place = place
        self.required = required
        self.limit = limit
        self.example = example
    }
}

/// The documented limits of an endpoint.
public struct Limits: Sendable, Hashable {
    /// Cards a call; nil when the call is not about a list of cards.
    public var cards: Int?
    /// Calls a minute that may name the same card.
    public var perCardPerMinute: Int?
    /// The limits as a sentence for people, with what the numbers cannot say.
    public var note: String

    public init(cards: Int? = nil, perCardPerMinute: Int? = nil, note: String = "") {
        self.cards = cards
        self.perCardPerMinute = perCardPerMinute
        self.note = note
    }
}

/// One row of the platform's interface.
public struct Endpoint: Sendable, Hashable, Identifiable {
    /// Unique and stable: the last part of the path.
    public var id: String
    public var title: String
    public var titleZh: String
    public var method: String
    public var path: String
    public var parameters: [Parameter]
    public var limits: Limits
    public var effect: Effect
    public var evidence: Evidence

    public init(
        _ id: String, title: String, titleZh: String, method: String = "POST", path: String,
        parameters: [Parameter], limits: Limits = Limits(), effect: Effect = .reads,
        evidence: Evidence = .confirmed
    ) {
        self.id = id
        self.title = title
        self.titleZh = titleZh
        self.method = method
        self.path = path
        self.parameters = parameters
        self.limits = limits
        self.effect = effect
        self.evidence = evidence
    }

    /// The parameter named `name`.
    public func parameter(_ name: String) -> Parameter? { parameters.first { $0.name == name } }
}
