// Dice of a scenario.

import SIMModel
import TestSupport

/// Draws from a seed.
struct SeededDice: Sendable {
    let random: SeededRandom

    init(_ seed: UInt64) { random = SeededRandom(seed) }

    func unit() -> Double { random.unit() }
    func happens(_ share: Double) -> Bool { random.unit() < share }
    func pick(_ range: ClosedRange<Int>) -> Int { random.pick(range.lowerBound..<(range.upperBound + 1)) }
    func one<Value>(_ values: [Value]) -> Value { values[random.pick(0..<values.count)] }
}

/// The same bytes, the same number (FNV-1a).
func mixed(_ seed: UInt64, _ parts: some Sequence<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ (seed &* 0x9E37_79B9_7F4A_7C15)
    for byte in parts { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash
}
