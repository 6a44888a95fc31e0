// Colours as a theme gives them → the numbers this terminal has for them.

/// How many colours a terminal shows.
public enum ColourDepth: Hashable, Sendable, CaseIterable {
    case mono, ansi8, ansi16, indexed256, direct
}

/// A colour by the terminal's own number.
public struct TerminalColour: Hashable, Sendable {
    /// −1: the terminal's own fore- or background. With ``ColourDepth/direct``, 0xRRGGBB from 8 on.
    public var number: Int32
    /// One of the eight bright colours on a terminal that has only eight: bold stands in for it.
    public var isBright = false

    public init(number: Int32, isBright: Bool = false) {
        self.number = number
        self.isBright = isBright
    }

    public static let own = TerminalColour(number: -1)
}

extension ColourDepth {
    /// The nearest colour there is; nil for none (mono).
    public func colour(_ colour: Colour?) -> TerminalColour {
        guard let colour, self != .mono else { return .own }
        if case .chosen(let exact, let in256, let in16) = colour {
            return switch self {
            case .mono: .own
            case .direct: self.colour(exact)
            case .indexed256: self.colour(in256)
            case .ansi16, .ansi8: self.colour(in16)
            }
        }
        switch self {
        case .mono: return .own
        case .direct:
            if case .indexed(let number) = colour, number < 8 { return TerminalColour(number: Int32(number)) }
            let rgb = Self.rgb(colour)
            let packed = Int32(rgb.red) << 16 | Int32(rgb.green) << 8 | Int32(rgb.blue)
            // The numbers 0–7 are palette colours there, so nearly black blues become black.
            return TerminalColour(number: packed < 8 ? 0 : packed)
        case .indexed256:
            if case .indexed(let number) = colour { return TerminalColour(number: Int32(number)) }
            return TerminalColour(number: Int32(Self.nearest(Self.rgb(colour), in: 16...255)))
        case .ansi16: return TerminalColour(number: Int32(Self.nearest16(colour)))
        case .ansi8:
            let number = Self.nearest16(colour)
            // Black in bold is black where bold brightens nothing: grey is white there.
            if number == 8 { return TerminalColour(number: 7) }
            return TerminalColour(number: Int32(number % 8), isBright: number >= 8)
        }
    }

    private static func nearest16(_ colour: Colour) -> Int {
        if case .indexed(let number) = colour, number < 16 { return Int(number) }
        return nearest(rgb(colour), in: 0...15)
    }

    private typealias Parts = (red: Int, green: Int, blue: Int)

    /// Whether a colour is one of the sixteen that the terminal's owner chose.
    public func isOwnersPalette(_ colour: Colour?) -> Bool {
        switch colour {
        case .indexed(let number): number < 16 && self != .mono
        case .chosen(let exact, let in256, let in16):
            isOwnersPalette(self == .direct ? exact : self == .indexed256 ? in256 : in16)
        case .rgb, nil: false
        }
    }

    /// What the eye gets of `colour` at this depth; nil for the terminal's own. The first sixteen as xterm has them.
    public func shown(_ colour: Colour?) -> RGB? {
        let number = self.colour(colour).number + (self.colour(colour).isBright ? 8 : 0)
        guard number >= 0 else { return nil }
        if self == .direct, number > 7 {
            return RGB(UInt8(number >> 16 & 255), UInt8(number >> 8 & 255), UInt8(number & 255))
        }
        let parts = Self.rgb(.indexed(UInt8(truncatingIfNeeded: number)))
        return RGB(UInt8(parts.red), UInt8(parts.green), UInt8(parts.blue))
    }

    /// Where the eye is keener, differences weigh more.
    private static func nearest(_ wanted: Parts, in range: ClosedRange<Int>) -> Int {
        var best = (number: range.lowerBound, distance: Int.max)
        for number in range {
            let there = rgb(.indexed(UInt8(number)))
            let (red, green, blue) = (there.red - wanted.red, there.green - wanted.green, there.blue - wanted.blue)
            let distance = 2 * red * red + 4 * green * green + 3 * blue * blue
            if distance < best.distance { best = (number, distance) }
        }
        return best.number
    }

    /// How light a colour is to the eye; only to compare.
    static func brightness(_ colour: Colour) -> Int {
        let rgb = rgb(colour)
        return 3 * rgb.red + 6 * rgb.green + rgb.blue
    }

    /// xterm's own values; the first sixteen are what they are where nobody changed them.
    private static func rgb(_ colour: Colour) -> Parts {
        switch colour {
        case .chosen(let exact, let in256, let in16): return (exact ?? in256 ?? in16).map(rgb) ?? (0, 0, 0)
        case .rgb(let red, let green, let blue): return (Int(red), Int(green), Int(blue))
        case .indexed(let number):
            switch Int(number) {
            case let low where low < 16:
                let packed = sixteen[low]
                return (packed >> 16, packed >> 8 & 255, packed & 255)
            case let cube where cube < 232:
                let level = [0, 95, 135, 175, 215, 255]
                return (level[(cube - 16) / 36], level[(cube - 16) / 6 % 6], level[(cube - 16) % 6])
            case let grey:
                let value = 8 + 10 * (grey - 232)
                return (value, value, value)
            }
        }
    }

    private static let sixteen = [
        0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
        0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
    ]
}

/// How one look comes out on a terminal.
public struct TerminalLook: Hashable, Sendable {
    /// The terminal's numbers, −1 for its own.
    public var foreground: Int32
    public var background: Int32
    public var attributes: Attributes

    /// A look reduced to what the terminal has. Where the reduction makes text and ground one colour,
    /// the text becomes black or white, so that it can be read.
    public init(_ look: Look, depth: ColourDepth) {
        let (front, back) = (depth.colour(look.foreground), depth.colour(look.background))
        foreground = front.number
        background = back.number
        attributes = look.attributes
        if front.isBright { attributes.insert(.bold) }
        // Without colours a letter is lighter than its ground, as on the terminals that have none: dark on light
        // is reverse video there.
        if depth == .mono, let letter = look.foreground, let ground = look.background,
            ColourDepth.brightness(ground) > ColourDepth.brightness(letter)
        {
            attributes.formSymmetricDifference(.reverse)
        }
        if front.number >= 0, front == back, look.foreground != look.background {
            foreground = [0, 8].contains(back.number) ? 7 : 0
            attributes.remove(.bold)
        }
    }
}
