// One mapping of a YAML file, read key by key. What is wrong goes into a list with its line and
// column, and reading goes on: a person sees all mistakes at once.

/// The problems found so far, shared by the sections of one file.
final class ProblemList {
    var items: [ConfigProblem] = []
}

/// A value and where it stands.
struct Placed<Value> {
    var value: Value
    var place: ConfigPlace
}

/// A mapping with its place in the file.
struct ConfigSection {
    struct Entry {
        var name: String
        var keyPlace: ConfigPlace
        var value: YAMLNode

        var isMapping: Bool { value.mapping != nil }
    }

    let file: String
    /// The keys above it: `profiles.prod`.
    let path: String
    let place: ConfigPlace
    let entries: [Entry]
    let problems: ProblemList
    /// The rows of the key table that may stand here; set by ``checked(_:)``.
    private(set) var keys: [SettingKey] = []

    init(_ node: YAMLNode?, file: String, path: String, place: ConfigPlace, problems: ProblemList) {
        self.file = file
        self.path = path
        self.place = place
        self.problems = problems
        var entries: [Entry] = []
        for pair in node?.mapping ?? [] {
            let keyPlace = Self.place(of: pair.key, file)
            if let name = pair.key.scalar?.string {
                entries.append(Entry(name: name, keyPlace: keyPlace, value: pair.value))
            } else {
                problems.items.append(
                    ConfigProblem(keyPlace, key: path, .badValue(found: "a \(Self.kind(pair.key))", expected: .text)))
            }
        }
        self.entries = entries
    }

    /// Reports every key that is not in `keys`; the readers below then take ranges and choices from there.
    func checked(_ keys: [SettingKey]) -> ConfigSection {
        for entry in entries {
            if keys.contains(where: { $0.name == entry.name }) { continue }
            let nearest = Suggestion.nearest(to: entry.name, among: keys.map(\.name))
            problems.items.append(ConfigProblem(entry.keyPlace, key: full(entry.name), .unknownKey, suggestion: nearest))
        }
        var section = self
        section.keys = keys
        return section
    }

    /// Takes ranges and choices from `keys`; other names stand for themselves.
    func knowing(_ keys: [SettingKey]) -> ConfigSection {
        var section = self
        section.keys = keys
        return section
    }

    func text(_ name: String) -> Placed<String>? {
        guard let entry = entry(name) else { return nil }
        guard let text = entry.value.scalar?.string, !text.trimmed.isEmpty else {
            bad(entry, .text)
            return nil
        }
        return Placed(value: text.trimmed, place: valuePlace(entry))
    }

    /// A text with the place of its first character, behind a quote where there is one.
    func written(_ name: String) -> Placed<String>? {
        guard var text = text(name), let scalar = entry(name)?.value.scalar else { return nil }
        switch scalar.style {
        case .singleQuoted, .doubleQuoted: text.place.column = text.place.column.map { $0 + 1 }
        // The text of a block begins on another line.
        case .literal, .folded: text.place.column = nil
        default: break
        }
        let blanks = scalar.string.prefix { $0.isWhitespace }.count
        text.place.column = text.place.column.map { $0 + blanks }
        return text
    }

    func flag(_ name: String) -> Bool? {
        guard let entry = entry(name) else { return nil }
        switch entry.value.scalar?.string.lowercased() {
        case "true", "yes", "on": return true
        case "false", "no", "off": return false
        default:
            bad(entry, .trueOrFalse)
            return nil
        }
    }

    func number(_ name: String) -> Int? {
        guard let entry = entry(name), case .wholeNumber(let range)? = expected(name) else { return nil }
        guard let text = entry.value.scalar?.string, let number = Int(text), range.contains(number) else {
            bad(entry, .wholeNumber(range))
            return nil
        }
        return number
    }

    /// `30s`, `5m`, `2h`, or a plain number of seconds.
    func duration(_ name: String) -> Duration? {
        guard let entry = entry(name), case .duration(let range)? = expected(name) else { return nil }
        guard let text = entry.value.scalar?.string, let seconds = Self.seconds(text), range.contains(seconds) else {
            bad(entry, .duration(range))
            return nil
        }
        return .seconds(seconds)
    }

    /// `22:00-06:00`.
    func hours(_ name: String) -> QuietHours? {
        guard let entry = entry(name) else { return nil }
        guard let hours = entry.value.scalar.flatMap({ QuietHours($0.string) }) else {
            bad(entry, .hours)
            return nil
        }
        return hours
    }

    func choice(_ name: String) -> String? {
        guard let entry = entry(name), case .oneOf(let names)? = expected(name) else { return nil }
        guard let text = entry.value.scalar?.string, names.contains(text) else {
            let nearest = entry.value.scalar.flatMap { Suggestion.nearest(to: $0.string, among: names) }
            bad(entry, .oneOf(names), suggestion: nearest)
            return nil
        }
        return text
    }

