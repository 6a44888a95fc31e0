// English words of the filter problems.

extension FilterMessage {
    public var english: String {
        switch self {
        case .unknownField(let field, let nearest):
            nearest.map { "no field “\(field)”; did you mean \($0)?" } ?? "no field “\(field)”"
        case .badValue(let field, let value, let expected):
            value.isEmpty ? "\(field) wants \(expected)" : "\(field): “\(value)” is not \(expected)"
        case .missingValue(let field): "\(field): a value is missing"
        case .unclosedQuote: "this quote is never closed"
        case .notComparable(let field): "\(field) has no larger or smaller; use :"
        case .missingTerm: "a test is missing here"
        case .unclosedParenthesis: "this parenthesis is never closed"
        case .unexpected(let sign): "“\(sign)” cannot stand here"
        case .tooDeep(let limit): "parentheses more than \(limit) deep"
        case .lastGoodKept: "last good list kept"
        }
    }
}
