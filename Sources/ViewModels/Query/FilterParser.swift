// The filter language (docs: filter): words, `field:value`, `field>value`, `-term`, `a|b`, quotes.
// A text that cannot be understood gives the place and the reason, never a guess.

import SIMModel

/// Reads a filter's text.
///
/// Example: `status:stopped flow>80% ends<7d -online:yes` is four tests that must all hold.
enum FilterParser {
    static func parse(_ text: String) throws(FilterProblem) -> FilterCondition {
        var scanner = FilterScanner(text)
        var terms: [FilterCondition] = []
        while scanner.skipBlanks() {
            terms.append(try term(&scanner))
        }
        return terms.count == 1 ? terms[0] : .all(terms)
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

    private var next: Character? { index < text.count ? text[index].character : nil }
    private var offset: Int { index < text.count ? text[index].offset : (text.last.map { $0.offset + 1 } ?? 0) }

    /// False at the end.
    mutating func skipBlanks() -> Bool {
        while let character = next, character.isWhitespace { index += 1 }
        return next != nil
    }

    mutating func take(_ character: Character) -> Bool {
        guard next == character else { return false }
        index += 1
        return true
    }

    /// `field:value`, `value` or nothing, up to a blank or `|`.
    mutating func alternative() throws(FilterProblem) -> (head: FilterHead?, value: (text: String, offset: Int)?) {
        let start = offset
        var name = ""
        var ahead = index
        while ahead < text.count, !" \t\"|:=<>".contains(text[ahead].character) {
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
        while let character = next, isQuoted || !(character.isWhitespace || character == "|") {
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
