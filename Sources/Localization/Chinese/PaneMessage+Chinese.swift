// Chinese sentences of the panes.

import SIMModel

extension PaneMessage {
    public var chinese: String {
        switch self {
        case .shown(let shown, let all):
            shown == all ? "共 \(groupedCount(all)) 张" : "\(groupedCount(shown)) / \(groupedCount(all)) 张"
        case .marked(let count, let hidden):
            hidden == 0 ? "已标记 \(groupedCount(count))" : "已标记 \(groupedCount(count))（隐藏 \(groupedCount(hidden))）"
        case .rangeMarking: "区间"
        case .loading(let percent): "读取列表" + (percent.map { " \($0)%" } ?? "")
        case .filtering: "筛选中"
        case .filterHint(let key): "\(key) 筛选"
        case .noCardsYet(let key): "还没有卡。按 \(key) 添加：输入、粘贴或 @文件。"
        case .noneMatch: "没有符合筛选的卡。Esc 清除筛选。"
        case .numberUnknown: "平台答复：没有这个号码。"
        case .asking: "查询中…"
        case .notAskedYet: "尚未查询"
        case .keyAskNow: "立即查询"
        case .keyAskAgain: "重新查询"
        case .keyErrors: "全部错误"
        case .readings(let count, let span): "最近 \(span) · \(count) 次读数"
        case .tooFewReadings: "读数不足两次"
        case .noLiveCards: "还没有实时读数。屏幕上的卡会轮流读取；w 可持续关注一张。"
        case .sumOf(let cards): "\(groupedCount(cards)) 张在读卡之和"
        case .monthUse(let volume, let cards, let all): "本月 \(volume)，\(groupedCount(cards)) / \(groupedCount(all)) 张卡"
        case .peak(let rate): "峰值 \(rate)"
        case .noCardChosen(let key): "未选中号码。按 \(key) 到“卡”窗格，把光标移到一张卡上。"
        case .noHistory(let key): "平台没有该卡的操作记录。按 \(key) 重新查询。"
        case .notInLogYet: "平台尚无"
        case .noOperations(let stop, let resume, let cards): "还没有从这里停机或复机过。在“卡”窗格（\(cards)）中，\(stop) 停机，\(resume) 复机。"
        case .unfinished(let count): "\(groupedCount(count)) 个未完成"
        case .inDoubt(let count): "\(groupedCount(count)) 个结果不明"
        case .noPools: "该账户没有资金池。"
        case .tooFewSamples: "样本尚少"
        case .lasts(let left, let perHour, let samples, let over): "按 ¥\(perHour)/时 可维持 \(left)（\(over) 内 \(samples) 个样本）"
        case .poolLow: "偏低：用完后平台会停掉池内的卡"
        case .poolEmpty: "已空：平台会限制调用并停掉池内的卡"
        case .cardsIn(let count): "此处 \(groupedCount(count)) 张卡"
        case .askedAgo(let age): "\(age) 前"
        case .asOfClock(let clock): "截至 \(clock)"
        case .lastTry(let what): "上次查询失败：\(what)"
        case .noNewer: "以下为较早的数据"
        case .nearQuota(let percent): "已用总量的 \(percent)%。"
        }
    }
}
