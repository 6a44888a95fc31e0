// The body of every POST: application/x-www-form-urlencoded, every value a string, a list one field
// that holds a JSON array of strings.

import JSONText

/// One field of a form or query.
public struct WireField: Hashable, Sendable {
    public var name: String
    public var value: String

    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

/// Encoding and decoding of forms.
public enum WireForm {
    public static let contentType = "application/x-www-form-urlencoded"

    /// `a=1&b=%5B%22x%22%5D`: everything but RFC 3986's unreserved characters is escaped, so the bytes
    /// do not depend on a library's taste.
    public static func encode(_ fields: [WireField]) -> String {
        fields.map { escape($0.name) + "=" + escape($0.value) }.joined(separator: "&")
    }

    /// The fields of a body, in order; nil when an escape is malformed or the text is not UTF-8.
    public static func decode(_ body: some StringProtocol) -> [WireField]? {
        var fields: [WireField] = []
        for pair in Array(body.utf8).split(separator: 0x26) {
            let rawName = pair.prefix { $0 != 0x3D }
            guard let name = unescape(rawName), let value = unescape(pair.dropFirst(rawName.count + 1)) else {
                return nil
            }
            fields.append(WireField(name, value))
        }
        return fields
    }

    /// A list as one field's value: `["149…","149…"]`.
    public static func list(_ items: some Sequence<String>) -> String {
        JSONValue.strings(items).text
    }

    private static func escape(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var out: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: out.append(byte)
            default: out.append(contentsOf: [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]])
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static func unescape(_ text: ArraySlice<UInt8>) -> String? {
        var out: [UInt8] = []
        out.reserveCapacity(text.count)
        var pending = text
        func nibble(_ byte: UInt8) -> UInt8? {
            switch byte {
            case 0x30...0x39: byte - 0x30
            case 0x41...0x46: byte - 0x41 + 10
            case 0x61...0x66: byte - 0x61 + 10
            default: nil
            }
        }
        while let byte = pending.popFirst() {
            switch byte {
            case 0x2B: out.append(0x20)
            case 0x25:
                guard let high = pending.popFirst().flatMap(nibble), let low = pending.popFirst().flatMap(nibble)
                else { return nil }
                out.append(high << 4 | low)
            default: out.append(byte)
            }
        }
        return String(validating: out, as: UTF8.self)
    }
}
