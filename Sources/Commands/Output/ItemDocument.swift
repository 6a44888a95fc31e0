// The documents programs read: one JSON document, a JSON line an item, or CSV. Field names are the
// platform's; every item says its source and when it came.

import JSONText
import Localization
import SIMModel

/// How results are printed.
enum OutputFormat {
    case table, json, jsonl, csv
}

/// Items about cards, with those that got no answer.
struct ItemDocument {
    /// One card's answer: the platform's fields in their order.
    var items: [[JSONMember]] = []
    var missing: [CardNumber] = []
    var errors: [(simNo: CardNumber, code: JSONValue, message: String)] = []
    /// The columns of the CSV, also when there is no item.
    var fields: [String]

    init(fields: [String]) { self.fields = fields }

    var json: JSONValue {
        .fields(
            ("items", .array(items.map { .object($0) })),
            ("missing", .strings(missing.map(\.description))),
            ("errors", .array(errors.map(Self.errorValue))))
    }

    /// The document of operations.
    var operationsJSON: JSONValue { .fields(("operations", .array(items.map { .object($0) }))) }

    var jsonLines: [UInt8] {
        var lines: [UInt8] = []
        for item in items {
            JSONValue.object(item).append(to: &lines)
            lines.append(0x0A)
        }
        return lines
    }

    /// Header and lines.
    var csv: String { CSVText.line(fields) + "\r\n" + csvBody }

    /// The lines without the header.
    var csvBody: String {
        items.map { item in
            CSVText.line(fields.map { name in Self.cell(item.last { $0.key == name }?.value) }) + "\r\n"
        }.joined()
    }

    mutating func add(_ failed: [(CardNumber, PlatformError)], _ text: CommandText) {
        for (number, error) in failed {
            errors.append((number, error.code.map { .integer(Int64($0)) } ?? .null, text.problem(error)))
        }
    }

    static func errorValue(_ error: (simNo: CardNumber, code: JSONValue, message: String)) -> JSONValue {
        .fields(
            ("simNo", .string(error.simNo.description)), ("code", error.code), ("message", .string(error.message)))
    }

    private static func cell(_ value: JSONValue?) -> String {
        switch value {
        case nil, .null: ""
        case .string(let text), .decimal(let text): text
        case .integer(let number): "\(number)"
        case .bool(let flag): flag ? "true" : "false"
        case .some(let other): other.text
        }
    }
}

extension JSONValue {
    /// null for nil.
    static func optional(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
    static func optional(_ number: Int?) -> JSONValue { number.map { .integer(Int64($0)) } ?? .null }
    static func optional(_ number: Int64?) -> JSONValue { number.map { .integer($0) } ?? .null }
    static func optional(_ number: CardNumber?) -> JSONValue { number.map { .string($0.description) } ?? .null }
    static func optional(_ volume: DataVolume?) -> JSONValue { volume.map { .integer($0.kilobytes) } ?? .null }
    static func optional(_ money: Money?) -> JSONValue { money.map { .decimal($0.text) } ?? .null }
    /// As the platform writes times.
    static func optional(_ time: WallTime?) -> JSONValue { time.map { .string($0.platformText) } ?? .null }
    static func optional<Known>(_ code: Coded<Known>?) -> JSONValue { code.map { .integer(Int64($0.code)) } ?? .null }
}
