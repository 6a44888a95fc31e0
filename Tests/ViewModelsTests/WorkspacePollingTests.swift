import Operations
import PlatformClient
import PlatformContract
import SIMModel
import Synchronization
import TestSupport
import Testing

@testable import ViewModels

@Suite @MainActor struct WorkspacePollingTests {
    @Test func theFirstScreenIsAskedAtOnceAndFlowMovesWithinASecond() async throws {
        let rig = try Rig(cards: 500, poll: PollSettings(visibleFlowEvery: .seconds(2)))
        for index in 0..<500 { rig.platform.edit(Rig.card(index).description) { $0.rate = 300 } }
        await rig.open(height: 20)
        let state = rig.frame()
        #expect(state.rows.allSatisfy { $0.status?.provenance.source == .carrier })
        #expect(state.rows.allSatisfy { $0.used?.provenance.source == .carrier })
        await rig.pass(.seconds(1))
        #expect(rig.frame().rows.allSatisfy { ($0.rate ?? 0) == 300 })
        #expect(rig.workspace.flow.viewState(height: 10).totalRate == 6_000)
        #expect(rig.platform.calls(Catalogue.batchQuerySimInfo).count == 5)
        #expect(rig.workspace.status.viewState().sweptCards == 500)
    }

    @Test func fiveThousandCardsAreSweptInFiftyCalls() async throws {
        let rig = try Rig(cards: 5_000)
        await rig.open()
        let calls = rig.platform.calls(Catalogue.batchQuerySimInfo)
        #expect(calls.count == 50)
        #expect(Set(calls.joined()).count == 5_000)
        #expect(rig.workspace.status.viewState().sweptCards == 5_000)
    }

    @Test func onlyWhatIsOnTheScreenIsAsked() async throws {
        let rig = try Rig(cards: 30)
        await rig.open(height: 10, panes: [.operations])
        await rig.pass(.minutes(5))
        #expect(rig.platform.calls(Catalogue.batchQuerySimStatus).isEmpty)
        #expect(rig.platform.calls(Catalogue.batchQuerySimFlow).isEmpty)
        #expect(rig.platform.calls(Catalogue.accountAsset).isEmpty)
        #expect(rig.platform.calls(Catalogue.querySimAction).isEmpty)
        rig.workspace.show([.assets, .history])
        await rig.pass(.seconds(1))
        #expect(rig.platform.calls(Catalogue.accountAsset).count == 1)
        #expect(rig.platform.calls(Catalogue.querySimAction).count == 1)
        #expect(rig.platform.calls(Catalogue.batchQuerySimStatus).isEmpty)
    }

    @Test func pausedNothingWaitsAndNothingIsAsked() async throws {
        let rig = try Rig()
        await rig.open()
        rig.workspace.togglePause()
        #expect(rig.workspace.isPaused)
        #expect(rig.workspace.status.viewState().connection == .paused)
        #expect(rig.workspace.work.nextAlarm == nil)
        rig.platform.forgetCalls()
        rig.time.advance(by: .hours(3))
        rig.frame()
        await rig.workspace.work.untilIdle()
        #expect(rig.platform.state.withLock { $0.calls.isEmpty })
        #expect(rig.cards.refreshTargets() == RefreshOutcome(asked: 1, tooSoon: 0))
        await rig.workspace.work.untilIdle()
        #expect(rig.platform.calls(Catalogue.batchQuerySimStatus).count == 1)
        #expect(rig.workspace.work.nextAlarm == nil)
        rig.workspace.togglePause()
        await rig.workspace.work.untilIdle()
        #expect(rig.platform.calls(Catalogue.batchQuerySimFlow).count > 0)
    }

    @Test func anOutageIsToldWithTheTimeOfTheNextTryAndEndsByItself() async throws {
        let rig = try Rig(cards: 10)
        rig.platform.state.withLock { $0.fails = true }
        await rig.open()
        await rig.pass(.seconds(20))
        let status = rig.workspace.status.viewState()
        guard case .failing(let error, let retryAt) = status.connection else {
            Issue.record("connection is \(status.connection)")
            return
        }
        #expect(error.isUnreachable)
        #expect(retryAt.map { $0 > rig.time.wall && $0 <= rig.time.wall + .seconds(31) } ?? false)
        #expect((1...10).contains(status.problems.count))
        #expect((status.problems.map(\.count).reduce(0, +)) > 1)
        rig.platform.state.withLock { $0.fails = false }
        await rig.pass(.minutes(1))
        #expect(rig.workspace.status.viewState().connection == .online)
        #expect(rig.frame().rows.allSatisfy { $0.status != nil && $0.used != nil })
    }

