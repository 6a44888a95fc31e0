// The live transport, over async-http-client. HTTP/1.1 with a keep-alive pool; no redirects; nothing is
// ever repeated: the library repeats connecting only, and that is switched off too, so that an error
// is told when it happens.

import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOPosix
import NIOSSL
public import PlatformClient
import SIMModel
import Synchronization

/// Carries requests over TCP and TLS.
public final class AsyncHTTPTransport: HTTPTransport {
    /// More connections than one question uses: a call must not wait for another's connection.
    private static let mostConnections = 32
    /// What one reply may unpack to before the call's own limit is even looked at. Unit: bytes.
    private static let unpackedLimit = 64 << 20

    private let configuration: TransportConfiguration
    /// From `caFile`.
    private let authorities: [NIOSSLCertificate]
    private let standing = Mutex(Standing())

    private struct Engine {
        let group: MultiThreadedEventLoopGroup
        let client: HTTPClient
    }

    private struct Standing {
        /// nil until the first request: a screen does not wait for what only the network needs.
        var engine: Engine?
        var isClosed = false
    }

    /// - Throws: `.tls`, `notSent`, when the file of authorities cannot be used.
    public init(configuration: TransportConfiguration) throws(TransportFailure) {
        self.configuration = configuration
        guard let path = configuration.caFile else {
            authorities = []
            return
        }
        do {
            authorities = try NIOSSLCertificate.fromPEMFile(path)
        } catch {
            throw TransportFailure(.tls("ca_file: no certificate can be read from \(path)"), sent: .notSent)
        }
    }

    /// nil once closed.
    private func running() -> Engine? {
        standing.withLock { standing in
            guard !standing.isClosed else { return nil }
            let engine = standing.engine ?? makeEngine()
            standing.engine = engine
            return engine
        }
    }

    private func makeEngine() -> Engine {
        var tls = TLSConfiguration.makeClientConfiguration()
        if !configuration.hasSystemAuthorities { tls.trustRoots = .certificates([]) }
        if !authorities.isEmpty { tls.additionalTrustRoots = [.certificates(authorities)] }
        let connect = TimeAmount(configuration.connectTimeout)
        var settings = HTTPClient.Configuration(
            tlsConfiguration: tls, redirectConfiguration: .disallow, timeout: .init(connect: connect),
            decompression: .enabled(limit: .size(Self.unpackedLimit)))
        settings.httpVersion = .http1Only
        settings.connectionPool.idleTimeout = TimeAmount(configuration.idleTimeout)
        settings.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = Self.mostConnections
        settings.connectionPool.retryConnectionEstablishment = false
        settings.proxy = configuration.proxy.map { proxy in
            switch proxy.kind {
            case .socks5: .socksServer(host: proxy.host, port: proxy.port)
            case .http:
                .server(
                    host: proxy.host, port: proxy.port,
                    authorization: proxy.user.map { .basic(username: $0, password: proxy.password ?? "") })
            }
        }
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        return Engine(group: group, client: HTTPClient(eventLoopGroupProvider: .shared(group), configuration: settings))
    }

    deinit {
        // Neither call waits. The group must outlive the client, and no call can be running: each
        // holds the transport.
        guard let engine = standing.withLock({ $0.engine }) else { return }
        engine.client.shutdown { _ in engine.group.shutdownGracefully { _ in } }
    }

    /// Cuts every connection; calls under way end as `.cancelled`. Does not wait for the other side.
    public func shutdown() async {
        let engine = standing.withLock { standing in
            defer { standing.isClosed = true }
            return standing.isClosed ? nil : standing.engine
        }
        engine?.client.shutdown { _ in }
    }

    public func send(
        _ request: WireRequest, timeout: Duration, replyLimit: Int
    ) async throws(TransportFailure) -> WireReply {
        guard let address = Address(request.url), ["http", "https"].contains(address.scheme) else {
            throw TransportFailure(.invalidRequest("the platform's address is no http or https URL"), sent: .notSent)
        }
        guard !Task.isCancelled, let engine = running() else {
            throw TransportFailure(.cancelled, sent: .notSent)
        }
        let mark = Flag()
        let outgoing = outgoing(request, mark: mark)
        // The library's own deadline ends with the reply's head; this one covers its body too.
        let exchange = Task { await self.exchange(outgoing, by: engine.client, replyLimit: replyLimit) }
        let isDue = Flag()
        let timer = engine.group.any().scheduleTask(in: TimeAmount(timeout)) {
            isDue.set()
            exchange.cancel()
        }
        let outcome = await withTaskCancellationHandler {
            await exchange.value
        } onCancel: {
            exchange.cancel()
        }
        timer.cancel()
        switch outcome {
        case .success(let reply): return reply
        case .failure where isDue.isSet:
            throw TransportFailure(.timeout(seconds: Int(timeout.inSeconds)), sent: certainty(request, mark))
        case .failure(let error):
            let words = FailureWords(
                target: "\(address.host):\(address.effectivePort)", proxy: configuration.proxy,
                connectSeconds: configuration.connectTimeout.inSeconds,
                hasAuthorities: configuration.hasSystemAuthorities || configuration.caFile != nil, wasSent: mark.isSet)
            let kind = words.kind(of: error, replyLimit: replyLimit)
            throw TransportFailure(kind, sent: certainty(request, mark, kind))
        }
    }

    private func exchange(
        _ request: HTTPClientRequest, by client: HTTPClient, replyLimit: Int
    ) async -> Result<WireReply, any Error> {
        do {
            let response = try await client.execute(request, deadline: .distantFuture)
            var body = try await response.body.collect(upTo: replyLimit)
            let headers = response.headers.map { HeaderField($0.name, $0.value) }
            return .success(
                WireReply(
                    status: Int(response.status.code), headers: headers,
                    body: body.readBytes(length: body.readableBytes) ?? []))
        } catch {
            return .failure(error)
        }
    }

    private func outgoing(_ request: WireRequest, mark: Flag) -> HTTPClientRequest {
        var outgoing = HTTPClientRequest(url: request.url)
        outgoing.method = .init(rawValue: request.method)
        for header in request.headers { outgoing.headers.add(name: header.name, value: header.value) }
        outgoing.headers.replaceOrAdd(name: "Accept-Encoding", value: "gzip")
        outgoing.headers.replaceOrAdd(name: "User-Agent", value: configuration.userAgent)
        if !request.body.isEmpty {
            outgoing.body = .bytes(MarkedBody(request.body, mark: mark), length: .known(Int64(request.body.count)))
        }
        return outgoing
    }

    /// A request with a body is judged by its mark. One without has none: only failures that happen
    /// before a connection stands are `notSent`.
    private func certainty(
        _ request: WireRequest, _ mark: Flag, _ kind: PlatformError.Kind? = nil
    ) -> SendCertainty {
        if !request.body.isEmpty { return mark.isSet ? .mayHaveBeenSent : .notSent }
        switch kind {
        case .unreachable, .proxy, .tls, .invalidRequest: return .notSent
        default: return .mayHaveBeenSent
        }
    }
}

extension TimeAmount {
    fileprivate init(_ duration: Duration) { self = .milliseconds(duration.inMilliseconds) }
}
