// Chinese words of codes and states, as the platform's own pages have them.

public import SIMModel

extension SIMStatus {
    public var chinese: String {
        switch self {
        case .inStock: "库存"
        case .awaitingActivation: "待激活"
        case .active: "正常在网"
        case .stopped: "已停机"
        case .closed: "已销户"
        case .separated: "卡机分离"
        case .riskStop: "风险停机"
        case .expired: "已失效"
        case .testable: "可测试"
        case .abnormal: "卡异常"
        case .notObtained: "未获取到"
        }
    }
}
extension ActivationStatus {
    public var chinese: String {
        switch self {
        case .notActivated: "未激活"
        case .activated: "已激活"
        case .notObtained: "未获取到"
        }
    }
}
extension RealNameStatus {
    public var chinese: String {
        switch self {
        case .notVerified: "未实名"
        case .verified: "已实名"
        case .notObtained: "未获取到"
        }
    }
}
extension NetworkStatus {
    public var chinese: String {
        switch self {
        case .onNetwork: "在网"
        case .cut: "已断网"
        case .notObtained: "未获取到"
        }
    }
}
extension OnlineStatus {
    public var chinese: String {
        switch self {
        case .online: "在线"
        case .offline: "离线"
        case .notObtained: "未获取到"
        }
    }
}
extension CancellationStatus {
    public var chinese: String {
        switch self {
        case .notCancelled: "未注销"
        case .cancelled: "已注销"
        }
    }
}
extension ReplacementStatus {
    public var chinese: String {
        switch self {
        case .notReplaced: "未换卡"
        case .replaced: "已换卡"
        }
    }
}
extension ActionStatus {
    public var chinese: String {
        switch self {
        case .handedToCarrier: "已提交运营商"
        case .failed: "失败"
        }
    }
}
extension Source {
    public var chinese: String {
        switch self {
        case .snapshot: "平台快照"
        case .carrier: "运营商"
        case .degraded: "降级数据"
        case .pushed: "平台推送"
        }
    }
}
extension OperationKind {
    public var chinese: String {
        switch self {
        case .stop: "停机"
        case .resume: "复机"
        }
    }
}
extension OperationState {
    public var chinese: String {
        switch self {
        case .planned: "待发送"
        case .sending: "发送中"
        case .submitted: "已发送"
        case .accepted: "已受理"
        case .confirmed: "已生效"
        case .failed: "失败"
        case .refused: "被拒绝"
        case .cancelled: "已取消"
        case .unconfirmed: "未证实"
        case .unknown: "结果不明"
        }
    }

    var chineseMeaning: String {
        switch self {
        case .planned: "已记录，尚未发送。"
        case .sending: "正在发送，等待平台答复。"
        case .submitted: "平台已接收并给出流水号。"
        case .accepted: "平台已提交运营商，等待运营商的最新状态。"
        case .confirmed: "运营商的最新状态一致，已生效。"
        case .failed: "平台记录显示失败。"
        case .refused: "平台当即拒绝，未作任何更改。"
        case .cancelled: "发送前已放弃。"
        case .unconfirmed: "超过期限仍无证据，仍在继续查询。"
        case .unknown: "已发送但未收到答复。正在平台记录中查找，绝不会自动重发。"
        }
    }
}

extension RunState {
    public var chinese: String {
        switch self {
        case .canary: "试点中"
        case .running: "发送中"
        case .paused: "已暂停"
        case .sent: "已全部发送"
        case .cancelled: "其余已放弃"
        }
    }
}

extension RunHold {
    public var chinese: String {
        switch self {
        case .asked: "人工暂停"
        case .interrupted: "执行它的 simdeck 已退出"
        case .canary: "试点卡未全部确认"
        case .failures: "失败过多"
        case .unknowns: "存疑过多"
        case .notHeard: "平台未受理"
        case .guarded: "静默时段"
        case .journal: "日志无法写入"
        }
    }
}
