// Copying through the terminal (OSC 52), which works over ssh as well; bytes are decided here, sent elsewhere.

import CellGrid

enum Clipboard {
    /// Terminals drop what is longer (xterm takes 100,000 bytes of base64). Unit: bytes of text.
    static let limit = 74_000

    /// The bytes that ask the terminal to take `text`; nil when it is too long.
    static func sequence(_ text: String, through multiplexer: Multiplexer) -> [UInt8]? {
        let bytes = Array(text.utf8)
        guard bytes.count <= limit else { return nil }
        let plain = Array("\u{1B}]52;c;".utf8) + base64(bytes) + [0x07]
        switch multiplexer {
        case .none: return plain
        case .tmux:
            // tmux takes the plain form with `set-clipboard on`, and hands on the wrapped one with
            // `allow-passthrough on`; nobody can know which is set, and twice the same text does no harm.
            let doubled = plain.flatMap { $0 == 0x1B ? [0x1B, 0x1B] : [$0] }
            return plain + Array("\u{1B}Ptmux;".utf8) + doubled + [0x1B, 0x5C]
        case .screen:
            // screen hands on device control strings of at most 768 bytes each.
            var out: [UInt8] = []
            for start in stride(from: 0, to: plain.count, by: 700) {
                out += [0x1B, 0x50] + plain[start..<min(start + 700, plain.count)] + [0x1B, 0x5C]
            }
            return out
        }
    }

    /// RFC 4648.
    static func base64(_ bytes: [UInt8]) -> [UInt8] {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var out: [UInt8] = []
        out.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let count = min(3, bytes.count - start)
            var word = 0
            for index in 0..<3 { word = word << 8 | (index < count ? Int(bytes[start + index]) : 0) }
            for index in 0..<4 { out.append(index <= count ? alphabet[word >> (18 - 6 * index) & 63] : 0x3D) }
        }
        return out
    }
}
