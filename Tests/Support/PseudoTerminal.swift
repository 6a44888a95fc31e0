// A program in a terminal of its own, for tests of the real binary: type, resize, and wait until the
// screen shows something. The deadline only guards against waiting for ever; no test asserts on time.

import CLibc
public import CellGrid
import Glibc

/// Why a wait ended without what was waited for.
public struct PseudoTerminalFailure: Error, CustomStringConvertible {
    public let description: String
    public init(description: String) { self.description = description }
}

/// A running program and its screen.
public final class PseudoTerminal {
    public private(set) var screen: VirtualScreen
    /// Everything the program wrote. Bound: the first 4 MiB.
    public private(set) var output: [UInt8] = []
    public let pid: Int32
    /// Every byte written, counted past the bound of ``output``.
    public private(set) var written = 0
    /// Hears what the program wrote, before the screen takes it.
    public var onOutput: (([UInt8]) -> Void)?
    /// Bytes of another character set made UTF-8 for the screen and ``onOutput``.
    public var convert: (([UInt8]) -> [UInt8])?
    private let terminal: Int32
    private var status: Int32?
    private var isClosed = false

    /// Starts `program` (a path) with `arguments` in a terminal of the given size. The environment is
    /// exactly what is given, and TERM.
    public init(
        _ program: String, _ arguments: [String] = [], environment: [String: String] = [:], term: String = "xterm-256color",
        columns: Int = 80, rows: Int = 24
    ) throws {
        screen = VirtualScreen(columns: columns, rows: rows)
        var variables = ["PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8"]
        variables.merge(environment) { $1 }
        variables["TERM"] = term
        let argv: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { (text: String) in strdup(text) } + [nil]
        let envp: [UnsafeMutablePointer<CChar>?] = variables.map { each in strdup("\(each.key)=\(each.value)") } + [nil]
        defer { for text in argv + envp { free(text) } }
        var terminal: Int32 = -1
        pid = simdeck_spawn_in_pty(program, argv, envp, UInt16(columns), UInt16(rows), &terminal)
        guard pid > 0 else {
            throw PseudoTerminalFailure(description: "cannot start \(program): \(String(cString: strerror(errno)))")
        }
        self.terminal = terminal
        _ = fcntl(terminal, F_SETFD, FD_CLOEXEC)
    }

    deinit {
        if status == nil {
            kill(pid, SIGKILL)
            var ignored: Int32 = 0
            waitpid(pid, &ignored, 0)
        }
        if !isClosed { close(terminal) }
    }

    /// Types text as it is, or sends raw sequences.
    public func send(_ text: String) { send(bytes: Array(text.utf8)) }

    public func send(bytes: [UInt8]) {
        var left = bytes[...]
        while !left.isEmpty {
            // The program may be writing while we type: neither may wait for the other.
            var state = pollfd(fd: terminal, events: Int16(POLLIN | POLLOUT), revents: 0)
            guard !isClosed, poll(&state, 1, 10_000) > 0 else { return }
            if state.revents & Int16(POLLIN) != 0 { _ = take() }
            if state.revents & Int16(POLLOUT) != 0 {
                let count = left.prefix(512).withUnsafeBytes { write(terminal, $0.baseAddress, $0.count) }
                if count < 0 && errno != EINTR && errno != EAGAIN { return }
                left = left.dropFirst(max(0, count))
            }
            if state.revents & Int16(POLLIN | POLLOUT) == 0 { return }
        }
    }

    /// Presses keys written as people write them: `press("/", "Enter", "Ctrl-D")`.
    public func press(_ keys: String...) throws {
        for text in keys {
            guard let key = KeyNotation.parse(text) else { throw PseudoTerminalFailure(description: "no key: \(text)") }
            send(bytes: Self.bytes(of: key))
        }
    }

    /// Pastes text as terminals do when asked for brackets.
    public func paste(_ text: String) { send("\u{1B}[200~\(text)\u{1B}[201~") }

    /// Changes the window's size; the program gets SIGWINCH.
    public func resize(columns: Int, rows: Int) {
        drain()
        screen.resize(columns: columns, rows: rows)
        simdeck_set_terminal_size(terminal, UInt16(columns), UInt16(rows))
    }

    public func signal(_ number: Int32) { kill(pid, number) }

    /// Closes the terminal's window: the program gets a hang-up.
    public func hangUp() {
        if !isClosed { close(terminal) }
        isClosed = true
    }

    /// Reads until `holds` is true of the screen, and returns the screen.
    @discardableResult
    public func wait(
        for what: String = "the screen", atMost seconds: Int = 20, until holds: (VirtualScreen) -> Bool
    ) throws -> VirtualScreen {
        if try gather(milliseconds: seconds * 1000, awaiting: what, until: holds) { return screen }
        throw failure("no \(what) in \(seconds) s")
    }

    /// Sends `text` again and again until `holds` is true of the screen: a question throws away what is
    /// typed before a person can have read it.
    @discardableResult
    public func insist(
        _ text: String, for what: String, atMost seconds: Int = 20, until holds: (VirtualScreen) -> Bool
    ) throws -> VirtualScreen {
        let end = Self.milliseconds() + Int64(seconds) * 1000
        repeat {
            send(text)
            if try gather(milliseconds: 150, awaiting: what, until: holds) { return screen }
        } while Self.milliseconds() < end
        throw failure("no \(what) in \(seconds) s")
    }

    /// True when `holds` came true in time.
    private func gather(milliseconds: Int, awaiting what: String, until holds: (VirtualScreen) -> Bool) throws -> Bool {
        let end = Self.milliseconds() + Int64(milliseconds)
        while true {
            if holds(screen) { return true }
            let left = end - Self.milliseconds()
            var state = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
            guard left > 0, !isClosed, poll(&state, 1, Int32(left)) > 0 else { return false }
            guard take() else {
                if holds(screen) { return true }
                throw failure("the program ended before \(what)")
            }
        }
    }

