// Sending: on the disk first, out once, and never again by itself.

import Operations
import PlatformClient
import SIMModel
import StateStore
import TestSupport
import Testing

@Suite struct SendingTests {
    @Test func aStopGoesOutOnceAndIsSubmitted() async throws {
        let bench = try Bench()
        let submission = try await bench.send(.stop, cards(3))
        #expect(submission.records.map(\.state) == [.submitted, .submitted, .submitted])
        #expect(
            submission.records.allSatisfy { $0.serialNumber == "S1" && $0.sentAt == noon && $0.traceID?.count == 32 })
        let change = try #require(bench.platform.changes.first)
        #expect(bench.platform.changes.count == 1)
        #expect(change.endpoint == "batchShutdown")
        #expect(change.cards == cards(3).map(\.description))
        #expect(change.fields["remark"] == "夜班")
        #expect(try await bench.journal.group(submission.group) == submission.records)
    }

    @Test func itIsOnTheDiskAsSendingBeforeItLeaves() async throws {
        let bench = try Bench()
        let journal = bench.journal
        bench.platform.onChange {
            let records = try? await journal.recent(limit: 9)
            #expect(records?.map(\.state) == [.sending, .sending])
            #expect(records?.allSatisfy { $0.sentAt == noon && $0.traceID != nil } == true)
        }
        try await bench.send(.resume, cards(2))
        #expect(bench.platform.changes.map(\.endpoint) == ["batchRestore"])
    }

    @Test func thousandsOfCardsGoInCallsOfAHundred() async throws {
        let bench = try Bench()
        let submission = try await bench.send(.stop, cards(5_000) + [card(7)])
        #expect(bench.platform.changes.count == 50)
        #expect(bench.platform.changes.allSatisfy { $0.cards.count == 100 })
        #expect(Set(bench.platform.changes.flatMap(\.cards)).count == 5_000)
        #expect(submission.records.count == 5_000)
        #expect(Set(submission.records.compactMap(\.serialNumber)).count == 50)
        #expect(Set(submission.records.compactMap(\.traceID)).count == 50)
    }

    @Test func everyStepIsToldAfterItsCommit() async throws {
        let bench = try Bench()
        let changes = bench.runner.changes()
        try await bench.send(.stop, cards(2))
        var reader = changes.makeAsyncIterator()
        let seen = try #require(await reader.next())
        #expect(seen.map(\.state) == [.submitted, .submitted])
        #expect(try await bench.journal.evidence(of: seen[0].id).map(\.kind) == ["planned", "sent", "reply"])
    }

    @Test func aReadOnlyRunPlansAndSendsNothing() async throws {
        let bench = try Bench(isReadOnly: true)
        await #expect(throws: SubmissionError.readOnly) { try await bench.send(.stop, cards(1)) }
        await #expect(throws: SubmissionError.readOnly) { try await bench.runner.continuePlanned([OperationID(1)]) }
        #expect(bench.platform.calls.isEmpty)
        #expect(try await bench.journal.counts().total == 0)
    }

    @Test func anUnfinishedOperationIsNotRepeated() async throws {
        let bench = try Bench()
        let first = try await bench.send(.stop, [card(0)])
        let second = try await bench.send(.stop, [card(0), card(1)])
        #expect(second.records.map(\.simNo) == [card(1)])
        #expect(second.repeats == [card(0): first.records[0]])
        #expect(bench.platform.changes.map(\.cards) == [[card(0).description], [card(1).description]])
        #expect(try await bench.send(.resume, [card(0)]).records.count == 1)
        #expect(try await bench.send(.stop, [card(0)], allowsRepeat: true).repeats.isEmpty)
    }

    @Test func aRefusalIsAnEndWithThePlatformsWords() async throws {
        let bench = try Bench()
        bench.platform.answer(.refuse(code: 1203, "余额不足"))
        let submission = try await bench.send(.stop, cards(2))
        #expect(submission.records.map(\.state) == [.refused, .refused])
        #expect(submission.records[0].failReason == "1203 余额不足")
        #expect(submission.errors.map(\.kind) == [.refused(code: 1203, message: "余额不足")])
    }

    @Test func aCardRefusedInAnAcceptedReplyIsMarkedAlone() async throws {
        let bench = try Bench()
        bench.platform.answer(.takeBut([card(1)]))
        let submission = try await bench.send(.stop, cards(3))
        #expect(submission.records.map(\.state) == [.submitted, .refused, .submitted])
        #expect(submission.records[1].failReason == "卡板已销户")
    }

    @Test func aRefusalOfSomeCardsDoesNotHoldTheOthers() async throws {
        let bench = try Bench()
        bench.platform.answer(.take, .refuse(code: 500, "渠道错误"))
        let request = OperationRequest(kind: .stop, cards: cards(250), policy: RunPolicy(failureLimit: 50))
        let states = try await bench.runner.submit(request).records.map(\.state)
        #expect(states.prefix(100).allSatisfy { $0 == .submitted })
        #expect(states[100..<200].allSatisfy { $0 == .refused })
        #expect(states.suffix(50).allSatisfy { $0 == .submitted })
    }

    @Test(arguments: [
        FakePlatform.Answer.fail(.timeout(seconds: 30), .mayHaveBeenSent),
        .fail(.connectionLost("reset"), .mayHaveBeenSent),
        .raw(status: 502, "<html>bad gateway</html>"), .raw(status: 200, "{\"code\":0"),
        .fail(.replyTooLarge(limit: 9), .answered),
    ])
    func aLostReplyIsUnknownAndTheRestIsNotSent(answer: FakePlatform.Answer) async throws {
        let bench = try Bench()
        bench.platform.answer(.take, answer)
        let submission = try await bench.send(.stop, cards(350))
        let states = submission.records.map(\.state)
        #expect(states.prefix(100).allSatisfy { $0 == .submitted })
        #expect(states[100..<200].allSatisfy { $0 == .unknown })
        #expect(states[200...].allSatisfy { $0 == .planned })
        #expect(bench.platform.changes.count == 2)
        #expect(OperationNote(failReason: submission.records[150].failReason)?.code == .lost)
        #expect(submission.run?.state == .paused && submission.run?.hold == .unknowns)
        #expect(submission.errors.count == 1)
    }

    @Test func whatCertainlyDidNotLeaveIsPlannedAgain() async throws {
        let bench = try Bench()
        bench.platform.answer(.fail(.unreachable("port closed"), .notSent))
        let submission = try await bench.send(.stop, cards(150))
        #expect(submission.records.allSatisfy { $0.state == .planned && $0.sentAt == nil })
        #expect(submission.records[0].failReason == "not-sent: unreachable, port closed")
        #expect(bench.platform.changes.count == 1)
        // A person says go on.
        let next = try await bench.runner.continuePlanned(submission.records.map(\.id))
        #expect(next.records.allSatisfy { $0.state == .submitted && $0.failReason == nil })
        #expect(next.group == submission.group)
        #expect(bench.platform.changes.count == 3)
    }

    @Test(arguments: [AssumedRefusal.signature, .rate])
    func anAccountThatIsNotHeardIsNotAskedAgain(refusal: AssumedRefusal) async throws {
        let bench = try Bench()
        bench.platform.answer(.refuse(code: refusal.rawValue, "no"))
        let states = try await bench.send(.stop, cards(200)).records.map(\.state)
        #expect(states.prefix(100).allSatisfy { $0 == .refused })
        #expect(states.suffix(100).allSatisfy { $0 == .planned })
        #expect(bench.platform.changes.count == 1)
    }

    enum AssumedRefusal: Int {
        case signature = 401
        case rate = 429
    }

    @Test func onlyWhatIsPlannedIsContinuedOrCancelled() async throws {
        let bench = try Bench()
        bench.platform.answer(.take, .fail(.unreachable("no route"), .notSent))
        let records = try await bench.send(.stop, cards(200)).records
        try await bench.runner.cancelPlanned([records[0].id, records[100].id, records[101].id])
        #expect(try await bench.journal.record(records[0].id)?.state == .submitted)
        #expect(try await bench.journal.record(records[100].id)?.state == .cancelled)
        #expect(try await bench.journal.evidence(of: records[100].id).last?.detail == "by li@desk")
        let next = try await bench.runner.continuePlanned(records.map(\.id))
        #expect(next.records.count == 98)
        #expect(bench.platform.changes.last?.cards.count == 98)
    }

    @Test func twoRunsThatContinueTheSameSendItOnce() async throws {
        let bench = try Bench()
        bench.platform.answer(.fail(.unreachable("no route"), .notSent))
        let ids = try await bench.send(.stop, cards(50)).records.map(\.id)
        let other = try Bench(folder: bench.folder, time: bench.time, platform: bench.platform)
        async let first = bench.runner.continuePlanned(ids)
        async let second = other.runner.continuePlanned(ids)
        _ = try await (first, second)
        #expect(bench.platform.changes.dropFirst().flatMap(\.cards).count == 50)
        #expect(try await bench.states().allSatisfy { $0 == .submitted })
    }

    @Test func withoutAPlanOnTheDiskNothingLeaves() async throws {
        let bench = try Bench()
        bench.database.close()
        await #expect(throws: SubmissionError.store(.failed(reason: "\(bench.database.path): closed"))) {
            try await bench.send(.stop, cards(1))
        }
        #expect(bench.platform.calls.isEmpty)
    }

    @Test func withoutSendingOnTheDiskNothingLeaves() async throws {
        let bench = try Bench()
        bench.platform.answer(.fail(.unreachable("no route"), .notSent))
        let ids = try await bench.send(.stop, cards(2)).records.map(\.id)
        let other = try StateDatabase(directory: bench.folder.path)
        bench.database.close()
        await #expect(throws: SubmissionError.self) { try await bench.runner.continuePlanned(ids) }
        #expect(bench.platform.changes.count == 1)
        #expect(try await OperationJournal(other).records(ids).map(\.state) == [.planned, .planned])
    }

    @Test func aReplyThatCannotBeWrittenDownIsToldAndStaysInDoubt() async throws {
        let bench = try Bench()
        let database = bench.database
        bench.platform.onChange { database.close() }
        let submission = try await bench.send(.stop, cards(150))
        #expect(submission.storeFailure == .failed(reason: "\(database.path): closed"))
        #expect(bench.platform.changes.count == 1)
        #expect(submission.records.prefix(100).allSatisfy { $0.state == .sending })
        let later = try bench.crash()
        try await later.runner.recover()
        let states = try await later.states()
        #expect(states.prefix(100).allSatisfy { $0 == .unknown })
        #expect(states.suffix(50).allSatisfy { $0 == .planned })
        #expect(bench.platform.changes.count == 1)
    }

    @Test func stoppingARequestEndsItBetweenTwoCalls() async throws {
        let bench = try Bench()
        let (arrived, arrival) = AsyncStream.makeStream(of: Void.self)
        let (gate, opener) = AsyncStream.makeStream(of: Void.self)
        bench.platform.onChange {
            arrival.yield()
            for await _ in gate { break }
        }
        let sending = Task { try await bench.send(.stop, cards(200)) }
        for await _ in arrived { break }
        sending.cancel()
        opener.yield()
        let states = try await sending.value.records.map(\.state)
        #expect(states.prefix(100).allSatisfy { $0 == .submitted })
        #expect(states.suffix(100).allSatisfy { $0 == .planned })
        #expect(bench.platform.changes.count == 1)
    }
}
