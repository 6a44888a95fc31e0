// A package on offer, as far as its reply can be read: no page shows the reply's fields, so the likely
// names are tried, and what is not found stays unknown.

public import JSONText
public import SIMModel

/// A package that can be bought (upstream: queryOrderPackages).
public struct PackageOffer: Sendable, Hashable {
    /// upstream: packageId.
    public var id: String?
    public var name: String?
    public var price: Money?
    /// upstream: totalFlow, as in submitPackageOrder (inferred).
    public var quota: DataVolume?
    /// Unit: days; nil when the reply names none.
    public var days: Int?
    /// upstream: effectiveCycle; its values are not documented.
    public var cycle: String?
    /// upstream: packageType; its values are not documented.
    public var type: String?
    /// Every field as it came.
    public var fields: [JSONMember]

    public init(_ item: OpenItem) {
        func first(_ names: String...) -> String? { names.lazy.compactMap { item.text($0) }.first }
        id = first("packageId", "id")
        name = first("packageName", "name")
        price =
            ["price", "payMoney", "money", "salePrice"].lazy.compactMap { name in
                item.fields.last { $0.key == name }.flatMap { Tolerant.money($0.value) }
            }.first
        quota = first("totalFlow").flatMap { Int64($0) }.map { DataVolume(kilobytes: $0) }
        days = first("days", "validDays", "effectiveDays").flatMap { Int($0) }
        cycle = first("effectiveCycle")
        type = first("packageType")
        fields = item.fields
    }

    /// The offer whose number is `id`; nil when the platform does not list it for the card.
    public static func find(_ id: String, in data: JSONValue) -> PackageOffer? {
        OpenItems(data).items.lazy.map(PackageOffer.init).first { $0.id == id }
    }
}