    /// Reads until the program has been silent for so long; at most `limit`. Only paces a test.
    public func settle(quiet: Int = 40, atMost limit: Int = 2000) throws {
        let end = Self.milliseconds() + Int64(limit)
        while !isClosed, Self.milliseconds() < end {
            var state = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
            guard poll(&state, 1, Int32(quiet)) > 0 else { return }
            guard take() else { throw failure("the program ended in the middle") }
        }
    }

    /// Reads at most so many bytes, if there are any; the rest waits, as behind a slow line.
    public func read(atMost bytes: Int, within milliseconds: Int) -> Int {
        var state = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
        guard !isClosed, poll(&state, 1, Int32(milliseconds)) > 0 else { return 0 }
        let before = written
        _ = take(bytes)
        return written - before
    }

    /// Waits until the screen has `text` somewhere.
    @discardableResult
    public func wait(forText text: String, atMost seconds: Int = 20) throws -> VirtualScreen {
        try wait(for: "\"\(text)\"", atMost: seconds) { $0.contains(text) }
    }

    /// The program has ended, and everything it wrote is on the screen.
    public var isEnded: Bool {
        guard status == nil else { return true }
        var ended: Int32 = 0
        guard waitpid(pid, &ended, WNOHANG) == pid else { return false }
        note(end: ended)
        return true
    }

    private func note(end: Int32) {
        drain()
        status = end & 0x7F == 0 ? (end >> 8) & 0xFF : 128 + (end & 0x7F)
    }

    /// Waits for the program's end and gives its exit status, or 128 + the signal that ended it.
    public func waitForExit(atMost seconds: Int = 20) throws -> Int32 {
        if let status { return status }
        let end = Self.milliseconds() + Int64(seconds) * 1000
        var ended: Int32 = 0
        while true {
            // Its end closes the terminal, which wakes the poll.
            if waitpid(pid, &ended, WNOHANG) == pid { break }
            let left = end - Self.milliseconds()
            guard left > 0 else { throw failure("the program did not end in \(seconds) s") }
            if isClosed {
                poll(nil, 0, 5)
            } else {
                var state = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
                if poll(&state, 1, Int32(min(left, 50))) > 0, !take() { poll(nil, 0, 5) }
            }
        }
        note(end: ended)
        return status ?? -1
    }

    /// The process is stopped (Ctrl-Z) now.
    public func waitForStop(atMost seconds: Int = 20) throws {
        let end = Self.milliseconds() + Int64(seconds) * 1000
        var state: Int32 = 0
        while waitpid(pid, &state, WNOHANG | WUNTRACED) != pid || state & 0xFF != 0x7F {
            guard Self.milliseconds() < end else { throw failure("the program did not stop in \(seconds) s") }
            drain()
            poll(nil, 0, 5)
        }
        drain()
    }

    /// The line's settings: control, local, input and output flags, as of `stty`.
    public var lineFlags: [UInt32] {
        var modes = termios()
        tcgetattr(terminal, &modes)
        return [modes.c_iflag, modes.c_oflag, modes.c_cflag, modes.c_lflag]
    }

    /// Takes what has been written so far.
    public func drain() {
        var state = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
        while !isClosed, poll(&state, 1, 0) > 0, take() {}
    }

    private func take(_ most: Int = 65_536) -> Bool {
        var buffer = [UInt8](repeating: 0, count: most)
        let count = Glibc.read(terminal, &buffer, buffer.count)
        guard count > 0 else { return count < 0 && errno == EINTR }
        written += count
        output += buffer[..<min(count, max(0, 4 << 20 - output.count))]
        let bytes = convert?(Array(buffer[..<count])) ?? Array(buffer[..<count])
        onOutput?(bytes)
        screen.feed(bytes)
        // Every terminal says what it is when asked; without that a program waits for more behind an Esc.
        if bytes.contains(Array("\u{1B}[c".utf8)) { send("\u{1B}[?62;22c") }
        return true
    }

    private func failure(_ what: String) -> PseudoTerminalFailure {
        PseudoTerminalFailure(description: "\(what); the screen is\n\(screen.text)")
    }

    private static func milliseconds() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }

    /// What xterm sends for a key.
    public static func bytes(of key: Key) -> [UInt8] {
        let text: String =
            switch key.code {
            case .character(let character) where key.control:
                String(Character(Unicode.Scalar((character.asciiValue ?? 0x40) & 0x1F)))
            case .character(let character): String(character)
            case .enter: "\r"
            case .escape: "\u{1B}"
            case .tab: "\t"
            case .backTab: "\u{1B}[Z"
            case .backspace: "\u{7F}"
            case .delete: "\u{1B}[3~"
            case .insert: "\u{1B}[2~"
            case .up: "\u{1B}[A"
            case .down: "\u{1B}[B"
            case .right: "\u{1B}[C"
            case .left: "\u{1B}[D"
            case .home: "\u{1B}[H"
            case .end: "\u{1B}[F"
            case .pageUp: "\u{1B}[5~"
            case .pageDown: "\u{1B}[6~"
            case .function(let number):
                number <= 4
                    ? "\u{1B}O\(["P", "Q", "R", "S"][number - 1])"
                    : "\u{1B}[\([15, 17, 18, 19, 20, 21, 23, 24, 25, 26, 28, 29, 31, 32, 33, 34][min(number, 20) - 5])~"
            }
        return (key.alt ? [0x1B] : []) + Array(text.utf8)
    }
}
