// Ordering a number card, finding orders, sending photos.

import JSONText
import PlatformContract
import SIMModel

extension World {
    /// upstream: order/apply. The fields of the reply are invented.
    mutating func applyOrder(_ parameters: CheckedParameters, at now: WallTime) throws(Refusal) -> Reply {
        let customNo = try parameters.text("customNo").map { text throws(Refusal) in try newCustomNo(text) } ?? ""
        let goods = try goods(parameters, "goodsId")
        guard goods.isOnSale else { throw .business("商品已下架") }
        try Self.checkPerson(parameters, identity: "certId", phone: "contractPhone")
        guard Areas.holds(parameters.required("province"), parameters.required("city"), parameters.required("county"))
        else { throw .parameter("参数county对应的地区不存在") }
        try checkCode(goods, parameters, at: now)
        let number = try number(goods, parameters, at: now)
        let callback = try parameters.text("callbackUrl").map { text throws(Refusal) in
            try Self.target(text, "callbackUrl")
        }
        guard shop.orders.all.count < ShopOrders.most else { throw .business("订单数已达上限") }
        guard balance(at: now) >= goods.price else {
            throw Refusal(code: AssumedCode.badParameter, reason: "balance", message: "账户余额不足")
        }
        spentFen += goods.price
        if !customNo.isEmpty { customNos.insert(customNo) }
        if !number.isEmpty { shop.numbers.take(number) }
        let id = shop.orders.all.count + 1
        let isRejected = fleet.plan.dice.unit(.orderCourse, id) < 0.1
        var order = ShopOrder(
            id: id, keyNo: "QL" + WireText.digits(id, 12), goods: goods, selectPhone: number,
            certName: parameters.required("certName"), certNo: parameters.required("certId"),
            contactPhone: parameters.required("contractPhone"),
            address: ["provinceName", "cityName", "countyName", "address"].map { parameters.required($0) }.joined(),
            customNo: customNo, createdAt: now, callback: callback,
            steps: OrderCourse.steps(from: now, goods, isRejected: isRejected, speed: fleet.speed))
        if isRejected { order.failReason = "资料审核未通过" }
        let place = shop.orders.add(order)
        planCallbacks(place, after: now)
        return .data(
            .fields(
                ("id", .integer(Int64(id))), ("keyNo", .string(order.keyNo)), ("customNo", .string(customNo)),
                ("selectPhone", .string(number)), ("status", .integer(999)), ("statusName", .string("待受理"))))
    }

    private func checkCode(_ goods: GoodsPlan, _ parameters: CheckedParameters, at now: WallTime) throws(Refusal) {
        guard goods.needsCode else { return }
        guard let captcha = parameters.text("captcha") else { throw .parameter("参数captcha不能为空") }
        guard shop.codes.value(parameters.required("contractPhone"), at: now) != nil, captcha == Shop.code else {
            throw .business("参数captcha错误或已过期")
        }
    }

