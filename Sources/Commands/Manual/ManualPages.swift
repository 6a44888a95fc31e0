// The manual pages: simdeck(1), simdeck-keys(7), simdeck-config(5). Lists come from the parser's tables, the
// key table and the settings' table; the prose stands in Localization.

import CellGrid
import ConsoleUI
import Localization
import Settings
import ViewModels

/// Prints the pages in one language.
struct ManualPages {
    /// One file of the manual.
    struct Page {
        /// Below the folder of manual pages: `man1/simdeck.1`.
        var path: String
        var text: String
    }

    var text: ManualText
    private var source: String { "simdeck \(Version.current)" }

    init(language: Language) { text = ManualText(language: language) }

    /// The settings are described in English only, so their page is.
    func all() throws -> [Page] {
        let folder = text.language == .zh ? "zh_CN/" : ""
        var pages = [
            Page(path: folder + "man1/simdeck.1", text: program(try CommandPage(SimdeckCommand.self, at: ["simdeck"]))),
            Page(path: folder + "man7/simdeck-keys.7", text: keys()),
        ]
        if text.language == .en { pages.append(Page(path: "man5/simdeck-config.5", text: settings())) }
        return pages
    }

    private func page(_ name: String, _ section: Int, _ line: String) -> Roff {
        var roff = Roff(title: name.uppercased(), section: section, date: Version.date, source: source, manual: text.manual)
        roff.section(text.name)
        roff.line("\(name) - \(line)")
        return roff
    }

    func program(_ root: CommandPage) -> String {
        var roff = page("simdeck", 1, text.nameLine)
        roff.section(text.synopsis)
        for (form, meaning) in text.consoleForms { roff.item(form, meaning) }
        roff.section(text.description)
        roff.line(text.about)
        for paragraph in [text.safety, text.cards] { roff.paragraph(paragraph) }
        let shared = Self.shared(root)
        roff.section(text.commands)
        let cards = root.commands.first { $0.name == "lookup" }?.positionals ?? []
        for command in root.commands { describe(command, shared: shared + cards, &roff) }
        roff.section(text.options)
        for option in shared + root.options.filter({ option in !shared.contains { $0.names == option.names } }) {
            roff.item(Self.spelled(option), meaning(option))
        }
        roff.section(text.exitStatus)
        for (status, meaning) in text.statuses { roff.item("\(status)", meaning) }
        roff.section(text.environment)
        for (name, meaning) in text.variables { roff.item(name, meaning) }
        roff.section(text.files)
        for (path, meaning) in text.places { roff.item(path, meaning) }
        roff.section(text.examples)
        for (words, lines) in text.exampleLines {
            roff.paragraph(words)
            roff.typed(lines)
        }
        roff.section(text.seeAlso)
        roff.line("simdeck-keys(7), simdeck-config(5)")
        return roff.text
    }

    private func describe(_ command: CommandPage, shared: [ArgumentFact], _ roff: inout Roff) {
        let own = command.options.filter { option in !shared.contains { $0.names == option.names } }
        let words = command.path + command.positionals.map(Self.spelled)
        if command.commands.isEmpty {
            roff.part(words.joined(separator: " "))
            roff.line([command.abstract, command.discussion].filter { !$0.isEmpty }.joined(separator: "\n"))
            for argument in command.positionals where !argument.meaning.isEmpty && !shared.contains(argument) {
                roff.item(Self.spelled(argument), meaning(argument))
            }
            for option in own { roff.item(Self.spelled(option), meaning(option)) }
        } else {
            roff.part(command.path.joined(separator: " "))
            roff.line(command.abstract)
        }
        for below in command.commands { describe(below, shared: shared, &roff) }
    }

    /// Options that nearly every command has are told once.
    private static func shared(_ root: CommandPage) -> [ArgumentFact] {
        guard let lookup = root.commands.first(where: { $0.name == "lookup" }) else { return [] }
        return lookup.options
    }

    private func meaning(_ argument: ArgumentFact) -> String {
        var words = [argument.meaning]
        if !argument.values.isEmpty { words.append(text.oneOf + argument.values.joined(separator: ", ") + ".") }
        // A flag is off unless it is given: no need to say so.
        if let fallback = argument.fallback, argument.kind != .flag, !fallback.isEmpty, fallback != "[]" {
            words.append(text.takes + fallback + ".")
        }
        return words.joined(separator: " ")
    }

    static func spelled(_ argument: ArgumentFact) -> String {
        switch argument.kind {
        case .positional:
            let name = argument.value.uppercased() + (argument.isRepeating ? "..." : "")
            return argument.isOptional ? "[\(name)]" : name
        case .flag: return argument.names.joined(separator: ", ")
        case .option: return argument.names.joined(separator: ", ") + " " + argument.value.uppercased()
        }
    }

    // MARK: Keys and settings

    func keys() -> String {
        var roff = page("simdeck-keys", 7, text.keysNameLine)
        roff.section(text.description)
        roff.line(text.keysAbout)
        roff.section(text.keys)
        let everywhere = CommandTable.all.filter { $0.panes == nil }
        roff.part(text.everywhere)
        for command in everywhere { describe(command, &roff) }
        for pane in PaneID.allCases {
            let own = CommandTable.all.filter { $0.panes?.contains(pane) ?? false }
            guard !own.isEmpty else { continue }
            roff.part((Label(rawValue: pane.rawValue) ?? .everywhere).text(text.language))
            for command in own { describe(command, &roff) }
        }
        roff.section(text.seeAlso)
        roff.line("simdeck(1), simdeck-config(5)")
        return roff.text
    }

    private func describe(_ command: Command, _ roff: inout Roff) {
        let keys = command.keys.map { KeyNotation.text($0) }
        let words = command.name.words(text.language)
        roff.item(
            (keys.isEmpty ? text.unbound : keys.joined(separator: " ")) + "  [\(command.name.rawValue)]", words.help)
    }

    func settings() -> String {
        var roff = page("simdeck-config", 5, text.configNameLine)
        roff.section(text.synopsis)
        roff.line("$XDG_CONFIG_HOME/simdeck/config.yaml, ~/.config/simdeck/config.yaml, $SIMDECK_CONFIG")
        roff.section(text.description)
        roff.line(text.configAbout)
        roff.section(text.options)
        var groups: [(SettingKey.Scope, String)] = [(.file, text.atTop), (.profile, text.inProfile), (.anywhere, text.anywhere)]
        for key in SettingKey.all {
            if case .inside(let name) = key.scope, !groups.contains(where: { $0.0 == key.scope }) {
                groups.append((key.scope, text.inside(name)))
            }
        }
        for (scope, title) in groups {
            roff.part(title)
            for key in SettingKey.all where key.scope == scope {
                var words = "\(key.meaning) Takes \(key.expected.words)."
                if !key.fallback.isEmpty { words += " " + text.takes + key.fallback + "." }
                if key.isReserved { words += " " + text.reserved }
                roff.item(key.name, words)
            }
        }
        roff.section(text.examples)
        roff.typed([
            "default_profile: prod", "profiles:", "  prod:", "    base_url: https://agent.example.cn", "    app_id: A1234",
            "    app_secret_file: ~/.config/simdeck/prod.key", "    fleet: ~/cards.csv", "    confirm:",
            "      type_profile_from: 20", "      require_reason: true",
        ])
        roff.section(text.seeAlso)
        roff.line("simdeck(1), simdeck-keys(7)")
        return roff.text
    }
}
