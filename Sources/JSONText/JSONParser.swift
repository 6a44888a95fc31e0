// A strict RFC 8259 reader over raw bytes: one pass, no Foundation, errors with their byte offset.
// Tolerance for odd types belongs to who reads the value, not here.

/// Where and why a text is not JSON.
public struct JSONSyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Bytes from the start of the text.
    public var offset: Int
    public var reason: String

    public var description: String { "byte \(offset): \(reason)" }
}

extension JSONValue {
    /// Reads one document. `depthLimit` bounds nesting, so that a hostile reply cannot exhaust the stack.
    public init(parsing bytes: [UInt8], depthLimit: Int = 64) throws(JSONSyntaxError) {
        let result = bytes.withUnsafeBufferPointer { buffer -> Result<JSONValue, JSONSyntaxError> in
            var parser = JSONParser(bytes: buffer, depthLimit: depthLimit)
            do throws(JSONSyntaxError) {
                return .success(try parser.document())
            } catch {
                return .failure(error)
            }
        }
        self = try result.get()
    }

    /// Reads one document from text.
    public init(parsing text: String) throws(JSONSyntaxError) {
        try self.init(parsing: Array(text.utf8))
    }
}

/// The names of a list's first object and where they stand. The items of a list mostly have the same names
/// in the same order: those are compared and shared instead of made anew.
private struct NamesOfItems {
    var names: [String] = []
    var places: [Range<Int>] = []
}

private struct JSONParser {
    let bytes: UnsafeBufferPointer<UInt8>
    let depthLimit: Int
    var index = 0
    var depth = 0

    init(bytes: UnsafeBufferPointer<UInt8>, depthLimit: Int) {
        self.bytes = bytes
        self.depthLimit = depthLimit
    }

    func failure(_ reason: String) -> JSONSyntaxError { JSONSyntaxError(offset: index, reason: reason) }

    mutating func document() throws(JSONSyntaxError) -> JSONValue {
        // PHP files saved with a byte-order mark send it before the reply.
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { index = 3 }
        skipSpace()
        let value = try self.value()
        skipSpace()
        guard index == bytes.count else { throw failure("more text after the value") }
        return value
    }

    mutating func skipSpace() {
        while index < bytes.count {
            switch bytes[index] {
            case 0x20, 0x0A, 0x0D, 0x09: index += 1
            default: return
            }
        }
    }

    mutating func value() throws(JSONSyntaxError) -> JSONValue {
        guard index < bytes.count else { throw failure("the text ends where a value should be") }
        switch bytes[index] {
        case 0x7B: return try object()
        case 0x5B: return try array()
        case 0x22: return .string(try string())
        case 0x74: return try literal("true", .bool(true))
        case 0x66: return try literal("false", .bool(false))
        case 0x6E: return try literal("null", .null)
        case 0x2D, 0x30...0x39: return try number()
        default: throw failure("no value starts with this character")
        }
    }

    mutating func literal(_ word: StaticString, _ value: JSONValue) throws(JSONSyntaxError) -> JSONValue {
        for offset in 0..<word.utf8CodeUnitCount {
            guard index + offset < bytes.count, bytes[index + offset] == word.utf8Start[offset] else {
                throw failure("expected \(word)")
            }
        }
        index += word.utf8CodeUnitCount
        return value
    }

    mutating func object() throws(JSONSyntaxError) -> JSONValue {
        var names = NamesOfItems()
        return try object(&names)
    }

    /// One of a list's objects.
    mutating func object(_ known: inout NamesOfItems) throws(JSONSyntaxError) -> JSONValue {
        try enter()
        var members: [JSONMember] = []
        skipSpace()
        if take(0x7D) { return leave(.object(members)) }
        let isFirst = known.names.isEmpty
        members.reserveCapacity(known.names.count)
        while true {
            skipSpace()
            guard index < bytes.count, bytes[index] == 0x22 else { throw failure("expected a name in quotes") }
            let key: String
            if let name = sharedName(members.count, known) {
                key = name
            } else {
                let start = index + 1
                key = try string()
                if isFirst {
                    known.names.append(key)
                    known.places.append(start..<(index - 1))
                }
            }
            skipSpace()
            guard take(0x3A) else { throw failure("expected ':'") }
            skipSpace()
            members.append(JSONMember(key: key, value: try value()))
            skipSpace()
            if take(0x2C) { continue }
            guard take(0x7D) else { throw failure("expected ',' or '}'") }
            return leave(.object(members))
        }
    }

    /// Takes the name that stands at `position` in the list's first object, when it stands here too: the same
    /// bytes between two quotes. (An escaped quote inside cannot mislead: its backslash would be the same too.)
    mutating func sharedName(_ position: Int, _ known: NamesOfItems) -> String? {
        guard position < known.places.count else { return nil }
        let place = known.places[position]
        let end = index + 1 + place.count
        guard end < bytes.count, bytes[end] == 0x22 else { return nil }
        for offset in 0..<place.count where bytes[place.lowerBound + offset] != bytes[index + 1 + offset] { return nil }
        index = end + 1
        return known.names[position]
    }

