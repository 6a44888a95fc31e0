// What terminals answer when asked for the colour behind the letters (OSC 11): `11;rgb:1e1e/1e1e/1e1e`.

import CellGrid

enum GroundAnswer {
    /// What a terminal sends when it went from dark to light or back (mode 2031), before its last byte.
    static let change = Array("?997".utf8)

    /// The colour in a whole answer; nil for an answer to something else, or rubbish.
    static func colour(_ bytes: [UInt8]) -> RGB? {
        var rest = bytes[...]
        guard take("11;", &rest) else { return nil }
        if rest.first == 0x23 {
            let digits = rest.dropFirst()
            guard [3, 6, 12].contains(digits.count) else { return nil }
            let length = digits.count / 3
            return parts(stride(from: 0, to: digits.count, by: length).map { digits.dropFirst($0).prefix(length) })
        }
        guard take("rgba:", &rest) || take("rgb:", &rest) else { return nil }
        let found = rest.split(separator: 0x2F, omittingEmptySubsequences: false)
        return (3...4).contains(found.count) ? parts(Array(found.prefix(3))) : nil
    }

    /// Whether more bytes can make an answer of it.
    static func begins(with bytes: [UInt8]) -> Bool {
        ["11;rgb:", "11;rgba:", "11;#"].contains { head in
            let head = Array(head.utf8)
            if bytes.count <= head.count { return head.starts(with: bytes) }
            guard bytes.starts(with: head), bytes.count <= head.count + 19 else { return false }
            return bytes[head.count...].allSatisfy { isDigit($0) || $0 == 0x2F }
        }
    }

    private static func take(_ text: String, _ rest: inout ArraySlice<UInt8>) -> Bool {
        guard rest.starts(with: text.utf8) else { return false }
        rest = rest.dropFirst(text.utf8.count)
        return true
    }

    /// One to four hexadecimal digits each, as a share of the largest number they can write.
    private static func parts(_ texts: [ArraySlice<UInt8>]) -> RGB? {
        let values = texts.compactMap { digits -> UInt8? in
            guard (1...4).contains(digits.count), digits.allSatisfy(isDigit),
                let value = Int(String(decoding: digits, as: UTF8.self), radix: 16)
            else { return nil }
            return UInt8(value * 255 / (1 << (4 * digits.count) - 1))
        }
        return values.count == 3 ? RGB(values[0], values[1], values[2]) : nil
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
    }
}
