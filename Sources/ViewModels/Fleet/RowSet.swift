// A set of the fleet's rows, one bit each: marks, what a filter lets pass, what a sweep has answered.
// Rows are never removed, so a row's number stands for its card.

/// A set of row numbers.
struct RowSet: Hashable, Sendable {
    private(set) var words: [UInt64] = []
    private(set) var count = 0

    init() {}

    init(_ rows: some Sequence<Int>) {
        for row in rows { insert(row) }
    }

    /// All rows below `count`.
    init(below count: Int) {
        words = Array(repeating: .max, count: count / 64)
        if count % 64 > 0 { words.append((1 << UInt64(count % 64)) - 1) }
        self.count = count
    }

    var isEmpty: Bool { count == 0 }

    func contains(_ row: Int) -> Bool {
        let word = row >> 6
        return word < words.count && words[word] & (1 << UInt64(row & 63)) != 0
    }

    /// True when it was not in it.
    @discardableResult
    mutating func insert(_ row: Int) -> Bool {
        let word = row >> 6
        if word >= words.count { words.append(contentsOf: repeatElement(0, count: word + 1 - words.count)) }
        let bit: UInt64 = 1 << UInt64(row & 63)
        guard words[word] & bit == 0 else { return false }
        words[word] |= bit
        count += 1
        return true
    }

    /// True when it was in it.
    @discardableResult
    mutating func remove(_ row: Int) -> Bool {
        guard contains(row) else { return false }
        words[row >> 6] &= ~(1 << UInt64(row & 63))
        count -= 1
        return true
    }

    func intersectionCount(_ other: RowSet) -> Int {
        zip(words, other.words).reduce(0) { $0 + ($1.0 & $1.1).nonzeroBitCount }
    }

    /// The smallest row at or after `start` below `limit` that is not in the set.
    func firstAbsent(from start: Int, below limit: Int) -> Int? {
        var row = start
        while row < limit {
            let word = row >> 6
            guard word < words.count else { return row }
            let free = ~words[word] & (UInt64.max << UInt64(row & 63))
            if free != 0 {
                let found = word << 6 + free.trailingZeroBitCount
                return found < limit ? found : nil
            }
            row = (word + 1) << 6
        }
        return nil
    }

    /// Adds the slots of a mask as rows of chunk number `chunk`, which lies behind all rows so far.
    mutating func append(_ mask: ChunkMask, chunk: Int) {
        let first = chunk * ChunkMask.wordCount
        guard !mask.isEmpty, first >= words.count else { return }
        words.append(contentsOf: repeatElement(0, count: first - words.count))
        for index in 0..<ChunkMask.wordCount {
            words.append(mask.words[index])
            count += mask.words[index].nonzeroBitCount
        }
    }

    /// Calls `body` with every row, in ascending order.
    @inline(__always)
    func visit(_ body: (Int) -> Void) {
        for (index, word) in words.enumerated() {
            var rest = word
            while rest != 0 {
                body(index << 6 + rest.trailingZeroBitCount)
                rest &= rest - 1
            }
        }
    }

    /// The rows in ascending order.
    var rows: [Int] {
        var out: [Int] = []
        out.reserveCapacity(count)
        visit { out.append($0) }
        return out
    }

    /// The same, packed.
    var packedRows: [UInt32] {
        var out: [UInt32] = []
        out.reserveCapacity(count)
        visit { out.append(UInt32($0)) }
        return out
    }
}
