// The platform's own calls: what is pushed, when, how often, and where to.

import JSONText
import PlatformContract
import SIMModel
import SandboxPlatform
import TestSupport
import Testing

@Suite struct PushTests {
    private let random = SeededRandom(7)
    private static let target = "http://127.0.0.1:2900/push/sim?from=sandbox"

    private func subscribe(_ bench: Bench, _ cards: [CardNumber], status: String = "1") throws {
        let answer = try bench.send(
            .cards(
                Catalogue.batchSubscribe, cards, at: bench.now,
                more: [("updateStatus", status), ("subscribeUrl", Self.target)]))
        #expect(answer.code == 0)
    }

    private func due(_ bench: Bench) -> [PushJob] { bench.world.duePushes(at: bench.now, random: random) }

    /// Moves to the next push and takes it.
    private func next(_ bench: Bench) throws -> [PushJob] {
        let at = try #require(bench.world.nextPushAt)
        bench.time.advance(by: at - bench.now)
        return due(bench)
    }

    private func body(_ job: PushJob) throws -> JSONValue { try JSONValue(parsing: job.body) }

    @Test func nothingIsKnownOfWhileNobodySubscribed() {
        #expect(Bench().world.nextPushAt == nil)
    }

    @Test func cardsThatChangedAreToldAboutHourlySignedAndInTheRecordsShape() throws {
        let bench = Bench()
        let quiet = try #require(bench.cards(in: .closed).first)
        try subscribe(bench, [bench.cards[0], quiet])
        #expect(due(bench).isEmpty)
        let jobs = try next(bench)
        #expect(bench.now.seconds % 3600 == 0)
        let job = try #require(jobs.first)
        #expect(jobs.count == 1)
        #expect(job.target == PushTarget(Self.target))
        let headers = job.headers
        #expect(
            Signature.fault(
                in: { name in headers.first { $0.name == name }?.value },
                credentials: Credentials(appID: "demo", secret: "demo-secret"), now: bench.now) == nil)
        let push = try PushBody(job.body)
        #expect(push.kind == .cards)
        // The closed card has nothing to tell.
        guard case .array(let items)? = push.document["data"]?["items"] else { throw Bench.Cut() }
        #expect(items.map { $0["simNo"] } == [.string(bench.cards[0].description)])
        #expect(items == (try bench.info([bench.cards[0]])))
    }

    @Test func aCancelledSubscriptionIsSilent() throws {
        let bench = Bench()
        try subscribe(bench, Array(bench.cards.prefix(5)))
        try subscribe(bench, Array(bench.cards.prefix(5)), status: "2")
        #expect(bench.world.nextPushAt == nil)
        bench.time.advance(by: .hours(3))
        #expect(due(bench).isEmpty)
    }

    @Test func manyCardsAreToldInPartsOfAHundred() throws {
        let bench = Bench()
        for start in stride(from: 0, to: 400, by: 100) { try subscribe(bench, Array(bench.cards[start..<start + 100])) }
        let counts = try next(bench).map { job -> Int in
            guard case .array(let items)? = try body(job)["data"]?["items"] else { return 0 }
            return items.count
        }
        #expect(counts.count == 3 && counts.dropLast().allSatisfy { $0 == 100 })
    }

    @Test(arguments: [1.0, 60.0])
    func aRefusedPushIsTriedAgainAfterThirtyMinutesAndTwoHoursAndThenGivenUp(_ speed: Double) throws {
        let bench = Bench(speed: speed)
        try subscribe(bench, [bench.cards[0]])
        let job = try #require(next(bench).first)
        try subscribe(bench, [bench.cards[0]], status: "2")
        let start = bench.now
        bench.world.pushEnded(job.id, accepted: false, at: bench.now)
        func trace(_ job: PushJob) -> String { job.headers.first { $0.name == "traceID" }?.value ?? "" }
        var traces = [trace(job)]
        for minutes in [30.0, 120.0] {
            let again = try #require(next(bench).first)
            #expect(abs((bench.now - start).asSeconds - minutes * 60 / speed) < 0.01)
            #expect(again.id == job.id)
            #expect(try body(again)["data"] == body(job)["data"])
            // Fresh headers: an old timestamp would be refused.
            #expect(!traces.contains(trace(again)))
            traces.append(trace(again))
            bench.world.pushEnded(again.id, accepted: false, at: bench.now)
        }
        #expect(bench.world.nextPushAt == nil)
        #expect(bench.world.counts.pushAttempts == 3 && bench.world.counts.pushesGivenUp == 1)
    }

    @Test func anOrderTellsEachOfItsStates() throws {
        let bench = Bench(speed: 60)
        let fields = Catalogue.orderApply.parameters.map { ($0.name, $0.example) }
        #expect(try bench.send(Call(Catalogue.orderApply, fields, at: bench.now)).code == 0)
        var told: [Int64] = []
        while bench.world.nextPushAt != nil {
            let job = try #require(next(bench).first)
            #expect(job.target.path == "/push/order")
            let push = try PushBody(job.body)
            #expect(push.kind == .orders)
            told.append(try #require(whole(push.document["data"]?["list"]?[0]?["status"])))
            bench.world.pushEnded(job.id, accepted: true, at: bench.now)
        }
        #expect(told == [1, 2, 13, 4, 6, 10, 5] || told == [1, 2, 3])
        #expect(bench.world.counts.pushesDelivered == told.count)
    }

    @Test func waitingPushesAreBoundedAndWhatDoesNotFitIsCounted() throws {
        let bench = Bench(cards: 3)
        try subscribe(bench, bench.cards)
        var taken = 0
        for _ in 0..<1100 {
            bench.time.advance(by: .hours(1))
            // Nothing ever ends: all stay under way.
            taken += due(bench).count
        }
        #expect(taken == 1000)
        #expect(bench.world.counts.pushesDropped == 100)
    }

    @Test(arguments: [
        ("http://127.0.0.1:2900", "127.0.0.1", 2900, "/"), ("http://localhost/a?b=1", "127.0.0.1", 80, "/a?b=1"),
        ("http://[::1]:81/x#y", "::1", 81, "/x"), ("http://127.9.9.9:1?q", "127.9.9.9", 1, "/?q"),
    ])
    func addressesOfThisMachineAreTargets(_ url: String, _ host: String, _ port: Int, _ path: String) {
        let target = PushTarget(url)
        #expect(target?.host == host && target?.port == port && target?.path == path)
    }

    @Test(arguments: [
        "http://0.0.0.0/", "http://128.0.0.1/", "http://localhost.example.com/", "http://[::2]/", "http://127.0.0.1:0/",
        "http://127.0.0.1:70000/", "http://127.1/", "http://127.0.0.256/", "http://user@127.0.0.1/", "ftp://127.0.0.1/",
        "http://127.0.0.1/\r\nX: y", "http://", "http://127.0.0.1:80x/", "http://127.+0.0.1/",
    ])
    func nothingElseIs(_ url: String) {
        #expect(PushTarget(url) == nil)
    }

    @Test func overTCPAPushIsSentAgainUntilItIsAcceptedAndTheServerStops() async throws {
        let time = ManualTime()
        let listener = try TinyListener([500, 200])
        let server = try await SandboxServer.start(
            SandboxConfiguration(port: 0, cards: 20), time: time, random: SeededRandom(1))
        let call = Call.cards(
            Catalogue.batchSubscribe, [server.cardNumbers()[0]], at: time.wall,
            more: [("updateStatus", "1"), ("subscribeUrl", "http://127.0.0.1:\(listener.port)/push/sim")])
        #expect(await TinyClient.send(port: server.port, call.request).answer?.code == 0)
        await time.untilParked()
        time.advance(by: try #require(time.nextDeadline) - time.uptime)
        let first = try #require(await listener.next())
        #expect(first.line == "POST /push/sim HTTP/1.1")
        #expect(first.headers["sign"]?.count == 32)
        #expect(try PushBody(first.body).kind == .cards)
        // The retry, half an hour later.
        await time.untilParked()
        time.advance(by: try #require(time.nextDeadline) - time.uptime)
        let second = try #require(await listener.next())
        #expect(second.headers["traceid"] != first.headers["traceid"])
        await time.untilParked()
        #expect(await server.counts().pushAttempts == 2)
        #expect(await server.counts().pushesDelivered == 1)
        await server.stop()
    }

    @Test func stoppingDoesNotWaitForAReceiverThatNeverAnswers() async throws {
        let time = ManualTime()
        let listener = try TinyListener([0])
        let server = try await SandboxServer.start(
            SandboxConfiguration(port: 0, cards: 20), time: time, random: SeededRandom(1))
        let call = Call.cards(
            Catalogue.batchSubscribe, [server.cardNumbers()[0]], at: time.wall,
            more: [("updateStatus", "1"), ("subscribeUrl", "http://127.0.0.1:\(listener.port)/")])
        #expect(await TinyClient.send(port: server.port, call.request).answer?.code == 0)
        await time.untilParked()
        time.advance(by: try #require(time.nextDeadline) - time.uptime)
        #expect(await listener.next() != nil)
        await server.stop()
        #expect(await server.counts().pushesDelivered == 0)
    }
}
