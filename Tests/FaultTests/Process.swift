// One simdeck: the real runner, journal and client over a machine that may stop and a sandbox behind a
// line that fails.

import Operations
import PlatformClient
import PlatformContract
import SIMModel
import Synchronization
import TestSupport

@testable import StateStore

/// The platform as a process reaches it. A stopped machine sends nothing, and keeps nobody waiting.
final class InProcessPlatform: HTTPTransport {
    private let machine: Machine
    private let sandbox: Sandbox
    private let time: ManualTime
    /// Called around every change, with the number of it.
    private let around: @Sendable (_ isSent: Bool) async -> Void

    init(
        _ machine: Machine, _ sandbox: Sandbox, _ time: ManualTime, around: @escaping @Sendable (Bool) async -> Void
    ) {
        self.machine = machine
        self.sandbox = sandbox
        self.time = time
        self.around = around
    }

    func shutdown() async {}

    func send(
        _ request: WireRequest, timeout: Duration, replyLimit: Int
    ) async throws(TransportFailure) -> WireReply {
        let gone = TransportFailure(.cancelled, sent: .notSent)
        // A run that calls for ever is a fault too.
        guard !machine.isOff, sandbox.calls < 20_000 else { throw gone }
        machine.pass(.beforeSend)
        guard !machine.isOff else { throw gone }
        let isChange = Sandbox.isChange(request)
        if isChange { await around(false) }
        guard !machine.isOff else { throw gone }
        let ending = sandbox.exchange(request, timeout: timeout) { span in
            time.advance(by: span)
            return time.wall
        }
        sandbox.arrive(until: time.wall)
        machine.pass(.afterSend)
        if isChange, !machine.isOff { await around(true) }
        guard !machine.isOff else { throw gone }
        switch ending {
        case .reply(let reply): return reply
        case .failure(let failure): throw failure
        }
    }
}

/// Whoever waits moves the time on; a stopped machine waits for nothing.
final class ProcessTime: TimeSource {
    private let machine: Machine
    private let time: ManualTime
    private let database: StateDatabase
    private let meanwhile: @Sendable () async -> Void

    /// - Parameter meanwhile: what the rest of the program does while somebody waits.
    init(
        _ machine: Machine, _ time: ManualTime, _ database: StateDatabase, meanwhile: @escaping @Sendable () async -> Void
    ) {
        self.machine = machine
        self.time = time
        self.database = database
        self.meanwhile = meanwhile
    }

    var wall: WallTime { time.wall }
    var uptime: Uptime { time.uptime }

    func wait(until deadline: Uptime) async throws {
        guard !machine.isOff else {
            // Whoever waits in a loop is to find that there is nothing any more.
            database.close()
            throw CancellationError()
        }
        guard !Task.isCancelled else { throw CancellationError() }
        if deadline > time.uptime { time.advance(by: deadline - time.uptime) }
        await meanwhile()
    }
}

/// One simdeck.
final class Process: Sendable {
    let machine: Machine
    let journal: OperationJournal
    let runner: OperationRunner
    /// What happens while the runner waits, and around its changes; set by the run.
    let hooks: Hooks

    /// Set from outside, for they need the process itself.
    final class Hooks: Sendable {
        typealias Meanwhile = @Sendable () async -> Void
        typealias Around = @Sendable (_ isSent: Bool) async -> Void

        private let state = Mutex<(meanwhile: Meanwhile?, around: Around?)>((nil, nil))
        /// One at a time: what they do calls and waits too.
        private let isBusy = Mutex<Bool>(false)

        func set(meanwhile: @escaping Meanwhile, around: @escaping Around) {
            state.withLock { $0 = (meanwhile, around) }
        }

        /// They hold the runner, and the runner holds them.
        func clear() { state.withLock { $0 = (nil, nil) } }

        func meanwhile() async { await alone(state.withLock { $0.meanwhile }) }
        func around(_ isSent: Bool) async {
            guard let around = state.withLock({ $0.around }) else { return }
            await alone { await around(isSent) }
        }

        private func alone(_ body: Meanwhile?) async {
            let isFree = isBusy.withLock { busy in
                defer { busy = true }
                return !busy
            }
            guard isFree else { return }
            defer { isBusy.withLock { $0 = false } }
            await body?()
        }
    }

    init(
        _ machine: Machine, _ sandbox: Sandbox, _ time: ManualTime, identity: ProcessIdentity, number: Int, seed: UInt64
    ) throws {
        let hooks = Hooks()
        self.machine = machine
        self.hooks = hooks
        let database = try StateDatabase(directory: machine.folder.path) { point throws(StoreError) in
            try machine.pass(point)
        }
        journal = OperationJournal(database, process: identity)
        let own = ProcessTime(machine, time, database) { await hooks.meanwhile() }
        let client = PlatformClient(
            configuration: ClientConfiguration(
                baseURL: "http://platform.test", callsPerMinute: 100_000, readAttempts: 1 + number % 2),
            credentials: Credentials(appID: "demo", secret: "demo-secret"),
            transport: InProcessPlatform(machine, sandbox, time) { await hooks.around($0) }, time: own,
            random: SeededRandom(mixed(seed, "client \(number)".utf8)))
        runner = OperationRunner(
            client: client, journal: journal, feed: ObservationFeed(), lease: nil, time: own,
            random: SeededRandom(mixed(seed, "runner \(number)".utf8)), actor: "p\(number)@desk")
    }
}
