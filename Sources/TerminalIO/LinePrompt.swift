// Questions answered by a line, on a terminal in its ordinary look: for setting up an account. The line is
// edited here and not by the kernel, so that a secret can be typed unseen and Ctrl-C always gives the
// terminal back as it was found.

import CNcurses
import CellGrid
import Dispatch
import Glibc

/// A terminal that is asked line by line.
@MainActor public final class LinePrompt {
    /// Why no line came.
    public enum End: Error, Hashable, Sendable {
        /// Ctrl-C, or Ctrl-D on an empty line.
        case interrupted
        /// A signal, or the terminal is gone (SIGHUP).
        case signal(Int32)
    }

    /// What may be typed ahead or in one line. Unit: bytes.
    private static let most = 4096

    private let input: Int32
    private let output: Int32
    private var found = termios()
    private var reader: (any DispatchSourceRead)?
    private var pending: [UInt8] = []
    private var waiter: CheckedContinuation<Void, Never>?
    private var end: End?
    private let relay = Relay()
    /// Ctrl-C or a signal while no line is awaited: something else is under way and should end.
    public var onInterrupt: (() -> Void)?

    public init(input: Int32 = 0, output: Int32 = 1) throws(TerminalError) {
        self.input = input
        self.output = output
        guard isatty(input) == 1, isatty(output) == 1, tcgetattr(input, &found) == 0 else { throw .notATerminal }
        relay.prompt = self
        SignalSources.listen(relay) { [relay] in relay.prompt?.finish(.signal($0)) }
        take()
    }

    /// Gives the terminal back. May be called any number of times.
    public func close() {
        guard reader != nil else { return }
        giveBack()
        SignalSources.stop(relay)
    }

    /// Lets `body` have the terminal as it was found: a command that may ask for something itself.
    public func lent<Value>(_ body: () throws -> Value) rethrows -> Value {
        giveBack()
        defer { take() }
        return try body()
    }

    public func write(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            var sent = 0
            while sent < bytes.count {
                let count = Glibc.write(output, bytes.baseAddress?.advanced(by: sent), bytes.count - sent)
                if count > 0 { sent += count } else if errno != EINTR { return }
            }
        }
    }

    /// Asks for one line. `isHidden`: nothing of it is shown, not even how long it is.
    public func line(_ prompt: String, isHidden: Bool = false) async throws(End) -> String {
        write(prompt)
        var typed: [UInt8] = []
        var escape = Escape.none
        while true {
            if let end { throw end }
            guard !pending.isEmpty else {
                await withCheckedContinuation { waiter = $0 }
                continue
            }
            let byte = pending.removeFirst()
            if escape.takes(byte) { continue }
            switch byte {
            case 0x0A, 0x0D:
                write("\n")
                return String(decoding: typed, as: UTF8.self)
            case 0x04 where typed.isEmpty: finish(.interrupted)
            case 0x08, 0x7F: erase(&typed, isHidden)
            case 0x15: while !typed.isEmpty { erase(&typed, isHidden) }
            case 0x20...: if typed.count < Self.most { add(byte, to: &typed, isHidden) }
            default: break
            }
        }
    }

    /// Ctrl-C or a signal has come.
    public var isInterrupted: Bool { end != nil }

    private func add(_ byte: UInt8, to typed: inout [UInt8], _ isHidden: Bool) {
        typed.append(byte)
        // The bytes go out as they come: the terminal puts a character together itself.
        if !isHidden { _ = [byte].withUnsafeBytes { Glibc.write(output, $0.baseAddress, 1) } }
    }

    private func erase(_ typed: inout [UInt8], _ isHidden: Bool) {
        var text = String(decoding: typed, as: UTF8.self)
        guard let last = text.popLast() else { return }
        typed = Array(text.utf8)
        if !isHidden {
            for _ in 0..<TextWidth.cells(of: String(last)) { write("\u{8} \u{8}") }
        }
    }

    private func finish(_ end: End) {
        guard self.end == nil else { return }
        self.end = end
        giveBack()
        write("\n")
        onInterrupt?()
        wake()
    }

    private func wake() {
        waiter?.resume()
        waiter = nil
    }

    /// No echo, no line of the kernel's, no signals from keys; output is as it was.
    private func take() {
        guard end == nil else { return }
        var modes = found
        modes.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG | IEXTEN)
        tcsetattr(input, TCSADRAIN, &modes)
        let reader = DispatchSource.makeReadSource(fileDescriptor: input, queue: .main)
        reader.setEventHandler { [weak self] in MainActor.assumeIsolated { self?.readable() } }
        self.reader = reader
        reader.resume()
    }

    private func giveBack() {
        reader?.cancel()
        reader = nil
        tcsetattr(input, TCSADRAIN, &found)
    }

    private func readable() {
        var buffer = [UInt8](repeating: 0, count: 1024)
        let count = read(input, &buffer, buffer.count)
        if count == 0 || count < 0 && errno != EINTR && errno != EAGAIN { return finish(.signal(SIGHUP)) }
        guard count > 0 else { return }
        if buffer[..<count].contains(0x03) { return finish(.interrupted) }
        pending += buffer[..<min(count, max(0, Self.most - pending.count))]
        wake()
    }

    /// Keys that send a sequence (arrows) are passed over whole.
    private enum Escape {
        case none, begun, sequence

        mutating func takes(_ byte: UInt8) -> Bool {
            switch (self, byte) {
            case (.none, 0x1B): self = .begun
            case (.none, _): return false
            case (.begun, 0x5B), (.begun, 0x4F): self = .sequence
            case (.begun, _): self = .none
            case (.sequence, 0x40...0x7E): self = .none
            case (.sequence, _): break
            }
            return true
        }
    }

    private final class Relay {
        weak var prompt: LinePrompt?
    }
}
