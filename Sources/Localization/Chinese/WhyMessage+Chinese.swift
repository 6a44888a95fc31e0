// Chinese words of "why is it down?".

import SIMModel

extension WhyCause {
    public var chinese: String {
        switch self {
        case .operation(let id, let kind, let state, let why):
            "#\(id) \(kind.chinese)：\(state.chineseMeaning)" + (why.map { " · \($0)" } ?? "")
        case .stoppedFromHere(let operation, let at, let reason):
            "\(at) 人工停机（操作 #\(operation)，由您发起）" + (reason.map { "：\($0)" } ?? "")
        case .stoppedElsewhere(let words, let at):
            "非本机停机\(at.map { "，\($0)" } ?? "")（平台记录：\(words.isEmpty ? "无说明" : words)，未注明操作人）"
        case .stoppedByNobodyKnown: "已停机；现有数据看不出原因"
        case .resumeFailed(let why, let at): "最近一次复机\(at.map { "（\($0)）" } ?? "")失败：\(why ?? "未说明原因")"
        case .overQuota(let percent): "已用总量的 \(percent)%，流量超限"
        case .packageEnded(let date): "套餐已于 \(date) 到期"
        case .riskStop: "运营商风险停机"
        case .separated: "卡机分离"
        case .abnormal: "运营商标记为卡异常"
        case .networkCut: "运营商侧断网"
        case .noRealName: "未实名"
        case .accountEmpty(let balance): "账户欠费（¥\(balance)）"
        case .poolEmpty(let name): "流量池 \(name) 可用余额为零：平台会停用池内号码"
        case .cancelled: "已注销"
        case .replaced: "已换卡"
        case .closed: "已销户"
        case .expired: "已失效"
        case .inStock: "库存：尚未发放"
        case .awaitingActivation: "待激活"
        case .offline: "设备不在线：可能关机、无信号或 APN 有误"
        case .notDown: "未停机：运营商显示正常在网"
        case .stateUnknown(nil): "尚未查询状态"
        case .stateUnknown(let status?) where status.known == nil: "状态代码 \(status.code) 不在代码表中"
        case .stateUnknown: "平台未取得运营商状态"
        case .notInPlatform: "平台没有这个号码"
        }
    }
}

extension WhyRemedy {
    public var chinese: String {
        switch self {
        case .resume: "复机"
        case .rebind: "机卡重绑（复机无效）"
        case .realName: "办理实名"
        case .package: "订购套餐"
        case .topUp: "在平台充值"
        case .waits(let until): "\(until)（UTC+8）自动恢复"
        case .firstUse: "首次使用时激活"
        case .carrier: "联系平台或运营商；复机无效"
        case .follows: "等待该操作的结果"
        case .nobody: "无法恢复"
        case .nothing: "无需恢复"
        case .unknown: "不明"
        }
    }
}

extension WhyWord {
    public var chinese: String {
        switch self {
        case .certain: "确定"
        case .likely: "很可能"
        case .unknown: "不明"
        case .journal: "本机日志"
        case .log: "平台记录"
        case .assets: "账户资产"
        case .stale: "已过时"
        }
    }
}

extension WhyGap {
    public var chinese: String {
        switch self {
        case .noState: "状态：尚未查询"
        case .stateDegraded: "运营商未答复：所示状态为平台保存的数据"
        case .noRecord: "平台的卡板信息"
        case .noQuota: "流量是否超限"
        case .noPackageEnd: "套餐何时到期"
        case .noRealNameState: "是否已实名"
        case .stateOld(let age): "当前状态：已知数据为 \(age) 前"
        case .recordOld(let age): "当前卡板信息：已知数据为 \(age) 前"
        case .logOld(let age): "最近 \(age) 内的平台记录"
        case .assetsOld(let age): "最近 \(age) 内的账户资产"
        case .logNotRead: "由谁停机：尚未读取平台记录"
        case .logAsking: "由谁停机：正在读取平台记录…"
        case .assetsNotRead: "账户或流量池是否有余额：尚未读取"
        case .assetsAsking: "账户或流量池是否有余额：正在读取…"
        case .logFailed(let what): "由谁停机：平台记录读取失败（\(what)）"
        case .assetsFailed(let what): "账户资产读取失败（\(what)）"
        case .poolNotListed(let pool): "流量池 \(pool) 是否有余额：不在账户的池列表中"
        }
    }
}

extension WhyMessage {
    public var chinese: String {
        switch self {
        case .title(let card): "\(card) 为什么停了？"
        case .notKnown: "尚不清楚"
        case .nothingMissing: "需要查看的数据都已齐全。"
        case .whyDown(let why): "停机原因：\(why)"
        case .showAssets: "账户资产"
        case .askAgain: "重新查询"
        case .notInFleet: "不在号码列表中"
        case .noVerb: "此处没有可恢复它的操作。"
        case .down: "停用"
        case .up: "未停机"
        case .unclear: "不明"
        }
    }
}
