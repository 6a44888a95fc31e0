// The platform's code tables in both languages, for `simdeck codes` and for the words of the shop. A
// code that is not in its table is shown as it came.

/// One code with its meaning.
public struct CodeMeaning: Hashable, Sendable {
    public var code: Int
    public var english: String
    public var chinese: String
}

/// One table of codes.
public struct CodeTable: Hashable, Sendable, Identifiable {
    /// The field it explains.
    public var id: String
    public var title: String
    public var titleZh: String
    /// The endpoint ids or pages it belongs to.
    public var page: String
    public var meanings: [CodeMeaning]

    /// nil for a code outside the table.
    public func meaning(_ code: Int) -> CodeMeaning? { meanings.first { $0.code == code } }

    init(_ id: String, _ title: String, _ titleZh: String, page: String, _ rows: [(Int, String, String)]) {
        self.id = id
        self.title = title
        self.titleZh = titleZh
        self.page = page
        meanings = rows.map { CodeMeaning(code: $0.0, english: $0.1, chinese: $0.2) }
    }
}

/// All tables.
public enum CodeTables {
    public static let all: [CodeTable] = [
        simStatus, activateStatus, authStatus, internetStatus, onlineStatus, restrictStatus, cancelStatus,
        replaceStatus, rechargeAccountStatus, actionStatus, orderStatus, firstRechargeStatus, settleStatus, smsCode, uploadPhoto,
        selectNumber, settleMode, effectType,
    ]

    public static func table(_ id: String) -> CodeTable? { all.first { $0.id == id } }

    /// upstream: 卡板状态.
    public static let simStatus = CodeTable(
        "simStatus", "Card state", "卡板状态", page: "simStatusCodes",
        [
            (1, "in stock", "库存"), (2, "awaiting activation", "待激活"), (3, "active", "正常在网"), (4, "stopped", "已停机"),
            (5, "closed", "已销户"), (6, "separated from its device", "卡机分离"), (7, "risk stop", "风险停机"),
            (8, "expired", "已失效"), (9, "testable", "可测试"), (10, "abnormal", "卡异常"), (9999, "not obtained", "未知"),
        ])

    /// upstream: 激活状态.
    public static let activateStatus = CodeTable(
        "activateStatus", "Activation", "激活状态", page: "simStatusCodes",
        [(1, "not activated", "未激活"), (2, "activated", "已激活"), (3, "not obtained", "未知")])

    /// upstream: 官方/平台实名状态.
    public static let authStatus = CodeTable(
        "authStatus", "Real-name", "实名状态", page: "simStatusCodes",
        [(1, "not verified", "未实名"), (2, "verified", "已实名"), (3, "not obtained", "未知")])

    /// upstream: 卡板断网状态. That `internetStatus` follows this table is inferred.
    public static let internetStatus = CodeTable(
        "internetStatus", "Network (carrier)", "卡板断网状态", page: "simStatusCodes",
        [(1, "on network", "未断网"), (2, "cut", "已断网"), (3, "not obtained", "未知")])

    /// upstream: 卡板在线状态.
    public static let onlineStatus = CodeTable(
        "onlineStatus", "Online", "卡板在线状态", page: "simStatusCodes",
        [(1, "online", "在线"), (2, "offline", "离线"), (3, "not obtained", "未知")])

    /// upstream: 卡板限制在网状态. No field of a reply was matched to it.
    public static let restrictStatus = CodeTable(
        "restrictStatus", "Network (cut by us)", "卡板限制在网状态", page: "simStatusCodes",
        [(1, "not cut", "未限制"), (2, "cut", "已限制")])

    /// upstream: 卡板注销状态.
    public static let cancelStatus = CodeTable(
        "cancelStatus", "Cancellation", "卡板注销状态", page: "simStatusCodes",
        [(1, "not cancelled", "未注销"), (2, "cancelled", "已注销")])

