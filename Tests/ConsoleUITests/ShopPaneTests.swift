// The Shop pane and the question before a purchase as an operator meets them.

import CellGrid
import Localization
import SIMModel
import TestSupport
import Testing
import ViewModels

@testable import ConsoleUI

@Suite("The Shop pane and buying")
@MainActor struct ShopPaneTests {
    private func everywhere(_ name: String, _ state: ShopViewState, editor: LineEditor? = nil) {
        for size in GoldenTests.sizes {
            for language in Language.allCases {
                GoldenTests.check(name, size, language) { surface in
                    var context = PaneContext(language: language)
                    context.fieldEditor = editor
                    return ShopPane.render(state, into: surface, context: context)
                }
            }
        }
    }

    @Test("Goods, details, numbers, the form, orders masked, packages, purchases in doubt; failed and empty ones")
    func parts() {
        everywhere("shop/goods", Fixture.shop(.goods))
        var details = Fixture.shop(.goods)
        details.showsDetails = true
        everywhere("shop/details", details)
        everywhere("shop/numbers", Fixture.shop(.numbers))
        var wanting = Fixture.shop(.numbers)
        wanting.wanted = ["promoCode", "certName", "certId"]
        wanting.offerProblem = PlatformError(
            .refused(code: 0, message: "M1 没有符合条件的号码"), sent: .answered, endpoint: "selectNumber")
        everywhere("shop/numbers-typing", wanting, editor: LineEditor("888"))
        everywhere("shop/order", Fixture.shop(.order))
        var ready = Fixture.shop(.order)
        for index in ready.form.indices {
            ready.form[index].problem = nil
            if ready.form[index].value.isEmpty { ready.form[index].value = "123456" }
        }
        ready.cursor = 12
        ready.code = ShopAsked(fetchedAt: Fixture.now - .seconds(20))
        everywhere("shop/order-ready", ready)
        everywhere("shop/orders", Fixture.shop(.orders))
        everywhere("shop/packages", Fixture.shop(.packages))
        everywhere("shop/purchases", Fixture.doubtfulShop())
        var failed = Fixture.shop(.goods)
        (failed.goods, failed.goodsCursor, failed.details) = ([], nil, nil)
        failed.asked[.goods] = ShopAsked(problem: Fixture.unreachable)
        everywhere("shop/failed", failed)
        var older = Fixture.shop(.packages)
        older.asked[.packages]?.problem = Fixture.unreachable
        (older.isReadOnly, older.balance) = (true, nil)
        everywhere("shop/older", older)
    }

    @Test("The questions, the places and the details, in both languages", arguments: Language.allCases)
    func overlays(_ language: Language) {
        func shot(_ name: String, _ act: (Operator) -> Void) {
            let person = Operator(80, 24, options: ConsoleOptions(language: language))
            person.press("7")
            act(person)
            let file = "overlay/shop-\(name).\(language.rawValue)"
            #expect(Golden.compare(GoldenTests.dump(person.display.last, person.display.cursor), file) == .same)
        }
        shot("question") { person in
            person.model.shopAnswer = .asks(Fixture.shopQuestion())
            person.press("x")
            person.waitForQuestion()
            person.press("Tab", "2", "Enter")
        }
        shot("question-unknown") { person in
            person.model.shopAnswer = .asks(Fixture.shopQuestion(.order, price: nil, balance: false))
            person.press("x")
        }
        shot("places") { person in
            person.model.shopOpening = .areas(field: "province", Fixture.areas, depth: 3)
            person.press("Enter", "Enter")
        }
        shot("order") { person in
            person.model.shopOpening = .order(Fixture.shop(.orders).orders[0])
            person.press("Enter")
        }
        shot("purchase") { person in
            person.model.shopOpening = .purchase(Fixture.doubtfulShop().purchases[0])
            person.press("Enter")
        }
    }

    @Test("7 goes there, l and h go through its parts, Esc and q go back to the goods before anything else")
    func moving() {
        let person = Operator()
        person.press("7", "l", "l")
        #expect(person.console.screen.focus == .shop)
        #expect(person.model.shopPart == .order)
        person.press("q")
        #expect(person.model.shopPart == .goods)
        #expect(person.quits == 0)
        person.press("l", "y", "e", "P")
        #expect(person.display.copied == ["QL00000000demo"])
        #expect(person.exported.first?.text.contains("13900008888,true,50.00,") == true)
        #expect(person.model.shopPersonal)
    }

