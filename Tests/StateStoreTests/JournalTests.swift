// What the journal promises: everything asked and learnt stays, whole or not at all.

import SIMModel
import TestSupport
import Testing

@testable import StateStore

@Suite struct JournalTests {
    let folder = TemporaryDirectory()
    let database: StateDatabase
    let journal: OperationJournal

    init() throws {
        database = try StateDatabase(directory: folder.path)
        journal = OperationJournal(database)
    }

    private func planned(_ count: Int, kind: OperationKind = .stop, group: String = "g") async throws
        -> [OperationRecord]
    {
        try await journal.plan(kind, cards: cards(count), reason: "夜班", group: group, by: "li@desk", at: noon)
    }

    @Test func aPlanIsWrittenDownAsAsked() async throws {
        let records = try await planned(3)
        #expect(records.map(\.simNo) == cards(3))
        #expect(
            records.allSatisfy { $0.state == .planned && $0.reason == "夜班" && $0.sentAt == nil && $0.createdAt == noon }
        )
        #expect(try await journal.group("g") == records)
        let evidence = try await journal.evidence(of: records[0].id)
        #expect(evidence == [Evidence(at: noon, state: .planned, kind: "planned", detail: "by li@desk")])
    }

    @Test func fiveThousandCardsArePlannedInOneTransaction() async throws {
        let records = try await planned(5_000)
        #expect(records.count == 5_000)
        #expect(Set(records.map(\.id)).count == 5_000)
        let changes = records.map { step($0, to: .sending, trace: "t", sentAt: noon) }
        #expect(try await journal.apply(changes, at: noon).count == 5_000)
        #expect(try await journal.open().count == 5_000)
    }

    @Test func everyStepLeavesItsEvidence() async throws {
        let record = try #require(try await planned(1).first)
        let later = noon + .seconds(60)
        _ = try await journal.apply([step(record, to: .sending, trace: "abc", sentAt: noon, kind: "sent")], at: noon)
        _ = try await journal.apply([step(record, to: .submitted, serial: "S1", kind: "reply")], at: later)
        let standing = try #require(try await journal.record(record.id))
        #expect(standing.state == .submitted)
        #expect(standing.serialNumber == "S1")
        #expect(standing.traceID == "abc")
        #expect(standing.sentAt == noon)
        #expect(standing.updatedAt == later)
        let evidence = try await journal.evidence(of: record.id)
        #expect(evidence.map(\.kind) == ["planned", "sent", "reply"])
        #expect(evidence.map(\.state) == [.planned, .sending, .submitted])
    }

    @Test func whatIsNotNamedInAStepStays() async throws {
        let record = try #require(try await planned(1).first)
        _ = try await journal.apply(
            [step(record, to: .unknown, serial: "S", reason: "why", trace: "t", sentAt: noon)], at: noon)
        _ = try await journal.apply([step(record, to: .accepted)], at: noon)
        let kept = try #require(try await journal.record(record.id))
        #expect(kept.failReason == "why" && kept.serialNumber == "S" && kept.traceID == "t" && kept.sentAt == noon)
        _ = try await journal.apply([step(record, to: .accepted, reason: "")], at: noon)
        #expect(try await journal.record(record.id)?.failReason == nil)
    }

    @Test func backToPlannedMeansNothingIsOut() async throws {
        let record = try #require(try await planned(1).first)
        _ = try await journal.apply([step(record, to: .sending, trace: "t", sentAt: noon)], at: noon)
        let back = try await journal.apply([step(record, to: .planned, from: .sending, reason: "no route")], at: noon)
        #expect(back.first?.sentAt == nil && back.first?.traceID == nil && back.first?.failReason == "no route")
        #expect(try await journal.record(record.id) == back.first)
    }

    @Test func aStepDecidedOnAnOldStateIsLeftOut() async throws {
        let records = try await planned(2)
        _ = try await journal.apply([step(records[0], to: .cancelled)], at: noon)
        let changed = try await journal.apply(records.map { step($0, to: .sending, from: .planned) }, at: noon)
        #expect(changed.map(\.id) == [records[1].id])
        #expect(try await journal.record(records[0].id)?.state == .cancelled)
        #expect(try await journal.evidence(of: records[0].id).count == 2)
    }

    @Test func anUnfinishedOperationOfTheSameKindIsARepeat() async throws {
        let first = try await planned(2)
        _ = try await journal.apply([step(first[1], to: .confirmed)], at: noon)
        let again = try await journal.plan(
            bulkRun(.stop, "h", by: "x"), cards: cards(3), allowsRepeat: false)
        #expect(again.records.map(\.simNo) == [card(1), card(2)])
        #expect(again.repeats == [card(0): first[0]])
        let other = try await journal.plan(
            bulkRun(.resume, "i", by: "x"), cards: [card(0)], allowsRepeat: false)
        #expect(other.records.count == 1)
    }

    @Test(arguments: OperationState.allCases)
    func onlyAnEndMakesRoomForTheNext(state: OperationState) async throws {
        let record = try #require(try await planned(1).first)
        _ = try await journal.apply([step(record, to: state)], at: noon)
        let again = try await journal.plan(
            bulkRun(.stop, "h", by: "x"), cards: [card(0)], allowsRepeat: false)
        #expect(again.repeats.isEmpty == state.isEnd)
        #expect(try await journal.open().contains { $0.id == record.id } == !state.isEnd)
    }

    @Test func listsAreNewestFirstAndPaged() async throws {
        let records = try await planned(5)
        let page = try await journal.recent(limit: 2, before: nil)
        #expect(page.map(\.id) == [records[4].id, records[3].id])
        #expect(try await journal.recent(limit: 2, before: page[1].id).map(\.id) == [records[2].id, records[1].id])
        let later = try await planned(1, kind: .resume, group: "h")
        #expect(try await journal.of(card(0), limit: 10).map(\.id) == [later[0].id, records[0].id])
        #expect(try await journal.of(card(0), limit: 1).count == 1)
        #expect(
            try await journal.records([later[0].id, records[0].id, OperationID(999)]).map(\.id) == [
                records[0].id, later[0].id,
            ])
    }

    @Test func countsTellWhatIsOpenAndWhatIsInDoubt() async throws {
        let records = try await planned(10)
        let changes = zip(records, OperationState.allCases).map { step($0, to: $1) }
        _ = try await journal.apply(changes, at: noon)
        let counts = try await journal.counts()
        #expect(counts.total == 10)
        #expect(counts.open == OperationState.allCases.count { !$0.isEnd })
        #expect(counts.doubtful == 2)
    }

    @Test func textsOfAnyKindComeBackAsTheyWere() async throws {
        let texts = ["'; DROP TABLE operations; --", "停机\u{0}后", "🪪 \"quoted\"", String(repeating: "长", count: 20_000)]
        for (index, text) in texts.enumerated() {
            let record = try #require(
                try await journal.plan(.stop, cards: [card(index)], reason: text, group: text, by: text, at: noon).first
            )
            #expect(try await journal.record(record.id)?.reason == text)
            #expect(try await journal.group(text) == [record])
            #expect(try await journal.evidence(of: record.id).first?.detail == "by \(text)")
        }
    }

    @Test(arguments: [
        "DELETE FROM evidence", "UPDATE evidence SET detail = 'forged'", "DELETE FROM operations",
        "INSERT INTO evidence (operation, at, state, kind, detail) VALUES (9999, 0, 'planned', 'x', 'x')",
    ])
    func theDatabaseItselfRefusesToForget(sql: String) async throws {
        let record = try #require(try await planned(1).first)
        await #expect(throws: StoreError.self) {
            try await database.access { connection throws(StoreError) in try connection.execute(sql) }
        }
        #expect(try await journal.evidence(of: record.id).count == 1)
    }

    @Test func whoWritesAnUnknownStateIsToldNotGuessed() async throws {
        let record = try #require(try await planned(1).first)
        try await database.access { connection throws(StoreError) in
            try connection.run("UPDATE operations SET state = 'teleported' WHERE id = ?", [.integer(record.id.value)])
        }
        await #expect(throws: StoreError.failed(reason: "operation \(record.id) cannot be read")) {
            try await journal.record(record.id)
        }
    }

    @Test func aSendingIsAbandonedWhenItsProcessIsGone() async throws {
        let alive = ProcessIdentity(pid: 1, start: "0", world: "another machine")
        let dead = ProcessIdentity(pid: ProcessIdentity.current.pid, start: "0", world: ProcessIdentity.current.world)
        let records = try await planned(3)
        for (record, process) in zip(records, [alive, dead, .current]) {
            let writer = OperationJournal(database, process: process)
            _ = try await writer.apply([step(record, to: .sending, sentAt: noon)], at: noon)
        }
        #expect(try await journal.abandoned(before: noon).map(\.id) == [records[1].id, records[2].id])
        #expect(try await journal.abandoned(before: noon + .seconds(1)).count == 3)
        _ = try await journal.apply([step(records[1], to: .unknown)], at: noon)
        #expect(try await journal.abandoned(before: noon).map(\.id) == [records[2].id])
    }
}
