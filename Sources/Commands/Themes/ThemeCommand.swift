// theme: which themes there are, what one looks like, and whether it can be read by everybody.

import ArgumentParser
import CellGrid
import ConsoleUI
import Glibc
import JSONText
import Localization
import Settings

/// `simdeck theme`.
struct ThemeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "theme", abstract: Help.text("Themes: list, look at, check.", "主题：列出、查看、检查。"),
        subcommands: [List.self, Show.self, Check.self], defaultSubcommand: List.self)

    /// `--json` alone: themes are no cards.
    struct Output: ParsableArguments {
        @Flag(help: help("One JSON document.", "输出一个 JSON 文档。")) var json = false
    }

    /// The theme set in flags, environment or configuration; nil: the terminal's ground decides.
    static func chosen(_ global: GlobalOptions) -> String? {
        let environment = ProcessFacts.environment
        let name = Configuration.theme(
            flags: global.overrides(), environment: environment, files: LiveFileAccess(environment: environment))
        return name == ConsoleThemes.automatic ? nil : name
    }

    /// `simdeck theme list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Help.text("The themes there are; the one in use is marked.", "列出全部主题，标出当前使用的主题。"))

        @OptionGroup var output: Output
        @OptionGroup var global: GlobalOptions

        func run() async throws {
            let text = global.text
            let chosen = ThemeCommand.chosen(global)
            let used = chosen ?? TerminalGround(environment: ProcessFacts.environment).theme
            let themes = ThemeLoader(text: text).list()
            if output.json {
                let items = themes.map { theme in
                    JSONValue.fields(
                        ("name", .string(theme.name)), ("file", .optional(theme.file)),
                        ("ground", .string(theme.ground.rawValue)), ("about", .optional(theme.about[text.language.rawValue])),
                        ("inUse", .bool(theme.name == used)))
                }
                let document = JSONValue.fields(("themes", .array(items)), ("chosen", .string(chosen ?? ConsoleThemes.automatic)))
                return OutputStream.out.line(document.prettyText)
            }
            var table = TextTable([
                .init(title: " "), .init(title: text.columnTheme), .init(title: text.columnGround),
                .init(title: text.columnPurpose), .init(title: text.columnFrom),
            ])
            for theme in themes {
                table.add([
                    theme.name == used ? "*" : " ", theme.name, text.ground(theme.ground),
                    theme.about[text.language.rawValue] ?? theme.about["en"] ?? "", theme.file ?? text.builtIn,
                ])
            }
            OutputStream.out.write(table.text)
            if chosen == nil { OutputStream.err.line(text.themeChosenByGround) }
        }
    }

    /// `simdeck theme show NAME`.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Help.text("Every role of a theme, drawn in its colours on a terminal.", "显示主题的每个角色；在终端上以其颜色绘制。"))

        @Argument(help: help("A theme's name, or a file.", "主题名称或文件。")) var name: String
        @OptionGroup var output: Output
        @OptionGroup var global: GlobalOptions

        func run() async throws {
            let text = global.text
            let theme = try ThemeLoader(text: text).load(name)
            if output.json { return OutputStream.out.line(Self.document(theme, text).prettyText) }
            let isTerminal = ProcessFacts.takesColours
            let depth = TerminalGround.depth(environment: ProcessFacts.environment)
            let width = ThemeRole.allCases.map(\.scope.count).max() ?? 0
            for role in ThemeRole.allCases {
                let look = theme.looks[Int(role.rawValue)]
                let measured = ThemeCheck.contrast(of: role, in: theme, depth: isTerminal ? depth : .direct)
                let contrast = measured.map { CommandText.ratio($0.value) + ":1" } ?? "—"
                var line = TextWidth.fit(role.scope, width) + "  "
                if isTerminal { line += SGR.paint(text.sample, look, depth) + "  " }
                line += TextWidth.fit(contrast, 6, alignRight: true) + "  " + text.look(look)
                OutputStream.out.line(line)
            }
        }

        private static func document(_ theme: Theme, _ text: CommandText) -> JSONValue {
            let roles = ThemeRole.allCases.map { role in
                let look = theme.looks[Int(role.rawValue)]
                let names = [(Attributes.bold, "bold"), (.dim, "dim"), (.underline, "underline"), (.reverse, "reverse")]
                let contrasts = ThemeCheck.depths.map { depth in
                    ThemeCheck.contrast(of: role, in: theme, depth: depth).map { JSONValue.decimal(CommandText.ratio($0.value)) }
                        ?? .null
                }
                func colours(_ colour: Colour?) -> JSONValue {
                    .array(ThemeCheck.depths.map { .optional($0.shown(colour)?.text) })
                }
                return JSONValue.fields(
                    ("role", .string(role.scope)), ("foreground", colours(look.foreground)),
                    ("background", colours(look.background)),
                    ("attributes", .strings(names.filter { look.attributes.contains($0.0) }.map(\.1))),
                    ("contrast", .array(contrasts)))
            }
            return .fields(
                ("name", .string(theme.name)), ("ground", .string(theme.ground.rawValue)),
                ("about", .optional(theme.about[text.language.rawValue])), ("files", .strings(theme.files)),
                ("depths", .strings(["exact", "256", "16"])), ("roles", .array(roles)))
        }
    }

    /// `simdeck theme check`.
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Help.text(
                "Contrast of every role (WCAG AA), and states apart for eyes that see fewer colours.",
                "检查每个角色的对比度（WCAG AA），以及色觉异常者能否区分各状态。"))

        @Argument(help: help("Themes by name or file; without any, all of them.", "主题名称或文件；不写则检查全部。"))
        var names: [String] = []
        @OptionGroup var output: Output
        @OptionGroup var global: GlobalOptions

        func run() async throws {
            let text = global.text
            let loader = ThemeLoader(text: text)
            var documents: [JSONValue] = []
            var status = ExitStatus.done
            for name in names.isEmpty ? loader.names : names {
                do throws(CommandFailure) {
                    let theme = try loader.load(name)
                    let remarks = ThemeCheck.remarks(theme)
                    if !remarks.isEmpty, status == .done { status = .partial }
                    documents.append(Self.document(theme, remarks, text))
                    if !output.json {
                        OutputStream.out.line(remarks.isEmpty ? text.themeClean(name) : text.themeRemarks(name, remarks.count))
                        for remark in remarks { OutputStream.out.line("  " + text.remark(remark, theme)) }
                    }
                } catch {
                    status = .configuration
                    OutputStream.err.line("simdeck: " + error.message)
                    documents.append(.fields(("name", .string(name)), ("broken", .string(error.message))))
                }
            }
            if output.json { OutputStream.out.line(JSONValue.fields(("themes", .array(documents))).prettyText) }
            if status != .done { throw status.code }
        }

        private static func document(_ theme: Theme, _ remarks: [ThemeRemark], _ text: CommandText) -> JSONValue {
            let items = remarks.map { remark in
                let place = theme.places[Int(remark.role.rawValue)]
                return JSONValue.fields(
                    ("role", .string(remark.role.scope)), ("file", .optional(place?.file)), ("line", .optional(place?.line)),
                    ("colours", .string(depthName(remark.depth))),
                    ("value", .decimal(CommandText.ratio(remark.value))), ("needed", .decimal(CommandText.ratio(remark.needed))),
                    ("message", .string(text.remark(remark, theme))))
            }
            return .fields(("name", .string(theme.name)), ("clean", .bool(remarks.isEmpty)), ("remarks", .array(items)))
        }

        private static func depthName(_ depth: ColourDepth) -> String {
            switch depth {
            case .direct: "exact"
            case .indexed256: "256"
            case .ansi16: "16"
            case .ansi8: "8"
            case .mono: "none"
            }
        }
    }
}
