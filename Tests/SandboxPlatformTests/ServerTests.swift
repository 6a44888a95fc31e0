// The sandbox over real TCP: the same stories as the bare world, and what only a line can show.

import JSONText
import PlatformContract
import SIMModel
import SandboxPlatform
import TestSupport
import Testing

@Suite struct ServerTests {
    private let time = ManualTime()

    /// Runs `body` against a server of its own.
    private func serving(
        _ configuration: SandboxConfiguration, _ body: (SandboxServer) async throws -> Void
    ) async throws {
        var configuration = configuration
        configuration.port = 0
        let server = try await SandboxServer.start(configuration, time: time, random: SeededRandom(1))
        do {
            try await body(server)
        } catch {
            await server.stop()
            throw error
        }
        await server.stop()
    }

    private func stopCall(_ server: SandboxServer) -> Call {
        .cards(Catalogue.batchShutdown, [server.cardNumbers()[0]], at: time.wall)
    }

    /// The dial: one story, told to the bare world and to a server over TCP.
    @Test(arguments: [false, true])
    func oneStoryHoldsForTheWorldAndForTheServer(_ overHTTP: Bool) async throws {
        let configuration = SandboxConfiguration(port: 0, cards: 300, speed: 60)
        func story(_ ask: (Call) async throws -> Answer) async throws {
            let card = try #require(CardNumber("14900000017"))
            let info = try await ask(.cards(Catalogue.batchQuerySimInfo, [card], at: time.wall))
            #expect(info.items.first?["simStatus"] == .integer(3))
            let stop = try await ask(
                .cards(Catalogue.batchShutdown, [card], at: time.wall, more: [("remark", "夜班 & 检查")]))
            let serial = try #require(stop.serial)
            #expect(
                try await ask(Call(Catalogue.querySimAction, [("serialNumber", serial)], at: time.wall)).items.isEmpty)
            time.advance(by: .seconds(6))
            let log = try await ask(Call(Catalogue.querySimAction, [("serialNumber", serial)], at: time.wall))
            #expect(log.items.first?["status"] == .integer(1))
            let status = try await ask(.cards(Catalogue.batchQuerySimStatus, [card], at: time.wall))
            #expect(status.items.first?["simStatus"] == .integer(4))
            var wrong = Call(Catalogue.accountAsset, at: time.wall)
            wrong.path = "/openapi/iot/nowhere"
            #expect(try await ask(wrong).status == 404)
        }
        if overHTTP {
            try await serving(configuration) { server in
                try await story { try #require(await TinyClient.send(port: server.port, $0.request).answer) }
            }
        } else {
            var world = World(configuration, startedAt: time.wall)
            try await story { call in
                guard case .reply(let reply) = world.answer(call.request, at: time.wall) else { throw Bench.Cut() }
                return try Answer(status: reply.status, body: reply.body)
            }
        }
    }

    @Test func aRealNameLinkLeadsBackToTheSandboxAndCompletesIt() async throws {
        try await serving(SandboxConfiguration(cards: 50)) { server in
            let call = try Call(exampleOf: Catalogue.officialAuthUrl, at: time.wall)
            let answer = try #require(await TinyClient.send(port: server.port, call.request).answer)
            let url = try #require(text(answer.data?["url"]))
            let address = "http://127.0.0.1:\(server.port)"
            #expect(url.hasPrefix(address + "/sandbox/realname/"))
            guard
                case .answered(let status, _, let body) = await TinyClient.get(
                    port: server.port, String(url.dropFirst(address.count)))
            else { throw Bench.Cut() }
            #expect(status == 200)
            #expect(String(decoding: body, as: UTF8.self).contains("14900000017"))
        }
    }

    @Test func portZeroTakesAFreePortAndTheAddressNamesIt() async throws {
        try await serving(SandboxConfiguration(cards: 5)) { server in
            #expect(server.port > 0)
            #expect(server.url == "http://127.0.0.1:\(server.port)")
            #expect(server.cardNumbers().count == 5)
        }
    }

