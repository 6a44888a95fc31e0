// The only spender. Plan, commit, send once, commit: whatever fails, no call is made a second time, no
// number of ours is used twice, and nothing is sent that is not on the disk.

import PlatformClient
public import SIMModel
public import StateStore
import Synchronization

/// Buys packages and orders cards.
public actor PurchaseRunner {
    /// A `bought` one this young stands in the way of the same again: the key was pressed twice, the
    /// script was run twice.
    public static let repeatWindow: Duration = .minutes(10)
    /// Longer than any call lasts: a `sending` this old is nobody's any more.
    static let abandonedAfter: Duration = .minutes(5)

    let port: any PurchasePort
    let journal: PurchaseJournal
    let time: any TimeSource
    let random: any RandomSource
    let actor: String
    private nonisolated let readers = Mutex<[Int: AsyncStream<[PurchaseRecord]>.Continuation]>([:])

    /// Numbers of purchases that this runner is planning or sending.
    private var underWay: Set<String> = []
    /// Replies that could not be written down; tried again by ``recover()`` and ``settle(_:)``.
    private var unsaved: [PurchaseID: PurchaseEvent] = [:]

    /// - Parameter actor: who works here, for the journal: `user@host`.
    public init(
        port: any PurchasePort, journal: PurchaseJournal, time: any TimeSource, random: any RandomSource, actor: String
    ) {
        self.port = port
        self.journal = journal
        self.time = time
        self.random = random
        self.actor = actor
    }

    deinit { for reader in readers.withLock({ Array($0.values) }) { reader.finish() } }

    /// Every committed change, after its commit, from now on.
    public nonisolated func changes() -> AsyncStream<[PurchaseRecord]> {
        let (stream, reader) = AsyncStream.makeStream(
            of: [PurchaseRecord].self, bufferingPolicy: .bufferingNewest(1_024))
        let number = readers.withLock { readers in
            let number = (readers.keys.max() ?? 0) + 1
            readers[number] = reader
            return number
        }
        reader.onTermination = { [weak self] _ in _ = self?.readers.withLock { $0.removeValue(forKey: number) } }
        return stream
    }

    /// At start: what an ended run left as `planned` was never sent and is cancelled; what it left as
    /// `sending` becomes `unknown`. What a living simdeck has under way is not touched.
    public func recover() async throws(StoreError) {
        try await saveReplies()
        for record in try await journal.abandoned(before: time.wall - Self.abandonedAfter)
        where !underWay.contains(record.customNo) {
            _ = try await commit(record, .interrupted)
        }
    }

    /// The purchases made so far, newest first.
    public func recent(limit: Int) async throws(StoreError) -> [PurchaseRecord] { try await journal.recent(limit: limit) }

    /// Buys a package for a card. The account's balance is asked first when the price is known.
    /// - Parameter allowsRepeat: the person knows that the same purchase is in doubt or was just made.
    public func buy(
        _ order: PackageOrder, allowsRepeat: Bool = false
    ) async throws(PurchaseError) -> PurchaseOutcome {
        let port = port
        let wanted = NewPurchase(
            kind: .package, target: order.simNo.description, item: order.packageID, itemName: order.name,
            price: order.price, remark: order.remark, customNo: "")
        return try await purchase(wanted, allowsRepeat) { customNo, traceID throws(PlatformError) in
            try await port.buy(order, customNo: customNo, traceID: traceID)
        }
    }

    /// Orders a number card.
    public func apply(_ order: CardOrder, allowsRepeat: Bool = false) async throws(PurchaseError) -> PurchaseOutcome {
        let port = port
        let wanted = NewPurchase(
            kind: .order, target: order.target, item: order.goodsID, itemName: order.goodsName, price: order.price,
            remark: nil, customNo: "")
        return try await purchase(wanted, allowsRepeat) { customNo, traceID throws(PlatformError) in
            try await port.apply(order, customNo: customNo, traceID: traceID)
        }
    }

    /// A person looked an unknown one up and says how it ended. nil: it was not unknown.
    public func decide(_ id: PurchaseID, wasBought: Bool) async throws(StoreError) -> PurchaseRecord? {
        guard let record = try await journal.record(id) else { return nil }
        return try await commit(record, .decided(wasBought: wasBought, by: actor))
    }

    private typealias Call =
        @Sendable (_ customNo: String, _ traceID: String) async throws(PlatformError) -> PurchaseReceipt

    private func purchase(
        _ wanted: NewPurchase, _ allowsRepeat: Bool, _ call: @escaping Call
    ) async throws(PurchaseError) -> PurchaseOutcome {
        guard !port.isReadOnly else { throw .readOnly }
        try await checkBalance(wanted.price)
        var wanted = wanted
        // A number that is taken is not a reason to fail; dice that always fall the same way are.
        for _ in 0..<8 {
            wanted.customNo = PurchaseNumber.make(random)
            underWay.insert(wanted.customNo)
            defer { underWay.remove(wanted.customNo) }
            switch try await plan(wanted, allowsRepeat) {
            case .planned(let record): return try await send(record, call)
            case .repeats(let other): throw .repeats(other)
            case .numberUsed: continue
            }
        }
        throw .store(.failed(reason: "no unused number for a purchase was found"))
    }

    /// Nothing is planned that the account surely cannot pay. A balance that nobody shows is left to the
    /// platform to judge.
    private func checkBalance(_ price: Money?) async throws(PurchaseError) {
        guard let price else { return }
        let balance: Money?
        do throws(PlatformError) { balance = try await port.balance() } catch { throw .balanceUnknown(error) }
        if let balance, balance < price { throw .balanceTooLow(price: price, balance: balance) }
    }

    private func plan(_ wanted: NewPurchase, _ allowsRepeat: Bool) async throws(PurchaseError) -> PurchasePlan {
        do throws(StoreError) {
            let plan = try await journal.plan(
                wanted, by: actor, at: time.wall, window: Self.repeatWindow, allowsRepeat: allowsRepeat)
            if case .planned(let record) = plan { publish(record) }
            return plan
        } catch { throw .store(error) }
    }

    /// The one call of a planned purchase.
    private func send(
        _ planned: PurchaseRecord, _ call: @escaping Call
    ) async throws(PurchaseError) -> PurchaseOutcome {
        let (traceID, customNo) = (port.newTraceID(), planned.customNo)
        let started: PurchaseRecord
        let start: PurchaseEvent =
            Task.isCancelled ? .cancelled(by: actor) : .sendStarted(traceID: traceID, by: actor)
        do throws(StoreError) {
            guard let record = try await commit(planned, start), record.state == .sending else {
                // Given up before it went out, or another simdeck took us for dead: it stays unsent.
                return PurchaseOutcome(record: try await journal.record(planned.id) ?? planned)
            }
            started = record
        } catch { throw .store(error) }
        // In a task of its own: cancelling the request must not cut a call whose bytes are out.
        let result = await Task { () -> Result<PurchaseReceipt, PlatformError> in
            do throws(PlatformError) {
                return .success(try await call(customNo, traceID))
            } catch {
                return .failure(error)
            }
        }.value
        var outcome = PurchaseOutcome(record: started)
        if case .failure(let error) = result { outcome.error = error }
        do throws(StoreError) {
            if let standing = try await commit(started, Self.event(for: result)) {
                outcome.record = standing
            } else if let standing = try await journal.record(started.id) {
                outcome.record = standing
            }
        } catch {
            unsaved[started.id] = Self.event(for: result)
            outcome.storeFailure = error
        }
        return outcome
    }

    private static func event(for result: Result<PurchaseReceipt, PlatformError>) -> PurchaseEvent {
        switch result {
        case .success(let receipt): return .replyBought(receipt)
        case .failure(let error):
            switch (error.sent, error.kind) {
            case (.notSent, _): return .notSent(error.words)
            case (.answered, .refused), (.answered, .signature), (.answered, .clock), (.answered, .rate):
                return .replyRefused(error.words)
            // An answer that nobody can read says as little as none.
            case (.mayHaveBeenSent, _), (.answered, _): return .replyLost(error.words)
            }
        }
    }

    func saveReplies() async throws(StoreError) {
        for (id, event) in unsaved {
            if let record = try await journal.record(id) { _ = try await commit(record, event) }
            unsaved[id] = nil
        }
    }

    /// One event → the machine → one transaction → published. When somebody else moved the purchase
    /// meanwhile, it is decided again on what stands there. nil: the event changes nothing.
    func commit(_ record: PurchaseRecord, _ event: PurchaseEvent) async throws(StoreError) -> PurchaseRecord? {
        var record = record
        while true {
            let now = time.wall
            var machine = PurchaseMachine(record)
            guard let change = machine.handle(event, at: now) else { return nil }
            if let changed = try await journal.apply([change], at: now).first {
                publish(changed)
                return changed
            }
            guard let standing = try await journal.record(record.id), standing.state != record.state else { return nil }
            record = standing
        }
    }

    private func publish(_ record: PurchaseRecord) {
        for reader in readers.withLock({ Array($0.values) }) { reader.yield([record]) }
    }
}

/// Numbers of ours (upstream: customNo, 8 to 64 letters and digits, never used before).
enum PurchaseNumber {
    private static let letters = Array("abcdefghijklmnopqrstuvwxyz0123456789".utf8)

    /// `sd` and 24 lower-case letters and digits.
    static func make(_ random: any RandomSource) -> String {
        let tail = (0..<24).map { _ in letters[Int(random.next() % UInt64(letters.count))] }
        return "sd" + String(decoding: tail, as: UTF8.self)
    }
}
