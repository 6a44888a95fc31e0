// What can be bought for a card, buying it, and what is used of it.

import JSONText
import PlatformContract
import SIMModel

extension World {
    /// upstream: queryOrderPackages. Fields invented after those of submitPackageOrder.
    func orderablePackages(_ parameters: CheckedParameters) throws(Refusal) -> Reply {
        let gateway: Gateway
        if let series = parameters.number("seriesId") {
            guard let own = Gateway(rawValue: series) else { throw .parameter("参数seriesId对应的系列不存在") }
            gateway = own
        } else {
            gateway = fleet.plan.gateway(try cardOrMainCard(parameters))
        }
        let items = PackagePlan.orderable(gateway).map { plan -> JSONValue in
            .fields(
                ("packageId", .integer(Int64(plan.id))), ("packageName", .string(plan.name)),
                ("packageType", .integer(Int64(plan.type))), ("totalFlow", .integer(plan.quota)),
                ("effectiveCycle", .integer(Int64(plan.months))), ("price", WireJSON.money(fen: plan.price)))
        }
        return .data(.fields(("items", .array(items))))
    }

    /// The card itself, or the device's main card.
    private func cardOrMainCard(_ parameters: CheckedParameters) throws(Refusal) -> Int {
        guard parameters.text("deviceNo") != nil else { return try card(parameters) }
        return try device(parameters).main
    }

    /// upstream: submitPackageOrder.
    mutating func buyPackage(_ parameters: CheckedParameters, at now: WallTime) throws(Refusal) -> Reply {
        let customNo = try newCustomNo(parameters.required("customNo"))
        let index = try card(parameters)
        let gateway = fleet.plan.gateway(index)
        guard let plan = PackagePlan.orderable(gateway).first(where: { $0.id == parameters.number("packageId") })
        else { throw .parameter("参数packageId对应的套餐不可订购") }
        guard ![.closed, .expired, .inStock, .testable].contains(fleet.status(index, at: now)) else {
            throw .business("卡板当前状态不支持订购")
        }
        guard (fleet.ledgers[index]?.packages.count ?? 0) < BoughtPackage.most else { throw .business("卡板套餐数已达上限") }
        guard balance(at: now) >= plan.price else {
            throw Refusal(code: AssumedCode.badParameter, reason: "balance", message: "账户余额不足")
        }
        spentFen += plan.price
        customNos.insert(customNo)
        packagesSold += 1
        let month = PlatformMonth.number(of: now) + (parameters.text("effectType") == "2" ? 1 : 0)
        let bought = BoughtPackage(
            plan: plan, orderSn: "SP" + ActionSerial.stamp(now) + WireText.digits(packagesSold, 6), customNo: customNo,
            remark: parameters.text("remark") ?? "", boughtAt: now, startAt: max(now, PlatformMonth.start(of: month)),
            endAt: PlatformMonth.start(of: month + plan.months))
        fleet.ledgers[index, default: CardLedger()].packages.append(bought)
        return .data(
            Self.package(
                bought, used: 0, at: now,
                more: [
                    JSONMember(key: "actualPayMoney", value: WireJSON.money(fen: plan.price)),
                    JSONMember(key: "customNo", value: .string(customNo)),
                    JSONMember(key: "remark", value: .string(bought.remark)),
                ]))
    }

    /// The account's money after what was bought. Unit: fen.
    func balance(at now: WallTime) -> Int64 { max(0, accounts.main(at: now) - spentFen) }

    /// That a repeated number is refused is ours.
    func newCustomNo(_ text: String) throws(Refusal) -> String {
        guard !customNos.contains(text) else {
            throw Refusal(code: AssumedCode.badParameter, reason: "customNo", message: "参数customNo重复")
        }
        return text
    }

    /// upstream: queryPackageFlow. What is used is taken from the card's own package first, then from
    /// the bought ones in their order; the last one in force bears the rest.
    func packageUse(_ parameters: CheckedParameters, at now: WallTime) throws(Refusal) -> Reply {
        let index = try cardOrMainCard(parameters)
        let card = fleet.card(index, at: now)
        let bought = fleet.ledgers[index]?.packages ?? []
        var rest = card.used
        var items: [JSONValue] = []
        let last = bought.lastIndex { $0.isInForce(at: now) }
        if card.facts.hasPackage {
            let own = card.facts.package
            let used = last == nil ? rest : min(rest, own.quota)
            rest -= used
            items.append(
                .fields(
                    ("packageId", .integer(Int64(own.id))), ("packageName", .string("基础套餐")),
                    ("packageType", .integer(1)), ("totalFlow", .integer(own.quota)), ("useFlow", .integer(used)),
                    ("effectiveStatus", .integer(1)), ("effectiveCycle", .integer(1)),
                    ("startAt", .string(WireText.time(PlatformMonth.start(holding: now)))),
                    ("endAt", card.facts.endsAt.map { .string(WireText.time($0)) } ?? .null),
                    ("orderSn", .string("")), ("customNo", .string(""))))
        }
        for (place, package) in bought.enumerated() {
            var used: Int64 = 0
            if package.isInForce(at: now) {
                used = place == last ? rest : min(rest, package.plan.quota)
                rest -= used
            }
            items.append(
                Self.package(
                    package, used: used, at: now,
                    more: [JSONMember(key: "customNo", value: .string(package.customNo))]))
        }
        return .data(.fields(("items", .array(items))))
    }

    /// effectiveStatus 1 in force (as in the page's sample), 2 not yet, 3 over.
    private static func package(
        _ bought: BoughtPackage, used: Int64, at now: WallTime, more: [JSONMember]
    ) -> JSONValue {
        let state: Int64 = now < bought.startAt ? 2 : now < bought.endAt ? 1 : 3
        return .object(
            [
                JSONMember(key: "packageId", value: .integer(Int64(bought.plan.id))),
                JSONMember(key: "packageName", value: .string(bought.plan.name)),
                JSONMember(key: "packageType", value: .integer(Int64(bought.plan.type))),
                JSONMember(key: "totalFlow", value: .integer(bought.plan.quota)),
                JSONMember(key: "useFlow", value: .integer(used)),
                JSONMember(key: "effectiveStatus", value: .integer(state)),
                JSONMember(key: "effectiveCycle", value: .integer(Int64(bought.plan.months))),
                JSONMember(key: "startAt", value: .string(WireText.time(bought.startAt))),
                JSONMember(key: "endAt", value: .string(WireText.time(bought.endAt))),
                JSONMember(key: "orderSn", value: .string(bought.orderSn)),
            ] + more)
    }
}
