// The terminal taken and given back: ncurses' screen, the modes it does not know, the settings of the
// line. One at a time; ncurses keeps it in global variables.

import CLibc
import CNcurses
import CellGrid
import Glibc

/// An open terminal.
@MainActor final class CursesScreen {
    let options: TerminalOptions
    private(set) var depth: ColourDepth
    /// The terminal's own colours can be asked for by −1.
    private(set) var hasOwnColours = false
    private(set) var isOpen = true
    private(set) var size = Size(columns: 80, rows: 24)
    private let screen: OpaquePointer
    private let files: (output: UnsafeMutablePointer<FILE>, input: UnsafeMutablePointer<FILE>)
    /// The line's settings as they were found.
    private let found: termios
    private var isTitleKept = false

    init(_ options: TerminalOptions) throws(TerminalError) {
        self.options = options
        var found = termios()
        guard isatty(options.inputFD) == 1, isatty(options.outputFD) == 1, tcgetattr(options.outputFD, &found) == 0 else {
            throw .notATerminal
        }
        self.found = found
        if options.isUTF8, !TerminalLocale.isUTF8Now { TerminalLocale.useUTF8() }
        guard let output = fdopen(dup(options.outputFD), "w"), let input = fdopen(dup(options.inputFD), "r") else {
            throw .failed(String(cString: strerror(errno)))
        }
        files = (output, input)
        // The size comes from the terminal, whatever LINES and COLUMNS say.
        use_env(true)
        use_tioctl(true)
        guard let screen = Self.open(options, output, input) else {
            fclose(output)
            fclose(input)
            throw .unknownTerminal(options.term)
        }
        self.screen = screen
        depth = .mono
        guard simdeck_capability("cup") != nil else {
            close()
            throw .cannotAddressCursor(options.term)
        }
        raw()
        noecho()
        nonl()
        typeahead(-1)
        idlok(simdeck_stdscr(), true)
        startColours()
        measure()
        armGuard()
        enterModes()
    }

    private static func open(
        _ options: TerminalOptions, _ output: UnsafeMutablePointer<FILE>, _ input: UnsafeMutablePointer<FILE>
    ) -> OpaquePointer? {
        let direct = ["xterm-256color": "xterm-direct", "tmux-256color": "tmux-direct"]
        if options.trueColour, !options.noColour, let name = direct[options.term], let screen = newterm(name, output, input) {
            return screen
        }
        return options.term.isEmpty ? nil : newterm(options.term, output, input)
    }

    private func startColours() {
        guard !options.noColour, options.colour != .mono, has_colors(), start_color() != ERR else { return }
        hasOwnColours = use_default_colors() != ERR
        let most: ColourDepth =
            switch simdeck_colours() {
            case ..<8: .mono
            case ..<16: .ansi8
            case ..<256: .ansi16
            default: simdeck_has_rgb() != 0 ? .direct : .indexed256
            }
        depth = options.colour ?? most
        // More than the terminal has would come out as nothing at all.
        if let wanted = ColourDepth.allCases.firstIndex(of: depth), let have = ColourDepth.allCases.firstIndex(of: most),
            wanted > have || most == .direct
        {
            depth = most
        }
    }

    /// Reads the terminal's size and tells ncurses. True when it changed.
    @discardableResult
    func measure() -> Bool {
        guard isOpen else { return false }
        var (columns, rows) = (UInt16(0), UInt16(0))
        var now = Size(columns: Int(getmaxx(simdeck_stdscr())), rows: Int(getmaxy(simdeck_stdscr())))
        if simdeck_get_terminal_size(options.outputFD, &columns, &rows) == 0, columns > 0, rows > 0 {
            now = Size(columns: Int(columns), rows: Int(rows))
        }
        guard now != size || now.columns != getmaxx(simdeck_stdscr()) || now.rows != getmaxy(simdeck_stdscr()) else {
            return false
        }
        resize_term(Int32(now.rows), Int32(now.columns))
        // Terminals move text about when they change their size.
        clearok(simdeck_curscr(), true)
        size = now
        return true
    }

