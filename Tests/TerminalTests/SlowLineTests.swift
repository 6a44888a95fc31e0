// A line that is slow, or that nobody reads: the program goes on, and nothing piles up.

import CLibc
import CellGrid
import Emulator
import Glibc
import TestSupport
import Testing

@testable import TerminalIO

extension TerminalTests {
    @MainActor @Suite struct SlowLineTests {
        /// A pseudo-terminal that is read only by hand.
        final class Line {
            private(set) var terminal: Int32 = -1
            private(set) var line: Int32 = -1

            init(columns: Int, rows: Int) throws {
                guard openpty(&terminal, &line, nil, nil, nil) == 0 else {
                    throw PseudoTerminalFailure(description: "no pseudo-terminal")
                }
                simdeck_set_terminal_size(terminal, UInt16(columns), UInt16(rows))
                _ = fcntl(terminal, F_SETFL, O_NONBLOCK)
            }

            deinit {
                close(terminal)
                close(line)
            }

            func read() -> [UInt8] {
                var (all, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 65_536))
                while true {
                    let count = Glibc.read(terminal, &buffer, buffer.count)
                    guard count > 0 else { return all }
                    all += buffer[..<count]
                }
            }
        }

        private static func frame(_ number: Int) -> Grid {
            let canvas = Canvas(Size(columns: 200, rows: 60))
            let random = SeededRandom(UInt64(number))
            for y in 0..<60 {
                let text = String((0..<198).map { _ in Character(Unicode.Scalar(UInt8(random.pick(0x21..<0x7F)))) })
                canvas.surface.text(text, x: 0, y: y, style: .plain)
            }
            return canvas.grid
        }

        @Test func nobodyReadsAndNothingWaitsOrGrows() async throws {
            let line = try Line(columns: 200, rows: 60)
            let session = try TerminalSession(
                options: TerminalOptions(inputFD: line.line, outputFD: line.line, term: "xterm-256color"))
            defer { session.restore() }
            session.run { _ in }
            // 5,000 whole frames are 60 MB; the line takes a few kilobytes.
            for number in 0..<5000 {
                session.display.present(Self.frame(number % 7), cursor: nil)
            }
            let queued = session.waitingBytes
            print("stalled terminal: \(queued) bytes wait after 5,000 frames, \(session.display.bytesSent) were made")
            #expect(queued > 0 && queued < 40_000)
            #expect(session.display.bytesSent < 40_000)

            // Somebody reads again: the newest frame is what comes.
            let emulator = Emulator(columns: 200, rows: 60)
            let wanted = GridText.lines(Self.frame(4999 % 7))
            for _ in 0..<2000 where emulator.lines != wanted {
                emulator.feed(line.read())
                await withCheckedContinuation { (next: CheckedContinuation<Void, Never>) in
                    session.onTimer = { next.resume() }
                    session.schedule(after: .milliseconds(1))
                }
            }
            #expect(emulator.lines == wanted)
        }

        @Test func aTerminalThatTakesNothingIsLeftAllTheSame() throws {
            let line = try Line(columns: 200, rows: 60)
            let session = try TerminalSession(
                options: TerminalOptions(inputFD: line.line, outputFD: line.line, term: "xterm-256color"))
            for number in 0..<10 { session.display.present(Self.frame(number), cursor: nil) }
            var modes = termios()
            session.restore()
            tcgetattr(line.line, &modes)
            #expect(modes.c_lflag & tcflag_t(ICANON | ECHO) == tcflag_t(ICANON | ECHO))
        }

        @Test(arguments: ["xterm-256color", "screen-256color", "tmux-256color", "linux", "vt100", "xterm-direct"])
        func anotherEmulatorShowsWhatWasPainted(term: String) throws {
            let terminal = try TestTerminal(columns: 40, rows: 12)
            let session = try TerminalSession(options: terminal.options(term))
            defer { session.restore() }
            session.display.use(looks: DisplayTests.looks)
            let emulator = Emulator(columns: 40, rows: 12)
            let random = SeededRandom(23)
            let pieces = ["a", "Z", "9", " ", "中", "停机", "é", "─", "●", "--------", "========"]
            let canvas = Canvas(session.display.size)
            for frame in 0..<80 {
                for _ in 0..<(frame % 7 == 0 ? 80 : 4) {
                    var style = Style(role: UInt8(random.pick(0..<4)))
                    if random.pick(0..<4) == 0 { style.attributes.insert(.reverse) }
                    let text = (0..<random.pick(1..<9)).map { _ in pieces[random.pick(0..<pieces.count)] }.joined()
                    canvas.surface.text(text, x: random.pick(0..<40), y: random.pick(0..<12), style: style)
                }
                canvas.surface.text("\(frame % 10)", x: 39, y: 11, style: .plain)
                session.display.present(canvas.grid, cursor: Point(x: frame % 40, y: frame % 12))
                emulator.feed(terminal.written())
                let painted = DisplayTests.shown(canvas.grid, term).map { line in
                    var line = line
                    while line.last == " " { line.removeLast() }
                    return line
                }
                #expect(emulator.lines == painted, "frame \(frame)")
                #expect(emulator.cursor == (frame % 40, frame % 12))
                for y in 0..<12 {
                    for x in 0..<40 where canvas.grid[x, y].width > 0 {
                        let wanted = canvas.grid[x, y].style.attributes.contains(.reverse)
                        if emulator.isReverse(x: x, y: y) != wanted { Issue.record("frame \(frame): reverse at \(x),\(y)") }
                    }
                }
            }
        }
    }
}
