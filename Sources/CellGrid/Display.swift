// The only door to the terminal's screen.

/// Something that shows grids. It alone knows what is on the screen now.
@MainActor public protocol Display: AnyObject {
    /// The size now, as last told by a `resized` event.
    var size: Size { get }

    /// Shows `grid`, sending only what changed; the hardware cursor rests at `cursor` (the selected row,
    /// for screen readers and Braille) or is hidden.
    func present(_ grid: Grid, cursor: Point?)

    /// The looks of the roles, by role number. The next frame uses them.
    func use(looks: [Look])

    /// Forgets what is on the screen: the next frame is sent whole (Ctrl-L, after a suspend).
    func invalidate()

    /// Throws away what was typed and not yet read, so that nothing typed ahead can answer a question.
    func discardPendingInput()

    /// Copies text to the operator's clipboard through the terminal. Returns what was done about it.
    func copy(_ text: String) -> ClipboardOutcome

    /// Asks the terminal to show a notification of its own.
    func notify(title: String, body: String, as form: NotificationForm)

    /// Rings the bell.
    func bell()

    /// Sets the window's title.
    func setTitle(_ text: String)

    /// Everything sent so far. Unit: bytes.
    var bytesSent: Int { get }

    /// Gives the terminal back, stops the process, and takes the terminal again when continued.
    func suspend()
}

/// How a terminal is asked for a notification; none of them tells whether it knows the form.
public enum NotificationForm: Hashable, Sendable {
    case none
    /// iTerm2, ConEmu, Windows Terminal, kitty, WezTerm.
    case osc9
    /// urxvt, foot, VTE, Ghostty, WezTerm.
    case osc777
}

/// What stands between the program and the terminal that has the clipboard.
public enum ClipboardWay: Hashable, Sendable {
    case directly, tmux, screen
}

/// Where a copied text went.
public enum ClipboardOutcome: Hashable, Sendable {
    /// Sent to the terminal by OSC 52, which cannot tell whether it was taken. Unit: bytes.
    case sentToTerminal(bytes: Int, through: ClipboardWay)
    /// Longer than terminals take. Unit: bytes.
    case tooLong(limit: Int)
}
