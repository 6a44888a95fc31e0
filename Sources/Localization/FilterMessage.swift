// What is wrong with a filter, under the place where it is wrong.

/// Why a filter cannot be understood.
public enum FilterMessage: Message, Hashable {
    case unknownField(String, nearest: String?)
    case badValue(field: String, value: String, expected: String)
    case missingValue(field: String)
    case unclosedQuote
    case notComparable(field: String)
    case missingTerm
    case unclosedParenthesis
    case unexpected(String)
    case tooDeep(limit: Int)
    /// The rows below are those of the last good filter.
    case lastGoodKept
}
