// What can be bought for a card, and what was bought. Prices and packages are invented.

import SIMModel

/// A package one can buy.
struct PackagePlan {
    let id: Int
    let name: String
    /// upstream: packageType. 3 is an add-on in the page's sample; the other numbers are ours.
    let type: Int
    /// Unit: KB.
    let quota: Int64
    /// Unit: fen.
    let price: Int64
    /// Months it holds.
    let months: Int

    static let all = [
        PackagePlan(id: 11, name: "1G叠加包", type: 3, quota: 1_048_576, price: 300, months: 1),
        PackagePlan(id: 12, name: "5G叠加包", type: 3, quota: 5 * 1_048_576, price: 1200, months: 1),
        PackagePlan(id: 13, name: "10G月包", type: 1, quota: 10 * 1_048_576, price: 1900, months: 1),
        PackagePlan(id: 14, name: "30G月包", type: 1, quota: 30 * 1_048_576, price: 3900, months: 1),
        PackagePlan(id: 15, name: "100G季包", type: 1, quota: 100 * 1_048_576, price: 14_900, months: 3),
        PackagePlan(id: 16, name: "2000G年包", type: 1, quota: 2000 * 1_048_576, price: 999_900, months: 12),
    ]

    /// Broadcast cards have no yearly package, telecom ones no small add-on.
    static func orderable(_ gateway: Gateway) -> [PackagePlan] {
        switch gateway {
        case .mobile, .unicom: all
        case .telecom: all.filter { $0.id != 12 }
        case .broadcast: all.filter { $0.id != 16 }
        }
    }
}

/// A package that was paid for.
struct BoughtPackage {
    /// Most of one card.
    static let most = 500

    var plan: PackagePlan
    var orderSn: String
    var customNo: String
    var remark: String
    var boughtAt: WallTime
    var startAt: WallTime
    var endAt: WallTime

    func isInForce(at time: WallTime) -> Bool { startAt <= time && time < endAt }
}
