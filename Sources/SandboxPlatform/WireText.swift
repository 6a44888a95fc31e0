// Digits and times for the wire, quickly: a reply of a hundred cards writes a thousand of them.

import SIMModel

enum WireText {
    /// `value` with leading zeros; only its last `width` digits.
    static func digits(_ value: Int, _ width: Int) -> String {
        String(unsafeUninitializedCapacity: width) { buffer in
            var rest = value
            for index in stride(from: width - 1, through: 0, by: -1) {
                buffer[index] = UInt8(rest % 10) + 0x30
                rest /= 10
            }
            return width
        }
    }

    /// `2026-11-24 14:03:22` in the platform's zone.
    static func time(_ time: WallTime) -> String {
        let civil = CivilTime(time)
        return String(unsafeUninitializedCapacity: 19) { buffer in
            func put(_ value: Int, _ start: Int, _ width: Int) {
                var rest = value
                for index in stride(from: start + width - 1, through: start, by: -1) {
                    buffer[index] = UInt8(rest % 10) + 0x30
                    rest /= 10
                }
            }
            put(civil.year, 0, 4)
            put(civil.month, 5, 2)
            put(civil.day, 8, 2)
            put(civil.hour, 11, 2)
            put(civil.minute, 14, 2)
            put(civil.second, 17, 2)
            buffer[4] = 0x2D
            buffer[7] = 0x2D
            buffer[10] = 0x20
            buffer[13] = 0x3A
            buffer[16] = 0x3A
            return 19
        }
    }
}
