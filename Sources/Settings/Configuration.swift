// Flags over environment over profile over default: one profile comes out, or everything that is wrong.

/// What the command line says.
public struct FlagOverrides: Sendable {
    public var profile: String?
    public var configPath: String?
    public var language: String?
    public var readOnly: Bool

    public init(profile: String? = nil, configPath: String? = nil, language: String? = nil, readOnly: Bool = false) {
        self.profile = profile
        self.configPath = configPath
        self.language = language
        self.readOnly = readOnly
    }
}

/// Reading of the configuration.
public enum Configuration {
    /// Largest file that is read. Unit: bytes.
    public static let fileLimit = 1 << 20

    /// The profile to work with.
    public static func load(
        flags: FlagOverrides, environment: [String: String], files: any FileAccess
    ) throws(ConfigProblems) -> Profile {
        let problems = ProblemList()
        let variables = Variables(environment)
        let language = chosenLanguage(flags, variables, problems)
        let (path, file) = readFile(flags, environment, files, problems)
        let picked = pick(flags, variables, file ?? ConfigFile(), hasFile: file != nil, problems)
        guard problems.items.isEmpty, let picked else { throw ConfigProblems(problems.items) }

        let profile = profile(picked, variables, path, environment, files, problems)
        guard problems.items.isEmpty, var profile else { throw ConfigProblems(problems.items) }
        profile.readOnly = flags.readOnly || profile.readOnly
        profile.language = language ?? profile.language
        return profile
    }

    /// One account of the file under what the environment says; nil, and why, when something is missing.
    static func profile(
        _ account: ConfigFile.Account, _ variables: Variables, _ path: String?, _ environment: [String: String],
        _ files: any FileAccess, _ problems: ProblemList
    ) -> Profile? {
        let settings = account.settings
        let before = problems.items.count
        let baseURL = variables.baseURL(problems) ?? settings.baseURL
        let appID = variables["SIMDECK_APP_ID"] ?? settings.appID
        let secret = variables["SIMDECK_APP_SECRET"].map { SecretSource.value(Secret($0)) } ?? settings.secret
        if problems.items.count == before {
            if baseURL == nil, !problems.mention("base_url", of: account) { problems.items.append(missing("base_url", account)) }
            if appID == nil, !problems.mention("app_id", of: account) { problems.items.append(missing("app_id", account)) }
        }
        let folder = path.map { String($0[..<($0.lastIndex(of: "/") ?? $0.startIndex)]) }
        func absolute(_ text: String) -> String { StatePaths.expand(text, from: folder, environment: environment) }
        if let ca = settings.caFile, !files.exists(absolute(ca.value)) {
            problems.items.append(ConfigProblem(ca.place, key: "ca_file", .fileMissing))
        }
        guard let baseURL, let appID else { return nil }

        var profile = Profile(
            name: account.name, baseURL: baseURL.value.text, appID: appID, secret: secret ?? .missing,
            isProduction: settings.production ?? !baseURL.value.isLoopback)
        if case .file(let name, let place)? = secret { profile.secret = .file(absolute(name), place: place) }
        profile.readOnly = settings.readOnly ?? false
        profile.colour = settings.colour
        profile.fleet = settings.fleet.map { absolute($0.value) }
        profile.fleetPlace = settings.fleet?.place
        profile.language = settings.language
        profile.theme = variables["SIMDECK_THEME"] ?? settings.theme?.value
        profile.themePlace = variables["SIMDECK_THEME"].map { _ in ConfigPlace(file: "$SIMDECK_THEME") } ?? settings.theme?.place
        profile.caFile = settings.caFile.map { absolute($0.value) }
        profile.proxy = settings.proxy
        profile.poll = settings.poll
        profile.confirm = settings.confirm
        profile.keys = settings.keys.mapValues(\.value)
        profile.keyPreset = settings.keyPreset
        profile.keyPlaces = settings.keys.mapValues(\.place)
        profile.columns = settings.columns
        profile.endpoints = settings.endpoints
        profile.endpointPlaces = settings.endpointPlaces
        profile.listen = settings.listen
        profile.alerts = settings.alerts
        profile.terminal = settings.terminal
        if baseURL.value.scheme == "http", !baseURL.value.isLoopback {
            profile.warnings.append(ConfigProblem(baseURL.place, key: "base_url", .plainHTTP(host: baseURL.value.host)))
        }
        return profile
    }

