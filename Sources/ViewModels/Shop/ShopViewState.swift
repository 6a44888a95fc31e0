// What the Shop pane shows: goods, numbers, the order's form, orders, packages of a card, and the
// purchases made from here. Personal values come masked unless they were asked for.

public import SIMModel

/// The parts of the Shop pane, in the order of their keys.
public enum ShopPart: String, CaseIterable, Sendable {
    case goods, numbers, order, orders, packages, purchases
}

/// How a list came to be: when it was answered, what went wrong since, and whether it is being asked.
public struct ShopAsked: Hashable, Sendable {
    public var fetchedAt: WallTime?
    public var problem: PlatformError?
    public var isAsking: Bool

    public init(fetchedAt: WallTime? = nil, problem: PlatformError? = nil, isAsking: Bool = false) {
        self.fetchedAt = fetchedAt
        self.problem = problem
        self.isAsking = isAsking
    }
}

/// A code with the platform's words in both languages; the words are nil outside its table.
public struct ShopCode: Hashable, Sendable {
    public var code: Int
    public var english: String?
    public var chinese: String?

    public init(code: Int, english: String? = nil, chinese: String? = nil) {
        self.code = code
        self.english = english
        self.chinese = chinese
    }
}

/// One of the goods. What is nil was not told.
public struct ShopGoods: Hashable, Sendable {
    /// upstream: id.
    public var id: Int64
    public var name: String?
    public var price: Money?
    /// upstream: operatorType; its values are not documented.
    public var carrier: Int?
    /// upstream: selectNumber.
    public var picking: ShopCode?
    /// upstream: smsCode.
    public var smsCode: ShopCode?
    /// upstream: uploadPhoto.
    public var photos: ShopCode?
    /// upstream: settleMode.
    public var settling: ShopCode?
    /// upstream: monthFee.
    public var monthFee: Money?
    /// Every field as it came: upstream name and value.
    public var fields: [[String]]

    public init(
        id: Int64, name: String? = nil, price: Money? = nil, carrier: Int? = nil, picking: ShopCode? = nil,
        smsCode: ShopCode? = nil, photos: ShopCode? = nil, settling: ShopCode? = nil, monthFee: Money? = nil,
        fields: [[String]] = []
    ) {
        self.id = id
        self.name = name
        self.price = price
        self.carrier = carrier
        self.picking = picking
        self.smsCode = smsCode
        self.photos = photos
        self.settling = settling
        self.monthFee = monthFee
        self.fields = fields
    }
}

/// A number that can be picked.
public struct ShopNumber: Hashable, Sendable {
    public var number: String
    /// From the list of pretty numbers; else offered for the order's person and place.
    public var isPretty: Bool
    /// Of a pretty number; nil: not told.
    public var price: Money?

    public init(number: String, isPretty: Bool, price: Money? = nil) {
        self.number = number
        self.isPretty = isPretty
        self.price = price
    }
}

/// One order as order/search lists it.
public struct ShopOrderRow: Hashable, Sendable {
    public var keyNo: String?
    public var customNo: String?
    public var goods: String?
    public var status: ShopCode?
    /// upstream: statusName, as it came.
    public var statusName: String?
    public var createdAt: WallTime?
    public var express: String?
    public var expressNo: String?
    public var failReason: String?
    /// Masked unless personal data was asked for.
    public var name: String?
    public var identity: String?
    public var phone: String?
    public var address: String?
    public var number: String?
    public var activatedAt: WallTime?
    /// upstream: settleStatus.
    public var settling: ShopCode?

    public init(keyNo: String?, customNo: String?, goods: String?, status: ShopCode?, createdAt: WallTime?) {
        self.keyNo = keyNo
        self.customNo = customNo
        self.goods = goods
        self.status = status
        self.createdAt = createdAt
    }
}

/// A package that can be bought for the card.
public struct ShopPackage: Hashable, Sendable {
    public var id: String?
    public var name: String?
    public var price: Money?
    public var quota: DataVolume?
    /// Unit: days.
    public var days: Int?
    /// upstream: effectiveCycle; its values are not documented.
    public var cycle: String?

    public init(
        id: String?, name: String? = nil, price: Money? = nil, quota: DataVolume? = nil, days: Int? = nil, cycle: String? = nil
    ) {
        self.id = id
        self.name = name
        self.price = price
        self.quota = quota
        self.days = days
        self.cycle = cycle
    }
}

/// The Shop pane as a whole.
public struct ShopViewState: Hashable, Sendable {
    public var part: ShopPart
    /// The cursor of the part's list; nil while it is empty.
    public var cursor: Int?
    public var goods: [ShopGoods] = []
    public var goodsCursor: Int?
    /// The goods under the cursor in full; nil before its details came.
    public var details: ShopGoods?
    public var detailsAsked = ShopAsked()
    /// The details stand in the list's place.
    public var showsDetails = false
    public var asked: [ShopPart: ShopAsked] = [:]
    public var numbers: [ShopNumber] = []
    /// Digits the numbers must hold.
    public var digits = ""
    /// Fields of the form without which only pretty numbers can be asked.
    public var wanted: [String] = []
    /// The carrier's or the platform's refusal to offer numbers, beside which pretty ones may stand.
    public var offerProblem: PlatformError?
    public var form: [APIField] = []
    /// How the last wish for an SMS code went.
    public var code = ShopAsked()
    /// When the list of areas came, or why not.
    public var areas = ShopAsked()
    /// It came and could not be read: codes are typed.
    public var lacksAreas = false
    public var orders: [ShopOrderRow] = []
    /// Numbers of orders, as typed.
    public var query = ""
    /// Words of the query that no order answers.
    public var notFound: [String] = []
    public var card: CardNumber?
    public var packages: [ShopPackage] = []
    /// Newest first.
    public var purchases: [ShopPurchase] = []
    /// The purchases cannot be read: nothing is bought without them.
    public var journalTrouble: JournalTrouble?
    public var balance: ShopBalance?
    public var showsPersonal = false
    public var isReadOnly = false
    public var now: WallTime

    public init(part: ShopPart, now: WallTime) {
        self.part = part
        self.now = now
    }

    /// Purchases nobody knows the end of.
    public var doubtful: [ShopPurchase] { purchases.filter { $0.state == .unknown } }

    /// The goods that an order is for.
    public var chosen: ShopGoods? { details ?? goodsCursor.map { goods[$0] } }
}

/// The account's money as last told.
public struct ShopBalance: Hashable, Sendable {
    public var money: Money
    public var fetchedAt: WallTime

    public init(money: Money, fetchedAt: WallTime) {
        self.money = money
        self.fetchedAt = fetchedAt
    }
}
