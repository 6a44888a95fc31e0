// The life of a run in the journal, state by step: every step that is legal, and that no other one is.

import Operations
import SIMModel
import StateStore
import TestSupport
import Testing

@Suite struct RunStepTests {
    /// What is done to a run, and the steps of the journal by themselves.
    enum Step: Hashable, Sendable, CaseIterable {
        case pause, cancel, resume, takeUp, drive
        case move(RunState)

        static var allCases: [Step] { [.pause, .cancel, .resume, .takeUp, .drive] + RunState.allCases.map { .move($0) } }
    }

    /// Where a run with planned cards gets by each step; what is not here changes nothing.
    static let legal: [RunState: [Step: RunState]] = [
        .canary: [
            .pause: .paused, .cancel: .cancelled, .move(.running): .running, .move(.paused): .paused, .move(.sent): .sent,
        ],
        .running: [.pause: .paused, .cancel: .cancelled, .move(.paused): .paused, .move(.sent): .sent],
        // Given up only once no card of it is planned: ``OperationRunner/cancelRun(_:)`` sees to that.
        .paused: [
            .cancel: .cancelled, .resume: .running, .takeUp: .running, .drive: .sent, .move(.running): .running,
        ],
        .sent: [:], .cancelled: [:],
    ]

    private func bench(_ state: RunState) async throws -> Bench {
        let bench = try Bench()
        let run = BulkRun(
            id: "r1", kind: .stop, reason: nil, state: state, policy: RunPolicy(canary: 1), actor: "x", createdAt: noon,
            updatedAt: noon)
        _ = try await bench.journal.plan(run, cards: cards(3), allowsRepeat: true)
        return bench
    }

    /// `from`: what whoever moves it believes.
    private func take(_ step: Step, _ bench: Bench, from: RunState) async throws {
        switch step {
        case .pause: _ = try await bench.runner.pauseRun("r1")
        case .resume: _ = try await bench.journal.resume("r1", at: noon)
        case .cancel: try await bench.runner.cancelRun("r1")
        case .takeUp: _ = try? await bench.runner.takeUp("r1")
        case .drive: _ = try? await bench.runner.continueRun("r1")
        case .move(let target): _ = try await bench.journal.move("r1", from: from, to: target, at: noon)
        }
    }

    @Test(arguments: RunState.allCases, Step.allCases)
    func onlyLegalStepsAreTaken(state: RunState, step: Step) async throws {
        let bench = try await bench(state)
        try await take(step, bench, from: state)
        let standing = try #require(try await bench.journal.run("r1"))
        #expect(standing.run.state == (try #require(Self.legal[state])[step] ?? state))
        #expect(standing.tally.total == 3)
        // Only a paused run is continued.
        #expect(bench.platform.changes.isEmpty != (step == .drive && state == .paused))
        if standing.run.state == .cancelled, state != .cancelled { #expect(standing.tally[.cancelled] == 3) }
    }

    @Test(arguments: RunState.allCases, RunState.allCases)
    func aStepDecidedOnAnotherStateIsLeftOut(state: RunState, believed: RunState) async throws {
        guard state != believed else { return }
        let bench = try await bench(state)
        for target in RunState.allCases {
            #expect(try await bench.journal.move("r1", from: believed, to: target, at: noon)?.state == state)
        }
    }

    @Test(arguments: RunState.allCases)
    func onlyItsDriverIsGivenCardsToSend(state: RunState) async throws {
        let bench = try await bench(state)
        let given = try await bench.journal.next(2, of: "r1")
        #expect(given.count == (state == .canary || state == .running ? 2 : 0))
    }

    /// Every state of a run by every mix of its cards: a run that stands still or is over sends nothing, and
    /// none is called sent while cards of it wait.
    @Test(arguments: RunState.allCases)
    func noMixOfCardsSendsFromAStandingRun(state: RunState) {
        let run = BulkRun(
            id: "r1", kind: .stop, reason: nil, state: state, policy: RunPolicy(canary: 2, unknownLimit: 1), actor: "x",
            createdAt: noon, updatedAt: noon)
        for first in OperationState.allCases {
            for second in OperationState.allCases {
                for planned in [0, 5] {
                    var tally = RunTally([.planned: planned])
                    tally[first] += 1
                    tally[second] += 1
                    switch BulkMachine().next(run, tally) {
                    case .send(let count):
                        #expect(state == .canary || state == .running)
                        #expect(count >= 1 && count <= tally[.planned])
                    case .move(let target, let hold, _):
                        #expect(state == .canary || state == .running)
                        #expect(target != .cancelled && target != state && (target == .paused) == (hold != nil))
                        #expect((target == .sent) == (tally[.planned] == 0))
                    case .wait: #expect(state == .canary && tally.underWay > 0)
                    case .rest: #expect(state == .paused || state == .sent || state == .cancelled)
                    }
                }
            }
        }
    }
}
