// config: the configuration file made, checked, shown and found.

import ArgumentParser
import Glibc
import JSONText
import Localization
import Settings

/// `simdeck config`.
struct ConfigCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: Help.text("The configuration file: make, check, show, find.", "配置文件：创建、检查、查看、定位。"),
        subcommands: [Init.self, Check.self, Show.self, Path.self, Default.self, Profiles.self])

    /// `simdeck config check [FILE]`.
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Help.text("Everything that is wrong, each with file, line and column.", "检查配置，列出全部问题及其文件、行、列。"))

        @Argument(help: help("The file; the one in use without.", "配置文件；不填则为当前使用的文件。")) var file: String?
        @Flag(help: help("One JSON document.", "输出一个 JSON 文档。")) var json = false
        @OptionGroup var global: GlobalOptions

        func run() throws {
            let text = global.text
            let check = ConfigCheck(global, file: file)
            if json {
                OutputStream.out.line(ConfigDocument.check(check, text).prettyText)
            } else {
                for problem in check.problems { OutputStream.out.line(text.configuration(problem)) }
                for warning in check.survey.warnings { OutputStream.out.line(text.warningMark + text.configuration(warning)) }
                OutputStream.err.line(
                    text.checked(
                        check.survey.path ?? "", problems: check.problems.count, profiles: check.survey.names,
                        hasFile: check.survey.hasFile))
            }
            if !check.problems.isEmpty { throw ExitStatus.configuration.code }
        }
    }

    /// `simdeck config show`.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Help.text("The values in force, and where each came from; never a secret.", "显示生效的配置值及其来源；不显示密钥。"))

        @Flag(help: help("One JSON document.", "输出一个 JSON 文档。")) var json = false
        @OptionGroup var global: GlobalOptions

        func run() throws {
            let text = global.text
            let (profile, rows): (Profile, [ConfigRow])
            do throws(ConfigProblems) {
                (profile, rows) = try Configuration.listing(
                    flags: global.overrides(), environment: ProcessFacts.environment,
                    files: LiveFileAccess(environment: ProcessFacts.environment))
            } catch {
                throw CommandFailure(.configuration, text.configuration(error))
            }
            if json { return OutputStream.out.line(ConfigDocument.listing(profile, rows).prettyText) }
            var table = TextTable([
                .init(title: text.columnKey), .init(title: text.columnValue), .init(title: text.columnOrigin),
            ])
            for row in rows { table.add([row.key, text.value(row), text.origin(row.origin)]) }
            OutputStream.out.write(table.text)
        }
    }

    /// `simdeck config path`.
    struct Path: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Help.text("Where everything is, and which of it exists.", "显示各文件的位置及其是否存在。"))

        @Flag(help: help("One JSON document.", "输出一个 JSON 文档。")) var json = false
        @OptionGroup var global: GlobalOptions

        func run() throws {
            let text = global.text
            let places = ConfigPlaces(global).all
            if json {
                return OutputStream.out.line(
                    JSONValue.array(
                        places.map {
                            .fields(("name", .string($0.name)), ("path", .string($0.path)), ("exists", .bool($0.exists)))
                        }
                    ).prettyText)
            }
            var table = TextTable([.init(title: text.columnWhat), .init(title: ""), .init(title: text.columnPath)])
            for place in places { table.add([text.placeName(place.name), text.exists(place.exists), place.path]) }
            OutputStream.out.write(table.text)
        }
    }

    /// `simdeck config default`.
    struct Default: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Help.text("A full file with every key, all commented out.", "输出包含全部配置项（均已注释）的完整文件。"))

        @OptionGroup var global: GlobalOptions

        func run() throws {
            let text = global.text
            OutputStream.out.write(
                ConfigTemplate.text(comment: text.templateHead) { text.meaning(of: $0) })
        }
    }

    /// `simdeck config profiles`.
    struct Profiles: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Help.text("The accounts in the file, one a line.", "逐行列出配置文件中的账号配置。"))

        @Flag(help: help("One JSON document.", "输出一个 JSON 文档。")) var json = false
        @OptionGroup var global: GlobalOptions

        func run() throws {
            let survey = Configuration.survey(
                flags: global.overrides(), environment: ProcessFacts.environment,
                files: LiveFileAccess(environment: ProcessFacts.environment))
            // Names alone, so that a shell can complete from them.
            guard json else { return OutputStream.out.write(survey.names.map { $0 + "\n" }.joined()) }
            OutputStream.out.line(ConfigDocument.profiles(survey).prettyText)
        }
    }
}

/// Every place that simdeck reads or writes.
struct ConfigPlaces {
    var all: [(name: String, path: String, exists: Bool)] = []

    init(_ options: GlobalOptions, environment: [String: String] = ProcessFacts.environment) {
        let survey = Configuration.survey(
            flags: options.overrides(), environment: environment, files: LiveFileAccess(environment: environment))
        add("configuration", survey.path)
        let usual = StatePaths.configFile(environment: environment.filter { $0.key != "SIMDECK_CONFIG" })
        add("themes", usual.flatMap { path in path.lastIndex(of: "/").map { path[..<$0] + "/themes" } })
        let chosen = survey.profiles.first { $0.name == survey.chosen }
        if case .file(let path, _)? = chosen?.secret { add("secret", path) }
        add("fleet", chosen?.fleet)
        add("ca", chosen?.caFile)
        let name = survey.chosen ?? "default"
        let state = StatePaths.stateDirectory(profile: name, environment: environment)
        add("state", state)
        add("journal", state.map { $0 + "/journal.sqlite" })
    }

    private mutating func add(_ name: String, _ path: String?) {
        guard let path, !path.isEmpty else { return }
        all.append((name, path, access(path, F_OK) == 0))
    }
}
