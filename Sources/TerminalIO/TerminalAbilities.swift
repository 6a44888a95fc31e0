// What this terminal is known to understand beyond its description. What is not known is not sent: an unknown
// sequence is garbage on somebody's screen.

/// Abilities by the terminal's name and what it says of itself in the environment.
struct TerminalAbilities: Hashable {
    /// Has a window with a title, and keeps titles on a stack.
    var hasTitle = false
    /// Tells when its window gets and loses the focus.
    var tellsFocus = false
    /// Shows a frame only when it is whole (mode 2026).
    var synchronizes = false

    init(term: String, environment: [String: String], multiplexer: Multiplexer) {
        let family = [
            "xterm", "rxvt", "tmux", "screen", "alacritty", "foot", "kitty", "wezterm", "contour", "vte", "konsole", "st-",
        ]
        hasTitle = family.contains(where: term.hasPrefix)
        tellsFocus = hasTitle
        // Inside a multiplexer the frame is the multiplexer's.
        guard multiplexer == .none else { return }
        let names = ["foot", "xterm-kitty", "alacritty", "wezterm", "contour", "xterm-ghostty"]
        let programs = ["WezTerm", "ghostty", "iTerm.app", "mintty", "vscode"]
        synchronizes = names.contains(where: term.hasPrefix) || environment["TERM_PROGRAM"].map(programs.contains) ?? false
    }
}
