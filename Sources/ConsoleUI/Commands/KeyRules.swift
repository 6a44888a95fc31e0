// Which keys a person may not give to a verb that changes something, and which are better left alone.

import CellGrid

/// Why a key is not given to a changing verb.
public enum KeyRefusal: Hashable, Sendable {
    /// It moves the cursor in every list and menu, or in every shell.
    case moves
    /// Ctrl and Alt are pressed for moving; a contract of the program keeps changes off them.
    case chord
    /// A multiplexer's prefix: whether it arrives depends on what runs outside.
    case multiplexer(String)
}

enum KeyRules {
    /// The usual prefixes of programs that a terminal runs in.
    static let multiplexers: [(key: Key, program: String)] = [
        (.control("b"), "tmux"), (.control("a"), "screen"), (.control("\\"), "dtach"), (.control("o"), "zellij"),
    ]

    static func multiplexer(_ key: Key) -> String? { multiplexers.first { $0.key == key }?.program }

    /// Why no changing verb may have `sequence`; nil: it may.
    static func refusal(_ sequence: KeySequence) -> KeyRefusal? {
        for key in sequence.keys {
            if let program = multiplexer(key) { return .multiplexer(program) }
            if moves(key) { return .moves }
            if key.control || key.alt { return .chord }
        }
        return nil
    }

    private static func moves(_ key: Key) -> Bool {
        switch key.code {
        case .enter, .escape, .tab, .backTab, .backspace, .up, .down, .left, .right, .home, .end, .pageUp, .pageDown: true
        case .character(let letter): key.control ? "dufbnp".contains(letter) : !key.alt && "hjkl ".contains(letter)
        case .delete, .insert, .function: false
        }
    }
}
