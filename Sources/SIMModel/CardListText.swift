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

    private static let headers: Set<String> = [
        "simno", "sim", "simnumber", "iccid", "msisdn", "number", "card", "cardno", "卡号", "物联卡号", "号码", "sim卡号", "接入号",
    ]

    /// Reads one number a line, several a line parted by blanks, commas, semicolons or tabs, or CSV with
    /// a header. Blank lines and lines that start with `#` are left out.
    public static func read(_ source: some StringProtocol) -> CardListReading {
        var reading = CardListReading()
        var seen: Set<CardNumber> = []
        let text = source.first == "\u{FEFF}" ? String(source.dropFirst()) : String(source)
        let head = text.prefix { !$0.isNewline }
        let separator: Character = head.contains("\t") ? "\t" : head.contains(";") && !head.contains(",") ? ";" : ","
        let records: [CSVRecord]
        do {
            records = try CSVText.records(text, separator: separator)
        } catch {
            reading.problems.append(.init(line: error.line, text: error.reason, reason: .unclosedQuote))
            return reading
        }

        var column: Int?
        var rows = records[...]
        if let first = rows.first, looksLikeHeader(first.fields) {
            rows = rows.dropFirst()
            guard let found = first.fields.firstIndex(where: { headers.contains(headerKey($0)) }) else {
                reading.problems.append(.init(line: first.line, text: first.fields.joined(separator: ","), reason: .noCardColumn))
                return reading
            }
            column = found
        }
        for record in rows {
            if record.fields.first?.first == "#" { continue }
            let cells: [String]
            if let column {
                cells = column < record.fields.count ? [record.fields[column]] : [""]
            } else {
                cells = record.fields.flatMap { $0.split(whereSeparator: { $0.isWhitespace || $0 == ";" }).map(String.init) }
            }
            for cell in cells {
                let plain = plainDigits(cell)
                if plain.isEmpty, column == nil || record.fields.allSatisfy({ plainDigits($0).isEmpty }) { continue }
                guard let number = CardNumber(plain), number.count >= shortest, plain.utf8.contains(where: isDigit) else {
                    let reason: CardListReading.Problem.Reason = isExponent(plain) ? .spreadsheetExponent : .notANumber
                    reading.problems.append(.init(line: record.line, text: cell, reason: reason))
                    continue
                }
                if seen.insert(number).inserted { reading.numbers.append(number) } else { reading.duplicates += 1 }
            }
        }
        return reading
    }

    private static func looksLikeHeader(_ fields: [String]) -> Bool {
        fields.contains { headers.contains(headerKey($0)) }
            || fields.count > 1 && !fields.contains { CardNumber(plainDigits($0)).map { $0.count >= shortest } ?? false }
                && fields.allSatisfy { !$0.utf8.contains(where: isDigit) }
    }

    private static func headerKey(_ text: String) -> String {
        text.lowercased().filter { !$0.isWhitespace && $0 != "_" && $0 != "-" }
    }

    /// Without blanks, quotes and the apostrophe spreadsheets use to force text; full-width characters
    /// become ASCII.
    private static func plainDigits(_ text: String) -> String {
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

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func isExponent(_ text: String) -> Bool {
        let upper = text.uppercased()
        return upper.contains("E+") && upper.first?.isNumber == true
    }
}
