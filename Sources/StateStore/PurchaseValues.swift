// A purchase as a fact on disk: what was to be bought, under which number of ours, and how far it
// truly got.

public import SIMModel

/// What is bought.
public enum PurchaseKind: String, Sendable, CaseIterable {
    /// upstream: submitPackageOrder; a package for a card.
    case package
    /// upstream: order/apply; a number card from the shop.
    case order
}

/// How far a purchase got. Only a commit to the journal moves it, and no state leads back to sending.
public enum PurchaseState: String, Sendable, CaseIterable {
    /// Written down; nothing sent.
    case planned
    /// Written down as going out; bytes may have left.
    case sending
    /// The platform took it. An end.
    case bought
    /// The platform refused it: nothing was bought. An end.
    case refused
    /// Sent, and nobody knows what became of it. Looked for, never sent again.
    case unknown
    /// Given up before a byte was sent. An end.
    case cancelled

    public var isEnd: Bool {
        switch self {
        case .bought, .refused, .cancelled: true
        case .planned, .sending, .unknown: false
        }
    }
}

/// The journal's number for a purchase.
public struct PurchaseID: Hashable, Sendable, Comparable, CustomStringConvertible {
    public let value: Int64
    public init(_ value: Int64) { self.value = value }
    public var description: String { "\(value)" }
    public static func < (left: PurchaseID, right: PurchaseID) -> Bool { left.value < right.value }
}

/// What is to be bought, as far as the journal keeps it: no names, no ID numbers, no addresses.
public struct NewPurchase: Hashable, Sendable {
    public var kind: PurchaseKind
    /// For whom: the card's number, or the masked phone of an order.
    public var target: String
    /// upstream: packageId or goodsId.
    public var item: String
    public var itemName: String?
    /// As shown before the person said yes; nil: not known.
    public var price: Money?
    public var remark: String?
    /// upstream: customNo. Ours, and never used before.
    public var customNo: String

    public init(
        kind: PurchaseKind, target: String, item: String, itemName: String?, price: Money?, remark: String?,
        customNo: String
    ) {
        self.kind = kind
        self.target = target
        self.item = item
        self.itemName = itemName
        self.price = price
        self.remark = remark
        self.customNo = customNo
    }
}

/// One purchase, as the journal has it.
public struct PurchaseRecord: Hashable, Sendable {
    public var id: PurchaseID
    public var kind: PurchaseKind
    public var target: String
    public var item: String
    public var itemName: String?
    public var price: Money?
    public var remark: String?
    public var customNo: String
    public var state: PurchaseState
    /// upstream: orderSn of a package, keyNo of an order.
    public var orderSn: String?
    /// upstream: actualPayMoney.
    public var paid: Money?
    /// upstream: status of an order, as last seen.
    public var orderStatus: Int?
    /// Why it was refused or is in doubt, in the platform's words or as a ``PurchaseNote``.
    public var failReason: String?
    /// The trace of the request that carried it.
    public var traceID: String?
    public var createdAt: WallTime
    public var updatedAt: WallTime
    /// When the request went out; nil while planned.
    public var sentAt: WallTime?

    public init(_ new: NewPurchase, id: PurchaseID, at now: WallTime) {
        self.id = id
        kind = new.kind
        target = new.target
        item = new.item
        itemName = new.itemName
        price = new.price
        remark = new.remark
        customNo = new.customNo
        state = .planned
        (createdAt, updatedAt) = (now, now)
    }
}

/// A reason of our own in ``PurchaseRecord/failReason``: `not-listed: …`. Anything without a code is the
/// platform's words.
public struct PurchaseNote: Hashable, Sendable {
    public enum Code: String, Sendable, CaseIterable {
        /// Sent, and no reply came.
        case lost
        /// No byte of it left.
        case notSent = "not-sent"
        /// The process that sent it ended before it wrote the reply down.
        case interrupted
        /// The platform was asked for our number and does not know it.
        case notListed = "not-listed"
        /// The platform was asked and its answer carries no number of ours: it cannot tell.
        case cannotTell = "cannot-tell"
    }

    public var code: Code
    /// The particulars, in English.
    public var words: String

    public init(_ code: Code, _ words: String) {
        self.code = code
        self.words = words
    }

    /// nil when the reason is none of ours.
    public init?(failReason: String?) {
        guard let failReason, let colon = failReason.firstIndex(of: ":"),
            let code = Code(rawValue: String(failReason[..<colon]))
        else { return nil }
        self.init(code, String(failReason[failReason.index(after: colon)...].drop { $0 == " " }))
    }

    /// As it stands in the journal.
    public var text: String { "\(code.rawValue): \(words)" }
}

/// One reason why the journal says what it says of a purchase. Only ever added.
public struct PurchaseEvidence: Hashable, Sendable {
    public var at: WallTime
    /// The state the purchase had after it.
    public var state: PurchaseState
    /// What was learnt: planned, sent, reply, lost, not-sent, listed, callback, interrupted, decided …
    public var kind: String
    public var detail: String

    public init(at: WallTime, state: PurchaseState, kind: String, detail: String) {
        self.at = at
        self.state = state
        self.kind = kind
        self.detail = detail
    }
}

/// A step of one purchase, with its evidence. A nil field leaves the journal's value as it is.
public struct PurchaseChange: Hashable, Sendable {
    public var id: PurchaseID
    /// The state the step was decided in: when the journal has another by now, the step is left out.
    public var from: PurchaseState
    public var state: PurchaseState
    public var orderSn: String?
    public var paid: Money?
    public var orderStatus: Int?
    /// An empty text takes the reason away.
    public var failReason: String?
    public var traceID: String?
    public var sentAt: WallTime?
    public var evidenceKind: String
    public var evidenceDetail: String

    public init(
        id: PurchaseID, from: PurchaseState, state: PurchaseState, orderSn: String? = nil, paid: Money? = nil,
        orderStatus: Int? = nil, failReason: String? = nil, traceID: String? = nil, sentAt: WallTime? = nil,
        evidence: (kind: String, detail: String)
    ) {
        self.id = id
        self.from = from
        self.state = state
        self.orderSn = orderSn
        self.paid = paid
        self.orderStatus = orderStatus
        self.failReason = failReason
        self.traceID = traceID
        self.sentAt = sentAt
        (evidenceKind, evidenceDetail) = evidence
    }

    /// `record` after this step; the same rules as the journal's.
    public func applied(to record: PurchaseRecord, at now: WallTime) -> PurchaseRecord {
        var after = record
        after.state = state
        after.updatedAt = now
        if let orderSn { after.orderSn = orderSn }
        if let paid { after.paid = paid }
        if let orderStatus { after.orderStatus = orderStatus }
        if let failReason { after.failReason = failReason.isEmpty ? nil : failReason }
        if let traceID { after.traceID = traceID }
        if let sentAt { after.sentAt = sentAt }
        return after
    }
}

/// What planning gave.
public enum PurchasePlan: Hashable, Sendable {
    /// Written down.
    case planned(PurchaseRecord)
    /// Not written down: this one of the same thing for the same target is in doubt, under way, or was
    /// bought a moment ago.
    case repeats(PurchaseRecord)
    /// Not written down: the number has been used before.
    case numberUsed
}
