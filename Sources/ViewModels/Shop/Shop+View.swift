// What the Shop pane shows, personal values masked until they are asked for.

import JSONText
import PlatformClient
import PlatformContract
import SIMModel

extension ShopViewModel {
    /// `height`: rows of the longest list on the screen, for pages.
    public func viewState(height: Int) -> ShopViewState {
        for part in ShopPart.allCases { _ = cursors[part, default: ListCursor()].window(height: height, count: count(part)) }
        var state = ShopViewState(part: part, now: time.wall)
        state.cursor = place(part)
        state.goods = goods.map { Self.goods($0) }
        state.goodsCursor = place(.goods)
        state.details = focusedDetails.map { Self.goods($0.goods) }
        if let id = focusedGoods?.id {
            let problem = lastDetailsProblem.flatMap { $0.id == id ? $0.error : nil }
            state.detailsAsked = detailsAsked[id] ?? ShopAsked(problem: problem)
        }
        state.showsDetails = showsDetails
        state.asked = asked
        state.numbers = offered + pretty
        state.digits = digits
        state.wanted = wanted
        state.offerProblem = offerProblem
        state.form = fields(showsPersonal: showsPersonal)
        state.code = code
        state.areas = focusedDetails?.provinceCode.flatMap { areasAsked[$0] } ?? ShopAsked()
        state.lacksAreas = focusedDetails?.provinceCode.flatMap { areas[$0] }?.isEmpty ?? true
        state.orders = orders.map { row($0) }
        state.query = query
        state.notFound = notFound
        state.card = card
        state.packages = offers.map {
            ShopPackage(id: $0.id, name: $0.name, price: $0.price, quota: $0.quota, days: $0.days, cycle: $0.cycle)
        }
        state.purchases = purchases.map { ShopPurchase($0) }
        state.journalTrouble = journalTrouble
        state.balance = balance
        state.showsPersonal = showsPersonal
        state.isReadOnly = client.configuration.isReadOnly
        return state
    }

    private static func goods(_ goods: Goods) -> ShopGoods {
        ShopGoods(
            id: goods.id, name: goods.name, price: goods.price, carrier: goods.operatorType,
            picking: code(goods.selectNumber, CodeTables.selectNumber), smsCode: code(goods.smsCode, CodeTables.smsCode),
            photos: code(goods.uploadPhoto, CodeTables.uploadPhoto), settling: code(goods.settleMode, CodeTables.settleMode),
            monthFee: goods.monthFee, fields: goods.fields.map { [$0.key, text($0.value)] })
    }

    private static func text(_ value: JSONValue) -> String {
        if case .string(let text) = value { return text }
        return value.text
    }

    private static func code(_ code: Int?, _ table: CodeTable) -> ShopCode? {
        code.map { code in
            let meaning = table.meaning(code)
            return ShopCode(code: code, english: meaning?.english, chinese: meaning?.chinese)
        }
    }

    func row(_ order: ShopOrder) -> ShopOrderRow {
        func seen(_ text: String?, _ masking: Masking) -> String? {
            text.flatMap { $0.isEmpty ? nil : showsPersonal ? $0 : masking.mask($0) }
        }
        var row = ShopOrderRow(
            keyNo: order.keyNo, customNo: order.customNo.flatMap { $0.isEmpty ? nil : $0 }, goods: order.goodsName,
            status: Self.code(order.status, CodeTables.orderStatus), createdAt: order.createdAt)
        row.statusName = order.statusName
        row.express = order.expressName.flatMap { $0.isEmpty ? nil : $0 }
        row.expressNo = order.expressNo.flatMap { $0.isEmpty ? nil : $0 }
        row.failReason = order.failReason.flatMap { $0.isEmpty ? nil : $0 }
        row.name = seen(order.certName, .name)
        row.identity = seen(order.certNo, .identity)
        row.phone = seen(order.contactPhone, .phone)
        row.address = seen(order.address, .address)
        row.number = seen(order.selectPhone, .phone)
        row.activatedAt = order.activatedAt
        row.settling = Self.code(order.settleStatus, CodeTables.settleStatus)
        return row
    }
}
