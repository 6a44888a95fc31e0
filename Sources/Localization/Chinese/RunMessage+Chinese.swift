// Chinese words about runs.

import SIMModel

extension RunMessage {
    public var chinese: String {
        switch self {
        case .menu(let id, let kind): "批次 \(id) · \(kind.chinese)"
        case .operationMenu(let id, let kind): "操作 #\(id) · \(kind.chinese)"
        case .nameRow: "指定平台记录中属于此操作的一行"
        case .neverArrived: "确认从未送达，结束存疑"
        case .notAmbiguous: "不存在多行对应"
        case .notInDoubt: "结果并不存疑"
        case .stillLookedFor: "平台记录中仍可能出现"
        case .noRunAtHand: "批次较早，请用 simdeck ops"
        case .rowTitle(let id, let kind): "哪一行是操作 #\(id)（\(kind.chinese)）？"
        case .rowMeaning: "平台记录中有多行可能是它。请指定您确认属于它的一行，以该行结果为准；不会重新发送。"
        case .keyRow: "就是这一行"
        case .noRows: "平台记录中已没有该卡可能与其对应的行。"
        case .noSuchRow: "平台记录中已没有这一行，未做任何更改。"
        case .sentAt(let time): "发送于 \(time)"
        case .neverTitle(let id, let kind): "操作 #\(id)（\(kind.chinese)）从未送达？"
        case .neverMeaning: "将以您的名义记为失败，且不会重新发送。请仅在已与平台核实后确认：如果其实已送达，卡的状态将与日志不符。确认前会再查询一次平台记录。"
        case .neverHint: "输入操作编号和原因，然后按 Enter。"
        case .settled(let id, let state): "操作 #\(id) 已有结果：\(state.chinese)。"
        case .mustWait(let id): "操作 #\(id) 仍可能出现在平台记录中，未做任何更改。"
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
