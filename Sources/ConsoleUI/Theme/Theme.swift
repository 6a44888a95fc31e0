// A theme file (or several that inherit) made into one look for every role. What cannot be understood
// becomes a warning, never a missing screen.

public import CellGrid
public import Settings

/// What is wrong in a theme; the theme still works.
public enum ThemeWarning: Hashable, Sendable {
    case unknownRole(String, theme: String, line: Int)
    case unknownColour(String, role: String, theme: String, line: Int)
    case unknownAttribute(String, role: String, theme: String, line: Int)
    case inheritsUnknown(String, theme: String)
    case inheritsItself(String)
}

/// One look for every role.
public struct Theme: Hashable, Sendable {
    public let name: String
    /// By role number.
    public let looks: [Look]
    public let warnings: [ThemeWarning]

    /// How many themes may inherit from one another.
    private static let deepest = 8

    /// Resolves `document`. `named` finds the themes it inherits from; one it does not find falls back
    /// to nothing, with a warning.
    public static func resolve(_ document: ThemeDocument, named find: (String) -> ThemeDocument?) -> Theme {
        var warnings: [ThemeWarning] = []
        var chain = [document]
        while let parent = chain.last?.inherits, chain.count < deepest {
            if chain.contains(where: { $0.name == parent }) {
                warnings.append(.inheritsItself(parent))
                break
            }
            guard let found = find(parent) else {
                warnings.append(.inheritsUnknown(parent, theme: chain.last?.name ?? ""))
                break
            }
            chain.append(found)
        }

        var palette: [String: String] = [:]
        var entries: [String: Entry] = [:]
        for document in chain.reversed() {
            palette.merge(document.palette) { _, nearer in nearer }
            for (scope, spec) in document.roles { entries[scope] = Entry(spec: spec, theme: document.name) }
        }

        let known = Set(ThemeRole.allCases.flatMap(\.fallbacks))
        var specs: [String: Resolved] = [:]
        for (scope, entry) in entries.sorted(by: { $0.key < $1.key }) {
            if !known.contains(scope) {
                warnings.append(.unknownRole(scope, theme: entry.theme, line: entry.spec.line))
            } else {
                specs[scope] = entry.resolved(scope, palette: palette, warnings: &warnings)
            }
        }
        let looks = ThemeRole.allCases.map { role in
            let found = role.fallbacks.compactMap { specs[$0] }
            return Look(
                foreground: colour(found.compactMap(\.foreground).first),
                background: colour(found.compactMap(\.background).first),
                attributes: found.first?.attributes ?? [])
        }
        return Theme(name: document.name, looks: looks, warnings: warnings)
    }

    /// The theme compiled in, for when no file is found: `themes/default.yaml` word for word.
    public static let builtIn: Theme = {
        guard let document = try? ThemeDocument.read(BuiltInTheme.yaml, file: "default.yaml") else {
            return Theme(name: "default", looks: ThemeRole.allCases.map { _ in Look() }, warnings: [])
        }
        return resolve(document) { _ in nil }
    }()

    private static func colour(_ reading: ThemeColour.Reading?) -> Colour? {
        if case .colour(let colour) = reading { return colour }
        return nil
    }

    private struct Resolved {
        var foreground: ThemeColour.Reading?
        var background: ThemeColour.Reading?
        var attributes: Attributes
    }

    private struct Entry {
        var spec: ThemeDocument.RoleSpec
        var theme: String

        func resolved(_ scope: String, palette: [String: String], warnings: inout [ThemeWarning]) -> Resolved {
            var attributes: Attributes = []
            for word in spec.attributes {
                switch word {
                case "bold": attributes.insert(.bold)
                case "dim": attributes.insert(.dim)
                case "underline": attributes.insert(.underline)
                case "reverse": attributes.insert(.reverse)
                default: warnings.append(.unknownAttribute(word, role: scope, theme: theme, line: spec.line))
                }
            }
            func read(_ text: String?) -> ThemeColour.Reading? {
                guard let text else { return nil }
                if let colour = ThemeColour.read(palette[text] ?? text) { return colour }
                warnings.append(.unknownColour(text, role: scope, theme: theme, line: spec.line))
                return nil
            }
            return Resolved(foreground: read(spec.foreground), background: read(spec.background), attributes: attributes)
        }
    }
}
