// From the server library's request to the world's, and back.

import Hummingbird
import JSONText
import NIOCore
import SIMModel

/// What the server hands to the responder beside the request.
struct SandboxContext: InitializableFromSource {
    let channel: any Channel

    init(source: ApplicationRequestContextSource) { channel = source.channel }

    /// The caller runs on this machine.
    var isLoopback: Bool {
        guard let address = channel.remoteAddress?.ipAddress else { return true }
        return address.hasPrefix("127.") || address == "::1" || address.hasPrefix("::ffff:127.")
    }
}

/// Answers requests from the world.
struct SandboxResponder: HTTPResponder {
    /// Most bytes of a request's body.
    static let bodyLimit = 1 << 20

    let keeper: WorldKeeper
    let dice: FaultDice
    let time: any TimeSource
    let random: any RandomSource

    func respond(to request: Request, context: SandboxContext) async throws -> Response {
        let target = request.head.path ?? "/"
        if target.hasPrefix("/sandbox/"), context.isLoopback {
            return Self.response(await inspection(request.head.method.rawValue, target))
        }
        let body: ByteBuffer
        do {
            body = try await request.body.collect(upTo: Self.bodyLimit)
        } catch is NIOTooManyBytesError {
            // The server library reads the rest and throws it away, so the caller gets to read this.
            return Self.response(World.tooLarge(at: time.wall))
        }
        let draw = dice.roll(random)
        // The library keeps the Host header apart.
        let host = request.head.authority.map { [("Host", $0)] } ?? []
        let outcome = await keeper.answer(
            SandboxRequest(
                method: request.head.method.rawValue, target: target,
                headers: host + request.headers.map { ($0.name.rawName, $0.value) }, body: Array(body.readableBytesView)),
            draw)
        if draw.delay > .zero { try await time.wait(until: time.uptime + draw.delay) }
        switch outcome {
        case .reply(let reply): return Self.response(reply)
        case .cut(let isHard):
            LineCutter.cut(context.channel, hard: isHard)
            // Nothing is written before the socket is closed.
            try? await context.channel.closeFuture.get()
            throw ChannelError.ioOnClosedChannel
        }
    }

    /// `GET /sandbox/…`: unsigned, only from this machine.
    private func inspection(_ method: String, _ target: String) async -> SandboxReply {
        let cardPrefix = "/sandbox/card/"
        if method == "GET", target == "/sandbox/counts" {
            return SandboxReply(status: 200, body: await keeper.counts.json.utf8)
        }
        if method == "GET", target.hasPrefix(cardPrefix), let number = CardNumber(target.dropFirst(cardPrefix.count)),
            let truth = await keeper.truth(of: number)
        {
            return truth
        }
        if method == "GET", target.hasPrefix(RealNameLinks.path),
            let done = await keeper.completeRealName(String(target.dropFirst(RealNameLinks.path.count)))
        {
            return done
        }
        return SandboxReply(status: 404, body: JSONValue.object([]).utf8)
    }

    private static func response(_ reply: SandboxReply) -> Response {
        var headers = HTTPFields()
        headers[.contentType] = reply.contentType
        return Response(
            status: .init(code: reply.status), headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: reply.body)))
    }
}
