// Following: to the carrier's own word, with few questions, and without believing anything else.

import Operations
import PlatformClient
import SIMModel
import StateStore
import TestSupport
import Testing

@Suite struct FollowingTests {
    @Test func aStopIsFollowedToTheCarriersWord() async throws {
        let bench = try Bench()
        let group = try await bench.send(.stop, cards(3)).group
        bench.platform.set(cards(3), .active)
        try await bench.following { () async throws in
            await bench.pass(.seconds(4))
            #expect(bench.platform.count("querySimAction") == 0)
            await bench.pass(.seconds(2))
            #expect(bench.platform.count("querySimAction") == 1)
            #expect(try await bench.states() == [.submitted, .submitted, .submitted])

            bench.platform.log(cards(3).map { row(on: $0) })
            await bench.pass(.minutes(2))
            #expect(try await bench.states() == [.accepted, .accepted, .accepted])

            bench.platform.set([card(0), card(1)], .stopped)
            await bench.pass(.minutes(3))
            #expect(try await bench.states() == [.confirmed, .confirmed, .accepted])
            bench.platform.set([card(2)], .stopped)
            await bench.pass(.minutes(3))
        }
        let end = try await bench.runner.waitForEnd(group: group, until: nil)
        #expect(end.map(\.state) == [.confirmed, .confirmed, .confirmed])
        let evidence = try await bench.journal.evidence(of: end[0].id)
        #expect(evidence.map(\.kind) == ["planned", "sent", "reply", "log", "fresh"])
    }

    @Test func nothingIsAskedOnceEverythingHasEnded() async throws {
        let bench = try Bench()
        try await bench.send(.stop, cards(1))
        bench.platform.log(row())
        bench.platform.set(cards(1), .stopped)
        try await bench.following { () async throws in
            await bench.pass(.minutes(2))
            #expect(try await bench.states() == [.confirmed])
            let questions = bench.platform.calls.count
            await bench.pass(.hours(2), step: .minutes(1))
            #expect(bench.platform.calls.count == questions)
        }
    }

    @Test func aFailureInTheLogIsAnEndWithItsReason() async throws {
        let bench = try Bench()
        try await bench.send(.resume, cards(2))
        bench.platform.log(row(.resume, on: card(0), status: 2, failReason: "渠道内部请求超时"), row(.resume, on: card(1)))
        try await bench.following { await bench.pass(.seconds(25)) }
        let records = try await bench.journal.recent(limit: 2)
        #expect(records.map(\.state) == [.accepted, .failed])
        #expect(records[1].failReason == "渠道内部请求超时")
    }

    @Test func aStateThatTheCarrierDidNotTellProvesNothing() async throws {
        let bench = try Bench()
        try await bench.send(.stop, cards(1))
        bench.platform.log(row())
        bench.platform.set(cards(1), .stopped)
        bench.platform.degrade(true)
        try await bench.following { () async throws in
            await bench.pass(.minutes(5))
            #expect(try await bench.states() == [.accepted])
            bench.platform.degrade(false)
            await bench.pass(.minutes(3))
        }
        #expect(try await bench.states() == [.confirmed])
    }

    @Test func withoutProofItIsUnconfirmedAfterTenMinutesAndStillFollowed() async throws {
        let bench = try Bench()
        let group = try await bench.send(.stop, cards(1)).group
        bench.platform.log(row())
        bench.platform.set(cards(1), .active)
        try await bench.following { () async throws in
            await bench.pass(.minutes(10))
            #expect(try await bench.states() == [.accepted])
            await bench.pass(.seconds(25))
            let record = try await bench.runner.waitForEnd(group: group, until: nil)[0]
            #expect(record.state == .unconfirmed)
            #expect(OperationNote(failReason: record.failReason)?.code == .deadline)
            bench.platform.set(cards(1), .stopped)
            await bench.pass(.minutes(10))
        }
        #expect(try await bench.states() == [.confirmed])
    }

    @Test func aRequestThatTheLogNeverShowsIsUnconfirmed() async throws {
        let bench = try Bench()
        try await bench.send(.stop, cards(1))
        try await bench.following { await bench.pass(.minutes(16)) }
        #expect(try await bench.states() == [.unconfirmed])
    }

