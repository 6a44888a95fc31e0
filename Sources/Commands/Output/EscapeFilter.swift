// Takes control sequences out of what is printed, across the pieces it comes in.

/// What is left is text: an escape and what belongs to it are dropped.
struct EscapeFilter {
    private enum Place {
        case text, escape, sequence
        /// In a string for the terminal, which a BEL or `ESC \` ends.
        case string, stringEscape
    }

    private var place = Place.text

    mutating func without(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        if place == .text, !bytes.contains(0x1B) { return Array(bytes) }
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count)
        for byte in bytes {
            switch (place, byte) {
            case (.text, 0x1B): place = .escape
            case (.text, _): text.append(byte)
            case (.escape, 0x5B): place = .sequence
            case (.escape, 0x5D), (.escape, 0x50), (.escape, 0x5F), (.escape, 0x5E): place = .string
            // Intermediate bytes, as in `ESC ( B`.
            case (.escape, 0x20...0x2F), (.escape, 0x1B): break
            case (.escape, _), (.sequence, 0x40...0x7E), (.string, 0x07), (.stringEscape, 0x5C): place = .text
            case (.string, 0x1B): place = .stringEscape
            case (.stringEscape, _): place = .string
            case (.sequence, _), (.string, _): break
            }
        }
        return text
    }
}
