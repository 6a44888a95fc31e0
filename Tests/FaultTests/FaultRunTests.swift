// The proof of the operations: whatever the platform, the line, the disk and the machine do, nothing asked
// for is lost, nothing is done twice, and nothing is told that is not so.

import SIMModel
import TestSupport
import Testing

@Suite struct FaultRunTests {
    /// What all runs came to.
    private struct Sum {
        var runs = 0, operations = 0, crashes = 0, points = 0, sends = 0, calls = 0
        var lost = 0, doubled = 0, wrong = 0, unsettled = 0
        var struck: [CrashPoint: Int] = [:]
        var states: [OperationState: Int] = [:]

        mutating func add(_ verdict: Verdict) {
            runs += 1
            operations += verdict.operations
            crashes += verdict.crashes.count
            points += verdict.points
            sends += verdict.sends
            calls += verdict.calls
            lost += verdict.lost.count
            doubled += verdict.doubled.count
            wrong += verdict.wrong.count
            unsettled += verdict.unsettled
            for point in verdict.crashes { struck[point, default: 0] += 1 }
            states.merge(verdict.states) { $0 + $1 }
        }

        var line: String {
            "fault runs: \(runs) runs, \(operations) operations, \(crashes) crashes at \(points) points, \(sends) sends, "
                + "lost \(lost), doubled \(doubled), wrong \(wrong), unsettled \(unsettled)"
        }
    }

    /// `SIMDECK_FAULT_RUNS` runs from `SIMDECK_FAULT_SEED` on.
    @Test func nothingIsLostDoubledOrWrong() async throws {
        let runs = ProcessEnvironment.number("SIMDECK_FAULT_RUNS") ?? 500
        let first = ProcessEnvironment.number("SIMDECK_FAULT_SEED") ?? 1
        var total = Sum()
        await withTaskGroup(of: Verdict.self) { group in
            var next = first
            func start() {
                let seed = next
                next += 1
                group.addTask { await Self.judged(seed) }
            }
            while next < min(first + runs, first + Self.mostAtOnce) { start() }
            while let verdict = await group.next() {
                total.add(verdict)
                if next < first + runs { start() }
            }
        }
        print(total.line)
        print("  ends: " + total.states.map { "\($0.key.rawValue) \($0.value)" }.sorted().joined(separator: ", "))
        print("  stops: " + total.struck.map { "\($0.key) \($0.value)" }.sorted().joined(separator: ", "))
        // The suite itself must have met what it is for.
        if runs >= 100 {
            for point in CrashPoint.allCases { #expect(total.struck[point, default: 0] > 0, "no crash at \(point)") }
            for state in OperationState.allCases where state != .sending && state != .planned {
                #expect(total.states[state, default: 0] > 0, "nothing ended \(state)")
            }
        }
    }

    /// One small run, and the machine stops at every single point of it.
    @Test(arguments: 1...3 as ClosedRange<UInt64>)
    func theMachineMayStopAnywhere(seed: UInt64) async throws {
        var scenario = Scenario(small: seed)
        let whole = try await Self.verdict(scenario)
        #expect(whole.faults.isEmpty && whole.crashes.isEmpty && whole.points > 5)
        for number in 1...max(1, whole.points) {
            scenario.crashes = [number]
            let verdict = try await Self.verdict(scenario)
            #expect(verdict.faults.isEmpty, "seed \(seed), point \(number): \(verdict.faults.prefix(5))")
            #expect(verdict.crashes.count == 1)
        }
    }

    private static let mostAtOnce = 4

    /// A run by its seed, with the way to see it again when it fails.
    private static func judged(_ seed: Int) async -> Verdict {
        let replay = "again: SIMDECK_FAULT_RUNS=1 SIMDECK_FAULT_SEED=\(seed) make faults"
        do {
            let verdict = try await Self.verdict(Scenario(seed: UInt64(seed)))
            #expect(verdict.faults.isEmpty, "seed \(seed): \(verdict.faults.prefix(5)); \(replay)")
            return verdict
        } catch {
            Issue.record("seed \(seed) did not come to its end: \(error); \(replay)")
            return Verdict()
        }
    }

    private static func verdict(_ scenario: Scenario) async throws -> Verdict {
        var run = try FaultRun(scenario)
        return try await run.go()
    }
}
