// A long list of cards, read piece by piece: the first cards can be shown while the rest is still on its way.

/// Reads a list as ``CardListText`` does, from pieces of its bytes. Numbers named again come again.
public struct CardListStream: Sendable {
    /// A record longer than this is a quote that is never closed.
    static let longestRecord = 16 << 20
    /// Problems kept.
    public static let problemsKept = 50

    private var reader = CardListReader()
    private var separator: UInt8?
    /// The bytes behind the last whole line.
    private var rest: [UInt8] = []
    private var lines = 0
    private var isStarted = false
    /// Nothing more is taken: the header names no column of cards, or a quote is never closed.
    public private(set) var isBroken = false
    /// The first ``problemsKept``, and how many there were.
    public private(set) var problems: [CardListReading.Problem] = []
    public private(set) var problemCount = 0

    public init() {}

    /// The cards of the lines that are whole with this piece.
    public mutating func feed(_ piece: some Collection<UInt8>) -> [CardNumber] {
        rest.append(contentsOf: piece)
        guard let end = lastLineEnd ?? (rest.count > Self.longestRecord ? rest.count : nil) else { return [] }
        let whole = rest[..<end]
        let numbers = read(whole)
        rest.removeSubrange(..<end)
        if isBroken { rest = [] }
        return numbers
    }

    /// The cards of the last line.
    public mutating func finish() -> [CardNumber] {
        defer { rest = [] }
        return read(rest[...])
    }

    /// Behind the last line break that is not inside quotes.
    private var lastLineEnd: Int? {
        var isQuoted = false
        var end: Int?
        for (index, byte) in rest.enumerated() {
            switch byte {
            case 0x22: isQuoted.toggle()
            case 0x0A where !isQuoted: end = index + 1
            // A return alone, as some lists have it; before the piece's end it may be half of a pair.
            case 0x0D where !isQuoted && index + 1 < rest.count && rest[index + 1] != 0x0A: end = index + 1
            default: break
            }
        }
        return end
    }

    private mutating func read(_ whole: ArraySlice<UInt8>) -> [CardNumber] {
        guard !isBroken, !whole.isEmpty else { return [] }
        guard whole.count <= Self.longestRecord || whole.last == 0x0A || whole.last == 0x0D else {
            // Half a number is no number: nothing of a record that has no end is taken.
            isBroken = true
            problems.append(
                .init(line: lines + 1, text: String(decoding: whole.prefix(40), as: UTF8.self), reason: .unclosedQuote))
            problemCount += 1
            return []
        }
        var bytes = whole
        if !isStarted, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        isStarted = true
        let separator = separator ?? CardListText.separator(bytes)
        self.separator = separator
        var scanner = CSVScanner(bytes, separator: separator)
        do {
            while try scanner.next() {
                if !reader.take(scanner.fields, line: lines + scanner.line) {
                    isBroken = true
                    break
                }
                keepProblems()
            }
        } catch {
            isBroken = true
            reader.reading.problems.append(.init(line: lines + error.line, text: error.reason, reason: .unclosedQuote))
        }
        keepProblems()
        lines += scanner.linesRead
        return reader.takeNumbers()
    }

    private mutating func keepProblems() {
        guard !reader.reading.problems.isEmpty else { return }
        problemCount += reader.reading.problems.count
        problems += reader.reading.problems.prefix(Self.problemsKept - problems.count)
        reader.reading.problems = []
    }
}
