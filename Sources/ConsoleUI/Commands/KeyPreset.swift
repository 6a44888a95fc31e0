// Ready sets of keys, laid under a person's own: they change how one moves, never what changes cards.

public import Localization
import Settings

/// A set of keys by name (`keys: {preset: vim-strict}`).
public enum KeyPreset: String, CaseIterable, Sendable {
    /// The table as it is: letters and arrows.
    case standard = "default"
    /// As in vi, and nothing else: `g g` is the first line, arrows and Home do nothing.
    case vimStrict = "vim-strict"
    /// Letters never move: arrows, Home, End and the page keys do.
    case arrowsOnly = "arrows-only"

    /// The keys of the commands that it binds otherwise; none: unbound.
    ///
    /// vim-strict leaves out vi's Ctrl-B: tmux takes that key.
    public var bindings: [CommandName: [String]] {
        switch self {
        case .standard: [:]
        case .vimStrict:
            [
                .down: ["j"], .up: ["k"], .left: ["h"], .right: ["l"], .first: ["g g"], .last: ["G"],
                .pageDown: ["Ctrl-F", "PgDn"],
            ]
        case .arrowsOnly:
            [
                .down: ["Down"], .up: ["Up"], .left: ["Left"], .right: ["Right"], .first: ["Home"], .last: ["End"], .halfDown: [],
                .halfUp: [],
            ]
        }
    }
}
