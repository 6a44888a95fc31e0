// Telephone numbers of the shop: offered, kept for who asked, gone once ordered. They begin with 100,
// so that they are nobody's.

import SIMModel

/// The numbers one can pick.
struct ShopNumbers {
    /// How long a number that was offered is kept for whom it was offered to. Wall time.
    static let hold: Duration = .minutes(30)
    static let offered = 10
    static let prettyCount = 400

    /// Owner (upstream: certNo) of a number he was offered.
    private var kept = Expiring<String>(most: 20_000)
    /// Bounded by the orders.
    private var gone: Set<String> = []

    /// Up to ten numbers for one person, that contain `search`; they are kept for him.
    mutating func offer(_ area: Int, search: String, to owner: String, lots: Lots, at now: WallTime) -> [String] {
        var found: [String] = []
        for turn in 0..<400 where found.count < Self.offered {
            let number = Self.number(lots.bits(.shopNumber, area, turn + 1), ending: search)
            guard isFree(number, for: owner, at: now), !found.contains(number) else { continue }
            found.append(number)
        }
        for number in found { kept.set(number, owner, until: now + Self.hold) }
        return found
    }

    func isFree(_ number: String, for owner: String, at now: WallTime) -> Bool {
        guard !gone.contains(number) else { return false }
        return kept.value(number, at: now).map { $0 == owner } ?? true
    }

    func isGone(_ number: String) -> Bool { gone.contains(number) }

    mutating func take(_ number: String) { gone.insert(number) }

    /// A pretty number: its last three digits are alike or a row.
    static func pretty(_ place: Int, _ lots: Lots) -> String {
        let endings = ["888", "666", "999", "123", "789", "000", "8888", "5678"]
        return number(lots.bits(.prettyNumber, place), ending: endings[place % endings.count])
    }

    private static func number(_ bits: UInt64, ending: String) -> String {
        let tail = ending.suffix(8)
        return "100" + WireText.digits(Int(bits % 100_000_000), 8 - tail.count) + tail
    }
}
