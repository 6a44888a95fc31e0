// The account: money, packages, pools' tokens.

extension Catalogue {
    /// upstream: 查询账户资产.
    public static let accountAsset = Endpoint(
        "accountAsset", title: "Balance and pools", titleZh: "查询账户资产",
        path: "/openapi/iot/accountAsset", parameters: [])

    /// upstream: 单卡/设备订购套餐包. Spends money.
    public static let submitPackageOrder = Endpoint(
        "submitPackageOrder", title: "Buy a package", titleZh: "单卡/设备订购套餐包",
        path: "/openapi/iot/submitPackageOrder",
        parameters: [
            Parameter("simNo", example: "14900000017", trap: "for a device: its main card's number"),
            Parameter("packageId", .integer, example: "11"),
            Parameter("effectType", .integer, example: "1", values: ["1", "2"], trap: "1 now, 2 next month"),
            Parameter(
                "customNo", example: "simdeck00000001", letters: 8...64, trap: "8 to 64 letters and digits, never used before"),
            remark,
        ], limits: Limits(note: "1 card; customNo must be unique; never repeated"), effect: .spends)

    /// upstream: 查询单卡/设备可订购套餐.
    public static let queryOrderPackages = Endpoint(
        "queryOrderPackages", title: "Packages one can buy", titleZh: "查询单卡/设备可订购套餐",
        path: "/openapi/iot/queryOrderPackages",
        parameters: [
            Parameter("simNo", required: false, example: "14900000017", choice: .exactlyOne),
            Parameter("deviceNo", required: false, example: "", choice: .exactlyOne),
            Parameter("seriesId", .integer, required: false, example: "", choice: .exactlyOne),
        ], limits: Limits(note: "exactly one of simNo, deviceNo, seriesId"), reply: .open)

    /// upstream: 查询单卡/设备套餐用量.
    public static let queryPackageFlow = Endpoint(
        "queryPackageFlow", title: "Use of packages", titleZh: "查询单卡/设备套餐用量",
        path: "/openapi/iot/queryPackageFlow",
        parameters: [
            Parameter("simNo", required: false, example: "14900000017", choice: .exactlyOne),
            Parameter("deviceNo", required: false, example: "", choice: .exactlyOne),
        ], limits: Limits(note: "exactly one of simNo, deviceNo; package integrations only"), reply: .open)

    private static let pool = Parameter("poolCode", required: false, example: "DEMO01")

    /// upstream: 获取移动流量池Token. A secret: masked, cached.
    public static let oneLinkToken = Endpoint(
        "oneLinkToken", title: "OneLink pool token", titleZh: "获取移动流量池Token", path: "/openapi/iot/oneLinkToken",
        parameters: [pool], limits: Limits(note: "not often; kept until it is refused; shared-pool cards only"),
        reply: .open, repliesPersonal: true)

    /// upstream: 获取移动终端认证Token, later 二次认证Token. A secret: masked, cached.
    public static let oneLinkWirelessToken = Endpoint(
        "oneLinkWirelessToken", title: "Terminal-authentication token", titleZh: "获取移动终端认证Token",
        path: "/openapi/iot/oneLinkWirelessToken", parameters: [pool],
        limits: Limits(note: "not often; kept until it is refused; shared-pool cards only"), reply: .open,
        repliesPersonal: true)
}
