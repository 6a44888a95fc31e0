// A line of the line mode as the words of a command: quotes as in a shell, and #3 for a card of the last list.

import SIMModel

/// The words of one line.
struct LineWords: Equatable {
    enum Problem: Error, Equatable {
        case openQuote
        /// `#3-`, `#0`: no places of a list.
        case badPlaces(String)
        /// No card of that place has been read out.
        case notListed(String, of: Int)
    }

    private struct Word: Equatable {
        var text = ""
        var isQuoted = false
    }

    private let words: [Word]

    var isEmpty: Bool { words.isEmpty }
    var first: String { words.first?.text ?? "" }
    /// Everything behind the first word as it was meant: a filter.
    let rest: String

    init(_ line: String) throws(Problem) {
        var words: [Word] = []
        var word: Word?
        var quote: Character?
        var isEscaped = false
        var firstEnds: String.Index?
        for (place, character) in zip(line.indices, line) {
            if isEscaped {
                word = word ?? Word()
                word?.text.append(character)
                isEscaped = false
            } else if let open = quote {
                if character == open {
                    quote = nil
                } else if character == "\\", open == "\"" {
                    isEscaped = true
                } else {
                    word?.text.append(character)
                }
            } else if character == "\"" || character == "'" {
                quote = character
                word = word ?? Word()
                word?.isQuoted = true
            } else if character == "\\" {
                isEscaped = true
            } else if character.isWhitespace {
                if let done = word { words.append(done) }
                if words.count == 1, firstEnds == nil { firstEnds = place }
                word = nil
            } else {
                word = word ?? Word()
                word?.text.append(character)
            }
        }
        guard quote == nil else { throw .openQuote }
        if let done = word { words.append(done) }
        self.words = words
        var rest = firstEnds.map { line[$0...] } ?? ""
        while rest.first?.isWhitespace ?? false { rest.removeFirst() }
        while rest.last?.isWhitespace ?? false { rest.removeLast() }
        self.rest = String(rest)
    }

    /// The words as a command takes them. `listed`: the cards that were read out, in their order.
    /// `isAboutOperations`: `#3` is the number of an operation.
    func arguments(listed: [CardNumber], isAboutOperations: Bool = false) throws(Problem) -> [String] {
        var arguments: [String] = []
        for word in words {
            guard !word.isQuoted, let first = word.text.first, first == "#" || first == "＃", word.text.count > 1 else {
                arguments.append(word.text)
                continue
            }
            if isAboutOperations {
                arguments.append(String(word.text.dropFirst()))
                continue
            }
            for place in try Self.places(word.text, of: listed.count) { arguments.append(listed[place - 1].description) }
        }
        return arguments
    }

    /// `#3`, `#1-5`, `#1,4-6`.
    private static func places(_ word: String, of count: Int) throws(Problem) -> [Int] {
        var places: [Int] = []
        for part in word.dropFirst().split(separator: ",", omittingEmptySubsequences: false) {
            let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { number($0) }
            guard ends.count <= 2, let first = ends.first ?? nil, let last = ends.last ?? nil, first > 0, first <= last else {
                throw .badPlaces(word)
            }
            guard last <= count else { throw .notListed(word, of: count) }
            places += first...last
        }
        return places
    }

    private static func number(_ text: Substring) -> Int? {
        text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(text) : nil
    }
}
