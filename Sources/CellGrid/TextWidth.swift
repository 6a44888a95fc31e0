// How many cells a text takes. ncurses counts by scalar, terminals by cluster; rows shear where they
// disagree, so a cluster is reduced here to what both count alike.

import CLibc

/// Widths and cutting of text by cells.
public enum TextWidth {
    /// Cells of a cluster as ``drawable(_:)`` draws it: 1 or 2; 0 for a lone combining mark.
    public static func cells(of character: Character) -> Int {
        if let ascii = character.asciiValue, (0x20..<0x7F).contains(ascii) { return 1 }
        var total = 0
        for scalar in drawable(character).unicodeScalars { total += cells(of: scalar) }
        return min(total, 2)
    }

    /// Cells of a text.
    public static func cells(of text: some StringProtocol) -> Int {
        var total = 0
        for character in text { total += cells(of: character) }
        return total
    }

    /// The longest start of `text` that fits `columns`, with `…` when something was cut. A wide
    /// character is never cut in half.
    public static func truncate(_ text: String, to columns: Int) -> String {
        guard columns > 0 else { return "" }
        if cells(of: text) <= columns { return text }
        var out = ""
        var used = 0
        for character in text {
            let width = cells(of: character)
            if used + width > columns - 1 { break }
            out.append(character)
            used += width
        }
        return out + "…"
    }

    /// `text` cut or padded with blanks to exactly `columns`.
    public static func fit(_ text: String, _ columns: Int, alignRight: Bool = false) -> String {
        let cut = truncate(text, to: columns)
        let blanks = String(repeating: " ", count: max(0, columns - cells(of: cut)))
        return alignRight ? blanks + cut : cut + blanks
    }

    /// Breaks `text` into lines of at most `columns` cells, at blanks where there are any (CJK text
    /// breaks anywhere). Line breaks in the text are kept.
    public static func wrap(_ text: String, to columns: Int) -> [String] {
        guard columns > 0 else { return [] }
        var lines: [String] = []
        for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
            var line = ""
            var used = 0
            var lastBlank: String.Index?
            for character in paragraph {
                let width = cells(of: character)
                if used + width > columns {
                    if character == " " {
                        lines.append(line)
                        (line, used, lastBlank) = ("", 0, nil)
                        continue
                    }
                    if let blank = lastBlank {
                        let rest = String(line[line.index(after: blank)...])
                        if blank > line.startIndex { lines.append(String(line[..<blank])) }
                        (line, used) = (rest, cells(of: rest))
                    }
                    // No blank to break at, or what follows it is as wide as the line with a wide character.
                    if used + width > columns, !line.isEmpty {
                        lines.append(line)
                        (line, used) = ("", 0)
                    }
                    lastBlank = nil
                }
                if character == " " { lastBlank = line.endIndex }
                line.append(character)
                used += width
            }
            lines.append(line)
        }
        return lines
    }

    /// The cluster as it is sent to the terminal: controls become U+FFFD; where the scalars' widths do
    /// not add up to what a terminal shows for the cluster (emoji joined by ZWJ, VS16, skin tones,
    /// flags), only the base scalar stays.
    public static func drawable(_ character: Character) -> Character {
        let scalars = character.unicodeScalars
        guard let first = scalars.first else { return " " }
        if scalars.count == 1 { return isControl(first) ? "\u{FFFD}" : character }
        var total = 0
        for scalar in scalars {
            if isControl(scalar) || scalar.value == 0x200D || scalar.value == 0xFE0F { return base(first) }
            total += cells(of: scalar)
        }
        return total == cells(of: first) || total <= 2 && !scalars.contains(where: isEmojiPart) ? character : base(first)
    }

    /// The text as it may be printed to a terminal without a grid: what others wrote cannot move the cursor or
    /// speak to the terminal. Line ends and tabs stay where `lines` says so.
    public static func printable(_ text: String, lines: Bool = false) -> String {
        func isKept(_ scalar: Unicode.Scalar) -> Bool {
            !isControl(scalar) || lines && (scalar == "\n" || scalar == "\t")
        }
        if text.unicodeScalars.allSatisfy(isKept) { return text }
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { out.append(isKept(scalar) ? scalar : "\u{FFFD}") }
        return String(out)
    }

    private static func base(_ scalar: Unicode.Scalar) -> Character {
        isControl(scalar) ? "\u{FFFD}" : Character(scalar)
    }

    private static func isEmojiPart(_ scalar: Unicode.Scalar) -> Bool {
        (0x1F3FB...0x1F3FF).contains(scalar.value) || (0x1F1E6...0x1F1FF).contains(scalar.value)
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: true
        default: false
        }
    }

    private static func cells(of scalar: Unicode.Scalar) -> Int {
        if scalar.value < 0x7F { return scalar.value >= 0x20 ? 1 : 0 }
        let width = Int(simdeck_wcwidth(scalar.value))
        if width >= 0 { return width }
        // Newer than libc's table: emoji blocks are wide, the rest narrow.
        return (0x1F000...0x1FAFF).contains(scalar.value) ? 2 : 1
    }
}
