// docs/walk.md read as what to press: its tables of endpoints and keys, for the test that presses them.

import TestSupport

/// The tables of the page, in their order.
struct WalkPage {
    /// One thing a person does.
    enum Step: Equatable {
        /// Presses a key so many times.
        case press(String, times: Int)
        case type(String)
        /// Waits until the screen says so.
        case see(String)
    }

    /// Says where the page cannot be read.
    struct Unreadable: Error, CustomStringConvertible {
        let description: String
    }

    struct Row {
        var endpoint: String
        var steps: [Step]
    }

    /// One table with what is pressed once ahead of it, and ahead of each row.
    struct Part {
        var first: [Step] = []
        var before: [Step] = []
        var rows: [Row] = []
    }

    static var path: String { TestFile.projectRoot() + "/docs/walk.md" }

    let parts: [Part]

    init(_ text: String) throws {
        var parts: [Part] = []
        for line in text.split(separator: "\n") {
            if line.hasPrefix("First: ") {
                parts.append(Part(first: try Self.steps(line.dropFirst(7))))
            } else if !parts.isEmpty {
                if line.hasPrefix("Before each row: ") {
                    parts[parts.count - 1].before = try Self.steps(line.dropFirst(17))
                } else if line.hasPrefix("| `"), line.hasSuffix(" |") {
                    let row = try Self.row(line)
                    parts[parts.count - 1].rows.append(row)
                }
            }
        }
        self.parts = parts
    }

    /// `| endpoint | keys |`.
    private static func row(_ line: Substring) throws -> Row {
        let text = line.dropFirst(3).dropLast(2)
        guard let tick = text.firstIndex(of: "`"), text[tick...].hasPrefix("` | ") else {
            throw Unreadable(description: "no endpoint: \(line)")
        }
        return Row(endpoint: String(text[..<tick]), steps: try steps(text[tick...].dropFirst(4)))
    }

    /// Keys in backticks (with `×3` behind: three times), "typed text", (text of the screen); blanks between.
    static func steps(_ text: Substring) throws -> [Step] {
        var (left, steps) = (text, [Step]())
        while let mark = left.popFirst() {
            if mark == " " { continue }
            guard let close = [Character("`"): Character("`"), "\"": "\"", "(": ")"][mark], let end = left.firstIndex(of: close)
            else {
                throw Unreadable(description: "no key, text or place: \(mark)\(left)")
            }
            let inner = String(left[..<end])
            left = left[left.index(after: end)...]
            switch mark {
            case "`":
                guard left.first == "×" else {
                    steps.append(.press(inner, times: 1))
                    continue
                }
                let digits = left.dropFirst().prefix { $0.isWholeNumber }
                guard let times = Int(digits) else { throw Unreadable(description: "no number after ×: \(left)") }
                steps.append(.press(inner, times: times))
                left = left[digits.endIndex...]
            case "\"": steps.append(.type(inner))
            default: steps.append(.see(inner))
            }
        }
        return steps
    }
}
