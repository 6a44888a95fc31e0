// What the environment tells of the terminal's colours, and letters painted without ncurses.

import CellGrid

/// What is known of the ground before the terminal was asked.
struct TerminalGround {
    /// nil: the environment says nothing.
    var isLight: Bool?

    /// `COLORFGBG` is set by rxvt, Konsole and others: `0;15`, `15;default;0`.
    init(environment: [String: String]) {
        guard let last = environment["COLORFGBG"]?.split(separator: ";").last, let number = Int(last) else { return }
        isLight = number == 7 || (9...15).contains(number)
    }

    /// The theme to begin with.
    var theme: String { isLight == true ? "light" : "default" }

    /// How many colours the environment promises.
    static func depth(environment: [String: String]) -> ColourDepth {
        if environment["NO_COLOR"].map({ !$0.isEmpty }) ?? false { return .mono }
        if ["truecolor", "24bit"].contains(environment["COLORTERM"] ?? "") { return .direct }
        let term = environment["TERM"] ?? ""
        if term.isEmpty || term == "dumb" || term.hasPrefix("vt") { return .mono }
        if term.contains("direct") { return .direct }
        return term.contains("256") ? .indexed256 : term == "linux" ? .ansi8 : .ansi16
    }
}

/// Select graphic rendition: colours for a line of text.
enum SGR {
    /// `words` in `look`, as far as the terminal can.
    static func paint(_ words: String, _ look: Look, _ depth: ColourDepth) -> String {
        let shown = TerminalLook(look, depth: depth)
        var codes: [String] = []
        for (attribute, code) in [(Attributes.bold, "1"), (.dim, "2"), (.underline, "4"), (.reverse, "7")]
        where shown.attributes.contains(attribute) { codes.append(code) }
        codes += colour(shown.foreground, depth, base: 30) + colour(shown.background, depth, base: 40)
        return codes.isEmpty ? words : "\u{1B}[\(codes.joined(separator: ";"))m\(words)\u{1B}[0m"
    }

    private static func colour(_ number: Int32, _ depth: ColourDepth, base: Int32) -> [String] {
        switch (number, depth) {
        case (..<0, _): []
        case (0..<8, _): ["\(base + number)"]
        case (_, .direct): ["\(base + 8);2;\(number >> 16 & 255);\(number >> 8 & 255);\(number & 255)"]
        case (0..<16, .ansi16): ["\(base + 52 + number)"]
        default: ["\(base + 8);5;\(number)"]
        }
    }
}
