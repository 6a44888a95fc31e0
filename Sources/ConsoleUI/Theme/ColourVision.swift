// Colours as other eyes see them, and how far apart two colours are to an eye.

import CellGrid
import Glibc
import Settings

extension RGB {
    /// Contrast of two colours, 1…21 (WCAG 2.2, 1.4.3).
    func contrast(with other: RGB) -> Double {
        let (one, two) = (luminance, other.luminance)
        return (max(one, two) + 0.05) / (min(one, two) + 0.05)
    }

    /// Two thirds of it over `ground`: what terminals make of dim letters.
    func dimmed(over ground: RGB) -> RGB {
        func mix(_ part: UInt8, _ under: UInt8) -> UInt8 { UInt8((2 * Int(part) + Int(under)) / 3) }
        return RGB(mix(red, ground.red), mix(green, ground.green), mix(blue, ground.blue))
    }

    /// How it looks to eyes without one kind of cones: Machado, Oliveira and Fernandes (2009), severity 1.
    func seen(by vision: ThemeDocument.Vision) -> RGB {
        let matrix: [[Double]] =
            switch vision {
            case .protanopia:
                [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
            case .deuteranopia:
                [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
            case .tritanopia:
                [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
            }
        let light = [red, green, blue].map(Self.linear)
        let parts = matrix.map { row in
            let value = min(1, max(0, row[0] * light[0] + row[1] * light[1] + row[2] * light[2]))
            let shown = value <= 0.0031308 ? 12.92 * value : 1.055 * pow(value, 1 / 2.4) - 0.055
            return UInt8((shown * 255).rounded())
        }
        return RGB(parts[0], parts[1], parts[2])
    }

    /// Distance in CIELAB (ΔE*ab of 1976); about 2 is the least an eye notices, side by side.
    func distance(to other: RGB) -> Double {
        let (one, two) = (lab, other.lab)
        let (light, a, b) = (one.0 - two.0, one.1 - two.1, one.2 - two.2)
        return (light * light + a * a + b * b).squareRoot()
    }

    private var lab: (Double, Double, Double) {
        let (r, g, b) = (Self.linear(red), Self.linear(green), Self.linear(blue))
        func f(_ value: Double) -> Double { value > 216 / 24389 ? cbrt(value) : (24389 / 27 * value + 16) / 116 }
        // sRGB to XYZ over the white of D65.
        let x = f((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047)
        let y = f(0.2126729 * r + 0.7151522 * g + 0.0721750 * b)
        let z = f((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883)
        return (116 * y - 16, 500 * (x - y), 200 * (y - z))
    }
}
