// The shop over a real client, a real runner and a real journal: what is asked, masked, checked, and
// bought once.

import Operations
import PlatformContract
import SIMModel
import StateStore
import Synchronization
import Testing

@testable import ViewModels

@MainActor extension Rig {
    var shop: ShopViewModel { workspace.shop }

    func shopState() -> ShopViewState { shop.viewState(height: 20) }

    func reply(_ endpoint: Endpoint, _ data: String) { platform.state.withLock { $0.replies[endpoint.path] = data } }

    func bodies(_ endpoint: Endpoint) -> [[WireField]] { platform.state.withLock { $0.bodies[endpoint.path] ?? [] } }

    /// The shop on the screen, with goods, places and packages on sale.
    static func inShop(balance: String = "1000", isReadOnly: Bool = false) async throws -> Rig {
        let rig = try Rig(cards: 2, isReadOnly: isReadOnly)
        rig.platform.state.withLock { $0.balance = balance }
        rig.reply(
            Catalogue.goodsList,
            #"[{"id":1,"name":"流量卡","price":10.5,"operatorType":2,"smsCode":1,"selectNumber":5,"uploadPhoto":"1"},{"id":2,"name":"短信卡","price":0}]"#
        )
        rig.reply(
            Catalogue.goodsDetails,
            #"{"id":1,"name":"流量卡","price":10.5,"smsCode":1,"selectNumber":5,"uploadPhoto":1,"provinceCode":"setA"}"#)
        rig.reply(
            Catalogue.queryOrderPackages,
            #"{"items":[{"packageId":7,"packageName":"10G","totalFlow":10485760,"effectiveCycle":1,"price":30}]}"#)
        rig.reply(Catalogue.submitPackageOrder, #"{"orderSn":"SP1","actualPayMoney":30}"#)
        rig.reply(Catalogue.orderApply, #"{"keyNo":"QL1"}"#)
        rig.reply(Catalogue.orderSearch, #"{"list":[]}"#)
        rig.reply(Catalogue.prettyNumberList, #"{"list":[{"number":"13900008888","price":50}]}"#)
        rig.reply(Catalogue.selectNumber, #"{"rspCode":"M0","numbers":["13900000001","13900000002"]}"#)
        rig.reply(Catalogue.sendCode, "null")
        await rig.open(panes: [.shop])
        await rig.settleDown()
        return rig
    }

    func settleDown() async { await workspace.work.untilIdle() }

    /// The package of the first card under the cursor, everything known.
    func toPackages() async {
        shop.openPackages(of: Rig.card(0))
        await settleDown()
    }

    func question() throws -> ShopQuestion {
        guard case .asks(let question) = shop.buy() else { throw Missing() }
        return question
    }

    struct Missing: Error {}

    func fillForm() async {
        shop.go(to: .order)
        await settleDown()
        for (name, value) in [
            ("promoCode", "DEMO"), ("certName", "张三丰"), ("certId", "110101199001011234"), ("contractPhone", "13800000000"),
            ("address", "示例路 1 号"), ("captcha", "123456"),
        ] { shop.set(name, to: value) }
        let places = [("440000", "广东省"), ("440100", "广州市"), ("440113", "番禺区")].map { ShopPlace(code: $0.0, name: $0.1) }
        shop.choose("province", places)
        shop.choose("essProvinceCode", Array(places.prefix(2)))
    }
}

@Suite("The Shop pane's view-model")
@MainActor struct ShopTests {
    @Test("Goods are asked once, details when they are looked at, with words for the platform's codes")
    func goods() async throws {
        let rig = try await Rig.inShop()
        #expect(rig.shopState().goods.map(\.name) == ["流量卡", "短信卡"])
        #expect(rig.shopState().goods[0].picking?.chinese == "省内自选")
        #expect(rig.shopState().goods[1].picking == nil)
        #expect(rig.shopState().details == nil)
        #expect(rig.shop.open() == .done)
        await rig.settleDown()
        #expect(rig.shopState().details?.photos?.code == 1)
        rig.shop.shown()
        rig.shop.back()
        await rig.settleDown()
        #expect(rig.bodies(Catalogue.goodsList).count == 1)
        #expect(rig.bodies(Catalogue.goodsDetails).count == 1)
        rig.shop.refresh()
        await rig.settleDown()
        #expect(rig.bodies(Catalogue.goodsList).count == 2)
    }

    @Test("What could not be asked leaves the error and what was known")
    func failing() async throws {
        let rig = try await Rig.inShop()
        rig.platform.state.withLock { $0.fails = true }
        rig.shop.refresh()
        await rig.settleDown()
        let state = rig.shopState()
        #expect(state.goods.count == 2)
        #expect(state.asked[.goods]?.problem != nil)
        #expect(state.asked[.goods]?.fetchedAt != nil)
    }

    @Test("A package is bought once: one request, written down before, its number in the journal")
    func buyOnce() async throws {
        let rig = try await Rig.inShop()
        await rig.toPackages()
        #expect(rig.shopState().packages.first?.quota == DataVolume(kilobytes: 10_485_760))
        let question = try rig.question()
        #expect(question.price == Money(decimal: "30"))
        #expect(question.after == Money(decimal: "970"))
        #expect(question.target == "\(Rig.card(0))")
        #expect(question.accepts("30") && question.accepts("30.00") && !question.accepts("3") && !question.accepts(""))
        #expect(rig.bodies(Catalogue.submitPackageOrder).isEmpty)
        rig.shop.confirm(question, start: .nextMonth)
        #expect(rig.shop.isBuying)
        #expect(rig.shop.buy() == .notHere)
        rig.shop.confirm(question, start: .now)
        await rig.settleDown()
        rig.shop.confirm(question, start: .now)
        await rig.settleDown()
        let sent = rig.bodies(Catalogue.submitPackageOrder)
        #expect(sent.count == 1)
        #expect(sent.first?.first { $0.name == "effectType" }?.value == "2")
        let purchases = rig.shopState().purchases
        #expect(purchases.map(\.state) == [.bought])
        #expect(purchases.first?.orderSn == "SP1")
        #expect(sent.first?.first { $0.name == "customNo" }?.value == purchases.first?.customNo)
        guard case .done(let done) = rig.shop.report else { throw Rig.Missing() }
        #expect(done.paid == Money(decimal: "30"))
    }

    @Test("An older question buys nothing once another was asked")
    func olderQuestion() async throws {
        let rig = try await Rig.inShop()
        await rig.toPackages()
        let first = try rig.question()
        _ = try rig.question()
        rig.shop.confirm(first, start: .now)
        await rig.settleDown()
        #expect(rig.bodies(Catalogue.submitPackageOrder).isEmpty)
        #expect(rig.shopState().purchases.isEmpty)
    }

    @Test("A lost reply leaves the purchase in doubt; it is not sent again, and the same is refused")
    func lost() async throws {
        let rig = try await Rig.inShop()
        await rig.toPackages()
        rig.platform.state.withLock { _ = $0.losing.insert(Catalogue.submitPackageOrder.path) }
        rig.shop.confirm(try rig.question(), start: .now)
        await rig.settleDown()
        #expect(rig.shopState().doubtful.count == 1)
        guard case .lost? = rig.shopState().purchases.first?.reason else { throw Rig.Missing() }
        rig.platform.state.withLock { $0.losing = [] }
        await rig.toPackages()
        guard case .repeats(let other) = rig.shop.buy() else { throw Rig.Missing() }
        #expect(other.state == .unknown)
        #expect(rig.bodies(Catalogue.submitPackageOrder).count == 1)
        // Looked up by hand: the card's packages carry our number.
        rig.reply(Catalogue.queryPackageFlow, #"{"items":[{"customNo":"\#(other.customNo)","orderSn":"SP9"}]}"#)
        rig.shop.go(to: .purchases)
        rig.shop.refresh()
        await rig.settleDown()
        #expect(rig.shopState().doubtful.isEmpty)
        #expect(rig.shopState().purchases.first?.orderSn == "SP9")
        #expect(rig.bodies(Catalogue.submitPackageOrder).count == 1)
    }

    @Test("What another simdeck bought meanwhile stands in the way of the question that was open")
    func boughtElsewhere() async throws {
        let rig = try await Rig.inShop()
        await rig.toPackages()
        let question = try rig.question()
        let order = PackageOrder(simNo: Rig.card(0), packageID: "7", name: nil, price: nil, effect: .now)
        let other = try await rig.purchases.buy(order)
        #expect(other.record.state == .bought)
        rig.shop.confirm(question, start: .now)
        await rig.settleDown()
        guard case .repeats(let rival) = rig.shop.report else { throw Rig.Missing() }
        #expect(rival.customNo == other.record.customNo)
        #expect(rig.bodies(Catalogue.submitPackageOrder).count == 1)
    }

    @Test("A balance known to be too small is told at once; one that shrank meanwhile before anything is sent")
    func tooLittle() async throws {
        let poor = try await Rig.inShop(balance: "29.99")
        await poor.toPackages()
        let (price, little) = (try #require(Money(decimal: "30")), try #require(Money(decimal: "29.99")))
        #expect(poor.shop.buy() == .tooLittle(price: price, balance: little))
        let rig = try await Rig.inShop()
        await rig.toPackages()
        let question = try rig.question()
        rig.platform.state.withLock { $0.balance = "29.99" }
        rig.shop.confirm(question, start: .now)
        await rig.settleDown()
        #expect(rig.shop.report == .tooLittle(price: price, balance: little))
        #expect(rig.shopState().purchases.isEmpty)
        #expect(rig.bodies(Catalogue.submitPackageOrder).isEmpty)
    }

    @Test("A read-only profile buys nothing and sends no SMS")
    func readOnly() async throws {
        let rig = try await Rig.inShop(isReadOnly: true)
        await rig.toPackages()
        #expect(rig.shopState().packages.count == 1)
        #expect(rig.shop.buy() == .readOnly)
        await rig.fillForm()
        #expect(rig.shop.buy() == .readOnly)
        #expect(rig.shop.askForCode() == .readOnly)
    }

    @Test("The order asks for what the goods want, takes places and number, and goes out once with a number of ours")
    func order() async throws {
        let rig = try await Rig.inShop()
        rig.shop.go(to: .order)
        await rig.settleDown()
        let required = rig.shopState().form.filter(\.isRequired).map(\.name)
        #expect(required.contains("captcha") && required.contains("essCityCode"))
        #expect(!rig.shopState().form.contains { $0.name == "customNo" })
        guard case .incomplete(let wrong) = rig.shop.buy() else { throw Rig.Missing() }
        #expect(wrong > 5)
        await rig.fillForm()
        rig.shop.go(to: .numbers)
        await rig.settleDown()
        #expect(rig.shopState().numbers.map(\.number) == ["13900000001", "13900000002", "13900008888"])
        rig.shop.moveCursor(by: 1)
        #expect(rig.shop.open() == .done)
        let question = try rig.question()
        #expect(question.number == "13900000002")
        #expect(question.target == "张** 138****0000")
        #expect(question.price == Money(decimal: "10.5"))
        rig.shop.confirm(question, start: .now)
        await rig.settleDown()
        let sent = rig.bodies(Catalogue.orderApply)
        #expect(sent.count == 1)
        func value(_ name: String) -> String? { sent.first?.first { $0.name == name }?.value }
        #expect(value("selectPhone") == "13900000002")
        #expect(value("countyName") == "番禺区" && value("essCityCode") == "440100")
        #expect(value("customNo") == rig.shopState().purchases.first?.customNo)
        #expect(rig.shopState().purchases.first?.target == "138****0000")
        #expect(rig.shopState().form.first { $0.name == "captcha" }?.value == "")
    }

    @Test("Without the person and the place only pretty numbers are asked, and what is lacking is named")
    func numbersWithoutPerson() async throws {
        let rig = try await Rig.inShop()
        rig.shop.go(to: .numbers)
        await rig.settleDown()
        #expect(rig.shopState().wanted.contains("certId"))
        #expect(rig.shopState().numbers == [ShopNumber(number: "13900008888", isPretty: true, price: Money(decimal: "50"))])
        #expect(rig.bodies(Catalogue.selectNumber).isEmpty)
        rig.shop.set("searchValue", to: "8a8")
        rig.shop.refresh()
        await rig.settleDown()
        #expect(rig.bodies(Catalogue.prettyNumberList).last?.first { $0.name == "number" }?.value == "88")
    }

    @Test("An SMS code is sent after a question, once")
    func code() async throws {
        let rig = try await Rig.inShop()
        await rig.fillForm()
        guard case .asks(let question) = rig.shop.askForCode() else { throw Rig.Missing() }
        #expect(question.values.contains(["certNo", "1101**********1234"]))
        #expect(rig.bodies(Catalogue.sendCode).isEmpty)
        rig.shop.confirmCode(question)
        rig.shop.confirmCode(question)
        await rig.settleDown()
        #expect(rig.bodies(Catalogue.sendCode).count == 1)
        #expect(rig.shopState().code.fetchedAt != nil)
    }

    @Test("Orders come by either number, masked until they are asked for, and settle a purchase of ours")
    func orders() async throws {
        let rig = try await Rig.inShop()
        await rig.fillForm()
        rig.platform.state.withLock { _ = $0.losing.insert(Catalogue.orderApply.path) }
        rig.shop.confirm(try rig.question(), start: .now)
        await rig.settleDown()
        let own = try #require(rig.shopState().doubtful.first?.customNo)
        rig.reply(
            Catalogue.orderSearch,
            #"{"list":[{"keyNo":"QL5","customNo":"\#(own)","status":4,"statusName":"已发货","certName":"张三丰","certNo":"110101199001011234","contactPhone":"13800000000","address":"广东省广州市示例路"}]}"#
        )
        rig.shop.go(to: .orders)
        await rig.settleDown()
        #expect(rig.bodies(Catalogue.orderSearch).last?.map(\.name) == ["customNos"])
        var row = try #require(rig.shopState().orders.first)
        #expect(row.name == "张**" && row.identity == "1101**********1234" && row.address == "广东***")
        #expect(rig.shop.togglePersonal())
        row = try #require(rig.shopState().orders.first)
        #expect(row.name == "张三丰" && row.phone == "13800000000")
        #expect(rig.shopState().doubtful.isEmpty)
        #expect(rig.shop.copied == "QL5")
        rig.shop.set("keyNos", to: "QL5 QL6")
        rig.shop.refresh()
        await rig.settleDown()
        let last = rig.bodies(Catalogue.orderSearch).suffix(2).map { $0.map { "\($0.name)=\($0.value)" } }
        #expect(last == [[#"keyNos=["QL5","QL6"]"#], [#"customNos=["QL6"]"#]])
        #expect(rig.shopState().notFound == ["QL6"])
    }

    @Test("Places are read from the tree; from another set they are dropped")
    func areas() async throws {
        let rig = try await Rig.inShop()
        await rig.fillForm()
        rig.shop.dropForeignAreas("setA")
        #expect(rig.shopState().form.first { $0.name == "city" }?.value == "440100")
        rig.shop.dropForeignAreas("setB")
        #expect(rig.shopState().form.first { $0.name == "city" }?.value == "")
    }
}
