// A small memory of things that hold for a while.

import SIMModel

/// Values by a key, each until its time. Bounded: the oldest are forgotten first.
struct Expiring<Value: Sendable> {
    let most: Int
    private var values: [String: (value: Value, until: WallTime)] = [:]
    private var order: [String] = []

    init(most: Int) { self.most = most }

    /// The value that still holds.
    func value(_ key: String, at now: WallTime) -> Value? {
        guard let entry = values[key], now < entry.until else { return nil }
        return entry.value
    }

    mutating func set(_ key: String, _ value: Value, until: WallTime) {
        if values.updateValue((value, until), forKey: key) == nil { order.append(key) }
        if order.count > most { values[order.removeFirst()] = nil }
    }
}
