// Tokens of pools: opaque, the same one while it holds. Invented.

import SIMModel

/// The tokens given out. Bounded by the pools and the two kinds.
struct PoolTokens {
    /// How long one holds. Wall time.
    static let life: Duration = .hours(2)

    private var given: [String: (token: String, until: WallTime)] = [:]
    private var count = 0

    /// The token that holds, or a new one.
    mutating func token(_ kind: String, _ pool: String, lots: Lots, at now: WallTime) -> String {
        let key = kind + " " + pool
        if let own = given[key], now < own.until { return own.token }
        count += 1
        let token = Opaque.text(lots, .token, count)
        given[key] = (token, now + Self.life)
        return token
    }
}

/// Text that says nothing.
enum Opaque {
    /// 32 lower-case hexadecimal characters of a lot.
    static func text(_ lots: Lots, _ topic: LotTopic, _ item: Int) -> String {
        (1...2).map { half in
            let digits = String(lots.bits(topic, item, half), radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}
