// CSV byte by byte, for lists of a million lines: fields are slices of the text wherever they can be.

/// Walks over the records of a text.
struct CSVScanner {
    private let bytes: ArraySlice<UInt8>
    private let separator: UInt8
    private var at: Int
    private var lineAt = 1
    /// Line breaks stepped over so far.
    var linesRead: Int { lineAt - 1 }
    /// The line on which the record last read starts, counted from 1.
    private(set) var line = 1
    /// Its fields.
    private(set) var fields: [ArraySlice<UInt8>] = []

    init(_ bytes: ArraySlice<UInt8>, separator: UInt8) {
        self.bytes = bytes
        self.separator = separator
        at = bytes.startIndex
    }

    /// Reads the next record that is not an empty line; false at the end.
    mutating func next() throws(CSVText.Problem) -> Bool {
        while at < bytes.endIndex {
            fields.removeAll(keepingCapacity: true)
            line = lineAt
            let start = at
            while true {
                fields.append(try field())
                guard at < bytes.endIndex, bytes[at] == separator else { break }
                at += 1
            }
            let isEmpty = at == start
            endLine()
            if !isEmpty { return true }
        }
        return false
    }

    /// Steps over LF, CR or CRLF.
    private mutating func endLine() {
        guard at < bytes.endIndex else { return }
        if bytes[at] == 0x0D, at + 1 < bytes.endIndex, bytes[at + 1] == 0x0A { at += 1 }
        at += 1
        lineAt += 1
    }

    private mutating func field() throws(CSVText.Problem) -> ArraySlice<UInt8> {
        guard at < bytes.endIndex, bytes[at] == 0x22 else { return plain() }
        let quotedAt = lineAt
        at += 1
        var start = at
        var joined: [UInt8]?
        while at < bytes.endIndex {
            let byte = bytes[at]
            if byte == 0x22 {
                if at + 1 < bytes.endIndex, bytes[at + 1] == 0x22 {
                    // Of two quotes, one stays.
                    if joined == nil { joined = [] }
                    joined?.append(contentsOf: bytes[start...at])
                    at += 2
                    start = at
                    continue
                }
                let inside = bytes[start..<at]
                at += 1
                let behind = plain()
                if joined == nil, behind.isEmpty { return inside }
                return ((joined ?? []) + inside + behind)[...]
            }
            if byte == 0x0A || byte == 0x0D && !(at + 1 < bytes.endIndex && bytes[at + 1] == 0x0A) { lineAt += 1 }
            at += 1
        }
        throw CSVText.Problem(line: quotedAt, reason: "a quote that is never closed")
    }

    /// Up to the separator or the line's end.
    private mutating func plain() -> ArraySlice<UInt8> {
        let start = at
        while at < bytes.endIndex, bytes[at] != separator, bytes[at] != 0x0A, bytes[at] != 0x0D { at += 1 }
        return bytes[start..<at]
    }
}
