// Takes the records of a list of cards one after the other: which column holds the numbers, which cells are none.

/// What has been read so far.
struct CardListReader {
    var reading = CardListReading()
    /// nil: who asked for the numbers tells them apart himself.
    private var seen: Set<CardNumber>?
    /// The column of numbers; nil: every cell is one.
    private var column: Int?
    private var isFirst = true

    init(expected: Int) {
        var seen: Set<CardNumber> = []
        seen.reserveCapacity(expected)
        self.seen = seen
        reading.numbers.reserveCapacity(expected)
    }

    /// Takes every number, named again or not.
    init() {}

    /// The numbers since the last time it was asked.
    mutating func takeNumbers() -> [CardNumber] {
        defer { reading.numbers = [] }
        return reading.numbers
    }

    /// False when the rest cannot be read: a header without a column of numbers.
    mutating func take(_ fields: [ArraySlice<UInt8>], line: Int) -> Bool {
        if fields.first?.first == 0x23 { return true }
        if isFirst {
            isFirst = false
            let names = fields.map { String(decoding: $0, as: UTF8.self) }
            if CardListText.looksLikeHeader(names) {
                column = names.firstIndex { CardListText.headers.contains(CardListText.headerKey($0)) }
                if column != nil { return true }
                reading.problems.append(.init(line: line, text: names.joined(separator: ","), reason: .noCardColumn))
                return false
            }
        }
        guard let column else {
            for field in fields { takeCells(field, line) }
            return true
        }
        let field = column < fields.count ? fields[column] : []
        if add(field) { return true }
        let isBlank = fields.allSatisfy { CardListText.plainDigits(String(decoding: $0, as: UTF8.self)).isEmpty }
        if !isBlank { takeCell(String(decoding: field, as: UTF8.self), line) }
        return true
    }

    /// One field of a text without header: one number, or several parted by blanks and the like.
    private mutating func takeCells(_ field: ArraySlice<UInt8>, _ line: Int) {
        if field.isEmpty || add(field) { return }
        for cell in String(decoding: field, as: UTF8.self).split(whereSeparator: { $0.isWhitespace || ";，；、".contains($0) }) {
            if !CardListText.plainDigits(String(cell)).isEmpty { takeCell(String(cell), line) }
        }
    }

    private mutating func takeCell(_ cell: String, _ line: Int) {
        let plain = CardListText.plainDigits(cell)
        if add(Array(plain.utf8)[...]) { return }
        reading.problems.append(
            .init(line: line, text: cell, reason: CardListText.isExponent(plain) ? .spreadsheetExponent : .notANumber))
    }

    /// Takes bytes that are a number as they stand: nearly all of a long list.
    private mutating func add(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes.count >= CardListText.shortest, let number = CardNumber(ascii: bytes),
            bytes.contains(where: CardListText.isDigit)
        else {
            return false
        }
        if seen?.insert(number).inserted ?? true { reading.numbers.append(number) } else { reading.duplicates += 1 }
        return true
    }
}
