// The receiver over real TCP: 200 means on the disk, and everything else leaves nothing there.

import PlatformContract
import PushReceiver
import SIMModel
import StateStore
import TestSupport
import Testing

@Suite struct ServerTests {
    @Test func twoHundredMeansThatItIsOnTheDisk() async throws {
        try await receiving { (desk: Desk) async throws in
            #expect(await desk.answer(Push()) == 200)
            let another = PushInbox(try StateDatabase(directory: desk.folder.path))
            let stored = try #require(try await another.take(after: 0).first)
            #expect(stored.body == Array(cardsBody().utf8) && stored.kind == .cards)
            #expect(stored.traceID == trace(1) && stored.receivedAt == noon)
        }
    }

    @Test func orderCallbacksAreTakenOnAnyPath() async throws {
        try await receiving { (desk: Desk) async throws in
            #expect(await desk.answer(Push(path: "/shop/push/order?id=1", body: Array(ordersBody.utf8))) == 200)
            #expect(try await desk.stored().map(\.kind) == [.orders])
        }
    }

    @Test func everyRefusalHasItsStatusAndLeavesNothing() async throws {
        try await receiving { (desk: Desk) async throws in
            let cases: [(Int, Push)] = [
                (401, Push(secret: "other")), (400, Push(leftOut: "sign")),
                (408, Push(time: noon - .minutes(11))), (408, Push(time: noon + .minutes(11))),
                (415, Push(contentType: "image/png")), (404, Push(path: "/")), (405, Push(method: "PUT")),
                (400, Push(body: Array("{\"data\":".utf8))), (400, Push(body: [])),
            ]
            for (status, push) in cases { #expect(await desk.answer(push) == status) }
            #expect(try await desk.stored().isEmpty)
        }
    }

    @Test func aRepeatIsReceivedAndNotStoredAgain() async throws {
        try await receiving { (desk: Desk) async throws in
            #expect(await desk.answer(Push()) == 200)
            #expect(await desk.answer(Push()) == 200)
            #expect(await desk.answer(Push(body: Array(cardsBody(18).utf8))) == 409)
            #expect(await desk.answer(Push(traceID: trace(2))) == 200)
            #expect(try await desk.stored().map(\.traceID) == [trace(1), trace(2)])
        }
    }

    @Test func aRepeatAfterARestartIsKnown() async throws {
        try await receiving { (desk: Desk) async throws in
            #expect(await desk.answer(Push()) == 200)
            await desk.server.stop()
            let configuration = ListenConfiguration(port: 0, credentials: credentials)
            let second = try await PushServer.start(
                configuration, inbox: PushInbox(try StateDatabase(directory: desk.folder.path)), time: desk.time)
            let port = second.port
            let status = await onThread { () -> Int? in
                guard let line = RawLine(port: port) else { return nil }
                defer { line.close() }
                line.send(Push().bytes)
                return line.status()
            }
            #expect(status == 200)
            #expect(try await desk.stored().count == 1)
            await second.stop()
        }
    }

    @Test func aTenMegabyteBodyIsRefusedAnnouncedOrNot() async throws {
        try await receiving { (desk: Desk) async throws in
            let large = Push(body: [UInt8](repeating: 0x20, count: 10 << 20))
            #expect(await desk.answer(large) == 413)
            let chunked = large.head(length: nil, more: "Transfer-Encoding: chunked\r\n")
            let end = Array("0\r\n\r\n".utf8)
            #expect(await desk.answer(chunked + large.chunks(of: 60_000).flatMap { $0 } + end) == 413)
            #expect(try await desk.stored().isEmpty)
            #expect(desk.server.load == (0, 0))
        }
    }

    @Test func aBodyOfExactlyTheLimitIsTaken() async throws {
        try await receiving(listening(bodyLimit: 200)) { (desk: Desk) async throws in
            let text = Array(cardsBody().utf8)
            let full = Push(traceID: trace(1), body: text + [UInt8](repeating: 0x20, count: 200 - text.count))
            #expect(await desk.answer(full) == 200)
            #expect(await desk.answer(Push(traceID: trace(2), body: full.body + [0x20])) == 413)
        }
    }

    @Test func whoNeverStopsSendingIsCutOff() async throws {
        try await receiving(listening(bodyLimit: 1_000)) { (desk: Desk) async throws in
            let port = desk.server.port
            let push = Push(body: [UInt8](repeating: 0x20, count: 4_000))
            let wasCut = await onThread { () -> Bool in
                guard let line = RawLine(port: port) else { return false }
                defer { line.close() }
                line.send(push.head(length: nil, more: "Transfer-Encoding: chunked\r\n"))
                let chunk = push.chunks(of: 4_000)[0]
                // The system's buffers swallow a few megabytes before the cut is felt.
                for _ in 0..<20_000 where !line.send(chunk) { return true }
                return false
            }
            #expect(wasCut)
            #expect(await desk.notice()?.status == .incomplete)
        }
    }

    @Test(arguments: [true, false])
    func halfABodyIsNeverStored(chunked: Bool) async throws {
        try await receiving { (desk: Desk) async throws in
            // The first half is a whole document of its own: only the length tells.
            let half = Array(cardsBody().utf8)
            let push = Push(body: half)
            let bytes =
                chunked
                ? push.head(length: nil, more: "Transfer-Encoding: chunked\r\n") + push.chunks(of: 4_000)[0]
                : push.head(length: half.count * 2) + half
            let status = await desk.answer(bytes, finishing: true)
            #expect(status == nil || status == 400)
            #expect(await desk.notice()?.status == .incomplete)
            #expect(try await desk.stored().isEmpty)
            #expect(desk.server.load == (0, 0))
            #expect(await desk.answer(push) == 200)
        }
    }

    @Test func aBodyThatDoesNotComeIsWaitedForThirtySeconds() async throws {
        try await receiving { (desk: Desk) async throws in
            let (port, time) = (desk.server.port, desk.time)
            let push = Push()
            let line = try #require(RawLine(port: port))
            line.send(push.head(length: push.body.count) + push.body.dropLast())
            await time.untilParked()
            #expect(desk.server.load.pushes == 1)
            time.advance(by: .seconds(30))
            #expect(await onThread { line.status() } == nil)
            line.close()
            #expect(await desk.notice()?.status == .incomplete)
            #expect(try await desk.stored().isEmpty)
        }
    }

    @Test func moreThanTheQueueHoldsIsSentAway() async throws {
        try await receiving(listening(queueLimit: 2)) { (desk: Desk) async throws in
            let push = Push(traceID: trace(9))
            let slow = try (0..<2).map { _ in try #require(RawLine(port: desk.server.port)) }
            for line in slow { line.send(push.head(length: push.body.count)) }
            await desk.time.untilParked(2)
            #expect(await desk.answer(Push(traceID: trace(1))) == 503)
            for line in slow { line.close() }
            // Both lines are gone once their ends were noticed.
            for _ in 0..<3 { _ = await desk.notice() }
            #expect(desk.server.load.pushes == 0)
            #expect(await desk.answer(Push(traceID: trace(1))) == 200)
        }
    }

    @Test func theBytesInsideAreBoundedToo() async throws {
        try await receiving(listening(queueBytes: 100)) { (desk: Desk) async throws in
            let large = Push(body: Array(cardsBody().utf8) + [UInt8](repeating: 0x20, count: 100))
            #expect(await desk.answer(large) == 503)
            #expect(await desk.answer(Push(traceID: trace(2), body: Array("{\"data\":[]}".utf8))) == 200)
            #expect(desk.server.load == (0, 0))
        }
    }

    @Test func aFullInboxSaysLaterAndTakesItLater() async throws {
        var limits = PushInbox.Limits()
        limits.pushes = 1
        try await receiving(limits: limits) { (desk: Desk) async throws in
            #expect(await desk.answer(Push(traceID: trace(1))) == 200)
            #expect(await desk.answer(Push(traceID: trace(2))) == 503)
            try await desk.inbox.processed([1], at: noon)
            #expect(await desk.answer(Push(traceID: trace(2))) == 200)
        }
    }

    @Test func whatCannotBeStoredIsNotReceived() async throws {
        try await receiving { (desk: Desk) async throws in
            desk.database.close()
            #expect(await desk.answer(Push()) == 503)
            #expect(await desk.notice()?.status == .storeFailed)
        }
    }

    @Test func oneLineCarriesManyPushes() async throws {
        try await receiving { (desk: Desk) async throws in
            let port = desk.server.port
            let statuses = await onThread { () -> [Int?] in
                guard let line = RawLine(port: port) else { return [] }
                defer { line.close() }
                return (1...5).map { number in
                    // A refusal in between must not spoil what follows.
                    line.send(Push(traceID: trace(number), secret: number == 3 ? "x" : credentials.secret).bytes)
                    return line.status()
                }
            }
            #expect(statuses == [200, 200, 401, 200, 200])
            #expect(try await desk.stored().count == 4)
        }
    }

    @Test func everyAnswerIsTold() async throws {
        try await receiving { (desk: Desk) async throws in
            _ = await desk.answer(Push())
            let taken = try #require(await desk.notice())
            #expect(
                taken
                    == PushNotice(
                        at: noon, status: .stored(1), kind: .cards, traceID: trace(1), bytes: cardsBody().utf8.count))
            _ = await desk.answer(Push(secret: "other"))
            #expect(await desk.notice() == PushNotice(at: noon, status: .notSigned))
        }
    }

    @Test func aTakenPortIsNamed() async throws {
        try await receiving { (desk: Desk) async throws in
            let configuration = ListenConfiguration(port: desk.server.port, credentials: credentials)
            await #expect(throws: PushServerError.portTaken(host: "127.0.0.1", port: desk.server.port)) {
                _ = try await PushServer.start(configuration, inbox: desk.inbox, time: desk.time)
            }
        }
    }

    @Test func stoppingFreesThePortAndLeavesNoLineOpen() async throws {
        let desk = try await Desk()
        let idle = try #require(RawLine(port: desk.server.port))
        let half = try #require(RawLine(port: desk.server.port))
        half.send(Push().head(length: 100))
        await desk.time.untilParked()
        await desk.server.stop()
        #expect(await onThread { idle.status() } == nil)
        #expect(await onThread { half.status() } == nil)
        #expect(RawLine(port: desk.server.port) == nil)
        idle.close()
        half.close()
    }
}
