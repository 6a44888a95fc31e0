// The facts of a question before a change, frozen when it opens.

public import Localization
public import SIMModel
public import ViewModels

/// What a stop or resume would do, by number: what happens under the dialog does not change it.
public struct OperationQuestion: Hashable, Sendable {
    public struct StateCount: Hashable, Sendable {
        /// nil: the state is not known.
        public var status: Coded<SIMStatus>?
        public var count: Int

        public init(status: Coded<SIMStatus>?, count: Int) {
            self.status = status
            self.count = count
        }
    }

    public struct LeftOut: Hashable, Sendable {
        public var card: CardNumber
        public var why: LeftOutMessage

        public init(card: CardNumber, why: LeftOutMessage) {
            self.card = card
            self.why = why
        }
    }

    /// Tells the model which proposal it was.
    public var id: Int
    public var kind: OperationKind
    /// What will be asked for, in order.
    public var cards: [CardNumber]
    public var states: [StateCount]
    public var online: Int
    public var leftOut: [LeftOut]
    /// Marked cards among the targets that the filter hides.
    public var hidden = 0
    /// What the cards have used, as far as it is known.
    public var used: DataVolume?
    /// Their pools, and how many packages.
    public var pools: [Int] = []
    public var packages = 0
    /// Calls it takes.
    public var calls = 1
    /// Operations of the other kind under way on these cards.
    public var opposing = 0
    /// What sending takes at the profile's rate; nil when it is no time worth telling.
    public var sending: Duration?
    /// How long such operations have taken.
    public var usual: Usual?
    /// It goes on with what was staged already: no canary is offered.
    public var isContinuation = false

    public struct Usual: Hashable, Sendable {
        public var median: Duration
        public var slow: Duration
        public var samples: Int

        public init(median: Duration, slow: Duration, samples: Int) {
            self.median = median
            self.slow = slow
            self.samples = samples
        }
    }
    /// The one card is under protection: the last digits of its number are typed.
    public var protection: Protection?

    /// An operation of the same kind on the one card is not over: its number is typed to send another.
    public var repeats: OperationRecord?

    public init(
        id: Int, kind: OperationKind, cards: [CardNumber], states: [StateCount], online: Int, leftOut: [LeftOut]
    ) {
        self.id = id
        self.kind = kind
        self.cards = cards
        self.states = states
        self.online = online
        self.leftOut = leftOut
    }

    /// `5 already stopped, 2 closed`, most frequent first.
    func leftOutSummary(_ language: Language) -> String {
        var counts: [(why: LeftOutMessage, count: Int)] = []
        for each in leftOut {
            let key = each.why.groupKey
            if let index = counts.firstIndex(where: { $0.why == key }) {
                counts[index].count += 1
            } else {
                counts.append((key, 1))
            }
        }
        return counts.sorted { $0.count > $1.count }.map { "\(groupedCount($0.count)) \($0.why.text(language))" }
            .joined(separator: language == .zh ? "、" : ", ")
    }
}

/// How strong the question must be.
public struct ConfirmSettings: Hashable, Sendable {
    /// From this many cards on the count is typed in full.
    public var typeCountFrom: Int
    /// From this many cards on the profile's name is typed as well; nil: never.
    public var typeProfileFrom: Int?
    public var requireReason: Bool
    /// More cards than this are refused; nil: no such limit.
    public var maxCards: Int?
    /// So many cards go first, at least; nil: as the number of cards suggests.
    public var canary: Int?

    /// From more cards than one call takes, a canary of so many is offered unasked.
    static let usualCanary = 5
    static let callLimit = 100

    public init(
        typeCountFrom: Int = 2, typeProfileFrom: Int? = nil, requireReason: Bool = false, maxCards: Int? = nil,
        canary: Int? = nil
    ) {
        self.canary = canary
        self.typeCountFrom = min(2, max(1, typeCountFrom))
        self.typeProfileFrom = typeProfileFrom
        self.requireReason = requireReason
        self.maxCards = maxCards
    }
}
