// The bytes of a terminal's output, taken apart.

import CellGrid

extension VirtualScreen {
    struct Parser: Sendable {
        enum State: Sendable {
            case ground, escape
            case charset(Int)
            case hash, control, text, textEscape, utf8
        }
        var state = State.ground
        var bytes: [UInt8] = []
        /// What began the string: `]` or `P`.
        var kind: UInt8 = 0
    }

    /// Takes output as it comes; a sequence may be cut anywhere.
    public mutating func feed(_ output: some Sequence<UInt8>) { for byte in output { take(byte) } }

    private mutating func take(_ byte: UInt8) {
        switch parser.state {
        case .ground: ground(byte)
        case .utf8: utf8(byte)
        case .escape: escape(byte)
        case .charset(let index):
            charsets[index] = byte
            parser.state = .ground
        case .hash: parser.state = .ground
        case .control:
            switch byte {
            case 0x1B: parser.state = .escape
            case 0..<0x20: ground(byte, keepsState: true)
            case 0x40...0x7E:
                parser.state = .ground
                control(parser.bytes, byte)
            default: parser.bytes.append(byte)
            }
        case .text:
            if byte == 0x07 { endText() } else if byte == 0x1B { parser.state = .textEscape } else { parser.bytes.append(byte) }
        case .textEscape:
            if byte == 0x5C {
                endText()
            } else if byte == 0x1B {
                // tmux's wrapping doubles each Esc.
                parser.bytes.append(0x1B)
                parser.state = .text
            } else {
                parser.state = .escape
                escape(byte)
            }
        }
    }

    private mutating func ground(_ byte: UInt8, keepsState: Bool = false) {
        switch byte {
        case 0x07: bells += 1
        case 0x08: move(x: cursor.x - 1, y: cursor.y)
        case 0x09: move(x: (cursor.x / 8 + 1) * 8, y: cursor.y)
        case 0x0A...0x0C:
            lineFeed()
            wraps = false
        case 0x0D: move(x: 0, y: cursor.y)
        case 0x0E: charset = 1
        case 0x0F: charset = 0
        case 0x1B: parser.state = .escape
        case 0x20...0x7E: print(charsets[charset] == 0x30 ? Self.graphics(byte) : Character(Unicode.Scalar(byte)))
        case 0x80...:
            parser.bytes = [byte]
            parser.state = .utf8
        default: break
        }
        if keepsState, byte != 0x1B { parser.state = .control }
    }

    private mutating func utf8(_ byte: UInt8) {
        let length = parser.bytes[0] >= 0xF0 ? 4 : parser.bytes[0] >= 0xE0 ? 3 : 2
        guard (0x80...0xBF).contains(byte), parser.bytes[0] >= 0xC2 else {
            parser.state = .ground
            print("\u{FFFD}")
            ground(byte)
            return
        }
        parser.bytes.append(byte)
        guard parser.bytes.count == length else { return }
        parser.state = .ground
        for character in String(decoding: parser.bytes, as: UTF8.self) { print(character) }
    }

    private mutating func escape(_ byte: UInt8) {
        parser.state = .ground
        switch byte {
        case 0x5B: (parser.state, parser.bytes) = (.control, [])
        case 0x5D, 0x50, 0x5F, 0x5E, 0x6B:
            (parser.state, parser.bytes, parser.kind) = (.text, [], byte)
        case 0x28: parser.state = .charset(0)
        case 0x29: parser.state = .charset(1)
        case 0x23: parser.state = .hash
        case 0x37: saved = (cursor, pen)
        case 0x38:
            move(x: saved.cursor.x, y: saved.cursor.y)
            pen = saved.pen
        case 0x44: lineFeed()
        case 0x45:
            move(x: 0, y: cursor.y)
            lineFeed()
        case 0x4D: reverseLineFeed()
        case 0x3D, 0x3E, 0x48, 0x5C: break
        case 0x63: self = VirtualScreen(columns: columns, rows: rows)
        default: note([0x1B, byte])
        }
    }

    private mutating func endText() {
        parser.state = .ground
        let text = String(decoding: parser.bytes, as: UTF8.self)
        switch parser.kind {
        case 0x5D where text.hasPrefix("52;c;"): clipboard.append(String(text.dropFirst(5)))
        case 0x5D where text.hasPrefix("2;") || text.hasPrefix("0;"): title = String(text.dropFirst(2))
        case 0x50: note([0x1B, 0x50] + parser.bytes.prefix(40))
        default: break
        }
    }

    mutating func note(_ bytes: [UInt8]) {
        if strange.count < 100 { strange.append(String(decoding: bytes, as: UTF8.self).debugDescription) }
    }

    private static func graphics(_ byte: UInt8) -> Character {
        let table: [Character: Character] = [
            "q": "─", "x": "│", "l": "┌", "k": "┐", "m": "└", "j": "┘", "n": "┼", "t": "├", "u": "┤", "v": "┴", "w": "┬",
            "`": "◆",
            "a": "▒", "f": "°", "g": "±", "~": "·", "y": "≤", "z": "≥", "o": "⎺", "s": "⎽", "{": "π", "|": "≠", "}": "£",
        ]
        let plain = Character(Unicode.Scalar(byte))
        return table[plain] ?? plain
    }
}
