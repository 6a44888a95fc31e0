// Buying: with too little money, twice the same, with the reply dropped, and with the journal or the
// process failing at every point, nothing is bought twice.

import Operations
import PlatformClient
import SIMModel
import StateStore
import Synchronization
import TestSupport
import Testing

@Suite struct PurchaseRunnerTests {
    @Test func aPackageIsBoughtOnceAndWrittenDownBeforeAndAfter() async throws {
        let bench = try PurchaseBench()
        let before = Mutex<[PurchaseRecord]>([])
        bench.shop.onCall { [journal = bench.journal] in
            let standing = (try? await journal.recent(limit: 10)) ?? []
            before.withLock { $0 = standing }
        }
        let outcome = try await bench.runner.buy(package())
        #expect(before.withLock { $0.map(\.state) } == [.sending])
        #expect(before.withLock { $0.map(\.customNo) } == bench.shop.calls)
        #expect(outcome.record.state == .bought && outcome.error == nil)
        #expect(outcome.record.orderSn == "SP-" + outcome.record.customNo)
        #expect(outcome.record.paid?.text == "3.00" && outcome.record.sentAt == noon)
        #expect(bench.shop.sold.count == 1)
        let evidence = try await bench.journal.evidence(of: outcome.record.id)
        #expect(evidence.map(\.kind) == ["planned", "sent", "reply"])
    }

