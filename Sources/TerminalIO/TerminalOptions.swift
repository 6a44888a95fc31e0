// What a terminal session is opened with, and what can stand in its way.

import CellGrid
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
    public var isUTF8: Bool
    /// The terminal shows exact colours (COLORTERM) and the theme has some: a `-direct` description is
    /// used where there is one. It takes colours 8–15 out of the user's palette, so ask for it only then.
    public var trueColour: Bool
    /// The wheel scrolls; the terminal's own selection then needs Shift.
    public var mouse = false
    public var multiplexer: Multiplexer = .none

    public init(
        inputFD: Int32 = 0, outputFD: Int32 = 1, term: String, colour: ColourDepth? = nil, noColour: Bool = false,
        isUTF8: Bool = true, trueColour: Bool = false
    ) {
        self.inputFD = inputFD
        self.outputFD = outputFD
        self.term = term
        self.colour = colour
        self.noColour = noColour
        self.isUTF8 = isUTF8
        self.trueColour = trueColour
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
        options.isUTF8 = TerminalLocale.adopt(environment: environment)
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
    /// Takes the user's locale for the process and tells whether it is UTF-8. A UTF-8 locale that is not
    /// installed here is replaced by C.UTF-8: the terminal at the other end speaks UTF-8 all the same.
    public static func adopt(environment: [String: String]) -> Bool {
        let isKnown = setlocale(LC_ALL, "") != nil
        if isKnown, isUTF8Now { return true }
        let named = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
        guard !isKnown, named.lowercased().contains("utf-8") || named.lowercased().contains("utf8") else { return false }
        return useUTF8()
    }

    /// The process's character set is UTF-8.
    static var isUTF8Now: Bool { nl_langinfo(Int32(CODESET)).map { String(cString: $0) == "UTF-8" } ?? false }

    @discardableResult
    static func useUTF8() -> Bool { setlocale(LC_CTYPE, "C.UTF-8") != nil }
}