    @Test func anAcceptedReplyWithoutSerialNumberIsFoundByItsCard() async throws {
        let bench = try Bench()
        bench.platform.answer(.takeWithoutSerial)
        try await bench.send(.stop, cards(1))
        bench.platform.log(row(serial: "S9"))
        try await bench.following { await bench.pass(.seconds(25)) }
        let record = try #require(try await bench.journal.recent(limit: 1).first)
        #expect(record.state == .accepted)
        #expect(record.serialNumber == "S9")
    }

    @Test func aLostRequestIsFoundInTheLogAndNeverSentAgain() async throws {
        let bench = try Bench()
        bench.platform.answer(.fail(.timeout(seconds: 30), .mayHaveBeenSent))
        try await bench.send(.stop, cards(1))
        bench.platform.log(row(serial: "S1"))
        bench.platform.set(cards(1), .stopped)
        try await bench.following { await bench.pass(.minutes(3)) }
        let record = try #require(try await bench.journal.recent(limit: 1).first)
        #expect(record.state == .confirmed)
        #expect(record.serialNumber == "S1")
        #expect(bench.platform.changes.count == 1)
    }

    @Test func aLostRequestThatNeverArrivedIsToldAfterAQuarterOfAnHour() async throws {
        let bench = try Bench()
        bench.platform.answer(.fail(.connectionLost("reset"), .mayHaveBeenSent))
        let group = try await bench.send(.stop, cards(1)).group
        bench.platform.log(row(.resume), row(at: noon - .hours(1)), row(on: card(5)))
        try await bench.following { () async throws in
            await bench.pass(.minutes(14))
            let waiting = try await bench.journal.group(group)[0]
            #expect(OperationNote(failReason: waiting.failReason)?.code == .lost)
            await bench.pass(.minutes(4))
        }
        let record = try await bench.runner.waitForEnd(group: group, until: nil)[0]
        #expect(record.state == .unknown)
        #expect(OperationNote(failReason: record.failReason)?.code == .notInLog)
        #expect(bench.platform.changes.count == 1)
    }

    @Test func twoCandidatesStayUnknownAndSaySo() async throws {
        let bench = try Bench()
        bench.platform.answer(.fail(.connectionLost("reset"), .mayHaveBeenSent))
        try await bench.send(.stop, cards(1))
        bench.platform.log(row(serial: "A"), row(serial: "B"))
        let record = try await bench.runner.settleNow(nil)[0]
        #expect(record.state == .unknown)
        #expect(record.failReason == "ambiguous: 2 rows of the platform's log fit")
    }

    @Test func aQuestionThatFailsChangesNothingAndIsAskedLessOften() async throws {
        let bench = try Bench()
        try await bench.send(.stop, cards(1))
        bench.platform.failReads(TransportFailure(.unreachable("no route"), sent: .notSent))
        try await bench.following { () async throws in
            await bench.pass(.minutes(9))
            #expect(try await bench.states() == [.submitted])
            #expect((3...8).contains(bench.platform.count("querySimAction")))
            bench.platform.failReads(nil)
            bench.platform.log(row())
            await bench.pass(.minutes(6))
        }
        #expect(try await bench.states() == [.accepted])
        #expect(try await bench.journal.recent(limit: 1).first?.serialNumber == "S1")
    }

    @Test func aHundredCardsCostOneQuestionAndTenCallsForProof() async throws {
        let bench = try Bench()
        try await bench.send(.stop, cards(100))
        bench.platform.log(cards(100).map { row(on: $0) })
        bench.platform.set(cards(100), .stopped)
        try await bench.following { await bench.pass(.seconds(25)) }
        #expect(try await bench.states().allSatisfy { $0 == .confirmed })
        #expect(bench.platform.count("querySimAction") == 1)
        #expect(bench.platform.count("batchQuerySimStatus") == 10)
    }

    @Test func aLargeBatchIsFollowedInRoundsToTheEnd() async throws {
        let bench = try Bench()
        try await bench.send(.stop, cards(1_200))
        bench.platform.log((0..<1_200).map { row(on: card($0), serial: "S\($0 / 100 + 1)") })
        bench.platform.set(cards(1_200), .stopped)
        try await bench.following { await bench.pass(.minutes(5)) }
        #expect(try await bench.states().allSatisfy { $0 == .confirmed })
        #expect(bench.platform.changes.count == 12)
        #expect(bench.platform.count("batchQuerySimStatus") < 160)
    }

