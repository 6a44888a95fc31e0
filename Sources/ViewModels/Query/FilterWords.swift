// The words a filter understands, in English and Chinese.

import SIMModel

/// What can be asked of a card.
enum FilterField: String, CaseIterable, Sendable {
    case status, online, flow, quota, ends, pool, package, gateway, iccid, sim, imsi, imei, op
    case marked, watched, missing, stale, protected, tag, note

    /// Other names for the same.
    private static let aliases: [String: FilterField] = [
        "state": .status, "状态": .status, "卡状态": .status, "在线": .online, "net": .online, "used": .flow, "use": .flow,
        "流量": .flow, "已用": .flow, "用量": .flow, "总量": .quota, "额度": .quota, "套餐流量": .quota, "end": .ends,
        "expires": .ends, "到期": .ends, "流量池": .pool, "池": .pool, "套餐": .package, "pkg": .package,
        "carrier": .gateway, "网关": .gateway, "运营商": .gateway, "simno": .sim, "卡号": .sim, "号码": .sim,
        "operation": .op, "ops": .op, "操作": .op, "mark": .marked, "标记": .marked, "watch": .watched,
        "关注": .watched, "缺失": .missing, "保护": .protected, "受保护": .protected, "过期": .stale, "陈旧": .stale,
        "tags": .tag, "label": .tag, "标签": .tag, "分组": .tag, "notes": .note, "remark": .note, "备注": .note,
    ]

    init?(named name: String) {
        let lower = name.lowercased()
        guard let field = FilterField(rawValue: lower) ?? Self.aliases[lower] else { return nil }
        self = field
    }

    /// The field a mistyped name was meant to be.
    static func nearest(to name: String) -> String? {
        let lower = name.lowercased()
        let names = allCases.map(\.rawValue) + aliases.keys.sorted()
        let best = names.map { (name: $0, distance: FilterText.distance(lower, $0)) }.min { $0.distance < $1.distance }
        guard let best, best.distance <= max(1, lower.count / 3) else {
            return names.first { lower.count >= 2 && $0.hasPrefix(lower) }
        }
        return best.name
    }
}

enum FilterWords {
    static let states: [(SIMStatus, [String])] = [
        (.inStock, ["instock", "stock", "库存"]),
        (.awaitingActivation, ["awaitingactivation", "awaiting", "inactive", "待激活", "未激活"]),
        (.active, ["active", "normal", "正常", "正常在网", "在网"]),
        (.stopped, ["stopped", "stop", "停机", "已停机"]),
        (.closed, ["closed", "销户", "已销户"]),
        (.separated, ["separated", "机卡分离", "卡机分离", "分离"]),
        (.riskStop, ["riskstop", "risk", "风险停机", "风险"]),
        (.expired, ["expired", "void", "失效", "已失效"]),
        (.testable, ["testable", "test", "可测试", "测试"]),
        (.abnormal, ["abnormal", "异常", "卡异常"]),
        (.notObtained, ["notobtained", "unknown", "未知"]),
    ]

    /// `stopped`, `停机`, `risk stop`, `4`.
    static func state(_ word: String) -> Int? {
        let key = folded(word)
        return Int(key) ?? states.first { $0.1.contains(key) }?.0.rawValue
    }

    static func online(_ word: String) -> Int? {
        switch folded(word) {
        case "yes", "y", "online", "on", "是", "在线": 1
        case "no", "n", "offline", "off", "否", "离线", "不在线": 2
        case "notobtained", "unknown", "未知": 3
        case let key: Int(key)
        }
    }

    static func isTrue(_ word: String) -> Bool? {
        switch folded(word) {
        case "yes", "y", "true", "1", "是", "有": true
        case "no", "n", "false", "0", "否", "无": false
        default: nil
        }
    }

    /// Nothing is known of it.
    static func isUnknown(_ word: String) -> Bool { ["?", "unknown", "未知", "none", "无"].contains(folded(word)) }

    /// What an operation's badge must show.
    enum OperationTest: Hashable, Sendable {
        case none, any, open, doubtful
        case state(OperationState)
        case kind(OperationKind)
    }

    static func operation(_ word: String) -> OperationTest? {
        switch folded(word) {
        case "none", "no", "无", "否": OperationTest.none
        case "any", "yes", "有", "是": .any
        case "open", "pending", "进行中", "未完成": .open
        case "doubt", "doubtful", "indoubt", "存疑", "未知": .doubtful
        case "stop", "停机": .kind(.stop)
        case "resume", "复机": .kind(.resume)
        case "计划": .state(.planned)
        case "发送中": .state(.sending)
        case "已提交": .state(.submitted)
        case "已受理": .state(.accepted)
        case "已确认", "完成": .state(.confirmed)
        case "失败": .state(.failed)
        case "拒绝", "已拒绝": .state(.refused)
        case let key: OperationState(rawValue: key).map { .state($0) }
        }
    }

    /// `1.5G` → kilobytes; nil when it is no amount. Without a unit it counts megabytes.
    static func kilobytes(_ word: String) -> Double? {
        var text = folded(word)
        if text.hasSuffix("b") { text.removeLast() }
        var factor = 1024.0
        switch text.last {
        case "k": factor = 1
        case "m": factor = 1024
        case "g": factor = 1_048_576
        case "t": factor = 1_073_741_824
        default: return decimal(text).map { $0 * factor }
        }
        return decimal(String(text.dropLast())).map { $0 * factor }
    }

    /// A plain decimal: no sign, no exponent.
    static func decimal(_ text: String) -> Double? {
        guard !text.isEmpty, text.allSatisfy({ $0.isASCII && $0.isNumber || $0 == "." }) else { return nil }
        return Double(text)
    }

    /// `7d`, `36h`, `2w`, `7` (days) as a time from now.
    static func span(_ word: String) -> Duration? {
        let text = folded(word)
        let units: [Character: Double] = ["h": 3600, "d": 86_400, "天": 86_400, "w": 604_800, "周": 604_800]
        let factor = text.last.flatMap { units[$0] }
        guard let count = decimal(factor == nil ? text : String(text.dropLast())), count < 1e6 else { return nil }
        return .seconds(Int64(count * (factor ?? 86_400)))
    }

    private static func folded(_ word: String) -> String {
        word.lowercased().filter { !$0.isWhitespace && $0 != "-" && $0 != "_" }
    }
}
