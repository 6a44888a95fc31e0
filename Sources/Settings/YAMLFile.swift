// Text → tree of YAML nodes with marks; the parser's errors → problems with a place.

import Yams

enum YAMLFile {
    /// The root mapping of a YAML text, or the one thing that makes it unreadable.
    static func root(_ bytes: [UInt8], file: String, problems: ProblemList) -> ConfigSection? {
        let start = ConfigPlace(file: file, line: 1, column: 1)
        guard var text = String(validating: bytes, as: UTF8.self) else {
            let line = bytes[..<validPrefix(bytes)].count { $0 == 0x0A } + 1
            problems.items.append(ConfigProblem(ConfigPlace(file: file, line: line), key: "", .syntax("not UTF-8")))
            return nil
        }
        if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
        let traps = YAMLPitfalls.errors(text, file: file)
        // Inside a block of text a tab is a letter like any other: told only where the parser stumbles.
        problems.items += traps.filter { $0.reason != .tabIndent }
        let node: Node?
        do {
            // The encoding is named because the library's own default asks the environment.
            node = try Parser(yaml: text, encoding: .utf8).singleRoot()
        } catch {
            // What the parser trips over is then a trap that is told already, in plain words.
            let found = problem(error, text: text, file: file)
            problems.items += traps.filter { $0.reason == .tabIndent }
            if traps.isEmpty || found.reason.isDuplicate { problems.items.append(found) }
            return nil
        }
        let isEmpty = node?.scalar.map { $0.string.isEmpty } ?? (node == nil)
        guard isEmpty || node?.mapping != nil else {
            guard traps.isEmpty else { return nil }
            let found = node?.sequence != nil ? "a list" : "a text"
            problems.items.append(ConfigProblem(start, key: "the file", .badValue(found: found, expected: .mapping)))
            return nil
        }
        return ConfigSection(node, file: file, path: "", place: start, problems: problems)
    }

    private static func problem(_ error: any Error, text: String, file: String) -> ConfigProblem {
        func place(_ mark: Mark) -> ConfigPlace { ConfigPlace(file: file, line: mark.line, column: mark.column) }
        switch error as? YamlError {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            let words = (context.map { "\($0.text): " } ?? "") + problem
            return ConfigProblem(place(mark), key: "", .syntax(words))
        case .duplicatedKeysInMapping(let names, let context):
            let name = names.first ?? ""
            let again = second(name, after: context.mark, in: text)
            return ConfigProblem(
                ConfigPlace(file: file, line: again ?? context.mark.line, column: context.mark.column), key: name,
                .duplicateKey(firstLine: context.mark.line))
        case .reader(let problem, let offset, _, _):
            let line = text.utf8.prefix(offset ?? 0).count { $0 == 0x0A } + 1
            return ConfigProblem(ConfigPlace(file: file, line: line), key: "", .syntax(problem))
        case let other:
            return ConfigProblem(ConfigPlace(file: file), key: "", .syntax(other.map { "\($0)" } ?? "unknown error"))
        }
    }

    /// The line of the next key `name` at the same indentation: the library only tells the first one.
    private static func second(_ name: String, after mark: Mark, in text: String) -> Int? {
        let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
        let indentation = String(repeating: " ", count: max(0, mark.column - 1))
        for index in mark.line..<max(mark.line, lines.count) {
            guard lines[index].hasPrefix(indentation) else { continue }
            let rest = lines[index].dropFirst(indentation.count)
            if ["", "\"", "'"].contains(where: { rest.hasPrefix("\($0)\(name)\($0):") }) { return index + 1 }
        }
        return nil
    }

    /// How many bytes from the start are whole UTF-8 characters.
    private static func validPrefix(_ bytes: [UInt8]) -> Int {
        var (low, high) = (0, bytes.count)
        // A prefix that ends inside a character is invalid as well: look at line ends only.
        let ends = [0] + bytes.indices.filter { bytes[$0] == 0x0A }.map { $0 + 1 }
        (low, high) = (0, ends.count - 1)
        while low < high {
            let middle = (low + high + 1) / 2
            if String(validating: bytes[..<ends[middle]], as: UTF8.self) != nil { low = middle } else { high = middle - 1 }
        }
        return ends[low]
    }
}

extension ConfigProblem.Reason {
    fileprivate var isDuplicate: Bool {
        if case .duplicateKey = self { true } else { false }
    }
}
