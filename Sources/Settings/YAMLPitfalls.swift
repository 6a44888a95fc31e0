// What editors and input methods put into a YAML file unseen: tabs, full-width and curly characters, a byte
// order mark, CR at the ends of lines. The parser's own words for them help nobody.

enum YAMLPitfalls {
    /// Full-width character → the one that YAML knows.
    private static let meant: [Character: String] = [
        "：": "“:” and a blank", "，": "“,”", "“": "a plain \"", "”": "a plain \"", "‘": "a plain '", "’": "a plain '",
        "＃": "“#”", "－": "“-”", "\u{3000}": "a plain blank", "\u{A0}": "a plain blank",
    ]

    /// What keeps the file from being understood, line by line.
    static func errors(_ text: String, file: String) -> [ConfigProblem] {
        var found: [ConfigProblem] = []
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            guard let (offset, reason) = first(in: line) else { continue }
            found.append(ConfigProblem(ConfigPlace(file: file, line: index + 1, column: offset + 1), key: "", reason))
        }
        return found
    }

    /// What is read all the same.
    static func notes(_ bytes: [UInt8], file: String) -> [ConfigProblem] {
        var found: [ConfigProblem] = []
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            found.append(ConfigProblem(ConfigPlace(file: file, line: 1, column: 1), key: "", .byteOrderMark))
        }
        if let feed = bytes.firstIndex(of: 0x0A), feed > 0, bytes[feed - 1] == 0x0D {
            found.append(ConfigProblem(ConfigPlace(file: file, line: 1), key: "", .carriageReturns))
        }
        return found
    }

    /// The first trap of a line and its offset in scalars.
    private static func first(in line: Substring) -> (Int, ConfigProblem.Reason)? {
        var rest = line
        var offset = 0
        while let mark = rest.first, mark == " " || mark == "\t" || mark == "\u{3000}" || mark == "\u{A0}" {
            if mark == "\t", rest.contains(where: { !$0.isWhitespace }) { return (offset, .tabIndent) }
            if mark != " ", mark != "\t", let plain = meant[mark] {
                return (offset, .wideCharacter(found: "\(mark)", meant: plain))
            }
            rest = rest.dropFirst()
            offset += 1
        }
        // A comment may be written in any characters.
        guard rest.first != "#", let begin = rest.first else { return nil }
        if begin == "＃" || begin == "－", let plain = meant[begin] {
            return (offset, .wideCharacter(found: "\(begin)", meant: plain))
        }
        // Only a key's own name may stand before a colon: texts in quotes hold what they like.
        let name = rest.prefix { $0.isLetter && $0.isASCII || $0.isNumber && $0.isASCII || "._-\"' ".contains($0) }
        let tail = rest.dropFirst(name.count)
        if tail.first == "：", !name.isEmpty {
            return (offset + name.unicodeScalars.count, .wideCharacter(found: "：", meant: meant["："] ?? ""))
        }
        guard tail.first == ":" else { return nil }
        let value = tail.dropFirst().drop { $0 == " " }
        guard let quote = value.first, "“”‘’".contains(quote), let plain = meant[quote] else { return nil }
        let before = line.unicodeScalars.count - value.unicodeScalars.count
        return (before, .wideCharacter(found: "\(quote)", meant: plain))
    }
}
