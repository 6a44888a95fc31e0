// Looks for a few characters in a million numbers: all places of a number are compared at once, six bits
// a character, instead of one place after the other.

/// A search for one number's characters anywhere in others.
@frozen public struct CardNumberSearch: Hashable, Sendable {
    // The lanes of CardNumber: 20 of 6 bits, the first character in the highest.
    @inlinable static var ones: UInt128 { 0x04_1041_0410_4104_1041_0410_4104_1041 }
    @inlinable static var lowBits: UInt128 { 0x7D_F7DF_7DF7_DF7D_F7DF_7DF7_DF7D_F7DF }
    @inlinable static var topBits: UInt128 { 0x82_0820_8208_2082_0820_8208_2082_0820 }

    /// The n-th character wanted, in every lane.
    @usableFromInline let patterns: [UInt128]

    /// Searches for the characters of `part`.
    public init(_ part: CardNumber) {
        let whole = UInt128(part.high) << 60 | UInt128(part.low)
        patterns = (0..<part.count).map { (whole >> UInt128(114 - 6 * $0)) & 63 * Self.ones }
    }

    /// True when the characters occur in `number`, in a row and anywhere.
    @inlinable public func matches(_ number: CardNumber) -> Bool {
        let whole = UInt128(number.high) &<< 60 | UInt128(number.low)
        // A bit per lane: the characters so far stand in a row from this lane on.
        var places = Self.topBits
        for index in patterns.indices {
            let difference = whole ^ patterns[index]
            let equal = ~((difference & Self.lowBits) &+ Self.lowBits | difference) & Self.topBits
            places &= equal &<< UInt128(truncatingIfNeeded: 6 &* index)
            if places == 0 { return false }
        }
        return true
    }
}