    @Test func aRowShowsThatItsQuestionIsOutAndOnlyOneIs() async throws {
        let rig = try Rig(cards: 5)
        rig.platform.state.withLock { $0.isHeld = true }
        rig.workspace.start()
        #expect(rig.frame().rows.allSatisfy { $0.isAsking })
        _ = rig.cards.refreshShown()
        rig.frame()
        for _ in 0..<1_000 where rig.platform.state.withLock({ $0.waiting.isEmpty }) { await Task.yield() }
        #expect(rig.platform.state.withLock { $0.calls.count } == 1)
        rig.platform.release()
        await rig.workspace.work.untilIdle()
        #expect(!rig.frame().rows.contains { $0.isAsking })
    }

    @Test func refreshAsksTheTargetsInTensAndCountsWhatIsTooSoon() async throws {
        let rig = try Rig(cards: 60)
        await rig.open(height: 10)
        await rig.pass(.seconds(1))
        rig.platform.forgetCalls()
        #expect(rig.cards.refreshShown() == RefreshOutcome(asked: 50, tooSoon: 10))
        await rig.workspace.work.untilIdle()
        let calls = rig.platform.calls(Catalogue.batchQuerySimStatus)
        #expect(calls.map(\.count) == [10, 10, 10, 10, 10])
    }

