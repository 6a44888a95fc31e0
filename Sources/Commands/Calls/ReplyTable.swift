// Replies whose fields nobody has described, shown whole: a list of objects as a table, an object as
// names and values.

import JSONText
import SIMModel

/// Any reply as text.
enum ReplyTable {
    /// The elements of `items`, `list` or a bare array; a lone object is its own element.
    static func items(_ data: JSONValue) -> [JSONValue] {
        switch data {
        case .array(let elements): return elements
        case .object(let members):
            for name in ["items", "list"] {
                if case .array(let elements)? = data[name] { return elements }
            }
            return members.isEmpty ? [] : [data]
        case .null: return []
        default: return [data]
        }
    }

    static func csv(_ data: JSONValue) -> String {
        let rows = items(data)
        let names = names(of: rows)
        return ([names] + rows.map { row in names.map { cell(row[$0]) } }).map { CSVText.line($0) + "\r\n" }.joined()
    }

    static func text(_ data: JSONValue) -> String {
        let rows = items(data)
        if rows.count == 1, case .object(let members) = rows[0] { return list(members) }
        let names = names(of: rows)
        guard !names.isEmpty else { return rows.map { cell($0) + "\n" }.joined() }
        var table = TextTable(names.map { .init(title: $0) })
        for row in rows { table.add(names.map { short(cell(row[$0])) }) }
        return table.text
    }

    private static func list(_ members: [JSONMember]) -> String {
        let width = members.map(\.key.count).max() ?? 0
        return members.map { $0.key + String(repeating: " ", count: width - $0.key.count + 2) + cell($0.value) + "\n" }.joined()
    }

    /// Field names in the order they first appear.
    private static func names(of rows: [JSONValue]) -> [String] {
        var names: [String] = []
        for case .object(let members) in rows {
            for member in members where !names.contains(member.key) { names.append(member.key) }
        }
        return names
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

    private static func short(_ text: String) -> String { text.count > 40 ? text.prefix(39) + "…" : text }
}
