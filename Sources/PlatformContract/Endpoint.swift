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
        /// Part of the path, written `{name}` there.
        case path
    }

    /// What its text must look like. Everything is a string on the wire.
    public enum Shape: String, Sendable {
        case string
        case integer
        /// `yyyyMM`.
        case month
        /// `yyyy-MM-dd HH:mm:ss` in the platform's zone.
        case time
        case url
        /// A JSON array of strings in one field.
        case stringList = "string[]"
    }

    public var name: String
    public var place: Place
    public var shape: Shape
    public var required: Bool
    /// Most elements of a list, or the largest value of an integer.
    public var limit: Int?
    /// The smallest value of an integer; nil: any.
    public var least: Int?
    /// A value that the sandbox answers.
    public var example: String
    /// The only values it may have; empty: any.
    public var values: [String]
    /// So many letters and digits and nothing else; nil: any text.
    public var letters: ClosedRange<Int>?
    /// How many of the parameters with the same mark must be given; nil: it stands alone.
    public var choice: Choice?
    /// Masked on the screen, in logs and exports unless asked for.
    public var isPersonal: Bool
    /// What a caller would get wrong: another name for the same thing elsewhere, an odd spelling.
    public var trap: String?

    /// How many of a group of parameters must be given.
    public enum Choice: String, Sendable {
        case exactlyOne
        case atLeastOne
        /// All of the group or none.
        case together
    }

    public init(
        _ name: String, _ shape: Shape = .string, in place: Place = .form, required: Bool = true,
        limit: Int? = nil, least: Int? = nil, example: String, values: [String] = [],
        letters: ClosedRange<Int>? = nil, choice: Choice? = nil,
        isPersonal: Bool = false, trap: String? = nil
    ) {
        self.name = name
        self.shape = shape
        self.place = place
        self.required = required
        self.limit = limit
        self.least = least
        self.example = example
        self.values = values
        self.letters = letters
        self.choice = choice
        self.isPersonal = isPersonal
        self.trap = trap
    }
}

/// The documented limits of an endpoint.
public struct Limits: Sendable, Hashable {
    /// Cards a call; nil when the call is not about a list of cards.
    public var cards: Int?
    /// Calls a minute that may name the same card.
    public var perCardPerMinute: Int?
    /// Least time between two calls for the same card. Unit: seconds.
    public var cardSpacing: Int?
    /// Calls a minute over all.
    public var callsPerMinute: Int?
    /// The limits as a sentence for people, with what the numbers cannot say.
    public var note: String

    public init(
        cards: Int? = nil, perCardPerMinute: Int? = nil, cardSpacing: Int? = nil, callsPerMinute: Int? = nil,
        note: String = ""
    ) {
        self.cards = cards
        self.perCardPerMinute = perCardPerMinute
        self.cardSpacing = cardSpacing
        self.callsPerMinute = callsPerMinute
        self.note = note
    }
}

/// What a row of the platform's interface is.
public enum EndpointKind: String, Sendable, CaseIterable {
    /// We call it.
    case call
    /// The platform calls us.
    case push
    /// A table of codes.
    case codes
}

/// How an endpoint's reply is laid out, as far as a page shows it.
public enum ReplyShape: String, Sendable {
    /// Known fields.
    case known
    /// Fields nobody has seen: shown as they come.
    case open
    /// An action: nothing but the envelope.
    case empty
}

/// One row of the platform's interface.
public struct Endpoint: Sendable, Hashable, Identifiable {
    /// Unique and stable: the last part of the path, with its folder where that part is not unique.
    public var id: String
    public var kind: EndpointKind
    public var title: String
    public var titleZh: String
    public var method: String
    public var path: String
    public var parameters: [Parameter]
    public var limits: Limits
    public var effect: Effect
    /// Of the path: an inferred path is refused until the configuration confirms it.
    public var evidence: Evidence
    public var reply: ReplyShape
    /// The reply holds personal data.
    public var repliesPersonal: Bool
    /// A static file: the reply is the data itself, without code and message.
    public var isFile: Bool

    public init(
        _ id: String, kind: EndpointKind = .call, title: String, titleZh: String, method: String = "POST",
        path: String, parameters: [Parameter], limits: Limits = Limits(), effect: Effect = .reads,
        evidence: Evidence = .confirmed, reply: ReplyShape = .known, repliesPersonal: Bool = false,
        isFile: Bool = false
    ) {
        self.id = id
        self.kind = kind
        self.reply = reply
        self.repliesPersonal = repliesPersonal
        self.isFile = isFile
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
