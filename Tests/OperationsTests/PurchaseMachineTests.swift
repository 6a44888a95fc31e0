// The life of a purchase: every state meets every event, and money goes out at most once.

import Operations
import PlatformClient
import SIMModel
import StateStore
import TestSupport
import Testing

@Suite struct PurchaseMachineTests {
    private static let own = OrderSighting(customNo: "sd1", keyNo: "QL1", status: 999, statusName: "待受理")
    private static let events: [PurchaseEvent] = [
        .sendStarted(traceID: "t", by: "li"), .replyBought(PurchaseReceipt(orderSn: "SP1")),
        .replyRefused("余额不足"), .replyLost("reset"), .notSent("no route"), .listed(own, by: "callback"), .notListed,
        .cannotTell, .interrupted, .cancelled(by: "li"), .decided(wasBought: true, by: "li"),
        .decided(wasBought: false, by: "li"),
    ]

    /// Where each event leads; nil: it is refused. In the order of `events`.
    private static let table: [PurchaseState: [PurchaseState?]] = [
        .planned: [.sending, nil, nil, nil, nil, nil, nil, nil, .cancelled, .cancelled, nil, nil],
        .sending: [nil, .bought, .refused, .unknown, .cancelled, .bought, nil, nil, .unknown, nil, nil, nil],
        .unknown: [nil, .bought, .refused, nil, nil, .bought, .unknown, .unknown, nil, nil, .bought, .refused],
        .bought: [nil, .bought, nil, nil, nil, .bought, nil, nil, nil, nil, nil, nil],
        .refused: [nil, nil, nil, nil, nil, .bought, nil, nil, nil, nil, nil, nil],
        .cancelled: [nil, nil, nil, nil, nil, .bought, nil, nil, nil, nil, nil, nil],
    ]

    @Test(arguments: PurchaseState.allCases)
    func everyStateMeetsEveryEvent(state: PurchaseState) throws {
        let row = try #require(Self.table[state])
        #expect(row.count == Self.events.count)
        for (event, expected) in zip(Self.events, row) {
            var machine = PurchaseMachine(purchase(state))
            let change = machine.handle(event, at: noon)
            #expect(change?.state == expected, "\(state) \(event)")
            #expect(machine.record.state == expected ?? state)
            #expect(change == nil || change?.from == state)
        }
    }

    @Test func moneyGoesOutAtMostOnceWhateverHappens() {
        let random = SeededRandom(5)
        for _ in 0..<2_000 {
            var machine = PurchaseMachine(purchase(.planned))
            var sends = 0
            var wasOut = false
            for _ in 0..<40 {
                let event = Self.events[random.pick(0..<Self.events.count)]
                let change = machine.handle(event, at: noon)
                if change?.state == .sending { sends += 1 }
                // Once out, it never looks as if it could go out again.
                let looksUnsent = machine.record.state == .planned
                #expect(!wasOut || !looksUnsent)
                wasOut = wasOut || sends > 0
                if change?.from == .bought { #expect(machine.record.state == .bought) }
            }
            #expect(sends <= 1)
        }
    }

    @Test func anotherPurchasesNumberProvesNothing() {
        for state in PurchaseState.allCases {
            var machine = PurchaseMachine(purchase(state))
            let other = OrderSighting(customNo: "sd2", keyNo: "QL2", status: 5, statusName: nil)
            #expect(machine.handle(.listed(other, by: "callback"), at: noon) == nil)
            let unnumbered = OrderSighting(customNo: nil, keyNo: "QL2", status: 5, statusName: nil)
            #expect(machine.handle(.listed(unnumbered, by: "callback"), at: noon) == nil)
        }
    }

    @Test func aReplyAfterTheCallbackAddsWhatItKnowsAndNothingTwice() {
        var machine = PurchaseMachine(purchase(.sending))
        let callback = OrderSighting(customNo: "sd1", keyNo: nil, status: 999, statusName: nil)
        #expect(machine.handle(.listed(callback, by: "callback"), at: noon)?.state == .bought)
        let reply = PurchaseEvent.replyBought(PurchaseReceipt(orderSn: "SP1", paid: Money(tenThousandths: 1)))
        #expect(machine.handle(reply, at: noon)?.orderSn == "SP1")
        #expect(machine.handle(reply, at: noon) == nil)
    }

    @Test func eachNewStatusOfAnOrderIsKeptOnce() {
        var machine = PurchaseMachine(purchase(.bought, kind: .order))
        func callback(_ status: Int) -> PurchaseEvent {
            .listed(OrderSighting(customNo: "sd1", keyNo: "QL1", status: status, statusName: "状态"), by: "callback")
        }
        #expect(machine.handle(callback(1), at: noon)?.orderStatus == 1)
        #expect(machine.handle(callback(1), at: noon) == nil)
        #expect(machine.handle(callback(4), at: noon)?.orderStatus == 4)
        #expect(machine.record.orderSn == "QL1")
    }

    @Test func doubtSaysWhereToLook() {
        for event in [PurchaseEvent.replyLost("reset"), .interrupted] {
            var machine = PurchaseMachine(purchase(.sending))
            let reason = machine.handle(event, at: noon)?.failReason
            #expect(reason?.contains("customNo sd1") == true)
            #expect(PurchaseNote(failReason: reason) != nil)
        }
    }

    @Test func theSameNewsIsNotWrittenDownAgain() {
        var machine = PurchaseMachine(purchase(.unknown))
        #expect(machine.handle(.notListed, at: noon) != nil)
        #expect(machine.handle(.notListed, at: noon) == nil)
        #expect(machine.handle(.cannotTell, at: noon) != nil)
        #expect(machine.handle(.cannotTell, at: noon) == nil)
    }
}