    mutating func array() throws(JSONSyntaxError) -> JSONValue {
        try enter()
        var elements: [JSONValue] = []
        var names = NamesOfItems()
        skipSpace()
        if take(0x5D) { return leave(.array(elements)) }
        while true {
            skipSpace()
            let isObject = index < bytes.count && bytes[index] == 0x7B
            elements.append(isObject ? try object(&names) : try value())
            skipSpace()
            if take(0x2C) { continue }
            guard take(0x5D) else { throw failure("expected ',' or ']'") }
            return leave(.array(elements))
        }
    }

    mutating func enter() throws(JSONSyntaxError) {
        depth += 1
        guard depth <= depthLimit else { throw failure("nested deeper than \(depthLimit)") }
        index += 1
    }

    mutating func leave(_ value: JSONValue) -> JSONValue {
        depth -= 1
        return value
    }

    mutating func take(_ byte: UInt8) -> Bool {
        guard index < bytes.count, bytes[index] == byte else { return false }
        index += 1
        return true
    }

    mutating func number() throws(JSONSyntaxError) -> JSONValue {
        let start = index
        let negative = take(0x2D)
        var value: Int64 = 0
        var whole = true
        let digitsStart = index
        while index < bytes.count, case 0x30...0x39 = bytes[index] {
            let digit = Int64(bytes[index] - 0x30)
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, carried) = product.addingReportingOverflow(digit)
            if overflow || carried { whole = false } else { value = sum }
            index += 1
        }
        guard index > digitsStart else { throw failure("expected a digit") }
        if bytes[digitsStart] == 0x30, index > digitsStart + 1 { throw failure("a number with a leading zero") }
        if take(0x2E) {
            whole = false
            try digits()
        }
        if index < bytes.count, bytes[index] | 0x20 == 0x65 {
            whole = false
            index += 1
            if index < bytes.count, bytes[index] == 0x2B || bytes[index] == 0x2D { index += 1 }
            try digits()
        }
        if whole { return .integer(negative ? -value : value) }
        return .decimal(String(decoding: bytes[start..<index], as: UTF8.self))
    }

    mutating func digits() throws(JSONSyntaxError) {
        let start = index
        while index < bytes.count, case 0x30...0x39 = bytes[index] { index += 1 }
        guard index > start else { throw failure("expected a digit") }
    }

    mutating func string() throws(JSONSyntaxError) -> String {
        index += 1
        let start = index
        while index < bytes.count {
            switch bytes[index] {
            case 0x22:
                // The fast path: nothing escaped, so the bytes are the text.
                let text = String(decoding: bytes[start..<index], as: UTF8.self)
                index += 1
                return text
            case 0x5C: return try escapedString(from: start)
            case 0..<0x20: throw failure("a control character inside a string")
            default: index += 1
            }
        }
        throw failure("a string without its end")
    }

    mutating func escapedString(from start: Int) throws(JSONSyntaxError) -> String {
        var out = Array(bytes[start..<index])
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            switch byte {
            case 0x22: return String(decoding: out, as: UTF8.self)
            case 0x5C:
                guard index < bytes.count else { throw failure("a string without its end") }
                let escape = bytes[index]
                index += 1
                switch escape {
                case 0x22, 0x5C, 0x2F: out.append(escape)
                case 0x62: out.append(0x08)
                case 0x66: out.append(0x0C)
                case 0x6E: out.append(0x0A)
                case 0x72: out.append(0x0D)
                case 0x74: out.append(0x09)
                case 0x75: out.append(contentsOf: Array(String(Character(try escapedScalar())).utf8))
                default: throw failure("an unknown escape")
                }
            case 0..<0x20: throw failure("a control character inside a string")
            default: out.append(byte)
            }
        }
        throw failure("a string without its end")
    }

    /// The scalar of a `\u` escape with its four digits, joined with its low half; a lone half becomes U+FFFD.
    mutating func escapedScalar() throws(JSONSyntaxError) -> Unicode.Scalar {
        let replacement: Unicode.Scalar = "\u{FFFD}"
        let first = try hex4()
        guard (0xD800...0xDBFF).contains(first) else { return Unicode.Scalar(first) ?? replacement }
        guard index + 1 < bytes.count, bytes[index] == 0x5C, bytes[index + 1] == 0x75 else { return replacement }
        index += 2
        let second = try hex4()
        guard (0xDC00...0xDFFF).contains(second) else { return replacement }
        return Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)) ?? replacement
    }

    mutating func hex4() throws(JSONSyntaxError) -> UInt32 {
        guard index + 4 <= bytes.count else { throw failure("an escape cut short") }
        var value: UInt32 = 0
        for _ in 0..<4 {
            switch bytes[index] {
            case 0x30...0x39: value = value << 4 | UInt32(bytes[index] - 0x30)
            case 0x41...0x46: value = value << 4 | UInt32(bytes[index] - 0x41 + 10)
            case 0x61...0x66: value = value << 4 | UInt32(bytes[index] - 0x61 + 10)
            default: throw failure("an escape that is not hexadecimal")
            }
            index += 1
        }
        return value
    }
}
