// The Shop pane: what is on sale, numbers to pick, the order's form, orders, the packages of a card, and
// the purchases made from here. Nothing is bought without a question; see Shop+Buying.swift.

import Operations
import PlatformClient
import PlatformContract
public import SIMModel
import StateStore

/// Intents and view state of the Shop pane.
@MainActor public final class ShopViewModel {
    let client: PlatformClient
    let cards: CardsViewModel
    let runner: PurchaseRunner
    let ledger: WorkLedger
    let changes: ChangeSignal
    let time: any TimeSource
    /// Told when a call failed.
    var onProblem: (PlatformError) -> Void = { _ in }

    var part = ShopPart.goods
    var cursors: [ShopPart: ListCursor] = [:]
    var asked: [ShopPart: ShopAsked] = [:]
    /// Which question of a part was the last: an older one's answer is thrown away.
    var rounds: [ShopPart: Int] = [:]
    var showsPersonal = false

    var goods: [Goods] = []
    /// By goods.
    var details: [Int64: GoodsDetails] = [:]
    var detailsAsked: [Int64: ShopAsked] = [:]
    var lastDetailsProblem: (id: Int64, error: PlatformError)?
    var showsDetails = false

    var offered: [ShopNumber] = []
    var pretty: [ShopNumber] = []
    var offerProblem: PlatformError?
    var digits = ""

    let endpoint: Endpoint
    var forms = APIForms()
    /// By the goods' set of area codes.
    var areas: [String: [ShopArea]] = [:]
    var areasAsked: [String: ShopAsked] = [:]
    /// The set that the form's places were chosen from.
    var areaSet: String?
    var codeProposal: (id: Int, values: [WireField])?
    /// The SMS code is being asked for.
    var isAskingCode = false
    /// How the last wish for a code went.
    var code = ShopAsked()

    var orders: [ShopOrder] = []
    var query = ""
    var notFound: [String] = []

    var card: CardNumber?
    var offers: [PackageOffer] = []

    var purchases: [PurchaseRecord] = []
    var journalTrouble: JournalTrouble?
    var hasLoaded = false
    var balance: ShopBalance?
    var proposal: (id: Int, deed: Deed)?
    var questions = 0
    public internal(set) var report: ShopReport?

    /// What a confirmed question buys.
    enum Deed {
        case package(PackageOrder)
        case order(CardOrder)
    }

    init(
        client: PlatformClient, cards: CardsViewModel, runner: PurchaseRunner, ledger: WorkLedger, changes: ChangeSignal,
        time: any TimeSource
    ) {
        self.client = client
        self.cards = cards
        self.runner = runner
        self.ledger = ledger
        self.changes = changes
        self.time = time
        var endpoint = client.configuration.effective(Catalogue.orderApply)
        // Made by the runner, and never used twice.
        endpoint.parameters.removeAll { $0.name == "customNo" }
        self.endpoint = endpoint
    }

    // MARK: moving

    func count(_ part: ShopPart) -> Int {
        switch part {
        case .goods: goods.count
        case .numbers: offered.count + pretty.count
        case .order: endpoint.parameters.count
        case .orders: orders.count
        case .packages: offers.count
        case .purchases: purchases.count
        }
    }

    func place(_ part: ShopPart) -> Int? { cursors[part, default: ListCursor()].position(in: count(part)) }
    var focusedGoods: Goods? { place(.goods).map { goods[$0] } }
    var focusedDetails: GoodsDetails? { focusedGoods.flatMap { details[$0.id] } }

    public func moveCursor(by steps: Int) { move { $0.move(by: steps, count: $1) } }
    public func moveToFirst() { move { $0.moveTo(0, count: $1) } }
    public func moveToLast() { move { $0.moveTo($1 - 1, count: $1) } }
    public func movePage(_ pages: Double) { move { $0.movePage(pages, count: $1) } }

    private func move(_ step: (inout ListCursor, Int) -> Void) {
        step(&cursors[part, default: ListCursor()], count(part))
        if part == .goods, showsDetails { askDetails() }
        changes.mark()
    }

