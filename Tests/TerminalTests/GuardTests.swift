// The terminal is given back on the ways out that nobody plans: exit in the middle, and a crash.

import CellGrid
import Glibc
import Synchronization
import Testing

@testable import TerminalIO

/// What the child process compares at its very end.
private let found = Mutex<(terminal: TestTerminal, flags: [UInt32])?>(nil)

/// Ends the process with 42 when the terminal is as it was.
private func endWithVerdict() {
    let isBack = found.withLock { found -> Bool in
        guard let found else { return false }
        let text = String(decoding: found.terminal.written(), as: UTF8.self)
        return found.terminal.flags == found.flags && text.contains("\u{1B}[?1049l") && text.contains("\u{1B}[?2004l")
    }
    _exit(isBack ? 42 : 1)
}

extension TerminalTests {
    @Suite struct GuardTests {
        @Test func exitInTheMiddleGivesTheTerminalBack() async {
            await #expect(processExitsWith: .exitCode(42)) {
                try await MainActor.run {
                    let terminal = try TestTerminal()
                    found.withLock { $0 = (terminal, terminal.flags) }
                    atexit { endWithVerdict() }
                    let session = try TerminalSession(options: terminal.options())
                    session.display.present(DisplayTests.table(cursor: 1), cursor: nil)
                    exit(0)
                }
            }
        }

        @Test func aCrashGivesTheTerminalBack() async {
            await #expect(processExitsWith: .exitCode(42)) {
                try await MainActor.run {
                    let terminal = try TestTerminal()
                    found.withLock { $0 = (terminal, terminal.flags) }
                    signal(SIGABRT) { _ in endWithVerdict() }
                    let session = try TerminalSession(options: terminal.options())
                    session.display.present(DisplayTests.table(cursor: 1), cursor: nil)
                    abort()
                }
            }
        }
    }
}
