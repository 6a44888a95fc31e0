// Text → tree of YAML nodes with marks; the parser's errors → problems with a place.

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
        let document: YAMLDocument
        do throws(YAMLProblem) {
            document = try YAMLComposer.document(Array(text.utf8))
        } catch {
            // What the parser trips over is then a trap that is told already, in plain words.
            problems.items += traps.filter { $0.reason == .tabIndent }
            if traps.isEmpty {
                let place = ConfigPlace(file: file, line: error.line, column: error.column)
                problems.items.append(ConfigProblem(place, key: "", .syntax(error.words)))
            }
            return nil
        }
        for found in document.duplicates {
            let place = ConfigPlace(file: file, line: found.mark.line, column: found.mark.column)
            problems.items.append(ConfigProblem(place, key: found.name, .duplicateKey(firstLine: found.firstLine)))
        }
        let node = document.root
        let isEmpty = node?.scalar.map { $0.string.isEmpty } ?? (node == nil)
        guard isEmpty || node?.mapping != nil else {
            guard traps.isEmpty else { return nil }
            let found = node?.sequence != nil ? "a list" : "a text"
            problems.items.append(ConfigProblem(start, key: "the file", .badValue(found: found, expected: .mapping)))
            return nil
        }
        return ConfigSection(node, file: file, path: "", place: start, problems: problems)
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