    @Test func ourNumbersAreOfTheFormTheyMustHaveAndNeverTheSame() async throws {
        let bench = try PurchaseBench()
        bench.shop.set(balance: nil)
        for index in 0..<50 { _ = try await bench.runner.buy(package(index)) }
        let numbers = bench.shop.calls
        #expect(Set(numbers).count == 50)
        #expect(
            numbers.allSatisfy { number in
                number.count == 26 && number.hasPrefix("sd")
                    && number.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }
            })
    }

    @Test func diceThatFallTheSameWayTwiceNeverReuseANumber() async throws {
        let bench = try PurchaseBench(seed: 3)
        bench.shop.set(balance: "100")
        _ = try await bench.runner.buy(package(0))
        // The same dice again: their first numbers are taken.
        let again = PurchaseRunner(
            port: bench.shop, journal: bench.journal, time: bench.time, random: SeededRandom(3), actor: "li@desk")
        _ = try await again.buy(package(1))
        #expect(Set(bench.shop.calls).count == 2)
        let stuck = PurchaseRunner(
            port: bench.shop, journal: bench.journal, time: bench.time, random: StuckRandom(), actor: "li@desk")
        _ = try await stuck.buy(package(2))
        await #expect(throws: PurchaseError.store(.failed(reason: "no unused number for a purchase was found"))) {
            try await stuck.buy(package(3))
        }
        #expect(bench.shop.sold.count == 3)
    }

    @Test func tooLittleMoneyIsToldBeforeAnythingIsPlanned() async throws {
        let bench = try PurchaseBench()
        bench.shop.set(balance: "2.99")
        let (price, balance) = (Money(tenThousandths: 30_000), Money(tenThousandths: 29_900))
        await #expect(throws: PurchaseError.balanceTooLow(price: price, balance: balance)) {
            try await bench.runner.buy(package())
        }
        #expect(bench.shop.calls.isEmpty)
        #expect(try await bench.states().isEmpty)
        bench.shop.set(balance: "3")
        #expect(try await bench.runner.buy(package()).record.state == .bought)
    }

    @Test func withoutABalanceNothingIsBought() async throws {
        let bench = try PurchaseBench()
        let failure = PlatformError(.timeout(seconds: 20), sent: .mayHaveBeenSent, endpoint: "accountAsset")
        bench.shop.set(balance: nil, failure: failure)
        await #expect(throws: PurchaseError.balanceUnknown(failure)) { try await bench.runner.buy(package()) }
        #expect(bench.shop.calls.isEmpty)
    }

    @Test func thePlatformsRefusalIsAnEndAndFreesTheWay() async throws {
        let bench = try PurchaseBench()
        bench.shop.answer(.refuse(code: 500, "余额不足"))
        let refused = try await bench.runner.buy(package(price: nil))
        #expect(refused.record.state == .refused && refused.record.failReason == "500 余额不足")
        let second = try await bench.runner.buy(package(price: nil))
        #expect(second.record.state == .bought && second.record.customNo != refused.record.customNo)
        #expect(bench.shop.sold.count == 1)
    }

    @Test func theSameTwiceAtOnceIsBoughtOnce() async throws {
        let bench = try PurchaseBench()
        bench.shop.set(balance: "100")
        let results = await withTaskGroup(of: Result<PurchaseOutcome, PurchaseError>.self) { group in
            for _ in 0..<10 {
                group.addTask {
                    do throws(PurchaseError) {
                        return .success(try await bench.runner.buy(package()))
                    } catch { return .failure(error) }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(results.count { (try? $0.get()) != nil } == 1)
        #expect(bench.shop.calls.count == 1 && bench.shop.sold.count == 1)
    }

    @Test func theSameOneAfterTheOtherIsBoughtOnceUnlessAskedFor() async throws {
        let bench = try PurchaseBench()
        let first = try await bench.runner.buy(package()).record
        await #expect(throws: PurchaseError.repeats(first)) { try await bench.runner.buy(package()) }
        #expect(bench.shop.sold.count == 1)
        #expect(try await bench.runner.buy(package(), allowsRepeat: true).record.state == .bought)
        bench.time.advance(by: .minutes(10))
        #expect(try await bench.runner.buy(package()).record.state == .bought)
        #expect(bench.shop.sold.count == 3)
    }

    @Test(arguments: [true, false])
    func aDroppedReplyIsDoubtAndDoubtBlocks(wasSold: Bool) async throws {
        let bench = try PurchaseBench()
        bench.shop.answer(wasSold ? .sellSilently : .loseRequest)
        let outcome = try await bench.runner.buy(package())
        #expect(outcome.record.state == .unknown && outcome.error?.sent == .mayHaveBeenSent)
        #expect(PurchaseNote(failReason: outcome.record.failReason)?.code == .lost)
        await #expect(throws: PurchaseError.repeats(outcome.record)) { try await bench.runner.buy(package()) }
        bench.time.advance(by: .hours(48))
        await #expect(throws: PurchaseError.repeats(outcome.record)) { try await bench.runner.buy(package()) }
        #expect(bench.shop.calls.count == 1)
        // Another card, another package: no doubt about those.
        _ = try await bench.runner.buy(package(1))
        _ = try await bench.runner.buy(package(id: "12"))
        #expect(bench.shop.calls.count == 3)
    }

    @Test(arguments: [
        (PlatformError.Kind.httpStatus(502), SendCertainty.answered), (.badReply("data"), .answered),
        (.timeout(seconds: 30), .mayHaveBeenSent), (.replyTooLarge(limit: 1), .answered),
        (.cancelled, .mayHaveBeenSent),
    ])
    func anAnswerThatSaysNothingIsDoubt(kind: PlatformError.Kind, sent: SendCertainty) async throws {
        let bench = try PurchaseBench()
        bench.shop.answer(.fail(kind, sent))
        #expect(try await bench.runner.buy(package()).record.state == .unknown)
    }

    @Test func whatNeverLeftIsCancelledAndBlocksNothing() async throws {
        let bench = try PurchaseBench()
        bench.shop.answer(.fail(.unreachable("refused"), .notSent))
        let first = try await bench.runner.buy(package()).record
        #expect(first.state == .cancelled && PurchaseNote(failReason: first.failReason)?.code == .notSent)
        let second = try await bench.runner.buy(package()).record
        #expect(second.state == .bought && second.customNo != first.customNo)
    }

    @Test func aReadOnlyRunSpendsNothing() async throws {
        let bench = try PurchaseBench(shop: FakeShop(isReadOnly: true))
        await #expect(throws: PurchaseError.readOnly) { try await bench.runner.buy(package()) }
        await #expect(throws: PurchaseError.readOnly) { try await bench.runner.apply(cardOrder()) }
        #expect(bench.shop.calls.isEmpty)
        #expect(try await bench.states().isEmpty)
    }

    @Test func withoutAJournalNothingIsBought() async throws {
        let bench = try PurchaseBench()
        bench.database.close()
        await #expect(throws: PurchaseError.self) { try await bench.runner.buy(package()) }
        #expect(bench.shop.calls.isEmpty)
    }

    @Test func aCrashWhileTheCallIsOutLeavesDoubtNotASecondPurchase() async throws {
        let bench = try PurchaseBench()
        let later = Mutex<PurchaseBench?>(nil)
        bench.shop.onCall {
            let crashed = try? bench.crash()
            later.withLock { $0 = crashed }
        }
        _ = try await bench.runner.buy(package())
        bench.shop.onCall(nil)
        let next = try #require(later.withLock { $0 })
        #expect(try await next.states() == [.sending])
        try await next.runner.recover()
        #expect(try await next.states() == [.unknown])
        await #expect(throws: PurchaseError.self) { try await next.runner.buy(package()) }
        #expect(bench.shop.sold.count == 1)
        // What the ended run could not write down is found by its number.
        #expect(try await next.runner.settle().records.map(\.state) == [.bought])
    }

    @Test func aCrashBeforeTheCallLeavesNothingInTheWay() async throws {
        let bench = try PurchaseBench()
        guard
            case .planned = try await bench.journal.plan(
                NewPurchase(
                    kind: .package, target: card(0).description, item: "11", itemName: nil, price: nil, remark: nil,
                    customNo: "sdplannedbyanendedrun00000"),
                by: "x", at: noon, window: .zero, allowsRepeat: false)
        else {
            Issue.record("not planned")
            return
        }
        let next = try bench.crash()
        try await next.runner.recover()
        #expect(try await next.states() == [.cancelled])
        #expect(try await next.runner.buy(package()).record.state == .bought)
        #expect(bench.shop.sold.count == 1)
    }

    @Test func recoveringDoesNotTouchWhatIsUnderWay() async throws {
        let bench = try PurchaseBench()
        bench.shop.onCall { [runner = bench.runner] in try? await runner.recover() }
        #expect(try await bench.runner.buy(package()).record.state == .bought)
        #expect(try await bench.journal.recent(limit: 10).count == 1)
    }

    @Test func aReplyThatCannotBeWrittenDownIsDoubtUntilItCan() async throws {
        let bench = try PurchaseBench()
        bench.shop.onCall { [database = bench.database] in database.close() }
        let outcome = try await bench.runner.buy(package())
        #expect(outcome.record.state == .sending && outcome.storeFailure != nil)
        let next = try bench.crash()
        try await next.runner.recover()
        #expect(try await next.states() == [.unknown])
        await #expect(throws: PurchaseError.self) { try await next.runner.buy(package()) }
        #expect(bench.shop.calls.count == 1)
    }

    @Test func aCancelledRequestBeforeItsCallSpendsNothing() async throws {
        let bench = try PurchaseBench()
        let task = Task { () async throws(PurchaseError) -> PurchaseOutcome in
            withUnsafeCurrentTask { $0?.cancel() }
            return try await bench.runner.buy(package())
        }
        #expect(try await task.value.record.state == .cancelled)
        #expect(bench.shop.calls.isEmpty)
    }

    @Test func cancellingWhileTheCallIsOutDoesNotCutIt() async throws {
        let bench = try PurchaseBench()
        let task = Mutex<Task<PurchaseOutcome, any Error>?>(nil)
        bench.shop.onCall { task.withLock { $0?.cancel() } }
        let (gate, open) = AsyncStream.makeStream(of: Void.self)
        let started = Task { () async throws -> PurchaseOutcome in
            for await _ in gate { break }
            return try await bench.runner.buy(package())
        }
        task.withLock { $0 = started }
        open.yield()
        #expect(try await started.value.record.state == .bought)
        #expect(bench.shop.sold.count == 1)
    }

    @Test func everyCommittedStepIsTold() async throws {
        let bench = try PurchaseBench()
        let changes = bench.runner.changes()
        _ = try await bench.runner.buy(package())
        var states: [PurchaseState] = []
        for await records in changes {
            states += records.map(\.state)
            if states.last == .bought { break }
        }
        #expect(states == [.planned, .sending, .bought])
    }

    @Test func anOrderKeepsNothingOfThePerson() async throws {
        let bench = try PurchaseBench()
        let outcome = try await bench.runner.apply(cardOrder())
        #expect(outcome.record.state == .bought && outcome.record.kind == .order)
        #expect(outcome.record.target == "138****5678")
        bench.database.close()
        let text = String(decoding: TestFile.read(bench.folder.path + "/journal.sqlite") ?? [], as: UTF8.self)
        for personal in ["张三", "110101199001011234", "13812345678"] { #expect(!text.contains(personal)) }
    }

    @Test func randomTroubleNeverBuysTwice() async throws {
        let random = SeededRandom(9)
        for round in 0..<15 {
            var bench = try PurchaseBench(seed: UInt64(round))
            bench.shop.set(balance: nil)
            let answers: [FakeShop.Answer] = [
                .sell, .sellSilently, .loseRequest, .refuse(code: 1, "不"), .fail(.unreachable("x"), .notSent),
            ]
            for _ in 0..<12 {
                bench.shop.answer(answers[random.pick(0..<answers.count)])
                if random.pick(0..<3) == 0 {
                    // The process dies while the call is out, and another one goes on.
                    let later = Mutex<PurchaseBench?>(nil)
                    let dying = bench
                    bench.shop.onCall {
                        let crashed = try? dying.crash()
                        later.withLock { $0 = crashed }
                    }
                    _ = try? await bench.runner.buy(package())
                    bench.shop.onCall(nil)
                    if let next = later.withLock({ $0 }) { bench = next }
                    try await bench.runner.recover()
                } else {
                    _ = try? await bench.runner.buy(package())
                }
            }
            // However often it was asked for: one card, one package, within ten minutes: one sale.
            #expect(bench.shop.sold.count <= 1)
            #expect(Set(bench.shop.calls).count == bench.shop.calls.count)
        }
    }
}

/// Dice that always show the same.
private struct StuckRandom: RandomSource {
    func next() -> UInt64 { 7 }
}
