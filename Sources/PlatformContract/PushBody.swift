// The body of a push, opened as far as its receiver must know: is it whole, and what is it about. The
// pages say "the same as the reply of batchQuerySimInfo" and "of order/search"; the content type is not
// stated, so JSON and a form are both taken, told apart by their bytes.

public import JSONText
public import SIMModel

/// A push's body.
public struct PushBody: Hashable, Sendable {
    /// The reply-like document: an object with `data`, or the bare list.
    public var document: JSONValue
    public var kind: PushKind

    /// Opens a body.
    /// - Throws: why it is none, without any of its content.
    public init(_ bytes: [UInt8]) throws(PushBodyFault) {
        let document = Self.looksLikeJSON(bytes) ? try Self.json(bytes) : try Self.form(bytes)
        self.document = document
        kind = Self.kind(of: document)
    }

    private static func looksLikeJSON(_ bytes: [UInt8]) -> Bool {
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let first = bytes.dropFirst(start).first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
        return first == 0x7B || first == 0x5B
    }

    private static func json(_ bytes: [UInt8]) throws(PushBodyFault) -> JSONValue {
        do throws(JSONSyntaxError) {
            return try JSONValue(parsing: bytes)
        } catch {
            throw .notJSON(error.description)
        }
    }

    /// The fields of the reply as fields of a form, `data` with JSON in it; or one field with all of it.
    private static func form(_ bytes: [UInt8]) throws(PushBodyFault) -> JSONValue {
        guard let text = String(validating: bytes, as: UTF8.self), let fields = WireForm.decode(text),
            !fields.isEmpty
        else { throw .neither }
        let members = fields.map { JSONMember(key: $0.name, value: value(of: $0.value)) }
        let document = JSONValue.object(members)
        if let data = document["data"] {
            switch data {
            case .array, .object: return document
            default: throw .notJSON("data")
            }
        }
        if members.count == 1, case .object? = members.first?.value { return members[0].value }
        throw .neither
    }

    private static func value(of text: String) -> JSONValue {
        guard looksLikeJSON(Array(text.utf8)), let value = try? JSONValue(parsing: text) else { return .string(text) }
        return value
    }

    private static func kind(of document: JSONValue) -> PushKind {
        let data = if case .array = document { document } else { document["data"] ?? .null }
        switch (data["items"], data["list"]) {
        case (.some, nil): return .cards
        case (nil, .some): return .orders
        case (.some, .some): return .unknown
        case (nil, nil): break
        }
        // A bare list shows by its first element.
        guard let first = data[0] else { return .unknown }
        if first["keyNo"] != nil { return .orders }
        return first["simNo"] != nil ? .cards : .unknown
    }
}

/// Why a body is no push.
public enum PushBodyFault: Error, Hashable, Sendable {
    /// It begins like JSON and is none; where.
    case notJSON(String)
    /// Neither JSON nor a form with `data`.
    case neither
}
