// Staged runs over the real journal and the real client.

import Operations
import PlatformClient
import SIMModel
import StateStore
import Synchronization
import TestSupport
import Testing

@Suite struct RunTests {
    private func request(
        _ count: Int, canary: Int = 0, failures: Int = 20, unknowns: Int = 0
    ) -> OperationRequest {
        OperationRequest(
            kind: .stop, cards: cards(count), reason: "夜班",
            policy: RunPolicy(canary: canary, failureLimit: failures, unknownLimit: unknowns))
    }

    @Test func theCanaryIsWaitedForAndThenTheRestGoesOut() async throws {
        let bench = try Bench()
        let runner = bench.runner
        async let submission = runner.submit(request(230, canary: 3))
        await bench.time.untilParked()
        #expect(bench.platform.changes.map(\.cards.count) == [3])
        bench.platform.log((0..<3).map { row(on: card($0), serial: "S1") })
        bench.platform.set(cards(3), .stopped)
        bench.time.advance(by: .seconds(30))
        _ = try await runner.settleNow(nil)
        // Whether the driver has seen the proof already or waits for its next look is a matter of luck.
        let isDone = Mutex(false)
        async let moving: Void = {
            while !isDone.withLock({ $0 }) {
                bench.time.advance(by: .seconds(2))
                await Task.yield()
            }
        }()
        let done = try await submission
        isDone.withLock { $0 = true }
        await moving
        #expect(bench.platform.changes.map(\.cards.count) == [3, 100, 100, 27])
        #expect(done.run?.state == .sent)
        #expect(done.records.prefix(3).allSatisfy { $0.state == .confirmed })
        #expect(done.records.dropFirst(3).allSatisfy { $0.state == .submitted })
        #expect(Set(bench.platform.changes.flatMap(\.cards)).count == 230)
    }

    @Test func aCanaryThatFailsHoldsTheRestUntilAPersonContinues() async throws {
        let bench = try Bench()
        bench.platform.answer(.takeBut([card(1)]))
        let held = try await bench.runner.submit(request(150, canary: 2))
        #expect(held.run?.state == .paused && held.run?.hold == .canary)
        #expect(bench.platform.changes.map(\.cards.count) == [2])
        let rest = try await bench.runner.continueRun(held.group)
        #expect(rest.run?.state == .sent)
        #expect(rest.records.map(\.state) == [.submitted, .refused] + Array(repeating: .submitted, count: 148))
        #expect(bench.platform.changes.map(\.cards.count) == [2, 100, 48])
        await #expect(throws: SubmissionError.notPaused) { try await bench.runner.continueRun(held.group) }
        await #expect(throws: SubmissionError.notPaused) { try await bench.runner.continueRun("rnone") }
    }

    @Test func lostRepliesPassUpToTheLimit() async throws {
        let bench = try Bench()
        let lost = FakePlatform.Answer.fail(.timeout(seconds: 30), .mayHaveBeenSent)
        bench.platform.answer(lost, .take, lost, .take)
        let held = try await bench.runner.submit(request(400, unknowns: 150))
        #expect(held.run?.hold == .unknowns)
        #expect(bench.platform.changes.map(\.cards.count) == [100, 100, 100])
        #expect(held.errors.count == 2)
        let rest = try await bench.runner.continueRun(held.group)
        #expect(rest.run?.state == .sent)
        #expect(bench.platform.changes.count == 4)
        #expect(Set(bench.platform.changes.flatMap(\.cards)).count == 400)
    }

    @Test func manyFailuresStopTheRun() async throws {
        let bench = try Bench()
        bench.platform.answer(.takeBut(Array(cards(100).prefix(21))))
        let held = try await bench.runner.submit(request(300, failures: 20))
        #expect(held.run?.hold == .failures && held.run?.note == "21 of 100")
        #expect(bench.platform.changes.count == 1)
    }

    @Test func anotherSimdeckPausesAndGivesUpTheRest() async throws {
        let bench = try Bench()
        let other = try Bench(folder: bench.folder, time: bench.time, platform: bench.platform)
        bench.platform.onChange {
            guard let id = try? await other.journal.openRuns().first?.run.id else { return }
            _ = try? await other.runner.pauseRun(id)
        }
        let paused = try await bench.runner.submit(request(300))
        #expect(bench.platform.changes.count == 1)
        #expect(paused.records.count { $0.state == .planned } == 200)
        #expect(try await bench.journal.run(paused.group)?.run.hold == .asked)
        let cancelled = try await other.runner.cancelRun(paused.group)
        #expect(cancelled.count == 200)
        let standing = try #require(try await bench.journal.run(paused.group))
        #expect(standing.run.state == .cancelled)
        #expect(standing.tally == RunTally([.submitted: 100, .cancelled: 200]))
        #expect(bench.platform.changes.count == 1)
    }

