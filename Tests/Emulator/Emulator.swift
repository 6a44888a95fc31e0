// A terminal that is not ours: libvterm, for tests that ask what a terminal makes of the program's bytes.
// docs/decisions/0014-terminal-emulator-for-tests.md says why.

import CVterm

/// A terminal's screen and modes, as libvterm understands the bytes it is fed.
public final class Emulator {
    private let terminal: OpaquePointer
    public private(set) var columns: Int
    public private(set) var rows: Int
    /// The start of a sequence whose rest has not come, and the byte before it.
    private var torn: [UInt8] = []
    private var before: UInt8?

    public init(columns: Int, rows: Int) {
        // Only without memory, and then no test can go on.
        guard let terminal = simdeck_vterm_new(Int32(rows), Int32(columns)) else { fatalError("no memory for an emulator") }
        (self.terminal, self.columns, self.rows) = (terminal, columns, rows)
    }

    deinit { simdeck_vterm_free(terminal) }

    /// Takes what a program wrote. Repeats (`Esc [ n b`) are written out first: libvterm wraps too early after one.
    public func feed(_ bytes: [UInt8]) {
        let all = torn + bytes
        var out: [UInt8] = []
        var index = 0
        torn = []
        while index < all.count {
            guard all[index] == 0x1B else {
                out.append(all[index])
                index += 1
                continue
            }
            var end = index + 1
            if end < all.count, all[end] == 0x5B {
                end += 1
                while end < all.count, (0x30...0x39).contains(all[end]) { end += 1 }
            }
            if end == all.count {
                // What it will be shows with the next bytes.
                torn = Array(all[index...])
                break
            }
            if all[end] == 0x62, let last = out.last ?? before,
                let count = Int(String(decoding: all[(index + 2)..<end], as: UTF8.self))
            {
                out += Array(repeating: last, count: min(count, columns * rows))
                index = end + 1
            } else {
                out += all[index..<end]
                index = end
            }
        }
        before = out.last ?? before
        simdeck_vterm_feed(terminal, out, out.count)
    }

    public func resize(columns: Int, rows: Int) {
        simdeck_vterm_resize(terminal, Int32(rows), Int32(columns))
        (self.columns, self.rows) = (columns, rows)
    }

    /// The rows as text, without blanks at their ends.
    public var lines: [String] { (0..<rows).map(line) }

    public var text: String { lines.joined(separator: "\n") }

    public func contains(_ text: String) -> Bool { lines.contains { $0.contains(text) } }

    private func line(_ row: Int) -> String {
        var out = ""
        var scalars = [UInt32](repeating: 0, count: 6)
        var attributes: Int32 = 0
        var column = 0
        while column < columns {
            let width = Int(simdeck_vterm_cell(terminal, Int32(row), Int32(column), &scalars, &attributes))
            let shown = scalars.prefix { $0 != 0 && $0 != UInt32.max }.compactMap(Unicode.Scalar.init)
            if shown.isEmpty { out += " " } else { out.unicodeScalars.append(contentsOf: shown) }
            column += max(1, width)
        }
        while out.last == " " { out.removeLast() }
        return out
    }

    /// The cell is shown in reverse video.
    public func isReverse(x: Int, y: Int) -> Bool {
        var scalars = [UInt32](repeating: 0, count: 6)
        var attributes: Int32 = 0
        _ = simdeck_vterm_cell(terminal, Int32(y), Int32(x), &scalars, &attributes)
        return attributes & 4 != 0
    }

    /// Where the cursor stands.
    public var cursor: (x: Int, y: Int) {
        var (row, column) = (Int32(0), Int32(0))
        simdeck_vterm_cursor(terminal, &row, &column)
        return (Int(column), Int(row))
    }

    /// What libvterm did not know, a line each.
    public var strange: [String] {
        String(cString: simdeck_vterm_strange(terminal)).split(separator: "\n").map(String.init)
    }

    public var isAlternate: Bool { simdeck_vterm_is_alternate(terminal) != 0 }
    public var isCursorVisible: Bool { simdeck_vterm_shows_cursor(terminal) != 0 }
    public var wantsMouse: Bool { simdeck_vterm_mouse(terminal) != 0 }

    /// A private mode of DEC's or xterm's is set.
    public func isSet(_ mode: Int) -> Bool { simdeck_vterm_mode(terminal, Int32(mode)) == 1 }
}
