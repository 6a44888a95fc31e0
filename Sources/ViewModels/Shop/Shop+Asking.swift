// What the Shop pane asks the platform: once when a part is first shown, and again by hand. An answer to
// an older question is thrown away.

import Operations
import PlatformClient
import PlatformContract
import SIMModel
import StateStore

extension ShopViewModel {
    /// Numbers of orders in one call (upstream: order/search).
    static let orderLimit = 10
    private static let purchaseLimit = 200

    /// Asks again for what the part shows.
    public func refresh() {
        switch part {
        case .order:
            if let goods = focusedGoods {
                details[goods.id] = nil
                detailsAsked[goods.id] = nil
            }
            areasAsked = [:]
            askDetails()
            askBalance(again: true)
        case .purchases: settle()
        case .goods:
            detailsAsked = [:]
            if showsDetails { askDetails() }
            ask(.goods)
        case .packages:
            ask(.packages)
            askBalance(again: true)
        case .numbers, .orders: ask(part)
        }
        changes.mark()
    }

    func ask(_ part: ShopPart) {
        switch part {
        case .goods:
            run(.goods) { [self] () throws(PlatformError) in
                try await client.goods()
            } take: {
                self.goods = $0
            }
        case .numbers: askNumbers()
        case .orders: askOrders()
        case .packages:
            guard let card else { return }
            run(.packages) { [self] () throws(PlatformError) in
                try await client.orderablePackages(simNo: card)
            } take: {
                self.offers = $0.items.map(PackageOffer.init)
            }
        case .order, .purchases: break
        }
    }

    private func run<Value: Sendable>(
        _ part: ShopPart, _ call: @escaping @MainActor () async throws(PlatformError) -> Value,
        take: @escaping @MainActor (Value) -> Void
    ) {
        rounds[part, default: 0] += 1
        let round = rounds[part]
        asked[part, default: ShopAsked()].isAsking = true
        changes.mark()
        ledger.start { [self] in
            do throws(PlatformError) {
                let value = try await call()
                guard round == rounds[part] else { return }
                take(value)
                asked[part] = ShopAsked(fetchedAt: time.wall)
            } catch {
                onProblem(error)
                guard round == rounds[part] else { return }
                asked[part]?.problem = error
                asked[part]?.isAsking = false
            }
            changes.mark()
        }
    }

    /// Everything an order of the goods under the cursor must know; once, until asked again.
    func askDetails() {
        guard let id = focusedGoods?.id, detailsAsked[id] == nil else { return askAreas() }
        detailsAsked[id] = ShopAsked(isAsking: true)
        ledger.start { [self] in
            do throws(PlatformError) {
                details[id] = try await client.goodsDetails(id)
                detailsAsked[id] = ShopAsked(fetchedAt: time.wall)
                askAreas()
            } catch {
                onProblem(error)
                // Entering again asks again.
                detailsAsked[id] = nil
                lastDetailsProblem = (id, error)
            }
            changes.mark()
        }
    }

    /// The set of area codes that the goods name.
    private func askAreas() {
        guard let set = focusedDetails?.provinceCode, !set.isEmpty else { return }
        dropForeignAreas(set)
        guard areasAsked[set] == nil else { return }
        areasAsked[set] = ShopAsked(isAsking: true)
        ledger.start { [self] in
            do throws(PlatformError) {
                areas[set] = ShopArea.read(try await client.provinces(set))
                areasAsked[set] = ShopAsked(fetchedAt: time.wall)
            } catch {
                onProblem(error)
                areasAsked[set] = ShopAsked(problem: error)
            }
            changes.mark()
        }
    }

    /// The account's money, when nobody has asked for a minute.
    func askBalance(again: Bool = false) {
        if !again, let balance, time.wall - balance.fetchedAt < .minutes(1) { return }
        ledger.start { [self] in
            do throws(PlatformError) {
                let reply = try await client.accountAssets()
                balance = reply.assets.main.balance.map { ShopBalance(money: $0, fetchedAt: reply.receivedAt) }
            } catch {
                onProblem(error)
            }
            changes.mark()
        }
    }

    // MARK: numbers

    /// Fields of selectNumber by their names in the order's form.
    private static let sameFields: [(form: String, number: String)] = [
        ("promoCode", "promoCode"), ("province", "provinceCode"), ("city", "cityCode"), ("county", "countyCode"),
        ("goodsId", "goodsId"), ("certName", "certName"), ("certId", "certNo"), ("contractPhone", "contactPhone"),
    ]

    /// What the form lacks for the platform to offer numbers, by the form's names.
    var wanted: [String] {
        Self.sameFields.map(\.form).filter { forms.text($0, of: endpoint).isEmpty }
    }

