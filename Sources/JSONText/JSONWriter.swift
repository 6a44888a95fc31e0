// JSON out: compact on one line, or indented for people. Member order is kept.

extension JSONValue {
    /// The document on one line.
    public var text: String { String(decoding: bytes(indent: nil), as: UTF8.self) }

    /// The document with two spaces a level.
    public var prettyText: String { String(decoding: bytes(indent: 0), as: UTF8.self) }

    /// The document on one line, as UTF-8.
    public var utf8: [UInt8] { bytes(indent: nil) }

    /// Adds the document on one line to `out`.
    public func append(to out: inout [UInt8]) { write(into: &out, indent: nil) }

    private func bytes(indent: Int?) -> [UInt8] {
        var out: [UInt8] = []
        write(into: &out, indent: indent)
        return out
    }

    private func write(into out: inout [UInt8], indent: Int?) {
        switch self {
        case .null: out.append(contentsOf: "null".utf8)
        case .bool(let value): out.append(contentsOf: (value ? "true" : "false").utf8)
        case .integer(let value): out.append(contentsOf: value.description.utf8)
        case .decimal(let text): out.append(contentsOf: text.utf8)
        case .string(let text): Self.write(string: text, into: &out)
        case .array(let elements):
            Self.write(elements, open: 0x5B, close: 0x5D, into: &out, indent: indent) { element, out, inner in
                element.write(into: &out, indent: inner)
            }
        case .object(let members):
            Self.write(members, open: 0x7B, close: 0x7D, into: &out, indent: indent) { member, out, inner in
                Self.write(string: member.key, into: &out)
                out.append(0x3A)
                if inner != nil { out.append(0x20) }
                member.value.write(into: &out, indent: inner)
            }
        }
    }

    private static func write<Element>(
        _ elements: [Element], open: UInt8, close: UInt8, into out: inout [UInt8], indent: Int?,
        each: (Element, inout [UInt8], Int?) -> Void
    ) {
        out.append(open)
        let inner = indent.map { $0 + 1 }
        for (position, element) in elements.enumerated() {
            if position > 0 { out.append(0x2C) }
            newline(inner, into: &out)
            each(element, &out, inner)
        }
        if !elements.isEmpty { newline(indent, into: &out) }
        out.append(close)
    }

    private static func newline(_ level: Int?, into out: inout [UInt8]) {
        guard let level else { return }
        out.append(0x0A)
        out.append(contentsOf: repeatElement(0x20, count: level * 2))
    }

    private static let hexDigits = Array("0123456789abcdef".utf8)

    static func write(string: String, into out: inout [UInt8]) {
        out.append(0x22)
        var string = string
        string.withUTF8 { bytes in
            // Most strings need no escape at all: what is clean goes out in one piece.
            var cleanFrom = 0
            func flush(upTo end: Int) {
                out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[cleanFrom..<end]))
                cleanFrom = end + 1
            }
            for index in 0..<bytes.count {
                let byte = bytes[index]
                if byte >= 0x20, byte != 0x22, byte != 0x5C, byte != 0x7F { continue }
                flush(upTo: index)
                switch byte {
                case 0x22: out.append(contentsOf: [0x5C, 0x22])
                case 0x5C: out.append(contentsOf: [0x5C, 0x5C])
                case 0x0A: out.append(contentsOf: [0x5C, 0x6E])
                case 0x0D: out.append(contentsOf: [0x5C, 0x72])
                case 0x09: out.append(contentsOf: [0x5C, 0x74])
                default:
                    out.append(contentsOf: [0x5C, 0x75, 0x30, 0x30])
                    out.append(hexDigits[Int(byte >> 4)])
                    out.append(hexDigits[Int(byte & 15)])
                }
            }
            flush(upTo: bytes.count)
        }
        out.append(0x22)
    }
}

/// Objects written member by member, without a value made of them first: for long lists.
public struct JSONLineWriter {
    /// What is written so far; every object ends its line.
    public private(set) var bytes: [UInt8] = []
    private var isFirst = true

    /// `capacity` in bytes.
    public init(capacity: Int) { bytes.reserveCapacity(capacity) }

    public mutating func begin() {
        bytes.append(0x7B)
        isFirst = true
    }

    public mutating func end() {
        bytes.append(0x7D)
        bytes.append(0x0A)
    }

    /// `name` is written as it stands: it needs no escape.
    public mutating func member(_ name: StaticString) {
        if !isFirst { bytes.append(0x2C) }
        isFirst = false
        bytes.append(0x22)
        bytes.append(contentsOf: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
        bytes.append(0x22)
        bytes.append(0x3A)
    }

    public mutating func null() { bytes.append(contentsOf: [0x6E, 0x75, 0x6C, 0x6C]) }

    public mutating func string(_ text: String) { JSONValue.write(string: text, into: &bytes) }

    /// A string whose characters need no escape, from the closure's ASCII.
    public mutating func plain(_ characters: (inout [UInt8]) -> Void) {
        bytes.append(0x22)
        characters(&bytes)
        bytes.append(0x22)
    }

    public mutating func integer(_ number: Int64) {
        guard number != .min else { return bytes.append(contentsOf: number.description.utf8) }
        if number < 0 { bytes.append(0x2D) }
        var rest = abs(number)
        let start = bytes.count
        repeat {
            bytes.append(0x30 + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        } while rest > 0
        bytes[start...].reverse()
    }
}
