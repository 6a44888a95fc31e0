// A code as lines of text. Ink is what is dark: whoever draws the lines gives them dark letters on a light
// ground, or asks for them inverted where the letters are light.

/// How modules become characters.
public enum QRForm: Hashable, Sendable {
    /// `▀▄█` and blanks: a column and half a row a module, so that modules are about square.
    case halfBlocks
    /// `##` and blanks: two columns and a row a module.
    case ascii
}

extension QRCode {
    /// Light modules round the code that a reader needs to find it; the standard asks for 4, phones do with 2.
    public static let quietZones = [4, 2]

    /// Columns and rows of ``lines(_:quiet:isInverted:)``.
    public func extent(_ form: QRForm, quiet: Int) -> (columns: Int, rows: Int) {
        let side = size + 2 * max(2, quiet)
        return switch form {
        case .halfBlocks: (side, (side + 1) / 2)
        case .ascii: (side * 2, side)
        }
    }

    /// The code with its quiet zone, every line of the same width.
    /// - Parameters:
    ///   - quiet: modules of quiet zone on each side; at least 2.
    ///   - isInverted: ink is what is light.
    public func lines(_ form: QRForm, quiet: Int, isInverted: Bool = false) -> [String] {
        let quiet = max(2, quiet)
        let side = size + 2 * quiet
        // Below the last row of an odd number lies light.
        func ink(_ x: Int, _ y: Int) -> Bool { isDark(x: x - quiet, y: y - quiet) != isInverted }
        switch form {
        case .halfBlocks:
            return stride(from: 0, to: side, by: 2).map { y in
                String((0..<side).map { x in Self.halves[(ink(x, y) ? 2 : 0) + (ink(x, y + 1) ? 1 : 0)] })
            }
        case .ascii:
            return (0..<side).map { y in (0..<side).map { x in ink(x, y) ? "##" : "  " }.joined() }
        }
    }

    /// By upper and lower half.
    private static let halves: [Character] = [" ", "▄", "▀", "█"]
}

/// What lines are printed on.
public enum QRGround: Hashable, Sendable {
    /// A file, a pipe, paper: dark letters are dark already.
    case paper
    /// A terminal, whose letters may be light: each line says black on white, in the eight colours that all know.
    case terminal
}

extension QRCode {
    /// Lines to print one below the other, with the whole quiet zone of the standard.
    public func printed(_ form: QRForm, on ground: QRGround) -> [String] {
        let lines = lines(form, quiet: 4)
        return switch ground {
        case .paper: lines
        case .terminal: lines.map { "\u{1B}[0;30;47m" + $0 + "\u{1B}[0m" }
        }
    }
}
