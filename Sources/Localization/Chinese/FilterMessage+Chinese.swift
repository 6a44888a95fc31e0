// Chinese words of the filter problems.

extension FilterMessage {
    public var chinese: String {
        switch self {
        case .unknownField(let field, let nearest):
            nearest.map { "没有字段“\(field)”，是否想写 \($0)？" } ?? "没有字段“\(field)”"
        case .badValue(let field, let value, let expected):
            value.isEmpty ? "\(field) 需要 \(expected)" : "\(field)：“\(value)”不是 \(expected)"
        case .missingValue(let field): "\(field)：缺少值"
        case .unclosedQuote: "引号没有闭合"
        case .notComparable(let field): "\(field) 不能比大小，请用 :"
        case .missingTerm: "这里缺少一个条件"
        case .unclosedParenthesis: "括号没有闭合"
        case .unexpected(let sign): "这里不能有“\(sign)”"
        case .tooDeep(let limit): "括号嵌套超过 \(limit) 层"
        case .lastGoodKept: "保留上次的列表"
        }
    }
}
