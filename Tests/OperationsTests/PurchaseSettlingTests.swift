// Doubt is settled by our own number, or stays and says where to look.

import Operations
import PlatformClient
import SIMModel
import StateStore
import TestSupport
import Testing

@Suite struct PurchaseSettlingTests {
    /// A bench with one purchase in doubt.
    private func doubtful(
        _ answer: FakeShop.Answer, order: Bool = false
    ) async throws -> (PurchaseBench, PurchaseRecord) {
        let bench = try PurchaseBench()
        bench.shop.answer(answer)
        let outcome = order ? try await bench.runner.apply(cardOrder()) : try await bench.runner.buy(package())
        #expect(outcome.record.state == .unknown)
        return (bench, outcome.record)
    }

    @Test func aBoughtPackageIsFoundByItsNumber() async throws {
        let (bench, record) = try await doubtful(.sellSilently)
        let search = try await bench.runner.settle()
        #expect(search.records.map(\.state) == [.bought])
        #expect(search.records.first?.orderSn == "SP-" + record.customNo)
        #expect(search.records.first?.failReason == nil)
    }

    @Test func aPackageThatIsNotListedStaysInDoubt() async throws {
        let (bench, record) = try await doubtful(.loseRequest)
        let found = try #require(try await bench.runner.settle().records.first)
        #expect(found.state == .unknown && PurchaseNote(failReason: found.failReason)?.code == .notListed)
        await #expect(throws: PurchaseError.repeats(found)) { try await bench.runner.buy(package()) }
        #expect(found.customNo == record.customNo && bench.shop.calls.count == 1)
    }

    @Test(arguments: [true, false])
    func packagesWithoutNumbersCannotTell(wasSold: Bool) async throws {
        let (bench, record) = try await doubtful(wasSold ? .sellSilently : .loseRequest)
        bench.shop.hideNumbers()
        let found = try #require(try await bench.runner.settle().records.first)
        #expect(found.state == .unknown && PurchaseNote(failReason: found.failReason)?.code == .cannotTell)
        #expect(found.failReason?.contains(record.customNo) == true)
    }

    @Test func ordersAreSearchedByNumberTenAtATime() async throws {
        let bench = try PurchaseBench()
        for index in 0..<23 {
            bench.shop.answer(index % 2 == 0 ? .sellSilently : .loseRequest)
            _ = try await bench.runner.apply(cardOrder(phone: "138\(padded(index, 8))"))
        }
        let search = try await bench.runner.settle()
        #expect(bench.shop.searches.map(\.count) == [10, 10, 3])
        #expect(search.records.count { $0.state == .bought && $0.orderStatus == 999 } == 12)
        #expect(search.records.count { $0.state == .unknown } == 11)
    }

    @Test func aSearchThatFailsSettlesNothing() async throws {
        let (bench, record) = try await doubtful(.sellSilently, order: true)
        let failure = PlatformError(.timeout(seconds: 20), sent: .mayHaveBeenSent, endpoint: "orderSearch")
        bench.shop.failSearches(failure)
        let search = try await bench.runner.settle()
        #expect(search == PurchaseSearch(records: [record], errors: [failure]))
        bench.shop.failSearches(nil)
        #expect(try await bench.runner.settle().records.map(\.state) == [.bought])
    }

    @Test func onlyWhatIsAskedForIsSearched() async throws {
        let (bench, record) = try await doubtful(.sellSilently)
        #expect(try await bench.runner.settle([PurchaseID(999)]).records.isEmpty)
        #expect(bench.shop.searches.isEmpty)
        #expect(try await bench.runner.settle([record.id]).records.count == 1)
    }

    @Test func aCallbackSettlesItsOrder() async throws {
        let (bench, record) = try await doubtful(.sellSilently, order: true)
        let callback = OrderSighting(customNo: record.customNo, keyNo: "QL9", status: 4, statusName: "已发货")
        let changed = try await bench.runner.note([callback])
        #expect(changed.map(\.state) == [.bought])
        #expect(changed.first?.orderSn == "QL9" && changed.first?.orderStatus == 4)
        #expect(try await bench.runner.note([callback]).isEmpty)
        #expect(try await bench.journal.evidence(of: record.id).last?.kind == "callback")
    }

    @Test func aCallbackBeforeTheReplySettlesItToo() async throws {
        let bench = try PurchaseBench()
        bench.shop.answer(.sellSilently)
        bench.shop.onCall { [bench] in
            guard let number = bench.shop.calls.last else { return }
            let callback = OrderSighting(customNo: number, keyNo: "QL9", status: 999, statusName: nil)
            _ = try? await bench.runner.note([callback])
        }
        let outcome = try await bench.runner.apply(cardOrder())
        // The reply was lost, but by then it was known.
        #expect(outcome.record.state == .bought && outcome.record.orderSn == "QL9")
    }

    @Test func callbacksOfOthersChangeNothing() async throws {
        let (bench, record) = try await doubtful(.sellSilently)
        let orders = [
            OrderSighting(customNo: "sdsomebodyelse", keyNo: "QL1", status: 5, statusName: nil),
            OrderSighting(customNo: nil, keyNo: "QL2", status: 5, statusName: nil),
            // A package's number in an order's callback is none of the platform's.
            OrderSighting(customNo: record.customNo, keyNo: "QL3", status: 5, statusName: nil),
        ]
        #expect(try await bench.runner.note(orders).isEmpty)
        #expect(try await bench.states() == [.unknown])
    }

    @Test(arguments: [true, false])
    func aPersonMayDecideWhatNobodyElseCan(wasBought: Bool) async throws {
        let (bench, record) = try await doubtful(.sellSilently)
        let decided = try await bench.runner.decide(record.id, wasBought: wasBought)
        #expect(decided?.state == (wasBought ? .bought : .refused))
        #expect(try await bench.journal.evidence(of: record.id).last?.detail == "by li@desk")
        #expect(try await bench.runner.decide(record.id, wasBought: wasBought) == nil)
    }
}
