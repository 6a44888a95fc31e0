// The colours a saved screen has: what a theme says, and where it leaves a colour to the terminal, a usual
// terminal's, dark or light as the theme is.

import CellGrid
import Settings

/// Red, green and blue of 0…255.
struct PixelColour: Hashable {
    var red, green, blue: UInt8

    init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) { (self.red, self.green, self.blue) = (red, green, blue) }

    /// `#rrggbb`.
    var hex: String {
        "#"
            + [red, green, blue].map { value in
                let text = String(value, radix: 16)
                return text.count == 1 ? "0" + text : text
            }.joined()
    }
}

/// The terminal that a picture pretends to be.
struct ScreenColours: Hashable {
    let paper: PixelColour
    let ink: PixelColour
    private let basic: [PixelColour]

    /// Of the ground that a theme is made for.
    static func of(_ ground: ThemeDocument.Ground) -> ScreenColours { ground == .light ? .light : .dark }

    private init(paper: PixelColour, ink: PixelColour, basic: [PixelColour]) {
        (self.paper, self.ink, self.basic) = (paper, ink, basic)
    }

    static let dark = ScreenColours(
        paper: PixelColour(0x14, 0x17, 0x1C), ink: PixelColour(0xD5, 0xD9, 0xE0),
        basic: [
            (0x2A, 0x2F, 0x38), (0xE2, 0x62, 0x6B), (0x7F, 0xBF, 0x7F), (0xD9, 0xA9, 0x4F), (0x6A, 0x9F, 0xE0),
            (0xB9, 0x8A, 0xE0),
            (0x5F, 0xB8, 0xC0), (0xC8, 0xCC, 0xD4), (0x6B, 0x72, 0x80), (0xF0, 0x80, 0x88), (0x9F, 0xD8, 0x9F),
            (0xF0, 0xC6, 0x74),
            (0x8F, 0xBC, 0xF5), (0xD0, 0xA8, 0xF0), (0x85, 0xD5, 0xDC), (0xFF, 0xFF, 0xFF),
        ].map { PixelColour($0.0, $0.1, $0.2) })

    static let light = ScreenColours(
        paper: PixelColour(0xFB, 0xFB, 0xFA), ink: PixelColour(0x24, 0x29, 0x2F),
        basic: [
            (0x24, 0x29, 0x2F), (0xB3, 0x26, 0x2D), (0x1F, 0x7A, 0x3A), (0x8A, 0x5A, 0x00), (0x1F, 0x5F, 0xB0),
            (0x7A, 0x3D, 0xB0),
            (0x0F, 0x70, 0x7A), (0x6B, 0x72, 0x80), (0x8A, 0x91, 0x9B), (0xC8, 0x3A, 0x42), (0x2E, 0x8F, 0x4A),
            (0xA0, 0x6E, 0x10),
            (0x2F, 0x72, 0xC8), (0x8F, 0x50, 0xC8), (0x1F, 0x86, 0x90), (0xFF, 0xFF, 0xFF),
        ].map { PixelColour($0.0, $0.1, $0.2) })

    func pixel(_ colour: Colour) -> PixelColour {
        switch colour {
        case .rgb(let red, let green, let blue): return PixelColour(red, green, blue)
        case .indexed(let number) where number < 16: return basic[Int(number)]
        case .indexed(let number) where number < 232:
            // xterm's cube of six levels.
            let levels: [UInt8] = [0, 95, 135, 175, 215, 255]
            let place = Int(number) - 16
            return PixelColour(levels[place / 36], levels[place / 6 % 6], levels[place % 6])
        case .indexed(let number):
            let grey = UInt8(8 + (Int(number) - 232) * 10)
            return PixelColour(grey, grey, grey)
        case .chosen(let exact, _, _): return exact.map(pixel) ?? ink
        }
    }

    /// What a cell looks like. nil back: the paper.
    func look(of style: Style, looks: [Look]) -> (ink: PixelColour, back: PixelColour?, attributes: Attributes) {
        let look = Int(style.role) < looks.count ? looks[Int(style.role)] : Look()
        let attributes = look.attributes.union(style.attributes)
        let ground = looks.first?.background?.exact.map(pixel)
        var ink = (look.foreground?.exact ?? looks.first?.foreground?.exact).map(pixel) ?? self.ink
        var back = look.background?.exact.map(pixel) ?? ground
        if attributes.contains(.reverse) { (ink, back) = (back ?? paper, ink) }
        return (ink, back, attributes)
    }
}
