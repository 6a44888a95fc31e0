// What the answer to "why is it down?" shows: the diagnosis, and the verbs that can help, each possible
// or with the reason why not.

public import SIMModel

/// Something the operator can do about a finding.
public enum WhyVerb: Hashable, Sendable {
    case resume
    /// An entry of the card's menu.
    case action(CardAction)
    /// The account's money: topping up itself is done at the platform.
    case showAssets
}

/// Why a verb cannot be done now.
public enum WhyObstacle: Hashable, Sendable {
    case readOnly
    /// Nothing is sent without it.
    case noJournal
    /// The card is not in this profile's list.
    case notInFleet
    case leftOut(LeftOutReason)
    case action(CardActionObstacle)
}

/// The answer about one card.
public struct WhyViewState: Hashable, Sendable {
    public struct Offer: Hashable, Sendable {
        public var verb: WhyVerb
        /// nil: it can be done.
        public var obstacle: WhyObstacle?

        public init(_ verb: WhyVerb, obstacle: WhyObstacle? = nil) {
            self.verb = verb
            self.obstacle = obstacle
        }
    }

    public var diagnosis: Diagnosis
    /// Best first.
    public var offers: [Offer]
    /// A question about the card, its log or the account is out.
    public var isAsking: Bool
    public var now: WallTime

    public init(diagnosis: Diagnosis, offers: [Offer], isAsking: Bool, now: WallTime) {
        self.diagnosis = diagnosis
        self.offers = offers
        self.isAsking = isAsking
        self.now = now
    }
}
