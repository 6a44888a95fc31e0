// Devices: of every four cards, one to three sit in a device, the rest are sold bare. Invented.

import SIMModel

/// What never changes of a device.
struct DeviceFacts {
    var number: String
    /// Ascending; the first is the main card.
    var cards: [Int]
    var main: Int { cards[0] }
    var wifiName: String
    var wifiPassword: String
}

/// What was done to a device.
struct DeviceState {
    /// A switch of cards: the old one holds until `at`.
    var current: Int
    var next: (card: Int, at: WallTime)?
    var wifiName: String
    var wifiPassword: String
    var isWifiHidden = false
    var isPoweredOff = false
    /// A restart is over then.
    var upAt: WallTime?
    var restarts = 0
    var resets = 0

    init(_ facts: DeviceFacts) {
        current = facts.main
        wifiName = facts.wifiName
        wifiPassword = facts.wifiPassword
    }

    func card(at time: WallTime) -> Int { next.flatMap { $0.at <= time ? $0.card : nil } ?? current }
    func isUp(at time: WallTime) -> Bool { !isPoweredOff && (upAt.map { $0 <= time } ?? true) }
}

extension FleetPlan {
    private static let cardsPerBlock = 4
    /// The first device's number: the example of the catalogue.
    private static let firstDevice = 17

    var deviceCount: Int { (count + Self.cardsPerBlock - 1) / Self.cardsPerBlock }

    func device(_ place: Int) -> DeviceFacts {
        let first = place * Self.cardsPerBlock
        // The first device has as many as a device can have, so that its examples work.
        let most = place == 0 ? 3 : dice.pick(.deviceCards, place, in: 1...3)
        let number = "D86" + WireText.digits(Self.firstDevice + place, 7)
        return DeviceFacts(
            number: number, cards: Array(first..<min(first + most, count)),
            wifiName: "MIFI-" + number.suffix(4),
            wifiPassword: WireText.digits(Int(dice.bits(.deviceCards, place, 2) % 100_000_000), 8))
    }

    /// The place of a device in the fleet; nil when it is none of ours.
    func devicePlace(_ number: String) -> Int? {
        let digits = number.dropFirst(3)
        guard number.hasPrefix("D86"), digits.utf8.count == 7, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let value = Int(digits), (0..<deviceCount).contains(value - Self.firstDevice)
        else { return nil }
        return value - Self.firstDevice
    }
}