    /// The number the order is for; empty when the operator gives one.
    private func number(
        _ goods: GoodsPlan, _ parameters: CheckedParameters, at now: WallTime
    ) throws(Refusal) -> String {
        if [1, 5].contains(goods.selectNumber) {
            for name in ["essProvinceCode", "essCityCode"] where parameters.text(name) == nil {
                throw .parameter("参数\(name)不能为空")
            }
        }
        guard let number = parameters.text("selectPhone") else {
            if goods.selectNumber == 5 { throw .parameter("参数selectPhone不能为空") }
            return ""
        }
        guard number.utf8.count == 11, number.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            throw .parameter("参数selectPhone应为11位号码")
        }
        guard shop.numbers.isFree(number, for: parameters.required("certId"), at: now) else {
            throw .business("参数selectPhone对应的号码已被选走")
        }
        return number
    }

    /// upstream: order/search. Both lists together mean AND.
    mutating func searchOrders(
        _ endpoint: Endpoint, _ parameters: CheckedParameters, at now: WallTime
    ) throws(Refusal) -> Reply {
        shop.searches.removeAll { $0 <= now - .seconds(60) }
        if let limit = endpoint.limits.callsPerMinute, shop.searches.count >= limit {
            throw Refusal(code: AssumedCode.rate, reason: "order rate", message: "订单查询每分钟最多\(limit)次")
        }
        shop.searches.append(now)
        let byKey = parameters.list("keyNos").compactMap { shop.orders.place(keyNo: $0) }
        let byCustom = parameters.list("customNos").compactMap { shop.orders.place(customNo: $0) }
        var places = parameters.text("keyNos") == nil ? Set(byCustom) : Set(byKey)
        if parameters.text("customNos") != nil { places.formIntersection(byCustom) }
        let list = places.sorted().map { orderJSON(shop.orders.all[$0], at: now) }
        return .data(.fields(("list", .array(list))))
    }

    /// upstream: uploadCert. An order that waits for photos goes on.
    mutating func uploadPhotos(_ parameters: CheckedParameters, at now: WallTime) throws(Refusal) -> Reply {
        guard let place = shop.orders.place(keyNo: parameters.required("keyNo")) else {
            throw .parameter("参数keyNo对应的订单不存在")
        }
        let order = shop.orders.all[place]
        guard order.goods.needsPhotos, order.status(at: now) == 7 else { throw .business("订单当前状态不需要上传证件") }
        let steps = OrderCourse.photographed(at: now, speed: fleet.speed)
        shop.orders.change(place) { $0.steps += steps }
        planCallbacks(place, after: now - .milliseconds(1))
        return .done
    }

    /// upstream: order/search.list[], 26 fields.
    func orderJSON(_ order: ShopOrder, at now: WallTime) -> JSONValue {
        func time(_ value: WallTime?) -> JSONValue { .string(value.map { WireText.time($0) } ?? "") }
        func whole(_ value: Int) -> JSONValue { .integer(Int64(value)) }
        let status = order.status(at: now)
        let activatedAt = order.time(of: 5, by: now)
        let settled = activatedAt.map { $0 + .milliseconds(Int64(86_400_000 / fleet.speed)) }.flatMap { $0 <= now ? $0 : nil }
        let reward = settled == nil ? JSONValue.integer(0) : WireJSON.money(fen: order.goods.commission)
        let settleStatus = whole(settled != nil ? 2 : activatedAt != nil ? 3 : 1)
        let isShipped = order.time(of: 4, by: now) != nil
        return .fields(
            ("id", whole(order.id)), ("goodsId", whole(order.goods.id)), ("goodsName", .string(order.goods.name)),
            ("keyNo", .string(order.keyNo)), ("selectPhone", .string(order.selectPhone)),
            ("certName", .string(order.certName)), ("certNo", .string(order.certNo)),
            ("contactPhone", .string(order.contactPhone)), ("expressName", .string(isShipped ? "示例快递" : "")),
            ("expressNo", .string(isShipped ? "EX" + WireText.digits(order.id, 10) : "")),
            ("address", .string(order.address)), ("createdAt", time(order.createdAt)), ("status", whole(status)),
            ("statusName", .string(CodeTables.orderStatus.meaning(status)?.chinese ?? "")),
            ("applyFailReason", .string(status == 3 ? order.failReason : "")), ("settleStatus", settleStatus),
            ("settleReward", reward), ("settleFailReason", .string("")), ("settleAt", time(settled)),
            (
                "settleDetails",
                .array([
                    .fields(
                        ("month", whole(1)), ("settleStatus", settleStatus), ("settleFailReason", .string("")),
                        ("settleReward", reward), ("updatedAt", time(settled)))
                ])
            ),
            ("firstRechargeStatus", whole(activatedAt == nil ? 0 : settled == nil ? 1 : 2)),
            ("firstRechargeAt", time(settled)), ("firstRechargeMoney", whole(settled == nil ? 0 : 50)),
            ("flagRemark", .string("")), ("customNo", .string(order.customNo)), ("activateAt", time(activatedAt)))
    }
}
