// What ncurses writes, in fewer bytes: on a slow line each one is waited for. ncurses ends every style with a
// reset of its own and goes to a place of the same row by row and column; neither has to be sent.

/// Shortens a frame's control sequences. What the terminal shows stays the same. Pure.
struct SequenceShortener {
    /// `Esc [ column G` goes along the row, and a full row does not wrap before the next character comes.
    let goesAlongRows: Bool

    /// More parameters than that are not sent in one sequence: consoles take sixteen.
    private static let mostParameters = 12

    private var out: [UInt8] = []
    /// Parameters of the styles not sent yet.
    private var styles: [[UInt8]] = []
    /// Counted from 1; nil: not known.
    private var row: Int?
    /// The letters are known to be plain ones, by `Esc ( B` and by SI.
    private var isPlain = (set: false, shift: false)

    init(goesAlongRows: Bool) { self.goesAlongRows = goesAlongRows }

    func shorten(_ bytes: [UInt8]) -> [UInt8] {
        var work = SequenceShortener(goesAlongRows: goesAlongRows)
        work.out.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count { index = work.take(bytes, from: index) }
        work.sendStyles()
        return work.out
    }

    /// Takes what begins at `start`, and returns where the next begins.
    private mutating func take(_ bytes: [UInt8], from start: Int) -> Int {
        switch bytes[start] {
        case 0x1B: return takeSequence(bytes, from: start)
        case 0x0F:
            if !isPlain.shift { out.append(0x0F) }
            isPlain.shift = true
        case let byte:
            sendStyles()
            if byte == 0x0E { isPlain.shift = false }
            if byte == 0x0A || byte == 0x0B || byte == 0x0C { row = nil }
            out.append(byte)
        }
        return start + 1
    }

    private mutating func takeSequence(_ bytes: [UInt8], from start: Int) -> Int {
        if bytes[start...].starts(with: [0x1B, 0x28]), start + 2 < bytes.count {
            let isASCII = bytes[start + 2] == 0x42
            if !isASCII || !isPlain.set { out += bytes[start..<start + 3] }
            isPlain.set = isASCII
            return start + 3
        }
        guard start + 1 < bytes.count, bytes[start + 1] == 0x5B,
            let end = bytes[(start + 2)...].firstIndex(where: { (0x40...0x7E).contains($0) })
        else {
            // Not known: it is left alone, and so is what it may have done to the cursor.
            sendStyles()
            row = nil
            out.append(bytes[start])
            return start + 1
        }
        let parameters = Array(bytes[(start + 2)..<end])
        take(parameters, command: bytes[end], whole: bytes[start...end])
        return end + 1
    }

    private mutating func take(_ parameters: [UInt8], command: UInt8, whole: ArraySlice<UInt8>) {
        if command == UInt8(ascii: "m"), parameters.allSatisfy({ (0x30...0x3B).contains($0) }) {
            // What stands before a reset is of no use.
            if parameters.isEmpty || parameters.starts(with: [0x30, 0x3B]) || parameters == [0x30] { styles = [] }
            styles.append(parameters)
            return
        }
        sendStyles()
        switch command {
        case UInt8(ascii: "H"):
            let numbers = parameters.split(separator: 0x3B, omittingEmptySubsequences: false)
                .map { Int(String(decoding: $0, as: UTF8.self)) ?? 1 }
            let target = numbers.first ?? 1
            if goesAlongRows, target == row, numbers.count == 2 {
                out += Array("\u{1B}[\(numbers[1])G".utf8)
            } else {
                out += whole
            }
            row = target
        case UInt8(ascii: "d"):
            row = Int(String(decoding: parameters, as: UTF8.self)) ?? 1
            out += whole
        case UInt8(ascii: "K"), UInt8(ascii: "X"), UInt8(ascii: "@"), UInt8(ascii: "P"), UInt8(ascii: "b"),
            UInt8(ascii: "G"), UInt8(ascii: "C"), UInt8(ascii: "D"):
            out += whole
        default:
            row = nil
            out += whole
        }
    }

    private mutating func sendStyles() {
        var left = styles[...]
        styles = []
        while !left.isEmpty {
            var (parameters, count) = ([UInt8](), 0)
            while let next = left.first {
                let more = next.count { $0 == 0x3B } + 1
                guard count == 0 || count + more <= Self.mostParameters else { break }
                if count > 0 { parameters.append(0x3B) }
                // Nothing alone means a reset; among others it is written out.
                parameters += next.isEmpty && left.count > 1 ? [0x30] : next
                count += more
                left.removeFirst()
            }
            out += [0x1B, 0x5B] + parameters + [UInt8(ascii: "m")]
        }
    }
}