    @Test func whatComesBackUnsentToARunGivenUpMeanwhileIsGivenUpToo() async throws {
        let bench = try Bench()
        let other = try Bench(folder: bench.folder, time: bench.time, platform: bench.platform)
        bench.platform.answer(.fail(.unreachable("port closed"), .notSent))
        bench.platform.onChange {
            guard let id = try? await other.journal.openRuns().first?.run.id else { return }
            _ = try? await other.runner.cancelRun(id)
        }
        let done = try await bench.runner.submit(request(130))
        let standing = try #require(try await bench.journal.run(done.group))
        #expect(standing.run.state == .cancelled)
        #expect(standing.tally == RunTally([.cancelled: 130]))
        #expect(
            try await bench.journal.evidence(of: done.records[0].id).map(\.kind)
                == ["planned", "sent", "not-sent", "cancelled"])
        #expect(try await bench.journal.verify().faults.isEmpty)
    }

    @Test func whatComesBackUnsentToARunThoughtSentStandsStill() async throws {
        let bench = try Bench()
        let plan = try await bench.journal.plan(.stop, cards: cards(2), reason: nil, group: "r1", by: "x", at: noon)
        _ = try await bench.journal.apply(
            plan.map { OperationChange(id: $0.id, state: .sending, evidence: ("sent", "test")) }, at: noon)
        _ = try await bench.journal.move("r1", from: .running, to: .sent, at: noon)
        _ = try await bench.journal.apply(
            [OperationChange(id: plan[0].id, state: .planned, failReason: "closed", evidence: ("not-sent", "closed"))], at: noon)
        let standing = try #require(try await bench.journal.run("r1"))
        #expect(standing.run.state == .paused && standing.run.hold == .notHeard && standing.run.note == "closed")
        #expect(try await bench.runner.continueRun("r1").run?.state == .sent)
        #expect(bench.platform.changes.map(\.cards.count) == [1])
    }

    @Test func cancellingTheTaskPausesBetweenTwoCalls() async throws {
        let bench = try Bench()
        let task = Mutex<Task<Submission, any Error>?>(nil)
        bench.platform.onChange { task.withLock { $0?.cancel() } }
        let gate = Mutex(false)
        let started = Task {
            while !gate.withLock({ $0 }) { await Task.yield() }
            return try await bench.runner.submit(request(300)) as Submission
        }
        task.withLock { $0 = started }
        gate.withLock { $0 = true }
        let submission = try await started.value
        #expect(submission.run?.hold == .asked)
        #expect(submission.records.count { $0.state == .submitted } == 100)
        #expect(submission.records.count { $0.state == .planned } == 200)
    }

    @Test func theHoursMaximumRefusesTheWholeRun() async throws {
        let bench = try Bench(guards: OperationGuards(cardsPerHour: 120))
        _ = try await bench.runner.submit(request(100))
        let refusal = GuardRefusal.tooManyThisHour(sent: 100, asked: 21, limit: 120)
        await #expect(throws: SubmissionError.guarded(refusal)) {
            try await bench.runner.submit(
                OperationRequest(kind: .resume, cards: Array(cards(200).suffix(21))))
        }
        bench.time.advance(by: .hours(1) + .seconds(1))
        _ = try await bench.runner.submit(OperationRequest(kind: .resume, cards: Array(cards(200).suffix(21))))
        #expect(bench.platform.changes.map(\.cards.count) == [100, 21])
    }

    @Test func aQuietHourRefusesAndHolds() async throws {
        let quiet = Mutex(false)
        let bench = try Bench(guards: OperationGuards { _ in quiet.withLock { $0 } })
        bench.platform.onChange { quiet.withLock { $0 = true } }
        let held = try await bench.runner.submit(request(300))
        #expect(held.run?.hold == .guarded)
        #expect(bench.platform.changes.count == 1)
        await #expect(throws: SubmissionError.guarded(.quietHours)) { try await bench.runner.continueRun(held.group) }
        await #expect(throws: SubmissionError.guarded(.quietHours)) {
            try await bench.runner.continuePlanned(held.records.map(\.id))
        }
        #expect(bench.platform.changes.count == 1)
    }

    @Test func aRunIsUndoneWithoutTheCardsThatMovedSince() async throws {
        let bench = try Bench()
        bench.platform.answer(.takeBut([card(0)]))
        let done = try await bench.runner.submit(request(6))
        bench.platform.log((1..<6).map { row(on: card($0), serial: "S1") })
        bench.platform.set(cards(6), .stopped)
        bench.time.advance(by: .seconds(30))
        _ = try await bench.runner.settleNow(nil)
        // Since then: one was resumed by us, one by somebody else, one cannot be asked.
        _ = try await bench.runner.submit(OperationRequest(kind: .resume, cards: [card(1)]))
        bench.platform.set([card(2)], .active)
        bench.platform.forget([card(3)])
        bench.time.advance(by: .minutes(2))
        let plan = try #require(try await bench.runner.undoPlan(done.group, isChecking: true))
        #expect(plan.cards == [card(4), card(5)])
        #expect(plan.apart[card(0)] == .notConfirmed(.refused))
        guard case .later(let later) = plan.apart[card(1)] else { throw Unexpected() }
        #expect(later.kind == .resume)
        #expect(plan.apart[card(2)] == .moved(Coded(.active)))
        #expect(plan.apart[card(3)] == .unseen)
        #expect(try await bench.runner.undoPlan(done.group, isChecking: false)?.cards == [2, 3, 4, 5].map(card))
        #expect(try await bench.runner.undoPlan("rnone", isChecking: false) == nil)
    }

    private struct Unexpected: Error {}

    @Test func anAmbiguousOperationIsSettledByTheRowAPersonNames() async throws {
        let bench = try Bench()
        bench.platform.answer(.fail(.timeout(seconds: 30), .mayHaveBeenSent))
        let id = try await bench.runner.submit(request(1)).records[0].id
        bench.platform.log(
            row(on: card(0), serial: "S8", operateID: 8),
            row(on: card(0), status: 2, serial: "S9", failReason: "卡异常", operateID: 9))
        bench.time.advance(by: .minutes(2))
        let asked = try await bench.runner.settleNow([id])
        #expect(OperationNote(failReason: asked[0].failReason)?.code == .ambiguous && asked[0].state == .unknown)
        #expect(try await bench.runner.settle(id, byRow: 7).get() == nil)
        #expect(try await bench.runner.settle(id, byRow: 9).get()?.state == .failed)
        #expect(try await bench.journal.record(id)?.operateID == 9)
    }

    @Test func aPersonMaySayThatWhatTheLogNeverShowedNeverArrived() async throws {
        let bench = try Bench()
        bench.platform.answer(.fail(.timeout(seconds: 30), .mayHaveBeenSent))
        let submission = try await bench.runner.submit(request(1))
        let id = submission.records[0].id
        #expect(submission.records[0].state == .unknown)
        // Too early: the log may still show it.
        #expect(try await bench.runner.settle(id, neverArrivedBy: "me", why: "asked")?.state == .unknown)
        bench.time.advance(by: .minutes(20))
        let ended = try #require(try await bench.runner.settle(id, neverArrivedBy: "me", why: "asked"))
        #expect(ended.state == .failed)
        #expect(OperationNote(failReason: ended.failReason)?.code == .neverArrived)
        #expect(try await bench.journal.evidence(of: id).last?.kind == "person")
        #expect(bench.platform.changes.count == 1)
    }

    @Test func whatTheLogSaysAfterAllCountsMoreThanAPersonsWord() async throws {
        let bench = try Bench()
        bench.platform.answer(.fail(.timeout(seconds: 30), .mayHaveBeenSent))
        let id = try await bench.runner.submit(request(1)).records[0].id
        bench.time.advance(by: .minutes(20))
        _ = try await bench.runner.settleNow([id])
        bench.platform.log(row(on: card(0), serial: "S1", operateID: 5))
        #expect(try await bench.runner.settle(id, neverArrivedBy: "me", why: "asked")?.state == .accepted)
    }

    @Test func delaysAreLearntAndDelayTheFirstQuestion() async throws {
        let bench = try Bench()
        #expect(await bench.runner.estimate(.stop, carrier: 1) == nil)
        let run = try await bench.runner.submit(
            OperationRequest(
                kind: .stop, cards: cards(5), carriers: Dictionary(uniqueKeysWithValues: cards(5).map { ($0, 1) })))
        bench.platform.log((0..<5).map { row(on: card($0), serial: "S1") })
        bench.platform.set(cards(5), .stopped)
        bench.time.advance(by: .minutes(2))
        _ = try await bench.runner.settleNow(nil)
        #expect(try await bench.journal.group(run.group).allSatisfy { $0.state == .confirmed })
        #expect(await bench.runner.estimate(.stop, carrier: 1)?.median == .minutes(2))
        #expect(await bench.runner.estimate(.stop, carrier: 2)?.samples == 5)
        #expect(await bench.runner.estimate(.resume, carrier: 1) == nil)

        var schedule = FollowSchedule()
        let fresh = operation(9, .stop, .submitted)
        schedule.expected[.stop] = DelayEstimate(Array(repeating: .minutes(2), count: 5))
        let sent = try #require(fresh.sentAt)
        schedule.keep([fresh], wall: sent, uptime: Uptime(milliseconds: 0))
        #expect(schedule.nextDue == Uptime(milliseconds: 60_000))
    }
}
