// Chinese words about accounts.

extension ProfileMessage {
    public var chinese: String {
        switch self {
        case .noAccount: "尚未配置账号。"
        case .lookAround: "用虚拟卡试用（数据不出本机）"
        case .setUp: "设置账号：地址、appID、密钥保存位置"
        case .whatIsIt: "simdeck 能做什么"
        case .leave: "退出"
        case .about:
            """
            simdeck 是物联网卡运营人员的终端控制台：查卡、看用量、停机复机、
            查平台记录、关注余额和流量池。

            不说假话：每个数值都有来源和时间；未知即显示未知。
            不重复、不遗漏：停机或复机先记录、只发送一次，并跟踪到有结果。
            不让您等待；除您的平台外，不与任何人通信。
            """
        case .anyKey: "按任意键返回。"
        case .chooserTitle: "账号配置"
        case .open: "打开"
        case .current: "当前"
        case .readOnly: "只读"
        case .production: "正式"
        case .unfinished(let count): count.map { "\($0) 个未结束" } ?? "日志无法读取"
        case .followedWhileOpen: "未结束的操作只在该账号打开期间跟踪（或用 simdeck ops follow）。"
        case .cannotOpen(let name, let reason): "无法打开 \(name)：\(reason)"
        case .onlyDemo: "没有其他账号配置"
        }
    }
}
