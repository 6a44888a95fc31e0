// What can be told of a terminal without taking it: for `doctor`.

import CLibc
import CNcurses
import Glibc

public enum TerminalProbe {
    /// What the terminals' database says of a TERM.
    public struct Facts: Hashable, Sendable {
        public var isKnown: Bool
        public var canMoveCursor: Bool
        /// 0: none.
        public var colours: Int
    }

    public static func facts(term: String) -> Facts {
        guard !term.isEmpty, simdeck_look_up_terminal(term) == 1 else {
            return Facts(isKnown: false, canMoveCursor: false, colours: 0)
        }
        return Facts(isKnown: true, canMoveCursor: simdeck_capability("cup") != nil, colours: max(0, Int(tigetnum("colors"))))
    }

    /// ncurses' own version.
    public static var version: String { String(cString: curses_version()) }

    /// Columns and rows; nil when there is no terminal.
    public static func size(_ descriptor: Int32 = 1) -> (columns: Int, rows: Int)? {
        var (columns, rows) = (UInt16(0), UInt16(0))
        guard simdeck_get_terminal_size(descriptor, &columns, &rows) == 0, columns > 0 else { return nil }
        return (Int(columns), Int(rows))
    }

    /// How many columns `text` takes on the terminal itself, asked by a cursor position report. The row is wiped
    /// again. nil when no answer came in time.
    public static func width(of text: String, within milliseconds: Int32, input: Int32 = 0, output: Int32 = 1) -> Int? {
        var found = termios()
        guard isatty(input) == 1, isatty(output) == 1, tcgetattr(input, &found) == 0 else { return nil }
        var modes = found
        modes.c_lflag &= ~tcflag_t(ICANON | ECHO)
        tcsetattr(input, TCSANOW, &modes)
        defer { tcsetattr(input, TCSAFLUSH, &found) }
        send("\r" + text + "\u{1B}[6n", output)
        defer { send("\r\u{1B}[K", output) }
        var bytes: [UInt8] = []
        var state = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
        while bytes.count < 256, poll(&state, 1, milliseconds) > 0 {
            var buffer = [UInt8](repeating: 0, count: 64)
            let count = read(input, &buffer, buffer.count)
            guard count > 0 else { return nil }
            bytes += buffer[..<count]
            if let column = column(in: bytes) { return column - 1 }
        }
        return nil
    }

    /// The column of `ESC [ row ; column R`.
    static func column(in bytes: [UInt8]) -> Int? {
        guard let end = bytes.lastIndex(of: 0x52), let start = bytes[..<end].lastIndex(of: 0x1B), start + 1 < end,
            bytes[start + 1] == 0x5B
        else { return nil }
        let parts = String(decoding: bytes[(start + 2)..<end], as: UTF8.self).split(separator: ";")
        return parts.count == 2 ? Int(parts[1]) : nil
    }

    private static func send(_ text: String, _ output: Int32) {
        let bytes = Array(text.utf8)
        _ = bytes.withUnsafeBytes { write(output, $0.baseAddress, $0.count) }
    }
}
