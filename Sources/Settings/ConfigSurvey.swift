// The whole file looked at, not one profile: for `config check`, `config profiles`, `config path` and `doctor`.

/// A configuration with everything that is wrong in it.
public struct ConfigSurvey: Sendable {
    /// The file that is read, or would be; nil when not even a home is known.
    public var path: String?
    public var hasFile: Bool
    /// In the order of the file.
    public var problems: [ConfigProblem]
    /// Not wrong, but worth saying.
    public var warnings: [ConfigProblem]
    /// The profiles that can be made, in the order of the file; without a file, that of the environment.
    public var profiles: [Profile]
    /// The names of all profiles, also of those that cannot.
    public var names: [String]
    /// The profile that is used when nothing else is said; nil when that is not clear.
    public var chosen: String?
}

extension Configuration {
    /// Reads and checks everything; stops at nothing. No command for a secret is run.
    public static func survey(
        flags: FlagOverrides, environment: [String: String], files: any FileAccess
    ) -> ConfigSurvey {
        let problems = ProblemList()
        let variables = Variables(environment)
        var warnings: [ConfigProblem] = []
        let (path, found) = readFile(flags, environment, files, problems)
        let file = found ?? ConfigFile()
        if let path, found != nil, let contents = try? files.read(path, limit: fileLimit) {
            warnings += YAMLPitfalls.notes(contents.bytes, file: path)
        }
        var accounts = file.accounts
        let wrongBefore = problems.items.count
        let choice = ProblemList()
        let picked = pick(flags, variables, file, hasFile: found != nil, choice)
        // Of a file that cannot be understood nothing can be said about its profiles.
        if wrongBefore == 0 || !file.accounts.isEmpty { sort(choice.items, into: problems, &warnings) }
        if accounts.isEmpty, let picked { accounts = [picked] }
        var profiles: [Profile] = []
        for account in accounts {
            guard let profile = profile(account, variables, path, environment, files, problems) else { continue }
            warnings += profile.warnings
            profiles.append(profile)
            check(profile, files, problems)
        }
        // Two profiles under one variable or default say the same of it.
        var told: Set<ConfigProblem> = []
        let all = problems.items.filter { told.insert($0).inserted }
        return ConfigSurvey(
            path: path, hasFile: found != nil, problems: all.sorted(by: inOrder), warnings: warnings, profiles: profiles,
            names: accounts.map(\.name), chosen: picked?.name)
    }

    /// That several profiles wait for a choice is nothing wrong with the file.
    private static func sort(_ items: [ConfigProblem], into problems: ProblemList, _ warnings: inout [ConfigProblem]) {
        for problem in items {
            if case .noProfileChosen = problem.reason { warnings.append(problem) } else { problems.items.append(problem) }
        }
    }

    private static func check(_ profile: Profile, _ files: any FileAccess, _ problems: ProblemList) {
        switch profile.secret {
        case .file, .missing:
            do {
                _ = try resolveSecret(profile, files: files)
            } catch {
                problems.items += error.items
            }
        case .command, .value: break
        }
        if let fleet = profile.fleet, let place = profile.fleetPlace, !files.exists(fleet) {
            problems.items.append(ConfigProblem(place, key: "fleet", .fileMissing))
        }
    }

    private static func inOrder(_ one: ConfigProblem, _ other: ConfigProblem) -> Bool {
        (one.line ?? Int.max, one.column ?? 0) < (other.line ?? Int.max, other.column ?? 0)
    }
}
