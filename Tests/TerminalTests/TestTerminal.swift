// A pseudo-terminal inside the test's own process: the session gets one end, the test reads and types at
// the other.

import CLibc
import Dispatch
import Glibc
import Synchronization
import TestSupport

@testable import TerminalIO

/// Both ends of a pseudo-terminal. A thread takes what is written, so that writing never waits; it is a
/// thread of its own because blocked threads of the dispatch pool starve the main queue.
final class TestTerminal: Sendable {
    let terminal: Int32
    let line: Int32
    private let tap: Tap

    init(columns: Int = 80, rows: Int = 24) throws {
        var (terminal, line): (Int32, Int32) = (-1, -1)
        var ends: [Int32] = [-1, -1]
        guard openpty(&terminal, &line, nil, nil, nil) == 0, pipe(&ends) == 0 else {
            throw PseudoTerminalFailure(description: "no pseudo-terminal")
        }
        (self.terminal, self.line) = (terminal, line)
        simdeck_set_terminal_size(terminal, UInt16(columns), UInt16(rows))
        tap = Tap(terminal: terminal, stop: (ends[0], ends[1]))
        tap.start()
    }

    deinit {
        tap.stop()
        close(line)
    }

    func options(_ term: String = "xterm-256color") -> TerminalOptions {
        TerminalOptions(inputFD: line, outputFD: line, term: term)
    }

    /// Everything written so far. A byte that nobody else writes (ENQ) goes last and is waited for.
    func written() -> [UInt8] {
        var mark = Tap.mark
        write(line, &mark, 1)
        return tap.untilMark()
    }

    func type(_ text: String) {
        let bytes = Array(text.utf8)
        write(terminal, bytes, bytes.count)
    }

    func resize(columns: Int, rows: Int) { simdeck_set_terminal_size(terminal, UInt16(columns), UInt16(rows)) }

    /// The line's settings.
    var flags: [UInt32] {
        var modes = termios()
        tcgetattr(line, &modes)
        return [modes.c_iflag, modes.c_oflag, modes.c_cflag, modes.c_lflag]
            + withUnsafeBytes(of: modes.c_cc) { $0.map(UInt32.init) }
    }

    /// Closes the far end, as when a window is closed or a connection is lost.
    func hangUp() { tap.stop() }
}

/// The thread that reads, and what it has read.
private final class Tap: Sendable {
    static let mark: UInt8 = 0x05
    private let terminal: Int32
    private let ends: (read: Int32, write: Int32)
    private let received = Mutex<[UInt8]>([])
    private let marked = DispatchSemaphore(value: 0)
    private let ended = DispatchSemaphore(value: 0)
    private let isStopped = Mutex(false)

    init(terminal: Int32, stop ends: (Int32, Int32)) {
        self.terminal = terminal
        self.ends = ends
    }

    func start() {
        var thread = pthread_t()
        pthread_create(
            &thread, nil,
            { context in
                if let context { Unmanaged<Tap>.fromOpaque(context).takeRetainedValue().readAll() }
                return nil
            }, Unmanaged.passRetained(self).toOpaque())
        pthread_detach(thread)
    }

    /// Ends the thread and closes the terminal. Once.
    func stop() {
        let isFirst = isStopped.withLock { stopped in
            defer { stopped = true }
            return !stopped
        }
        guard isFirst else { return }
        close(ends.write)
        ended.wait()
    }

    func untilMark() -> [UInt8] {
        guard marked.wait(timeout: .now() + 20) == .success else { return Array("no mark came back".utf8) }
        return received.withLock { received in
            defer { received = [] }
            return received.filter { $0 != Self.mark }
        }
    }

    private func readAll() {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            var states = [
                pollfd(fd: ends.read, events: Int16(POLLIN), revents: 0), pollfd(fd: terminal, events: Int16(POLLIN), revents: 0),
            ]
            poll(&states, 2, -1)
            if states[0].revents != 0 { break }
            let count = read(terminal, &buffer, buffer.count)
            guard count > 0 else { break }
            received.withLock { $0 += buffer[..<count] }
            for byte in buffer[..<count] where byte == Self.mark { marked.signal() }
        }
        close(terminal)
        close(ends.read)
        ended.signal()
    }
}
