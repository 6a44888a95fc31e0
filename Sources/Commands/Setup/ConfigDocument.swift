// The configuration as documents for programs.

import JSONText
import Localization
import Settings

enum ConfigDocument {
    static func check(_ check: ConfigCheck, _ text: CommandText) -> JSONValue {
        .fields(
            ("file", .optional(check.survey.path)), ("exists", .bool(check.survey.hasFile)),
            ("profiles", .strings(check.survey.names)),
            ("problems", .array(check.problems.map { problem($0, text) })),
            ("warnings", .array(check.survey.warnings.map { problem($0, text) })))
    }

    static func problem(_ problem: ConfigProblem, _ text: CommandText) -> JSONValue {
        .fields(
            ("file", .string(problem.file)), ("line", .optional(problem.line)), ("column", .optional(problem.column)),
            ("key", .string(problem.key)), ("message", .string(text.configuration(problem))),
            ("suggestion", .optional(problem.suggestion)))
    }

    static func listing(_ profile: Profile, _ rows: [ConfigRow]) -> JSONValue {
        .fields(("profile", .string(profile.name)), ("settings", .array(rows.map(row))))
    }

    private static func row(_ row: ConfigRow) -> JSONValue {
        let value: JSONValue =
            switch row.value {
            case .text(let text), .fallback(let text): .string(text)
            case .secretFile(let path): .string("set, from file \(path)")
            case .secretCommand: .string("set, from command")
            case .secretVariable: .string("set, from environment")
            case .noSecret: .null
            }
        let (origin, name, place): (String, String?, ConfigPlace?) =
            switch row.origin {
            case .flag(let name): ("flag", name, nil)
            case .environment(let name): ("environment", name, nil)
            case .profile(let place): ("profile", nil, place)
            case .top(let place): ("file", nil, place)
            case .fallback: ("default", nil, nil)
            }
        return .fields(
            ("key", .string(row.key)), ("value", value), ("origin", .string(origin)), ("name", .optional(name)),
            ("file", .optional(place?.file)), ("line", .optional(place?.line)))
    }

    static func profiles(_ survey: ConfigSurvey) -> JSONValue {
        let items: [JSONValue] = survey.names.map { name in
            let profile = survey.profiles.first { $0.name == name }
            return .fields(
                ("name", .string(name)), ("default", .bool(name == survey.chosen)),
                ("baseUrl", .optional(profile?.baseURL)), ("appId", .optional(profile?.appID)),
                ("readOnly", profile.map { .bool($0.readOnly) } ?? .null),
                ("production", profile.map { .bool($0.isProduction) } ?? .null))
        }
        return .fields(("profiles", .array(items)))
    }
}
