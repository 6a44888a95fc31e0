// What is wrong with a call's parameters, in words.

import Localization
import PlatformContract

extension CommandText {
    func parameter(_ problem: CallForm.Problem, of endpoint: Endpoint) -> String {
        let name = problem.name
        func words(_ english: String, _ chinese: String) -> String { language == .zh ? chinese : english }
        switch problem.reason {
        case .unknown(let nearest):
            let known = endpoint.parameters.map(\.name).joined(separator: ", ")
            return words(
                "\(endpoint.id) has no parameter \(name)" + (nearest.map { "; did you mean \($0)?" } ?? "; it has: \(known)"),
                "\(endpoint.id) 没有参数 \(name)" + (nearest.map { "；是否想写 \($0)？" } ?? "；可用参数：\(known)"))
        case .missing: return words("\(endpoint.id) needs \(name)", "\(endpoint.id) 缺少参数 \(name)")
        case .badValue(let value, let expected):
            return words("\(name): “\(value)” should be \(expected)", "\(name)：“\(value)” 应为 \(expected)")
        case .tooMany(let count, let limit):
            return words("\(name): \(count) elements, at most \(limit) are allowed", "\(name)：共 \(count) 项，最多 \(limit) 项")
        case .tooLarge(let limit): return words("\(name): at most \(limit)", "\(name)：最大为 \(limit)")
        case .repeated: return words("\(name) is given twice", "\(name) 重复给出")
        case .choice(let choice, let names):
            let list = names.joined(separator: ", ")
            return switch choice {
            case .exactlyOne: words("give exactly one of \(list)", "以下参数只能给出一个：\(list)")
            case .atLeastOne: words("give at least one of \(list)", "以下参数至少给出一个：\(list)")
            case .together: words("give all of \(list) or none", "以下参数须同时给出或都不给：\(list)")
            }
        }
    }
}
