// Questions that are not about a list of cards, and what they give.

public import SIMModel

/// What to look for in the platform's log (upstream: querySimAction). By simNo alone: its latest 100.
public struct ActionQuery: Hashable, Sendable {
    public var simNo: CardNumber?
    public var serialNumber: String?
    /// upstream: actionType; only 3 (resume) is documented.
    public var actionType: Int?

    public init(simNo: CardNumber? = nil, serialNumber: String? = nil, actionType: Int? = nil) {
        self.simNo = simNo
        self.serialNumber = serialNumber
        self.actionType = actionType
    }
}

/// Rows of the platform's log. No rows means: not yet handed to the carrier.
public struct ActionLogReply: Sendable, Hashable {
    public var entries: [ActionLogEntry]
    public var receivedAt: WallTime
    /// Rows or fields that could not be read, each with its place.
    public var problems: [String]

    public init(entries: [ActionLogEntry], receivedAt: WallTime, problems: [String] = []) {
        self.entries = entries
        self.receivedAt = receivedAt
        self.problems = problems
    }
}

/// The account's money.
public struct AssetsReply: Sendable, Hashable {
    public var assets: AccountAssets
    public var receivedAt: WallTime
    /// Pools or fields that could not be read, each with its place.
    public var problems: [String]

    public init(assets: AccountAssets, receivedAt: WallTime, problems: [String] = []) {
        self.assets = assets
        self.receivedAt = receivedAt
        self.problems = problems
    }
}

/// The platform took a change.
public struct ChangeReceipt: Sendable, Hashable {
    /// upstream: serialNumber; nil when the reply had none.
    public var serialNumber: String?
    public var code: Int
    public var message: String
    public var receivedAt: WallTime
    /// Cards that the accepted reply names as refused, with its words.
    public var cardErrors: [CardNumber: String]

    public init(
        serialNumber: String?, code: Int, message: String, receivedAt: WallTime,
        cardErrors: [CardNumber: String] = [:]
    ) {
        self.serialNumber = serialNumber
        self.code = code
        self.message = message
        self.receivedAt = receivedAt
        self.cardErrors = cardErrors
    }
}