    /// The pane is on the screen: what its part shows is asked once.
    public func shown() {
        if !hasLoaded { loadPurchases() }
        enter()
    }

    /// Goes to a part.
    public func go(to next: ShopPart) {
        part = next
        enter()
        changes.mark()
    }

    /// The part after or before; the ends are ends.
    public func step(by steps: Int) {
        let all = ShopPart.allCases
        let index = (all.firstIndex(of: part) ?? 0) + steps
        go(to: all[max(0, min(all.count - 1, index))])
    }

    /// Back towards the goods; false when they are what is shown.
    @discardableResult
    public func back() -> Bool {
        if part == .goods, showsDetails {
            showsDetails = false
            changes.mark()
            return true
        }
        guard part != .goods else { return false }
        go(to: .goods)
        return true
    }

    private func enter() {
        switch part {
        case .goods, .numbers: askOnce(part)
        case .order:
            askOnce(.goods)
            fillGoods()
            askDetails()
            askBalance()
        case .orders: askOnce(.orders)
        case .packages:
            if let focused = cards.focusedCard, focused != card { take(card: focused) } else { askOnce(.packages) }
            askBalance()
        case .purchases: break
        }
    }

    private func askOnce(_ part: ShopPart) {
        let asked = asked[part] ?? ShopAsked()
        if asked.fetchedAt == nil, !asked.isAsking { ask(part) }
    }

    /// Shows what can be bought for a card.
    public func openPackages(of number: CardNumber) {
        if number == card { ask(.packages) } else { take(card: number) }
        part = .packages
        askBalance()
        changes.mark()
    }

    private func take(card number: CardNumber) {
        card = number
        offers = []
        asked[.packages] = nil
        cursors[.packages] = nil
        ask(.packages)
    }

    /// True when personal data is shown now.
    public func togglePersonal() -> Bool {
        showsPersonal.toggle()
        changes.mark()
        return showsPersonal
    }

    // MARK: Enter

    /// Enter.
    public func open() -> ShopOpening {
        switch part {
        case .goods:
            guard focusedGoods != nil else { return .nothing }
            showsDetails = true
            askDetails()
            changes.mark()
            return .done
        case .numbers:
            guard let index = place(.numbers) else { return .nothing }
            pick((offered + pretty)[index])
            return .done
        case .order: return openField()
        case .orders: return place(.orders).map { .order(row(orders[$0])) } ?? .nothing
        case .packages: return offers.isEmpty ? .nothing : .buy
        case .purchases: return place(.purchases).map { .purchase(ShopPurchase(purchases[$0])) } ?? .nothing
        }
    }

    /// What `/` types: digits of numbers, or the numbers of orders; nil where nothing is searched.
    public var search: (name: String, text: String)? {
        switch part {
        case .numbers: (Self.digitsField, digits)
        case .orders: (Self.queryField, query)
        case .goods, .order, .packages, .purchases: nil
        }
    }

    static let digitsField = "searchValue"
    static let queryField = "keyNos"

    /// A field as typed so far.
    public func set(_ name: String, to text: String) {
        switch part {
        case .numbers where name == Self.digitsField: digits = text.filter(\.isWholeNumber)
        case .orders where name == Self.queryField: query = text
        default: forms.set(name, text, of: endpoint)
        }
        changes.mark()
    }

    /// What is copied: the number of what is under the cursor.
    public var copied: String? {
        switch part {
        case .goods: return focusedGoods.map { "\($0.id)" }
        case .numbers: return place(.numbers).map { (offered + pretty)[$0].number }
        case .order:
            let number = forms.text("selectPhone", of: endpoint)
            return number.isEmpty ? nil : number
        case .orders: return place(.orders).flatMap { orders[$0].keyNo ?? orders[$0].customNo }
        case .packages: return place(.packages).flatMap { offers[$0].id }
        case .purchases: return place(.purchases).map { purchases[$0].orderSn ?? purchases[$0].customNo }
        }
    }
}
