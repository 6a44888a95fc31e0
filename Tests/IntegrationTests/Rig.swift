// The real client against the real sandbox over HTTP, in one process.

import Glibc
import Operations
import PlatformClient
import PlatformContract
import SIMModel
import SandboxPlatform
import StateStore
import TestSupport
import WireTransport

/// The machine's clock: these tests run over real sockets.
struct RealTime: TimeSource {
    var wall: WallTime { WallTime(milliseconds: read(CLOCK_REALTIME)) }
    var uptime: Uptime { Uptime(milliseconds: read(CLOCK_MONOTONIC)) }

    func wait(until deadline: Uptime) async throws {
        let rest = deadline - uptime
        if rest > .zero { try await Task.sleep(for: rest) }
    }

    private func read(_ clock: clockid_t) -> Int64 {
        var now = timespec()
        clock_gettime(clock, &now)
        return Int64(now.tv_sec) * 1000 + Int64(now.tv_nsec) / 1_000_000
    }
}

/// A sandbox and a client for it.
struct Rig {
    var server: SandboxServer
    var client: PlatformClient
    var cards: [CardNumber]

    static func run(
        cards: Int = 60, speed: Double = 1, faults: [Fault: Double] = [:], secret: String = "demo-secret",
        seed: UInt64 = 11, configure: (inout ClientConfiguration) -> Void = { _ in },
        _ body: (Rig) async throws -> Void
    ) async throws {
        let server = try await SandboxServer.start(
            SandboxConfiguration(port: 0, cards: cards, speed: speed, seed: seed, faults: faults),
            time: RealTime(), random: SeededRandom(seed))
        var configuration = ClientConfiguration(baseURL: server.url)
        configuration.callsPerMinute = 100_000
        configure(&configuration)
        let client = PlatformClient(
            configuration: configuration, credentials: Credentials(appID: "demo", secret: secret),
            transport: try AsyncHTTPTransport(configuration: TransportConfiguration()), time: RealTime(),
            random: SeededRandom(seed &+ UInt64(getpid())))
        let rig = Rig(server: server, client: client, cards: server.cardNumbers())
        do {
            try await body(rig)
        } catch {
            await rig.close()
            throw error
        }
        await rig.close()
    }

    private func close() async {
        await client.shutdown()
        await server.stop()
    }

    /// A runner over a journal of its own.
    func runner(in folder: TemporaryDirectory, speed: Double) throws -> (OperationRunner, OperationJournal) {
        let journal = OperationJournal(try StateDatabase(directory: folder.path + "/state"))
        // Questions as fast as the sandbox lives, but patience for a busy machine.
        var timing = FollowTiming.standard.scaled(by: speed)
        (timing.acceptedDeadline, timing.submittedDeadline) = (.seconds(120), .seconds(120))
        (timing.promptSpan, timing.unknownGrace) = (.seconds(120), .seconds(120))
        let runner = OperationRunner(
            client: client, journal: journal, feed: ObservationFeed(), lease: nil, time: RealTime(),
            random: SeededRandom(5), actor: "tester@here", timing: timing)
        return (runner, journal)
    }

    /// The first card that is really active.
    func activeCards(_ count: Int) async -> [CardNumber] {
        let reply = await client.records(of: cards)
        return Array(reply.found.filter { $0.1.status?.known == .active }.map(\.0).prefix(count))
    }
}
