// The Shop pane's part of the made-up model, and view states of it that are hard to draw.

import ConsoleUI
import Localization
import SIMModel
import ViewModels

extension FakeModel {
    func shop(height: Int) -> ShopViewState {
        var state = Fixture.shop(shopPart)
        state.showsPersonal = shopPersonal
        return state
    }
    func shopStep(by steps: Int) {
        let all = ShopPart.allCases
        let index = (all.firstIndex(of: shopPart) ?? 0) + steps
        shopPart = all[max(0, min(all.count - 1, index))]
    }
    func shopBack() -> Bool {
        guard shopPart != .goods else { return false }
        shopPart = .goods
        return true
    }
    func shopOpen() -> ShopOpening { shopOpening }
    func shopSearch() -> (name: String, text: String)? { shopPart == .numbers ? ("searchValue", "") : nil }
    func shopSet(_ name: String, to text: String) { shopTyped.append((name, text)) }
    func shopChoose(_ field: String, _ places: [ShopPlace]) { shopPlaces = places }
    func shopOpenPackages(of card: CardNumber) {
        opened.append((.packages, card))
        shopPart = .packages
    }
    func shopOpenPhotos() -> Bool { shopPart == .orders }
    func shopAskForCode() -> APISendAnswer { .asks(Fixture.question(repeats: false)) }
    func shopConfirmCode(_ question: APIQuestion) { shopCodes += 1 }
    func shopBuy() -> ShopBuyAnswer { shopAnswer }
    func shopConfirm(_ question: ShopQuestion, start: ShopStart) { shopBought.append((question, start)) }
    func shopCopy() -> String? { "QL00000000demo" }
    func shopTogglePersonal() -> Bool {
        shopPersonal.toggle()
        return shopPersonal
    }
}

extension Fixture {
    private static func money(_ yuan: Int64) -> Money { Money(tenThousandths: yuan * 10_000) }

    static let shopGoods = [
        ShopGoods(
            id: 1, name: "示例流量卡 30GB", price: money(10), carrier: 2,
            picking: ShopCode(code: 5, english: "own choice in the province", chinese: "省内自选"),
            smsCode: ShopCode(code: 1, english: "needed", chinese: "需要"),
            photos: ShopCode(code: 1, english: "needed", chinese: "需要"),
            settling: ShopCode(code: 2, english: "next month", chinese: "次月结算"), monthFee: money(29),
            fields: [
                ["id", "1"], ["name", "示例流量卡 30GB"], ["code", "DEMO"], ["tips", "https://example.com/goods-1.png"], ["des", ""],
            ]),
        ShopGoods(id: 2, name: nil, price: nil, picking: ShopCode(code: 77)),
    ]

    static func shop(_ part: ShopPart) -> ShopViewState {
        var state = ShopViewState(part: part, now: now)
        let fresh = ShopAsked(fetchedAt: now - .seconds(31))
        state.cursor = part == .order ? 5 : 0
        state.goods = shopGoods
        state.goodsCursor = 0
        state.details = shopGoods[0]
        state.detailsAsked = fresh
        for part in ShopPart.allCases { state.asked[part] = fresh }
        state.numbers = [
            ShopNumber(number: "13900000001", isPretty: false),
            ShopNumber(number: "13900008888", isPretty: true, price: money(50)),
            ShopNumber(number: "13900006666", isPretty: true),
        ]
        state.digits = "88"
        state.form = [
            APIField(name: "promoCode", value: "DEMO"), APIField(name: "certName", value: "张**", isPersonal: true),
            APIField(name: "certId", value: "1101**********1234", trap: "called certNo elsewhere", isPersonal: true),
            APIField(name: "contractPhone", value: "138****0000", isPersonal: true),
            APIField(name: "province", value: "440000"), APIField(name: "city", problem: .missing),
            APIField(name: "county", problem: .missing), APIField(name: "provinceName", value: "广东省"),
            APIField(name: "cityName", problem: .missing), APIField(name: "countyName", problem: .missing),
            APIField(name: "address", value: "示例***", isPersonal: true), APIField(name: "goodsId", value: "1", shape: "integer"),
            APIField(name: "captcha", isPersonal: true, problem: .missing),
            APIField(name: "selectPhone", value: "139****0001", isRequired: false, isPersonal: true),
        ]
        state.areas = fresh
        var shipped = ShopOrderRow(
            keyNo: "QL00000000demo", customNo: "sdabcdefghijklmnopqrstuvwx", goods: "示例流量卡 30GB",
            status: ShopCode(code: 4, english: "shipped", chinese: "已发货"), createdAt: now - .seconds(7200))
        (shipped.express, shipped.expressNo) = ("示例快递", "EX0000000001")
        (shipped.name, shipped.phone, shipped.identity, shipped.address) = ("张**", "138****0000", "1101**********1234", "广东***")
        var failed = ShopOrderRow(
            keyNo: "QL000000000002", customNo: nil, goods: nil, status: ShopCode(code: 4711), createdAt: nil)
        failed.failReason = "资料审核未通过"
        state.orders = [shipped, failed]
        state.query = "QL00000000demo QL000000000002 QL9"
        state.notFound = ["QL9"]
        state.card = card("14900000042")
        state.packages = [
            ShopPackage(id: "7", name: "10GB 月包", price: money(30), quota: DataVolume(kilobytes: 10_485_760), cycle: "1"),
            ShopPackage(id: "8", name: "100GB 季包"),
        ]
        state.purchases = [purchase(.bought)]
        state.balance = ShopBalance(money: money(1000), fetchedAt: now - .seconds(12))
        return state
    }

    static func purchase(_ state: ShopPurchaseState, id: Int64 = 3, reason: ShopPurchaseReason? = nil) -> ShopPurchase {
        var purchase = ShopPurchase(
            id: id, kind: id.isMultiple(of: 2) ? .order : .package, target: id.isMultiple(of: 2) ? "138****0000" : "14900000042",
            item: "7", name: "10GB 月包", price: money(30), customNo: "sdabcdefghijklmnopqrstuvw\(id)", state: state,
            createdAt: now - .seconds(90), updatedAt: now - .seconds(60))
        purchase.reason = reason
        if state == .bought { (purchase.paid, purchase.orderSn) = (money(30), "SP20261124000001") }
        return purchase
    }

    static func doubtfulShop() -> ShopViewState {
        var state = shop(.purchases)
        state.purchases = [
            purchase(.unknown, id: 9, reason: .lost("no answer in 30 s")), purchase(.refused, id: 8, reason: .platform("账户余额不足")),
            purchase(.cancelled, id: 7, reason: .notSent("no route")), purchase(.bought, id: 6),
        ]
        return state
    }

    static func shopQuestion(
        _ kind: ShopPurchaseKind = .package, price: Money? = Money(tenThousandths: 300_000), balance: Bool = true
    )
        -> ShopQuestion
    {
        ShopQuestion(
            id: 1, kind: kind, item: "7", name: kind == .package ? "10GB 月包" : "示例流量卡 30GB",
            target: kind == .package ? "14900000042" : "张** 138****0000", number: kind == .package ? nil : "13900000001",
            price: price,
            balance: balance ? ShopBalance(money: money(1000), fetchedAt: now - .seconds(12)) : nil, now: now)
    }

    static let areas = [
        ShopArea(
            code: "440000", name: "广东省",
            children: [
                ShopArea(code: "440100", name: "广州市", children: [ShopArea(code: "440113", name: "番禺区")]),
                ShopArea(code: "440300", name: "深圳市"),
            ]), ShopArea(code: "110000", name: "北京市"),
    ]
}
