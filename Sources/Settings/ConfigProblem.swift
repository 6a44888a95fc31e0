// What can be wrong with a setting, as facts. Localization makes the sentence in each language from
// `reason`; `summary` is the English one.

/// Where a setting was read: a file, a variable (`$SIMDECK_LANG`) or a flag (`--lang`).
public struct ConfigPlace: Hashable, Sendable {
    public var file: String
    /// Counted from 1; nil outside of files.
    public var line: Int?
    /// Counted from 1, in Unicode scalars.
    public var column: Int?

    public init(file: String, line: Int? = nil, column: Int? = nil) {
        self.file = file
        self.line = line
        self.column = column
    }

    /// `config.yaml:12:3`, or the variable's or flag's name.
    public var text: String {
        var parts = [file]
        if let line { parts.append("\(line)") }
        if let column { parts.append("\(column)") }
        return parts.joined(separator: ":")
    }
}

/// One thing that is wrong with the configuration.
public struct ConfigProblem: Hashable, Sendable {
    /// The kind of value a key takes.
    public enum Expected: Hashable, Sendable {
        case text, trueOrFalse, list, mapping
        /// One key (`Ctrl-D`) or a list of keys.
        case keys
        case wholeNumber(ClosedRange<Int>)
        /// `30s`, `5m`, `2h` between two lengths. Unit: seconds.
        case duration(ClosedRange<Int>)
        /// `22:00-06:00`, see ``QuietHours``.
        case hours
        case oneOf([String])
        /// A list of some of these names.
        case listOf([String])
        /// A list of mappings, at most so many.
        case mappings(Int)
        /// http or https, a host, no query; `https://agent.example.cn`.
        case httpAddress
        case proxyAddress
        /// `#88c0d0`, a number 0–255, a colour's name or a palette entry.
        case colour
        /// Letters, digits, `-`, `_` and `.`, at most 64, not starting with a dot.
        case profileName
    }

    public enum Reason: Hashable, Sendable {
        /// The file's YAML cannot be read; the parser's own words.
        case syntax(String)
        case unknownKey
        /// A tab where YAML takes blanks only.
        case tabIndent
        /// A full-width or curly character that YAML takes for a letter; the one that was meant.
        case wideCharacter(found: String, meant: String)
        /// The file begins with a byte order mark. A warning: it is read all the same.
        case byteOrderMark
        /// Lines end with CR and LF. A warning: they are read all the same.
        case carriageReturns
        /// What stands under `keys` cannot be bound; why, in words.
        case badBinding(String)
        /// A condition in the filter language that cannot be understood; why, in words.
        case badFilter(String)
        /// The same key twice in one mapping; the line of the first.
        case duplicateKey(firstLine: Int)
        /// The value does not fit; `found` is what stands there.
        case badValue(found: String, expected: Expected)
        /// A key that must be there is not.
        case missingKey
        /// Two keys of which one at most may be there.
        case conflict(with: String)
        /// A user name or password inside an address; `found` is not repeated.
        case credentialsInAddress
        /// Keys and answers would cross the network readable by anyone on the way. A warning.
        case plainHTTP(host: String)
        /// The profile asked for is not in the file; the profiles that are.
        case noSuchProfile(known: [String])
        /// Several profiles and none chosen; the profiles there are.
        case noProfileChosen(known: [String])
        /// There is no configuration file, and the environment lacks these variables.
        case nothingConfigured(missing: [String])
        case fileMissing
        case fileUnreadable(String)
        /// Unit: bytes.
        case fileTooLarge(limit: Int)
        /// Others may read the file; its mode, and the command that mends it.
        case loosePermissions(mode: String, mend: String)
        /// The file belongs to somebody else.
        case foreignOwner
        case emptySecret
        case commandFailed(status: Int32)
        case commandNotRun(String)
    }

    public var place: ConfigPlace
    /// The key with its parents: `profiles.prod.base_url`.
    public var key: String
    public var reason: Reason
    /// The nearest right name or the mend, where there is one.
    public var suggestion: String?

    public init(_ place: ConfigPlace, key: String, _ reason: Reason, suggestion: String? = nil) {
        self.place = place
        self.key = key
        self.reason = reason
        self.suggestion = suggestion
    }

    public var file: String { place.file }
    public var line: Int? { place.line }
    public var column: Int? { place.column }
}

/// Everything that is wrong, in the order of the files.
public struct ConfigProblems: Error, Hashable, Sendable, CustomStringConvertible {
    public var items: [ConfigProblem]

    public init(_ items: [ConfigProblem]) { self.items = items }

    public var description: String { items.map(\.summary).joined(separator: "\n") }
}
