// A server that does what a test says with every request it has read whole: answers, stays silent, cuts
// the line. It counts what it saw, so that tests can prove what was never sent.

import NIOCore
import NIOPosix
import NIOSSL
import Synchronization
import TestSupport

/// A request as its bytes came.
struct SeenRequest: Sendable {
    /// Request line and headers.
    var head: String
    var body: String
    /// The connection it came by, from 0.
    var connection: Int

    /// The value of a header, without regard to case.
    func header(_ name: String) -> String? {
        for line in head.split(separator: "\r\n").dropFirst() {
            let halves = line.split(separator: ":", maxSplits: 1)
            if halves.count == 2, halves[0].lowercased() == name.lowercased() {
                return String(halves[1].drop { $0 == " " })
            }
        }
        return nil
    }
}

/// What the server does with a request.
enum ServerAct: Sendable {
    case send([UInt8])
    case sendAndClose([UInt8])
    case close
    /// Neither answers nor closes.
    case silence

    /// A whole reply.
    static func reply(_ body: String, status: String = "200 OK", headers: [String] = []) -> ServerAct {
        .send(Array(http(Array(body.utf8), status: status, headers: headers)))
    }

    static func http(_ body: [UInt8], status: String = "200 OK", headers: [String] = []) -> [UInt8] {
        let lines = ["HTTP/1.1 \(status)", "Content-Length: \(body.count)"] + headers
        return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body
    }
}

/// The server. It lives on the loopback, at a port of the system's choice.
final class ActingServer: Sendable {
    typealias Script = @Sendable (SeenRequest, Int) -> ServerAct

    fileprivate struct State {
        var requests: [SeenRequest] = []
        var connections = 0
        var watchers: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
    }

    fileprivate let state = Mutex(State())
    fileprivate let script: Script
    fileprivate let banner: [UInt8]?
    private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    private let channel: Mutex<(any Channel)?> = Mutex(nil)

    private init(banner: [UInt8]?, script: @escaping Script) {
        self.banner = banner
        self.script = script
    }

    /// - Parameter banner: sent to whoever connects, before anything is read.
    static func start(
        tls: Bool = false, banner: [UInt8]? = nil, _ script: @escaping Script
    ) async throws -> ActingServer {
        let server = ActingServer(banner: banner, script: script)
        let context = tls ? try Self.context() : nil
        let bound = try await ServerBootstrap(group: server.group)
            .serverChannelOption(ChannelOptions.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let context {
                        try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: context))
                    }
                    try channel.pipeline.syncOperations.addHandler(ActingHandler(server: server))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        server.channel.withLock { $0 = bound }
        return server
    }

    private static func context() throws -> NIOSSLContext {
        let certificate = try NIOSSLCertificate(bytes: Array(TestCertificate.certificate.utf8), format: .pem)
        let key = try NIOSSLPrivateKey(bytes: Array(TestCertificate.key.utf8), format: .pem)
        return try NIOSSLContext(
            configuration: .makeServerConfiguration(certificateChain: [.certificate(certificate)], privateKey: .privateKey(key)))
    }

    var port: Int { channel.withLock { $0?.localAddress?.port } ?? 0 }
    var url: String { "http://127.0.0.1:\(port)" }
    var requests: [SeenRequest] { state.withLock { $0.requests } }
    var connections: Int { state.withLock { $0.connections } }

    /// Returns once `count` requests were read whole.
    func untilSeen(_ count: Int) async {
        await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
            let isSeen = state.withLock { state in
                if state.requests.count >= count { return true }
                state.watchers.append((count, continuation))
                return false
            }
            if isSeen { continuation.resume() }
        }
    }

    func stop() async {
        let open = channel.withLock { $0 }
        try? await open?.close()
        try? await group.shutdownGracefully()
    }
}

/// Reads requests of one connection.
private final class ActingHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let server: ActingServer
    private var connection = 0
    private var bytes: [UInt8] = []

    init(server: ActingServer) { self.server = server }

    func handlerAdded(context: ChannelHandlerContext) {
        connection = server.state.withLock { state in
            state.connections += 1
            return state.connections - 1
        }
    }

    func channelActive(context: ChannelHandlerContext) {
        if let banner = server.banner { act(.send(banner), context) }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var buffer = unwrapInboundIn(data)
        bytes += buffer.readBytes(length: buffer.readableBytes) ?? []
        while let request = takeRequest() {
            let (number, watchers) = server.state.withLock { state in
                state.requests.append(request)
                let count = state.requests.count
                let due = state.watchers.filter { $0.count <= count }.map(\.continuation)
                state.watchers.removeAll { $0.count <= count }
                return (count - 1, due)
            }
            act(server.script(request, number), context)
            for watcher in watchers { watcher.resume() }
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private func act(_ act: ServerAct, _ context: ChannelHandlerContext) {
        switch act {
        case .send(let bytes): context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
        case .sendAndClose(let bytes):
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
            context.close(promise: nil)
        case .close: context.close(promise: nil)
        case .silence: break
        }
    }

    /// The first whole request among the bytes read.
    private func takeRequest() -> SeenRequest? {
        let mark: [UInt8] = [13, 10, 13, 10]
        guard bytes.count >= 4, let end = (0...(bytes.count - 4)).first(where: { Array(bytes[$0..<($0 + 4)]) == mark }) else {
            return nil
        }
        var request = SeenRequest(head: String(decoding: bytes[..<end], as: UTF8.self), body: "", connection: connection)
        let length = request.header("content-length").flatMap { Int($0) } ?? 0
        guard bytes.count >= end + 4 + length else { return nil }
        request.body = String(decoding: bytes[(end + 4)..<(end + 4 + length)], as: UTF8.self)
        bytes.removeFirst(end + 4 + length)
        return request
    }
}
