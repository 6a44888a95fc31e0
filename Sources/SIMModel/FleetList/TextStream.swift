// Text as offices save it, piece by piece to UTF-8: UTF-8 and UTF-16 with or without their mark, and the
// GB18030 of Chinese spreadsheets. Which one it is, the first telling bytes say (docs/decisions/0012).

/// How the bytes of a text are read.
public enum TextEncoding: String, Hashable, Sendable {
    case utf8 = "UTF-8"
    case utf16LittleEndian = "UTF-16LE"
    case utf16BigEndian = "UTF-16BE"
    case gb18030 = "GB18030"
}

/// Turns the pieces of a text into pieces of UTF-8. Bytes that mean nothing become U+FFFD, or stay as they
/// are in a text taken for UTF-8: whoever reads a cell of it must look.
public struct TextStream: Sendable {
    /// Bytes behind the first one outside ASCII that are looked at before the encoding is settled.
    static let window = 4096
    private static let byteOrderMarks: [(bytes: [UInt8], encoding: TextEncoding)] = [
        ([0xEF, 0xBB, 0xBF], .utf8), ([0x84, 0x31, 0x95, 0x33], .gb18030), ([0xFF, 0xFE], .utf16LittleEndian),
        ([0xFE, 0xFF], .utf16BigEndian),
    ]

    /// nil as long as all of it is plain ASCII.
    public private(set) var encoding: TextEncoding?
    /// The system has no converter for ``TextEncoding/gb18030``: nothing more comes out.
    public private(set) var isUnreadable = false
    private var isStarted = false
    /// Bytes held back: the start of the text, those that will tell the encoding, or half a character.
    private var held: [UInt8] = []

    public init() {}

    public mutating func feed(_ piece: some Collection<UInt8>) -> [UInt8] {
        held.append(contentsOf: piece)
        return take(isLast: false)
    }

    /// What was still held back.
    public mutating func finish() -> [UInt8] { take(isLast: true) }

    private mutating func take(isLast: Bool) -> [UInt8] {
        if !isStarted {
            guard isLast || held.count >= 64 else { return [] }
            isStarted = true
            begin()
        }
        if encoding == nil {
            guard let first = held.firstIndex(where: { $0 >= 0x80 }) else {
                defer { held = [] }
                return held
            }
            guard isLast || held.count - first >= Self.window else {
                defer { held.removeSubrange(..<first) }
                return Array(held[..<first])
            }
            encoding = Self.guess(held[first...])
        }
        switch encoding {
        case .utf16LittleEndian: return wide(isLast, low: 0)
        case .utf16BigEndian: return wide(isLast, low: 1)
        case .gb18030: return chinese(isLast)
        case .utf8, nil:
            defer { held = [] }
            return held
        }
    }

    private mutating func begin() {
        if let mark = Self.byteOrderMarks.first(where: { held.starts(with: $0.bytes) }) {
            encoding = mark.encoding
            held.removeFirst(mark.bytes.count)
            return
        }
        // Digits and letters in two bytes each leave every other byte zero; no other text has zeros.
        let head = held.prefix(Self.window)
        let zeros = head.indices.filter { head[$0] == 0 }
        guard zeros.count * 4 >= head.count, !zeros.isEmpty else { return }
        let odd = zeros.filter { $0 % 2 == 1 }.count
        encoding = odd * 2 > zeros.count ? .utf16LittleEndian : .utf16BigEndian
    }

    /// Of bytes that begin outside ASCII.
    static func guess(_ bytes: ArraySlice<UInt8>) -> TextEncoding {
        let whole = bytes.prefix(window)
        // The end may cut a character.
        for cut in 0...min(3, whole.count) where String(validating: whole.dropLast(cut), as: UTF8.self) != nil {
            if cut == 0 || whole.count - cut > 0 { return .utf8 }
        }
        guard let chinese = GB18030.decode(whole, isLast: false) else { return .gb18030 }
        return chinese.hasBadBytes ? .utf8 : .gb18030
    }

    private mutating func chinese(_ isLast: Bool) -> [UInt8] {
        guard !isUnreadable, let decoded = GB18030.decode(held[...], isLast: isLast) else {
            isUnreadable = true
            held = []
            return []
        }
        held.removeSubrange(..<decoded.used)
        return decoded.text
    }

    private mutating func wide(_ isLast: Bool, low: Int) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(held.count)
        var at = 0
        func unit(_ index: Int) -> UInt32 { UInt32(held[index + low]) | UInt32(held[index + 1 - low]) << 8 }
        while at + 1 < held.count {
            let first = unit(at)
            var scalar = Unicode.Scalar(first)
            if first & 0xFC00 == 0xD800 {
                guard at + 3 < held.count || isLast else { break }
                if at + 3 < held.count, unit(at + 2) & 0xFC00 == 0xDC00 {
                    scalar = Unicode.Scalar(0x10000 + (first & 0x3FF) << 10 + unit(at + 2) & 0x3FF)
                    at += 2
                }
            }
            at += 2
            if first < 0x80 {
                out.append(UInt8(first))
            } else {
                out.append(contentsOf: UTF8.encode(scalar ?? "\u{FFFD}") ?? .init())
            }
        }
        held.removeSubrange(..<at)
        if isLast, !held.isEmpty {
            held = []
            out.append(contentsOf: Array("\u{FFFD}".utf8))
        }
        return out
    }
}