    @Test func aTakenPortIsNamed() async throws {
        try await serving(SandboxConfiguration(cards: 5)) { server in
            await #expect(throws: SandboxError.portTaken(host: "127.0.0.1", port: server.port)) {
                _ = try await SandboxServer.start(
                    SandboxConfiguration(port: server.port, cards: 5), time: time, random: SeededRandom(1))
            }
        }
    }

    @Test func badSettingsAreRefusedBeforeAnythingStarts() async {
        for configuration in [
            SandboxConfiguration(port: 0, cards: 0), SandboxConfiguration(port: 0, cards: 1_000_001),
            SandboxConfiguration(port: 0, speed: 0), SandboxConfiguration(port: 70_000),
            SandboxConfiguration(port: 0, faults: [.slow: 1.5]),
            SandboxConfiguration(port: 0, tls: (certificate: "/nowhere.pem", key: "/nowhere.key")),
        ] {
            await #expect(throws: SandboxError.self) {
                _ = try await SandboxServer.start(configuration, time: time, random: SeededRandom(1))
            }
        }
    }

    @Test func stoppingFreesThePortEvenWhileALineIsOpen() async throws {
        let server = try await SandboxServer.start(
            SandboxConfiguration(port: 0, cards: 5), time: time, random: SeededRandom(1))
        // A request that never becomes whole holds its line open.
        async let open = TinyClient.exchange(
            port: server.port, Array("POST /openapi/iot/accountAsset HTTP/1.1\r\n".utf8))
        _ = await TinyClient.get(port: server.port, "/sandbox/counts")
        await server.stop()
        let end = await open
        #expect(end == .closed(received: 0) || end == .reset || end == .refused)
        #expect(await TinyClient.get(port: server.port, "/sandbox/counts") == .refused)
    }

    @Test func aSlowAnswerComesTwoToEightSecondsLate() async throws {
        try await serving(SandboxConfiguration(cards: 5, faults: [.slow: 1])) { server in
            let call = stopCall(server)
            async let end = TinyClient.send(port: server.port, call.request)
            await time.untilParked()
            let deadline = try #require(time.nextDeadline)
            let delay = deadline - time.uptime
            #expect(delay >= .seconds(2) && delay <= .seconds(8))
            // The platform did its work; only the answer is late.
            #expect(await server.counts().stops.total == 1)
            time.advance(by: delay)
            #expect(await end.answer?.code == 0)
        }
    }

    @Test func stoppingDoesNotWaitForSlowAnswers() async throws {
        let server = try await SandboxServer.start(
            SandboxConfiguration(port: 0, cards: 5, faults: [.slow: 1]), time: time, random: SeededRandom(1))
        let call = stopCall(server)
        async let end = TinyClient.send(port: server.port, call.request)
        await time.untilParked()
        await server.stop()
        #expect(await end.answer?.code == nil)
    }

    @Test func aResetTearsTheLineDownBeforeAnythingIsDone() async throws {
        try await serving(SandboxConfiguration(cards: 5, faults: [.reset: 1])) { server in
            #expect(await TinyClient.send(port: server.port, stopCall(server).request) == .reset)
            #expect(await server.counts().stops.total == 0)
        }
    }

    @Test func aDroppedReplyClosesTheLineWithoutAByteAfterEverythingIsDone() async throws {
        try await serving(SandboxConfiguration(cards: 5, faults: [.dropReply: 1])) { server in
            #expect(await TinyClient.send(port: server.port, stopCall(server).request) == .closed(received: 0))
            #expect(await server.counts().stops.total == 1)
        }
    }

    @Test func aBadGatewayIsHTML() async throws {
        try await serving(SandboxConfiguration(cards: 5, faults: [.http502: 1])) { server in
            guard
                case .answered(let status, let headers, _) = await TinyClient.send(
                    port: server.port, stopCall(server).request)
            else { throw Bench.Cut() }
            #expect(status == 502)
            #expect(headers["content-type"] == "text/html")
        }
    }

    @Test func faultsComeAtTheirRate() async throws {
        try await serving(SandboxConfiguration(cards: 5, faults: [.rateLimit: 0.25, .stringNumbers: 0])) { server in
            for _ in 0..<100 {
                _ = await TinyClient.send(port: server.port, Call(Catalogue.accountAsset, at: time.wall).request)
            }
            let counts = await server.counts()
            #expect((12...40).contains(counts.refused["rate"] ?? 0))
            #expect(counts.faults.keys.sorted() == ["rate-limit"])
        }
    }

    @Test func aBodyOfMoreThanAMebibyteIs413() async throws {
        try await serving(SandboxConfiguration(cards: 5)) { server in
            var call = Call(Catalogue.accountAsset, at: time.wall)
            call.rawBody = [UInt8](repeating: 0x61, count: 1 << 20)
            #expect(await TinyClient.send(port: server.port, call.request).answer?.code == 0)
            call = Call(Catalogue.accountAsset, at: time.wall)
            call.rawBody = [UInt8](repeating: 0x61, count: (1 << 20) + 1)
            #expect(await TinyClient.send(port: server.port, call.request).answer?.status == 413)
        }
    }

    @Test func theSandboxTellsItsCountsAndTheTruthOfACardUnsigned() async throws {
        try await serving(SandboxConfiguration(cards: 50, speed: 10_000)) { server in
            _ = await TinyClient.send(port: server.port, stopCall(server).request)
            var forged = stopCall(server)
            forged.secret = "guess"
            _ = await TinyClient.send(port: server.port, forged.request)
            time.advance(by: .seconds(1))
            let counts = try #require(await TinyClient.get(port: server.port, "/sandbox/counts").json)
            #expect(counts["calls"]?["batchShutdown"] == .integer(2))
            #expect(counts["stops"]?["total"] == .integer(1))
            #expect(counts["stops"]?["maxPerCard"] == .integer(1))
            #expect(counts["refused"]?["signature"] == .integer(1))
            let card = try #require(await TinyClient.get(port: server.port, "/sandbox/card/14900000017").json)
            #expect(card["simStatus"] == .integer(4))
            guard
                case .answered(let status, _, _) = await TinyClient.get(port: server.port, "/sandbox/card/13800138000")
            else { throw Bench.Cut() }
            #expect(status == 404)
        }
    }
}
