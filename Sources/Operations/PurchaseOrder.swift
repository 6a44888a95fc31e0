// What is asked of the purchase runner, and what it says.

public import PlatformContract
public import SIMModel
public import StateStore

/// A package for a card, as the person saw it before saying yes.
public struct PackageOrder: Hashable, Sendable {
    /// When a package begins (upstream: effectType).
    public enum Effect: Int, Sendable, CaseIterable {
        case now = 1
        case nextMonth = 2
    }

    public var simNo: CardNumber
    /// upstream: packageId.
    public var packageID: String
    public var name: String?
    /// As the list of orderable packages had it; nil: it showed none.
    public var price: Money?
    public var effect: Effect
    public var remark: String?

    public init(
        simNo: CardNumber, packageID: String, name: String?, price: Money?, effect: Effect, remark: String? = nil
    ) {
        self.simNo = simNo
        self.packageID = packageID
        self.name = name
        self.price = price
        self.effect = effect
        self.remark = remark
    }
}

/// A number card from the shop. The person's data is in the fields only: it is sent, and kept nowhere.
public struct CardOrder: Sendable {
    /// upstream: goodsId.
    public var goodsID: String
    public var goodsName: String?
    public var price: Money?
    /// Everything that order/apply wants, without customNo.
    public var fields: [WireField]

    public init(goodsID: String, goodsName: String?, price: Money?, fields: [WireField]) {
        self.goodsID = goodsID
        self.goodsName = goodsName
        self.price = price
        self.fields = fields
    }

    /// Who it is for, for the journal: the phone with its middle left out.
    var target: String {
        let phone = fields.first { $0.name == "contractPhone" }?.value ?? ""
        return phone.isEmpty ? "****" : Masking.phone.mask(phone)
    }
}

/// How a purchase stands after its one call.
public struct PurchaseOutcome: Hashable, Sendable {
    /// As it stands on the disk; `bought`, `refused`, `unknown` or `cancelled`.
    public var record: PurchaseRecord
    /// Why the call failed.
    public var error: PlatformError?
    /// The reply came, and could not be written down: the disk still says `sending`.
    public var storeFailure: StoreError?

    public init(record: PurchaseRecord, error: PlatformError? = nil, storeFailure: StoreError? = nil) {
        self.record = record
        self.error = error
        self.storeFailure = storeFailure
    }
}

/// Nothing was sent, and nothing will be.
public enum PurchaseError: Error, Hashable, Sendable {
    /// This profile or run spends nothing.
    case readOnly
    /// It could not be written down, and without that nothing is sent.
    case store(StoreError)
    /// This one of the same thing for the same card or person is in doubt, under way, or was bought a moment ago.
    case repeats(PurchaseRecord)
    /// The price is more than the account has.
    case balanceTooLow(price: Money, balance: Money)
    /// The account's balance could not be asked.
    case balanceUnknown(PlatformError)
}

/// What looking for purchases in doubt gave.
public struct PurchaseSearch: Hashable, Sendable {
    /// As they stand now.
    public var records: [PurchaseRecord]
    /// Questions that failed: these purchases stay in doubt.
    public var errors: [PlatformError]

    public init(records: [PurchaseRecord] = [], errors: [PlatformError] = []) {
        self.records = records
        self.errors = errors
    }
}
