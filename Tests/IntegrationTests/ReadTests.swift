// What operators read, over real HTTP: nothing dropped, nothing asked too often, nothing shown for
// what it is not.

import PlatformClient
import PlatformContract
import SIMModel
import SandboxPlatform
import TestSupport
import Testing

@Suite struct ReadTests {
    @Test func sweepingFiveThousandCardsTakesFiftyCalls() async throws {
        try await Rig.run(cards: 5000) { rig in
            let reply = await rig.client.records(of: rig.cards)
            #expect(reply.entries.map(\.asked) == rig.cards)
            #expect(reply.found.count == 5000 && reply.missing.isEmpty && reply.errors.isEmpty)
            let counts = await rig.server.counts()
            #expect(counts.calls["batchQuerySimInfo"] == 50)
            #expect(counts.tracesRepeated == 0 && counts.refused.isEmpty)
        }
    }

    @Test func unknownAndRepeatedNumbersAreReported() async throws {
        try await Rig.run { rig in
            let stranger = try #require(CardNumber("19900000000"))
            let asked = [rig.cards[3], stranger, rig.cards[1], rig.cards[3]]
            let reply = await rig.client.records(of: asked)
            #expect(reply.entries.map(\.asked) == [rig.cards[3], stranger, rig.cards[1]])
            #expect(reply.missing == [stranger] && reply.duplicates == [rig.cards[3]])
        }
    }

    @Test func aCardIsFoundByItsICCID() async throws {
        try await Rig.run { rig in
            let first = await rig.client.records(of: [rig.cards[0]])
            let iccid = try #require(first.found.first?.1.iccid)
            let again = await rig.client.records(of: [iccid])
            #expect(again.found.map(\.1.simNo) == [rig.cards[0]])
        }
    }

    @Test func everyQuestionIsAnswered() async throws {
        try await Rig.run { rig in
            let some = Array(rig.cards.prefix(25))
            #expect(await rig.client.freshStatus(of: some).found.count == 25)
            #expect(await rig.client.flow(of: some).found.count == 25)
            #expect(await rig.client.monthFlow(of: some, month: "202601").found.count == 25)
            _ = try await rig.client.actionLog(ActionQuery(simNo: some[0]))
            let assets = try await rig.client.accountAssets()
            #expect(assets.assets.main.balance != nil && !assets.assets.pools.isEmpty)
            let counts = await rig.server.counts()
            #expect(counts.calls["batchQuerySimStatus"] == 3 && counts.calls["batchQuerySimFlow"] == 3)
            #expect(counts.refused.isEmpty)
        }
    }

    @Test func aWrongSecretIsToldAsSuchAndNotRepeated() async throws {
        try await Rig.run(secret: "wrong") { rig in
            let reply = await rig.client.records(of: rig.cards)
            let error = try #require(reply.errors.first?.1)
            guard case .signature = error.kind else { return #expect(Bool(false), "\(error.kind)") }
            #expect(await rig.server.counts().calls["batchQuerySimInfo"] == 1)
        }
    }

    @Test func aClockTwentyMinutesOffIsToldWithItsSkew() async throws {
        try await Rig.run(faults: [.clockSkew: 1]) { rig in
            let reply = await rig.client.records(of: [rig.cards[0]])
            let error = try #require(reply.errors.first?.1)
            guard case .clock(let skew, _, _) = error.kind else { return #expect(Bool(false), "\(error.kind)") }
            #expect((1100...1300).contains(skew.magnitude))
        }
    }

    @Test func degradedAnswersAreNeverShownAsFresh() async throws {
        try await Rig.run(faults: [.degraded: 1]) { rig in
            let reply = await rig.client.freshStatus(of: Array(rig.cards.prefix(10)))
            #expect(!reply.found.isEmpty)
            #expect(reply.found.allSatisfy { $0.2.source == .degraded })
        }
    }

    @Test(arguments: [Fault.http502, .reset, .dropReply, .missingItems, .stringNumbers, .degraded, .rateLimit])
    func aFaultInFiveCallsLosesNoCardAndInventsNothing(fault: Fault) async throws {
        var plain: [CardNumber: CardRecord] = [:]
        try await Rig.run(cards: 300, seed: 3) { rig in
            for (number, record, _) in await rig.client.records(of: rig.cards).found { plain[number] = record }
        }
        #expect(plain.count == 300)
        try await Rig.run(cards: 300, faults: [fault: 0.2], seed: 3) { rig in
            for _ in 0..<10 {
                let reply = await rig.client.records(of: rig.cards)
                #expect(reply.entries.count == 300)
                for (number, record, provenance) in reply.found {
                    #expect(record.simNo == number && provenance.source == .snapshot)
                    #expect(record.iccid == plain[number]?.iccid && record.quota == plain[number]?.quota)
                    #expect(record.status == plain[number]?.status)
                }
                if fault != .missingItems { #expect(reply.missing.isEmpty) }
            }
        }
    }

    @Test func nobodyListeningIsToldAsUnreachableWithNothingSent() async throws {
        try await Rig.run { rig in
            await rig.server.stop()
            let reply = await rig.client.records(of: [rig.cards[0]])
            let error = try #require(reply.errors.first?.1)
            #expect(error.isUnreachable && error.sent == .notSent)
        }
    }
}
