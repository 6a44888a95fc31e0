// Words as a POSIX shell reads them back: what is shown or copied as a command line is quoted here.

/// Quoting for a shell.
public enum ShellText {
    /// `text` as one word; in single quotes unless it needs none.
    public static func word(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D...0x2F, 0x3A, 0x3D, 0x40, 0x5F: true
            default: false
            }
        }
        if isPlain, !text.isEmpty { return text }
        return "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#) + "'"
    }

    /// A whole line.
    public static func line(_ words: [String]) -> String { words.map(word).joined(separator: " ") }
}
