// The filter language (docs: filter): words, `field:value`, `field>value`, `-term`, `a|b`, quotes, and between
// terms `and` (also by standing side by side), `or`, `not`, parentheses, 且 或 非. `or` binds weakest.
// A text that cannot be understood gives the place and the reason, never a guess.

import SIMModel

/// Reads a filter's text.
///
/// Example: `status:stopped flow>80% ends<7d -online:yes` is four tests that must all hold.
enum FilterParser {
    /// How deep parentheses may stand in each other.
    static let depthLimit = 32

    static func parse(_ text: String) throws(FilterProblem) -> FilterCondition {
        var scanner = FilterScanner(text)
        guard scanner.skipBlanks() else { return .everything }
        let whole = try alternatives(&scanner, depth: 0)
        // Only a closing parenthesis that nothing opened ends the list early.
        if scanner.skipBlanks() { throw FilterProblem(.unexpected(")"), offset: scanner.place) }
        return whole
    }

    /// `a or b`.
    private static func alternatives(_ scanner: inout FilterScanner, depth: Int) throws(FilterProblem) -> FilterCondition {
        var parts = [try conjunction(&scanner, depth: depth)]
        while scanner.take(.or) { parts.append(try conjunction(&scanner, depth: depth)) }
        return parts.count == 1 ? parts[0] : .any(parts)
    }

    /// `a and b`, `a b`.
    private static func conjunction(_ scanner: inout FilterScanner, depth: Int) throws(FilterProblem) -> FilterCondition {
        var parts = [try factor(&scanner, depth: depth)]
        while scanner.skipBlanks(), !scanner.isAt(")"), !scanner.isAt(.or) {
            _ = scanner.take(.and)
            parts.append(try factor(&scanner, depth: depth))
        }
        return parts.count == 1 ? parts[0] : .all(parts)
    }

    /// A term or a group, with any number of `not` before it.
    private static func factor(_ scanner: inout FilterScanner, depth: Int) throws(FilterProblem) -> FilterCondition {
        var isNegated = false
        while scanner.take(.not) || scanner.takesMinusBeforeGroup() { isNegated.toggle() }
        guard scanner.skipBlanks() else { throw FilterProblem(.missingTerm, offset: scanner.place) }
        let place = scanner.place
        if scanner.isAt(.and) || scanner.isAt(.or) || scanner.isAt(")") { throw FilterProblem(.missingTerm, offset: place) }
        let part: FilterCondition
        if scanner.take("(") {
            guard depth < depthLimit else { throw FilterProblem(.tooDeep(limit: depthLimit), offset: place) }
            part = try alternatives(&scanner, depth: depth + 1)
            _ = scanner.skipBlanks()
            guard scanner.take(")") else { throw FilterProblem(.unclosedParenthesis, offset: place) }
            if scanner.isAt("|") { throw FilterProblem(.unexpected("|"), offset: scanner.place) }
        } else {
            part = try term(&scanner)
        }
        return isNegated ? .not(part) : part
    }

    private static func term(_ scanner: inout FilterScanner) throws(FilterProblem) -> FilterCondition {
        let isNegated = scanner.take("-")
        var parts: [FilterCondition] = []
        // `status:stopped|risk`: an alternative without a field of its own has the one before it.
        var head: FilterHead?
        repeat {
            let alternative = try scanner.alternative()
            if let own = alternative.head { head = own }
            guard let value = alternative.value else {
                if scanner.isAt("(") { throw FilterProblem(.unexpected("("), offset: scanner.place) }
                if let head { throw FilterProblem(.missingValue(field: head.name), offset: head.offset) }
                continue
            }
            if let head {
                parts.append(try FilterValue.condition(head, value))
            } else {
                parts.append(word(value.text))
            }
        } while scanner.take("|")
        guard !parts.isEmpty else { return .everything }
        let whole: FilterCondition = parts.count == 1 ? parts[0] : .any(parts)
        return isNegated ? .not(whole) : whole
    }

    private static func word(_ text: String) -> FilterCondition {
        let plain = text.filter { !$0.isWhitespace && $0 != "-" }
        return .word(
            CardNumber(plain), id: Int(plain),
            state: Int(plain) == nil ? FilterWords.state(text) : nil, tag: FleetTag.key(text))
    }
}

/// A field and how it is compared, with their place.
struct FilterHead: Hashable, Sendable {
    var field: FilterField
    var name: String
    var relation: FilterRelation
    var offset: Int
}

