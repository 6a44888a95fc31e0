// Buying as the pane shows it: the question, the purchases of the journal, what came of the last one.

public import SIMModel
import StateStore

/// What is bought.
public enum ShopPurchaseKind: String, Sendable {
    case package, order
}

/// How far a purchase got, as the journal has it.
public enum ShopPurchaseState: String, Sendable, CaseIterable {
    case planned, sending, bought, refused, unknown, cancelled
}

/// Why it was refused or is in doubt.
public enum ShopPurchaseReason: Hashable, Sendable {
    /// The platform's words.
    case platform(String)
    /// Sent, and no reply came; the particulars in English.
    case lost(String)
    case notSent(String)
    case interrupted
    /// The platform does not know our number.
    case notListed
    /// The platform's answer carries no number of ours.
    case cannotTell
}

/// A purchase made from here.
public struct ShopPurchase: Hashable, Sendable {
    /// The journal's number.
    public var id: Int64
    public var kind: ShopPurchaseKind
    /// The card, or the masked phone of an order.
    public var target: String
    /// upstream: packageId or goodsId.
    public var item: String
    public var name: String?
    public var price: Money?
    public var paid: Money?
    public var customNo: String
    public var orderSn: String?
    public var state: ShopPurchaseState
    public var reason: ShopPurchaseReason?
    public var createdAt: WallTime
    public var updatedAt: WallTime

    public init(
        id: Int64, kind: ShopPurchaseKind, target: String, item: String, name: String?, price: Money?, customNo: String,
        state: ShopPurchaseState, createdAt: WallTime, updatedAt: WallTime
    ) {
        self.id = id
        self.kind = kind
        self.target = target
        self.item = item
        self.name = name
        self.price = price
        self.customNo = customNo
        self.state = state
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }

    init(_ record: PurchaseRecord) {
        self.init(
            id: record.id.value, kind: record.kind == .package ? .package : .order, target: record.target,
            item: record.item, name: record.itemName, price: record.price, customNo: record.customNo,
            state: Self.state(record.state), createdAt: record.createdAt, updatedAt: record.updatedAt)
        paid = record.paid
        orderSn = record.orderSn
        reason = Self.reason(record.failReason)
    }

    private static func state(_ state: PurchaseState) -> ShopPurchaseState {
        switch state {
        case .planned: .planned
        case .sending: .sending
        case .bought: .bought
        case .refused: .refused
        case .unknown: .unknown
        case .cancelled: .cancelled
        }
    }

    private static func reason(_ text: String?) -> ShopPurchaseReason? {
        guard let text else { return nil }
        guard let note = PurchaseNote(failReason: text) else { return .platform(text) }
        switch note.code {
        // The journal's own words end with where to look; the pane says that in its language.
        case .lost: return .lost(String(note.words.prefix { $0 != ";" }))
        case .notSent: return .notSent(note.words)
        case .interrupted: return .interrupted
        case .notListed: return .notListed
        case .cannotTell: return .cannotTell
        }
    }
}

/// The question before a purchase, frozen when it opens.
public struct ShopQuestion: Hashable, Sendable {
    public var id: Int
    public var kind: ShopPurchaseKind
    /// upstream: packageId or goodsId.
    public var item: String
    public var name: String?
    /// The card, or name and phone of the person, masked.
    public var target: String
    /// The number picked for the order.
    public var number: String?
    /// nil: the platform told none.
    public var price: Money?
    public var balance: ShopBalance?
    /// When the balance was compared with ``now``.
    public var now: WallTime

    public init(
        id: Int, kind: ShopPurchaseKind, item: String, name: String?, target: String, number: String?, price: Money?,
        balance: ShopBalance?, now: WallTime
    ) {
        self.id = id
        self.kind = kind
        self.item = item
        self.name = name
        self.target = target
        self.number = number
        self.price = price
        self.balance = balance
        self.now = now
    }

    /// What is left afterwards; nil when price or balance is unknown.
    public var after: Money? {
        guard let price, let balance else { return nil }
        return balance.money - price
    }

    /// What has to be typed: the price, or where none was told the number of the thing.
    public var answer: String { price?.text ?? item }

    /// Whether `text` says it.
    public func accepts(_ text: String) -> Bool {
        guard let price else { return text == item }
        return Money(decimal: text) == price
    }
}

/// When a package begins.
public enum ShopStart: Sendable, CaseIterable {
    case now, nextMonth
}

/// What came of the wish to buy.
public enum ShopBuyAnswer: Hashable, Sendable {
    case asks(ShopQuestion)
    case readOnly
    /// The purchases cannot be written down.
    case noJournal
    /// So many fields are not right yet.
    case incomplete(Int)
    /// No package or goods is under the cursor, or it carries no number.
    case nothingChosen
    /// One is on its way.
    case busy
    /// The balance as last told is less than the price.
    case tooLittle(price: Money, balance: Money)
    /// This one of the same for the same card or person is in doubt, under way, or was bought a moment ago.
    case repeats(ShopPurchase)
    /// Nothing is bought in this part.
    case notHere
}

/// What became of the last confirmed question.
public enum ShopReport: Hashable, Sendable {
    case running
    case done(ShopPurchase)
    /// Nothing was sent, because this one of the same is in doubt or was just made.
    case repeats(ShopPurchase)
    /// Nothing was sent.
    case tooLittle(price: Money, balance: Money)
    /// Nothing was sent: the balance could not be asked.
    case noBalance(PlatformError)
    /// Nothing was sent.
    case readOnly
    /// Nothing was sent: it could not be written down.
    case trouble(JournalTrouble)
    /// The reply came and could not be written down.
    case notKept(ShopPurchase)
}
