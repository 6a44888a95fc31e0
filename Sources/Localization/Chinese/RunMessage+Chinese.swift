// Chinese words about runs.

import SIMModel

extension RunMessage {
    public var chinese: String {
        switch self {
        case .menu(let id, let kind): "批次 \(id) · \(kind.chinese)"
        case .settle: "立即查询此操作的结果"
        case .goOn(let count): count == 0 ? "继续发送其余" : "继续：发送其余 \(groupedCount(count)) 张"
        case .pause: "在两次调用之间暂停"
        case .giveUp(let count): count == 0 ? "放弃其余" : "放弃未发送的 \(groupedCount(count)) 张"
        case .undo(let count): count == 0 ? "撤销已确认的卡" : "撤销已确认的 \(groupedCount(count)) 张"
        case .report: "写出报告（CSV，每张卡一行）"
        case .readOnly: "只读"
        case .notPaused: "未处于暂停状态"
        case .notRunning: "没有正在发送的部分"
        case .nothingLeft: "没有待发送的卡"
        case .nothingConfirmed: "没有已确认的卡"
        case .atItsEnd: "已有最终结果，或从未发送"
        case .sent(let count, let total): "已发送 \(groupedCount(count))/\(groupedCount(total))"
        case .confirmed(let count): "已确认 \(groupedCount(count))"
        case .failed(let count): "失败 \(groupedCount(count))"
        case .doubtful(let count): "存疑 \(groupedCount(count))"
        case .left(let span): "约剩 \(span)"
        case .noRun: "该操作的批次不在最近列表中；可用 simdeck ops runs 查看全部。"
        case .pausing: "正在暂停：已发出的调用不会中断。"
        case .gaveUp(let count): "已放弃 \(groupedCount(count)) 个操作，均未发送。"
        case .asking: "正在向运营商查询这些卡的当前状态…"
        case .nothingToUndo: "目前没有可撤销的卡。"
        case .tooManyThisHour(let sent, let asked, let limit):
            "近一小时已发送 \(groupedCount(sent)) 张，再加 \(groupedCount(asked)) 张将超过此配置的上限 \(groupedCount(limit))。未发送任何请求。"
        case .quietHours: "当前处于此配置的静默时段。未发送任何请求。"
        case .held(let hold, let note, let left, let key):
            "已自动停止：\(hold.chinese)" + (note.map { "（\($0)）" } ?? "") + "。\(groupedCount(left)) 张未发送；可在“操作”中按 \(key) 继续。"
        }
    }
}
