// The language of `--help`. The parser builds its texts when a command is read, so the language is
// looked up by hand before anything is parsed.

import ArgumentParser
import Localization

/// Help texts stand beside the flag they explain, in both languages.
enum Help {
    /// `--lang`, then `SIMDECK_LANG`, then the locale.
    static let language: Language = language(arguments: CommandLine.arguments, environment: ProcessFacts.environment)

    static func language(arguments: [String], environment: [String: String]) -> Language {
        var asked: String?
        for (index, argument) in arguments.enumerated() {
            if argument == "--lang", index + 1 < arguments.count { asked = arguments[index + 1] }
            if argument.hasPrefix("--lang=") { asked = String(argument.dropFirst(7)) }
        }
        let locale = environment["LC_ALL"] ?? environment["LC_MESSAGES"] ?? environment["LANG"]
        return (asked ?? environment["SIMDECK_LANG"] ?? locale).flatMap { Language(tag: $0) } ?? .en
    }

    static func text(_ english: String, _ chinese: String) -> String {
        switch language {
        case .en: english
        case .zh: chinese
        }
    }
}

/// The help of a flag or argument.
func help(_ english: String, _ chinese: String) -> ArgumentHelp { ArgumentHelp(Help.text(english, chinese)) }
