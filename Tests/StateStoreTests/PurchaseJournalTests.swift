// What the journal of purchases promises: a number of ours is written down before it is used, once, and
// whatever could be the same purchase again is found first.

import Glibc
import SIMModel
import TestSupport
import Testing

@testable import StateStore

@Suite struct PurchaseJournalTests {
    let folder = TemporaryDirectory()
    let database: StateDatabase
    let journal: PurchaseJournal

    init() throws {
        database = try StateDatabase(directory: folder.path)
        journal = PurchaseJournal(database)
    }

    private func wanted(_ number: String, card: Int = 1, item: String = "11") -> NewPurchase {
        NewPurchase(
            kind: .package, target: StateStoreTests.card(card).description, item: item, itemName: "1G 叠加包",
            price: Money(tenThousandths: 30_000), remark: "夜班", customNo: number)
    }

    private func plan(
        _ purchase: NewPurchase, at now: WallTime = noon, allowsRepeat: Bool = false
    ) async throws -> PurchasePlan {
        try await journal.plan(purchase, by: "li@desk", at: now, window: .minutes(10), allowsRepeat: allowsRepeat)
    }

    private func planned(_ purchase: NewPurchase) async throws -> PurchaseRecord {
        guard case .planned(let record) = try await plan(purchase) else { throw StoreError.failed(reason: "not planned") }
        return record
    }

    private func step(
        _ record: PurchaseRecord, from: PurchaseState, to state: PurchaseState, reason: String? = nil
    ) -> PurchaseChange {
        PurchaseChange(
            id: record.id, from: from, state: state, failReason: reason, evidence: ("test", "to \(state.rawValue)"))
    }

    /// Straight to a state, whatever the machine would say.
    private func move(_ record: PurchaseRecord, to state: PurchaseState, at now: WallTime = noon) async throws {
        guard state != .planned else { return }
        _ = try await journal.apply([step(record, from: .planned, to: state)], at: now)
    }