    @Test func aCardOutsideTheSharedPoolIsLeftToItsState() async throws {
        let rig = try Rig(cards: 2)
        rig.platform.edit(Rig.card(0).description) { $0.refusesFlow = true }
        await rig.open()
        #expect(rig.frame().rows[0].error == "not in a shared pool")
        await rig.pass(.minutes(5))
        #expect(
            rig.platform.calls(Catalogue.batchQuerySimFlow).filter { $0.contains(Rig.card(0).description) }.count == 1)
        #expect(rig.platform.calls(Catalogue.batchQuerySimStatus).count >= 10)
        #expect(rig.frame().rows[0].used?.provenance.age(at: rig.time.wall) ?? .hours(1) <= .seconds(31))
    }

    @Test func aNumberThePlatformDoesNotKnowIsShownAsMissing() async throws {
        let rig = try Rig(cards: 3)
        rig.platform.state.withLock { $0.cards[Rig.card(1).description] = nil }
        await rig.open()
        #expect(rig.frame().rows.map(\.isMissing) == [false, true, false])
        #expect(rig.workspace.status.viewState().sweptCards == 3)
    }

    @Test func aCardListedByItsICCIDShowsItsNumber() async throws {
        let iccid = try #require(CardNumber("89860401000000000426"))
        let rig = try Rig(numbers: [iccid])
        rig.platform.state.withLock { $0.cards = ["14900000042": TinyPlatform.Card(iccid: iccid.description)] }
        #expect(rig.cards.proposal(for: .stop).leftOut.map(\.reason) == [.unknownSimNo])
        await rig.open()
        #expect(rig.frame().rows.map(\.simNo) == [Rig.card(42)])
        #expect(rig.cards.proposal(for: .stop).willDo == [Rig.card(42)])
    }

    @Test func factsThatOthersLearntReachTheTable() async throws {
        let rig = try Rig(cards: 1)
        await rig.open()
        var record = CardRecord(simNo: Rig.card(0))
        record.status = Coded(.riskStop)
        await rig.feed.publish([.record(record, Provenance(source: .carrier, fetchedAt: rig.time.wall + .seconds(1)))])
        for _ in 0..<10_000 where rig.frame().rows[0].status?.value.known != .riskStop { await Task.yield() }
        #expect(rig.frame().rows[0].status?.value.known == .riskStop)
    }

    /// Publishes as the follower or a push would, and waits until the poller has heard it.
    private func tell(_ rig: Rig, _ card: Int, _ status: SIMStatus, _ source: Source) async {
        var record = CardRecord(simNo: Rig.card(card))
        record.status = Coded(status)
        await rig.feed.publish([.record(record, Provenance(source: source, fetchedAt: rig.time.wall))])
        for _ in 0..<10_000 where rig.frame().rows[card].status?.value.known != status { await Task.yield() }
        #expect(rig.frame().rows[card].status?.value.known == status)
    }

    @Test(arguments: [Source.carrier, .pushed])
    func whatTheFollowerOrAPushToldIsNotAskedBeforeItsInterval(_ source: Source) async throws {
        let rig = try Rig(cards: 2)
        await rig.open()
        await rig.pass(.seconds(29))
        rig.platform.forgetCalls()
        await tell(rig, 0, .riskStop, source)
        await rig.pass(.seconds(10))
        #expect(rig.platform.calls(Catalogue.batchQuerySimStatus).allSatisfy { !$0.contains(Rig.card(0).description) })
        await rig.pass(.seconds(30))
        #expect(rig.platform.calls(Catalogue.batchQuerySimStatus).contains { $0.contains(Rig.card(0).description) })
    }

    @Test func aCardWhoseStateChangedIsLookedAfterThoughItIsNotOnTheScreen() async throws {
        let rig = try Rig(cards: 40)
        await rig.open(panes: [.operations])
        #expect(rig.platform.calls(Catalogue.batchQuerySimStatus).isEmpty)
        await tell(rig, 3, .riskStop, .pushed)
        await rig.pass(.minutes(10))
        let calls = rig.platform.calls(Catalogue.batchQuerySimStatus)
        #expect(!calls.isEmpty)
        #expect(calls.allSatisfy { $0 == [Rig.card(3).description] })
        #expect(calls.count <= 10)
    }

    @Test func ownAnswersDoNotComeBackThroughTheFeed() async throws {
        let rig = try Rig(cards: 1)
        var heard = await rig.feed.subscribe().makeAsyncIterator()
        await rig.open()
        // Whoever else listens hears what the poller learnt.
        #expect(await heard.next()?.isEmpty == false)
        let named = await rig.feed.subscribe(as: "me")
        await rig.feed.publish([.missing(Rig.card(0), at: rig.time.wall)], by: "me")
        await rig.feed.publish([.missing(Rig.card(1), at: rig.time.wall)], by: "other")
        var mine = named.makeAsyncIterator()
        #expect(await mine.next() == [.missing(Rig.card(1), at: rig.time.wall)])
    }

    @Test func theStatusTellsTheSweepAndTheShrunkenRate() async throws {
        let rig = try Rig(cards: 450)
        rig.platform.state.withLock { $0.isHeld = true }
        rig.workspace.show([.operations])
        rig.workspace.start()
        #expect(rig.workspace.status.viewState().sweep == SweepStanding(answered: 0, total: 450, end: .unknown))
        rig.workspace.togglePause()
        #expect(rig.workspace.status.viewState().sweep?.end == .waits)
        rig.workspace.togglePause()
        rig.platform.release()
        await rig.workspace.work.untilIdle()
        #expect(rig.workspace.status.viewState().sweep == nil)
        #expect(rig.workspace.status.viewState().calls == CallBudget(used: 5, allowed: 100_000, configured: 100_000))
    }

    @Test func withNothingNewNoFrameIsAskedFor() async throws {
        let rig = try Rig(cards: 3)
        await rig.open()
        rig.workspace.togglePause()
        let before = rig.workspace.changes.count
        rig.frame()
        _ = rig.workspace.status.viewState()
        _ = rig.workspace.flow.viewState(height: 5)
        rig.frame(withDetails: false)
        #expect(rig.workspace.changes.count == before)
    }

    @Test func addedCardsGetTheCursorAndAreAskedAtOnce() async throws {
        let rig = try Rig(cards: 30)
        await rig.open()
        rig.platform.edit("14900000999") { $0.status = 7 }
        #expect(rig.workspace.addCards([Rig.card(3), Rig.card(999)]) == 1)
        #expect(rig.cards.focusedCard == Rig.card(999))
        await rig.workspace.work.untilIdle()
        #expect(rig.platform.calls(Catalogue.batchQuerySimInfo).last == ["14900000999"])
        let state = rig.frame()
        #expect(state.rows[state.cursor ?? 0].status?.value.known == .riskStop)
    }

    @Test func stoppingEndsAllWork() async throws {
        let rig = try Rig(cards: 30)
        await rig.open()
        await rig.workspace.stop()
        #expect(rig.workspace.work.nextAlarm == nil)
        #expect(rig.workspace.work.isIdle)
    }
}
