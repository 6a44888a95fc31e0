// The commented file that `config default` prints: every key of the table with its default, or an example
// where there is none. Nothing in it is in force until a person takes the `#` away.

/// The full file.
public enum ConfigTemplate {
    /// `meaning` is what is written above a key, in the language of the person. `comment` stands at the top.
    public static func text(comment: [String], meaning: (SettingKey) -> String) -> String {
        var lines = comment.map { "## \($0)" } + [""]
        add(SettingKey.all.filter { $0.scope == .file && $0.name != "profiles" }, indent: 0, &lines, meaning)
        lines += ["#profiles:", "#  prod:"]
        add(SettingKey.inProfile.filter { $0.name != "app_secret_command" }, indent: 4, &lines, meaning)
        return lines.joined(separator: "\n") + "\n"
    }

    private static func add(_ keys: [SettingKey], indent: Int, _ lines: inout [String], _ meaning: (SettingKey) -> String) {
        let pad = String(repeating: " ", count: indent)
        for key in keys where !key.isReserved {
            lines.append("##\(pad) \(meaning(key))")
            if key.name == "app_secret_file", let other = SettingKey.all.first(where: { $0.name == "app_secret_command" }) {
                lines.append("##\(pad) (app_secret_command: pass show simdeck) \(meaning(other))")
            }
            guard key.expected.isOuter else {
                lines.append("#\(pad)\(key.name): \(key.sample)")
                continue
            }
            lines.append("#\(pad)\(key.name):")
            switch key.name {
            case "keys":
                add(SettingKey.inside("keys"), indent: indent + 2, &lines, meaning)
                lines.append("#\(pad)  cards.stop: [S, F9]")
            case "endpoints":
                lines.append("#\(pad)  setSpeedLimit:")
                add(SettingKey.inside("endpoints"), indent: indent + 4, &lines, meaning)
            case "rules":
                var first = true
                for inner in SettingKey.inside("alerts.rules") {
                    lines.append("##\(pad)   \(meaning(inner))")
                    lines.append("#\(pad)  \(first ? "- " : "  ")\(inner.name): \(inner.sample)")
                    first = false
                }
            default: add(SettingKey.inside(key.name), indent: indent + 2, &lines, meaning)
            }
        }
    }

    /// The file with its settings in force: the `#` before each is gone, the words behind `##` stay.
    static func uncommented(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.hasPrefix("#") && !line.hasPrefix("##") ? String(line.dropFirst()) : String(line)
        }.joined(separator: "\n")
    }
}

extension ConfigProblem.Expected {
    fileprivate var isOuter: Bool {
        switch self {
        case .mapping, .mappings: true
        default: false
        }
    }
}

extension SettingKey {
    /// A value that the reader takes: the default where it is one, else an example.
    var sample: String {
        switch expected {
        case .text: Self.samples[name] ?? "…"
        case .trueOrFalse: fallback.hasPrefix("true") ? "true" : "false"
        case .list: "[notify-send, \"{name}: {count}\"]"
        case .listOf(let names): "[\(names.first ?? "")]"
        case .keys, .mapping, .mappings: "[]"
        case .wholeNumber(let range):
            Int(fallback.prefix { $0.isNumber }).flatMap { range.contains($0) ? "\($0)" : nil }
                ?? "\(min(max(100, range.lowerBound), range.upperBound))"
        case .duration: fallback.last.map { "smh".contains($0) } ?? false ? fallback : "30s"
        case .hours: "22:00-06:00"
        case .oneOf(let names): names.contains(fallback) ? fallback : names.first ?? ""
        case .httpAddress: "https://agent.example.cn"
        case .proxyAddress: "http://proxy.example:3128"
        case .colour: "blue"
        case .profileName: "prod"
        }
    }

    private static let samples = [
        "default_profile": "prod", "app_id": "A1234", "app_secret_file": "~/.config/simdeck/prod.key",
        "fleet": "~/cards.csv", "theme": "default", "ca_file": "~/company-ca.pem", "name": "nearly used up",
        "when": "\"flow>90%\"", "clear": "\"flow<85%\"", "path": "/openapi/iot/setSpeedLimit", "host": "127.0.0.1",
    ]
}
