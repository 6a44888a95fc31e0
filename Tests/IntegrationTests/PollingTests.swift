// The console's polling over real HTTP: the sweep in full calls, and hours of the sandbox's life in
// seconds, in which no limit is broken and no number drifts.

import Operations
import PlatformClient
import SIMModel
import SandboxPlatform
import TestSupport
import Testing

@testable import ViewModels

@Suite(.serialized) struct PollingTests {
    /// The console's poller with its cache, without the panes.
    @MainActor private struct Console {
        let store: FleetStore
        let ledger: WorkLedger
        let poller: Poller

        init(_ rig: Rig, _ settings: PollSettings) {
            (store, ledger) = (FleetStore(), WorkLedger(time: RealTime()))
            store.add(rig.cards)
            poller = Poller(
                client: rig.client, store: store, feed: ObservationFeed(), ledger: ledger, changes: ChangeSignal(),
                settings: settings, time: RealTime())
        }
    }

    @Test func aSweepOfEightThousandCardsTakesEightyFullCalls() async throws {
        try await Rig.run(cards: 8_000) { try await Self.sweep($0) }
    }

    @MainActor private static func sweep(_ rig: Rig) async throws {
        let console = Console(rig, PollSettings())
        console.poller.start()
        await console.ledger.untilIdle()
        #expect(console.store.answeredCards == 8_000)
        let counts = await rig.server.counts()
        #expect(counts.calls["batchQuerySimInfo"] == 80)
        #expect(rig.client.callLog.allSatisfy { $0.cards == 100 && $0.attempt == 1 })
        #expect(counts.tracesRepeated == 0 && counts.refused.isEmpty)
        console.poller.stop()
        await console.ledger.close()
    }

    /// An hour of the sandbox's time and more, at 600 times: ten rounds of the sweep, a screen of live cards.
    @Test func hoursOfPollingBreakNoLimitAndDriftNowhere() async throws {
        try await Rig.run(cards: 1_000, speed: 600) { try await Self.live($0) }
    }

    @MainActor private static func live(_ rig: Rig) async throws {
        let settings = PollSettings(
            visibleStatusEvery: .seconds(1), visibleFlowEvery: .milliseconds(500), snapshotEvery: .seconds(1))
        let console = Console(rig, settings)
        console.poller.want { $0.cardRows = Array(0..<20) }
        console.poller.start()
        // A busy machine needs longer for the first round.
        for _ in 0..<120 where console.store.answeredCards < rig.cards.count {
            try await RealTime().wait(until: RealTime().uptime + .milliseconds(250))
        }
        var compared = 0
        for _ in 0..<4 {
            try await RealTime().wait(until: RealTime().uptime + .seconds(2))
            compared += try await compare(console, rig)
        }
        console.poller.stop()
        await console.ledger.untilIdle()
        let counts = await rig.server.counts()
        #expect((1...3).contains(counts.mostStatusCallsPerMinute))
        #expect(counts.calls["batchQuerySimInfo", default: 0] >= 20)
        #expect(counts.tracesRepeated == 0 && counts.refused.isEmpty)
        #expect(compared > 0)
        await console.ledger.close()
    }

    /// What the cache says of a snapshot is what the platform says of the same snapshot; how many were compared.
    @MainActor private static func compare(_ console: Console, _ rig: Rig) async throws -> Int {
        var compared = 0
        for (_, record, origin) in await rig.client.records(of: rig.cards).found {
            let row = try #require(console.store.row(of: record.simNo))
            #expect(console.store.table.code(.status, row) == record.status?.code)
            let known = try #require(console.store.table.origin(\.flowOrigin, row))
            let used = try #require(console.store.table.volume(\.used, row))
            guard known.source == .snapshot, let mine = known.asOf, let theirs = origin.asOf, let told = record.used else {
                continue
            }
            if mine == theirs {
                #expect(used == told)
                compared += 1
            } else {
                #expect(mine < theirs ? used <= told : used >= told)
            }
        }
        return compared
    }
}
