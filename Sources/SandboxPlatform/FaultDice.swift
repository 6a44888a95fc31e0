// Which faults a call meets: drawn outside the world, so that the world itself has no dice.

import SIMModel

/// The faults of one call.
public struct FaultDraw: Hashable, Sendable {
    public var faults: Set<Fault>
    /// Decides which cards a partial fault hits.
    public var dice: UInt64
    /// How late the answer comes when it is slow.
    public var delay: Duration
    /// The share of cards whose operation the carrier fails.
    public var carrierFailRate: Double

    public init(
        _ faults: Set<Fault> = [], dice: UInt64 = 0, delay: Duration = .zero, carrierFailRate: Double? = nil
    ) {
        self.faults = faults
        self.dice = dice
        self.delay = delay
        self.carrierFailRate = carrierFailRate ?? (faults.contains(.carrierFail) ? 1 : 0)
    }

    /// A call that goes well.
    public static let none = FaultDraw()

    func has(_ fault: Fault) -> Bool { faults.contains(fault) }
}

/// Draws faults by their rates.
struct FaultDice: Sendable {
    let rates: [Fault: Double]

    /// One draw a fault with a rate, in the order of the declaration: the same dice, the same faults.
    func roll(_ random: any RandomSource) -> FaultDraw {
        guard rates.contains(where: { $0.value > 0 }) else { return .none }
        var faults: Set<Fault> = []
        for fault in Fault.allCases where fault != .carrierFail {
            guard let rate = rates[fault], rate > 0 else { continue }
            if random.unit() < rate { faults.insert(fault) }
        }
        // Drawn a card, not a call: a batch fails in parts.
        let carrierFailRate = rates[.carrierFail] ?? 0
        let dice = random.next()
        let delay: Duration = faults.contains(.slow) ? .milliseconds(2000 + Int64(random.unit() * 6000)) : .zero
        return FaultDraw(faults, dice: dice, delay: delay, carrierFailRate: carrierFailRate)
    }
}