    /// A list of names from a few, each looked at by itself.
    func choices(_ name: String) -> [String]? {
        guard let entry = entry(name), case .listOf(let names)? = expected(name) else { return nil }
        let items = entry.value.sequence ?? [entry.value]
        return items.compactMap { item in
            if let text = item.scalar?.string, names.contains(text) { return text }
            problems.items.append(
                ConfigProblem(
                    Self.place(of: item, file), key: full(name),
                    .badValue(found: Self.found(item), expected: .listOf(names)),
                    suggestion: item.scalar.flatMap { Suggestion.nearest(to: $0.string, among: names) }))
            return nil
        }
    }

    /// A list of mappings.
    func sections(_ name: String, limit: Int) -> [ConfigSection]? {
        guard let entry = entry(name) else { return nil }
        guard let items = entry.value.sequence, items.count <= limit else {
            bad(entry, .mappings(limit))
            return nil
        }
        return items.enumerated().compactMap { index, item in
            let place = Self.place(of: item, file)
            let path = full(name) + "[\(index + 1)]"
            guard item.mapping != nil else {
                problems.items.append(ConfigProblem(place, key: path, .badValue(found: Self.found(item), expected: .mapping)))
                return nil
            }
            return ConfigSection(item, file: file, path: path, place: place, problems: problems)
        }
    }

    /// A text or a list of texts.
    func texts(_ name: String, expected: ConfigProblem.Expected) -> Placed<[String]>? {
        guard let entry = entry(name) else { return nil }
        if let text = entry.value.scalar?.string, !text.isEmpty { return Placed(value: [text], place: valuePlace(entry)) }
        guard let items = entry.value.sequence else {
            bad(entry, expected)
            return nil
        }
        var texts: [String] = []
        for item in items {
            if let text = item.scalar?.string, !text.isEmpty, !isNull(item) {
                texts.append(text)
            } else {
                let place = Self.place(of: item, file)
                problems.items.append(
                    ConfigProblem(place, key: full(name), .badValue(found: Self.found(item), expected: expected)))
            }
        }
        return Placed(value: texts, place: valuePlace(entry))
    }

    /// A mapping; nothing at all after the colon is an empty one.
    func section(_ name: String) -> ConfigSection? {
        guard let entry = entries.first(where: { $0.name == name }) else { return nil }
        guard isNull(entry.value) || entry.value.mapping != nil else {
            bad(entry, .mapping)
            return nil
        }
        return ConfigSection(entry.value, file: file, path: full(name), place: entry.keyPlace, problems: problems)
    }

    private func expected(_ name: String) -> ConfigProblem.Expected? { keys.first { $0.name == name }?.expected }

    func full(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }

    /// Reports the value of `entry` as not fitting. What stands before an `@` may be a password and is
    /// not repeated.
    func bad(_ entry: Entry, _ expected: ConfigProblem.Expected, suggestion: String? = nil) {
        problems.items.append(
            ConfigProblem(
                valuePlace(entry), key: full(entry.name), .badValue(found: Self.found(entry.value), expected: expected),
                suggestion: suggestion))
    }

    /// The entry of a key; nil when it is absent or left empty.
    func entry(_ name: String) -> Entry? {
        entries.first { $0.name == name }.flatMap { isNull($0.value) ? nil : $0 }
    }

    func valuePlace(_ entry: Entry) -> ConfigPlace { Self.place(of: entry.value, file) }

    private func isNull(_ node: YAMLNode) -> Bool {
        guard let scalar = node.scalar, scalar.style == .plain else { return false }
        return ["", "~", "null"].contains(scalar.string.lowercased())
    }

    private static func seconds(_ text: String) -> Int? {
        let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600]
        guard let last = text.last else { return nil }
        guard let unit = units[last] else { return Int(text) }
        guard let count = Int(text.dropLast()), case (let seconds, let overflow) = count.multipliedReportingOverflow(by: unit),
            !overflow
        else { return nil }
        return seconds
    }

    private static func place(of node: YAMLNode, _ file: String) -> ConfigPlace {
        ConfigPlace(file: file, line: node.mark.line, column: node.mark.column)
    }

    private static func kind(_ node: YAMLNode) -> String {
        if node.mapping != nil { return "mapping" }
        return node.sequence != nil ? "list" : "text"
    }

    private static func found(_ node: YAMLNode) -> String {
        guard var text = node.scalar?.string else { return "a \(kind(node))" }
        if let at = text.lastIndex(of: "@") { text = "…" + text[at...] }
        return "\"\(text.prefix(40))\(text.count > 40 ? "…" : "")\""
    }
}

extension ProblemList {
    /// Something is told already about this key of the account: that it is missing would be told twice.
    func mention(_ key: String, of account: ConfigFile.Account) -> Bool {
        items.contains { $0.key == "profiles.\(account.name).\(key)" }
    }
}
