// Flags that several commands share.

import ArgumentParser
import Localization
import Settings

/// `--profile`, `--config`, `--lang`.
struct GlobalOptions: ParsableArguments {
    @Option(help: help("Use this profile.", "使用指定的账号配置。"))
    var profile: String?

    @Option(help: help("Read this configuration file.", "使用指定的配置文件。"))
    var config: String?

    @Option(help: help("Language of texts: en or zh.", "界面语言：en 或 zh。"))
    var lang: String?

    /// As they are written.
    static let names = ["--profile", "--config", "--lang"]

    /// As without any flag.
    static var usual: GlobalOptions {
        var options = GlobalOptions()
        (options.profile, options.config, options.lang) = (nil, nil, nil)
        return options
    }

    var text: CommandText { CommandText(language: Help.language) }

    func overrides(readOnly: Bool = false) -> FlagOverrides {
        FlagOverrides(profile: profile, configPath: config, language: lang, readOnly: readOnly || ProcessFacts.isReadOnly)
    }

    mutating func validate() throws {
        if let lang, Language(tag: lang) == nil {
            throw ValidationError(Help.text("--lang takes en or zh, not '\(lang)'", "--lang 只能是 en 或 zh，不能是 “\(lang)”"))
        }
    }
}

/// `--json`, `--jsonl`, `--csv`.
struct OutputOptions: ParsableArguments {
    @Flag(help: help("One JSON document.", "输出一个 JSON 文档。"))
    var json = false

    @Flag(help: help("A JSON line an item.", "每项一行 JSON。"))
    var jsonl = false

    @Flag(help: help("CSV with a header.", "输出带表头的 CSV。"))
    var csv = false

    var format: OutputFormat { json ? .json : jsonl ? .jsonl : csv ? .csv : .table }

    mutating func validate() throws {
        if [json, jsonl, csv].filter({ $0 }).count > 1 {
            throw ValidationError(
                Help.text("choose one of --json, --jsonl, --csv", "--json、--jsonl、--csv 只能选一个"))
        }
    }
}

/// The cards a command is about.
struct CardArguments: ParsableArguments {
    @Argument(
        help: help(
            "Card numbers (simNo or ICCID), @FILE, or - for standard input.",
            "卡号（simNo 或 ICCID）、@文件，或 - 表示标准输入。"))
    var cards: [String]
}

/// Durations as people write them: `90`, `90s`, `15m`, `2h`.
enum DurationText {
    static func parse(_ text: String) -> Duration? {
        let unit: Int64
        var digits = Substring(text)
        switch text.last {
        case "s": (unit, digits) = (1, digits.dropLast())
        case "m": (unit, digits) = (60, digits.dropLast())
        case "h": (unit, digits) = (3600, digits.dropLast())
        default: unit = 1
        }
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let count = Int64(digits),
            count <= 1_000_000
        else { return nil }
        return .seconds(count * unit)
    }
}
