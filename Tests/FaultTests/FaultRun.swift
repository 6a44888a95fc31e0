// One scenario from its first request to the end: lives of machines one after the other, over one world.

import Operations
import SIMModel
import Synchronization
import TestSupport

@testable import StateStore

/// Drives a scenario.
struct FaultRun {
    let scenario: Scenario
    let time: ManualTime
    let sandbox: Sandbox
    let crashes: Crashes
    private let dice: SeededDice
    private let second = SecondSimdeck()
    private(set) var process: Process
    private var processes = 1
    /// Returned as planned: on the disk, whatever happens.
    private(set) var promised: [OperationID: OperationRecord] = [:]
    /// Told as an end: nothing changes it.
    private(set) var told: [OperationID: OperationState] = [:]
    /// Runs that were planned, with their number of cards.
    private(set) var runs: [String: Int] = [:]

    init(_ scenario: Scenario) throws {
        self.scenario = scenario
        time = ManualTime(wall: Scenario.start)
        sandbox = Sandbox(scenario.world, weather: scenario.weather, seed: scenario.seed)
        crashes = Crashes(scenario.crashes)
        dice = SeededDice(scenario.seed ^ 0xA5A5_5A5A)
        let machine = Machine(TemporaryDirectory(inMemory: true), crashes, seed: scenario.seed) { [sandbox] in sandbox.diskFull }
        process = try Self.process(scenario, machine, sandbox, time, 1)
        attend()
    }

    /// All of it; the verdict after it.
    mutating func go() async throws -> Verdict {
        for step in scenario.steps {
            try await take(step)
            try await revive()
        }
        try await finish()
        defer { leave() }
        return try await Verdict(of: self)
    }

    private func leave() {
        process.hooks.clear()
        second.leave()
    }

    private mutating func take(_ step: Scenario.Step) async throws {
        let runner = process.runner
        switch step {
        case .ask(let request): await ask(request)
        case .settle(let span): try await settle(span)
        case .tend: try await tend(givesUp: scenario.givesUp)
        case .cancelPlanned:
            try? await runner.cancelPlanned(try await process.journal.open().prefix(2).map(\.id))
        case .continuePlanned:
            let some = ((try? await process.journal.open()) ?? []).prefix(3).map(\.id)
            if let done = try? await runner.continuePlanned(some) { note(done.records) }
        case .undo:
            guard let first = runs.keys.sorted().first, let plan = try? await runner.undoPlan(first, isChecking: true),
                !plan.cards.isEmpty
            else { return }
            let kind: OperationKind = plan.run.kind == .stop ? .resume : .stop
            await ask(OperationRequest(kind: kind, cards: plan.cards, undoes: first))
        }
    }

    private mutating func ask(_ request: OperationRequest) async {
        do throws(SubmissionError) {
            let start = try await process.runner.begin(request)
            guard !process.machine.isOff else { return }
            for record in start.records { promised[record.id] = record }
            if start.run != nil { runs[start.group] = start.records.count }
            note(try await process.runner.drive(start).records)
        } catch {
            // The disk refused the plan, or the run was taken over: the operator sees why.
        }
    }

    /// What the operator was told of ends is not to change.
    private mutating func note(_ records: [OperationRecord]) {
        guard !process.machine.isOff else { return }
        for record in records where record.state.isEnd { told[record.id] = record.state }
    }

    /// Time passes in rounds of following.
    private mutating func settle(_ span: Duration) async throws {
        let end = time.uptime + span
        while time.uptime < end {
            time.advance(by: min(.seconds(Int64(dice.pick(20...90))), end - time.uptime))
            try await round()
        }
    }

    private mutating func round() async throws {
        sandbox.arrive(until: time.wall)
        if let records = await Self.follow(process, dice) { note(records) }
        try await revive()
    }

    /// One round about everything, or about the later ones: where questions fail, those behind them are to get
    /// their turn, as the schedule gives it to them.
    private static func follow(_ process: Process, _ dice: SeededDice) async -> [OperationRecord]? {
        let out = (try? await process.journal.out().map(\.id)) ?? []
        guard out.count > 1, dice.happens(0.7) else { return try? await process.runner.settleNow(nil) }
        return try? await process.runner.settleNow(Array(out.dropFirst(dice.pick(1...(out.count - 1)))))
    }

