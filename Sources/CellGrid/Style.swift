// How a cell looks: panes name a role, a theme turns roles into looks, the display turns looks into
// the terminal's colours. No pane ever names a colour.

/// Attributes laid over a role's look.
public struct Attributes: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let bold = Attributes(rawValue: 1)
    public static let dim = Attributes(rawValue: 2)
    public static let underline = Attributes(rawValue: 4)
    public static let reverse = Attributes(rawValue: 8)
}

/// A role (a number the theme knows) and attributes.
public struct Style: Hashable, Sendable {
    public var role: UInt8
    public var attributes: Attributes

    public init(role: UInt8, attributes: Attributes = []) {
        self.role = role
        self.attributes = attributes
    }

    /// Role 0: the terminal's own colours.
    public static let plain = Style(role: 0)

    /// The same with more attributes.
    public func with(_ more: Attributes) -> Style { Style(role: role, attributes: attributes.union(more)) }
}

/// A colour as a theme gives it.
public indirect enum Colour: Hashable, Sendable {
    /// One of the terminal's 256 numbered colours; 0–15 are the user's own palette.
    case indexed(UInt8)
    /// Shown exactly where the terminal can, else by the nearest numbered colour.
    case rgb(red: UInt8, green: UInt8, blue: UInt8)
    /// Chosen by hand for terminals with exact, 256 and 16 colours: the nearest of sixteen is seldom what was
    /// meant. nil: the terminal's own.
    case chosen(exact: Colour?, in256: Colour?, in16: Colour?)

    /// What it is where every colour can be shown; nil: the terminal's own.
    public var exact: Colour? {
        if case .chosen(let exact, _, _) = self { exact?.exact } else { self }
    }
}

/// What a role looks like. nil colours are the terminal's own.
public struct Look: Hashable, Sendable {
    public var foreground: Colour?
    public var background: Colour?
    public var attributes: Attributes

    public init(foreground: Colour? = nil, background: Colour? = nil, attributes: Attributes = []) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
    }
}
