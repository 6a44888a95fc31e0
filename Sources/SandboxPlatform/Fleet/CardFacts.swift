// What is true of a card when the sandbox starts.

import SIMModel

/// Through which carrier's platform a card runs. Numbers and names are the sandbox's.
enum Gateway: Int, CaseIterable {
    case mobile = 1
    case unicom = 2
    case telecom = 3
    case broadcast = 4

    /// The carrier's two digits after 8986 in an ICCID.
    var iccidCode: Int {
        switch self {
        case .mobile: 0
        case .unicom: 1
        case .telecom: 3
        case .broadcast: 15
        }
    }

    /// The mobile network code after 460 in an IMSI.
    var networkCode: Int {
        switch self {
        case .mobile: 4
        case .unicom: 6
        case .telecom: 11
        case .broadcast: 15
        }
    }
}

/// A package group and the data it gives a month.
struct PackageGroup {
    let id: Int
    /// Unit: KB.
    let quota: Int64

    static let all = [
        PackageGroup(id: 11, quota: 1_048_576), PackageGroup(id: 12, quota: 10 * 1_048_576),
        PackageGroup(id: 13, quota: 30 * 1_048_576), PackageGroup(id: 14, quota: 100 * 1_048_576),
    ]
}

/// The static facts of one card.
struct CardFacts {
    var index: Int
    var gateway: Gateway
    var package: PackageGroup
    var poolID: Int
    /// The state at the start of the world.
    var status: SIMStatus
    /// On line whenever its state lets it.
    var isOnline: Bool
    var isReplaced: Bool
    var hasPackage: Bool
    var rechargeTimes: Int
    var activatedAt: WallTime?
    var realNameAt: WallTime?
    var platformRealNameAt: WallTime?
    var endsAt: WallTime?
    /// When a card that does not run stopped using data; nil for one that runs.
    var haltedAt: WallTime?
    var curve: UsageCurve

    /// Uses data while `status` holds.
    func runs(in status: SIMStatus) -> Bool { status == .active && isOnline }
}