    private func askNumbers() {
        fillGoods()
        let digits = digits
        var values = Self.sameFields.map { WireField($0.number, forms.text($0.form, of: endpoint)) }
        if !digits.isEmpty { values.append(WireField("searchValue", digits)) }
        let canOffer = wanted.isEmpty
        run(.numbers) { [self] () throws(PlatformError) in
            var (offered, refusal) = ([String](), PlatformError?.none)
            if canOffer {
                do throws(PlatformError) { offered = try await client.pickNumber(values).numbers } catch { refusal = error }
            }
            do throws(PlatformError) {
                let pretty = try await client.prettyNumbers(page: 1, pageSize: 200, number: digits.isEmpty ? nil : digits)
                return (pretty, offered, refusal)
            } catch {
                // What was offered is of use without the other list.
                guard !offered.isEmpty else { throw error }
                return (OpenItems(nil), offered, error)
            }
        } take: { (pretty: OpenItems, offered: [String], problem: PlatformError?) in
            self.offered = offered.map { ShopNumber(number: $0, isPretty: false) }
            self.pretty = pretty.items.compactMap { item in
                (item.text("number") ?? item.text("phone")).map {
                    ShopNumber(number: $0, isPretty: true, price: item.text("price").flatMap { Money(decimal: $0) })
                }
            }
            self.offerProblem = problem
            if let problem { self.onProblem(problem) }
            self.cursors[.numbers] = nil
        }
    }

    // MARK: orders

    /// By the numbers typed, else the newest orders made from here. A word is looked for as the platform's
    /// number first, and what is not found as ours: both in one call would mean AND.
    private func askOrders() {
        let words = query.split { " ,;\t，；、".contains($0) }.map(String.init)
        let own = purchases.filter { $0.kind == .order && $0.sentAt != nil }.prefix(Self.orderLimit).map(\.customNo)
        let limit = Self.orderLimit
        guard words.count <= limit else {
            asked[.orders, default: ShopAsked()].problem = PlatformError(
                .invalidRequest("\(words.count) numbers of orders, at most \(limit) a call"), sent: .notSent,
                endpoint: Catalogue.orderSearch.id)
            return
        }
        guard !words.isEmpty || !own.isEmpty else {
            orders = []
            notFound = []
            asked[.orders] = ShopAsked(fetchedAt: nil)
            return
        }
        run(.orders) { [self] () throws(PlatformError) in
            var found: [ShopOrder] = []
            if !words.isEmpty { found = try await client.orders(keyNos: words, customNos: []) }
            let rest = words.isEmpty ? Array(own) : words.filter { word in !found.contains { $0.keyNo == word } }
            if !rest.isEmpty { found += try await client.orders(keyNos: [], customNos: rest) }
            return found
        } take: { (found: [ShopOrder]) in
            self.orders = found.sorted { ($0.createdAt ?? .init(milliseconds: 0)) > ($1.createdAt ?? .init(milliseconds: 0)) }
            self.notFound = words.filter { word in !found.contains { $0.keyNo == word || $0.customNo == word } }
            self.note(found)
        }
    }

    /// An order that carries a number of ours settles its purchase.
    private func note(_ found: [ShopOrder]) {
        let sightings = found.map {
            OrderSighting(customNo: $0.customNo, keyNo: $0.keyNo, status: $0.status, statusName: $0.statusName)
        }
        // What cannot be written down now is looked up again by hand; the list shows it in any case.
        ledger.start { [self] in apply((try? await runner.note(sightings, by: "search")) ?? []) }
    }

    // MARK: purchases

    func loadPurchases() {
        hasLoaded = true
        ledger.start { [self] in
            do throws(StoreError) {
                purchases = try await runner.recent(limit: Self.purchaseLimit)
                journalTrouble = nil
            } catch {
                journalTrouble = JournalTrouble(error)
            }
            changes.mark()
        }
    }

    /// Committed changes of purchases. They come by two ways, so an older one may come late: no state
    /// leads back towards sending.
    func apply(_ records: [PurchaseRecord]) {
        func rank(_ state: PurchaseState) -> Int {
            switch state {
            case .planned: 0
            case .sending: 1
            case .unknown: 2
            case .bought, .refused, .cancelled: 3
            }
        }
        for record in records {
            if let index = purchases.firstIndex(where: { $0.id == record.id }) {
                let old = purchases[index]
                guard (rank(old.state), old.updatedAt) <= (rank(record.state), record.updatedAt) else { continue }
                purchases[index] = record
            } else {
                purchases.insert(record, at: purchases.firstIndex { $0.id < record.id } ?? purchases.count)
            }
        }
        changes.mark()
    }

    /// Looks up what is in doubt; what cannot be found stays so.
    private func settle() {
        asked[.purchases, default: ShopAsked()].isAsking = true
        ledger.start { [self] in
            do throws(StoreError) {
                let search = try await runner.settle()
                for error in search.errors { onProblem(error) }
                asked[.purchases] = ShopAsked(fetchedAt: time.wall, problem: search.errors.first)
                purchases = try await runner.recent(limit: Self.purchaseLimit)
                journalTrouble = nil
            } catch {
                asked[.purchases]?.isAsking = false
                journalTrouble = JournalTrouble(error)
            }
            changes.mark()
        }
    }
}
