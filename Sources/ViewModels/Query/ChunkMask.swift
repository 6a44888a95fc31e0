// The rows of one chunk as bits: what a filter's tests hand on to each other.

/// A set of a chunk's slots.
struct ChunkMask {
    static let wordCount = FleetChunk.capacity / 64

    private(set) var words = InlineArray<64, UInt64>(repeating: 0)

    static let none = ChunkMask()

    /// The first `count` slots.
    init(first count: Int) {
        for index in 0..<(count / 64) { words[index] = .max }
        if count % 64 > 0 { words[count / 64] = (1 << UInt64(count % 64)) - 1 }
    }

    /// The part of `rows` that lies in chunk number `chunk`.
    init(_ rows: RowSet, chunk: Int) {
        let first = chunk * Self.wordCount
        let end = min(first + Self.wordCount, rows.words.count)
        if first < end { for index in first..<end { words[index - first] = rows.words[index] } }
    }

    private init() {}

    var isEmpty: Bool {
        for index in 0..<Self.wordCount where words[index] != 0 { return false }
        return true
    }

    func intersection(_ other: ChunkMask) -> ChunkMask { combined(other) { $0 & $1 } }
    func union(_ other: ChunkMask) -> ChunkMask { combined(other) { $0 | $1 } }
    func subtracting(_ other: ChunkMask) -> ChunkMask { combined(other) { $0 & ~$1 } }

    @inline(__always)
    private func combined(_ other: ChunkMask, _ rule: (UInt64, UInt64) -> UInt64) -> ChunkMask {
        var out = ChunkMask()
        for index in 0..<Self.wordCount { out.words[index] = rule(words[index], other.words[index]) }
        return out
    }

    /// The slots of it that pass `test`.
    @inline(__always)
    func filter(_ test: (Int) -> Bool) -> ChunkMask {
        var out = ChunkMask()
        for index in 0..<Self.wordCount where words[index] != 0 {
            var rest = words[index]
            var kept: UInt64 = 0
            while rest != 0 {
                let bit = rest & (~rest &+ 1)
                if test(index << 6 + rest.trailingZeroBitCount) { kept |= bit }
                rest ^= bit
            }
            out.words[index] = kept
        }
        return out
    }
}
