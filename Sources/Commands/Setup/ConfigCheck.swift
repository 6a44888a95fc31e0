// What is wrong with a configuration, all of it: the file's own shape, and what only the upper layers know:
// keys, alerts, themes, endpoints.

import ConsoleUI
import Localization
import PlatformContract
import Settings
import ViewModels

/// A survey with everything that the whole program has to say of it.
struct ConfigCheck {
    var survey: ConfigSurvey
    var problems: [ConfigProblem]

    init(_ options: GlobalOptions, file: String? = nil, environment: [String: String] = ProcessFacts.environment) {
        var flags = options.overrides()
        flags.configPath = file ?? flags.configPath
        let text = options.text
        survey = Configuration.survey(flags: flags, environment: environment, files: LiveFileAccess(environment: environment))
        var found = survey.problems
        for profile in survey.profiles {
            found += Self.keys(profile, text) + AlertSettings.checked(profile.alerts, text).1
            found += Self.theme(profile, text) + Self.endpoints(profile)
        }
        var told: Set<ConfigProblem> = []
        problems = found.filter { told.insert($0).inserted }
            .sorted { ($0.line ?? Int.max, $0.column ?? 0) < ($1.line ?? Int.max, $1.column ?? 0) }
    }

    private static func keys(_ profile: Profile, _ text: CommandText) -> [ConfigProblem] {
        KeyMap(overrides: profile.keys).problems.map { problem in
            let place = profile.keyPlaces[problem.command] ?? ConfigPlace(file: "keys")
            return ConfigProblem(
                place, key: "keys.\(problem.command)", .badBinding(text.keyWords(problem, places: profile.keyPlaces)),
                suggestion: Self.suggestion(problem))
        }
    }

    private static func suggestion(_ problem: KeyProblem) -> String? {
        guard case .unknownCommand(let id) = problem else { return nil }
        return Suggestion.nearest(to: id, among: CommandName.allCases.map(\.rawValue))
    }

    private static func theme(_ profile: Profile, _ text: CommandText) -> [ConfigProblem] {
        guard let name = profile.theme, name != ConsoleThemes.automatic, let place = profile.themePlace else { return [] }
        do {
            _ = try ThemeLoader(text: text).load(name)
            return []
        } catch {
            return [ConfigProblem(place, key: "theme", .badBinding(error.message))]
        }
    }

    private static func endpoints(_ profile: Profile) -> [ConfigProblem] {
        let known = Catalogue.all.map(\.id)
        return profile.endpointPlaces.compactMap { id, place in
            guard !known.contains(id) else { return nil }
            return ConfigProblem(
                place, key: "endpoints.\(id)", .unknownKey, suggestion: Suggestion.nearest(to: id, among: known))
        }
    }
}
