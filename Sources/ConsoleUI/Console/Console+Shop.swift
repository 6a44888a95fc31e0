// What keys mean in the Shop pane, and what came of buying.

import CellGrid
import Localization
import SIMModel
import ViewModels

extension Console {
    /// Something that Esc goes back from.
    func shopIsOpen() -> Bool {
        let state = model.shop(height: height(of: .shop))
        return state.part != .goods || state.showsDetails
    }

    /// Enter in the Shop pane.
    func openInShop(key: Key?) {
        switch model.shopOpen() {
        case .nothing: refuse(shop: .nothingChosen)
        case .done: break
        case .field(let name, let text, let values): overlays.append(FieldPrompt(name: name, text: text, values: values))
        case .areas(let field, let tree, let depth): overlays.append(AreaChooser(field: field, tree: tree, depth: depth))
        case .order(let order): overlays.append(RowDetails.order(order, context))
        case .purchase(let purchase): overlays.append(RowDetails.purchase(purchase, context))
        case .buy: buy(key: key)
        }
    }

    /// Opens the question before a purchase. Nothing is sent before its answer.
    func buy(key: Key?) {
        switch model.shopBuy() {
        case .asks(let question):
            let (profile, platform) = account()
            display.discardPendingInput()
            overlays.append(PurchaseQuestion(question, profile: profile, platform: platform, openedBy: key, at: time.uptime))
        case .readOnly: refuse(.readOnly)
        case .noJournal: refuse(shop: .noJournal)
        case .incomplete(let count): refuse(.apiIncomplete(count))
        case .nothingChosen: refuse(shop: .nothingChosen)
        case .busy: refuse(shop: .busy)
        case .tooLittle(let price, let balance):
            refuse(shop: .tooLittle(price: price.grouped, balance: balance.grouped))
        case .repeats(let other):
            refuse(shop: .doneRepeats(customNo: other.customNo, isPackage: other.kind == .package))
        case .notHere: refuse(shop: .notHere)
        }
    }

    func askForCode(key: Key?) {
        switch model.shopAskForCode() {
        case .asks(let question):
            let (profile, platform) = account()
            display.discardPendingInput()
            overlays.append(
                CallQuestion(
                    question, profile: profile, platform: platform, settings: options.confirm, openedBy: key, at: time.uptime))
        case .readOnly: refuse(.readOnly)
        case .incomplete(let count): refuse(.apiIncomplete(count))
        default: refuse(shop: .busy)
        }
    }

    /// Types what is searched for; where nothing is, says so.
    func searchShop() {
        guard let search = model.shopSearch() else { return refuse(shop: .notSearched) }
        overlays.append(FieldPrompt(name: search.name, text: search.text, values: [], then: .refresh))
    }

    /// The form of uploadCert for the order under the cursor.
    func givePhotos() {
        guard model.shopOpenPhotos() else { return refuse(shop: .noOrderNumber) }
        go(to: .api)
    }

    func refuse(shop message: ShopMessage) { screen.notice = Notice(text: message.text(screen.language), isRefusal: true) }

    /// Tells once what became of the last confirmed purchase.
    func reportPurchase() {
        let report = model.shopReport
        guard report != screen.lastPurchase else { return }
        screen.lastPurchase = report
        guard let report, let (message, isGood) = words(report) else { return }
        screen.notice = Notice(text: message.text(screen.language), isRefusal: !isGood)
    }

    private func words(_ report: ShopReport) -> (any Message, isGood: Bool)? {
        switch report {
        case .running: return nil
        case .done(let purchase):
            let why = purchase.reason.map { ShopListsPart.reason($0, context) } ?? ""
            switch purchase.state {
            case .bought: return (ShopMessage.doneBought(purchase.name ?? purchase.item, paid: purchase.paid?.grouped), true)
            case .refused: return (ShopMessage.doneRefused(why), false)
            case .cancelled, .planned: return (ShopMessage.doneNotSent(why), false)
            case .sending, .unknown: return (ShopMessage.doneInDoubt(customNo: purchase.customNo), false)
            }
        case .repeats(let purchase):
            return (ShopMessage.doneRepeats(customNo: purchase.customNo, isPackage: purchase.kind == .package), false)
        case .tooLittle(let price, let balance):
            return (ShopMessage.tooLittle(price: price.grouped, balance: balance.grouped), false)
        case .noBalance(let error): return (ShopMessage.noBalance(error.sentence(screen.language).line), false)
        case .readOnly: return (NoticeMessage.readOnly, false)
        case .trouble(let trouble): return (JournalText.message(trouble), false)
        case .notKept(let purchase): return (ShopMessage.notKept(customNo: purchase.customNo), false)
        }
    }
}
