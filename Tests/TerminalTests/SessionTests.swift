// The terminal is taken, listened to, and given back as it was found.

import CellGrid
import CLibc
import Glibc
import Synchronization
import TestSupport
import Testing

@testable import TerminalIO

/// All that touches ncurses' global state runs one after the other.
@Suite(.serialized) struct TerminalTests {}

extension TerminalTests {
    @MainActor @Suite struct SessionTests {
        /// Events as they come, waited for by number.
        @MainActor final class Inbox {
            private(set) var events: [InputEvent] = []
            private var waiting: (count: Int, continuation: CheckedContinuation<Void, Never>)?

            func take(_ more: [InputEvent]) {
                events += more
                if let waiting, events.count >= waiting.count {
                    self.waiting = nil
                    waiting.continuation.resume()
                }
            }

            func wait(_ count: Int) async {
                if events.count >= count { return }
                await withCheckedContinuation { waiting = (count, $0) }
            }
        }

        @Test(arguments: ["xterm-256color", "screen", "vt100", "linux"])
        func theTerminalIsGivenBackAsItWasFound(term: String) throws {
            let terminal = try TestTerminal()
            let before = terminal.flags
            let session = try TerminalSession(options: terminal.options(term))
            session.display.present(DisplayTests.table(cursor: 2), cursor: nil)
            var screen = VirtualScreen(columns: 80, rows: 24)
            screen.feed(terminal.written())
            #expect(terminal.flags != before)
            #expect(screen.isBracketedPaste)
            #expect(screen.modes.contains(1004) == (term.hasPrefix("xterm") || term == "screen"))
            #expect(!screen.isCursorVisible || term == "vt100")
            #expect(screen.isAlternate == term.hasPrefix("xterm") || term == "screen")
            session.restore()
            session.restore()
            screen.feed(terminal.written())
            #expect(terminal.flags == before)
            #expect(!screen.isBracketedPaste)
            #expect(!screen.modes.contains(1004))
            #expect(screen.isCursorVisible)
            #expect(!screen.isAlternate)
            #expect(screen.pen == VirtualScreen.Pen())
            #expect(screen.strange.isEmpty, "\(screen.strange)")
            session.display.present(DisplayTests.table(cursor: 3), cursor: nil)
            session.display.bell()
            #expect(terminal.written().isEmpty)
        }

        @Test func whatIsNoUsableTerminalIsRefusedAndLeftAlone() throws {
            let terminal = try TestTerminal()
            let before = terminal.flags
            var options = terminal.options("no-such-terminal")
            #expect(throws: TerminalError.unknownTerminal("no-such-terminal")) { try TerminalSession(options: options) }
            options.term = ""
            #expect(throws: TerminalError.unknownTerminal("")) { try TerminalSession(options: options) }
            options.term = "dumb"
            #expect(throws: TerminalError.cannotAddressCursor("dumb")) { try TerminalSession(options: options) }
            #expect(terminal.flags == before)
            let null = open("/dev/null", O_RDWR)
            defer { close(null) }
            options = TerminalOptions(inputFD: null, outputFD: terminal.line, term: "xterm")
            #expect(throws: TerminalError.notATerminal) { try TerminalSession(options: options) }
        }

        @Test func keysArriveInOneBatchAndSequencesWhole() async throws {
            let terminal = try TestTerminal()
            let session = try TerminalSession(options: terminal.options())
            defer { session.restore() }
            let inbox = Inbox()
            terminal.type("j\u{1B}[A\u{3}\u{1A}停")
            session.run { inbox.take($0) }
            await inbox.wait(5)
            #expect(inbox.events == [.key(Key("j")), .key(Key(.up)), .key(.control("c")), .key(.control("z")), .key(Key("停"))])
        }

        @Test func aLoneEscIsAKeyWithoutMoreTyping() async throws {
            let terminal = try TestTerminal()
            let session = try TerminalSession(options: terminal.options())
            defer { session.restore() }
            let inbox = Inbox()
            session.run { inbox.take($0) }
            terminal.type("\u{1B}")
            await inbox.wait(1)
            #expect(inbox.events == [.key(Key(.escape))])
        }

        @Test func typingAheadCanBeThrownAway() async throws {
            let terminal = try TestTerminal()
            let session = try TerminalSession(options: terminal.options())
            defer { session.restore() }
            let inbox = Inbox()
            terminal.type("yyyy\u{1B}")
            session.display.discardPendingInput()
            session.run { inbox.take($0) }
            terminal.type("n")
            await inbox.wait(1)
            #expect(inbox.events == [.key(Key("n"))])
        }

        @Test func aLostTerminalIsToldOnce() async throws {
            let terminal = try TestTerminal()
            let session = try TerminalSession(options: terminal.options())
            defer { session.restore() }
            let inbox = Inbox()
            session.run { inbox.take($0) }
            terminal.hangUp()
            await inbox.wait(1)
            await withCheckedContinuation { (next: CheckedContinuation<Void, Never>) in
                session.onTimer = { next.resume() }
                session.schedule(after: .milliseconds(1))
            }
            #expect(inbox.events == [.hangUp])
        }

