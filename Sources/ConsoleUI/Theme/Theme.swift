// A theme file (or several that inherit) made into one look for every role, with the place of each. What is
// wrong is told with file, line and column; there is a look for every role all the same.

public import CellGrid
public import Settings

/// Something wrong in a theme.
public struct ThemeProblem: Hashable, Sendable {
    public enum Reason: Hashable, Sendable {
        case unknownRole(String, nearest: String?)
        case unknownColour(String, role: String)
        case unknownAttribute(String, role: String)
        case inheritsUnknown(String)
        case inheritsItself(String)
        /// Roles that neither it nor a theme it inherits from gives a look to, by their scopes.
        case missingRoles([String])
    }

    public var place: ConfigPlace
    public var reason: Reason

    public init(_ place: ConfigPlace, _ reason: Reason) {
        self.place = place
        self.reason = reason
    }
}

/// One look for every role.
public struct Theme: Hashable, Sendable {
    public let name: String
    /// By role number.
    public let looks: [Look]
    /// By role number: where its colour is written, or else its look. nil where nothing names it.
    public let places: [ConfigPlace?]
    public let problems: [ThemeProblem]
    /// What the terminal behind it is like.
    public let ground: ThemeDocument.Ground
    /// One line of what it is for, by language tag.
    public let about: [String: String]
    /// Eyes that it promises to keep the states apart for.
    public let vision: [ThemeDocument.Vision]
    /// The files it was read from, its own first.
    public let files: [String]

    /// How many themes may inherit from one another.
    private static let deepest = 8

    /// Resolves `document`. `named` finds the themes it inherits from.
    public static func resolve(_ document: ThemeDocument, named find: (String) -> ThemeDocument?) -> Theme {
        var problems: [ThemeProblem] = []
        var chain = [document]
        while let last = chain.last, let parent = last.inherits, chain.count < deepest {
            // A user's `light` may build on the `light` that came with the program: `find` then gives another file.
            guard let found = find(parent) else {
                problems.append(ThemeProblem(last.inheritsPlace, .inheritsUnknown(parent)))
                break
            }
            guard !chain.contains(where: { $0.name == found.name && $0.file == found.file }) else {
                problems.append(ThemeProblem(last.inheritsPlace, .inheritsItself(parent)))
                break
            }
            chain.append(found)
        }

        var palette = Palette()
        var entries: [String: Entry] = [:]
        for document in chain.reversed() {
            palette.add(document)
            for (scope, spec) in document.roles { entries[scope] = Entry(spec: spec, file: document.file) }
        }

        let known = Set(ThemeRole.allCases.flatMap(\.fallbacks))
        var specs: [String: Resolved] = [:]
        for (scope, entry) in entries.sorted(by: { $0.key < $1.key }) {
            if known.contains(scope) {
                specs[scope] = entry.resolved(scope, palette: palette, problems: &problems)
            } else {
                let nearest = Suggestion.nearest(to: scope, among: known.sorted())
                problems.append(ThemeProblem(entry.place, .unknownRole(scope, nearest: nearest)))
            }
        }
        let missing = ThemeRole.allCases.map(\.scope).filter { scope in
            !ThemeRole.scopes(for: scope).contains { specs[$0] != nil && ($0 != "text" || scope.hasPrefix("text")) }
        }
        if !missing.isEmpty, !problems.contains(where: \.isAboutInheriting) {
            problems.append(ThemeProblem(ConfigPlace(file: document.file, line: 1, column: 1), .missingRoles(missing)))
        }
        let looks = ThemeRole.allCases.map { role in
            let found = role.fallbacks.compactMap { specs[$0] }
            return Look(
                foreground: colour(found.compactMap(\.foreground).first),
                background: colour(found.compactMap(\.background).first),
                attributes: found.first?.attributes ?? [])
        }
        return Theme(
            name: document.name, looks: looks,
            places: ThemeRole.allCases.map { role in
                role.fallbacks.lazy.compactMap { entries[$0] }.first.map { palette.place(of: $0) ?? $0.place }
            },
            problems: problems, ground: chain.lazy.compactMap(\.ground).first ?? .dark, about: document.about,
            vision: document.vision, files: chain.map(\.file))
    }

    private static func colour(_ reading: ThemeColour.Reading?) -> Colour? {
        if case .colour(let colour) = reading { return colour }
        return nil
    }

    /// Names of colours with what they stand for at each depth.
    private struct Palette {
        private var first: [String: String] = [:]
        private var steps: [String: [String]] = [:]
        private var places: [String: ConfigPlace] = [:]

        mutating func add(_ document: ThemeDocument) {
            places.merge(document.palettePlaces) { _, nearer in nearer }
            for (name, colour) in document.palette {
                first[name] = colour
                // A theme that says another colour takes back what was chosen for it.
                steps[name] = document.steps[name]
            }
        }

        /// Where the colour of an entry's letters is said, when the palette says it.
        func place(of entry: Entry) -> ConfigPlace? { entry.spec.foreground.flatMap { places[$0] } }

        func read(_ text: String) -> ThemeColour.Reading? {
            guard let exact = ThemeColour.read(first[text] ?? text) else { return nil }
            guard let chosen = steps[text]?.map({ ThemeColour.read($0) }), let in256 = chosen.first else { return exact }
            let in16 = chosen.count > 1 ? chosen[1] : in256
            return .colour(.chosen(exact: Theme.colour(exact), in256: Theme.colour(in256), in16: Theme.colour(in16)))
        }
    }

    private struct Resolved {
        var foreground: ThemeColour.Reading?
        var background: ThemeColour.Reading?
        var attributes: Attributes
    }

    private struct Entry {
        var spec: ThemeDocument.RoleSpec
        var file: String
        var place: ConfigPlace { ConfigPlace(file: file, line: spec.line, column: spec.column) }

        func resolved(_ scope: String, palette: Palette, problems: inout [ThemeProblem]) -> Resolved {
            var attributes: Attributes = []
            for word in spec.attributes {
                switch word {
                case "bold": attributes.insert(.bold)
                case "dim": attributes.insert(.dim)
                case "underline": attributes.insert(.underline)
                case "reverse": attributes.insert(.reverse)
                default: problems.append(ThemeProblem(place, .unknownAttribute(word, role: scope)))
                }
            }
            func read(_ text: String?) -> ThemeColour.Reading? {
                guard let text else { return nil }
                if let colour = palette.read(text) { return colour }
                problems.append(ThemeProblem(place, .unknownColour(text, role: scope)))
                return nil
            }
            return Resolved(foreground: read(spec.foreground), background: read(spec.background), attributes: attributes)
        }
    }
}

extension ThemeProblem {
    fileprivate var isAboutInheriting: Bool {
        switch reason {
        case .inheritsUnknown, .inheritsItself: true
        case .unknownRole, .unknownColour, .unknownAttribute, .missingRoles: false
        }
    }
}
