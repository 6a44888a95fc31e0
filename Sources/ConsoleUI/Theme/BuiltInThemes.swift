// The themes compiled in: a binary without any file has them all. Each is the text of a file of `themes/`,
// put here by `make themes`; a test compares the two.

import CellGrid
public import Settings

/// The themes that need no file.
public enum BuiltInThemes {
    /// In the order of lists.
    static let texts: [(name: String, yaml: String)] = [
        ("default", BuiltInTheme.standard), ("light", BuiltInTheme.light), ("high-contrast", BuiltInTheme.highContrast),
        ("red-green-safe", BuiltInTheme.redGreenSafe), ("blue-yellow-safe", BuiltInTheme.blueYellowSafe),
        ("mono", BuiltInTheme.mono), ("console-16", BuiltInTheme.console16),
        ("solarized-dark", BuiltInTheme.solarizedDark), ("solarized-light", BuiltInTheme.solarizedLight),
    ]

    public static var names: [String] { texts.map(\.name) }

    /// The theme's text as a document; nil for a name that is not among ``names``.
    public static func document(_ name: String) -> ThemeDocument? {
        texts.first { $0.name == name }.flatMap { try? ThemeDocument.read($0.yaml, file: $0.name + ".yaml") }
    }

    /// The theme, made of what is compiled in alone.
    public static func theme(_ name: String) -> Theme? {
        document(name).map { Theme.resolve($0, named: document) }
    }
}

extension Theme {
    /// `default`, compiled in.
    public static let builtIn: Theme =
        BuiltInThemes.theme("default")
        ?? Theme(
            name: "default", looks: ThemeRole.allCases.map { _ in Look() }, places: ThemeRole.allCases.map { _ in nil },
            problems: [], ground: .dark, about: [:], vision: [], files: [])
}

/// The texts; each in a file of its own.
enum BuiltInTheme {}
