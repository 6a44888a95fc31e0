// keys: every command of the console with its name, its keys and where it works.

import ArgumentParser
import ConsoleUI
import Glibc
import JSONText
import Localization
import Settings
import ViewModels

/// `simdeck keys`.
struct KeysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: Help.text("The console's commands and their keys.", "控制台的命令及其按键。"),
        discussion: Help.text(
            "With the profile's own keys where there is a configuration; with --preset, that set alone.",
            "有配置时按配置中的按键；给出 --preset 时只按该方案。"))

    @Flag(help: help("One JSON document.", "输出一个 JSON 文档。")) var json = false
    @Flag(help: help("The reference page, docs/keys.md.", "输出参考页 docs/keys.md。")) var markdown = false
    @Option(
        help: help("default, vim-strict or arrows-only.", "default、vim-strict 或 arrows-only。"),
        transform: { (text: String) throws -> KeyPreset in
            guard let preset = KeyPreset(rawValue: text) else {
                let known = KeyPreset.allCases.map(\.rawValue).joined(separator: ", ")
                throw ValidationError(Help.text("--preset takes one of \(known)", "--preset 只能是 \(known)"))
            }
            return preset
        })
    var preset: KeyPreset?
    @OptionGroup var global: GlobalOptions

    func run() async throws {
        if markdown { return OutputStream.out.write(KeysPage.text) }
        let map = try map()
        if json { return OutputStream.out.line(document(map).prettyText) }
        let text = global.text
        var table = TextTable([
            .init(title: text.columnCommand), .init(title: text.columnKeys), .init(title: text.columnPanes),
            .init(title: text.columnMeaning),
        ])
        for command in CommandTable.all {
            table.add([
                command.name.rawValue, map.text(for: command.name), panes(command).joined(separator: " "),
                command.name.words(text.language).title,
            ])
        }
        OutputStream.out.write(table.text)
    }

    /// Of the preset, else of the profile, else as they come.
    private func map() throws(CommandFailure) -> KeyMap {
        if let preset { return KeyMap(preset: preset, overrides: [:]) }
        let environment = ProcessFacts.environment
        let path = global.config ?? environment["SIMDECK_CONFIG"] ?? StatePaths.configFile(environment: environment)
        guard let path, access(StatePaths.expand(path, environment: environment), F_OK) == 0 || global.config != nil else {
            return .standard
        }
        let profile: Profile
        do {
            profile = try Configuration.load(
                flags: global.overrides(), environment: environment, files: LiveFileAccess(environment: environment))
        } catch {
            throw CommandFailure(.configuration, global.text.configuration(error))
        }
        return try KeyMap.checked(profile, global.text)
    }

    private func panes(_ command: Command) -> [String] {
        command.panes.map { panes in PaneID.allCases.filter(panes.contains).map(\.rawValue) } ?? []
    }

    private func document(_ map: KeyMap) -> JSONValue {
        .fields(
            (
                "commands",
                .array(
                    CommandTable.all.map { command in
                        let (english, chinese) = (command.name.words(.en), command.name.words(.zh))
                        return .fields(
                            ("id", .string(command.name.rawValue)),
                            ("keys", .array(map.keys(for: command.name).map { .string($0.text) })),
                            ("panes", .array(panes(command).map { .string($0) })),
                            ("changes", .bool(command.effect.isGuarded)), ("title", .string(english.title)),
                            ("titleZh", .string(chinese.title)), ("help", .string(english.help)),
                            ("helpZh", .string(chinese.help)))
                    })
            ))
    }
}

extension KeyMap {
    /// The profile's keys; warnings go to standard error.
    static func checked(_ profile: Profile, _ text: CommandText) throws(CommandFailure) -> KeyMap {
        let keys = KeyMap(preset: profile.keyPreset.flatMap { KeyPreset(rawValue: $0) } ?? .standard, overrides: profile.keys)
        guard keys.problems.isEmpty else {
            let lines = keys.problems.map { text.key($0, places: profile.keyPlaces) }
            throw CommandFailure(.configuration, lines.joined(separator: "\n  "))
        }
        for warning in keys.warnings { OutputStream.err.line("simdeck: " + text.key(warning, places: profile.keyPlaces)) }
        return keys
    }
}

extension CommandText {
    var columnCommand: String { language == .en ? "COMMAND" : "命令" }
    var columnKeys: String { language == .en ? "KEYS" : "按键" }
    var columnPanes: String { language == .en ? "PANES" : "窗格" }
    var columnMeaning: String { language == .en ? "DOES" : "作用" }
}
