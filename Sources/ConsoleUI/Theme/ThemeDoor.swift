// Where the console gets themes from, and to whom it says which one it took.

import CellGrid
public import Settings

/// A theme as a list shows it.
public struct ThemeListing: Hashable, Sendable {
    public var name: String
    /// The file it would be read from; nil: built in.
    public var file: String?
    public var ground: ThemeDocument.Ground
    /// One line of what it is for, by language tag.
    public var about: [String: String]

    public init(name: String, file: String?, ground: ThemeDocument.Ground, about: [String: String]) {
        self.name = name
        self.file = file
        self.ground = ground
        self.about = about
    }
}

/// Why a theme cannot be used: a sentence with file and line.
public struct ThemeFailure: Error, Hashable, Sendable {
    public var words: String

    public init(words: String) { self.words = words }
}

/// The console's way to themes; without anything given, the ones built in.
@MainActor public struct ThemeDoor {
    public var list: @MainActor () -> [ThemeListing]
    public var load: @MainActor (_ name: String) -> Result<Theme, ThemeFailure>
    /// Called with each theme that is used for longer than a look: its files are watched from then on.
    public var taken: @MainActor (Theme) -> Void
    /// The configuration file, as a person would call it.
    public var configFile: String

    public init(
        list: @escaping @MainActor () -> [ThemeListing] = Self.builtInList,
        load: @escaping @MainActor (String) -> Result<Theme, ThemeFailure> = Self.builtIn,
        taken: @escaping @MainActor (Theme) -> Void = { _ in }, configFile: String = "config.yaml"
    ) {
        self.list = list
        self.load = load
        self.taken = taken
        self.configFile = configFile
    }

    public static func builtInList() -> [ThemeListing] {
        BuiltInThemes.names.compactMap(BuiltInThemes.theme).map {
            ThemeListing(name: $0.name, file: nil, ground: $0.ground, about: $0.about)
        }
    }

    public static func builtIn(_ name: String) -> Result<Theme, ThemeFailure> {
        BuiltInThemes.theme(name).map { .success($0) } ?? .failure(ThemeFailure(words: name))
    }
}
