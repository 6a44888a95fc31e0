// Chinese words of the status line.

import SIMModel

extension StatusMessage {
    public var chinese: String {
        switch self {
        case .starting: "连接中"
        case .online: "已连接"
        case .noAnswer: "无答复"
        case .limited: "限流"
        case .refused: "被拒绝"
        case .retryIn(let time): "\(time) 后重试"
        case .paused: "已暂停"
        case .pausedBanner(let key): "已 暂 停   不再查询；时效列显示取得时刻   \(key) 继续"
        case .clock(let skew): "时钟 \(skew)"
        case .calls(let used, let all): "调用 \(used)/\(all)"
        case .callsSlowed(let used, let all, let configured, let until):
            "调用 \(used)/\(all)，原 \(configured)，\(until) 恢复"
        case .callsSlowedShort(let used, let all, let configured): "调用 \(used)/\(all)（原 \(configured)）"
        case .callsSlowedWhy(let configured, let growsAt, let wholeAt):
            "配置允许 \(configured) 次，但平台曾因频率拒绝或出错，故已降速。若不再发生，\(growsAt) 起逐步增加，\(wholeAt) 全部恢复。"
        case .callsLastMinute(let used, let all): "最近一分钟调用 \(used) 次，上限 \(all) 次。"
        case .sweep(let percent): "普查 \(percent)%"
        case .sweepDone(let percent, let time): "普查 \(percent)% 约 \(time) 后完成"
        case .sweepDoneShort(let percent, let time): "普查 \(percent)% \(time)"
        case .sweepUnknown(let percent): "普查 \(percent)% 完成时间未知"
        case .sweepWaits(let percent): "普查 \(percent)% 等待中"
        case .sweepCards(let count, let all): "本轮普查：\(groupedCount(count))/\(groupedCount(all)) 张。"
        case .readOnly: "只读"
        case .readWrite: "可写"
        case .demo: "演示"
        case .production: "生产"
        case .operations(let count): "\(count) 进行中"
        case .inDoubt(let count): "\(count) 结果不明"
        case .tooSmall(let columns, let rows): "\(columns)×\(rows) 太小：simdeck 需要 20×6。"
        case .noJournal: "日志不可用"
        case .moreIn(let key): "\(key) 查看详情"
        case .errorsSeen(let count): "\(count) 个错误"
        }
    }
}
