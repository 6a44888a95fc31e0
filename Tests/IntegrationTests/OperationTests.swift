// Stops and resumes from the runner through the wire to the sandbox's truth and back.

import Operations
import PlatformClient
import SIMModel
import SandboxPlatform
import StateStore
import TestSupport
import Testing

@Suite struct OperationTests {
    private static let speed = 2000.0

    @Test func aStopIsSentOnceAndConfirmedByTheCarrier() async throws {
        try await Rig.run(speed: Self.speed) { rig in
            let folder = TemporaryDirectory()
            let (runner, journal) = try rig.runner(in: folder, speed: Self.speed)
            let cards = await rig.activeCards(3)
            let submission = try await runner.submit(OperationRequest(kind: .stop, cards: cards, reason: "test"))
            #expect(submission.records.map(\.state) == [.submitted, .submitted, .submitted])
            #expect(Set(submission.records.compactMap(\.serialNumber)).count == 1)
            let follower = Task { await runner.follow() }
            defer { follower.cancel() }
            let ended = try await runner.waitForEnd(group: submission.group, until: RealTime().uptime + .seconds(30))
            #expect(ended.allSatisfy { $0.state == .confirmed || $0.state == .failed }, "\(ended.map(\.state))")
            #expect(ended.contains { $0.state == .confirmed })
            let counts = await rig.server.counts()
            #expect(counts.stops.total == 3 && counts.stops.maxPerCard == 1)
            #expect(counts.mostStatusCallsPerMinute <= 3)
            let steps = try await journal.evidence(of: ended[0].id).map(\.state)
            #expect(Array(steps.prefix(3)) == [.planned, .sending, .submitted])
        }
    }

    @Test func aLostReplyIsLookedUpAndNeverSentAgain() async throws {
        try await Rig.run(speed: Self.speed, faults: [.dropReply: 0.4], seed: 21) { rig in
            let folder = TemporaryDirectory()
            let (runner, _) = try rig.runner(in: folder, speed: Self.speed)
            var active = await rig.activeCards(20)
            while active.isEmpty { active = await rig.activeCards(20) }
            var groups: [String] = []
            var doubtful = 0
            for card in active {
                let submission = try await runner.submit(OperationRequest(kind: .stop, cards: [card]))
                groups.append(submission.group)
                doubtful += submission.records.count { $0.state == .unknown }
            }
            #expect(doubtful > 0 && doubtful < active.count)
            let follower = Task { await runner.follow() }
            defer { follower.cancel() }
            // A card whose three calls of this minute were all lost is asked again in the next: the limit is kept.
            for group in groups {
                let ended = try await runner.waitForEnd(group: group, until: RealTime().uptime + .seconds(150))
                #expect(ended.allSatisfy { $0.state == .confirmed || $0.state == .failed }, "\(ended)")
            }
            let counts = await rig.server.counts()
            #expect(counts.stops.total == active.count && counts.stops.maxPerCard == 1)
        }
    }

    @Test func aCarrierThatFailsIsToldWithItsReason() async throws {
        try await Rig.run(speed: Self.speed, faults: [.carrierFail: 1]) { rig in
            let folder = TemporaryDirectory()
            let (runner, _) = try rig.runner(in: folder, speed: Self.speed)
            let submission = try await runner.submit(OperationRequest(kind: .stop, cards: await rig.activeCards(1)))
            let follower = Task { await runner.follow() }
            defer { follower.cancel() }
            let ended = try await runner.waitForEnd(group: submission.group, until: RealTime().uptime + .seconds(30))
            #expect(ended.map(\.state) == [.failed])
            #expect(ended.first?.failReason?.isEmpty == false)
        }
    }

    @Test func aReadOnlyClientSendsNoChange() async throws {
        try await Rig.run(configure: { $0.isReadOnly = true }) { rig in
            let folder = TemporaryDirectory()
            let (runner, _) = try rig.runner(in: folder, speed: 1)
            await #expect(throws: SubmissionError.readOnly) {
                _ = try await runner.submit(OperationRequest(kind: .stop, cards: [rig.cards[0]]))
            }
            #expect(await rig.server.counts().stops.total == 0)
        }
    }
}
