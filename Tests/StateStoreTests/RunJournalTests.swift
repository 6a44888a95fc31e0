// Runs in the journal: their counts, who sends them, what a pause and a continuation write.

import SIMModel
import TestSupport
import Testing

@testable import StateStore

@Suite struct RunJournalTests {
    let folder = TemporaryDirectory()

    private func run(_ id: String = "r1", canary: Int = 0, state: RunState = .running) -> BulkRun {
        BulkRun(
            id: id, kind: .stop, reason: "夜班", state: state, policy: RunPolicy(canary: canary, failureLimit: 30, unknownLimit: 7),
            undoes: "r0", actor: "li@desk via 10.0.0.7", createdAt: noon, updatedAt: noon)
    }

    @Test func aRunIsWrittenWithItsOperations() async throws {
        let journal = OperationJournal(try StateDatabase(directory: folder.path))
        let plan = try await journal.plan(run(canary: 2, state: .canary), cards: cards(5), allowsRepeat: false)
        #expect(plan.records.count == 5)
        let standing = try #require(try await journal.run("r1"))
        #expect(standing.run == run(canary: 2, state: .canary))
        #expect(standing.tally == RunTally([.planned: 5]))
        #expect(try await journal.openRuns().map(\.run.id) == ["r1"])
        // Nothing to do, nothing to keep.
        let again = try await journal.plan(run("r2"), cards: cards(5), allowsRepeat: false)
        #expect(again.records.isEmpty && again.repeats.count == 5)
        #expect(try await journal.run("r2") == nil)
    }

    @Test func theNextCardsComeInOrderAndOnlyToTheSender() async throws {
        let journal = OperationJournal(try StateDatabase(directory: folder.path))
        _ = try await journal.plan(run(), cards: cards(5), allowsRepeat: false)
        #expect(try await journal.next(2, of: "r1").map(\.simNo) == [card(0), card(1)])
        let other = ProcessIdentity(pid: 1, start: "1", world: "elsewhere")
        let second = OperationJournal(journal.database, process: other)
        #expect(try await second.next(2, of: "r1").isEmpty)
        #expect(try await second.move("r1", from: .running, to: .paused, hold: .asked, at: noon)?.hold == .asked)
        #expect(try await journal.next(2, of: "r1").isEmpty)
        // Only one continues it.
        #expect(try await second.resume("r1", at: noon + .seconds(1))?.state == .running)
        #expect(try await journal.resume("r1", at: noon) == nil)
        #expect(try await second.next(9, of: "r1").count == 5)
    }

    @Test func aContinuationTakesWhatWasSeenAsAccepted() async throws {
        let journal = OperationJournal(try StateDatabase(directory: folder.path))
        let ids = try await journal.plan(run(), cards: cards(6), allowsRepeat: false).records.map(\.id)
        let states: [OperationState] = [.confirmed, .failed, .refused, .unknown, .planned]
        _ = try await journal.apply(
            zip(ids, states).map { OperationChange(id: $0, state: $1, sentAt: noon, evidence: ("test", "set")) }, at: noon)
        _ = try await journal.move("r1", from: .running, to: .paused, hold: .failures, note: "2 of 4", at: noon)
        let paused = try #require(try await journal.run("r1"))
        #expect(paused.run.note == "2 of 4")
        #expect((paused.tally.sent, paused.tally.failed, paused.tally.doubtful) == (4, 2, 1))
        let run = try #require(try await journal.resume("r1", at: noon))
        #expect(run.accepted == .init(sent: 4, failed: 2, unknown: 1))
        #expect(run.hold == nil && run.note == nil)
    }

    @Test func aRunWhoseSenderIsGoneIsPaused() async throws {
        let database = try StateDatabase(directory: folder.path)
        let dead = ProcessIdentity(pid: 999_999_999, start: "1", world: ProcessIdentity.current.world)
        let journal = OperationJournal(database, process: dead)
        _ = try await journal.plan(run("r1"), cards: cards(2), allowsRepeat: false)
        let sent = try await journal.plan(run("r2"), cards: [card(7)], allowsRepeat: false).records
        _ = try await journal.apply(
            [OperationChange(id: sent[0].id, state: .submitted, sentAt: noon, evidence: ("test", "set"))], at: noon)
        let living = OperationJournal(database)
        _ = try await living.plan(run("r3"), cards: [card(8)], allowsRepeat: false)
        let paused = try await living.pauseAbandoned(at: noon, stillSince: noon)
        #expect(paused.map(\.id) == ["r1", "r2"])
        #expect(paused.map(\.state) == [.paused, .sent])
        #expect(try await living.run("r1")?.run.hold == .interrupted)
        #expect(try await living.run("r3")?.run.state == .running)
    }

