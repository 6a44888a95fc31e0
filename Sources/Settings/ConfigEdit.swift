// A new profile written into a configuration file that a person has written: by adding lines, never by writing
// the file anew, so that no comment and no order of theirs is lost. What comes out is read again before it is
// believed.

/// What a new profile says.
public struct NewProfile: Hashable, Sendable {
    /// Where its secret is kept.
    public enum SecretPlace: Hashable, Sendable {
        case file(String)
        case command(String)
        case environment
    }

    public var name: String
    public var baseURL: BaseURL
    public var appID: String
    public var secret: SecretPlace
    public var isReadOnly: Bool
    public var isProduction: Bool

    public init(
        name: String, baseURL: BaseURL, appID: String, secret: SecretPlace, isReadOnly: Bool, isProduction: Bool
    ) {
        self.name = name
        self.baseURL = baseURL
        self.appID = appID
        self.secret = secret
        self.isReadOnly = isReadOnly
        self.isProduction = isProduction
    }
}

/// Why the file is left alone.
public enum ConfigEditProblem: Error, Hashable, Sendable {
    /// The file has mistakes, which are to be mended first.
    case mistakes(ConfigProblems)
    case nameTaken(String)
    /// The profiles stand in one line, or in a shape that lines cannot be added to; these are to be added by hand.
    case byHand(lines: String)
}

public enum ConfigEdit {
    /// A file of its own for the first profile. `comments`: the words above each key.
    public static func newFile(_ profile: NewProfile, comments: ConfigComments) -> String {
        let head = comments.head.map { "# \($0)\n" }.joined()
        let lines = ["", "default_profile: \(profile.name)", "", "profiles:"] + block(profile, indent: 2, comments)
        return head + lines.joined(separator: "\n") + "\n"
    }

    /// `text` with the profile added; every line of it is still there.
    public static func adding(
        _ profile: NewProfile, to text: String, file: String, comments: ConfigComments
    ) throws(ConfigEditProblem) -> String {
        let before = try read(text, file)
        if before.accounts.contains(where: { $0.name == profile.name }) { throw .nameTaken(profile.name) }
        let ending = text.contains("\r\n") ? "\r\n" : "\n"
        var lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }.map(String.init)
        if lines.last == "" { lines.removeLast() }
        let indent = before.accounts.first?.place.column.map { $0 - 1 } ?? 2
        let new = block(profile, indent: max(1, indent), comments)
        if let at = end(of: "profiles", in: lines) {
            lines.insert(contentsOf: new, at: at)
        } else {
            lines += ["", "profiles:"] + new
        }
        // With a second profile it would no longer be clear which one is meant.
        if before.defaultProfile == nil, let only = before.accounts.first?.name, before.accounts.count == 1 {
            lines += ["", "default_profile: \(only)"]
        }
        let result = lines.joined(separator: ending) + ending
        let byHand = ConfigEditProblem.byHand(lines: (["profiles:"] + new).joined(separator: "\n"))
        guard let after = try? read(result, file), after.accounts.count == before.accounts.count + 1,
            let added = after.accounts.first(where: { $0.name == profile.name }),
            added.settings.appID == profile.appID, added.settings.baseURL?.value == profile.baseURL
        else { throw byHand }
        return result
    }

    private static func read(_ text: String, _ file: String) throws(ConfigEditProblem) -> ConfigFile {
        let problems = ProblemList()
        let read = ConfigFile(Array(text.utf8), file: file, problems: problems)
        guard problems.items.isEmpty else { throw .mistakes(ConfigProblems(problems.items)) }
        return read
    }

    /// The line behind the last one that belongs to a key at the left edge; nil when there is none.
    private static func end(of key: String, in lines: [String]) -> Int? {
        guard let start = lines.firstIndex(where: { $0.hasPrefix("\(key):") }) else { return nil }
        var last = start
        for index in (start + 1)..<max(start + 1, lines.count) {
            let line = lines[index]
            if line.allSatisfy(\.isWhitespace) { continue }
            // A comment at the left edge belongs to what follows it.
            guard line.first == " " else {
                if line.first == "#" { continue }
                break
            }
            last = index
        }
        return last + 1
    }

    private static func block(_ profile: NewProfile, indent: Int, _ comments: ConfigComments) -> [String] {
        let outer = String(repeating: " ", count: indent)
        let inner = outer + "  "
        var lines = ["\(outer)\(profile.name):"]
        func add(_ key: String, _ value: String) {
            lines.append("\(inner)\(key): \(value)")
        }
        lines.append("\(inner)# \(comments.baseURL)")
        add("base_url", profile.baseURL.text)
        add("app_id", quoted(profile.appID))
        lines.append("\(inner)# \(comments.secret)")
        switch profile.secret {
        case .file(let path): add("app_secret_file", quoted(path))
        case .command(let command): add("app_secret_command", quoted(command))
        case .environment: lines.append("\(inner)# SIMDECK_APP_SECRET")
        }
        lines.append("\(inner)# \(comments.readOnly)")
        add("read_only", profile.isReadOnly ? "true" : "false")
        lines.append("\(inner)# \(comments.production)")
        add("production", profile.isProduction ? "true" : "false")
        return lines
    }

    /// In quotes always: `yes`, `0123` and `~` are more than texts to YAML.
    private static func quoted(_ text: String) -> String {
        let plain = text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) || "/._-~".contains($0) }
        let risky = ["yes", "no", "on", "off", "true", "false", "null", "y", "n"].contains(text.lowercased())
        let startsAsText = text.first?.isLetter ?? false || text.hasPrefix("/") || text.hasPrefix("~/")
        if plain, !risky, startsAsText { return text }
        return "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
    }
}

/// The words above the keys of a new profile, in the person's language.
public struct ConfigComments: Sendable {
    public var head: [String]
    public var baseURL: String
    public var secret: String
    public var readOnly: String
    public var production: String

    public init(head: [String], baseURL: String, secret: String, readOnly: String, production: String) {
        self.head = head
        self.baseURL = baseURL
        self.secret = secret
        self.readOnly = readOnly
        self.production = production
    }
}
