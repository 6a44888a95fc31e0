// The chain finds what was changed, taken away or cut off, and nothing else.

import SIMModel
import TestSupport
import Testing

@testable import StateStore

@Suite struct EvidenceChainTests {
    let folder = TemporaryDirectory()

    /// Three operations of three entries each.
    private func journal() async throws -> OperationJournal {
        let journal = OperationJournal(try StateDatabase(directory: folder.path))
        let records = try await journal.plan(.stop, cards: cards(3), reason: "夜班", group: "g", by: "li@desk", at: noon)
        for state in [OperationState.sending, .submitted] {
            _ = try await journal.apply(
                records.map { OperationChange(id: $0.id, state: state, evidence: ("test", "to \(state.rawValue)")) },
                at: noon + .seconds(1))
        }
        return journal
    }

    /// What a person with an SQLite shell may do behind our back.
    private func tamper(_ sql: String) throws {
        let connection = try Connection(path: folder.path + "/journal.sqlite")
        try connection.execute("DROP TRIGGER evidence_stays; DROP TRIGGER evidence_is_final; DROP TRIGGER operations_stay")
        try connection.execute(sql)
    }

    @Test func anHonestJournalHasNoFault() async throws {
        let report = try await journal().verify()
        #expect(report == ChainReport(checked: 9, unchained: 0, faults: []))
        let empty = OperationJournal(try StateDatabase(directory: TemporaryDirectory().path))
        #expect(try await empty.verify() == ChainReport(checked: 0, unchained: 0, faults: []))
    }

    @Test(arguments: [
        ("UPDATE evidence SET detail = 'x' WHERE id = 5", [ChainReport.Fault.changed(evidence: 5, OperationID(2))]),
        ("UPDATE evidence SET at = at + 1 WHERE id = 1", [.changed(evidence: 1, OperationID(1))]),
        (
            "UPDATE evidence SET digest = NULL WHERE id = 5",
            [.changed(evidence: 5, OperationID(2)), .changed(evidence: 6, OperationID(3))]
        ),
        ("DELETE FROM evidence WHERE id = 5", [.missing(before: 6, OperationID(3))]),
        ("DELETE FROM evidence WHERE id <= 2", [.missing(before: 3, OperationID(3))]),
        (
            "DELETE FROM evidence WHERE id = 9",
            [.cutOff(written: 9, found: 8), .state(OperationID(3), .submitted, evidence: .sending)]
        ),
        (
            "UPDATE operations SET state = 'confirmed' WHERE id = 2",
            [.state(OperationID(2), .confirmed, evidence: .submitted)]
        ),
        (
            "UPDATE operations SET sim_no = '14999999999' WHERE id = 3",
            [3, 6, 9].map { .changed(evidence: $0, OperationID(3)) }
        ),
    ])
    func whatWasDoneBehindItsBackIsFound(sql: String, faults: [ChainReport.Fault]) async throws {
        let journal = try await journal()
        try tamper(sql)
        #expect(try await journal.verify().faults == faults)
    }

    @Test func entriesFromBeforeTheChainAreToldApart() async throws {
        let kept = #filePath.split(separator: "/").dropLast().map { "/" + $0 }.joined() + "/Versions/version-1.sqlite"
        TestFile.write(try #require(TestFile.read(kept)), to: folder.path + "/journal.sqlite")
        let journal = OperationJournal(try StateDatabase(directory: folder.path))
        let before = try await journal.verify()
        #expect(before.checked == 0 && before.unchained > 0 && before.faults.isEmpty)
        _ = try await journal.plan(.resume, cards: cards(2), reason: nil, group: "new", by: "li@desk", at: noon)
        let after = try await journal.verify()
        #expect(after == ChainReport(checked: 2, unchained: before.unchained, faults: []))
    }
}
