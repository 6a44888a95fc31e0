// libyaml's events → a tree. Aliases stand for what they name; tags are passed over, as every scalar is a text.

import CYAML

/// Reads one document. It lives as long as one call of ``document(_:)``.
struct YAMLComposer: ~Copyable {
    /// How deep lists and mappings may lie in one another: each level is a level of the stack.
    static let depthLimit = 100

    /// What libyaml tells, without its memory.
    private struct Event {
        enum Kind {
            case end, documentStart, other
            case alias(String)
            case scalar(YAMLNode.Scalar)
            case sequenceStart, sequenceEnd, mappingStart, mappingEnd
        }

        var kind: Kind
        var mark: YAMLMark
        /// The name that a later alias uses.
        var anchor: String?
    }

    // On the heap, as libyaml keeps the parser's own address in it.
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let bytes: UnsafeBufferPointer<UInt8>
    private var anchors: [String: YAMLNode] = [:]
    private var duplicates: [YAMLDocument.Duplicate] = []

    /// Reads a text of one document at most.
    static func document(_ bytes: [UInt8]) throws(YAMLProblem) -> YAMLDocument {
        // As a Result, since the closure's error has no type.
        let result = bytes.withUnsafeBufferPointer { buffer -> Result<YAMLDocument, YAMLProblem> in
            do throws(YAMLProblem) {
                var composer = try YAMLComposer(buffer)
                let root = try composer.singleRoot()
                return .success(YAMLDocument(root: root, duplicates: composer.duplicates))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    /// `bytes` must stay where they are for as long as this lives.
    private init(_ bytes: UnsafeBufferPointer<UInt8>) throws(YAMLProblem) {
        self.bytes = bytes
        parser = .allocate(capacity: 1)
        parser.initialize(to: yaml_parser_t())
        guard yaml_parser_initialize(parser) == 1 else { throw YAMLProblem(words: "out of memory", line: 1) }
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deallocate()
    }

    private mutating func singleRoot() throws(YAMLProblem) -> YAMLNode? {
        _ = try next()  // the stream's start
        guard case .documentStart = try next().kind else { return nil }
        let root = try node(try next(), depth: 0)
        _ = try next()  // the document's end
        let after = try next()
        guard case .end = after.kind else {
            throw YAMLProblem(
                words: "expected a single document in the stream: but found another document", line: after.mark.line,
                column: after.mark.column)
        }
        return root
    }

    private mutating func node(_ event: Event, depth: Int) throws(YAMLProblem) -> YAMLNode {
        guard depth < Self.depthLimit else {
            throw YAMLProblem(
                words: "more than \(Self.depthLimit) levels of lists and mappings", line: event.mark.line,
                column: event.mark.column)
        }
        let content: YAMLNode.Content
        switch event.kind {
        case .alias(let name):
            guard let node = anchors[name] else {
                throw YAMLProblem(words: "found undefined alias", line: event.mark.line, column: event.mark.column)
            }
            return node
        case .scalar(let scalar): content = .scalar(scalar)
        case .sequenceStart: content = .sequence(try items(depth + 1))
        case .mappingStart: content = .mapping(try pairs(depth + 1))
        case .end, .documentStart, .sequenceEnd, .mappingEnd, .other:
            // libyaml's grammar puts none of these where a node begins.
            throw YAMLProblem(words: "unexpected end", line: event.mark.line, column: event.mark.column)
        }
        let node = YAMLNode(content: content, mark: event.mark)
        if let anchor = event.anchor { anchors[anchor] = node }
        return node
    }

    private mutating func items(_ depth: Int) throws(YAMLProblem) -> [YAMLNode] {
        var items: [YAMLNode] = []
        while true {
            let event = try next()
            if case .sequenceEnd = event.kind { return items }
            items.append(try node(event, depth: depth))
        }
    }

    private mutating func pairs(_ depth: Int) throws(YAMLProblem) -> [YAMLNode.Pair] {
        var pairs: [YAMLNode.Pair] = []
        var lines: [String: Int] = [:]
        while true {
            let event = try next()
            if case .mappingEnd = event.kind { return pairs }
            let pair = YAMLNode.Pair(key: try node(event, depth: depth), value: try node(try next(), depth: depth))
            if let name = pair.key.scalar?.string {
                if let line = lines[name] {
                    duplicates.append(YAMLDocument.Duplicate(name: name, mark: event.mark, firstLine: line))
                    continue
                }
                lines[name] = event.mark.line
            }
            pairs.append(pair)
        }
    }

    private func next() throws(YAMLProblem) -> Event {
        var event = yaml_event_t()
        guard yaml_parser_parse(parser, &event) == 1 else { throw problem() }
        defer { yaml_event_delete(&event) }
        let start = event.start_mark
        let mark = YAMLMark(line: start.line + 1, column: start.column + 1)
        switch event.type {
        case YAML_STREAM_END_EVENT, YAML_NO_EVENT: return Event(kind: .end, mark: mark)
        case YAML_DOCUMENT_START_EVENT: return Event(kind: .documentStart, mark: mark)
        case YAML_ALIAS_EVENT: return Event(kind: .alias(Self.text(event.data.alias.anchor) ?? ""), mark: mark)
        case YAML_SCALAR_EVENT:
            let scalar = event.data.scalar
            // By its length: a text may hold a NUL.
            let string = String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
            return Event(
                kind: .scalar(YAMLNode.Scalar(string: string, style: Self.style(scalar.style))), mark: mark,
                anchor: Self.text(scalar.anchor))
        case YAML_SEQUENCE_START_EVENT:
            return Event(kind: .sequenceStart, mark: mark, anchor: Self.text(event.data.sequence_start.anchor))
        case YAML_SEQUENCE_END_EVENT: return Event(kind: .sequenceEnd, mark: mark)
        case YAML_MAPPING_START_EVENT:
            return Event(kind: .mappingStart, mark: mark, anchor: Self.text(event.data.mapping_start.anchor))
        case YAML_MAPPING_END_EVENT: return Event(kind: .mappingEnd, mark: mark)
        default: return Event(kind: .other, mark: mark)
        }
    }

    /// What libyaml stumbled over.
    private func problem() -> YAMLProblem {
        let state = parser.pointee
        let words = state.problem.map { String(cString: $0) } ?? "out of memory"
        guard state.error != YAML_READER_ERROR else {
            // It comes while the bytes are read ahead, so there is no mark yet, only how many were good.
            return YAMLProblem(words: words, line: bytes.prefix(state.problem_offset).count { $0 == 0x0A } + 1)
        }
        let context = state.context.map { String(cString: $0) + ": " } ?? ""
        return YAMLProblem(words: context + words, line: state.problem_mark.line + 1, column: state.problem_mark.column + 1)
    }

    private static func text(_ characters: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        characters.map { String(decodingCString: $0, as: UTF8.self) }
    }

    private static func style(_ style: yaml_scalar_style_t) -> YAMLNode.Scalar.Style {
        switch style {
        case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
        case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
        case YAML_LITERAL_SCALAR_STYLE: .literal
        case YAML_FOLDED_SCALAR_STYLE: .folded
        default: .plain
        }
    }
}
