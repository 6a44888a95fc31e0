// Which profile is meant, and what the environment says of it.

/// The program's variables; one that is empty counts as not set.
struct Variables {
    private let environment: [String: String]

    init(_ environment: [String: String]) { self.environment = environment }

    subscript(name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }

    /// The three that make a file needless, as far as they are not set.
    var missing: [String] { ["SIMDECK_BASE_URL", "SIMDECK_APP_ID", "SIMDECK_APP_SECRET"].filter { self[$0] == nil } }

    func baseURL(_ problems: ProblemList) -> Placed<BaseURL>? {
        guard let text = self["SIMDECK_BASE_URL"] else { return nil }
        let place = ConfigPlace(file: "$SIMDECK_BASE_URL")
        do {
            return Placed(value: try BaseURL(text), place: place)
        } catch {
            let reason: ConfigProblem.Reason =
                error == .credentials
                ? .credentialsInAddress : .badValue(found: "\"\(text.prefix(40))\"", expected: .httpAddress)
            problems.items.append(ConfigProblem(place, key: "base_url", reason))
            return nil
        }
    }
}

extension Configuration {
    /// Flag, variable, `default_profile`, the only one there is; with the environment complete, none is needed.
    static func pick(
        _ flags: FlagOverrides, _ variables: Variables, _ file: ConfigFile, hasFile: Bool, _ problems: ProblemList
    ) -> ConfigFile.Account? {
        guard problems.items.isEmpty else { return nil }
        let named =
            flags.profile.map { Placed(value: $0, place: ConfigPlace(file: "--profile")) }
            ?? variables["SIMDECK_PROFILE"].map { Placed(value: $0, place: ConfigPlace(file: "$SIMDECK_PROFILE")) }
            ?? file.defaultProfile
        let known = file.accounts.map(\.name)
        if let named {
            if let account = file.accounts.first(where: { $0.name == named.value }) { return account }
            guard isProfileName(named.value) else {
                problems.items.append(
                    ConfigProblem(
                        named.place, key: "profile", .badValue(found: "\"\(named.value.prefix(70))\"", expected: .profileName)))
                return nil
            }
            if variables.missing.isEmpty {
                return ConfigFile.Account(name: named.value, place: named.place, settings: file.defaults)
            }
            let reason: ConfigProblem.Reason =
                hasFile ? .noSuchProfile(known: known) : .nothingConfigured(missing: variables.missing)
            problems.items.append(
                ConfigProblem(
                    named.place, key: named.value, reason, suggestion: Suggestion.nearest(to: named.value, among: known)))
            return nil
        }
        if file.accounts.count == 1 { return file.accounts[0] }
        let nowhere = ConfigPlace(file: "environment")
        if variables.missing.isEmpty { return ConfigFile.Account(name: "default", place: nowhere, settings: file.defaults) }
        let reason: ConfigProblem.Reason =
            file.accounts.isEmpty ? .nothingConfigured(missing: variables.missing) : .noProfileChosen(known: known)
        problems.items.append(ConfigProblem(nowhere, key: "profile", reason))
        return nil
    }

    /// The profile whose state is meant, for what asks the platform nothing: no part of the account is needed.
    public static func profileName(
        flags: FlagOverrides, environment: [String: String], files: any FileAccess
    ) throws(ConfigProblems) -> String {
        let (problems, variables) = (ProblemList(), Variables(environment))
        let (_, file) = readFile(flags, environment, files, problems)
        if let picked = pick(flags, variables, file ?? ConfigFile(), hasFile: file != nil, problems) { return picked.name }
        guard problems.items.allSatisfy({ if case .nothingConfigured = $0.reason { true } else { false } }) else {
            throw ConfigProblems(problems.items)
        }
        return flags.profile ?? variables["SIMDECK_PROFILE"] ?? "default"
    }

    /// The profile's secret. The file is read once; its mode is that of the very file that was read.
    public static func resolveSecret(_ profile: Profile, files: any FileAccess) throws(ConfigProblems) -> Secret {
        let key = "profiles.\(profile.name)."
        let place: ConfigPlace
        let name: String
        let bytes: [UInt8]
        switch profile.secret {
        case .value(let secret): return secret
        case .missing:
            throw ConfigProblems([
                ConfigProblem(ConfigPlace(file: "$SIMDECK_APP_SECRET"), key: key + "app_secret_file", .missingKey)
            ])
        case .file(let path, let at):
            (place, name) = (at, key + "app_secret_file")
            let contents: FileContents
            do {
                contents = try files.read(path, limit: 65_536)
            } catch {
                throw ConfigProblems([ConfigProblem(place, key: name, .init(error))])
            }
            guard contents.isOurs else { throw ConfigProblems([ConfigProblem(place, key: name, .foreignOwner)]) }
            guard contents.mode & 0o177 == 0 else {
                let mode = "0" + String(contents.mode & 0o777, radix: 8)
                throw ConfigProblems([
                    ConfigProblem(place, key: name, .loosePermissions(mode: mode, mend: "chmod 600 \(quoted(path))"))
                ])
            }
            bytes = contents.bytes
        case .command(let command, let at):
            (place, name) = (at, key + "app_secret_command")
            do {
                bytes = try files.run(command)
            } catch .unreadable(let why) {
                throw ConfigProblems([ConfigProblem(place, key: name, .commandNotRun(why))])
            } catch {
                throw ConfigProblems([ConfigProblem(place, key: name, .init(error))])
            }
        }
        let line = String(decoding: bytes.prefix { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self).trimmed
        guard !line.isEmpty else { throw ConfigProblems([ConfigProblem(place, key: name, .emptySecret)]) }
        return Secret(line)
    }

    /// A path as it can be pasted into a shell.
    private static func quoted(_ path: String) -> String {
        let isPlain = path.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || "/._-".utf8.contains(byte)
        }
        if isPlain { return path }
        return "'" + path.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}
