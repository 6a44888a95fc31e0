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
    /// ncurses writes into a file in memory: a write to the terminal could wait.
    private let files: (output: UnsafeMutablePointer<FILE>, input: UnsafeMutablePointer<FILE>)
    let output: OutputQueue
    let abilities: TerminalAbilities
    private let shortener: SequenceShortener
    /// The line's settings as they were found, and as a screen needs them.
    private let found: termios
    private let taken: termios
    private var isTitleKept = false
    /// The ground was asked for: the terminal tells of its changes from then on.
    private var hasAskedGround = false

    init(_ options: TerminalOptions) throws(TerminalError) {
        self.options = options
        var found = termios()
        guard isatty(options.inputFD) == 1, isatty(options.outputFD) == 1, tcgetattr(options.outputFD, &found) == 0 else {
            throw .notATerminal
        }
        self.found = found
        taken = Self.modes(from: found)
        abilities = TerminalAbilities(term: options.term, environment: options.environment, multiplexer: options.multiplexer)
        if options.characters == .utf8, !TerminalLocale.isUTF8Now { TerminalLocale.useUTF8() }
        guard let output = fdopen(simdeck_memory_file(), "w"), let input = fdopen(dup(options.inputFD), "r") else {
            throw .failed(String(cString: strerror(errno)))
        }
        files = (output, input)
        self.output = OutputQueue(options.outputFD)
        // The size comes from the terminal, whatever LINES and COLUMNS say.
        use_env(true)
        use_tioctl(true)
        guard let screen = Self.open(options, output, input) else {
            fclose(output)
            fclose(input)
            self.output.close()
            throw .unknownTerminal(options.term)
        }
        self.screen = screen
        depth = .mono
        shortener = SequenceShortener(
            goesAlongRows: simdeck_capability("hpa").map { String(cString: $0) } == "\u{1B}[%i%p1%dG" && tigetflag("xenl") > 0)
        guard simdeck_capability("cup") != nil else {
            close()
            throw .cannotAddressCursor(options.term)
        }
        // ncurses sees no terminal behind its file: what it knows is set here, and the line itself below.
        raw()
        noecho()
        nonl()
        setLine(taken)
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
        setRegion(rows: now.rows)
        // Terminals move text about when they change their size.
        clearok(simdeck_curscr(), true)
        size = now
        return true
    }

    /// All of the screen scrolls. ncurses, which sees no terminal, set the region of one of 24 rows; in rows below it
    /// terminals do not delete or insert.
    private func setRegion(rows: Int) {
        guard let region = simdeck_region(Int32(rows)) else { return }
        // Sends what ncurses has gathered, so that its region comes first.
        curs_set(1)
        fputs(region, files.output)
        fflush(files.output)
    }

    private var hasMouse: Bool { options.mouse != .off }

    private func enterModes() {
        write(
            "\u{1B}[?2004h" + (abilities.tellsFocus ? "\u{1B}[?1004h" : "") + (hasMouse ? "\u{1B}[?1000h\u{1B}[?1006h" : "")
                + (hasAskedGround ? "\u{1B}[?2031h" : ""))
    }

    /// Sends the question for the ground, and behind it one that every terminal answers. False where it is not asked.
    func askGround() -> Bool {
        guard isOpen, options.tellsGround else { return false }
        let isFirst = !hasAskedGround
        hasAskedGround = true
        // Also asks to be told when the terminal goes from light to dark (mode 2031).
        write((isFirst ? "\u{1B}[?2031h" : "") + "\u{1B}]11;?\u{1B}\\\u{1B}[c")
        if isFirst { armGuard() }
        return true
    }

    private var leavingModes: String {
        (hasAskedGround ? "\u{1B}[?2031l" : "") + (hasMouse ? "\u{1B}[?1006l\u{1B}[?1000l" : "")
            + (abilities.tellsFocus ? "\u{1B}[?1004l" : "") + "\u{1B}[?2004l"
            + (isTitleKept ? "\u{1B}[23;2t" : "")
    }

    /// Without echo, signals and translation, a byte at a time.
    private static func modes(from found: termios) -> termios {
        var modes = found
        modes.c_lflag &= ~tcflag_t(ICANON | ISIG | IEXTEN | ECHO)
        modes.c_iflag &= ~tcflag_t(IXON | BRKINT | PARMRK | ICRNL | INLCR | IGNCR)
        // ncurses moves by bare line feeds and by tabs.
        modes.c_oflag &= ~tcflag_t(ONLCR | XTABS)
        withUnsafeMutableBytes(of: &modes.c_cc) { bytes in
            bytes[Int(VMIN)] = 1
            bytes[Int(VTIME)] = 0
        }
        return modes
    }

    private func setLine(_ modes: termios, after action: Int32 = TCSANOW) {
        var modes = modes
        tcsetattr(options.outputFD, action, &modes)
    }

    /// Hands on what ncurses wrote.
    func sendPainted(whole: Bool = false) {
        let file = fileno(files.output)
        let count = Int(lseek(file, 0, SEEK_CUR))
        guard count > 0 else { return }
        var bytes = [UInt8](repeating: 0, count: count)
        let got = pread(file, &bytes, count, 0)
        lseek(file, 0, SEEK_SET)
        ftruncate(file, 0)
        guard got == count else { return }
        bytes = shortener.shorten(bytes)
        let isFrame = whole && abilities.synchronizes
        output.send(isFrame ? Array("\u{1B}[?2026h".utf8) + bytes + Array("\u{1B}[?2026l".utf8) : bytes)
    }

    /// Gives the terminal to whoever comes next; ``retake()`` takes it again.
    func leave() {
        guard isOpen else { return }
        // A terminal that takes nothing for so long gets no more than its modes back.
        let isWhole = output.finish(milliseconds: 300)
        if !isWhole { write([0x18]) }
        write(leavingModes)
        isTitleKept = false
        endwin()
        sendPainted()
        let isSent = output.finish(milliseconds: 300)
        setLine(found, after: isSent ? TCSADRAIN : TCSANOW)
        simdeck_guard_disarm()
    }

    /// Takes the terminal again after ``leave()``, and repaints what was on the screen.
    func retake() {
        guard isOpen else { return }
        setLine(taken)
        armGuard()
        enterModes()
        measure()
        clearok(simdeck_curscr(), true)
        doupdate()
        sendPainted()
    }

    /// Gives the terminal back for good.
    func close() {
        guard isOpen else { return }
        leave()
        isOpen = false
        delscreen(screen)
        output.close()
        fclose(files.output)
        fclose(files.input)
    }

    /// Sends bytes that ncurses does not know, in order with what was shown before.
    func write(_ bytes: [UInt8]) { output.send(bytes) }

    func write(_ text: String) { write(Array(text.utf8)) }

    /// Sets the title where terminals have one; the one before comes back when the terminal is left.
    func setTitle(_ text: String) {
        guard isOpen, options.setsTitle, abilities.hasTitle else { return }
        let plain = text.unicodeScalars.filter { scalar in
            scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value) && (options.characters == .utf8 || scalar.isASCII)
        }
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
