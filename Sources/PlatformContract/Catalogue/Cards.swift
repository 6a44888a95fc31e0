// Cards: their records, state, flow, and what can be done to one.

extension Catalogue {
    static func cards(_ limit: Int) -> Parameter {
        Parameter("simNos", .stringList, limit: limit, example: #"["14900000017"]"#)
    }

    static let card = Parameter("simNo", example: "14900000017")
    static let remark = Parameter("remark", required: false, example: "night shift")

    /// upstream: 物联卡相关状态码说明.
    public static let simStatusCodes = Endpoint(
        "simStatusCodes", kind: .codes, title: "SIM status codes", titleZh: "物联卡相关状态码说明", method: "", path: "",
        parameters: [])

    /// upstream: 批量查询卡板信息. Refreshed about hourly.
    public static let batchQuerySimInfo = Endpoint(
        "batchQuerySimInfo", title: "Card records", titleZh: "批量查询卡板信息",
        path: "/openapi/iot/batchQuerySimInfo", parameters: [cards(100)],
        limits: Limits(cards: 100, note: "100 cards a call; refreshed about hourly"))

    /// upstream: 批量订阅卡板信息. The platform then pushes changes, about hourly.
    public static let batchSubscribe = Endpoint(
        "batchSubscribe", title: "Subscribe to cards", titleZh: "批量订阅卡板信息",
        path: "/openapi/iot/batchSubscribe",
        parameters: [
            cards(100),
            Parameter("updateStatus", .integer, example: "1", values: ["1", "2"], trap: "1 subscribes, 2 cancels"),
            Parameter("subscribeUrl", .url, required: false, example: "http://127.0.0.1:2900/push/sim"),
        ],
        limits: Limits(cards: 100, note: "100 cards a call; pushed about hourly, 2 more tries after 30 min and 2 h"),
        effect: .changes)

    /// upstream: 批量查询卡板最新状态. Asks the carrier.
    public static let batchQuerySimStatus = Endpoint(
        "batchQuerySimStatus", title: "Fresh status", titleZh: "批量查询卡板最新状态",
        path: "/openapi/iot/batchQuerySimStatus", parameters: [cards(10)],
        limits: Limits(cards: 10, perCardPerMinute: 3, note: "10 cards a call; 3 calls a minute a card"))

    /// upstream: 批量查询卡板实时流量. Shared-pool cards only.
    public static let batchQuerySimFlow = Endpoint(
        "batchQuerySimFlow", title: "Flow now", titleZh: "批量查询卡板实时流量",
        path: "/openapi/iot/batchQuerySimFlow", parameters: [cards(10)],
        limits: Limits(cards: 10, note: "10 cards a call; shared-pool cards only"))

    /// upstream: 批量查询卡板指定月流量.
    public static let batchQuerySimMonthFlow = Endpoint(
        "batchQuerySimMonthFlow", title: "Flow of a month", titleZh: "批量查询卡板指定月流量",
        path: "/openapi/iot/batchQuerySimMonthFlow",
        parameters: [cards(10), Parameter("month", .month, example: "202411")],
        limits: Limits(cards: 10, note: "10 cards a call; shared-pool cards only; right once the month has closed"))

    /// upstream: 批量停机. Takes up to about ten minutes; handed to the carrier after one to three.
    public static let batchShutdown = Endpoint(
        "batchShutdown", title: "Stop cards", titleZh: "批量停机",
        path: "/openapi/iot/batchShutdown", parameters: [cards(100), remark],
        limits: Limits(cards: 100, note: "100 cards a call; takes up to 10 minutes"), effect: .changes)

    /// upstream: 批量复机.
    public static let batchRestore = Endpoint(
        "batchRestore", title: "Resume cards", titleZh: "批量复机",
        path: "/openapi/iot/batchRestore", parameters: [cards(100), remark],
        limits: Limits(cards: 100, note: "100 cards a call; unchanged after 10 minutes means failed"),
        effect: .changes)

    /// upstream: 单卡机卡绑定. For a card separated from its device: unbinds and resumes it.
    public static let bindMachine = Endpoint(
        "bindMachine", title: "Rebind a card", titleZh: "单卡机卡绑定", path: "/openapi/iot/bindMachine",
        parameters: [card], limits: Limits(note: "1 card; takes up to 10 minutes"), effect: .changes, reply: .empty)

    /// upstream: 单卡限速.
    public static let setSpeedLimit = Endpoint(
        "setSpeedLimit", title: "Limit a card's speed", titleZh: "单卡限速", path: "/openapi/iot/setSpeedLimit",
        parameters: [
            card, Parameter("speedCode", example: "1Mbps", values: SpeedCode.all),
            Parameter("releaseSpeedAt", .time, required: false, example: "2030-01-01 00:00:00"),
        ],
        limits: Limits(cardSpacing: 180, note: "1 card, once in 3 minutes; shared-pool cards only"), effect: .changes,
        reply: .empty)

    /// upstream: 单卡解除限速.
    public static let removeSpeedLimit = Endpoint(
        "removeSpeedLimit", title: "Lift a card's speed limit", titleZh: "单卡解除限速",
        path: "/openapi/iot/removeSpeedLimit", parameters: [card],
        limits: Limits(note: "1 card; shared-pool cards only"), effect: .changes, reply: .empty)

    /// upstream: 获取官方实名链接. Some links expire: fetched only when wanted.
    public static let officialAuthUrl = Endpoint(
        "officialAuthUrl", title: "Real-name link", titleZh: "获取官方实名链接", path: "/openapi/iot/officialAuthUrl",
        parameters: [
            Parameter("simNo", in: .query, example: "14900000017", trap: "in the query, although it is a POST")
        ], limits: Limits(note: "1 card; the link expires"))

    /// upstream: 清除官方实名.
    public static let clearRealName = Endpoint(
        "clearRealName", title: "Clear real-name", titleZh: "清除官方实名", path: "/openapi/iot/clearRealName",
        parameters: [
            Parameter("simNo", in: .query, example: "14900000017", trap: "in the query, although it is a POST")
        ], limits: Limits(note: "1 card; China Mobile and China Telecom only"), effect: .changes, reply: .empty)

    /// upstream: 查询卡板操作记录.
    public static let querySimAction = Endpoint(
        "querySimAction", title: "Log of operations", titleZh: "查询卡板操作记录",
        path: "/openapi/iot/querySimAction",
        parameters: [
            Parameter("serialNumber", required: false, example: "10000000000000000000000000000001"),
            Parameter("simNo", required: false, example: "14900000017"),
            Parameter("actionType", .integer, required: false, example: "3"),
        ],
        limits: Limits(note: "the latest 100 rows a card"))

    /// upstream: 分页获取系列裸卡. Its parameters are inferred.
    public static let simPage = Endpoint(
        "simPage", title: "Cards of a series", titleZh: "分页获取系列裸卡", path: "/openapi/iot/simPage",
        parameters: [
            Parameter("seriesId", .integer, required: false, example: "1"),
            Parameter("page", .integer, required: false, least: 1, example: "1"),
            Parameter("pageSize", .integer, required: false, limit: 200, least: 1, example: "100"),
        ], limits: Limits(note: "own cards by series"), reply: .open)

    /// upstream: 发送卡板短信. Its parameters are inferred.
    public static let simSmsSend = Endpoint(
        "simSmsSend", title: "Send an SMS to a card", titleZh: "发送卡板短信", path: "/openapi/iot/simSmsSend",
        parameters: [card, Parameter("content", example: "REBOOT")],
        limits: Limits(note: "1 card"), effect: .changes, reply: .open)

    /// upstream: 查询卡板短信记录.
    public static let simSmsQuery = Endpoint(
        "simSmsQuery", title: "SMS of a card", titleZh: "查询卡板短信记录", path: "/openapi/iot/simSmsQuery",
        parameters: [
            card,
            Parameter("fromDate", required: false, example: "2026-11-01", choice: .together),
            Parameter("toDate", required: false, example: "2026-11-24", choice: .together),
        ], limits: Limits(note: "span of at most 31 days, 2000 rows; the last 7 days without dates"), reply: .open)
}

/// Speeds by the carrier's platform (upstream: 单卡限速). The request carries only the code.
public enum SpeedCode {
    public static let oneLink = ["2Mbps", "1Mbps", "512Kbps", "128Kbps"]
    public static let honeycomb = ["7Mbps", "2Mbps", "1Mbps", "512Kbps"]
    public static let cmp = ["10Mbps", "7Mbps", "5Mbps", "3Mbps", "1Mbps", "512Kbps", "1Kbps"]
    public static let cbn = ["100Mbps", "50Mbps", "20Mbps", "10Mbps", "2Mbps", "1Mbps", "512Kbps", "128Kbps"]

    /// Every code once, fastest first.
    public static let all = [
        "100Mbps", "50Mbps", "20Mbps", "10Mbps", "7Mbps", "5Mbps", "3Mbps", "2Mbps", "1Mbps", "512Kbps", "128Kbps",
        "1Kbps",
    ]
}