    /// upstream: 卡板换卡状态.
    public static let replaceStatus = CodeTable(
        "replaceStatus", "Replacement", "卡板换卡状态", page: "simStatusCodes",
        [(1, "not replaced", "未换卡"), (2, "replaced", "已换卡")])

    /// upstream: 卡板充值账号状态. No field of a reply was matched to it.
    public static let rechargeAccountStatus = CodeTable(
        "rechargeAccountStatus", "Top-up account", "卡板充值账号状态", page: "simStatusCodes",
        [(1, "login allowed", "允许登录"), (2, "login forbidden", "禁止登录")])

    /// upstream: querySimAction.status. The numbers are inferred from the sample.
    public static let actionStatus = CodeTable(
        "actionStatus", "Logged operation", "操作记录状态", page: "querySimAction",
        [(1, "handed to the carrier", "已提交运营商"), (2, "failed", "失败")])

    /// upstream: 号卡订单状态码.
    public static let orderStatus = CodeTable(
        "orderStatus", "Order", "订单状态", page: "orderStatusCodes",
        [
            (1, "pre-check passed", "初步审核"), (2, "under review", "审核中"), (3, "rejected", "审核失败"),
            (4, "shipped", "已发货"), (5, "activated", "已激活"), (6, "received", "已签收"), (7, "needs ID photos", "待上传证件"),
            (8, "photos under review", "证件审核中"), (10, "awaiting activation", "待激活"), (11, "service call", "客服外呼"),
            (13, "to be shipped", "待发货"), (15, "cancelled", "已取消"), (16, "stopped or closed", "停销户"),
            (17, "delivery refused", "已拒签"), (18, "activated, no first top-up", "激活未首充"), (999, "accepted", "待受理"),
            (9998, "invalid", "无效废单"), (9999, "not known: treat as under review", "未知"),
        ])

    /// upstream: 首充状态.
    public static let firstRechargeStatus = CodeTable(
        "firstRechargeStatus", "First top-up", "首充状态", page: "orderStatusCodes",
        [(0, "not obtained", "未获取"), (1, "no", "未首充"), (2, "yes", "已首充")])

    /// upstream: 结算状态.
    public static let settleStatus = CodeTable(
        "settleStatus", "Settlement", "结算状态", page: "orderStatusCodes",
        [
            (1, "unsettled", "未结算"), (2, "settled", "已结算"), (3, "pending", "待结算"), (4, "failed", "结算失败"),
            (5, "withdrawn", "已撤回"),
        ])

    /// upstream: goods.smsCode.
    public static let smsCode = CodeTable(
        "smsCode", "SMS code", "短信验证码", page: "goodsList", [(0, "not needed", "不需要"), (1, "needed", "需要")])

    /// upstream: goods.uploadPhoto.
    public static let uploadPhoto = CodeTable(
        "uploadPhoto", "ID photos", "上传证件照", page: "goodsList", [(0, "not needed", "不需要"), (1, "needed", "需要")])

    /// upstream: goods.selectNumber.
    public static let selectNumber = CodeTable(
        "selectNumber", "Picking a number", "选号方式", page: "goodsList",
        [
            (0, "none", "不选号"), (1, "nationwide home", "全国归属地"), (2, "fixed home", "固定归属地"),
            (3, "home where it is delivered", "归属地为收货地"), (4, "random in the province", "省内随机"),
            (5, "own choice in the province", "省内自选"),
        ])

    /// upstream: goods.settleMode.
    public static let settleMode = CodeTable(
        "settleMode", "Settlement mode", "结算方式", page: "goodsList",
        [(1, "daily or at once", "日结/秒结"), (2, "next month", "次月结"), (3, "every month", "月月结"), (4, "on order", "下单即结")])

    /// upstream: submitPackageOrder.effectType.
    public static let effectType = CodeTable(
        "effectType", "Start of a package", "生效方式", page: "submitPackageOrder",
        [(1, "now", "立即生效"), (2, "next month", "次月生效")])
}
