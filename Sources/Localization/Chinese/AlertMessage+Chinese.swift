// The alerts in Chinese.

import SIMModel

extension AlertMessage {
    public var chinese: String {
        switch self {
        case .title: "告警"
        case .name(.lowBalance): "余额不足"
        case .name(.lowPool): "流量池预存款即将用尽"
        case .name(.inDoubt): "操作结果存疑"
        case .name(.unreachable): "平台无响应"
        case .severity(.info): "提示"
        case .severity(.warning): "警告"
        case .severity(.critical): "严重"
        case .count(let count, .cards): "\(groupedCount(count)) 张卡"
        case .count(let count, .pools): "\(groupedCount(count)) 个流量池"
        case .count(let count, .operations): "\(groupedCount(count)) 个操作"
        case .new: "新"
        case .since(let clock): "始于 \(clock)"
        case .last(let clock): "最近 \(clock)"
        case .ended(let clock): "结束于 \(clock)"
        case .acknowledged(let actor, let clock): "\(actor) 于 \(clock) 确认"
        case .notSeen: "未确认"
        case .nothing(let watched): watched == 0 ? "没有启用任何告警。" : "没有告警。正在监视 \(watched) 项。"
        case .active(let count, let new): "\(count) 个告警" + (new > 0 ? " · \(new) 个新" : "")
        case .more(let count): "\(count) 个新告警"
        case .reminder(let text): "提醒：\(text)"
        case .remindersDue(let count): "\(count) 条提醒到期"
        case .noCards: "该告警与卡无关。"
        case .kept: "告警和确认记录保留到本控制台退出为止。"
        case .keyShow: "查看这些卡"
        case .keyAcknowledge: "确认"
        case .keyAll: "全部确认"
        case .poolBand(1, let first, let isEmpty):
            isEmpty ? "流量池 \(first) 预存款已用尽：平台会停掉池内全部卡。" : "流量池 \(first) 预存款即将用尽：用尽后平台会停掉池内全部卡。"
        case .poolBand(let count, let first, let isEmpty):
            "\(count) 个流量池预存款\(isEmpty ? "已用尽或即将用尽" : "即将用尽")，首个为 \(first)：用尽的池内全部卡会被平台停掉。"
        }
    }
}
