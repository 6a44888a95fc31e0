// The life of one purchase: which event moves it where. Pure; everything not written here is refused,
// and `sending` is entered once, from `planned` alone.

public import PlatformClient
public import SIMModel
public import StateStore

/// One thing that happened to a purchase.
public enum PurchaseEvent: Hashable, Sendable {
    /// It is about to go out.
    case sendStarted(traceID: String, by: String)
    /// The platform took it.
    case replyBought(PurchaseReceipt)
    /// The platform refused it; its words.
    case replyRefused(String)
    /// It may have arrived, and no answer did; why.
    case replyLost(String)
    /// No byte of it left; why.
    case notSent(String)
    /// The platform knows our number: by a search, a callback or the card's packages.
    case listed(OrderSighting, by: String)
    /// The platform was asked for our number and does not know it.
    case notListed
    /// The platform was asked and its answer carries no number of ours.
    case cannotTell
    /// The process that had it under way ended.
    case interrupted
    /// A person gave it up before it went out.
    case cancelled(by: String)
    /// A person looked it up in the back office and says how it ended.
    case decided(wasBought: Bool, by: String)
}

/// Decides the steps of one purchase.
public struct PurchaseMachine: Hashable, Sendable {
    /// As it stands after the steps taken so far.
    public private(set) var record: PurchaseRecord

    public init(_ record: PurchaseRecord) { self.record = record }

    /// The step to commit, or nil when `event` changes nothing in this state.
    public mutating func handle(_ event: PurchaseEvent, at now: WallTime) -> PurchaseChange? {
        guard let change = change(for: event, at: now) else { return nil }
        record = change.applied(to: record, at: now)
        return change
    }

    private func change(for event: PurchaseEvent, at now: WallTime) -> PurchaseChange? {
        switch (record.state, event) {
        case (.planned, .sendStarted(let traceID, let actor)):
            var change = step(to: .sending, reason: "", "sent", "by \(actor), trace \(traceID)")
            (change.traceID, change.sentAt) = (traceID, now)
            return change
        case (.planned, .cancelled(let actor)): return step(to: .cancelled, reason: "", "cancelled", "by \(actor)")
        case (.planned, .interrupted):
            return noted(.cancelled, .interrupted, "simdeck ended before it was sent", "interrupted")

        case (.sending, .replyBought(let receipt)), (.unknown, .replyBought(let receipt)): return bought(receipt)
        // A callback was faster than the reply: what the reply adds is kept.
        case (.bought, .replyBought(let receipt)) where adds(receipt): return bought(receipt)
        case (.sending, .replyRefused(let words)), (.unknown, .replyRefused(let words)):
            return step(to: .refused, reason: words, "reply", words)
        case (.sending, .replyLost(let why)): return noted(.unknown, .lost, "\(why); \(whereToLook)", "lost")
        case (.sending, .notSent(let why)): return noted(.cancelled, .notSent, why, "not-sent")
        case (.sending, .interrupted):
            let why = "simdeck ended before the reply was written down; \(whereToLook)"
            return noted(.unknown, .interrupted, why, "interrupted")

        case (.unknown, .notListed):
            let why = "the platform does not know customNo \(record.customNo): it probably never arrived"
            return noted(.unknown, .notListed, why + "; look again before you buy again", "search")
        case (.unknown, .cannotTell):
            let why = "the card's packages carry no number of ours; \(whereToLook)"
            return noted(.unknown, .cannotTell, why, "search")
        case (.unknown, .decided(let wasBought, let actor)):
            return step(to: wasBought ? .bought : .refused, reason: "", "decided", "by \(actor)")

        // The platform has it, whatever was believed before. `planned` never left this machine.
        case (.sending, .listed(let order, let by)), (.unknown, .listed(let order, let by)),
            (.refused, .listed(let order, let by)), (.cancelled, .listed(let order, let by)),
            (.bought, .listed(let order, let by)):
            return listed(order, by)
        default: return nil
        }
    }

    private func bought(_ receipt: PurchaseReceipt) -> PurchaseChange {
        let paid = receipt.paid.map { ", paid \($0.text)" } ?? ""
        var change = step(to: .bought, reason: "", "reply", "orderSn \(receipt.orderSn ?? "none")\(paid)")
        (change.orderSn, change.paid) = (receipt.orderSn, receipt.paid)
        return change
    }

    private func adds(_ receipt: PurchaseReceipt) -> Bool {
        (record.orderSn == nil && receipt.orderSn != nil) || (record.paid == nil && receipt.paid != nil)
    }

    /// nil when it tells nothing new of a bought one, or speaks of another purchase.
    private func listed(_ order: OrderSighting, _ by: String) -> PurchaseChange? {
        guard order.customNo == record.customNo else { return nil }
        let isNews =
            record.state != .bought || (record.orderSn == nil && order.keyNo != nil)
            || (order.status != nil && order.status != record.orderStatus)
        guard isNews else { return nil }
        let status = order.status.map { ", status \($0) \(order.statusName ?? "")" } ?? ""
        var change = step(to: .bought, reason: "", by, "orderSn \(order.keyNo ?? "none")\(status)")
        change.orderSn = record.orderSn == nil ? order.keyNo : nil
        change.orderStatus = order.status
        return change
    }

    /// How a person finds out.
    private var whereToLook: String {
        let page = record.kind == .package ? "the card's package orders (套餐订购记录)" : "the shop's orders (号卡订单)"
        return "look for customNo \(record.customNo) in the back office, \(page)"
    }

    private func step(
        to state: PurchaseState, reason: String, _ kind: String, _ detail: String
    ) -> PurchaseChange {
        PurchaseChange(id: record.id, from: record.state, state: state, failReason: reason, evidence: (kind, detail))
    }

    /// With a reason of ours; nil when it is the one already told.
    private func noted(
        _ state: PurchaseState, _ code: PurchaseNote.Code, _ words: String, _ kind: String
    ) -> PurchaseChange? {
        let note = PurchaseNote(code, words)
        guard record.state != state || record.failReason != note.text else { return nil }
        return step(to: state, reason: note.text, kind, words)
    }
}
