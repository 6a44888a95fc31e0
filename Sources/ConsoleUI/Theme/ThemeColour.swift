// Colours as theme files write them.

import CellGrid

/// Reads a colour's name.
enum ThemeColour {
    private static let names: [String: UInt8] = [
        "black": 0, "red": 1, "green": 2, "yellow": 3, "blue": 4, "magenta": 5, "cyan": 6, "white": 7,
        "bright-black": 8, "bright-red": 9, "bright-green": 10, "bright-yellow": 11, "bright-blue": 12,
        "bright-magenta": 13, "bright-cyan": 14, "bright-white": 15,
    ]

    /// A colour, or the terminal's own.
    enum Reading: Hashable {
        case own
        case colour(Colour)
    }

    /// `default`, a name of the 16, a number 0–255, `#rrggbb` or `#rgb`. nil for anything else.
    static func read(_ text: String) -> Reading? {
        if text == "default" { return .own }
        if let number = names[text] ?? UInt8(text) { return .colour(.indexed(number)) }
        if text.first == "#", text.count == 4 { return read("#" + text.dropFirst().map { "\($0)\($0)" }.joined()) }
        guard text.first == "#", text.utf8.count == 7, let value = UInt32(text.dropFirst(), radix: 16) else { return nil }
        return .colour(.rgb(red: UInt8(value >> 16 & 255), green: UInt8(value >> 8 & 255), blue: UInt8(value & 255)))
    }
}
