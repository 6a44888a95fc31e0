// The receiver as a server: binds, answers, stops. It may stand behind a reverse proxy, which then does
// TLS; what reaches it is still signed by the platform.

import Glibc
import Hummingbird
import Logging
import NIOCore
import NIOPosix
public import SIMModel
public import StateStore

/// A running receiver of pushes.
public final class PushServer: Sendable {
    /// Most notices kept for a slow reader; beyond it the oldest are dropped.
    public static let noticeDepth = 256

    /// `http://127.0.0.1:2900`, with the port that was really taken.
    public let url: String
    public let port: Int
    /// Every request and its answer, after it was decided. For one reader.
    public let received: AsyncStream<PushNotice>
    private let notices: AsyncStream<PushNotice>.Continuation
    private let gate: PushGate
    private let threads: MultiThreadedEventLoopGroup
    private let running: Task<Void, Never>

    /// Starts a receiver; returns once it takes connections. It logs nothing.
    public static func start(
        _ configuration: ListenConfiguration, inbox: PushInbox, time: any TimeSource
    ) async throws(PushServerError) -> PushServer {
        let threads = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        do throws(PushServerError) {
            return try await PushServer(configuration, inbox: inbox, time: time, threads: threads)
        } catch {
            try? await threads.shutdownGracefully()
            throw error
        }
    }

    private init(
        _ configuration: ListenConfiguration, inbox: PushInbox, time: any TimeSource,
        threads: MultiThreadedEventLoopGroup
    ) async throws(PushServerError) {
        let (received, notices) = AsyncStream.makeStream(
            of: PushNotice.self, bufferingPolicy: .bufferingNewest(Self.noticeDepth))
        let gate = PushGate(pushLimit: configuration.queueLimit, byteLimit: configuration.queueBytes)
        let responder = PushResponder(
            check: PushCheck(credentials: configuration.credentials, bodyLimit: configuration.bodyLimit),
            configuration: configuration, gate: gate, writer: PushWriter(inbox), time: time, notices: notices)
        let (states, state) = AsyncStream.makeStream(of: Result<Int, any Error>.self)
        let application = Self.application(configuration, responder, threads) { port in
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
        url = "http://\(host):\(port)"
        self.received = received
        self.notices = notices
        self.gate = gate
        self.threads = threads
        self.running = running
    }

    /// Pushes that are read or wait to be written down now, and the bytes they hold.
    public var load: (pushes: Int, bytes: Int) { gate.load }

    /// Ends what is being read, answers what is being written down, frees the port.
    public func stop() async {
        running.cancel()
        await running.value
        try? await threads.shutdownGracefully()
        notices.finish()
    }

    private static func application(
        _ configuration: ListenConfiguration, _ responder: PushResponder, _ threads: MultiThreadedEventLoopGroup,
        onListening: @escaping @Sendable (Int?) -> Void
    ) -> Application<PushResponder> {
        let silent = Logger(label: "pushes", factory: { _ in SwiftLogNoOpLogHandler() })
        return Application(
            responder: responder, server: .http1(configuration: .init(idleTimeout: .seconds(60))),
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port),
                availableConnectionsDelegate: .maximum(configuration.connectionLimit, logger: silent)),
            onServerRunning: { channel in onListening(channel.localAddress?.port) },
            eventLoopGroupProvider: .shared(threads), logger: silent)
    }

    private static func problem(_ error: any Error, _ configuration: ListenConfiguration) -> PushServerError {
        if let failure = error as? IOError, failure.errnoCode == EADDRINUSE {
            return .portTaken(host: configuration.host, port: configuration.port)
        }
        return .cannotListen(host: configuration.host, port: configuration.port, reason: "\(error)")
    }
}
