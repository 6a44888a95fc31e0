// The client as the purchase runner sees it.

public import PlatformClient
import PlatformContract
public import SIMModel

extension PlatformClient: PurchasePort {
    public nonisolated var isReadOnly: Bool { configuration.isReadOnly }

    public nonisolated func balance() async throws(PlatformError) -> Money? {
        try await accountAssets().assets.main.balance
    }

    public nonisolated func buy(
        _ order: PackageOrder, customNo: String, traceID: String
    ) async throws(PlatformError) -> PurchaseReceipt {
        let effect: PackagePurchase.Effect =
            switch order.effect {
            case .now: .now
            case .nextMonth: .nextMonth
            }
        let receipt = try await buyPackage(
            PackagePurchase(
                simNo: order.simNo, packageID: order.packageID, effect: effect, customNo: customNo, remark: order.remark),
            traceID: traceID)
        return PurchaseReceipt(orderSn: receipt.orderSn, paid: receipt.paid)
    }

    public nonisolated func apply(
        _ order: CardOrder, customNo: String, traceID: String
    ) async throws(PlatformError) -> PurchaseReceipt {
        let values = order.fields.filter { $0.name != "customNo" } + [WireField("customNo", customNo)]
        let reply = try await applyOrder(values, traceID: traceID)
        // Where the number stands in this reply is not documented; without it the order is found by customNo.
        return PurchaseReceipt(orderSn: reply.text("keyNo") ?? reply.text("orderSn") ?? reply.text("value"))
    }

    public nonisolated func orders(customNos: [String]) async throws(PlatformError) -> [OrderSighting] {
        try await orders(keyNos: [], customNos: customNos).map {
            OrderSighting(customNo: $0.customNo, keyNo: $0.keyNo, status: $0.status, statusName: $0.statusName)
        }
    }

    public nonisolated func packages(of card: CardNumber) async throws(PlatformError) -> [PackageSighting] {
        try await packageUsage(simNo: card).items.map {
            PackageSighting(customNo: $0.text("customNo"), orderSn: $0.text("orderSn"))
        }
    }
}