    @Test func aPlanIsWrittenDownAsAsked() async throws {
        let record = try await planned(wanted("sd1"))
        #expect(record.state == .planned && record.customNo == "sd1" && record.sentAt == nil)
        #expect(try await journal.record(record.id) == record)
        #expect(try await journal.record(customNo: "sd1") == record)
        #expect(
            try await journal.evidence(of: record.id)
                == [PurchaseEvidence(at: noon, state: .planned, kind: "planned", detail: "by li@desk")])
    }

    @Test func everyFieldOfAStepComesBack() async throws {
        let record = try await planned(wanted("sd1"))
        let later = noon + .seconds(5)
        let change = PurchaseChange(
            id: record.id, from: .planned, state: .bought, orderSn: "SP1", paid: Money(tenThousandths: 29_999),
            orderStatus: 999, failReason: "why", traceID: "t", sentAt: noon, evidence: ("reply", "orderSn SP1"))
        let changed = try await journal.apply([change], at: later)
        #expect(changed.first?.orderSn == "SP1" && changed.first?.paid?.text == "2.9999")
        #expect(changed.first?.orderStatus == 999 && changed.first?.failReason == "why")
        #expect(changed.first?.traceID == "t" && changed.first?.sentAt == noon && changed.first?.updatedAt == later)
        #expect(try await journal.record(record.id) == changed.first)
        #expect(try await journal.evidence(of: record.id).map(\.kind) == ["planned", "reply"])
    }

    @Test func aNumberIsNeverUsedTwiceWhateverBecameOfIt() async throws {
        let record = try await planned(wanted("sd1"))
        try await move(record, to: .cancelled)
        #expect(try await plan(wanted("sd1", card: 2), allowsRepeat: true) == .numberUsed)
    }

    @Test func theDatabaseItselfKeepsTheNumberUnique() async throws {
        let record = try await planned(wanted("sd1"))
        _ = try await planned(wanted("sd2", card: 2))
        for sql in [
            "UPDATE purchases SET custom_no = 'sd3' WHERE id = \(record.id)",
            "DELETE FROM purchases",
            "DELETE FROM purchase_evidence",
            "UPDATE purchase_evidence SET detail = 'forged'",
            """
            INSERT INTO purchases (kind, target, item, custom_no, state, actor, created_at, updated_at)
            VALUES ('package', 'x', 'y', 'sd1', 'planned', 'z', 0, 0)
            """,
        ] {
            await #expect(throws: StoreError.self, "\(sql)") {
                try await database.access { connection throws(StoreError) in try connection.execute(sql) }
            }
        }
        #expect(try await journal.recent(limit: 10).map(\.customNo) == ["sd2", "sd1"])
    }

    @Test(arguments: PurchaseState.allCases)
    func whatMayYetBecomeABoughtOneStandsInTheWay(state: PurchaseState) async throws {
        let record = try await planned(wanted("sd1"))
        try await move(record, to: state)
        let again = try await plan(wanted("sd2"), at: noon + .minutes(1))
        let isInTheWay = if case .repeats = again { true } else { false }
        #expect(isInTheWay == [.planned, .sending, .unknown, .bought].contains(state))
        #expect(try await journal.record(customNo: "sd2") == nil || !isInTheWay)
    }

    @Test func aBoughtOneStandsInTheWayForAMomentOnly() async throws {
        try await move(planned(wanted("sd1")), to: .bought)
        guard case .repeats(let first) = try await plan(wanted("sd2"), at: noon + .minutes(9)) else {
            Issue.record("bought again")
            return
        }
        #expect(first.customNo == "sd1")
        guard case .planned = try await plan(wanted("sd3"), at: noon + .minutes(10)) else {
            Issue.record("still in the way")
            return
        }
    }

    @Test func anUnknownOneStandsInTheWayForGood() async throws {
        try await move(planned(wanted("sd1")), to: .unknown)
        guard case .repeats = try await plan(wanted("sd2"), at: noon + .hours(10_000)) else {
            Issue.record("forgotten")
            return
        }
        guard case .planned = try await plan(wanted("sd3"), allowsRepeat: true) else {
            Issue.record("the person's word does not count")
            return
        }
    }

    @Test func anotherCardOrPackageIsAnotherPurchase() async throws {
        try await move(planned(wanted("sd1")), to: .unknown)
        _ = try await planned(wanted("sd2", card: 2))
        _ = try await planned(wanted("sd3", item: "12"))
        #expect(try await journal.open().count == 3)
    }

    @Test func aStepDecidedOnAnOldStateIsLeftOut() async throws {
        let record = try await planned(wanted("sd1"))
        try await move(record, to: .bought)
        #expect(try await journal.apply([step(record, from: .planned, to: .sending)], at: noon).isEmpty)
        #expect(try await journal.record(record.id)?.state == .bought)
        #expect(try await journal.evidence(of: record.id).count == 2)
    }

    @Test func twoProcessesPlanOnePurchase() async throws {
        _ = try await planned(wanted("sd1"))
        await #expect(processExitsWith: .success) { [root = folder.path as String] in
            let journal = PurchaseJournal(try StateDatabase(directory: root))
            let purchase = NewPurchase(
                kind: .package, target: card(1).description, item: "11", itemName: nil, price: nil, remark: nil,
                customNo: "sd2")
            let plan = try await journal.plan(purchase, by: "x", at: noon, window: .zero, allowsRepeat: false)
            // The end of an exit test's process: so it fails.
            guard case .repeats(let other) = plan, other.customNo == "sd1" else { fatalError("planned twice") }
        }
        #expect(try await journal.recent(limit: 10).count == 1)
    }

    @Test(arguments: [PurchaseState.planned, .sending])
    func whatAnEndedProcessLeftIsFound(state: PurchaseState) async throws {
        await #expect(processExitsWith: .signal(SIGKILL)) { [root = folder.path as String, state = state.rawValue as String] in
            let journal = PurchaseJournal(try StateDatabase(directory: root))
            let purchase = NewPurchase(
                kind: .package, target: "14900000001", item: "11", itemName: nil, price: nil, remark: nil, customNo: "sd1")
            guard
                case .planned(let record) = try await journal.plan(
                    purchase, by: "x", at: noon, window: .zero, allowsRepeat: false)
            else {
                // The end of an exit test's process: so it fails.
                fatalError("not planned")
            }
            if state == "sending" {
                let change = PurchaseChange(id: record.id, from: .planned, state: .sending, evidence: ("sent", ""))
                // The end of an exit test's process: so it fails.
                guard try await journal.apply([change], at: noon).count == 1 else { fatalError("not sent") }
            }
            kill(getpid(), SIGKILL)
        }
        #expect(try await journal.abandoned(before: noon).map(\.state) == [state])
    }

    @Test func whatAnotherMachineHasUnderWayIsLeftToItForAWhile() async throws {
        let elsewhere = PurchaseJournal(database, process: ProcessIdentity(pid: 1, start: "1", world: "another machine"))
        _ = try await elsewhere.plan(wanted("sd1"), by: "x", at: noon, window: .zero, allowsRepeat: false)
        #expect(try await journal.abandoned(before: noon).isEmpty)
        #expect(try await journal.abandoned(before: noon + .seconds(1)).count == 1)
    }

    @Test func endsAreNobodysWork() async throws {
        for (index, state) in PurchaseState.allCases.enumerated() {
            try await move(planned(wanted("sd\(index)", card: index)), to: state)
        }
        #expect(try await journal.open().map(\.state) == [.planned, .sending, .unknown])
        #expect(try await journal.abandoned(before: noon).map(\.state) == [.planned, .sending])
    }

    @Test func whatCannotBeReadIsToldNotGuessed() async throws {
        let record = try await planned(wanted("sd1"))
        try await database.access { connection throws(StoreError) in
            try connection.run("UPDATE purchases SET state = 'free' WHERE id = ?", [.integer(record.id.value)])
        }
        await #expect(throws: StoreError.failed(reason: "purchase \(record.id) cannot be read")) {
            try await journal.record(record.id)
        }
    }

    @Test func ourReasonsAreToldFromThePlatformsWords() {
        for code in PurchaseNote.Code.allCases {
            let note = PurchaseNote(code, "why: because")
            #expect(PurchaseNote(failReason: note.text) == note)
        }
        #expect(PurchaseNote(failReason: "余额不足: 差 3 元") == nil)
        #expect(PurchaseNote(failReason: nil) == nil)
    }
}
