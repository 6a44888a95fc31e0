// From a card's number to its row in one probe or two. It keeps four bytes a slot and compares with the
// fleet's own columns, so a million cards cost 8 MB and not a dictionary of copies.

import SIMModel

/// A hash index over a column of numbers that lives elsewhere.
struct NumberIndex: Sendable {
    // 0 = free, else row + 1. Linear probing; at most half full.
    private var slots: [UInt32] = Array(repeating: 0, count: 64)
    private var filled = 0

    private func place(of number: CardNumber) -> Int {
        Int(truncatingIfNeeded: number.mixedBits) & (slots.count - 1)
    }

    /// The row whose key is `number`; `key` gives a row's key as it is now.
    func row(of number: CardNumber, key: (Int) -> CardNumber?) -> Int? {
        var place = place(of: number)
        while slots[place] != 0 {
            let row = Int(slots[place]) - 1
            if key(row) == number { return row }
            place = (place + 1) & (slots.count - 1)
        }
        return nil
    }

    /// Adds a row under `number`. A row whose key changed is added again; its old slot no longer answers.
    mutating func insert(_ number: CardNumber, row: Int, key: (Int) -> CardNumber?) {
        if (filled + 1) * 2 > slots.count {
            let known = rebuild(slots.count * 2, key: key)
            if known.contains(row) { return }
        }
        put(number, row)
    }

    /// Makes room for `rows` keys at once.
    mutating func reserve(_ rows: Int, key: (Int) -> CardNumber?) {
        var size = slots.count
        while rows * 2 > size { size *= 2 }
        if size > slots.count { rebuild(size, key: key) }
    }

    /// Enters every row under its present key into a larger table; gives the rows entered.
    @discardableResult
    private mutating func rebuild(_ size: Int, key: (Int) -> CardNumber?) -> RowSet {
        let old = slots
        slots = Array(repeating: 0, count: size)
        filled = 0
        var seen = RowSet()
        for slot in old where slot != 0 && seen.insert(Int(slot) - 1) {
            if let number = key(Int(slot) - 1) { put(number, Int(slot) - 1) }
        }
        return seen
    }

    private mutating func put(_ number: CardNumber, _ row: Int) {
        var place = place(of: number)
        while slots[place] != 0 { place = (place + 1) & (slots.count - 1) }
        slots[place] = UInt32(row + 1)
        filled += 1
    }
}
