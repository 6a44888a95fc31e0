// The frequency view in English.

import SIMModel

extension FrequencyMessage {
    public var english: String {
        switch self {
        case .counting: "counting"
        case .cards(let count): "\(groupedCount(count)) cards"
        case .unknown: "unknown"
        case .others(let count): "\(groupedCount(count)) cards have further values"
        case .source: "Source"
        case .ends(.over): "over"
        case .ends(.days(0, let to)): "within \(to) days"
        case .ends(.days(let from, let to)): "in \(from)–\(to) days"
        case .ends(.from(let from)): "in \(from) days or later"
        case .keyShow: "show these cards"
        case .keyColumn: "other column"
        }
    }
}
