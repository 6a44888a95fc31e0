// Where a record's fields go, one by one: members of a document, or a line that is written at once.

import JSONText
import SIMModel

/// Takes fields by the platform's names. nil is written as null.
protocol FieldSink {
    mutating func put(_ name: StaticString, _ text: String?)
    mutating func put(_ name: StaticString, _ number: Int64?)
    mutating func put(_ name: StaticString, _ number: CardNumber?)
    /// As the platform writes times.
    mutating func put(_ name: StaticString, _ time: WallTime?)
    /// As we write times.
    mutating func putISO(_ name: StaticString, _ time: WallTime)
}

extension FieldSink {
    mutating func put(_ name: StaticString, _ number: Int?) { put(name, number.map { Int64($0) }) }
}

/// Members of a document.
struct MemberSink: FieldSink {
    private(set) var members: [JSONMember] = []

    mutating func put(_ name: StaticString, _ text: String?) { add(name, .optional(text)) }
    mutating func put(_ name: StaticString, _ number: Int64?) { add(name, .optional(number)) }
    mutating func put(_ name: StaticString, _ number: CardNumber?) { add(name, .optional(number)) }
    mutating func put(_ name: StaticString, _ time: WallTime?) { add(name, .optional(time)) }
    mutating func putISO(_ name: StaticString, _ time: WallTime) { add(name, .string(time.iso8601)) }

    private mutating func add(_ name: StaticString, _ value: JSONValue) {
        members.append(JSONMember(key: name.description, value: value))
    }
}

extension JSONLineWriter: FieldSink {
    mutating func put(_ name: StaticString, _ text: String?) {
        member(name)
        if let text { string(text) } else { null() }
    }

    mutating func put(_ name: StaticString, _ number: Int64?) {
        member(name)
        if let number { integer(number) } else { null() }
    }

    mutating func put(_ name: StaticString, _ number: CardNumber?) {
        member(name)
        if let number { plain { number.append(to: &$0) } } else { null() }
    }

    mutating func put(_ name: StaticString, _ time: WallTime?) {
        member(name)
        if let time { plain { time.appendPlatformText(to: &$0) } } else { null() }
    }

    mutating func putISO(_ name: StaticString, _ time: WallTime) {
        member(name)
        plain { time.appendISO8601(to: &$0) }
    }
}
