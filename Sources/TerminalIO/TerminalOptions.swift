// What a terminal session is opened with, and what can stand in its way.

public import CellGrid
import Glibc

/// A terminal that sits inside another and wants what is meant for the outer one wrapped.
public enum Multiplexer: Hashable, Sendable {
    case none, tmux, screen

    /// By the variables they set; over ssh only TERM tells.
    public static func detect(term: String, environment: [String: String]) -> Multiplexer {
        if environment["TMUX"].map({ !$0.isEmpty }) ?? false || term.hasPrefix("tmux") { return .tmux }
        return environment["STY"].map({ !$0.isEmpty }) ?? false || term.hasPrefix("screen") ? .screen : .none
    }
}

/// What the terminal at the other end makes of bytes beyond ASCII.
public enum CharacterSet: Hashable, Sendable {
    case utf8
    /// GB18030, GBK or GB2312: Chinese text, but signs only as wide characters.
    case chinese
    /// Anything else: ASCII only.
    case plain
}

/// Which characters may be sent.
public enum Repertoire: Hashable, Sendable {
    case everything
    /// Beyond ASCII only what takes two cells for everybody; signs have plain forms.
    case wide
    case ascii
}

/// What the mouse is asked for.
public enum MouseUse: Hashable, Sendable {
    case off, wheel, on
}

/// How to open the terminal.
public struct TerminalOptions: Sendable {
    /// Where keys come from: standard input, or the terminal itself when that is a pipe.
    public var inputFD: Int32
    public var outputFD: Int32
    /// The terminal's name, as in TERM.
    public var term: String
    /// nil: what the terminal's description says.
    public var colour: ColourDepth?
    /// NO_COLOR: attributes only.
    public var noColour: Bool
    /// See ``TerminalLocale``.
    public var characters: CharacterSet
    /// The terminal shows exact colours (COLORTERM) and the theme has some: a `-direct` description is
    /// used where there is one. It takes colours 8–15 out of the user's palette, so ask for it only then.
    public var trueColour: Bool
    /// The terminal's own selection needs Shift unless it is off.
    public var mouse = MouseUse.off
    /// Signs of ambiguous width take two cells there.
    public var hasWideSigns = false
    /// The window's title may be set.
    public var setsTitle = true
    /// What the environment says of the terminal.
    var environment: [String: String] = [:]
    public var multiplexer: Multiplexer = .none

    /// Terminals that take a question for their ground, or pass over it. The others (the Linux console, a VT100,
    /// GNU screen, which keeps such questions to itself) are not asked.
    public var tellsGround: Bool {
        let families = [
            "xterm", "rxvt", "tmux", "alacritty", "foot", "kitty", "wezterm", "ghostty", "konsole", "st-", "vte", "gnome",
        ]
        if multiplexer == .screen { return false }
        return multiplexer == .tmux || families.contains(where: term.hasPrefix)
    }

    public init(
        inputFD: Int32 = 0, outputFD: Int32 = 1, term: String, colour: ColourDepth? = nil, noColour: Bool = false,
        characters: CharacterSet = .utf8, trueColour: Bool = false
    ) {
        self.inputFD = inputFD
        self.outputFD = outputFD
        self.term = term
        self.colour = colour
        self.noColour = noColour
        self.characters = characters
        self.trueColour = trueColour
    }

    public var repertoire: Repertoire {
        switch characters {
        case .utf8: hasWideSigns ? .wide : .everything
        case .chinese: .wide
        case .plain: .ascii
        }
    }

    /// Options from the environment. Keys come from standard input, or from the controlling terminal when
    /// standard input is something else (a list of cards).
    public static func standard(environment: [String: String]) throws(TerminalError) -> TerminalOptions {
        var options = TerminalOptions(term: environment["TERM"] ?? "")
        if isatty(0) == 0 {
            options.inputFD = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
            guard options.inputFD >= 0 else { throw .notATerminal }
        }
        options.noColour = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
        options.characters = TerminalLocale.adopt(environment: environment)
        options.environment = environment
        options.multiplexer = .detect(term: options.term, environment: environment)
        return options
    }
}

/// Why a terminal cannot be used.
public enum TerminalError: Error, Hashable, Sendable {
    /// Input or output is a file, a pipe, or closed.
    case notATerminal
    /// TERM names nothing in the terminals' database.
    case unknownTerminal(String)
    /// The terminal cannot move its cursor (`dumb`).
    case cannotAddressCursor(String)
    /// The system refused; its words.
    case failed(String)
}

/// The character set of the terminal.
public enum TerminalLocale {
    /// Takes the user's locale for the process and tells its character set. A UTF-8 locale that is not
    /// installed here is replaced by C.UTF-8: the terminal at the other end speaks UTF-8 all the same.
    public static func adopt(environment: [String: String]) -> CharacterSet {
        // Only the characters: the other categories are a dozen more files to open, and nobody asks for them.
        let isKnown = setlocale(LC_CTYPE, "") != nil
        if isKnown, isUTF8Now { return .utf8 }
        if isKnown, ["GB18030", "GBK", "GB2312"].contains(charset) { return .chinese }
        let named = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
        guard !isKnown, named.lowercased().contains("utf-8") || named.lowercased().contains("utf8") else { return .plain }
        return useUTF8() ? .utf8 : .plain
    }

    /// The process's character set is UTF-8.
    static var isUTF8Now: Bool { charset == "UTF-8" }

    private static var charset: String { nl_langinfo(Int32(CODESET)).map { String(cString: $0) } ?? "" }

    @discardableResult
    static func useUTF8() -> Bool { setlocale(LC_CTYPE, "C.UTF-8") != nil }
}
