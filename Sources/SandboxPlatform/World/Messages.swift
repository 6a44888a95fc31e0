// Short messages to and from cards. All invented but the rules of asking for them.

import SIMModel

/// One message.
struct Message {
    /// Most kept of a card: what a query may answer.
    static let mostOfACard = 2000

    var id: Int64
    /// From the card.
    var isAnswer: Bool
    var content: String
    var sentAt: WallTime
    /// When it is there; nil: the card does not run, it never arrives.
    var arrivesAt: WallTime?
}
