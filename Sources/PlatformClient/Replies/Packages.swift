// Packages of data: what can be bought, what is used, and buying one.

public import JSONText
import PlatformContract
public import SIMModel

/// A package to be bought (upstream: submitPackageOrder).
public struct PackagePurchase: Sendable, Hashable {
    /// When it begins (upstream: effectType).
    public enum Effect: Int, Sendable, CaseIterable {
        case now = 1
        case nextMonth = 2
    }

    /// For a device: its main card.
    public var simNo: CardNumber
    /// upstream: packageId.
    public var packageID: String
    public var effect: Effect
    /// 8 to 64 letters and digits, never used before.
    public var customNo: String
    public var remark: String?

    public init(simNo: CardNumber, packageID: String, effect: Effect, customNo: String, remark: String? = nil) {
        self.simNo = simNo
        self.packageID = packageID
        self.effect = effect
        self.customNo = customNo
        self.remark = remark
    }
}

/// The platform has taken a purchase. Every field may be unknown: code 0 means bought.
public struct PackageReceipt: Sendable, Hashable {
    /// upstream: packageId.
    public var packageID: Int64?
    public var packageName: String?
    /// upstream: packageType; its values are not documented.
    public var packageType: Int?
    public var totalFlow: DataVolume?
    public var useFlow: DataVolume?
    /// upstream: effectiveStatus; its values are not documented.
    public var effectiveStatus: Int?
    /// upstream: effectiveCycle; its values are not documented.
    public var effectiveCycle: Int?
    public var startsAt: WallTime?
    public var endsAt: WallTime?
    public var orderSn: String?
    /// upstream: actualPayMoney.
    public var paid: Money?
    public var customNo: String?
    public var remark: String?
    /// Fields that could not be read, each with its place.
    public var problems: [String] = []
    /// upstream: data, whole.
    public var source: JSONValue

    init(_ data: JSONValue?) {
        source = data ?? .null
        guard var reader = FieldReader(source == .null ? .object([]) : source, at: "data") else {
            problems = ["data: expected an object, found \(Tolerant.kind(of: source))"]
            return
        }
        packageID = reader.integer64("packageId")
        packageName = reader.text("packageName")
        packageType = reader.integer("packageType")
        totalFlow = reader.volume("totalFlow")
        useFlow = reader.volume("useFlow")
        effectiveStatus = reader.integer("effectiveStatus")
        effectiveCycle = reader.integer("effectiveCycle")
        startsAt = reader.time("startAt")
        endsAt = reader.time("endAt")
        orderSn = reader.text("orderSn")
        paid = reader.money("actualPayMoney")
        customNo = reader.text("customNo")
        remark = reader.text("remark")
        problems = reader.problems
    }
}

extension PlatformClient {
    /// Packages that can be bought for a card, a device or a series: exactly one of them is given.
    public nonisolated func orderablePackages(
        simNo: CardNumber? = nil, deviceNo: String? = nil, seriesId: Int64? = nil
    ) async throws(PlatformError) -> OpenItems {
        try await decoded(
            Catalogue.queryOrderPackages,
            ["simNo": simNo?.description, "deviceNo": deviceNo, "seriesId": seriesId.map { "\($0)" }]
        ) { OpenItems($0.data) }
    }

    /// The packages of a card or a device and their use: exactly one of them is given.
    public nonisolated func packageUsage(
        simNo: CardNumber? = nil, deviceNo: String? = nil
    ) async throws(PlatformError) -> OpenItems {
        try await decoded(
            Catalogue.queryPackageFlow, ["simNo": simNo?.description, "deviceNo": deviceNo]
        ) { OpenItems($0.data) }
    }

    /// Buys a package: spends money, is sent once and never again.
    /// - Throws: with `mayHaveBeenSent` the package may or may not have been bought.
    public nonisolated func buyPackage(
        _ purchase: PackagePurchase, traceID: String
    ) async throws(PlatformError) -> PackageReceipt {
        try await decoded(
            Catalogue.submitPackageOrder,
            [
                "simNo": purchase.simNo.description, "packageId": purchase.packageID,
                "effectType": "\(purchase.effect.rawValue)", "customNo": purchase.customNo, "remark": purchase.remark,
            ], traceID: traceID
        ) { PackageReceipt($0.data) }
    }
}
