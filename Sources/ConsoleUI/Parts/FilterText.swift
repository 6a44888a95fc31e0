// A filter's problem as a message.

public import Localization
public import ViewModels

enum FilterText {
    static func message(_ problem: FilterProblem) -> FilterMessage {
        switch problem.reason {
        case .unknownField(let field, let nearest): .unknownField(field, nearest: nearest)
        case .badValue(let field, let value, let expected): .badValue(field: field, value: value, expected: expected)
        case .missingValue(let field): .missingValue(field: field)
        case .unclosedQuote: .unclosedQuote
        case .notComparable(let field): .notComparable(field: field)
        case .missingTerm: .missingTerm
        case .unclosedParenthesis: .unclosedParenthesis
        case .unexpected(let sign): .unexpected(sign)
        case .tooDeep(let limit): .tooDeep(limit: limit)
        }
    }
}

/// A filter's problem in words, for whoever checks a filter outside of the console.
public enum FilterWording {
    public static func text(_ problem: FilterProblem, _ language: Language) -> String {
        FilterText.message(problem).text(language)
    }
}
