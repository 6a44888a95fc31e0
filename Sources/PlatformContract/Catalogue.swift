// The endpoints simdeck speaks, one value each. Source of every row: the platform's page of that title.

/// All endpoints.
public enum Catalogue {
    private static func cards(_ limit: Int) -> Parameter {
        Parameter("simNos", .stringList, limit: limit, example: #"["14900000017"]"#)
    }

    private static let remark = Parameter("remark", required: false, example: "night shift")

    /// upstream: 批量查询卡板信息. Refreshed about hourly.
    public static let batchQuerySimInfo = Endpoint(
        "batchQuerySimInfo", title: "Card records", titleZh: "批量查询卡板信息",
        path: "/openapi/iot/batchQuerySimInfo", parameters: [cards(100)],
        limits: Limits(cards: 100, note: "100 cards a call; refreshed about hourly"))

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

    /// upstream: 查询账户资产.
    public static let accountAsset = Endpoint(
        "accountAsset", title: "Balance and pools", titleZh: "查询账户资产",
        path: "/openapi/iot/accountAsset", parameters: [])

    /// Every endpoint, in the order of the platform's pages.
    public static let all: [Endpoint] = [
        batchQuerySimInfo, batchQuerySimStatus, batchQuerySimFlow, batchQuerySimMonthFlow, batchShutdown,
        batchRestore, querySimAction, accountAsset,
    ]

    /// The endpoint served at `path`.
    public static func endpoint(method: String, path: String) -> Endpoint? {
        all.first { $0.method == method && $0.path == path }
    }
}

/// Codes that the platform's pages do not list. These numbers are our assumption (the sandbox sends
/// them, the client reads them); a code and its message are always shown as they came.
public enum AssumedCode {
    public static let badParameter = 400
    public static let signature = 401
    public static let permission = 403
    public static let clock = 408
    public static let rate = 429
    public static let internalError = 500
}
