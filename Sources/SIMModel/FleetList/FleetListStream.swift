// A list of cards with tags and notes, from pieces of its bytes in any of the encodings of TextStream: a
// million lines need no more memory than one piece.

/// Reads CSV, TSV or a number a line.
///
/// Example: `"卡号,标签\r\n=""14900000017"",车队;A\r\n"` is the card 14900000017 with two tags.
public struct FleetListStream: Sendable {
    /// A quoted record longer than this has a quote that is never closed. Unit: bytes.
    static let longestRecord = 64 << 10

    private var text = TextStream()
    private var reader = FleetListReader()
    private var separator: UInt8?
    /// The bytes behind the last whole record.
    private var rest: [UInt8] = []
    private var linesBefore = 0
    private var refusals: [FleetRefusal] = []

    public init() {}

    /// nil while everything was plain ASCII.
    public var encoding: TextEncoding? { text.encoding }
    /// The system cannot convert the list's encoding.
    public var isUnreadable: Bool { text.isUnreadable }
    /// The header names no column of cards; nothing more is taken.
    public var isBroken: Bool { reader.isBroken }
    /// The header's columns that mean nothing here.
    public var ignoredColumns: [String] { reader.ignoredColumns }
    /// Bytes kept for the next piece.
    var held: Int { rest.count }

    /// The cards of the records that are whole with this piece.
    public mutating func feed(_ piece: some Collection<UInt8>) -> [FleetEntry] {
        rest.append(contentsOf: text.feed(piece))
        return read(isLast: false)
    }

    /// The cards of what was still held back.
    public mutating func finish() -> [FleetEntry] {
        rest.append(contentsOf: text.finish())
        return read(isLast: true)
    }

    /// The lines refused since the last time it was asked.
    public mutating func takeRefusals() -> [FleetRefusal] {
        defer { refusals = [] }
        return refusals
    }

    private mutating func read(isLast: Bool) -> [FleetEntry] {
        var entries: [FleetEntry] = []
        guard !isBroken, !rest.isEmpty else {
            rest = []
            return []
        }
        if separator == nil {
            guard isLast || rest.contains(where: { $0 == 0x0A || $0 == 0x0D }) || rest.count > Self.longestRecord else {
                return []
            }
            separator = CardListText.separator(rest[...])
        }
        let separator = separator ?? 0x2C
        var at = 0
        while at < rest.count, !isBroken {
            switch recordEnd(from: at, separator, isLast: isLast) {
            case .record(let end):
                take(at..<end, separator, &entries)
                at = end
            case .unclosed(let lineEnd):
                let shown = String(decoding: rest[at..<min(lineEnd, at + 4 * FleetListReader.shownCell)], as: UTF8.self)
                refusals.append(
                    FleetRefusal(
                        line: linesBefore + 1, cell: FleetNote.clean(shown.prefix(FleetListReader.shownCell)),
                        reason: .unclosedQuote))
                linesBefore += 1
                at = lineEnd
            case .more:
                rest.removeSubrange(..<at)
                return entries
            }
        }
        rest = []
        return entries
    }

    private mutating func take(_ range: Range<Int>, _ separator: UInt8, _ entries: inout [FleetEntry]) {
        var scanner = CSVScanner(rest[range], separator: separator)
        // The record's end was found by the same rules: the quotes in it are closed.
        while (try? scanner.next()) == true {
            reader.take(scanner.fields, line: linesBefore + scanner.line, into: &entries, &refusals)
        }
        linesBefore += scanner.linesRead
    }

    private enum RecordEnd {
        /// Behind its line break.
        case record(Int)
        /// A quote is never closed: where the line ends on which the record begins.
        case unclosed(lineEnd: Int)
        case more
    }

    private func recordEnd(from start: Int, _ separator: UInt8, isLast: Bool) -> RecordEnd {
        rest.withUnsafeBufferPointer { bytes in
            var at = start
            var isFieldStart = true
            var firstBreak: Int?
            while at < bytes.count {
                let byte = bytes[at]
                if byte == 0x0A { return .record(at + 1) }
                if byte == 0x0D {
                    // At the piece's end it may be half of a pair.
                    if at + 1 == bytes.count { return isLast ? .record(at + 1) : .more }
                    return .record(bytes[at + 1] == 0x0A ? at + 2 : at + 1)
                }
                if byte == 0x22, isFieldStart {
                    at += 1
                    var isClosed = false
                    while at < bytes.count {
                        if bytes[at] == 0x22 {
                            if at + 1 < bytes.count, bytes[at + 1] == 0x22 {
                                at += 1
                            } else {
                                isClosed = true
                                break
                            }
                        } else if bytes[at] == 0x0A || bytes[at] == 0x0D, firstBreak == nil {
                            let isPair = bytes[at] == 0x0D && at + 1 < bytes.count && bytes[at + 1] == 0x0A
                            firstBreak = at + (isPair ? 2 : 1)
                        }
                        at += 1
                    }
                    // A closing quote at the piece's end may be the first of two.
                    if !isClosed || at + 1 == bytes.count && !isLast {
                        if isLast || at - start > Self.longestRecord { return .unclosed(lineEnd: firstBreak ?? bytes.count) }
                        return .more
                    }
                }
                isFieldStart = byte == separator
                at += 1
            }
            return isLast ? .record(bytes.count) : .more
        }
    }
}
