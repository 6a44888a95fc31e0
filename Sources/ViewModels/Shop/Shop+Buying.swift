// Buying from the Shop pane: a question first, then the purchase runner, once. It writes a number of
// ours down before it sends, sends once, and never again; see Operations/PurchaseRunner.swift.

import Operations
import PlatformClient
import PlatformContract
import SIMModel
import StateStore

extension ShopViewModel {
    /// The question before the purchase of what the part shows, or why there is none.
    public func buy() -> ShopBuyAnswer {
        guard part == .order || part == .packages else { return .notHere }
        if client.configuration.isReadOnly { return .readOnly }
        if journalTrouble != nil || !hasLoaded { return .noJournal }
        if isBuying { return .busy }
        return part == .order ? askOrder() : askPackage()
    }

    private func askPackage() -> ShopBuyAnswer {
        guard let card, let index = place(.packages), let id = offers[index].id else { return .nothingChosen }
        let offer = offers[index]
        if let other = rival(.package, card.description, id) { return .repeats(other) }
        let order = PackageOrder(simNo: card, packageID: id, name: offer.name, price: offer.price, effect: .now)
        return ask(
            .package(order),
            ShopQuestion(
                id: 0, kind: .package, item: id, name: offer.name, target: card.description, number: nil, price: offer.price,
                balance: balance, now: time.wall))
    }

    private func askOrder() -> ShopBuyAnswer {
        fillGoods()
        let wrong = fields(showsPersonal: true).count { $0.problem != nil }
        guard wrong == 0 else {
            goToFirstToFill()
            changes.mark()
            return .incomplete(wrong)
        }
        let values = forms.values(of: endpoint)
        func text(_ name: String) -> String { forms.text(name, of: endpoint) }
        let id = text("goodsId")
        let known = focusedDetails?.goods ?? focusedGoods
        let order = CardOrder(goodsID: id, goodsName: known?.name, price: known?.price, fields: values)
        let (name, phone) = (text("certName"), text("contractPhone"))
        if let other = rival(.order, Masking.phone.mask(phone), id) { return .repeats(other) }
        let target = showsPersonal ? "\(name) \(phone)" : "\(Masking.name.mask(name)) \(Masking.phone.mask(phone))"
        let number = text("selectPhone")
        return ask(
            .order(order),
            ShopQuestion(
                id: 0, kind: .order, item: id, name: known?.name, target: target, number: number.isEmpty ? nil : number,
                price: known?.price, balance: balance, now: time.wall))
    }

    /// The runner refuses it too, whatever simdeck sent the other one; here it is told before the price is typed.
    private func rival(_ kind: PurchaseKind, _ target: String, _ item: String) -> ShopPurchase? {
        let since = time.wall - PurchaseRunner.repeatWindow
        return purchases.first { other in
            guard other.kind == kind, other.target == target, other.item == item else { return false }
            return !other.state.isEnd || (other.state == .bought && other.updatedAt > since)
        }.map { ShopPurchase($0) }
    }

    private func ask(_ deed: Deed, _ question: ShopQuestion) -> ShopBuyAnswer {
        if let price = question.price, let balance, balance.money < price {
            return .tooLittle(price: price, balance: balance.money)
        }
        questions += 1
        proposal = (questions, deed)
        var question = question
        question.id = questions
        return .asks(question)
    }

    /// Buys. Only the question that was asked last can be confirmed, and only once.
    public func confirm(_ question: ShopQuestion, start: ShopStart) {
        guard let proposal, proposal.id == question.id, !isBuying else { return }
        self.proposal = nil
        report = .running
        part = .purchases
        cursors[.purchases] = nil
        changes.mark()
        ledger.start { [self] in
            do throws(PurchaseError) {
                let outcome: PurchaseOutcome
                switch proposal.deed {
                case .package(var order):
                    order.effect = start == .now ? .now : .nextMonth
                    outcome = try await runner.buy(order)
                case .order(let order): outcome = try await runner.apply(order)
                }
                if let error = outcome.error { onProblem(error) }
                apply([outcome.record])
                let purchase = ShopPurchase(outcome.record)
                report = outcome.storeFailure == nil ? .done(purchase) : .notKept(purchase)
                // The code is spent, the number is taken.
                if purchase.kind == .order, purchase.state != .cancelled {
                    for name in ["captcha", "selectPhone"] { forms.set(name, "", of: endpoint) }
                    asked[.orders] = nil
                }
            } catch {
                report = report(for: error)
            }
            askBalance(again: true)
            changes.mark()
        }
    }

    /// A confirmed purchase has no answer yet.
    public var isBuying: Bool { report == .running }

    private func report(for error: PurchaseError) -> ShopReport {
        switch error {
        case .readOnly: return .readOnly
        case .store(let error):
            journalTrouble = JournalTrouble(error)
            return .trouble(JournalTrouble(error))
        case .repeats(let record): return .repeats(ShopPurchase(record))
        case .balanceTooLow(let price, let balance): return .tooLittle(price: price, balance: balance)
        case .balanceUnknown(let error):
            onProblem(error)
            return .noBalance(error)
        }
    }
}
