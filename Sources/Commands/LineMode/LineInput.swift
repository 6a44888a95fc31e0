// Standard input, a line at a time: the commands of the line mode and the answers to their questions come from
// one place, so that neither takes what was meant for the other.

import Glibc
import Synchronization

/// The answer to a question of a command; nil: no answer, which never means yes.
enum TypedAnswer {
    static func line() -> String? {
        guard ProcessFacts.isLineMode else { return readLine() }
        switch LineInput.standard.line() {
        case .text(let text): return text
        case .tooLong, .notUTF8: return nil
        case .end, .signal:
            // What is said next begins a line of its own.
            OutputStream.err.write("\n")
            return nil
        }
    }
}

/// The lines of standard input.
final class LineInput: Sendable {
    static let standard = LineInput()

    enum Line: Equatable, Sendable {
        case text(String)
        case tooLong
        case notUTF8
        case end
        /// A signal came first. It is not taken.
        case signal
    }

    /// Longest line that is a command. Unit: bytes.
    static let limit = 64 << 10

    private struct State {
        var bytes: [UInt8] = []
        var isEnded = false
        var signals: Int32 = -1
    }

    private let state = Mutex(State())

    /// A signal that waits at `descriptor` ends the wait for a line.
    func listen(for descriptor: Int32) { state.withLock { $0.signals = descriptor } }

    /// Waits for a line, on the caller's thread.
    func line() -> Line {
        state.withLock { state in
            while true {
                if let end = state.bytes.firstIndex(of: 0x0A) {
                    let line = Array(state.bytes[..<end])
                    state.bytes.removeFirst(end + 1)
                    return Self.understood(line)
                }
                if state.isEnded {
                    defer { state.bytes = [] }
                    return state.bytes.isEmpty ? .end : Self.understood(state.bytes)
                }
                if let line = Self.readOn(&state) { return line }
            }
        }
    }

    /// Takes in what comes next; nil when there may be a line now.
    private static func readOn(_ state: inout State) -> Line? {
        var waits = [
            pollfd(fd: 0, events: Int16(POLLIN), revents: 0), pollfd(fd: state.signals, events: Int16(POLLIN), revents: 0),
        ]
        guard poll(&waits, 2, -1) > 0 else { return nil }
        if waits[1].revents != 0 {
            // The terminal drops what was typed before Ctrl-C; so is what has been read of the line.
            state.bytes = []
            return .signal
        }
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = read(0, &buffer, buffer.count)
        if count == 0 {
            // Ctrl-D on a terminal ends this wait, not those after it.
            if isatty(0) == 1, state.bytes.isEmpty { return .end }
            state.isEnded = true
        } else if count > 0 {
            state.bytes += buffer[..<count]
            if state.bytes.count > Self.limit * 2 { skipLongLine(&state) }
        } else if errno != EINTR, errno != EAGAIN {
            state.isEnded = true
        }
        return nil
    }

    /// Of a line without an end only its length is kept in mind.
    private static func skipLongLine(_ state: inout State) {
        guard !state.bytes.contains(0x0A) else { return }
        state.bytes.removeLast(state.bytes.count - Self.limit - 1)
    }

    private static func understood(_ bytes: [UInt8]) -> Line {
        let line = bytes.last == 0x0D ? bytes.dropLast() : bytes[...]
        if line.count > limit { return .tooLong }
        return String(validating: line, as: UTF8.self).map { .text($0) } ?? .notUTF8
    }
}
