// Pushes as the platform sends them, and as it does not.

import PlatformContract
import PushReceiver
import SIMModel
import StateStore
import TestSupport

let noon = WallTime(seconds: 1_795_500_000)
let credentials = Credentials(appID: "qwe123", secret: "C55rqUa6AvKyuNMYYvoYCSR1BBfSPWK7")

func trace(_ number: Int) -> String { padded(number, 32) }

/// One card's record, pushed.
func cardsBody(_ index: Int = 17) -> String {
    #"{"code":0,"message":"操作成功","data":{"items":[{"simNo":"149\#(padded(index, 8))","simStatus":4}]}}"#
}

let ordersBody = #"{"code":0,"data":{"list":[{"keyNo":"QL1","customNo":"sd1","status":5}]}}"#

/// A request, signed unless something in it is spoilt.
struct Push {
    var method = "POST"
    var path = "/push/sim"
    var contentType: String? = "application/json"
    var traceID = trace(1)
    var time = noon
    var appID = credentials.appID
    var secret = credentials.secret
    var leftOut: String?
    var body = Array(cardsBody().utf8)

    var headers: [(name: String, value: String)] {
        let signed = Signature.headers(
            credentials: Credentials(appID: appID, secret: secret), time: time, traceID: traceID)
        return signed.filter { $0.name != leftOut } + (contentType.map { [("Content-Type", $0)] } ?? [])
    }

    func header(_ name: String) -> String? { headers.first { $0.name.lowercased() == name.lowercased() }?.value }

    /// As bytes; `length` replaces the true Content-Length, nil leaves it out.
    func head(length: Int?, more: String = "") -> [UInt8] {
        var text = "\(method) \(path) HTTP/1.1\r\nHost: receiver.test\r\n"
        for header in headers { text += "\(header.name): \(header.value)\r\n" }
        if let length { text += "Content-Length: \(length)\r\n" }
        return Array((text + more + "\r\n").utf8)
    }

    var bytes: [UInt8] { head(length: body.count) + body }

    /// The body cut into chunks of a chunked transfer, without the last, empty one.
    func chunks(of size: Int) -> [[UInt8]] {
        stride(from: 0, to: body.count, by: size).map { start in
            let part = body[start..<min(start + size, body.count)]
            return Array((String(part.count, radix: 16) + "\r\n").utf8) + part + Array("\r\n".utf8)
        }
    }
}

/// On any free port, with smaller bounds where a test needs them.
func listening(
    bodyLimit: Int = 1 << 20, queueLimit: Int = 256, queueBytes: Int = 16 << 20
) -> ListenConfiguration {
    ListenConfiguration(
        port: 0, credentials: credentials, bodyLimit: bodyLimit, queueLimit: queueLimit, queueBytes: queueBytes)
}

/// A server over a real inbox.
struct Desk {
    let folder = TemporaryDirectory()
    let time = ManualTime(wall: noon)
    let database: StateDatabase
    let inbox: PushInbox
    let server: PushServer

    init(
        _ configuration: ListenConfiguration = listening(), limits: PushInbox.Limits = PushInbox.Limits()
    ) async throws {
        database = try StateDatabase(directory: folder.path)
        inbox = PushInbox(database, limits: limits)
        server = try await PushServer.start(configuration, inbox: inbox, time: time)
    }

    /// The status of one push on a line of its own; nil: none came.
    func answer(_ push: Push) async -> Int? { await answer(push.bytes) }

    func answer(_ bytes: [UInt8], finishing: Bool = false) async -> Int? {
        let port = server.port
        return await onThread {
            guard let line = RawLine(port: port) else { return nil }
            defer { line.close() }
            line.send(bytes)
            if finishing { line.finishSending() }
            return line.status()
        }
    }

    func stored() async throws -> [StoredPush] { try await inbox.take(after: 0, limit: 10_000, bytes: 64 << 20) }

    /// The next notice; waits for it.
    func notice() async -> PushNotice? {
        for await notice in server.received { return notice }
        return nil
    }
}

/// `body` with a server of its own, which is stopped whatever happens.
func receiving(
    _ configuration: ListenConfiguration = listening(), limits: PushInbox.Limits = PushInbox.Limits(),
    _ body: (Desk) async throws -> Void
) async throws {
    let desk = try await Desk(configuration, limits: limits)
    do {
        try await body(desk)
    } catch {
        await desk.server.stop()
        throw error
    }
    await desk.server.stop()
}
