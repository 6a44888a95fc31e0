// Chinese words of the Devices pane and of the device's menu.

import SIMModel

extension DeviceMessage {
    public var chinese: String {
        switch self {
        case .count(let count): "\(groupedCount(count)) 台设备 · 仅本次运行"
        case .none(let key):
            "还没有设备。按 \(key) 添加设备号，每行一个。平台不提供设备列表，所以只保留到退出 simdeck；“接口”窗格的回复中出现的设备会自动列入。"
        case .device: "设备号"
        case .currentCard: "当前卡"
        case .mainCard: "主卡"
        case .online: "在线"
        case .wifiName: "Wi-Fi 名称"
        case .wifiHidden: "Wi-Fi 隐藏"
        case .wifiPassword: "Wi-Fi 密码"
        case .used: "已用"
        case .asOf: "平台更新时间"
        case .yes: "是"
        case .no: "否"
        case .info: "信息"
        case .flow: "流量"
        case .notAsked: "尚未查询"
        case .asking: "查询中…"
        case .answered(let ago): "回复：\(ago)"
        case .failed(let what, let remedy): what + remedy
        case .unconfirmed(let endpoint): "路径未确认；配置 endpoints: \(endpoint): {confirmed: true}"
        case .cards(let count): "卡（\(groupedCount(count))）"
        case .cardsUnknown: "卡：尚无回复列出"
        case .others: "其他字段（平台原名）"
        case .current: "当前"
        case .main: "主卡"
        case .masked(let key): "个人信息已隐藏，\(key) 显示"
        case .addTitle: "添加设备"
        case .addHint: "设备号，每行一个：输入或粘贴。退出 simdeck 后不保留。"
        case .addReading(let count, let duplicates):
            "\(groupedCount(count)) 台设备" + (duplicates > 0 ? "，重复 \(groupedCount(duplicates))" : "")
        case .addProblem(let line, let text): "第 \(line) 行：“\(text)”不是设备号"
        case .addMoreProblems(let count): "另有 \(groupedCount(count)) 行"
        case .addNothing: "其中没有设备号。"
        case .keyAdd: "添加"
        case .added(let count): "已添加 \(groupedCount(count)) 台设备，退出 simdeck 后不保留。"
        case .addedNothing: "没有新增：都已在列表中，或列表已满。"
        case .noDevice: "光标处没有设备。"
        case .notInFleet(let card, let key): "\(card) 不在你的卡列表中；在“卡”窗格按 \(key) 添加。"
        case .filteredOut(let card, let key): "“卡”窗格的筛选隐藏了 \(card)；在那里按 \(key) 修改。"
        case .menu(let device): "设备 \(device) 的操作"
        case .keyOpen: "打开参数表"
        case .switchTo(let card): "切换网络到卡 \(card)"
        case .switchCard: "切换网络到另一张卡"
        case .restart: "重启"
        case .reset: "重置"
        case .powerOff: "关机"
        case .wifi: "修改 Wi-Fi 名称和密码"
        case .hideWifi: "隐藏 Wi-Fi"
        case .showWifi: "显示 Wi-Fi"
        case .stop: "停机"
        case .resume: "复机"
        case .readOnly: "只读"
        }
    }
}
