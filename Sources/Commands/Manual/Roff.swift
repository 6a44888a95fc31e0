// A manual page in the man(7) macros: the few that every formatter knows.

/// Builds one page. Every text goes through ``escaped(_:)``, so that none of it is taken for a request.
struct Roff {
    private(set) var text: String

    /// Formatters want source lines no longer. Unit: bytes.
    private static let width = 78
    /// A heading stands last: what comes next needs no gap.
    private var isAfterHeading = false

    init(title: String, section: Int, date: String, source: String, manual: String) {
        text = ".\\\" Made by `simdeck generate man` from the program's own tables; do not edit.\n"
        text += ".TH \(title) \(section) \(date) \"\(source)\" \"\(manual)\"\n.nh\n.ad l\n"
    }

    mutating func section(_ name: String) {
        text += ".SH \(Self.escaped(name))\n"
        isAfterHeading = true
    }

    mutating func part(_ name: String) { text += ".SS \(Self.escaped(name))\n" }
    /// A paragraph of plain words.
    mutating func paragraph(_ words: String) {
        if !isAfterHeading { text += ".PP\n" }
        line(words)
    }

    /// Words that follow what stands before at once.
    mutating func line(_ words: String) {
        text += Self.wrapped(words) + "\n"
        isAfterHeading = false
    }

    /// A term with what it means below it.
    mutating func item(_ term: String, _ meaning: String) {
        text += ".TP\n\\fB\(Self.escaped(term))\\fR\n\(meaning.isEmpty ? "\\&" : Self.wrapped(meaning))\n"
        isAfterHeading = false
    }

    /// Lines as they are typed.
    mutating func typed(_ lines: [String]) {
        text += ".PP\n.nf\n.RS 4\n" + lines.map { Self.escaped($0) + "\n" }.joined() + ".RE\n.fi\n"
    }

    /// Broken at blanks, so that no line is too long; the formatter fills them anew.
    private static func wrapped(_ words: String) -> String {
        var lines: [String] = []
        for part in words.split(separator: "\n") {
            var line = ""
            for word in part.split(separator: " ") {
                if !line.isEmpty, escaped(line).utf8.count + escaped(String(word)).utf8.count + 1 > width {
                    lines.append(line)
                    line = String(word)
                } else {
                    line += (line.isEmpty ? "" : " ") + word
                }
            }
            lines.append(line)
        }
        return escaped(lines.joined(separator: "\n"))
    }

    static func escaped(_ words: String) -> String {
        var out = ""
        for line in words.split(separator: "\n", omittingEmptySubsequences: true) {
            if !out.isEmpty { out += "\n" }
            if line.first == "." || line.first == "'" { out += "\\&" }
            for character in line {
                switch character {
                case "\\": out += "\\e"
                case "-": out += "\\-"
                case "'": out += "\\(aq"
                case "`": out += "\\(ga"
                case "^": out += "\\(ha"
                case "~": out += "\\(ti"
                default: out.append(character)
                }
            }
        }
        return out
    }
}
