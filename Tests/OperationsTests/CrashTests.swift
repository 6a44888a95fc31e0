// The machine may stop at any moment: what the next run finds, and that it sends nothing by itself.

import Operations
import SIMModel
import StateStore
import Synchronization
import TestSupport
import Testing

@Suite struct CrashTests {
    /// Recovers and follows a while; the platform must not get one change more.
    private func recovered(_ bench: Bench) async throws -> [OperationState] {
        let before = bench.platform.changes
        try await bench.runner.recover()
        _ = try await bench.runner.settleNow(nil)
        #expect(bench.platform.changes == before)
        return try await bench.states()
    }

    @Test func plannedWaitsForAPerson() async throws {
        let bench = try Bench()
        _ = try await bench.journal.plan(.stop, cards: cards(3), reason: nil, group: "g", by: "x", at: noon)
        let next = try bench.crash()
        #expect(try await recovered(next) == [.planned, .planned, .planned])
        let ids = try await next.journal.open().map(\.id)
        #expect(try await next.runner.continuePlanned(ids).records.allSatisfy { $0.state == .submitted })
    }

    @Test func whatMayHaveLeftIsUnknown() async throws {
        let bench = try Bench()
        let crashed = Mutex<Bench?>(nil)
        bench.platform.onChange {
            // The call has arrived, its reply has not been seen: the power goes.
            guard let copy = try? bench.crash() else { return }
            crashed.withLock { $0 = copy }
        }
        try await bench.send(.stop, cards(2))
        let next = try #require(crashed.withLock { $0 })
        #expect(try await next.states() == [.sending, .sending])
        #expect(try await recovered(next) == [.unknown, .unknown])
        let record = try #require(try await next.journal.recent(limit: 1).first)
        #expect(OperationNote(failReason: record.failReason)?.code == .interrupted)
        // The platform's log tells that it did arrive.
        next.platform.log(row(on: card(0)), row(on: card(1), status: 2, failReason: "卡异常"))
        _ = try await next.runner.settleNow(nil)
        #expect(try await next.states() == [.accepted, .failed])
    }

    @Test func everyLaterPointIsFollowedOn() async throws {
        let bench = try Bench()
        try await bench.send(.stop, cards(1))
        let submitted = try bench.crash()
        bench.platform.log(row())
        #expect(try await recovered(submitted) == [.accepted])
        let accepted = try submitted.crash()
        bench.platform.set(cards(1), .stopped)
        bench.time.advance(by: .seconds(60))
        #expect(try await recovered(accepted) == [.confirmed])
        let confirmed = try accepted.crash()
        let questions = bench.platform.calls.count
        #expect(try await recovered(confirmed) == [.confirmed])
        #expect(bench.platform.calls.count == questions)
    }

    @Test(arguments: [OperationState.refused, .failed, .cancelled, .unknown, .unconfirmed, .confirmed])
    func whatIsWrittenDownStays(state: OperationState) async throws {
        let bench = try Bench()
        let planned = try await bench.journal.plan(.stop, cards: cards(1), reason: nil, group: "g", by: "x", at: noon)
        _ = try await bench.journal.apply(
            [OperationChange(id: planned[0].id, state: state, sentAt: noon, evidence: ("test", "set"))], at: noon)
        let next = try bench.crash()
        #expect(try await recovered(next) == [state])
    }

    @Test func aSecondSimdeckDoesNotDeclareALivingCallLost() async throws {
        let bench = try Bench()
        let runner = bench.runner
        bench.platform.onChange { try? await runner.recover() }
        let submission = try await bench.send(.stop, cards(1))
        #expect(submission.records.map(\.state) == [.submitted])
        #expect(
            try await bench.journal.evidence(of: submission.records[0].id).map(\.kind) == ["planned", "sent", "reply"])
    }

    @Test func aReplyAfterThatStillCounts() async throws {
        let bench = try Bench()
        let journal = bench.journal
        bench.platform.onChange {
            // Somebody else takes the sender for dead while its call is under way.
            guard let record = try? await journal.recent(limit: 1).first else { return }
            _ = try? await journal.apply(
                [OperationChange(id: record.id, from: .sending, state: .unknown, evidence: ("interrupted", "by b"))],
                at: noon)
        }
        let submission = try await bench.send(.stop, cards(1))
        #expect(submission.records.map(\.state) == [.submitted])
        #expect(submission.records[0].serialNumber == "S1")
    }
}
