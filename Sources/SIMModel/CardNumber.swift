// A card's printed numbers (simNo, ICCID, IMSI, IMEI) as one packed value: sixteen bytes, hashable
// and sortable without touching a String, because a fleet holds a million of them.

/// A number that names a card: up to twenty digits or Latin letters, compared without case.
///
/// Example: `CardNumber("14900000042")?.description == "14900000042"`.
@frozen public struct CardNumber: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Most characters a number may have (an ICCID has 19 or 20).
    public static let maxLength = 20

    // Six bits a character (0 = none, 1–10 digits, 11–36 letters), ten to a word, left-aligned:
    // so comparing the words compares the texts.
    @usableFromInline let high: UInt64
    @usableFromInline let low: UInt64

    private init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// nil when `text` is empty, longer than ``maxLength`` or has anything but ASCII digits and letters.
    public init?(_ text: some StringProtocol) {
        self.init(ascii: text.utf8)
    }

    /// The same without a generic detour: a sweep reads four numbers a card.
    public init?(_ text: String) {
        var text = text
        guard let number = text.withUTF8({ CardNumber(bytes: $0) }) else { return nil }
        self = number
    }

    private init?(bytes: UnsafeBufferPointer<UInt8>) { self.init(ascii: bytes) }

    /// The same from ASCII bytes.
    public init?(ascii bytes: some Sequence<UInt8>) {
        var words: (UInt64, UInt64) = (0, 0)
        var count = 0
        for byte in bytes {
            guard count < Self.maxLength, let code = Self.code(of: byte) else { return nil }
            if count < 10 {
                words.0 |= code << UInt64(54 - 6 * count)
            } else {
                words.1 |= code << UInt64(54 - 6 * (count - 10))
            }
            count += 1
        }
        guard count > 0 else { return nil }
        self.init(high: words.0, low: words.1)
    }

    private static func code(of byte: UInt8) -> UInt64? {
        switch byte {
        case 0x30...0x39: UInt64(byte - 0x30) + 1
        case 0x41...0x5A: UInt64(byte - 0x41) + 11
        case 0x61...0x7A: UInt64(byte - 0x61) + 11
        default: nil
        }
    }

    /// The character at `index` as upper-case ASCII, or nil past the end.
    public subscript(index: Int) -> UInt8? {
        guard index >= 0, index < Self.maxLength else { return nil }
        let code =
            index < 10
            ? (high >> UInt64(54 - 6 * index)) & 63
            : (low >> UInt64(54 - 6 * (index - 10))) & 63
        switch code {
        case 0: return nil
        case 1...10: return UInt8(code - 1) + 0x30
        default: return UInt8(code - 11) + 0x41
        }
    }

    /// How many characters it has.
    public var count: Int {
        low == 0 ? 10 - high.trailingZeroBitCount / 6 : 20 - low.trailingZeroBitCount / 6
    }

    /// The characters as upper-case ASCII.
    public var ascii: [UInt8] { (0..<count).compactMap { self[$0] } }

    public var description: String {
        String(unsafeUninitializedCapacity: Self.maxLength) { buffer in
            let count = self.count
            for index in 0..<count { buffer[index] = self[index] ?? 0x30 }
            return count
        }
    }

    /// Adds ``description`` to `out` as ASCII.
    public func append(to out: inout [UInt8]) {
        for index in 0..<count { out.append(self[index] ?? 0x30) }
    }

    /// What an ICCID is compared by: its first 19 characters (the printed 20th is often a vendor's
    /// letter). Shorter numbers are their own key.
    public var comparisonKey: CardNumber {
        CardNumber(high: high, low: low & ~UInt64(63))
    }

    /// True when `part`'s characters occur in it, in a row and anywhere. For many numbers use ``CardNumberSearch``.
    public func contains(_ part: CardNumber) -> Bool { CardNumberSearch(part).matches(self) }

    /// Two words whose order, high word first, is the order of the numbers: what a radix sort works on.
    @inlinable public var orderWords: (high: UInt64, low: UInt64) { (high, low) }

    /// All its bits mixed into one word, for an index in memory; the same number gives the same word.
    @inlinable public var mixedBits: UInt64 {
        var bits = high &* 0x9E37_79B9_7F4A_7C15 ^ low
        bits = (bits ^ bits >> 32) &* 0xD6E8_FEB8_6659_FD93
        bits = (bits ^ bits >> 32) &* 0xD6E8_FEB8_6659_FD93
        return bits ^ bits >> 32
    }

    /// True for 19 or 20 characters that start with 89, the telecom prefix of every ICCID.
    public var isICCID: Bool {
        count >= 19 && self[0] == 0x38 && self[1] == 0x39
    }

    @inlinable public static func < (left: CardNumber, right: CardNumber) -> Bool {
        left.high != right.high ? left.high < right.high : left.low < right.low
    }
}
