// What terminals send for their keys: the forms of xterm, the VT220, rxvt, the Linux console, screen and
// tmux. They do not contradict each other, so all are taken everywhere.

import CellGrid

enum KeySequences {
    /// A byte below 0x80 that is not part of a sequence.
    static func plain(_ byte: UInt8, alt: Bool) -> Key {
        switch byte {
        case 0x00: Key(.character(" "), control: true, alt: alt)
        case 0x08, 0x7F: Key(.backspace, alt: alt)
        case 0x09: Key(.tab, alt: alt)
        case 0x0A, 0x0D: Key(.enter, alt: alt)
        case 0x01...0x1A: Key(.character(Character(Unicode.Scalar(byte + 0x60))), control: true, alt: alt)
        case 0x1C...0x1F: Key(.character(Character(Unicode.Scalar(byte + 0x40))), control: true, alt: alt)
        default: Key(.character(Character(Unicode.Scalar(byte))), alt: alt)
        }
    }

    /// After `Esc O`.
    static func single(_ final: UInt8) -> Key? {
        if let code = letters[final] { return Key(code) }
        switch final {
        case 0x4D: return Key(.enter)
        case 0x61...0x64: return letters[final - 0x20].map { Key($0, control: true) }
        // The keypad in application mode: * + , - . / and the digits.
        case 0x6A...0x79: return Key(.character(Character(Unicode.Scalar(final - 0x40))))
        default: return nil
        }
    }

    /// A whole `Esc [ …` sequence; nil for one that means nothing here.
    static func control(_ bytes: [UInt8], _ final: UInt8, mouse use: MouseUse) -> InputEvent? {
        if bytes.first == 0x3C { return use == .off ? nil : mouse(bytes.dropFirst(), final, takesClicks: use == .on) }
        guard let numbers = parameters(bytes) else { return nil }
        let modifiers = numbers.count > 1 ? max(0, numbers[1] - 1) : 0
        func key(_ code: Key.Code) -> InputEvent {
            .key(Key(code, control: modifiers & 4 != 0, alt: modifiers & 2 != 0))
        }
        switch final {
        case 0x49 where numbers.isEmpty: return .focus(true)
        case 0x4F where numbers.isEmpty: return .focus(false)
        case 0x5A: return key(.backTab)
        case 0x7E:
            if numbers.count == 3, numbers[0] == 27 { return typed(numbers[2], modifiers) }
            return numbers.first.flatMap { tildes[$0] }.map(key)
        case 0x75: return numbers.first.flatMap { typed($0, modifiers) }
        // rxvt ends Ctrl with ^.
        case 0x5E: return numbers.first.flatMap { tildes[$0] }.map { .key(Key($0, control: true)) }
        default: return letters[final].map(key)
        }
    }

    /// A key given by its character's number (`modifyOtherKeys`, `CSI u`).
    private static func typed(_ code: Int, _ modifiers: Int) -> InputEvent? {
        let (control, alt) = (modifiers & 4 != 0, modifiers & 2 != 0)
        if code == 9, modifiers & 1 != 0 { return .key(Key(.backTab, control: control, alt: alt)) }
        if code == 27 { return .key(Key(.escape, control: control, alt: alt)) }
        if let byte = UInt8(exactly: code), byte < 0x20 || byte == 0x7F {
            var key = plain(byte, alt: alt)
            key.control = key.control || control
            return .key(key)
        }
        guard let scalar = UInt32(exactly: code).flatMap(Unicode.Scalar.init), scalar.value >= 0x20,
            scalar.properties.generalCategory != .control, scalar.properties.generalCategory != .privateUse
        else { return nil }
        let text = String(Character(scalar))
        let character = (control ? text.lowercased() : modifiers & 1 != 0 ? text.uppercased() : text).first ?? Character(scalar)
        return .key(Key(.character(character), control: control, alt: alt))
    }

    /// `Esc [ < button ; column ; row M`.
    private static func mouse(_ bytes: ArraySlice<UInt8>, _ final: UInt8, takesClicks: Bool) -> InputEvent? {
        guard final == 0x4D, let numbers = parameters(Array(bytes)), numbers.count == 3 else { return nil }
        let at = Point(x: max(0, numbers[1] - 1), y: max(0, numbers[2] - 1))
        switch numbers[0] & ~0b11100 {
        case 64: return .wheel(-1, at: at)
        case 65: return .wheel(1, at: at)
        case 0 where takesClicks: return .click(at: at)
        default: return nil
        }
    }

    /// Numbers parted by semicolons; nil when anything else stands there. A missing number is 1.
    private static func parameters(_ bytes: [UInt8]) -> [Int]? {
        guard !bytes.isEmpty else { return [] }
        var numbers: [Int] = []
        for part in bytes.split(separator: 0x3B, omittingEmptySubsequences: false) {
            if part.isEmpty {
                numbers.append(1)
            } else {
                // `1:3` tells the kind of event after a colon; only the number counts.
                guard part.count <= 9, let number = Int(String(decoding: part.prefix { $0 != 0x3A }, as: UTF8.self)), number >= 0
                else { return nil }
                numbers.append(number)
            }
        }
        return numbers
    }

    private static let letters: [UInt8: Key.Code] = [
        0x41: .up, 0x42: .down, 0x43: .right, 0x44: .left, 0x46: .end, 0x48: .home,
        0x50: .function(1), 0x51: .function(2), 0x52: .function(3), 0x53: .function(4),
    ]

    private static let tildes: [Int: Key.Code] = [
        1: .home, 2: .insert, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
        11: .function(1), 12: .function(2), 13: .function(3), 14: .function(4), 15: .function(5), 17: .function(6),
        18: .function(7), 19: .function(8), 20: .function(9), 21: .function(10), 23: .function(11), 24: .function(12),
        25: .function(13), 26: .function(14), 28: .function(15), 29: .function(16), 31: .function(17), 32: .function(18),
        33: .function(19), 34: .function(20),
    ]

    /// The keys a terminal's description may name with sequences of its own.
    static let capabilities: [(String, Key.Code)] =
        [
            ("kcuu1", .up), ("kcud1", .down), ("kcub1", .left), ("kcuf1", .right), ("khome", .home), ("kend", .end),
            ("kpp", .pageUp), ("knp", .pageDown), ("kdch1", .delete), ("kich1", .insert), ("kcbt", .backTab),
        ] + (1...12).map { ("kf\($0)", .function($0)) }

    /// Pasted bytes as text: line ends are LF, other control characters are gone, what is not UTF-8 is U+FFFD.
    static func pastedText(_ bytes: [UInt8]) -> String {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var before: UInt8 = 0
        for byte in bytes {
            if byte == 0x0D || byte == 0x0A && before != 0x0D {
                out.append(0x0A)
            } else if byte == 0x09 || byte >= 0x20 && byte != 0x7F {
                out.append(byte)
            }
            before = byte
        }
        return String(decoding: out, as: UTF8.self)
    }
}
