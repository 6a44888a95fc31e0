// A purchase runner over a real journal, with a shop in the test's hand that counts what it sold.

import Operations
import PlatformClient
import PlatformContract
import SIMModel
import StateStore
import Synchronization
import TestSupport

/// The platform's side of buying: every accepted call takes money, a number already used or not.
final class FakeShop: PurchasePort {
    enum Answer: Sendable {
        /// Sold, and the reply arrives.
        case sell
        /// Sold, and the reply is dropped.
        case sellSilently
        /// Not sold, and nobody hears it.
        case loseRequest
        case refuse(code: Int, String)
        case fail(PlatformError.Kind, SendCertainty)
    }

    struct Sale: Hashable, Sendable {
        var customNo: String
        var target: String
    }

    private struct State {
        var answers: [Answer] = []
        var calls: [String] = []
        var sold: [Sale] = []
        var balance = Money(decimal: "10")
        var balanceFailure: PlatformError?
        var showsNumbers = true
        var searchFailure: PlatformError?
        var searches: [[String]] = []
        var traces = 0
        var onCall: (@Sendable () async -> Void)?
    }

    private let state = Mutex(State())
    let isReadOnly: Bool
    let price = Money(tenThousandths: 30_000)

    init(isReadOnly: Bool = false) { self.isReadOnly = isReadOnly }

    /// The customNo of every call that spends, in order.
    var calls: [String] { state.withLock { $0.calls } }
    var sold: [Sale] { state.withLock { $0.sold } }
    var searches: [[String]] { state.withLock { $0.searches } }
    /// The next calls are answered so; after them all are sold.
    func answer(_ answers: Answer...) { state.withLock { $0.answers += answers } }
    func set(balance: String?, failure: PlatformError? = nil) {
        state.withLock { ($0.balance, $0.balanceFailure) = (balance.flatMap { Money(decimal: $0) }, failure) }
    }
    func hideNumbers() { state.withLock { $0.showsNumbers = false } }
    func failSearches(_ failure: PlatformError?) { state.withLock { $0.searchFailure = failure } }
    /// Runs when a call has arrived, before its answer leaves.
    func onCall(_ body: (@Sendable () async -> Void)?) { state.withLock { $0.onCall = body } }

    func newTraceID() -> String {
        state.withLock { state in
            state.traces += 1
            return padded(state.traces, 32)
        }
    }

    func balance() async throws(PlatformError) -> Money? {
        let (balance, failure) = state.withLock { ($0.balance, $0.balanceFailure) }
        if let failure { throw failure }
        return balance
    }

    func buy(_ order: PackageOrder, customNo: String, traceID: String) async throws(PlatformError) -> PurchaseReceipt {
        try await spend(customNo, target: order.simNo.description, endpoint: "submitPackageOrder")
        return PurchaseReceipt(orderSn: "SP-" + customNo, paid: price)
    }

    func apply(_ order: CardOrder, customNo: String, traceID: String) async throws(PlatformError) -> PurchaseReceipt {
        try await spend(customNo, target: "order", endpoint: "orderApply")
        return PurchaseReceipt(orderSn: "QL-" + customNo)
    }

    private func spend(_ customNo: String, target: String, endpoint: String) async throws(PlatformError) {
        let (answer, hook) = state.withLock { state in
            state.calls.append(customNo)
            let answer = state.answers.isEmpty ? Answer.sell : state.answers.removeFirst()
            switch answer {
            case .sell, .sellSilently:
                state.sold.append(Sale(customNo: customNo, target: target))
                state.balance = state.balance.map { $0 - price }
            case .loseRequest, .refuse, .fail: break
            }
            return (answer, state.onCall)
        }
        await hook?()
        switch answer {
        case .sell: return
        case .sellSilently, .loseRequest:
            throw PlatformError(.connectionLost("reset"), sent: .mayHaveBeenSent, endpoint: endpoint)
        case .refuse(let code, let message):
            throw PlatformError(.refused(code: code, message: message), sent: .answered, endpoint: endpoint)
        case .fail(let kind, let sent): throw PlatformError(kind, sent: sent, endpoint: endpoint)
        }
    }

    func orders(customNos: [String]) async throws(PlatformError) -> [OrderSighting] {
        let (sold, failure) = state.withLock { state in
            state.searches.append(customNos)
            return (state.sold, state.searchFailure)
        }
        if let failure { throw failure }
        return sold.filter { customNos.contains($0.customNo) }.map {
            OrderSighting(customNo: $0.customNo, keyNo: "QL-" + $0.customNo, status: 999, statusName: "待受理")
        }
    }

    func packages(of card: CardNumber) async throws(PlatformError) -> [PackageSighting] {
        let (sold, shows, failure) = state.withLock { state in
            state.searches.append([card.description])
            return (state.sold, state.showsNumbers, state.searchFailure)
        }
        if let failure { throw failure }
        // Beside what was bought here there is what the card came with.
        let own = sold.filter { $0.target == card.description }.map(\.customNo) + ["older00000001"]
        return own.map { PackageSighting(customNo: shows ? $0 : nil, orderSn: "SP-" + $0) }
    }
}

struct PurchaseBench {
    let folder: TemporaryDirectory
    let database: StateDatabase
    let journal: PurchaseJournal
    let time: ManualTime
    let shop: FakeShop
    let runner: PurchaseRunner

    init(
        folder: TemporaryDirectory = TemporaryDirectory(), time: ManualTime = ManualTime(wall: noon),
        shop: FakeShop = FakeShop(), seed: UInt64 = 3
    ) throws {
        self.folder = folder
        self.time = time
        self.shop = shop
        database = try StateDatabase(directory: folder.path)
        journal = PurchaseJournal(database)
        runner = PurchaseRunner(
            port: shop, journal: journal, time: time, random: SeededRandom(seed), actor: "li@desk")
    }

    /// The journal as a later run finds it: the files copied now, as they are on the disk.
    func crash() throws -> PurchaseBench {
        let copy = TemporaryDirectory()
        for name in ["journal.sqlite", "journal.sqlite-wal"] {
            if let bytes = TestFile.read("\(folder.path)/\(name)") { TestFile.write(bytes, to: "\(copy.path)/\(name)") }
        }
        return try PurchaseBench(folder: copy, time: time, shop: shop, seed: 4)
    }

    func states() async throws -> [PurchaseState] { try await journal.recent(limit: 1_000).reversed().map(\.state) }
}

func package(_ index: Int = 0, id: String = "11", price: String? = "3") -> PackageOrder {
    PackageOrder(
        simNo: card(index), packageID: id, name: "1G 叠加包", price: price.flatMap { Money(decimal: $0) }, effect: .now,
        remark: "夜班")
}

func cardOrder(phone: String = "13812345678", goods: String = "1") -> CardOrder {
    CardOrder(
        goodsID: goods, goodsName: "示例商品", price: nil,
        fields: [
            WireField("certName", "张三"), WireField("certId", "110101199001011234"), WireField("contractPhone", phone),
            WireField("goodsId", goods),
        ])
}

func purchase(_ state: PurchaseState, kind: PurchaseKind = .package, number: String = "sd1") -> PurchaseRecord {
    var record = PurchaseRecord(
        NewPurchase(
            kind: kind, target: card(0).description, item: "11", itemName: nil, price: nil, remark: nil,
            customNo: number),
        id: PurchaseID(1), at: noon)
    record.state = state
    return record
}