        @Test func theTimerFiresOnceAndNotWhenDisarmed() async throws {
            let terminal = try TestTerminal()
            let session = try TerminalSession(options: terminal.options())
            defer { session.restore() }
            session.run { _ in }
            var fired: [String] = []
            session.onTimer = { fired.append("disarmed") }
            session.schedule(after: .zero)
            session.schedule(after: nil)
            for name in ["first", "second"] {
                await withCheckedContinuation { (next: CheckedContinuation<Void, Never>) in
                    session.onTimer = {
                        fired.append(name)
                        next.resume()
                    }
                    session.schedule(after: .milliseconds(2))
                }
            }
            #expect(fired == ["first", "second"])
        }

        @Test func aNewWindowSizeIsToldAndDrawn() async throws {
            let terminal = try TestTerminal()
            let session = try TerminalSession(options: terminal.options())
            defer { session.restore() }
            let inbox = Inbox()
            session.run { inbox.take($0) }
            session.display.present(DisplayTests.table(cursor: 1), cursor: nil)
            _ = terminal.written()
            for (columns, rows) in [(132, 40), (20, 6)] {
                terminal.resize(columns: columns, rows: rows)
                let known = inbox.events.count
                kill(getpid(), SIGWINCH)
                await inbox.wait(known + 1)
                #expect(inbox.events.last == .resized(Size(columns: columns, rows: rows)))
                #expect(session.display.size == Size(columns: columns, rows: rows))
                let grid = DisplayTests.table(cursor: 2, columns: columns, rows: rows)
                session.display.present(grid, cursor: nil)
                var screen = VirtualScreen(columns: columns, rows: rows)
                screen.feed(terminal.written())
                #expect(screen.lines == GridText.lines(grid))
            }
        }

        @Test func aWishToEndIsTold() async throws {
            let terminal = try TestTerminal()
            let session = try TerminalSession(options: terminal.options())
            for number in [SIGTERM, SIGHUP, SIGINT, SIGQUIT] {
                let told = await withCheckedContinuation { (next: CheckedContinuation<Int32, Never>) in
                    session.onTerminate = { next.resume(returning: $0) }
                    kill(getpid(), number)
                }
                #expect(told == number)
            }
            session.restore()
        }

        @Test func afterTheTerminalIsGivenBackASignalEndsTheProgram() async {
            await #expect(processExitsWith: .signal(SIGTERM)) {
                let terminal = try TestTerminal()
                try await MainActor.run { try TerminalSession(options: terminal.options()).restore() }
                kill(getpid(), SIGTERM)
                // Not reached.
                exit(0)
            }
        }

        @Test func whatHeardSignalsBeforeHearsThemAgain() async {
            await #expect(processExitsWith: .exitCode(7)) {
                let below = simdeck_signal_pipe([SIGTERM], 1)
                let terminal = try TestTerminal()
                try await MainActor.run { try TerminalSession(options: terminal.options()).restore() }
                kill(getpid(), SIGTERM)
                var number: UInt8 = 0
                var state = pollfd(fd: below, events: Int16(POLLIN), revents: 0)
                // The deadline only ends a test that would fail.
                if poll(&state, 1, 20_000) == 1, read(below, &number, 1) == 1, number == SIGTERM { exit(7) }
            }
        }

        @Test func aSignalThatCameBeforeTheFirstEventIsHeard() async {
            await #expect(processExitsWith: .signal(SIGTERM)) {
                let terminal = try TestTerminal()
                try await MainActor.run {
                    let session = try TerminalSession(options: terminal.options())
                    kill(getpid(), SIGTERM)
                    session.restore()
                }
                // It may be delivered on another thread a moment later; the deadline only ends a test that would fail.
                poll(nil, 0, 20_000)
                exit(0)
            }
        }

        @Test func aSuspendedProgramLeavesTheTerminalAndTakesItAgain() throws {
            let terminal = try TestTerminal()
            let before = terminal.flags
            let session = try TerminalSession(options: terminal.options())
            defer { session.restore() }
            let grid = DisplayTests.table(cursor: 2)
            session.display.present(grid, cursor: nil)
            let taken = terminal.flags
            var screen = VirtualScreen(columns: 80, rows: 24)
            screen.feed(terminal.written())
            session.stopProcess = {
                screen.feed(terminal.written())
                #expect(terminal.flags == before)
                #expect(!screen.isAlternate && screen.isCursorVisible && !screen.isBracketedPaste)
                screen.feed(Array("$ fg\r\n".utf8))
            }
            session.display.suspend()
            screen.feed(terminal.written())
            #expect(terminal.flags == taken)
            #expect(screen.isAlternate && screen.isBracketedPaste)
            #expect(screen.lines == GridText.lines(grid))
            session.display.present(DisplayTests.table(cursor: 3), cursor: nil)
            screen.feed(terminal.written())
            #expect(screen.reverseRows == [3])
            #expect(!screen.isCursorVisible)
        }
    }
}
