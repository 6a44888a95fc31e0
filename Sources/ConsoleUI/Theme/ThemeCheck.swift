// What can be measured in a theme: the contrast of every role at every number of colours, and whether the
// states stay apart for the eyes that the theme is made for.

public import CellGrid
public import Settings

/// Something measured in a theme that is too little.
public struct ThemeRemark: Hashable, Sendable {
    public enum Reason: Hashable, Sendable {
        /// Contrast against a ground, `ratio`:1 (WCAG 2.2).
        case contrast(ThemeRole, on: RGB)
        /// Two states that look alike to some eyes. Unit of `value` and `needed`: ΔE*ab.
        case alike(ThemeRole, ThemeRole, to: ThemeDocument.Vision)
    }

    public var reason: Reason
    public var value: Double
    public var needed: Double
    public var depth: ColourDepth

    /// The role a reader has to look for.
    public var role: ThemeRole {
        switch reason {
        case .contrast(let role, _): role
        case .alike(let role, _, _): role
        }
    }
}

/// Measures themes.
public enum ThemeCheck {
    /// WCAG AA for text; for lines, bars and text that is dimmed on purpose.
    public static let textContrast = 4.5
    public static let lineContrast = 3.0
    /// The least distance of two states to the eyes a theme is made for. Unit: ΔE*ab.
    public static let stateDistance = 20.0
    public static let depths: [ColourDepth] = [.direct, .indexed256, .ansi16]

    /// The pairs of roles that must not be taken for each other.
    static let states: [[ThemeRole]] = [
        [.stateGood, .stateDown, .stateRisk], [.operationDone, .operationFailed, .operationDoubt],
        [.meterLow, .meterHigh, .meterMid], [.headerGood, .headerBad, .headerWarning],
    ]

    /// Grounds that terminals have. Among the sixteen colours of the terminal's own palette the ground is one of them.
    public static func grounds(_ ground: ThemeDocument.Ground, depth: ColourDepth) -> [RGB] {
        let (black, white) = (RGB(0, 0, 0), RGB(255, 255, 255))
        let dark = depth == .ansi16 ? [black] : [black, RGB(0x1E, 0x1E, 0x1E)]
        let light = depth == .ansi16 ? [white] : [white, RGB(0xFD, 0xF6, 0xE3)]
        return switch ground {
        case .dark: dark
        case .light: light
        case .both: dark + light
        }
    }

    /// All that is too little; the worst ground of each role and depth. Empty: clean.
    public static func remarks(_ theme: Theme) -> [ThemeRemark] {
        depths.flatMap { depth in
            ThemeRole.allCases.compactMap { contrast(of: $0, in: theme, depth: depth) }.compactMap { found in
                found.value < found.needed ? found : nil
            } + alike(theme, depth: depth)
        }
    }

    /// The least contrast of a role; nil where only the terminal knows its colours, and for codes.
    public static func contrast(of role: ThemeRole, in theme: Theme, depth: ColourDepth) -> ThemeRemark? {
        let look = theme.looks[Int(role.rawValue)]
        guard role.kind != .machine else { return nil }
        let worst = pairs(look, theme.ground, depth).min { $0.ink.contrast(with: $0.ground) < $1.ink.contrast(with: $1.ground) }
        guard let worst else { return nil }
        // Dimmed letters step back on purpose.
        let needed = role.kind == .line || look.attributes.contains(.dim) ? lineContrast : textContrast
        return ThemeRemark(
            reason: .contrast(role, on: worst.ground), value: worst.ink.contrast(with: worst.ground), needed: needed,
            depth: depth)
    }

    private static func pairs(_ look: Look, _ kind: ThemeDocument.Ground, _ depth: ColourDepth) -> [(ink: RGB, ground: RGB)] {
        let (front, back) = (depth.shown(look.foreground), depth.shown(look.background))
        guard front != nil || back != nil else { return [] }
        let isOwners = depth.isOwnersPalette(look.foreground)
        let grounds = back.map { [$0] } ?? grounds(kind, depth: isOwners ? .ansi16 : depth)
        return grounds.map { ground in
            let ink = front ?? usualInk(on: ground)
            return (look.attributes.contains(.dim) ? ink.dimmed(over: ground) : ink, ground)
        }
    }

    private static func usualInk(on ground: RGB) -> RGB { ground.isLight ? RGB(0x20, 0x20, 0x20) : RGB(0xD0, 0xD0, 0xD0) }

    private static func alike(_ theme: Theme, depth: ColourDepth) -> [ThemeRemark] {
        let ground = grounds(theme.ground, depth: depth)[0]
        func colour(_ role: ThemeRole) -> RGB {
            depth.shown(theme.looks[Int(role.rawValue)].foreground) ?? usualInk(on: ground)
        }
        return theme.vision.flatMap { vision in
            states.flatMap { roles in
                [(0, 1), (0, 2), (1, 2)].compactMap { first, second in
                    let (one, two) = (colour(roles[first]).seen(by: vision), colour(roles[second]).seen(by: vision))
                    let distance = one.distance(to: two)
                    guard distance < stateDistance else { return nil }
                    return ThemeRemark(
                        reason: .alike(roles[first], roles[second], to: vision), value: distance, needed: stateDistance,
                        depth: depth)
                }
            }
        }
    }
}