    /// The operator looks after the runs that stand still.
    private mutating func tend(givesUp: Double) async throws {
        for standing in (try? await process.journal.openRuns()) ?? [] {
            let (runner, id) = (process.runner, standing.run.id)
            if standing.run.state != .paused { _ = try? await runner.pauseRun(id) }
            if dice.happens(givesUp) {
                _ = try? await runner.cancelRun(id)
            } else if let done = try? await runner.continueRun(id) {
                note(done.records)
            }
            try await revive()
        }
    }

    private mutating func finish() async throws {
        sandbox.set(scenario.lastWeather)
        for attempt in 0..<6 {
            guard try await !process.journal.openRuns().isEmpty else { break }
            try await settle(.minutes(4))
            try await tend(givesUp: attempt < 4 ? scenario.givesUp : 1)
        }
        sandbox.set(Weather(changes: .calm, reads: scenario.lastWeather.reads))
        try await tend(givesUp: 1)
        for minutes: Int64 in [1, 1, 1, 2, 2, 3, 4, 5, 6, 8, 10] {
            time.advance(by: .minutes(minutes))
            try await round()
            if try await process.journal.out().isEmpty, sandbox.isQuiet { break }
        }
    }

    // MARK: Lives

    /// After a stop: the next life, on what the disk has.
    private mutating func revive() async throws {
        while let left = process.machine.leftBehind {
            processes += 1
            leave()
            let machine = Machine(left, crashes, seed: scenario.seed &+ UInt64(processes)) { [sandbox] in sandbox.diskFull }
            time.advance(by: .seconds(Int64(dice.one([1, 20, 400]))))
            process = try Self.process(scenario, machine, sandbox, time, processes)
            attend()
            // A disk that refuses even this is asked again by the next person.
            for _ in 0..<3 where !machine.isOff {
                if (try? await process.runner.recover()) != nil { break }
            }
        }
    }

    /// While the runner waits, it follows; around its changes a second simdeck may do something.
    private func attend() {
        let (process, machine, time, sandbox, second) = (process, process.machine, time, sandbox, second)
        let (scenario, number, dice) = (scenario, processes, SeededDice(scenario.seed &+ UInt64(processes)))
        process.hooks.set {
            time.advance(by: .seconds(15))
            sandbox.arrive(until: time.wall)
            _ = await Self.follow(process, dice)
        } around: { isSent in
            guard let interlude = second.turn(scenario, isSent: isSent) else { return }
            await second.perform(interlude) {
                try? Self.process(scenario, machine, sandbox, time, 100 + number)
            }
        }
    }

    private static func process(
        _ scenario: Scenario, _ machine: Machine, _ sandbox: Sandbox, _ time: ManualTime, _ number: Int
    ) throws -> Process {
        // A number that no system gives, so that everybody sees it gone; or another boot's, of which nobody
        // can tell.
        let identity = ProcessIdentity(
            pid: 2_000_000_000 + Int32(number), start: "1",
            world: scenario.isElsewhere ? "another boot" : ProcessIdentity.current.world)
        return try Process(machine, sandbox, time, identity: identity, number: number, seed: scenario.seed)
    }
}

/// The second simdeck of a machine, when there is one.
final class SecondSimdeck: Sendable {
    private let process = Mutex<Process?>(nil)
    private let changes = Mutex<Int>(0)

    /// The machine stopped.
    func leave() { process.withLock { $0 = nil } }

    /// What it does now; `isSent` false begins the next change.
    func turn(_ scenario: Scenario, isSent: Bool) -> Scenario.Interlude? {
        let number = changes.withLock { changes in
            if !isSent { changes += 1 }
            return changes
        }
        guard let (interlude, when) = scenario.interludes[number], when == isSent else { return nil }
        return interlude
    }

    func perform(_ interlude: Scenario.Interlude, start: () -> Process?) async {
        let known = process.withLock { $0 }
        guard let own = known ?? start() else { return }
        process.withLock { $0 = own }
        let open = (try? await own.journal.openRuns()) ?? []
        switch interlude {
        case .pause: for standing in open { _ = try? await own.runner.pauseRun(standing.run.id) }
        case .cancel: for standing in open { _ = try? await own.runner.cancelRun(standing.run.id) }
        case .recover: try? await own.runner.recover()
        case .settle: _ = try? await own.runner.settleNow(nil)
        case .takeOver:
            try? await own.runner.recover()
            for standing in open {
                _ = try? await own.runner.pauseRun(standing.run.id)
                _ = try? await own.runner.continueRun(standing.run.id)
            }
        }
    }
}
