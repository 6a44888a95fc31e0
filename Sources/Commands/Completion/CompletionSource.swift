// What stands for which argument while a command line is completed: one table, so that the three shells and
// `simdeck complete KIND` offer the same.

import ArgumentParser

/// Where offered words come from.
enum CompletionSource: String, CaseIterable, ExpressibleByArgument {
    case profiles, themes, languages, endpoints, codes, tags, operations, runs, faults, reminders
    /// Names of an endpoint's parameters, `name=`; needs the command line.
    case parameters
    /// Card numbers: files by `@`, and `-`.
    case cards
    case files

    /// Those that `simdeck complete KIND` answers without a command line.
    static let alone = allCases.filter { ![.parameters, .cards, .files].contains($0) }

    /// What `argument` of the command at `path` (`ops`, `show`) takes; nil for free text.
    static func of(_ argument: ArgumentFact, at path: [String]) -> CompletionSource? {
        let name = argument.names.first { $0.hasPrefix("--") }.map { String($0.dropFirst(2)) } ?? argument.value
        let isPositional = argument.kind == .positional
        switch (path.first ?? "", name) {
        case (_, "profile"): return .profiles
        case (_, "theme"): return .themes
        case (_, "lang"): return .languages
        case (_, "fault"): return .faults
        case ("fleet", "tag"), ("fleet", "add"), ("fleet", "remove"): return isPositional ? nil : .tags
        case ("fleet", "output"), ("fleet", "refused"): return .files
        case (_, "config"), (_, "file"), (_, "folder"), (_, "tls-certificate"), (_, "tls-key"): return .files
        case ("remind", "id"), ("remind", "ids"): return .reminders
        case (_, "card"), (_, "cards"), (_, "cards-and-text"): return isPositional ? .cards : nil
        case ("call", "endpoint"): return .endpoints
        case ("call", "values"): return .parameters
        case ("codes", "table"): return .codes
        case ("ops", "id"), ("ops", "ids"):
            return ["show", "settle"].contains(path.last) ? .operations : .runs
        default: return name.hasSuffix("-file") ? .files : nil
        }
    }
}

/// One word that may stand next.
struct CompletionOffer: Hashable {
    var word: String
    /// Shown beside it by shells that can; may be empty.
    var meaning = ""
}

/// What may stand where the cursor is.
struct CompletionAnswer: Hashable {
    var offers: [CompletionOffer] = []
    /// Files may stand there, too, after these characters (`@`, `--config=`); nil: none may.
    var filesAfter: String?

    /// A line an offer, its meaning after a tab; files as a last line that starts with a colon.
    var lines: [String] {
        offers.map { $0.meaning.isEmpty ? $0.word : "\($0.word)\t\($0.meaning.split(separator: "\n").joined(separator: " "))" }
            + (filesAfter.map { [":files\t" + $0] } ?? [])
    }
}
