// Reads what a PHP back office writes: "5" for 5, 0/1 for booleans, "" and null for nothing, [] for {},
// lists as objects. What cannot be read is unknown, and is told with its place in the reply.

import JSONText
import SIMModel

/// Reads the fields of one object. Collects the places of values it could not read.
struct FieldReader {
    let members: [JSONMember]
    private let around: String
    /// Its place in a list; the words are made only when something is wrong.
    private let index: Int?
    private var place: String { index.map { "\(around)[\($0)]" } ?? around }
    /// Where the next field is likely to stand: replies keep the order of the page.
    private var hint = 0
    private(set) var problems: [String] = []

    /// nil when `value` is no object; `[]`, PHP's empty object, is one without fields.
    init?(_ value: JSONValue, at place: String, index: Int? = nil) {
        switch value {
        case .object(let members): self.members = members
        case .array(let elements) where elements.isEmpty: members = []
        default: return nil
        }
        around = place
        self.index = index
    }

    /// The value of a field; nil when it is absent, null or an empty string, which all say: unknown.
    mutating func value(_ key: String) -> JSONValue? {
        var found: JSONValue?
        if members.indices.contains(hint), members[hint].key == key {
            found = members[hint].value
            hint += 1
        } else if let index = members.lastIndex(where: { $0.key == key }) {
            found = members[index].value
            hint = index + 1
        }
        switch found {
        case nil, .null, .string(""): return nil
        default: return found
        }
    }

    mutating func integer64(_ key: String) -> Int64? {
        guard let value = value(key) else { return nil }
        return Tolerant.integer(value) ?? trouble(key, "a whole number", value)
    }

    mutating func integer(_ key: String) -> Int? { integer64(key).map { Int($0) } }

    mutating func code<Known>(_ key: String) -> Coded<Known>? { integer(key).map { Coded(code: $0) } }

    mutating func volume(_ key: String) -> DataVolume? { integer64(key).map { DataVolume(kilobytes: $0) } }

    mutating func flag(_ key: String) -> Bool? {
        guard let value = value(key) else { return nil }
        return Tolerant.flag(value) ?? trouble(key, "true or false", value)
    }

    mutating func text(_ key: String) -> String? {
        guard let value = value(key) else { return nil }
        return Tolerant.text(value) ?? trouble(key, "a text", value)
    }

    mutating func cardNumber(_ key: String) -> CardNumber? {
        guard let value = value(key) else { return nil }
        return Tolerant.text(value).flatMap { CardNumber($0) } ?? trouble(key, "a card's number", value)
    }

    mutating func time(_ key: String) -> WallTime? {
        guard let value = value(key) else { return nil }
        switch value {
        case .integer(0), .string("0"): return nil
        case .string(let text):
            // A zero date is MySQL's word for none.
            if let time = CivilTime.parse(platform: text) { return time }
            return text.hasPrefix("0000-00-00") ? nil : trouble(key, "a time", value)
        default: return trouble(key, "a time", value)
        }
    }

    mutating func money(_ key: String) -> Money? {
        guard let value = value(key) else { return nil }
        return Tolerant.money(value) ?? trouble(key, "a sum of money", value)
    }

    /// A fraction where no sum depends on it, such as a rating.
    mutating func number(_ key: String) -> Double? {
        guard let value = value(key) else { return nil }
        return Tolerant.text(value).flatMap { Double($0) } ?? trouble(key, "a number", value)
    }

    /// A list of texts; elements that are none are told and left out.
    mutating func texts(_ key: String) -> [String] { scalars(key, "a list of texts", Tolerant.text) }

    /// A list of whole numbers; elements that are none are told and left out.
    mutating func integers(_ key: String) -> [Int] {
        scalars(key, "a list of whole numbers") { Tolerant.integer($0).map { Int($0) } }
    }

    /// The objects of a list with their places; elements that are none are told and left out.
    mutating func readers(_ key: String) -> [FieldReader] {
        guard let value = value(key) else { return [] }
        guard let elements = Tolerant.elements(value) else {
            return trouble(key, "a list", value) ?? []
        }
        return elements.enumerated().compactMap { index, element in
            FieldReader(element, at: "\(place).\(key)[\(index)]") ?? trouble("\(key)[\(index)]", "an object", element)
        }
    }

    /// Takes over what a nested reader could not read.
    mutating func note(_ nested: FieldReader) { problems += nested.problems }

    private mutating func scalars<Value>(
        _ key: String, _ wanted: String, _ read: (JSONValue) -> Value?
    ) -> [Value] {
        guard let value = value(key) else { return [] }
        let elements: [JSONValue]
        switch value {
        case .array(let all): elements = all
        case .object(let members): elements = members.map(\.value)
        default: return trouble(key, wanted, value) ?? []
        }
        return elements.compactMap { element in
            element == .null ? nil : read(element) ?? trouble(key, wanted, element)
        }
    }

    /// Notes that a field is not what it should be.
    private mutating func trouble<Value>(_ key: String, _ wanted: String, _ value: JSONValue) -> Value? {
        problems.append("\(place).\(key): expected \(wanted), found \(Tolerant.kind(of: value))")
        return nil
    }
}

/// Single values, and lists.
enum Tolerant {
    static func integer(_ value: JSONValue) -> Int64? {
        switch value {
        case .integer(let number): number
        case .decimal(let text), .string(let text): ExactDecimal(text)?.integer
        case .null, .bool, .array, .object: nil
        }
    }

    static func flag(_ value: JSONValue) -> Bool? {
        switch value {
        case .bool(let flag): flag
        case .integer(0): false
        case .integer(1): true
        case .string(let text):
            switch text.lowercased() {
            case "0", "false": false
            case "1", "true": true
            default: nil
            }
        case .null, .integer, .decimal, .array, .object: nil
        }
    }

    /// A text, or a number that was written in full (a float's `1.0E+31` has lost digits).
    static func text(_ value: JSONValue) -> String? {
        switch value {
        case .string(let text): text
        case .integer(let number): "\(number)"
        case .decimal(let text): text.utf8.contains { $0 | 0x20 == 0x65 } ? nil : text
        case .null, .bool, .array, .object: nil
        }
    }

    static func money(_ value: JSONValue) -> Money? {
        switch value {
        case .integer(let number): Money(decimal: "\(number)")
        case .decimal(let text): ExactDecimal(text)?.money(isFloat: true)
        case .string(let text): ExactDecimal(text)?.money(isFloat: false)
        case .null, .bool, .array, .object: nil
        }
    }

    /// The elements of a list: an array, nothing, or the object that PHP makes of an array with holes
    /// or with the cards' numbers as keys. nil: no list.
    static func elements(_ value: JSONValue?) -> [JSONValue]? {
        switch value {
        case nil, .null, .string(""): return []
        case .array(let elements): return elements
        case .object(let members):
            let areItems = members.allSatisfy { if case .object = $0.value { true } else { false } }
            return areItems ? members.map(\.value) : nil
        default: return nil
        }
    }

    /// What a value is, in words. Never the value: a reply may hold personal data.
    static func kind(of value: JSONValue) -> String {
        switch value {
        case .null: "null"
        case .bool: "true or false"
        case .integer, .decimal: "a number"
        case .string: "a text"
        case .array: "a list"
        case .object: "an object"
        }
    }
}
