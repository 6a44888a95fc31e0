// A JSON document as lines with their depth, parts of it folded away.

import JSONText

/// What stands on a line of a tree.
public enum JSONTreeKind: Hashable, Sendable {
    case string, number
    /// true, false, null.
    case literal
    /// So many members.
    case object(Int)
    case array(Int)
    /// The tree is cut here: so many lines more.
    case rest(Int)
}

/// One line of a tree.
public struct JSONTreeRow: Hashable, Sendable {
    /// The node's number, the same however much is folded.
    public var node: Int
    public var depth: Int
    /// The member's name or `[3]`; empty for the document itself.
    public var key: String
    /// A value as it is written; empty for what has parts.
    public var text: String
    public var kind: JSONTreeKind
    public var isFolded: Bool

    public init(node: Int, depth: Int, key: String, text: String, kind: JSONTreeKind, isFolded: Bool = false) {
        self.node = node
        self.depth = depth
        self.key = key
        self.text = text
        self.kind = kind
        self.isFolded = isFolded
    }

    /// Something is below it.
    public var isFoldable: Bool {
        switch kind {
        case .object(let count), .array(let count): count > 0
        case .string, .number, .literal, .rest: false
        }
    }
}

/// A document, and which of its nodes are folded.
struct JSONTree {
    /// Most lines; what is beyond is counted.
    static let limit = 20_000
    /// Longer lists start folded.
    static let openLength = 50

    private let value: JSONValue
    /// Nodes whose folding is not what it was at first.
    private var turned: Set<Int> = []
    private(set) var rows: [JSONTreeRow] = []

    init(_ value: JSONValue) {
        self.value = value
        rebuild()
    }

    /// The same tree with other scalars (masked, unmasked), folded alike.
    func showing(_ other: JSONValue) -> JSONTree {
        var tree = JSONTree(other)
        tree.turned = turned
        tree.rebuild()
        return tree
    }

    /// Folds or unfolds the line's node, else the one it is a part of; where the cursor belongs then.
    mutating func toggle(at index: Int) -> Int {
        guard rows.indices.contains(index) else { return index }
        var line = index
        if !rows[index].isFoldable {
            while line > 0, rows[line].depth >= rows[index].depth { line -= 1 }
        }
        guard rows[line].isFoldable else { return index }
        let node = rows[line].node
        if turned.remove(node) == nil { turned.insert(node) }
        rebuild()
        return line
    }

    private mutating func rebuild() {
        var builder = Builder(turned: turned)
        builder.add(value, key: "", depth: 0, isShown: true)
        rows = builder.rows
        if builder.beyond > 0 {
            rows.append(JSONTreeRow(node: builder.next, depth: 0, key: "", text: "", kind: .rest(builder.beyond)))
        }
    }

    private struct Builder {
        let turned: Set<Int>
        var rows: [JSONTreeRow] = []
        var next = 0
        var beyond = 0

        init(turned: Set<Int>) { self.turned = turned }

        mutating func add(_ value: JSONValue, key: String, depth: Int, isShown: Bool) {
            let node = next
            next += 1
            var row = JSONTreeRow(node: node, depth: depth, key: key, text: "", kind: .literal)
            switch value {
            case .null, .bool: row.text = value.text
            case .integer, .decimal: (row.text, row.kind) = (value.text, .number)
            case .string: (row.text, row.kind) = (value.text, .string)
            case .array(let elements):
                row.kind = .array(elements.count)
                row.isFolded = (elements.count > JSONTree.openLength) != turned.contains(node)
            case .object(let members):
                row.kind = .object(members.count)
                row.isFolded = turned.contains(node)
            }
            if isShown {
                if rows.count < JSONTree.limit { rows.append(row) } else { beyond += 1 }
            }
            let below = isShown && !row.isFolded
            switch value {
            case .array(let elements):
                for (index, element) in elements.enumerated() {
                    add(element, key: "[\(index)]", depth: depth + 1, isShown: below)
                }
            case .object(let members):
                for member in members { add(member.value, key: member.key, depth: depth + 1, isShown: below) }
            default: break
            }
        }
    }
}
