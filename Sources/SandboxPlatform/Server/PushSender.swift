// Sends one push: a small HTTP/1.1 client, one connection a push, only to this machine.

import NIOCore
import NIOPosix

enum PushSender {
    /// The whole exchange may take this long.
    private static let patience: TimeAmount = .seconds(10)

    /// The status of the answer.
    /// - Throws: when nobody answered in time.
    static func send(_ job: PushJob) async throws -> Int {
        let loop = MultiThreadedEventLoopGroup.singleton.any()
        let answer = loop.makePromise(of: Int.self)
        let channel: any Channel
        do {
            channel = try await ClientBootstrap(group: loop).connectTimeout(patience)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(StatusReader(answer))
                    }
                }
                .connect(host: job.target.host, port: job.target.port).get()
        } catch {
            answer.fail(error)
            throw error
        }
        let timer = loop.scheduleTask(in: patience) { channel.close(promise: nil) }
        defer {
            timer.cancel()
            channel.close(promise: nil)
        }
        return try await withTaskCancellationHandler {
            channel.writeAndFlush(ByteBuffer(bytes: bytes(job)), promise: nil)
            return try await answer.futureResult.get()
        } onCancel: {
            channel.close(promise: nil)
        }
    }

    private static func bytes(_ job: PushJob) -> [UInt8] {
        var head = "POST \(job.target.path) HTTP/1.1\r\nHost: \(job.target.authority)\r\n"
        for header in job.headers { head += "\(header.name): \(header.value)\r\n" }
        head += "Content-Type: application/json; charset=utf-8\r\nContent-Length: \(job.body.count)\r\n"
        head += "Connection: close\r\n\r\n"
        return Array(head.utf8) + job.body
    }
}

/// Reads the status line of an answer; the rest says nothing.
private final class StatusReader: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    /// A status line is short; what is longer is none.
    private static let longest = 1024

    private var answer: EventLoopPromise<Int>?
    private var received: [UInt8] = []

    init(_ answer: EventLoopPromise<Int>) { self.answer = answer }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard answer != nil else { return }
        received += unwrapInboundIn(data).readableBytesView
        guard let end = received.firstIndex(of: 0x0A) else {
            if received.count > Self.longest { context.close(promise: nil) }
            return
        }
        let words = received[..<end].split(separator: 0x20)
        guard words.count >= 2, words[0].starts(with: "HTTP/1.".utf8),
            let status = Int(String(decoding: words[1], as: UTF8.self).filter { $0 != "\r" })
        else {
            context.close(promise: nil)
            return
        }
        answer?.succeed(status)
        answer = nil
    }

    func channelInactive(context: ChannelHandlerContext) {
        answer?.fail(ChannelError.eof)
        answer = nil
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        answer?.fail(error)
        answer = nil
        context.close(promise: nil)
    }
}
