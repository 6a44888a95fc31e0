// GB18030, the encoding of Chinese offices, by the converter of libc: its table of 24,000 pairs and the
// ranges of four bytes are kept by others (docs/decisions/0012).

import CLibc

enum GB18030 {
    struct Decoded {
        /// UTF-8; U+FFFD stands for bytes that mean nothing.
        var text: [UInt8]
        /// Bytes read; fewer than there were when the end cuts a character.
        var used: Int
        var hasBadBytes: Bool
    }

    /// nil when the system has no converter.
    static func decode(_ bytes: ArraySlice<UInt8>, isLast: Bool) -> Decoded? {
        var used = 0
        var bad: Int32 = 0
        var isKnown = true
        let text = bytes.withUnsafeBufferPointer { input in
            // No byte becomes more than three.
            [UInt8](unsafeUninitializedCapacity: 3 * input.count + 16) { output, count in
                let written = simdeck_gb18030_to_utf8(
                    input.baseAddress, input.count, isLast ? 1 : 0, &used, &bad, output.baseAddress, output.count)
                isKnown = written >= 0
                count = max(0, written)
            }
        }
        return isKnown ? Decoded(text: text, used: used, hasBadBytes: bad != 0) : nil
    }
}
