// A list of cards as people have it: one number a line, a spreadsheet's CSV, a pasted column.

/// The cards named by a text, and everything in it that is none.
public struct CardListReading: Hashable, Sendable {
    /// A part of the text that names no card.
    public struct Problem: Hashable, Sendable {
        public enum Reason: Hashable, Sendable {
            /// Not digits and letters, too short or too long.
            case notANumber
            /// `8.986E+18`: a spreadsheet has thrown the last digits away.
            case spreadsheetExponent
            case unclosedQuote
            /// The header names no column of card numbers.
            case noCardColumn
        }
        /// Counted from 1.
        public var line: Int
        public var text: String
        public var reason: Reason
    }

    /// In the order of the text, each once.
    public var numbers: [CardNumber] = []
    /// How many were named again.
    public var duplicates = 0
    public var problems: [Problem] = []
}

/// Reads lists of cards.
///
/// Example: `"﻿simNo,tag\r\n\"１4900000017\",a\r\n"` names the card 14900000017.
public enum CardListText {
    /// Shortest number taken for a card's: an MSISDN of 11 digits, some operators' 8-digit internal ones.
    static let shortest = 5

    static let headers: Set<String> = [
        "simno", "sim", "simnumber", "iccid", "msisdn", "number", "card", "cardno", "卡号", "物联卡号", "号码", "sim卡号", "接入号",
    ]

    /// Reads one number a line, several a line parted by blanks, commas, semicolons or tabs, or CSV with
    /// a header. Blank lines and lines that start with `#` are left out.
    public static func read(_ source: some StringProtocol) -> CardListReading {
        var bytes = Array(source.utf8)[...]
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        var reader = CardListReader(expected: bytes.count / 12)
        var scanner = CSVScanner(bytes, separator: separator(bytes))
        do {
            while try scanner.next() { if !reader.take(scanner.fields, line: scanner.line) { break } }
        } catch {
            // What came before an unclosed quote may be half of what was meant: none of it is taken.
            var reading = CardListReading()
            reading.problems.append(.init(line: error.line, text: error.reason, reason: .unclosedQuote))
            return reading
        }
        return reader.reading
    }

    static func separator(_ bytes: ArraySlice<UInt8>) -> UInt8 {
        let head = bytes.prefix { $0 != 0x0A && $0 != 0x0D }
        if head.contains(0x09) { return 0x09 }
        return head.contains(0x3B) && !head.contains(0x2C) ? 0x3B : 0x2C
    }

    static func looksLikeHeader(_ fields: [String]) -> Bool {
        if fields.contains(where: { headers.contains(headerKey($0)) }) { return true }
        let plain = fields.map(plainDigits)
        return fields.count > 1 && plain.contains { !$0.isEmpty } && plain.allSatisfy { !$0.utf8.contains(where: isDigit) }
    }

    static func headerKey(_ text: String) -> String {
        text.lowercased().filter { !$0.isWhitespace && $0 != "_" && $0 != "-" }
    }

    /// Without blanks, quotes and the apostrophe spreadsheets use to force text; full-width characters
    /// become ASCII.
    static func plainDigits(_ text: String) -> String {
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0xFF01...0xFF5E: out.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
            case 0x27, 0x22, 0x60, 0x2018, 0x2019, 0x201C, 0x201D, 0x200B, 0xFEFF, 0x3000: break
            default: if !scalar.properties.isWhitespace { out.append(scalar) }
            }
        }
        var plain = String(out)
        // ="8986…" is how a spreadsheet is told to keep a number's digits.
        if plain.first == "=" { plain.removeFirst() }
        return plain
    }

    static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    static func isExponent(_ text: String) -> Bool {
        let upper = text.uppercased()
        return upper.contains("E+") && upper.first?.isNumber == true
    }
}
