// The sandbox as a server: binds, answers, stops.

import Glibc
import Hummingbird
import HummingbirdTLS
import Logging
import NIOCore
import NIOSSL
public import SIMModel

/// A running sandbox platform.
public final class SandboxServer: Sendable {
    /// `http://127.0.0.1:2000`, with the port that was really taken.
    public let url: String
    public let port: Int
    private let keeper: WorldKeeper
    private let numbers: FleetPlan
    private let connections: ConnectionRegister
    private let running: Task<Void, Never>
    private let pushing: Task<Void, Never>

    /// Starts a sandbox; returns once it takes connections. It logs nothing.
    public static func start(
        _ configuration: SandboxConfiguration, time: any TimeSource, random: any RandomSource
    ) async throws(SandboxError) -> SandboxServer {
        if let problem = configuration.problem { throw problem }
        return try await SandboxServer(configuration, time: time, random: random)
    }

    private init(
        _ configuration: SandboxConfiguration, time: any TimeSource, random: any RandomSource
    ) async throws(SandboxError) {
        let startedAt = time.wall
        let keeper = WorldKeeper(World(configuration, startedAt: startedAt), time: time)
        let connections = ConnectionRegister()
        let responder = SandboxResponder(
            keeper: keeper, dice: FaultDice(rates: configuration.faults), time: time, random: random)
        let (states, state) = AsyncStream.makeStream(of: Result<Int, any Error>.self)
        let application = try Self.application(configuration, responder, connections) { port in
            state.yield(.success(port ?? configuration.port))
        }
        let running = Task {
            do {
                try await application.run()
            } catch {
                state.yield(.failure(error))
            }
            state.finish()
        }
        var first: Result<Int, any Error>?
        for await item in states {
            first = item
            break
        }
        switch first {
        case .success(let port): self.port = port
        case .failure(let error): throw Self.problem(error, configuration)
        case nil:
            throw .cannotListen(host: configuration.host, port: configuration.port, reason: "it ended at once")
        }
        let host = configuration.host.contains(":") ? "[\(configuration.host)]" : configuration.host
        url = "\(configuration.tls == nil ? "http" : "https")://\(host):\(port)"
        numbers = FleetPlan(seed: configuration.seed, count: configuration.cards, startedAt: startedAt)
        self.keeper = keeper
        self.connections = connections
        self.running = running
        let pump = PushPump(keeper, time: time, random: random)
        pushing = Task { await pump.run() }
    }

    /// What it saw so far.
    public func counts() async -> SandboxCounts { await keeper.counts }

    /// The simNo of every card of a fleet, ascending, without starting one.
    public static func cardNumbers(seed: UInt64, count: Int) -> [CardNumber] {
        FleetPlan(seed: seed, count: count, startedAt: WallTime(seconds: 0)).simNos()
    }

    /// The simNo of every card, ascending.
    public func cardNumbers() -> [CardNumber] { numbers.simNos() }

    /// Closes every connection and frees the port. Waits for no caller.
    public func stop() async {
        running.cancel()
        pushing.cancel()
        connections.closeAll()
        await running.value
        await pushing.value
    }

    private static func application(
        _ configuration: SandboxConfiguration, _ responder: SandboxResponder, _ connections: ConnectionRegister,
        onListening: @escaping @Sendable (Int?) -> Void
    ) throws(SandboxError) -> Application<SandboxResponder> {
        func make(_ tls: TLSConfiguration?) throws -> Application<SandboxResponder> {
            Application(
                responder: responder,
                server: try tls.map { tls in
                    try .tls(
                        .http1(configuration: .init(additionalChannelHandlers: [RegisteringHandler(connections)])),
                        tlsConfiguration: tls)
                } ?? .http1(configuration: .init(additionalChannelHandlers: [RegisteringHandler(connections)])),
                configuration: ApplicationConfiguration(
                    address: .hostname(configuration.host, port: configuration.port)),
                onServerRunning: { channel in onListening(channel.localAddress?.port) },
                logger: Logger(label: "sandbox", factory: { _ in SwiftLogNoOpLogHandler() }))
        }
        let tls = try tls(configuration)
        do {
            return try make(tls)
        } catch {
            throw .badCertificate(path: configuration.tls?.certificate ?? "", reason: "\(error)")
        }
    }

    /// nil when it serves plain HTTP.
    private static func tls(_ configuration: SandboxConfiguration) throws(SandboxError) -> TLSConfiguration? {
        guard let tls = configuration.tls else { return nil }
        let chain: [NIOSSLCertificate]
        do {
            chain = try NIOSSLCertificate.fromPEMFile(tls.certificate)
        } catch {
            throw .badCertificate(path: tls.certificate, reason: "\(error)")
        }
        let made: TLSConfiguration
        do {
            made = .makeServerConfiguration(
                certificateChain: chain.map { .certificate($0) },
                privateKey: .privateKey(try NIOSSLPrivateKey(file: tls.key, format: .pem)))
            // Made once here, so that a key that does not fit is told before anything listens.
            _ = try NIOSSLContext(configuration: made)
        } catch {
            throw .badCertificate(path: tls.key, reason: "\(error)")
        }
        return made
    }

    private static func problem(_ error: any Error, _ configuration: SandboxConfiguration) -> SandboxError {
        if let failure = error as? IOError, failure.errnoCode == EADDRINUSE {
            return .portTaken(host: configuration.host, port: configuration.port)
        }
        return .cannotListen(host: configuration.host, port: configuration.port, reason: "\(error)")
    }
}
