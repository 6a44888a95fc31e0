// A theme file as it stands: names of roles and colours, with places. What the roles are, and what the
// colours look like on this terminal, is decided above.

/// One theme.
public struct ThemeDocument: Hashable, Sendable {
    /// What a role looks like. nil colours are inherited or the terminal's own.
    public struct RoleSpec: Hashable, Sendable {
        public var foreground: String?
        public var background: String?
        public var attributes: [String]
        /// Counted from 1.
        public var line: Int
        public var column: Int
    }

    /// What the terminal behind a theme is like.
    public enum Ground: String, CaseIterable, Sendable { case dark, light, both }

    /// Eyes that see fewer colours, and that a theme is made for.
    public enum Vision: String, CaseIterable, Sendable { case protanopia, deuteranopia, tritanopia }

    public var name: String
    /// As it was given to ``read(_:file:)``.
    public var file: String
    /// nil: as the theme inherited from.
    public var ground: Ground?
    /// One line of what it is for, by language tag (`en`, `zh`).
    public var about: [String: String] = [:]
    public var vision: [Vision] = []
    /// The theme whose roles are taken where this one says nothing.
    public var inherits: String?
    /// Where `inherits` stands; the file's first line without one.
    public var inheritsPlace: ConfigPlace
    /// Name → colour (`#88c0d0`, `0`–`255` or a colour's name).
    public var palette: [String: String]
    /// Name → the colours chosen for terminals with 256 and with 16, where the palette names some.
    public var steps: [String: [String]] = [:]
    /// Where each name of the palette stands.
    public var palettePlaces: [String: ConfigPlace] = [:]
    public var roles: [String: RoleSpec]

    public static let attributeNames = ["bold", "dim", "underline", "reverse"]
    /// The terminal's own sixteen, in the order of their numbers; `default` is its own fore- or background.
    public static let colourNames = [
        "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white", "bright-black", "bright-red",
        "bright-green", "bright-yellow", "bright-blue", "bright-magenta", "bright-cyan", "bright-white",
    ]

    /// Reads a theme; all that is wrong is told at once. Names of roles are not checked here.
    public static func read(_ text: String, file: String) throws(ConfigProblems) -> ThemeDocument {
        let problems = ProblemList()
        guard let root = YAMLFile.root(Array(text.utf8), file: file, problems: problems) else {
            throw ConfigProblems(problems.items)
        }
        checkNames(root, ["name", "ground", "about", "vision", "inherits", "palette", "roles"])
        let base = file.split(separator: "/").last.map(String.init) ?? file
        let fallback = base.hasSuffix(".yaml") ? String(base.dropLast(5)) : base
        var theme = ThemeDocument(
            name: root.text("name")?.value ?? fallback, file: file, inherits: root.text("inherits")?.value,
            inheritsPlace: root.text("inherits")?.place ?? ConfigPlace(file: file, line: 1, column: 1), palette: [:], roles: [:])
        head(root, of: &theme)
        if let palette = root.section("palette") {
            for entry in palette.entries {
                guard let colours = palette.texts(entry.name, expected: .colour)?.value else { continue }
                guard (1...3).contains(colours.count), colours.allSatisfy(isColour) else {
                    palette.bad(entry, .colour)
                    continue
                }
                theme.palette[entry.name] = colours[0]
                theme.palettePlaces[entry.name] = entry.keyPlace
                if colours.count > 1 { theme.steps[entry.name] = Array(colours.dropFirst()) }
            }
        }
        if let roles = root.section("roles") {
            for entry in roles.entries { theme.roles[entry.name] = role(entry, in: roles, theme) }
        }
        guard problems.items.isEmpty else { throw ConfigProblems(problems.items) }
        return theme
    }

    private static func head(_ root: ConfigSection, of theme: inout ThemeDocument) {
        if let text = root.text("ground"), let entry = root.entry("ground") {
            theme.ground = Ground(rawValue: text.value)
            let names = Ground.allCases.map(\.rawValue)
            if theme.ground == nil {
                root.bad(entry, .oneOf(names), suggestion: Suggestion.nearest(to: text.value, among: names))
            }
        }
        if let about = root.section("about") {
            checkNames(about, SettingKey.languages)
            for tag in SettingKey.languages { theme.about[tag] = about.text(tag)?.value }
        }
        let eyes = Vision.allCases.map(\.rawValue)
        for name in root.texts("vision", expected: .listOf(eyes))?.value ?? [] {
            if let vision = Vision(rawValue: name) {
                theme.vision.append(vision)
            } else if let entry = root.entry("vision") {
                root.bad(entry, .listOf(eyes), suggestion: Suggestion.nearest(to: name, among: eyes))
            }
        }
    }

    /// `name: accent` is short for `name: {foreground: accent}`.
    private static func role(_ entry: ConfigSection.Entry, in roles: ConfigSection, _ theme: ThemeDocument) -> RoleSpec? {
        var spec = RoleSpec(attributes: [], line: entry.keyPlace.line ?? 0, column: entry.keyPlace.column ?? 0)
        if !entry.isMapping, let text = roles.text(entry.name) {
            check(text.value, entry, in: roles, theme)
            spec.foreground = text.value
            return spec
        }
        guard let section = roles.section(entry.name) else { return nil }
        checkNames(section, ["foreground", "fg", "background", "bg", "attributes"])
        func colour(_ names: [String]) -> String? {
            for name in names {
                guard let text = section.text(name), let entry = section.entry(name) else { continue }
                check(text.value, entry, in: section, theme)
                return text.value
            }
            return nil
        }
        spec.foreground = colour(["foreground", "fg"])
        spec.background = colour(["background", "bg"])
        if let attributes = section.texts("attributes", expected: .oneOf(attributeNames)), let entry = section.entry("attributes")
        {
            for name in attributes.value where !attributeNames.contains(name) {
                section.bad(entry, .oneOf(attributeNames), suggestion: Suggestion.nearest(to: name, among: attributeNames))
            }
            spec.attributes = attributes.value
        }
        return spec
    }

    private static func check(_ colour: String, _ entry: ConfigSection.Entry, in section: ConfigSection, _ theme: ThemeDocument) {
        // The palette of the theme inherited from is not known here.
        if isColour(colour) || theme.palette[colour] != nil || theme.inherits != nil && !colour.hasPrefix("#") { return }
        section.bad(entry, .colour, suggestion: Suggestion.nearest(to: colour, among: theme.palette.keys.sorted() + colourNames))
    }

    /// A colour by itself, without a palette.
    public static func isColour(_ text: String) -> Bool {
        if text == "default" || colourNames.contains(text) { return true }
        if text.hasPrefix("#") {
            return (text.utf8.count == 7 || text.utf8.count == 4) && text.dropFirst().allSatisfy { $0.isASCII && $0.isHexDigit }
        }
        return UInt8(text) != nil && text.utf8.first != 0x2B
    }

    private static func checkNames(_ section: ConfigSection, _ names: [String]) {
        for entry in section.entries where !names.contains(entry.name) {
            section.problems.items.append(
                ConfigProblem(
                    entry.keyPlace, key: section.full(entry.name), .unknownKey,
                    suggestion: Suggestion.nearest(to: entry.name, among: names)))
        }
    }
}
