// Chinese words of the Flow pane.

import SIMModel

extension FlowMessage {
    public var chinese: String {
        switch self {
        case .fleet: "全部卡"
        case .pool(let name): "流量池 \(name)"
        case .markedCards: "已标记的卡"
        case .nothingChosen: "未选中卡。请在“卡”窗格或此处移动光标。"
        case .poolUnknown: "不知道该卡属于哪个流量池。"
        case .nothingMarked(let key): "没有标记的卡。在“卡”窗格按 \(key) 标记。"
        case .live(let live, let all): "\(groupedCount(all)) 张中 \(groupedCount(live)) 张在读"
        case .readings(let count, let over): "\(over) 内 \(groupedCount(count)) 次读数"
        case .means(let count, let each, let over): "\(over) 内 \(groupedCount(count)) 个 \(each) 均值"
        case .nothingMeasured(let over): "\(over) 内读数不足两次"
        case .keys(let scope, let closer, let wider): "\(scope) 范围 · \(closer)\(wider) 时段"
        case .today(let volume, let since): "今日 ≥ \(volume)（自 \(since)）"
        case .month(let volume): "本月 \(volume)"
        case .available(let money): "可用 ¥\(money)"
        case .moneyRunsOut(let when): "预计 \(when) 用完"
        case .moneyLasts: "读数尚少，无法估计可维持多久"
        case .tabNow: "当前"
        case .tabToday: "今日"
        case .tabMonth: "本月"
        case .tabGrowing: "增长"
        case .tabSilent: "静默"
        case .tabBursts: "突增"
        case .tabRunsOut: "将用完"
        case .headNow: "当前最大"
        case .headToday: "今日最多"
        case .headMonth: "本月最多"
        case .headGrowing: "增长最快"
        case .headSilent: "突然静默"
        case .headBursts: "流量突增"
        case .headRunsOut: "最先用完"
        case .todaySince: "今日（自）"
        case .lastHour: "近一小时"
        case .usually: "平时"
        case .times: "倍数"
        case .stillFor: "已静止"
        case .usualGap: "平时间隔"
        case .when: "用完日期"
        case .perDay: "每日"
        case .left: "剩余"
        case .standsOn: "依据"
        case .evidence(let count, let over): "\(groupedCount(count)) 个样本，\(over)"
        case .monthsMean(let over): "\(over) 均值"
        case .usedUp: "已用完"
        case .judged(let facts, let all, let tooFew):
            "\(groupedCount(all)) 张中 \(groupedCount(facts)) 张" + (tooFew > 0 ? " · 读数太少 \(groupedCount(tooFew))" : "")
        case .noneJudged(let all, let tooFew):
            all == 0
                ? "还没有读数足够的卡。屏幕上的卡会轮流读取；在“卡”窗格按 w 可持续关注一张。"
                : "\(groupedCount(all)) 张中没有。" + (tooFew > 0 ? "其中 \(groupedCount(tooFew)) 张读数太少，无法判断。" : "")
        case .noneToday: "今日尚未读到任何卡的用量。"
        }
    }
}
