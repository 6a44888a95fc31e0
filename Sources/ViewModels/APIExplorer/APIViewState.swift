// What the API pane shows: the rows of the platform's interface, the form of the one under the cursor,
// the request it makes, the reply, and the calls made so far.

public import SIMModel

/// The parts of the API pane, in the order of their keys.
public enum APIPart: String, CaseIterable, Sendable {
    case list, form, request, reply, calls
}

/// What a call does on the platform.
public enum APIEffect: String, Sendable {
    case reads, changes, spends
}

/// What a row of the interface is.
public enum APIKind: String, Sendable {
    case call
    /// The platform calls us.
    case push
    /// A table of codes.
    case codes
}

/// How many of a group of parameters must be given.
public enum APIChoice: String, Sendable {
    case exactlyOne, atLeastOne, together
}

/// One row of the interface.
public struct APIRow: Hashable, Sendable {
    public var id: String
    public var title: String
    public var titleZh: String
    public var kind: APIKind
    public var effect: APIEffect
    /// No page of the platform shows its path, and the configuration does not confirm it.
    public var isInferred: Bool

    public init(id: String, title: String, titleZh: String, kind: APIKind, effect: APIEffect, isInferred: Bool) {
        self.id = id
        self.title = title
        self.titleZh = titleZh
        self.kind = kind
        self.effect = effect
        self.isInferred = isInferred
    }
}

/// What is wrong with a field as it stands.
public enum APIProblem: Hashable, Sendable {
    case missing
    case badValue(expected: String)
    case tooMany(Int, limit: Int)
    case tooLarge(limit: Int)
    case choice(APIChoice, [String])
}

/// One parameter and what was typed for it.
public struct APIField: Hashable, Sendable {
    public var name: String
    /// As it may be seen: masked unless personal data was asked for.
    public var value: String
    /// Where it travels and what it looks like, in the platform's words: `query`, `integer`.
    public var place: String
    public var shape: String
    public var isRequired: Bool
    /// Most elements of a list, or the largest value of an integer.
    public var limit: Int?
    public var least: Int?
    public var letters: ClosedRange<Int>?
    /// The only values it may have; empty: any.
    public var values: [String]
    public var choice: APIChoice?
    public var trap: String?
    public var isPersonal: Bool
    public var problem: APIProblem?

    public init(
        name: String, value: String = "", place: String = "form", shape: String = "string", isRequired: Bool = true,
        limit: Int? = nil, least: Int? = nil, letters: ClosedRange<Int>? = nil, values: [String] = [],
        choice: APIChoice? = nil, trap: String? = nil, isPersonal: Bool = false, problem: APIProblem? = nil
    ) {
        self.name = name
        self.value = value
        self.place = place
        self.shape = shape
        self.isRequired = isRequired
        self.limit = limit
        self.least = least
        self.letters = letters
        self.values = values
        self.choice = choice
        self.trap = trap
        self.isPersonal = isPersonal
        self.problem = problem
    }
}

/// The form of the endpoint under the cursor.
public struct APIForm: Hashable, Sendable {
    public var method: String
    public var path: String
    /// The limits as a sentence, as the catalogue has it.
    public var limits: String
    public var fields: [APIField]
    /// The request as it would go out, its signature blanked, a line each; empty while the form is not right.
    public var request: [String]

    public init(method: String, path: String, limits: String, fields: [APIField], request: [String]) {
        self.method = method
        self.path = path
        self.limits = limits
        self.fields = fields
        self.request = request
    }

    /// Fields that are not right yet.
    public var problemCount: Int { fields.count { $0.problem != nil } }
}

/// How a call ended.
public enum APIOutcome: Hashable, Sendable {
    case running
    /// Unit: bytes of the reply.
    case answered(code: Int, message: String, bytes: Int)
    case failed(PlatformError)
}

/// A call that was made from the pane.
public struct APICall: Hashable, Sendable {
    public var number: Int
    public var endpoint: String
    public var isChange: Bool
    /// `simNo=14900000017`, masked unless personal data was asked for.
    public var values: String
    public var at: WallTime
    /// nil while it runs.
    public var took: Duration?
    public var outcome: APIOutcome

    public init(
        number: Int, endpoint: String, isChange: Bool, values: String, at: WallTime, took: Duration?, outcome: APIOutcome
    ) {
        self.number = number
        self.endpoint = endpoint
        self.isChange = isChange
        self.values = values
        self.at = at
        self.took = took
        self.outcome = outcome
    }
}

/// The API pane as a whole. Its lists are small, or made once and shared.
public struct APIViewState: Hashable, Sendable {
    public var part: APIPart
    public var rows: [APIRow]
    public var cursor: Int
    public var form: APIForm
    public var fieldCursor: Int?
    /// The call whose reply is shown; nil before the first.
    public var shown: APICall?
    public var reply: [JSONTreeRow]
    public var replyCursor: Int?
    /// Newest first.
    public var calls: [APICall]
    public var callCursor: Int?
    /// The link under the reply's cursor, else the reply's first; nil where there is none to see.
    public var link: APILink?
    /// Personal data is shown as it is.
    public var showsPersonal: Bool
    public var now: WallTime

    public init(
        part: APIPart, rows: [APIRow], cursor: Int, form: APIForm, fieldCursor: Int?, shown: APICall?,
        reply: [JSONTreeRow], replyCursor: Int?, calls: [APICall], callCursor: Int?, link: APILink? = nil, showsPersonal: Bool,
        now: WallTime
    ) {
        self.part = part
        self.rows = rows
        self.cursor = cursor
        self.form = form
        self.fieldCursor = fieldCursor
        self.shown = shown
        self.reply = reply
        self.replyCursor = replyCursor
        self.calls = calls
        self.callCursor = callCursor
        self.link = link
        self.showsPersonal = showsPersonal
        self.now = now
    }

    /// The row under the cursor.
    public var row: APIRow { rows[cursor] }
}

/// The question before a change, frozen when it opens.
public struct APIQuestion: Hashable, Sendable {
    public var id: Int
    public var row: APIRow
    /// Name and value, masked unless personal data was asked for.
    public var values: [[String]]
    /// Cards it names.
    public var cards: Int
    public var limits: String
    /// The same call was made before and nobody knows what became of it.
    public var repeatsUnknown: Bool

    public init(id: Int, row: APIRow, values: [[String]], cards: Int, limits: String, repeatsUnknown: Bool) {
        self.id = id
        self.row = row
        self.values = values
        self.cards = cards
        self.limits = limits
        self.repeatsUnknown = repeatsUnknown
    }
}

/// What came of the wish to send.
public enum APISendAnswer: Hashable, Sendable {
    case sent
    case asks(APIQuestion)
    /// Nobody calls it: a table of codes, or the platform calls us.
    case notCalled
    /// It spends money: the command that writes it down before it sends.
    case spends(command: String)
    /// Stop or resume, which go through the journal.
    case journalled
    /// So many fields are not right yet.
    case incomplete(Int)
    case unconfirmed(path: String)
    case readOnly
    /// The call before it has not ended.
    case busy
}