    @Test("Nothing but the price and Enter buys; keys typed ahead, held or pasted are thrown away; Esc sends nothing")
    func question() {
        let person = Operator()
        person.model.shopAnswer = .asks(Fixture.shopQuestion())
        person.press("7")
        person.console.handle([.key(Key("x")), .key(Key("3")), .key(Key("0")), .key(Key(.enter))])
        #expect(person.model.shopBought.isEmpty)
        #expect(person.display.discards == 1)
        person.waitForQuestion()
        person.press("Enter", "y", "Enter")
        person.console.handle([.paste("30")])
        person.press("Backspace", "Enter", "2", "9", "Enter")
        #expect(person.model.shopBought.isEmpty)
        #expect(person.console.overlays.last is PurchaseQuestion)
        person.press("Backspace", "Backspace", "3", "0", "Tab", "Enter")
        #expect(person.model.shopBought.map(\.0) == [Fixture.shopQuestion()])
        #expect(person.model.shopBought.map(\.1) == [.nextMonth])
        #expect(person.console.overlays.isEmpty)
        person.press("x")
        person.waitForQuestion()
        person.press("3", "0", "Esc")
        #expect(person.model.shopBought.count == 1)
        #expect(person.console.overlays.isEmpty)
    }

    @Test("Where no price is told the thing's number is typed")
    func noPrice() {
        let person = Operator()
        person.model.shopAnswer = .asks(Fixture.shopQuestion(.order, price: nil))
        person.press("7", "x")
        person.waitForQuestion()
        person.press("3", "Enter", "Backspace", "7", "Enter")
        #expect(person.model.shopBought.count == 1)
    }

    @Test("What is not bought says why, and what became of a purchase is told once")
    func told() {
        let person = Operator(160, 24)
        person.press("7")
        func says(_ answer: ShopBuyAnswer, _ words: String) {
            person.model.shopAnswer = answer
            person.press("x")
            #expect(person.display.lines.last?.contains(words) == true, "\(answer): \(person.display.lines.last ?? "")")
        }
        let (ten, five) = (Money(tenThousandths: 100_000), Money(tenThousandths: 50_000))
        says(.readOnly, "Read-only")
        says(.noJournal, "cannot be written down")
        says(.incomplete(2), "2 fields are not right yet")
        says(.nothingChosen, "Nothing that can be bought")
        says(.busy, "no answer yet")
        says(.tooLittle(price: ten, balance: five), "it costs ¥10.00, the balance is ¥5.00")
        says(.repeats(Fixture.purchase(.unknown)), "is in doubt or was just made")
        says(.notHere, "Order and Packages buy")
        func reports(_ report: ShopReport, _ words: String) {
            person.model.shopReport = report
            person.press("j")
            #expect(person.display.lines.last?.contains(words) == true, "\(report): \(person.display.lines.last ?? "")")
            person.press("j")
            #expect(person.display.lines.last?.contains(words) == false)
        }
        reports(.done(Fixture.purchase(.bought)), "Bought: 10GB 月包, paid ¥30.00")
        reports(.done(Fixture.purchase(.refused, reason: .platform("账户余额不足"))), "refused: 账户余额不足")
        reports(
            .done(Fixture.purchase(.unknown)),
            "IN DOUBT: sdabcdefghijklmnopqrstuvw3 may have been bought. Not sent again. Find out: simdeck package settle")
        reports(.repeats(Fixture.purchase(.unknown)), "simdeck package buy --again")
        reports(.tooLittle(price: ten, balance: five), "it costs ¥10.00")
        reports(.noBalance(Fixture.unreachable), "balance could not be asked")
        reports(.notKept(Fixture.purchase(.bought)), "could not be written down")
    }

    @Test("Where not all tabs fit, neighbours share a blank; nothing is lost, the brackets stand")
    func tabs() {
        func line(_ width: Int) -> String {
            let canvas = Canvas(Size(columns: width, rows: 1))
            TabBar.render(Fixture.status(), focus: .shop, into: canvas.surface, context: PaneContext(language: .en))
            return GridText.lines(canvas.grid)[0]
        }
        let wide = line(160)
        let needs = wide.prefix { $0 != "]" }.count + 1 + " 8 API ".count
        #expect(wide.contains("  3 Assets  4 History  "))
        let tight = line(needs + 2)
        #expect(tight.contains(" 3 Assets 4 History "))
        #expect(tight.contains("[7 Shop]8 API"))
        #expect(tight.contains("EN"))
    }

    @Test("Digits are asked for with /, a place level by level, a code by m and y; . then p opens the card's packages")
    func keys() {
        let person = Operator()
        person.press("7", "/")
        #expect(person.console.overlays.isEmpty)
        person.press("l", "/", "8", "8", "Enter")
        #expect(person.model.shopTyped.map(\.text) == ["8", "88"])
        person.model.shopOpening = .areas(field: "province", Fixture.areas, depth: 3)
        person.press("Enter", "广", "Enter", "Esc", "Enter", "Down", "Enter")
        #expect(person.model.shopPlaces.map(\.code) == ["440000", "440300"])
        person.press("m")
        person.waitForQuestion()
        person.press("y")
        #expect(person.model.shopCodes == 1)
        #expect(person.model.apiConfirmed.isEmpty)
        person.press("u")
        #expect(person.console.screen.focus == .shop)
        person.press("l", "l", "u")
        #expect(person.console.screen.focus == .api)
        person.press("1", ".", "p")
        #expect(person.console.screen.focus == .shop)
        #expect(person.model.opened.map(\.0) == [.packages])
        #expect(person.model.shopPart == .packages)
    }
}
