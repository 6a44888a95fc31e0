// A notification shown by the terminal itself (OSC 9 or OSC 777), which works over ssh as well; bytes are decided
// here, sent elsewhere.

import CellGrid

enum TerminalMessage {
    /// Longest text. Unit: characters.
    static let limit = 200

    /// The bytes that ask the terminal to show it; nil: nothing is to be shown.
    static func sequence(title: String, body: String, as form: NotificationForm, through multiplexer: Multiplexer) -> [UInt8]? {
        let plain: String
        switch form {
        case .none: return nil
        case .osc9: plain = "\u{1B}]9;\(clean(title)): \(clean(body))\u{07}"
        // A semicolon parts title and body.
        case .osc777: plain = "\u{1B}]777;notify;\(String(clean(title).map { $0 == ";" ? "," : $0 }));\(clean(body))\u{07}"
        }
        let bytes = Array(plain.utf8)
        switch multiplexer {
        case .none: return bytes
        case .tmux: return Array("\u{1B}Ptmux;".utf8) + bytes.flatMap { $0 == 0x1B ? [0x1B, 0x1B] : [$0] } + [0x1B, 0x5C]
        case .screen: return [0x1B, 0x50] + bytes.prefix(700) + [0x1B, 0x5C]
        }
    }

    /// Without control characters, which could end the sequence and begin another.
    private static func clean(_ text: String) -> String {
        String(
            text.filter { character in
                !character.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }
            }.prefix(limit))
    }
}
