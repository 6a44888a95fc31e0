// Comma-separated text as spreadsheets write and read it (RFC 4180, with their habits forgiven).

/// One record of a CSV text, with the line it starts on.
public struct CSVRecord: Hashable, Sendable {
    /// Counted from 1.
    public var line: Int
    public var fields: [String]
}

/// Reading and writing of CSV.
public enum CSVText {
    /// Why a text is no CSV.
    public struct Problem: Error, Hashable, Sendable {
        public var line: Int
        /// A quote that is never closed: the only way CSV can be wrong.
        public var reason: String
    }

    /// Splits `text` (without byte-order mark) into records. Fields may be quoted, contain line breaks
    /// and doubled quotes; lines end in LF, CRLF or CR. Empty lines are left out. The separator is ASCII.
    public static func records(_ text: some StringProtocol, separator: Character = ",") throws(Problem) -> [CSVRecord] {
        var scanner = CSVScanner(Array(text.utf8)[...], separator: separator.asciiValue ?? 0x2C)
        var records: [CSVRecord] = []
        while try scanner.next() {
            records.append(CSVRecord(line: scanner.line, fields: scanner.fields.map { String(decoding: $0, as: UTF8.self) }))
        }
        return records
    }

    /// One record as a line without its end. A field that a spreadsheet would run as a formula gets a
    /// leading apostrophe; plain numbers keep their sign.
    public static func line(_ fields: [String]) -> String {
        fields.map(escape).joined(separator: ",")
    }

    /// Rows for a spreadsheet: with the mark by which it knows UTF-8, CRLF, and cells that it neither runs nor
    /// cuts the digits of.
    public static func sheet(_ rows: [[String]]) -> String {
        "\u{FEFF}" + rows.map { $0.map { quoted(FleetCell.sheet($0)) }.joined(separator: ",") + "\r\n" }.joined()
    }

    private static func escape(_ field: String) -> String {
        var text = field
        if let first = field.first, "=+-@\t\r".contains(first), !isNumber(field) { text = "'" + field }
        return quoted(text)
    }

    /// In quotes where it needs them.
    static func quoted(_ text: String) -> String {
        guard text.contains(where: { $0 == "\"" || $0 == "," || $0.isNewline }) else { return text }
        return "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    }

    private static func isNumber(_ text: String) -> Bool {
        Double(text).map { $0.isFinite } ?? false
    }
}

extension String {
    fileprivate func replacingOccurrences(of character: Character, with text: String) -> String {
        reduce(into: "") { out, each in
            if each == character { out += text } else { out.append(each) }
        }
    }
}
