// Keys and what else a terminal can say.

/// A key as pressed, with its chord.
public struct Key: Hashable, Sendable {
    public enum Code: Hashable, Sendable {
        /// A printable character, as typed (capitals are capitals; `Space` is `" "`).
        case character(Character)
        case enter, escape, tab, backTab, backspace, delete, insert
        case up, down, left, right, home, end, pageUp, pageDown
        case function(Int)
    }

    public var code: Code
    /// With Ctrl; the character is then lower case.
    public var control: Bool
    /// With Alt (sent by terminals as Esc before the key).
    public var alt: Bool

    public init(_ code: Code, control: Bool = false, alt: Bool = false) {
        self.code = code
        self.control = control
        self.alt = alt
    }

    /// A plain character.
    public init(_ character: Character) { self.init(.character(character)) }

    /// `Ctrl-` and a letter.
    public static func control(_ character: Character) -> Key { Key(.character(character), control: true) }
}

/// One thing that came in from the terminal.
public enum InputEvent: Hashable, Sendable {
    case key(Key)
    /// A whole bracketed paste. Bound by the reader (1 MiB); it never reaches the key map.
    case paste(String)
    case resized(Size)
    /// The terminal window got (true) or lost the focus.
    case focus(Bool)
    /// The colour behind the letters, as the terminal tells it when asked.
    case background(RGB)
    /// Wheel steps at a cell; negative is up.
    case wheel(Int, at: Point)
    /// The left button went down on a cell.
    case click(at: Point)
    /// Of the paste just told, what was beyond the bound is gone. Unit: bytes.
    case pasteCut(limit: Int)
    /// The terminal is gone.
    case hangUp
}

/// Keys as people and configuration files write them: `Ctrl-D`, `Shift-Tab`, `Space`, `F1`, `PgUp`, `/`.
public enum KeyNotation {
    private static let names: [(String, Key.Code)] = [
        ("Enter", .enter), ("Esc", .escape), ("Tab", .tab), ("Shift-Tab", .backTab), ("Backspace", .backspace),
        ("Del", .delete), ("Ins", .insert), ("Up", .up), ("Down", .down), ("Left", .left), ("Right", .right),
        ("Home", .home), ("End", .end), ("PgUp", .pageUp), ("PgDn", .pageDown), ("Space", .character(" ")),
    ]

    /// nil when `text` is no key.
    public static func parse(_ text: String) -> Key? {
        var rest = Substring(text)
        var key = Key(.escape)
        while true {
            if let tail = strip("Ctrl-", from: rest) {
                (rest, key.control) = (tail, true)
            } else if let tail = strip("Alt-", from: rest) {
                (rest, key.alt) = (tail, true)
            } else {
                break
            }
        }
        if let named = names.first(where: { $0.0.lowercased() == rest.lowercased() }) {
            key.code = named.1
        } else if rest.count == 1, let character = rest.first {
            key.code = .character(key.control ? Character(character.lowercased()) : character)
        } else if rest.first == "F" || rest.first == "f", let number = Int(rest.dropFirst()), (1...24).contains(number) {
            key.code = .function(number)
        } else {
            return nil
        }
        return key
    }

    /// The canonical spelling.
    public static func text(_ key: Key) -> String {
        let prefix = (key.control ? "Ctrl-" : "") + (key.alt ? "Alt-" : "")
        if let named = names.first(where: { $0.1 == key.code }) { return prefix + named.0 }
        switch key.code {
        case .function(let number): return prefix + "F\(number)"
        case .character(let character): return prefix + (key.control ? character.uppercased() : String(character))
        default: return prefix
        }
    }

    private static func strip(_ prefix: String, from text: Substring) -> Substring? {
        guard text.count > prefix.count, text.lowercased().hasPrefix(prefix.lowercased()) else { return nil }
        return text.dropFirst(prefix.count)
    }
}