    private func enterModes() { write("\u{1B}[?2004h\u{1B}[?1004h" + (options.mouse ? "\u{1B}[?1000h\u{1B}[?1006h" : "")) }

    private var leavingModes: String {
        (options.mouse ? "\u{1B}[?1006l\u{1B}[?1000l" : "") + "\u{1B}[?1004l\u{1B}[?2004l" + (isTitleKept ? "\u{1B}[23;2t" : "")
    }

    /// Gives the terminal to whoever comes next; ``retake()`` takes it again.
    func leave() {
        guard isOpen else { return }
        write(leavingModes)
        isTitleKept = false
        endwin()
        var modes = found
        tcsetattr(options.outputFD, TCSADRAIN, &modes)
        simdeck_guard_disarm()
    }

    /// Takes the terminal again after ``leave()``, and repaints what was on the screen.
    func retake() {
        guard isOpen else { return }
        reset_prog_mode()
        armGuard()
        enterModes()
        measure()
        clearok(simdeck_curscr(), true)
        doupdate()
    }

    /// Gives the terminal back for good.
    func close() {
        guard isOpen else { return }
        leave()
        isOpen = false
        delscreen(screen)
        fclose(files.output)
        fclose(files.input)
    }

    /// Sends bytes that ncurses does not know, in order with what was shown before.
    func write(_ bytes: [UInt8]) {
        var left = bytes[...]
        while !left.isEmpty {
            let count = left.withUnsafeBytes { Glibc.write(options.outputFD, $0.baseAddress, $0.count) }
            if count > 0 {
                left = left.dropFirst(count)
            } else if count < 0, errno == EAGAIN {
                var wait = pollfd(fd: options.outputFD, events: Int16(POLLOUT), revents: 0)
                poll(&wait, 1, -1)
            } else if count == 0 || errno != EINTR {
                return
            }
        }
    }

    func write(_ text: String) { write(Array(text.utf8)) }

    /// Sets the title where terminals have one; the one before comes back when the terminal is left.
    func setTitle(_ text: String) {
        guard isOpen, ["xterm", "rxvt", "tmux", "screen", "alacritty", "foot", "kitty"].contains(where: options.term.hasPrefix)
        else {
            return
        }
        let plain = text.unicodeScalars.filter { $0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value) }
        write((isTitleKept ? "" : "\u{1B}[22;2t") + "\u{1B}]2;" + String(String.UnicodeScalarView(plain)) + "\u{07}")
        isTitleKept = true
    }

    /// The keys this terminal's description names.
    func ownKeys() -> [[UInt8]: Key] {
        var keys: [[UInt8]: Key] = [:]
        for (name, code) in KeySequences.capabilities {
            if let sequence = capability(name), sequence.first == 0x1B, sequence.count > 2 { keys[sequence] = Key(code) }
        }
        return keys
    }

    private func capability(_ name: String) -> [UInt8]? {
        guard let text = simdeck_capability(name) else { return nil }
        // Padding (`$<5>`) is for ncurses; a guard writes without it.
        return Self.withoutPadding(Array(String(cString: text).utf8))
    }

    nonisolated static func withoutPadding(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        var rest = bytes[...]
        while let byte = rest.first {
            if rest.starts(with: [0x24, 0x3C]), let end = rest.firstIndex(of: 0x3E) {
                rest = rest[(end + 1)...]
            } else {
                out.append(byte)
                rest = rest.dropFirst()
            }
        }
        return out
    }

    private func armGuard() {
        let names = ["sgr0", "op", "rmkx", "cnorm", "rmcup"]
        let reset = Array(leavingModes.utf8) + names.flatMap { capability($0) ?? [] } + [0x0D, 0x0A]
        var modes = found
        reset.withUnsafeBufferPointer { bytes in
            bytes.withMemoryRebound(to: CChar.self) { simdeck_guard_arm(options.outputFD, &modes, $0.baseAddress, $0.count) }
        }
    }
}
