// From the server library's request to an answer: check the head, read within bounds, write down, and
// only then say 200.

import Hummingbird
import NIOCore
import PlatformContract
import SIMModel
import StateStore

/// What the server hands to the responder beside the request.
struct PushContext: InitializableFromSource {
    let channel: any Channel

    init(source: ApplicationRequestContextSource) { channel = source.channel }
}

/// Answers pushes.
struct PushResponder: HTTPResponder {
    /// How much of a refused body is read and thrown away, so that the caller gets to read why. Beyond it
    /// the line is cut. Unit: bodies of the largest size.
    private static let patience = 16

    let check: PushCheck
    let configuration: ListenConfiguration
    let gate: PushGate
    let writer: PushWriter
    let time: any TimeSource
    let notices: AsyncStream<PushNotice>.Continuation

    func respond(to request: Request, context: PushContext) async throws -> Response {
        func header(_ name: String) -> String? {
            let wanted = name.lowercased()
            return request.headers.first { $0.name.canonicalName == wanted }?.value
        }
        let head = check.head(
            method: request.method.rawValue, path: request.head.path ?? "/", header: header, at: time.wall)
        var notice = PushNotice(at: time.wall, status: .incomplete)
        var hold = PushHold(gate)
        var refusal: PushStatus?
        switch head {
        case .refuse(let status): refusal = status
        case .read(let traceID):
            notice.traceID = traceID
            if !hold.enter() { refusal = .busy }
        }
        // However slowly a body trickles in, its time is bounded. Ends with this call.
        async let _ = cut(context.channel, after: configuration.bodyTimeout)
        do {
            let bytes = try await read(request.body, &refusal, &hold)
            notice.bytes = bytes.count
            if let refusal {
                notice.status = refusal
            } else {
                await judge(bytes, announced: header("content-length").flatMap { Int($0) }, &notice)
            }
        } catch {
            hold.release()
            notices.yield(notice)
            context.channel.close(promise: nil)
            throw error
        }
        // Who hears of it finds its place free.
        hold.release()
        notices.yield(notice)
        return Self.response(notice.status)
    }

    /// The whole body; nothing of it once there is a refusal.
    private func read(
        _ body: RequestBody, _ refusal: inout PushStatus?, _ hold: inout PushHold
    ) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        var total = 0
        for try await chunk in body {
            total += chunk.readableBytes
            let most = configuration.bodyLimit * Self.patience
            if total > most { throw NIOTooManyBytesError(maxBytes: most) }
            if refusal == nil, total > configuration.bodyLimit { refusal = .tooLarge }
            if refusal == nil, !hold.add(chunk.readableBytes) { refusal = .busy }
            if refusal == nil {
                bytes.append(contentsOf: chunk.readableBytesView)
            } else {
                bytes = []
            }
        }
        return bytes
    }

    /// Opens the body and writes it down.
    private func judge(_ bytes: [UInt8], announced: Int?, _ notice: inout PushNotice) async {
        switch check.body(bytes, announced: announced) {
        case .failure(let refusal): notice.status = refusal.status
        case .success(let kind):
            notice.kind = kind
            let push = NewPush(body: bytes, kind: kind, traceID: notice.traceID ?? "", receivedAt: notice.at)
            switch await writer.write(push) {
            case .success(let receipt): notice.status = PushCheck.status(of: receipt)
            case .failure: notice.status = .storeFailed
            }
        }
    }

    private func cut(_ channel: any Channel, after span: Duration) async {
        do {
            try await time.wait(until: time.uptime + span)
            channel.close(promise: nil)
        } catch {
            // Answered in time.
        }
    }

    private static func response(_ status: PushStatus) -> Response {
        var headers = HTTPFields()
        headers[.contentType] = "text/plain; charset=utf-8"
        if status.code == 503 { headers[.retryAfter] = "60" }
        return Response(
            status: .init(code: status.code), headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(string: status.words + "\n")))
    }
}
