// Lots drawn from a seed and a card's place in the fleet: every static fact of a card is one of
// these, so a million cards take no memory.

/// What a lot decides. The number is part of the draw: changing one changes every fleet.
enum LotTopic: UInt64 {
    case number = 1
    case slotTurn, gateway, package, iccid, imei, activated, platformRealName, replaced, recharges, ends
    case online, rate, heavy, phase, ripple, halted, pastMonth, history, historyAge, historyFailed
    case logDelay, effectDelay, carrierFail, missingItem, serial
    case token, realNameLink, message, deviceCards, switchDelay, shopNumber, prettyNumber, orderCourse
}

/// A place to draw lots from.
struct Lots: Sendable {
    let seed: UInt64

    /// 64 even bits for `topic` of `item`.
    func bits(_ topic: LotTopic, _ item: Int, _ extra: Int = 0) -> UInt64 {
        let start = seed &+ topic.rawValue &* 0xD6E8_FEB8_6659_FD93
        let middle = Self.mixed(start ^ Self.mixed(UInt64(bitPattern: Int64(item)) &+ 0x9E37_79B9_7F4A_7C15))
        return extra == 0 ? middle : Self.mixed(middle &+ UInt64(bitPattern: Int64(extra)) &* 0x9E37_79B9_7F4A_7C15)
    }

    /// A number in 0..<1.
    func unit(_ topic: LotTopic, _ item: Int, _ extra: Int = 0) -> Double {
        Double(bits(topic, item, extra) >> 11) * 0x1p-53
    }

    /// A number in `range`.
    func pick(_ topic: LotTopic, _ item: Int, in range: ClosedRange<Int>, _ extra: Int = 0) -> Int {
        range.lowerBound + Int(bits(topic, item, extra) % UInt64(range.count))
    }

    /// The finaliser of SplitMix64.
    private static func mixed(_ value: UInt64) -> UInt64 {
        var z = value
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