/// Cuts a filter's text into its parts.
struct FilterScanner {
    private let text: [FilterCharacter]
    private var index = 0

    init(_ text: String) { self.text = FilterText.plain(text) }

    /// Where reading goes on, in the text as typed.
    var place: Int { offset }
    private var next: Character? { index < text.count ? text[index].character : nil }
    private var offset: Int { index < text.count ? text[index].offset : (text.last.map { $0.offset + 1 } ?? 0) }

    /// False at the end.
    mutating func skipBlanks() -> Bool {
        while let character = next, character.isWhitespace { index += 1 }
        return next != nil
    }

    func isAt(_ character: Character) -> Bool { next == character }

    mutating func take(_ character: Character) -> Bool {
        guard next == character else { return false }
        index += 1
        return true
    }

    /// The words and signs between terms.
    enum Connective: String {
        case and, or, not

        /// The Chinese sign, which needs no blanks round it. No field and no value has it in its name.
        var sign: Character {
            switch self {
            case .and: "且"
            case .or: "或"
            case .not: "非"
            }
        }
    }

    func isAt(_ word: Connective) -> Bool { length(of: word) > 0 }

    /// Takes a connective, and the blanks before it.
    mutating func take(_ word: Connective) -> Bool {
        let before = index
        _ = skipBlanks()
        let length = length(of: word)
        if length == 0 { index = before }
        index += length
        return length > 0
    }

    /// `-(`.
    mutating func takesMinusBeforeGroup() -> Bool {
        let before = index
        _ = skipBlanks()
        if take("-"), isAt("(") { return true }
        index = before
        return false
    }

    /// 0: it does not stand here. A word ends at a blank, a parenthesis or the end; `or:` and `"or"` are none.
    private func length(of word: Connective) -> Int {
        if next == word.sign { return 1 }
        let letters = Array(word.rawValue)
        guard index + letters.count <= text.count else { return 0 }
        for (step, letter) in letters.enumerated() where text[index + step].character.lowercased() != String(letter) { return 0 }
        guard index + letters.count < text.count else { return letters.count }
        let after = text[index + letters.count].character
        return after.isWhitespace || after == "(" || after == ")" ? letters.count : 0
    }

    /// Ends a word that is not in quotes.
    private static func endsWord(_ character: Character) -> Bool {
        character.isWhitespace || "|()".contains(character) || character == Connective.and.sign
            || character == Connective.or.sign
    }

    /// `field:value`, `value` or nothing, up to a blank, `|` or a parenthesis.
    mutating func alternative() throws(FilterProblem) -> (head: FilterHead?, value: (text: String, offset: Int)?) {
        let start = offset
        var name = ""
        var ahead = index
        while ahead < text.count, !"\":=<>".contains(text[ahead].character), !Self.endsWord(text[ahead].character) {
            name.append(text[ahead].character)
            ahead += 1
        }
        guard ahead < text.count, ":=<>".contains(text[ahead].character), !name.isEmpty else {
            return (nil, try value())
        }
        guard let field = FilterField(named: name) else {
            throw FilterProblem(.unknownField(name, nearest: FilterField.nearest(to: name)), offset: start)
        }
        index = ahead
        return (FilterHead(field: field, name: name, relation: relation(), offset: start), try value())
    }

    /// `:` `=` `<` `<=` `>` `>=`, and `:>` as people write it.
    private mutating func relation() -> FilterRelation {
        var signs = ""
        while let character = next, ":=<>".contains(character), signs.count < 3 {
            signs.append(character)
            index += 1
        }
        if signs.contains(">") { return signs.contains("=") ? .greaterOrEqual : .greater }
        if signs.contains("<") { return signs.contains("=") ? .lessOrEqual : .less }
        return .equal
    }

    private mutating func value() throws(FilterProblem) -> (text: String, offset: Int)? {
        let start = offset
        var out = ""
        var isQuoted = false
        var quotedAt = start
        var wasQuoted = false
        while let character = next, isQuoted || !Self.endsWord(character) {
            if character == "\"" {
                isQuoted.toggle()
                wasQuoted = true
                quotedAt = offset
            } else {
                out.append(character)
            }
            index += 1
        }
        guard !isQuoted else { throw FilterProblem(.unclosedQuote, offset: quotedAt) }
        return out.isEmpty && !wasQuoted || out.isEmpty ? nil : (out, start)
    }
}
