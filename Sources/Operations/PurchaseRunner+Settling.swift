// Purchases in doubt: looked for on the platform by our own number, never by guess. What cannot be
// found stays in doubt, and says where a person can look.

public import PlatformClient
import PlatformContract
import SIMModel
public import StateStore

extension PurchaseRunner {
    /// One pass over the unknown ones (all, or those of `ids`).
    public func settle(_ ids: [PurchaseID]? = nil) async throws(StoreError) -> PurchaseSearch {
        try await saveReplies()
        let wanted = ids.map(Set.init)
        let doubtful = try await journal.open().filter { record in
            record.state == .unknown && (wanted?.contains(record.id) ?? true)
        }
        var search = PurchaseSearch()
        let orders = doubtful.filter { $0.kind == .order }
        let limit = Catalogue.orderSearch.parameter("customNos")?.limit ?? 10
        for start in stride(from: 0, to: orders.count, by: limit) {
            try await lookUp(orders: Array(orders[start..<min(start + limit, orders.count)]), &search)
        }
        let packages = Dictionary(grouping: doubtful.filter { $0.kind == .package }, by: \.target)
        for (target, records) in packages.sorted(by: { $0.key < $1.key }) {
            try await lookUp(packages: records, of: target, &search)
        }
        for record in doubtful { search.records.append(try await journal.record(record.id) ?? record) }
        return search
    }

    /// What a callback or an order search of the person told: settles what carries our numbers.
    @discardableResult
    public func note(
        _ orders: [OrderSighting], by source: String = "callback"
    ) async throws(StoreError) -> [PurchaseRecord] {
        var changed: [PurchaseRecord] = []
        for order in orders {
            guard let customNo = order.customNo, let record = try await journal.record(customNo: customNo),
                record.kind == .order
            else { continue }
            if let after = try await commit(record, .listed(order, by: source)) { changed.append(after) }
        }
        return changed
    }

    private func lookUp(orders: [PurchaseRecord], _ search: inout PurchaseSearch) async throws(StoreError) {
        let found: [OrderSighting]
        do throws(PlatformError) {
            found = try await port.orders(customNos: orders.map(\.customNo))
        } catch { return search.errors.append(error) }
        for record in orders {
            let order = found.first { $0.customNo == record.customNo }
            _ = try await commit(record, order.map { .listed($0, by: "search") } ?? .notListed)
        }
    }

    private func lookUp(
        packages: [PurchaseRecord], of target: String, _ search: inout PurchaseSearch
    ) async throws(StoreError) {
        guard let card = CardNumber(target) else { return }
        let found: [PackageSighting]
        do throws(PlatformError) {
            found = try await port.packages(of: card)
        } catch { return search.errors.append(error) }
        // Only a reply that shows numbers of ours can say that one is not among them.
        let showsNumbers = found.contains { $0.customNo != nil }
        for record in packages {
            let own = found.first { $0.customNo == record.customNo }.map {
                OrderSighting(customNo: $0.customNo, keyNo: $0.orderSn, status: nil, statusName: nil)
            }
            let absent: PurchaseEvent = showsNumbers ? .notListed : .cannotTell
            _ = try await commit(record, own.map { .listed($0, by: "search") } ?? absent)
        }
    }
}
