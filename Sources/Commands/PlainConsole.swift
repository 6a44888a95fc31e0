// The console's usual command lines, read without the argument parser: its look-ups took a third of the time
// from Enter to the first screen. Whatever is not plain goes the parser's way, errors and help above all.

import Localization

/// The words of `simdeck`, `simdeck FILE`, `simdeck --demo …`.
struct PlainConsole: Equatable {
    var file: String?
    var demo = false
    var readOnly = false
    var plain = false
    var theme: String?
    var profile: String?
    var config: String?
    var lang: String?

    /// nil for everything that is not one of the console's plain lines.
    init?(_ arguments: [String], isCommand: (String) -> Bool) {
        var words = arguments[...]
        while let word = words.popFirst() {
            switch word {
            case "--demo": demo = true
            case "--read-only": readOnly = true
            case "--plain": plain = true
            case "--theme", "--profile", "--config", "--lang":
                guard let value = words.popFirst(), !value.hasPrefix("-"), set(word, value) else { return nil }
            case "-": guard take(word) else { return nil }
            case _ where word.hasPrefix("-"):
                guard let equals = word.firstIndex(of: "="), set(String(word[..<equals]), String(word[equals...].dropFirst()))
                else { return nil }
            default: guard !isCommand(word), take(word) else { return nil }
            }
        }
        guard lang.map({ Language(tag: $0) != nil }) ?? true else { return nil }
    }

    private mutating func take(_ word: String) -> Bool {
        guard file == nil, !word.isEmpty else { return false }
        file = word
        return true
    }

    private mutating func set(_ option: String, _ value: String) -> Bool {
        guard !value.isEmpty else { return false }
        switch option {
        case "--theme": theme = value
        case "--profile": profile = value
        case "--config": config = value
        case "--lang": lang = value
        default: return false
        }
        return true
    }
}

extension ConsoleCommand {
    init(_ line: PlainConsole) {
        self.init()
        (file, demo, readOnly, theme) = (line.file, line.demo, line.readOnly, line.theme)
        plain = line.plain
        var sandbox = SandboxFleetOptions()
        (sandbox.cards, sandbox.speed, sandbox.seed) = (SandboxFleetOptions.usualCards, nil, SandboxFleetOptions.usualSeed)
        fleet = sandbox
        var shared = GlobalOptions()
        (shared.profile, shared.config, shared.lang) = (line.profile, line.config, line.lang)
        global = shared
    }
}