    @Test func afterAPowerCutARunThatStandsStillIsPausedToo() async throws {
        let database = try StateDatabase(directory: folder.path)
        let before = ProcessIdentity(pid: 1, start: "1", world: "another boot")
        let journal = OperationJournal(database, process: before)
        let records = try await journal.plan(run("r1"), cards: cards(2), allowsRepeat: false).records
        _ = try await journal.apply(
            [OperationChange(id: records[0].id, state: .submitted, sentAt: noon, evidence: ("test", "set"))],
            at: noon + .minutes(3))
        let now = OperationJournal(database)
        // Something has moved lately: its sender may live on another machine.
        #expect(try await now.pauseAbandoned(at: noon, stillSince: noon + .minutes(3)).isEmpty)
        let later = noon + .minutes(9)
        #expect(try await now.pauseAbandoned(at: later, stillSince: noon + .minutes(4)).map(\.id) == ["r1"])
        #expect(try await now.run("r1")?.run.hold == .interrupted)
    }

    @Test func onlyWhatCanStillMoveIsCountedAgain() async throws {
        let journal = OperationJournal(try StateDatabase(directory: folder.path))
        for id in ["r1", "r2"] {
            let records = try await journal.plan(run(id), cards: [card(id == "r1" ? 1 : 2)], allowsRepeat: false).records
            _ = try await journal.apply(
                [OperationChange(id: records[0].id, state: .confirmed, sentAt: noon, evidence: ("test", "set"))], at: noon)
        }
        _ = try await journal.move("r1", from: .running, to: .sent, at: noon)
        var known = try await journal.recentRuns(limit: 9)
        #expect(known.map(\.run.id) == ["r2", "r1"] && known.allSatisfy { $0.tally == RunTally([.confirmed: 1]) })
        // What was read before is told again of the run that is over, and only of that one.
        for index in known.indices { known[index].tally = RunTally([.failed: 7]) }
        let again = try await journal.recentRuns(limit: 9, known: known)
        #expect(again.map(\.tally) == [RunTally([.confirmed: 1]), RunTally([.failed: 7])])
    }

    @Test func protectedCardsAreLeftOutOfEveryRunOfSeveral() async throws {
        let database = try StateDatabase(directory: folder.path)
        let journal = OperationJournal(database)
        let protected = ProtectedCards(database)
        #expect(try await protected.protect([card(1), card(3)], reason: "电梯", by: "li@desk", at: noon) == 2)
        #expect(try await protected.protect([card(1)], reason: nil, by: "li@desk", at: noon) == 0)
        let plan = try await journal.plan(run(), cards: cards(5), allowsRepeat: false)
        #expect(plan.protected == [card(1), card(3)])
        #expect(plan.records.map(\.simNo) == [card(0), card(2), card(4)])
        // One card by name is a person's own decision.
        #expect(try await journal.plan(run("r2"), cards: [card(1)], allowsRepeat: false).records.count == 1)
        #expect(try await protected.release([card(1), card(9)]) == 1)
        #expect(try await protected.all() == [ProtectedCard(simNo: card(3), reason: "电梯", actor: "li@desk", at: noon)])
    }

    @Test func delaysAreThoseOfProvedOperations() async throws {
        let journal = OperationJournal(try StateDatabase(directory: folder.path))
        let plan = try await journal.plan(
            run(), cards: cards(4), carriers: [card(0): 1, card(1): 1, card(2): 2], allowsRepeat: false)
        for (index, record) in plan.records.enumerated() {
            let state: OperationState = index == 1 ? .failed : .confirmed
            _ = try await journal.apply(
                [OperationChange(id: record.id, state: state, sentAt: noon, evidence: ("test", "set"))],
                at: noon + .seconds(Int64(10 * (index + 1))))
        }
        #expect(try await journal.delays(of: .stop, carrier: 1, limit: 9) == [.seconds(10)])
        #expect(try await journal.delays(of: .stop, carrier: nil, limit: 2) == [.seconds(40), .seconds(30)])
        #expect(try await journal.delays(of: .resume, carrier: nil, limit: 9).isEmpty)
        #expect(try await journal.sentCount(since: noon) == 4)
        #expect(try await journal.sentCount(since: noon + .milliseconds(1)) == 0)
    }
}
