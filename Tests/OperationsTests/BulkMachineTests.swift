// A run's next step from its counts, as a table; then random lives of runs against what must always hold.

import Operations
import SIMModel
import TestSupport
import Testing

@Suite struct BulkMachineTests {
    private func run(
        _ state: RunState = .running, canary: Int = 0, failures: Int = 20, unknowns: Int = 0,
        accepted: BulkRun.Accepted = .init()
    ) -> BulkRun {
        BulkRun(
            id: "r1", kind: .stop, reason: nil, state: state,
            policy: RunPolicy(canary: canary, failureLimit: failures, unknownLimit: unknowns), accepted: accepted,
            actor: "x", createdAt: noon, updatedAt: noon)
    }

    private func next(_ run: BulkRun, _ counts: [OperationState: Int], isStopping: Bool = false, isQuiet: Bool = false)
        -> BulkMachine.Step
    {
        BulkMachine().next(run, RunTally(counts), isStopping: isStopping, isQuiet: isQuiet)
    }

    @Test func batchAfterBatchUntilNothingIsLeft() {
        #expect(next(run(), [.planned: 250]) == .send(100))
        #expect(next(run(), [.planned: 50, .submitted: 200]) == .send(50))
        #expect(next(run(), [.submitted: 250]) == .move(.sent, hold: nil, note: nil))
        #expect(next(run(.canary, canary: 5), [.submitted: 5]) == .move(.sent, hold: nil, note: nil))
    }

    @Test func theCanaryIsSentProvedAndOnlyThenTheRest() {
        let canary = run(.canary, canary: 5)
        #expect(next(canary, [.planned: 250]) == .send(5))
        #expect(next(canary, [.planned: 247, .submitted: 3]) == .send(2))
        #expect(next(canary, [.planned: 245, .submitted: 2, .accepted: 2, .confirmed: 1]) == .wait)
        #expect(next(canary, [.planned: 245, .sending: 5]) == .wait)
        #expect(next(canary, [.planned: 245, .confirmed: 5]) == .move(.running, hold: nil, note: nil))
        #expect(next(run(.canary, canary: 250), [.planned: 500]) == .send(100))
    }

    @Test(arguments: [OperationState.failed, .refused, .unknown, .unconfirmed])
    func oneBadCardOfTheCanaryHoldsTheRest(state: OperationState) {
        let step = next(run(.canary, canary: 5), [.planned: 245, .confirmed: 4, state: 1])
        #expect(step == .move(.paused, hold: .canary, note: "1 of 5 not confirmed"))
    }

    @Test func tooManyFailuresHoldTheRest() {
        #expect(next(run(failures: 20), [.planned: 100, .failed: 20, .confirmed: 80]) == .send(100))
        #expect(
            next(run(failures: 20), [.planned: 100, .failed: 20, .refused: 1, .confirmed: 79])
                == .move(.paused, hold: .failures, note: "21 of 100"))
        // Of a handful a share says nothing.
        #expect(next(run(failures: 0), [.planned: 10, .failed: 1, .confirmed: 18]) == .send(10))
        #expect(
            next(run(failures: 0), [.planned: 10, .failed: 1, .confirmed: 19])
                == .move(.paused, hold: .failures, note: "1 of 20"))
        #expect(next(run(failures: 100), [.planned: 10, .failed: 90]) == .send(10))
    }

    @Test func tooManyUnknownsHoldTheRest() {
        #expect(next(run(), [.planned: 10, .unknown: 1]) == .move(.paused, hold: .unknowns, note: "1 of 1"))
        #expect(next(run(unknowns: 100), [.planned: 10, .unknown: 60, .unconfirmed: 40]) == .send(10))
        #expect(
            next(run(unknowns: 100), [.planned: 10, .unknown: 61, .unconfirmed: 40])
                == .move(.paused, hold: .unknowns, note: "101 of 101"))
    }

    @Test func whatAPersonAcceptedCountsNoMore() {
        let seen = BulkRun.Accepted(sent: 100, failed: 50, unknown: 10)
        #expect(next(run(accepted: seen), [.planned: 10, .failed: 50, .unknown: 10, .confirmed: 40]) == .send(10))
        #expect(
            next(run(accepted: seen), [.planned: 10, .failed: 50, .unknown: 11, .confirmed: 40])
                == .move(.paused, hold: .unknowns, note: "1 of 1"))
        // Doubts that were settled since are no credit.
        #expect(
            next(run(accepted: seen), [.planned: 10, .failed: 55, .unknown: 2, .confirmed: 63])
                == .move(.paused, hold: .failures, note: "5 of 20"))
    }

    @Test func aStopOrAQuietHourHoldsTheRest() {
        #expect(next(run(), [.planned: 1], isStopping: true) == .move(.paused, hold: .asked, note: nil))
        #expect(
            next(run(.canary, canary: 1), [.planned: 1, .submitted: 1], isStopping: true)
                == .move(.paused, hold: .asked, note: nil))
        #expect(next(run(), [.planned: 1], isQuiet: true) == .move(.paused, hold: .guarded, note: nil))
        #expect(next(run(), [.confirmed: 1], isStopping: true) == .move(.sent, hold: nil, note: nil))
    }

    @Test(arguments: [RunState.paused, .sent, .cancelled])
    func whatStandsStillStaysSo(state: RunState) {
        #expect(next(run(state), [.planned: 9]) == .rest)
    }

    @Test(arguments: 0..<200)
    func noLifeOfARunSendsMoreThanItsLimitsAllow(seed: Int) {
        let random = SeededRandom(UInt64(seed))
        func pick(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }
        let total = 1 + pick(700)
        var run = run(.canary, canary: 1 + pick(120), failures: pick(101), unknowns: pick(150))
        var tally = RunTally([.planned: total])
        let ends: [OperationState] = [.confirmed, .confirmed, .confirmed, .failed, .unknown, .refused]
        for _ in 0..<2_000 {
            switch BulkMachine().next(run, tally) {
            case .send(let count):
                #expect(count >= 1 && count <= min(100, tally[.planned]))
                if run.state == .canary { #expect(tally.sent + count <= run.policy.canary) }
                if run.state == .running { #expect(tally.doubtful - run.accepted.unknown <= run.policy.unknownLimit) }
                tally[.planned] -= count
                tally[.submitted] += count
            case .wait:
                #expect(run.state == .canary && tally[.submitted] > 0)
                let end = ends[pick(ends.count)]
                let count = 1 + pick(tally[.submitted])
                tally[.submitted] -= count
                tally[end] += count
            case .move(let state, let hold, _):
                #expect((state == .paused) == (hold != nil))
                run.state = state
            case .rest:
                guard run.state == .paused else {
                    #expect(tally[.planned] == 0)
                    return
                }
                run.state = .running
                run.accepted = .init(sent: tally.sent, failed: tally.failed, unknown: tally.doubtful)
            }
            if run.state == .running, tally[.submitted] > 0, pick(2) == 0 {
                let end = ends[pick(ends.count)]
                tally[.submitted] -= 1
                tally[end] += 1
            }
            #expect(tally.total == total)
        }
        Issue.record("it never came to an end")
    }

    @Test func delaysAreToldFromEnoughSamplesOnly() {
        #expect(DelayEstimate([1, 2, 3, 4].map { .seconds($0) }) == nil)
        let estimate = DelayEstimate((1...10).reversed().map { .seconds($0 * 60) })
        #expect(estimate?.median == .minutes(6) && estimate?.slow == .minutes(10) && estimate?.samples == 10)
    }
}
