// Chinese words of the API pane and of the card's menu.

import SIMModel

extension APIMessage {
    public var chinese: String {
        switch self {
        case .endpoints: "接口"
        case .form: "参数"
        case .request: "请求"
        case .reply: "回复"
        case .calls: "调用记录"
        case .reads: "查询"
        case .changes: "更改"
        case .spends: "扣费"
        case .inferred: "路径未确认"
        case .push: "推送"
        case .codes: "状态码"
        case .required: "必填"
        case .atMost(let limit): "最大 \(limit)"
        case .atMostElements(let limit): "最多 \(limit) 项"
        case .atLeast(let least): "最小 \(least)"
        case .letters(let least, let most): "\(least)–\(most) 位字母和数字"
        case .oneOf(let values): "可选值 \(values)"
        case .personal: "个人信息"
        case .exactlyOne(let names): "只能给出一个：\(names)"
        case .atLeastOne(let names): "至少给出一个：\(names)"
        case .together(let names): "同时给出或都不给：\(names)"
        case .limits(let text): "限制：\(text)"
        case .missing: "缺少"
        case .shouldBe(let expected): "应为 \(expected)"
        case .tooMany(let count, let limit): "共 \(groupedCount(count)) 项，最多 \(limit) 项"
        case .tooLarge(let limit): "最大为 \(limit)"
        case .noParameters: "无需参数。"
        case .ready(let key): "已填好，\(key) 发送。"
        case .notReady(let count): "还有 \(count) 项未填好。"
        case .spendsElsewhere: "会扣费：不能从这里发送。"
        case .pathUnconfirmed: "路径未确认：请在配置的 endpoints 中确认。"
        case .isCodes: "状态码对照表，无需调用：simdeck codes 可查看。"
        case .isPush: "由平台调用：simdeck listen 接收。"
        case .signBlanked: "发送时签名"
        case .noReplyYet: "还没有从这里发出调用。"
        case .sending: "已发送，等待回复…"
        case .answered(let bytes, let took): "\(groupedCount(bytes)) 字节，用时 \(took)"
        case .masked(let key): "个人信息已隐藏，\(key) 显示"
        case .more(let count): "另有 \(groupedCount(count)) 行"
        case .parts(let count): "\(groupedCount(count))"
        case .replyGone: "该回复已不再保留。"
        case .mayHaveHappened: "可能已执行：重发前请先核实，不会自动重发。"
        case .noCallsYet: "还没有调用。"
        case .askTitle(let title, let profile): "\(profile)：\(title)"
        case .askCards(let count): "\(groupedCount(count)) 张卡"
        case .askOnce: "此调用会更改平台上的数据。只发送一次，不会自动重发。"
        case .askRepeatsUnknown: "相同的调用已发出过，结果不明。"
        case .keySend: "发送"
        case .keyKeep: "保留，下一项"
        case .keyValues: "下一个值"
        case .cardMenu(let card): "卡 \(card) 的操作"
        case .keyOpen: "打开参数表"
        }
    }
}

extension CardActionMessage {
    public var chinese: String {
        switch self {
        case .rebind: "机卡重绑"
        case .limitSpeed: "限速"
        case .liftLimit: "解除限速"
        case .packages: "可订购套餐"
        case .packageUse: "套餐用量"
        case .realNameLink: "实名链接"
        case .clearRealName: "清除实名"
        case .messages: "短信记录"
        case .device: "所在设备"
        case .subscribe(let count): count > 1 ? "订阅 \(groupedCount(count)) 张卡的变更" : "订阅变更"
        case .monthFlow(let count): count > 1 ? "\(groupedCount(count)) 张卡的指定月流量" : "指定月流量"
        case .readOnly: "只读"
        case .unknownSimNo: "只知道 ICCID"
        case .closed: "已销户"
        case .notSeparated: "未与设备分离"
        case .notInPool: "不在流量池中"
        case .notVerified: "未实名"
        case .alreadyVerified: "已实名"
        case .unknownDevice: "尚无回复指明（f 可能指明）"
        case .tooMany(let count, let limit): "已标记 \(groupedCount(count)) 张，最多 \(limit) 张"
        }
    }
}
