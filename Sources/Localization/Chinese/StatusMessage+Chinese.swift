// Chinese words of the status line.

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
        case .callsLeft(let left, let all): "余 \(left)/\(all) 次"
        case .sweep(let percent): "普查 \(percent)%"
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