    @Test func whatSomebodyElseLearntFromTheCarrierSparesTheQuestion() async throws {
        let bench = try Bench()
        try await bench.send(.stop, cards(1))
        bench.platform.log(row())
        bench.platform.set(cards(1), .active)
        try await bench.following { () async throws in
            await bench.pass(.seconds(25))
            #expect(try await bench.states() == [.accepted])
            let questions = bench.platform.calls.count
            let changes = bench.runner.changes()
            var seen = CardRecord(simNo: card(0))
            seen.status = Coded(.stopped)
            await bench.feed.publish([
                .record(seen, Provenance(source: .snapshot, fetchedAt: bench.time.wall)),
                .record(seen, Provenance(source: .carrier, fetchedAt: noon)),
            ])
            await bench.feed.publish([.record(seen, Provenance(source: .carrier, fetchedAt: bench.time.wall))])
            let told = await changes.first { _ in true }
            #expect(told?.map(\.state) == [.confirmed])
            #expect(bench.platform.calls.count == questions)
            let detail = try await bench.journal.evidence(of: OperationID(1)).last?.detail
            #expect(detail == "status 4 at \(bench.time.wall.platformText)")
        }
    }

    @Test func aRowOfTheLogThatSomebodyElseAskedForMovesTheOperationAtOnce() async throws {
        let bench = try Bench()
        let serial = try #require(try await bench.send(.stop, cards(1)).records.first?.serialNumber)
        bench.platform.set(cards(1), .active)
        await bench.runner.noticed(log: [row(serial: "not-ours")])
        #expect(try await bench.states() == [.submitted])
        await bench.runner.noticed(log: [row(serial: serial)])
        #expect(try await bench.states() == [.accepted])
        #expect(bench.platform.count("querySimAction") == 0)
    }

    @Test func freshStatesAreSharedWithEverybody() async throws {
        let bench = try Bench()
        try await bench.send(.stop, [card(0), card(1)])
        bench.platform.log(row(on: card(0)), row(on: card(1)))
        bench.platform.set([card(0)], .stopped)
        let stream = await bench.feed.subscribe()
        _ = try await bench.runner.settleNow(nil)
        let seen = try #require(await stream.first { _ in true })
        #expect(seen.map(\.simNo) == [card(0), card(1)])
        #expect(seen.last == .missing(card(1), at: noon))
    }

    @Test func oneOfTwoSimdecksFollowsAndTheOtherSees() async throws {
        let first = try Bench(holder: "a@desk")
        let second = try Bench(folder: first.folder, time: first.time, platform: first.platform, holder: "b@desk")
        try await first.send(.stop, cards(1))
        first.platform.log(row())
        first.platform.set(cards(1), .stopped)
        let changes = second.runner.changes()
        let tasks = [first, second].map { bench in Task { await bench.runner.follow() } }
        var seen: [OperationState] = []
        await first.time.untilParked(2)
        for _ in 0..<30 {
            first.time.advance(by: .seconds(5))
            await first.time.untilParked(2)
        }
        for await batch in changes {
            seen += batch.map(\.state)
            if seen.last == .confirmed { break }
        }
        #expect(seen.last == .confirmed)
        #expect(first.platform.calls.count == 3)
        for task in tasks {
            task.cancel()
            await task.value
        }
    }

    @Test func waitingEndsAtItsDeadline() async throws {
        let bench = try Bench()
        let group = try await bench.send(.stop, cards(1)).group
        let until = bench.time.uptime + .seconds(3)
        let runner = bench.runner
        let waiting = Task { try await runner.waitForEnd(group: group, until: until) }
        await bench.pass(.seconds(2), step: .seconds(1))
        bench.time.advance(by: .seconds(1))
        #expect(try await waiting.value.map(\.state) == [.submitted])
    }

    @Test func settlingNowAsksOnlyAboutWhatWasNamed() async throws {
        let bench = try Bench()
        let ids = try await bench.send(.stop, [card(0)]).records.map(\.id)
        try await bench.send(.stop, [card(1)])
        bench.platform.log(row(on: card(0)), row(on: card(1), serial: "S2"))
        bench.platform.set(cards(2), .stopped)
        bench.time.advance(by: .seconds(1))
        #expect(try await bench.runner.settleNow(ids).map(\.state) == [.confirmed])
        #expect(try await bench.states() == [.confirmed, .submitted])
    }
}
