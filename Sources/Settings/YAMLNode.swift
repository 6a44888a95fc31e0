// A YAML text as a tree in which everything has its place.

/// A place in a text. Both are counted from 1; columns count Unicode scalars.
struct YAMLMark: Hashable {
    var line: Int
    var column: Int
}

/// A scalar, a list or a mapping. Every scalar is a text: what it means is for the reader of a key to say, so that
/// `name: no` is a name.
struct YAMLNode: Hashable {
    struct Scalar: Hashable {
        enum Style { case plain, singleQuoted, doubleQuoted, literal, folded }

        var string: String
        var style: Style
    }

    struct Pair: Hashable {
        var key: YAMLNode
        var value: YAMLNode
    }

    enum Content: Hashable {
        case scalar(Scalar)
        case sequence([YAMLNode])
        case mapping([Pair])
    }

    var content: Content
    var mark: YAMLMark

    var scalar: Scalar? { if case .scalar(let scalar) = content { scalar } else { nil } }
    var sequence: [YAMLNode]? { if case .sequence(let items) = content { items } else { nil } }
    /// In the order of the file. Of a name that stands twice only the first is here.
    var mapping: [Pair]? { if case .mapping(let pairs) = content { pairs } else { nil } }
}

/// A text's tree, and the keys that stand in one mapping twice.
struct YAMLDocument {
    struct Duplicate: Hashable {
        var name: String
        var mark: YAMLMark
        /// Where the name stands first.
        var firstLine: Int
    }

    /// nil: there is nothing but comments.
    var root: YAMLNode?
    var duplicates: [Duplicate] = []
}

/// Why a text is no YAML.
struct YAMLProblem: Error, Hashable {
    /// In the parser's words.
    var words: String
    var line: Int
    var column: Int?
}
