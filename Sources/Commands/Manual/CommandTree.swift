// The command line as a value: every command with its arguments, read from the parser's own tables. Help,
// manual pages and completion are three printings of the same facts.

import ArgumentParser
import JSONText

/// One argument of a command.
struct ArgumentFact: Hashable {
    enum Kind: String { case positional, option, flag }

    var kind: Kind
    /// As they are written, `-y` and `--yes`; empty for a positional one.
    var names: [String]
    /// What stands for its value: `CARDS`.
    var value: String
    var meaning: String
    var fallback: String?
    /// The only values it takes; empty when any will do.
    var values: [String]
    var isOptional: Bool
    var isRepeating: Bool
}

/// One command with what is below it. Nothing hidden is in it.
struct CommandPage {
    /// `simdeck`, `ops`, `show`.
    var path: [String]
    var abstract: String
    var discussion: String
    var arguments: [ArgumentFact]
    var commands: [CommandPage]
    /// The one that runs when none is named.
    var fallback: String?

    var name: String { path.last ?? "" }
    var positionals: [ArgumentFact] { arguments.filter { $0.kind == .positional } }
    var options: [ArgumentFact] { arguments.filter { $0.kind != .positional } }

    /// Reads `command`, which stands at `path`, with everything below it.
    init(_ command: any ParsableCommand.Type, at path: [String]) throws {
        let document = try JSONValue(parsing: command._dumpHelp())
        self.init(document["command"] ?? .null, at: path)
    }

    private init(_ value: JSONValue, at path: [String]) {
        self.path = path
        abstract = value["abstract"].words
        discussion = value["discussion"].words
        fallback = value["defaultSubcommand"].string
        arguments = (value["arguments"]?.items ?? []).compactMap(ArgumentFact.init)
        commands = (value["subcommands"]?.items ?? []).compactMap { below in
            guard below["shouldDisplay"] != .bool(false), let name = below["commandName"].string, name != "help" else {
                return nil
            }
            return CommandPage(below, at: path + [name])
        }
    }
}

extension ArgumentFact {
    fileprivate init?(_ value: JSONValue) {
        guard value["shouldDisplay"] != .bool(false), let kind = value["kind"].string.flatMap(Kind.init) else { return nil }
        self.kind = kind
        names = (value["names"]?.items ?? []).map { ($0["kind"].string == "long" ? "--" : "-") + $0["name"].words }
        self.value = value["valueName"].words
        meaning = value["abstract"].words
        fallback = value["defaultValue"].string
        values = (value["allValueStrings"] ?? value["allValues"])?.items.compactMap { Optional($0).string } ?? []
        isOptional = value["isOptional"] == .bool(true)
        isRepeating = value["isRepeating"] == .bool(true)
    }
}

extension JSONValue {
    fileprivate var items: [JSONValue] {
        guard case .array(let items) = self else { return [] }
        return items
    }
}

extension JSONValue? {
    fileprivate var string: String? {
        guard case .string(let text)? = self else { return nil }
        return text
    }

    fileprivate var words: String { string ?? "" }
}
