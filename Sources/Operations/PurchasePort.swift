// What buying needs of the platform: few calls, each made once.

public import PlatformClient
public import SIMModel

/// The platform took a purchase.
public struct PurchaseReceipt: Hashable, Sendable {
    /// upstream: orderSn of a package, keyNo of an order; nil when the reply had none.
    public var orderSn: String?
    /// upstream: actualPayMoney.
    public var paid: Money?

    public init(orderSn: String?, paid: Money? = nil) {
        self.orderSn = orderSn
        self.paid = paid
    }
}

/// A package of a card, as far as it can tell one purchase from another.
public struct PackageSighting: Hashable, Sendable {
    /// upstream: customNo; nil when the reply does not carry it.
    public var customNo: String?
    public var orderSn: String?

    public init(customNo: String?, orderSn: String?) {
        self.customNo = customNo
        self.orderSn = orderSn
    }
}

/// The platform's side of buying. Nobody behind it repeats a call that spends.
public protocol PurchasePort: Sendable {
    var isReadOnly: Bool { get }
    func newTraceID() -> String
    /// upstream: accountAsset.main.balance; nil: the reply has none.
    func balance() async throws(PlatformError) -> Money?
    /// upstream: submitPackageOrder.
    func buy(_ order: PackageOrder, customNo: String, traceID: String) async throws(PlatformError) -> PurchaseReceipt
    /// upstream: order/apply.
    func apply(_ order: CardOrder, customNo: String, traceID: String) async throws(PlatformError) -> PurchaseReceipt
    /// upstream: order/search by customNos, at most ten.
    func orders(customNos: [String]) async throws(PlatformError) -> [OrderSighting]
    /// upstream: queryPackageFlow.
    func packages(of card: CardNumber) async throws(PlatformError) -> [PackageSighting]
}
