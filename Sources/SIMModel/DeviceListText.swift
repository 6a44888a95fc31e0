// A list of devices as people have it: one number a line, typed, pasted, or a spreadsheet's first column.

/// The devices named by a text, and the lines that name none.
public struct DeviceListReading: Hashable, Sendable {
    /// A line that names no device.
    public struct Problem: Hashable, Sendable {
        /// Counted from 1.
        public var line: Int
        public var text: String
    }

    /// In the order of the text, each once.
    public var numbers: [String] = []
    /// How many were named again.
    public var duplicates = 0
    public var problems: [Problem] = []
}

/// Reads lists of devices. upstream: deviceNo, of which no page says what it looks like.
///
/// Example: `"deviceNo,note\n\"Ｄ860000017\",a\n"` names the device D860000017.
public enum DeviceListText {
    /// Longest number. Unit: characters.
    static let longest = 64

    private static let headers: Set<String> = ["deviceno", "device", "devicenumber", "设备号", "设备编号"]

    /// Reads the first cell of each line; blank lines and lines that start with `#` are left out.
    public static func read(_ source: some StringProtocol) -> DeviceListReading {
        var reading = DeviceListReading()
        var seen: Set<String> = []
        for (index, line) in source.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let cell = line.split(omittingEmptySubsequences: false, whereSeparator: { ",;\t，；".contains($0) }).first ?? ""
            let number = plain(String(cell))
            if number.isEmpty, line.allSatisfy(\.isWhitespace) { continue }
            if number.first == "#" { continue }
            let head = number.lowercased().filter { $0 != "_" && $0 != "-" && $0 != " " }
            if reading.numbers.isEmpty, headers.contains(head) { continue }
            guard isNumber(number) else {
                reading.problems.append(.init(line: index + 1, text: String(line)))
                continue
            }
            if seen.insert(number).inserted { reading.numbers.append(number) } else { reading.duplicates += 1 }
        }
        return reading
    }

    /// Letters, digits and a few signs of ASCII, one digit at least.
    private static func isNumber(_ text: String) -> Bool {
        guard text.count <= longest, text.utf8.contains(where: { (0x30...0x39).contains($0) }) else { return false }
        return text.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x3A, 0x5F: true
            default: false
            }
        }
    }

    /// Without quotes, a BOM and blanks around it; full-width characters become ASCII.
    private static func plain(_ text: String) -> String {
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0xFF01...0xFF5E: out.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
            case 0x22, 0x27, 0x60, 0x2018, 0x2019, 0x201C, 0x201D, 0x200B, 0xFEFF: break
            default: out.append(scalar)
            }
        }
        let folded = String(out)
        guard let start = folded.firstIndex(where: { !$0.isWhitespace }), let end = folded.lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(folded[start...end])
    }
}