    /// The theme asked for, as far as it can be told without a whole account: the environment, the profile that
    /// would be used, the file's own word. nil when nothing says, or the file cannot be read.
    public static func theme(flags: FlagOverrides, environment: [String: String], files: any FileAccess) -> String? {
        let variables = Variables(environment)
        if let theme = variables["SIMDECK_THEME"] { return theme }
        let problems = ProblemList()
        guard let file = readFile(flags, environment, files, problems).1, problems.items.isEmpty else { return nil }
        return (pick(flags, variables, file, hasFile: true, problems)?.settings.theme ?? file.defaults.theme)?.value
    }

    /// The names of the profiles in the file, for completion and the profile switch; empty without a file.
    public static func profileNames(
        flags: FlagOverrides, environment: [String: String], files: any FileAccess
    ) throws(ConfigProblems) -> [String] {
        let problems = ProblemList()
        let (_, file) = readFile(flags, environment, files, problems)
        guard problems.items.isEmpty else { throw ConfigProblems(problems.items) }
        return file?.accounts.map(\.name) ?? []
    }

    /// Fit to be a folder's name and to be typed.
    public static func isProfileName(_ name: String) -> Bool {
        (1...64).contains(name.utf8.count) && !name.hasPrefix(".")
            && name.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                    || byte == 0x2D || byte == 0x2E || byte == 0x5F
            }
    }

    private static func chosenLanguage(_ flags: FlagOverrides, _ variables: Variables, _ problems: ProblemList) -> String? {
        let (text, origin) = flags.language.map { ($0, "--lang") } ?? (variables["SIMDECK_LANG"] ?? "", "$SIMDECK_LANG")
        if text.isEmpty && flags.language == nil { return nil }
        if SettingKey.languages.contains(text) { return text }
        problems.items.append(
            ConfigProblem(
                ConfigPlace(file: origin), key: "language",
                .badValue(found: "\"\(text.prefix(40))\"", expected: .oneOf(SettingKey.languages)),
                suggestion: Suggestion.nearest(to: text, among: SettingKey.languages)))
        return nil
    }

    /// The file's path and contents; a file that nobody named may be absent.
    static func readFile(
        _ flags: FlagOverrides, _ environment: [String: String], _ files: any FileAccess, _ problems: ProblemList
    ) -> (String?, ConfigFile?) {
        let named = flags.configPath ?? environment["SIMDECK_CONFIG"].flatMap { $0.isEmpty ? nil : $0 }
        guard
            let path = named.map({ StatePaths.expand($0, environment: environment) })
                ?? StatePaths.configFile(environment: environment)
        else { return (nil, nil) }
        do {
            let contents = try files.read(path, limit: fileLimit)
            return (path, ConfigFile(contents.bytes, file: path, problems: problems))
        } catch .missing where named == nil {
            return (nil, nil)
        } catch {
            problems.items.append(ConfigProblem(ConfigPlace(file: path), key: path, .init(error)))
            return (path, nil)
        }
    }

    private static func missing(_ key: String, _ account: ConfigFile.Account) -> ConfigProblem {
        ConfigProblem(account.place, key: "profiles.\(account.name).\(key)", .missingKey)
    }
}

extension ConfigProblem.Reason {
    public init(_ problem: FileProblem) {
        switch problem {
        case .missing: self = .fileMissing
        case .unreadable(let why): self = .fileUnreadable(why)
        case .tooLarge(let limit): self = .fileTooLarge(limit: limit)
        case .failed(let status): self = .commandFailed(status: status)
        }
    }
}
