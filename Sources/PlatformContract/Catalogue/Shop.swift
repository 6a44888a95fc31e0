// The shop for phone-number cards. The same thing has different names here and there: see the traps.

extension Catalogue {
    private static let promo = Parameter("promoCode", example: "DEMO")
    private static let goods = Parameter("goodsId", .integer, example: "1")
    private static let certName = Parameter("certName", example: "示例", isPersonal: true)
    private static let certNo = Parameter(
        "certNo", example: "110101199001011234", isPersonal: true, trap: "called certId in order/apply")
    private static let contactPhone = Parameter(
        "contactPhone", example: "13800000000", isPersonal: true, trap: "called contractPhone in order/apply")

    private static func area(_ name: String, _ example: String, required: Bool = true, trap: String? = nil) -> Parameter {
        Parameter(name, required: required, example: example, trap: trap)
    }

    private static func image(_ name: String) -> Parameter {
        Parameter(name, .url, example: "https://example.com/\(name).jpg", isPersonal: true)
    }

    /// upstream: 号卡订单状态码说明.
    public static let orderStatusCodes = Endpoint(
        "orderStatusCodes", kind: .codes, title: "Order status codes", titleZh: "号卡订单状态码说明", method: "", path: "",
        parameters: [])

    /// upstream: 关于下单省市区编码. A static file; its tree's fields are inferred.
    public static let provinces = Endpoint(
        "provinces", title: "Province, city and district codes", titleZh: "关于下单省市区编码", method: "GET",
        path: "/provinces/{provinceCode}.json",
        parameters: [
            Parameter(
                "provinceCode", in: .path, example: "uniAreaAddSuffix", trap: "a goods' own code set: goods/details.provinceCode")
        ], limits: Limits(note: "a static file"), reply: .open, isFile: true)

    /// upstream: 获取店铺基础配置.
    public static let baseConfig = Endpoint(
        "baseConfig", title: "Shop configuration", titleZh: "获取店铺基础配置", method: "GET", path: "/openapi/base/config",
        parameters: [Parameter("promoCode", in: .query, example: "DEMO")], reply: .open)

    /// upstream: 获取在售商品列表.
    public static let goodsList = Endpoint(
        "goodsList", title: "Goods on sale", titleZh: "获取在售商品列表", path: "/openapi/goods/list", parameters: [])

    /// upstream: 获取指定商品详细信息.
    public static let goodsDetails = Endpoint(
        "goodsDetails", title: "Details of goods", titleZh: "获取指定商品详细信息", path: "/openapi/goods/details",
        parameters: [Parameter("id", .integer, example: "1")])

    /// upstream: 发送短信验证码.
    public static let sendCode = Endpoint(
        "sendCode", title: "Send an SMS code", titleZh: "发送短信验证码", path: "/openapi/base/sendCode",
        parameters: [goods, certName, certNo, contactPhone, promo], effect: .changes, reply: .empty)

    /// upstream: 预选下单号码. A second success flag lies inside: rspCode.
    public static let selectNumber = Endpoint(
        "selectNumber", title: "Pick a number", titleZh: "预选下单号码", path: "/openapi/base/selectNumber",
        parameters: [
            promo, area("provinceCode", "440000"), area("cityCode", "440100"),
            area("countyCode", "440113", required: false, trap: "required when the goods' selectNumber is 3"), goods,
            Parameter("searchValue", required: false, example: "88"), certName, certNo, contactPhone,
        ], repliesPersonal: true)

    /// upstream: 提交申请订单.
    public static let orderApply = Endpoint(
        "orderApply", title: "Order a number card", titleZh: "提交申请订单", path: "/openapi/order/apply",
        parameters: [
            promo, certName,
            Parameter("certId", example: "110101199001011234", isPersonal: true, trap: "called certNo elsewhere"),
            Parameter("contractPhone", example: "13800000000", isPersonal: true, trap: "spelt so; contactPhone elsewhere"),
            area("province", "440000"), area("city", "440100"), area("county", "440113"),
            area("provinceName", "广东省"), area("cityName", "广州市"), area("countyName", "番禺区"),
            Parameter("address", example: "示例路 1 号", isPersonal: true), goods,
            Parameter("customNo", required: false, example: "simdeck00000002", trap: "never used before"),
            Parameter(
                "captcha", required: false, example: "123456", isPersonal: true, trap: "required when the goods' smsCode is 1"),
            area("essProvinceCode", "440000", required: false, trap: "with selectNumber 1 or 5"),
            area("essCityCode", "440100", required: false, trap: "with selectNumber 1 or 5"),
            Parameter("selectPhone", required: false, example: "", isPersonal: true),
            Parameter("callbackUrl", .url, required: false, example: "http://127.0.0.1:2900/push/order"),
        ], effect: .spends, reply: .open, repliesPersonal: true)

    /// upstream: 订单查询.
    public static let orderSearch = Endpoint(
        "orderSearch", title: "Orders", titleZh: "订单查询", path: "/openapi/order/search",
        parameters: [
            Parameter("keyNos", .stringList, required: false, limit: 10, example: #"["QL00000000demo"]"#, choice: .atLeastOne),
            Parameter("customNos", .stringList, required: false, limit: 10, example: "", choice: .atLeastOne),
        ], limits: Limits(callsPerMinute: 60, note: "10 orders a call, 60 calls a minute; both lists together mean AND"),
        repliesPersonal: true)

    /// upstream: 上传证件照. Image addresses, not files.
    public static let uploadCert = Endpoint(
        "uploadCert", title: "ID photos", titleZh: "上传证件照", path: "/openapi/base/uploadCert",
        parameters: [
            image("frontImage"), image("backImage"), image("headImage"), Parameter("keyNo", example: "QL00000000demo"),
        ], effect: .changes, reply: .open)

    /// upstream: 订单回调. The body is an order as order/search lists it.
    public static let orderCallback = Endpoint(
        "orderCallback", kind: .push, title: "Order callback", titleZh: "订单回调", path: "", parameters: [],
        limits: Limits(note: "once and 2 more tries, after 2 h and 4 h"), repliesPersonal: true)

    /// upstream: IP定位.
    public static let ipLocation = Endpoint(
        "ipLocation", title: "Place of an IP address", titleZh: "IP定位", method: "GET", path: "/openapi/base/ipLocation",
        parameters: [
            Parameter(
                "ip", in: .query, required: false, example: "192.0.2.1",
                trap: "listed as a form field of a GET; sent in the query")
        ], limits: Limits(note: "addresses in China only"))

    /// upstream: 获取靓号列表.
    public static let prettyNumberList = Endpoint(
        "prettyNumberList", title: "Pretty numbers", titleZh: "获取靓号列表", path: "/openapi/pretty/numberList",
        parameters: [
            Parameter("page", .integer, least: 1, example: "1"),
            Parameter("pageSize", .integer, limit: 200, least: 1, example: "20"),
            Parameter("id", .integer, required: false, example: ""), Parameter("poolId", .integer, required: false, example: ""),
            Parameter("number", required: false, example: "88"), Parameter("provinceId", .integer, required: false, example: ""),
            Parameter("cityId", .integer, required: false, example: ""),
        ], limits: Limits(note: "at most 200 a page"), reply: .open)
}
