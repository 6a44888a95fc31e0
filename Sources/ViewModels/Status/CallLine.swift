// The last calls as the log shows them: no header, no body, no secret.

public import SIMModel

/// One attempt of one call.
public struct CallLine: Hashable, Sendable {
    public var at: WallTime
    /// The endpoint's id in the catalogue.
    public var endpoint: String
    /// How many cards it named.
    public var cards: Int
    /// From sending to the whole reply.
    public var milliseconds: Int64
    /// nil: it was answered.
    public var error: PlatformError?
    /// 1 for the first try.
    public var attempt: Int

    public init(at: WallTime, endpoint: String, cards: Int, milliseconds: Int64, error: PlatformError?, attempt: Int) {
        self.at = at
        self.endpoint = endpoint
        self.cards = cards
        self.milliseconds = milliseconds
        self.error = error
        self.attempt = attempt
    }
}
