// A change that is neither a stop or resume nor a purchase: rebind, speed limit, real name, devices …
// Written down before it is sent, so that nobody has to remember whether it was.

/// How far a change got.
public enum ChangeState: String, Sendable, CaseIterable {
    /// Written down as going out; bytes may have left.
    case sending
    /// The platform took it. What the carrier makes of it, the platform does not tell.
    case done
    /// The platform refused it. An end.
    case refused
    /// No byte of it left. An end.
    case notSent = "not-sent"
    /// Sent, and no answer came: look before you do it again. Never sent again by itself.
    case unknown
}

/// One such change, as the journal has it. Personal values are kept masked.
public struct RecordedChange: Hashable, Sendable {
    /// The journal's number, of its own series: `c12`.
    public var id: Int64
    /// upstream: the endpoint's id in the catalogue.
    public var endpoint: String
    /// The card or device it is about; empty when it is about neither.
    public var target: String
    /// `name=value`, blank between, as it may be shown.
    public var fields: String
    public var state: ChangeState
    /// The platform's code and words, or ours.
    public var code: Int?
    public var message: String?
    public var traceID: String
    public var actor: String
    public var createdAt: WallTime
    public var updatedAt: WallTime

    public init(
        id: Int64, endpoint: String, target: String, fields: String, state: ChangeState, code: Int? = nil,
        message: String? = nil, traceID: String, actor: String, createdAt: WallTime, updatedAt: WallTime
    ) {
        self.id = id
        self.endpoint = endpoint
        self.target = target
        self.fields = fields
        self.state = state
        self.code = code
        self.message = message
        self.traceID = traceID
        self.actor = actor
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }
}
