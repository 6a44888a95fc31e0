// The effective values of one profile and where each came from: `config show`. Made from the key table, so a
// new key is listed by itself. A secret is never among them.

/// One value in force.
public struct ConfigRow: Hashable, Sendable {
    /// Where it came from, the strongest first.
    public enum Origin: Hashable, Sendable {
        /// A flag, as it is written.
        case flag(String)
        /// A variable's name.
        case environment(String)
        case profile(ConfigPlace)
        /// The top of the file, for all profiles.
        case top(ConfigPlace)
        case fallback
    }

    public enum Value: Hashable, Sendable {
        case text(String)
        /// In the table's words: what holds when nothing is said.
        case fallback(String)
        /// The secret is there; where it is kept.
        case secretFile(String), secretCommand, secretVariable, noSecret
    }

    /// `poll.flow`.
    public var key: String
    public var value: Value
    public var origin: Origin

    public init(_ key: String, _ value: Value, _ origin: Origin) {
        self.key = key
        self.value = value
        self.origin = origin
    }
}

extension Configuration {
    /// Flags and variables that stand for a key.
    private static let variableNames = [
        "base_url": "SIMDECK_BASE_URL", "app_id": "SIMDECK_APP_ID", "language": "SIMDECK_LANG", "theme": "SIMDECK_THEME",
    ]

    /// Every value in force for the profile that the flags and the environment choose.
    public static func listing(
        flags: FlagOverrides, environment: [String: String], files: any FileAccess
    ) throws(ConfigProblems) -> (profile: Profile, rows: [ConfigRow]) {
        let profile = try load(flags: flags, environment: environment, files: files)
        let (_, file) = readFile(flags, environment, files, ProblemList())
        let root = file?.root
        let own = root?.section("profiles")?.section(profile.name)
        let variables = Variables(environment)
        var rows = [chosenRow(profile, flags, variables, file)]
        for key in SettingKey.all {
            switch key.scope {
            case .file: continue
            case .profile, .anywhere:
                switch key.expected {
                case .mapping:
                    if ["keys", "columns", "endpoints"].contains(key.name) { rows += entries(of: key.name, own, root) }
                default: rows += row(key, profile, flags, variables, own, root).map { [$0] } ?? []
                }
            case .inside(let outer):
                guard ["poll", "confirm", "alerts", "listen"].contains(outer) else { continue }
                let name = "\(outer).\(key.name)"
                rows.append(found(key.name, name, own?.section(outer), root?.section(outer), fallback: key.fallback))
            }
        }
        return (profile, rows)
    }

    private static func chosenRow(
        _ profile: Profile, _ flags: FlagOverrides, _ variables: Variables, _ file: ConfigFile?
    ) -> ConfigRow {
        let origin: ConfigRow.Origin =
            if flags.profile != nil {
                .flag("--profile")
            } else if variables["SIMDECK_PROFILE"] != nil {
                .environment("SIMDECK_PROFILE")
            } else if let place = file?.defaultProfile?.place {
                .top(place)
            } else {
                .fallback
            }
        return ConfigRow("profile", .text(profile.name), origin)
    }

    private static func row(
        _ key: SettingKey, _ profile: Profile, _ flags: FlagOverrides, _ variables: Variables, _ own: ConfigSection?,
        _ root: ConfigSection?
    ) -> ConfigRow? {
        switch key.name {
        case "app_secret_file": return secretRow(profile, variables, own)
        case "app_secret_command": return nil
        case "read_only" where flags.readOnly: return ConfigRow(key.name, .text("true"), .flag("--read-only"))
        case "language":
            if let language = flags.language { return ConfigRow(key.name, .text(language), .flag("--lang")) }
        default: break
        }
        if let name = variableNames[key.name], let value = variables[name] {
            return ConfigRow(key.name, .text(key.name == "base_url" ? profile.baseURL : value), .environment(name))
        }
        let top = key.scope == .anywhere ? root : nil
        var row = found(key.name, key.name, own, top, fallback: key.fallback)
        // As it is used: without `/admin`, and with what is known of a value that nobody gave.
        if key.name == "base_url" { row.value = .text(profile.baseURL) }
        if key.name == "production", row.origin == .fallback { row.value = .text(profile.isProduction ? "true" : "false") }
        return row
    }

    private static func secretRow(_ profile: Profile, _ variables: Variables, _ own: ConfigSection?) -> ConfigRow {
        let name = "app_secret"
        return switch profile.secret {
        case .value: ConfigRow(name, .secretVariable, .environment("SIMDECK_APP_SECRET"))
        case .file(let path, let place): ConfigRow(name, .secretFile(path), .profile(place))
        // The command itself may hold what nobody should read.
        case .command(_, let place): ConfigRow(name, .secretCommand, .profile(place))
        case .missing: ConfigRow(name, .noSecret, .fallback)
        }
    }

    private static func found(
        _ name: String, _ full: String, _ own: ConfigSection?, _ top: ConfigSection?, fallback: String
    ) -> ConfigRow {
        if let own, let entry = own.entry(name) {
            return ConfigRow(full, .text(own.shown(entry)), .profile(own.valuePlace(entry)))
        }
        if let top, let entry = top.entry(name) {
            return ConfigRow(full, .text(top.shown(entry)), .top(top.valuePlace(entry)))
        }
        return ConfigRow(full, .fallback(fallback), .fallback)
    }

    /// The entries of a mapping whose names are a person's own choice.
    private static func entries(of name: String, _ own: ConfigSection?, _ root: ConfigSection?) -> [ConfigRow] {
        var rows: [ConfigRow] = []
        for (section, isOwn) in [(own?.section(name), true), (root?.section(name), false)] {
            guard let section else { continue }
            for entry in section.entries where !rows.contains(where: { $0.key == "\(name).\(entry.name)" }) {
                let place = section.valuePlace(entry)
                rows.append(
                    ConfigRow("\(name).\(entry.name)", .text(section.shown(entry)), isOwn ? .profile(place) : .top(place)))
            }
        }
        return rows
    }
}

extension ConfigSection {
    /// A value as one line. What may be a password is not in it: the user of an address, the words of a command.
    func shown(_ entry: Entry) -> String {
        if entry.name == "command" { return "…" }
        if entry.name == "proxy", let text = entry.value.scalar?.string, let at = text.lastIndex(of: "@") {
            return "…" + text[at...]
        }
        return Self.line(entry.value)
    }

    private static func line(_ node: YAMLNode) -> String {
        if let text = node.scalar?.string { return text }
        if let items = node.sequence { return "[" + items.map(line).joined(separator: ", ") + "]" }
        return "{" + (node.mapping ?? []).map { "\(line($0.key)): \(line($0.value))" }.joined(separator: ", ") + "}"
    }
}
