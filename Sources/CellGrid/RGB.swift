// Colours as light: what a contrast is worked out from.

import Glibc

/// A colour as the eye gets it; each part of 255.
public struct RGB: Hashable, Sendable {
    public var red: UInt8
    public var green: UInt8
    public var blue: UInt8

    public init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// `#1e1e1e`. nil for anything else.
    public init?(_ text: String) {
        guard text.first == "#", text.utf8.count == 7, let value = UInt32(text.dropFirst(), radix: 16) else { return nil }
        self.init(UInt8(value >> 16 & 255), UInt8(value >> 8 & 255), UInt8(value & 255))
    }

    /// `#1e1e1e`.
    public var text: String {
        "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// Relative luminance, 0…1 (WCAG 2.2).
    public var luminance: Double {
        0.2126 * Self.linear(red) + 0.7152 * Self.linear(green) + 0.0722 * Self.linear(blue)
    }

    /// Black letters are read better on it than white ones.
    public var isLight: Bool { luminance > 0.179 }

    /// A part without its gamma, 0…1 (sRGB).
    public static func linear(_ part: UInt8) -> Double { table[Int(part)] }

    /// The 256 values of ``linear(_:)``.
    private static let table: [Double] = (0...255).map { part in
        let value = Double(part) / 255
        return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
}
