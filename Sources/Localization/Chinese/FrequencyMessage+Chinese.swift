// The frequency view in Chinese.

import SIMModel

extension FrequencyMessage {
    public var chinese: String {
        switch self {
        case .counting: "统计中"
        case .cards(let count): "\(groupedCount(count)) 张卡"
        case .unknown: "未知"
        case .others(let count): "另有 \(groupedCount(count)) 张卡为其他值"
        case .source: "来源"
        case .ends(.over): "已到期"
        case .ends(.days(0, let to)): "\(to) 天内"
        case .ends(.days(let from, let to)): "\(from)–\(to) 天"
        case .ends(.from(let from)): "\(from) 天以后"
        case .keyShow: "显示这些卡"
        case .keyColumn: "换列"
        }
    }
}
