// How fast money goes, from this console's own readings of a balance. Pure.

import SIMModel

/// Readings of one balance.
struct BalanceHistory: Hashable, Sendable {
    /// Most readings kept: four hours at one a minute.
    static let capacity = 240
    /// A shorter time says nothing about a pace.
    static let shortest = Duration.seconds(60)

    private(set) var samples: [(at: WallTime, balance: Money)] = []

    mutating func record(_ balance: Money, at: WallTime) {
        if let last = samples.last, last.at >= at { return }
        if samples.count == Self.capacity { samples.removeFirst() }
        samples.append((at, balance))
    }

    /// What is left of `available` at the pace so far; nil while nothing was spent or too little time
    /// has passed. A top-up is not counted against what was spent.
    func runway(available: Money) -> Runway? {
        guard let first = samples.first, let last = samples.last else { return nil }
        let over = last.at - first.at
        guard samples.count >= 2, over >= Self.shortest else { return nil }
        var spent: Int64 = 0
        for (before, after) in zip(samples, samples.dropFirst()) where after.balance < before.balance {
            spent += (before.balance - after.balance).tenThousandths
        }
        guard spent > 0 else { return nil }
        let perHour = Double(spent) * 3600 / over.asSeconds
        let hours = Double(max(0, available.tenThousandths)) / perHour
        return Runway(
            burnPerHour: Money(tenThousandths: Int64(perHour.rounded())),
            left: .seconds(Int64(min(hours * 3600, 1e12))), samples: samples.count, over: over)
    }

    static func == (left: BalanceHistory, right: BalanceHistory) -> Bool {
        left.samples.elementsEqual(right.samples) { $0.at == $1.at && $0.balance == $1.balance }
    }

    func hash(into hasher: inout Hasher) { hasher.combine(samples.count) }
}

extension PoolAlarm {
    /// Less time than this at the present pace is low.
    static let shortRunway = Duration.hours(7 * 24)

    init(available: Money?, balance: Money?, runway: Runway?) {
        guard let available else {
            self = .none
            return
        }
        if available.tenThousandths <= 0 {
            self = .empty
        } else if runway.map({ $0.left < Self.shortRunway }) ?? false {
            self = .low
        } else if let balance, available.tenThousandths < balance.tenThousandths / 10 {
            self = .low
        } else {
            self = .none
        }
    }
}
