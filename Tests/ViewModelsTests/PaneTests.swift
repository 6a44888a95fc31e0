import PlatformClient
import PlatformContract
import SIMModel
import Synchronization
import TestSupport
import Testing

@testable import ViewModels

@Suite @MainActor struct PaneTests {
    // MARK: assets

    @Test func balancesAreShownAndKeptWhenTheNextQuestionFails() async throws {
        let rig = try Rig(cards: 4)
        await rig.open(panes: [.cards, .assets])
        var state = rig.workspace.assets.viewState(height: 5)
        #expect(state.main?.balance == Money(decimal: "1000"))
        #expect(state.pools.map(\.cards) == [4])
        #expect(state.problem == nil)
        rig.platform.state.withLock { $0.fails = true }
        await rig.pass(.seconds(100))
        state = rig.workspace.assets.viewState(height: 5)
        #expect(state.problem?.isUnreachable == true)
        #expect(state.main?.balance == Money(decimal: "1000"))
    }

    @Test func moneyThatRunsLowIsSeenFromOurOwnReadings() async throws {
        let rig = try Rig(cards: 1)
        await rig.open(panes: [.assets])
        #expect(rig.workspace.assets.viewState(height: 5).pools[0].alarm == .none)
        for amount in ["490", "480", "470"] {
            rig.platform.state.withLock { $0.poolAvailable = amount }
            await rig.pass(.seconds(60))
        }
        let row = rig.workspace.assets.viewState(height: 5).pools[0]
        #expect(row.alarm == .low)
        let runway = try #require(row.runway)
        #expect(runway.burnPerHour == Money(decimal: "600"))
        #expect(runway.left == .seconds(47 * 60))
        rig.platform.state.withLock { $0.poolAvailable = "0" }
        await rig.pass(.seconds(60))
        #expect(rig.workspace.assets.viewState(height: 5).pools[0].alarm == .empty)
    }

    @Test func aTopUpIsNoNegativeBurn() {
        var history = BalanceHistory()
        let start = WallTime(seconds: 1_795_500_000)
        for (minute, yuan) in [(0, 100), (30, 90), (31, 500), (60, 490)] {
            history.record(Money(tenThousandths: Int64(yuan) * 10_000), at: start + .minutes(Int64(minute)))
        }
        let runway = history.runway(available: Money(tenThousandths: 4_900_000))
        #expect(runway?.burnPerHour == Money(decimal: "20"))
        #expect(runway?.left == .minutes(24 * 60 + 30))
        #expect(runway?.samples == 4)
    }

    @Test func twoReadingsAMomentApartAreNoPace() {
        var history = BalanceHistory()
        let start = WallTime(seconds: 1_795_500_000)
        history.record(Money(tenThousandths: 9), at: start)
        history.record(Money(tenThousandths: 5), at: start + .seconds(30))
        #expect(history.runway(available: Money(tenThousandths: 5)) == nil)
    }

    // MARK: history

    private func line(_ id: Int, _ card: Int, at clock: String, serial: String = "") -> String {
        """
        {"actionType":3,"actionTypeText":"复机","operateId":\(id),"simNo":"\(Rig.card(card))","status":1,"failReason":"",
        "serialNumber":"\(serial)","createdAt":"2026-11-24 \(clock)"}
        """
    }

    @Test func theHistoryFollowsTheCursorAfterItRests() async throws {
        let rig = try Rig(cards: 10)
        rig.platform.state.withLock { $0.log = [line(1, 4, at: "13:00:00"), line(2, 4, at: "13:30:00")] }
        await rig.open(panes: [.cards, .history])
        await rig.pass(.seconds(1))
        rig.platform.forgetCalls()
        for _ in 0..<4 {
            rig.cards.moveCursor(by: 1)
            await rig.pass(.milliseconds(100))
        }
        #expect(rig.platform.calls(Catalogue.querySimAction).isEmpty)
        await rig.pass(.milliseconds(300))
        #expect(rig.platform.calls(Catalogue.querySimAction).count == 1)
        let state = rig.workspace.history.viewState(height: 5)
        #expect(state.subject == Rig.card(4))
        #expect(state.rows.map(\.entry.operateID) == [2, 1])
        #expect(state.fetchedAt != nil)
        rig.cards.moveCursor(by: 1)
        #expect(rig.workspace.history.viewState(height: 5).fetchedAt == nil)
        rig.cards.moveCursor(by: -1)
        #expect(rig.workspace.history.viewState(height: 5).rows.count == 2)
    }

    @Test func aChosenSubjectStaysWhileTheCursorMoves() async throws {
        let rig = try Rig(cards: 10)
        await rig.open(panes: [.cards, .history])
        rig.workspace.history.show(Rig.card(7))
        rig.cards.moveCursor(by: 2)
        await rig.pass(.seconds(1))
        #expect(rig.workspace.history.viewState(height: 5).subject == Rig.card(7))
        rig.workspace.history.show(nil)
        #expect(rig.workspace.history.viewState(height: 5).subject == Rig.card(2))
    }

    @Test func ourOwnOperationsStandBesideThePlatformsLines() async throws {
        let rig = try Rig(cards: 2)
        await rig.open(panes: [.cards, .history])
        rig.cards.confirm(rig.cards.proposal(for: .stop), reason: nil)
        await rig.workspace.work.untilIdle()
        await rig.pass(.seconds(1))
        var state = rig.workspace.history.viewState(height: 5)
        let own = try #require(state.awaited.first)
        #expect(state.rows.isEmpty)
        let serial = try #require(own.serialNumber)
        rig.platform.state.withLock {
            $0.log = [line(5, 0, at: "13:59:00", serial: serial), line(4, 0, at: "10:00:00", serial: "9")]
        }
        rig.workspace.history.refresh()
        await rig.pass(.seconds(1))
        state = rig.workspace.history.viewState(height: 5)
        #expect(state.rows.map(\.own?.id) == [own.id, nil])
        #expect(state.awaited.isEmpty)
    }

    // MARK: flow

    @Test func theBiggestUsersComeFirstAndTheirSumIsTheTotal() async throws {
        let rig = try Rig(cards: 12, poll: PollSettings(visibleFlowEvery: .seconds(2)))
        for index in 0..<12 { rig.platform.edit(Rig.card(index).description) { $0.rate = Int64(index) * 10 } }
        await rig.open(panes: [.cards, .flow])
        await rig.pass(.seconds(20))
        let state = rig.workspace.flow.viewState(height: 3)
        #expect(state.rows.map(\.simNo) == [11, 10, 9].map { Rig.card($0) })
        #expect(state.rows.map(\.rate) == [110, 100, 90])
        #expect(state.totalRate == 660)
        #expect(state.liveCards == 12)
        #expect(state.chart.curve.last == 660)
        #expect(state.monthCards == 12)
        rig.workspace.flow.nextScope()
        rig.cards.moveTo(Rig.card(5))
        let focus = rig.workspace.flow.viewState(height: 3)
        #expect(focus.chart.card == Rig.card(5))
        #expect(focus.chart.curve.last == 50)
        #expect(focus.chart.curve.samples >= 9)
        rig.workspace.flow.moveCursor(by: 2)
        #expect(rig.workspace.flow.focusedCard == Rig.card(9))
        #expect(rig.workspace.flow.viewState(height: 3).cursor == 2)
        await rig.workspace.stop()
    }

    @Test func theFlowPaneAloneKeepsTheFlowComing() async throws {
        let rig = try Rig(cards: 12)
        await rig.open(panes: [.flow])
        _ = rig.workspace.flow.viewState(height: 5)
        await rig.pass(.seconds(30))
        #expect(rig.platform.calls(Catalogue.batchQuerySimStatus).isEmpty)
        #expect(rig.workspace.flow.viewState(height: 5).liveCards == 12)
        await rig.workspace.stop()
    }

    // MARK: status

    @Test func theSameProblemAgainIsCounted() async throws {
        let rig = try Rig(cards: 1)
        let error = PlatformError(.timeout(seconds: 20), sent: .mayHaveBeenSent, endpoint: "a", traceID: "1")
        var other = error
        other.traceID = "2"
        rig.workspace.status.note(error)
        rig.workspace.status.note(other)
        for index in 0..<600 {
            rig.workspace.status.note(PlatformError(.httpStatus(index), sent: .answered, endpoint: "b"))
        }
        let problems = rig.workspace.status.viewState().problems
        #expect(problems.count == 500)
        #expect(problems.last?.error.kind == .httpStatus(599))
    }

    @Test func theStatusLineTellsTheAccountAndTheConnection() async throws {
        let rig = try Rig(cards: 1)
        #expect(rig.workspace.status.viewState().connection == .starting)
        await rig.open()
        let state = rig.workspace.status.viewState()
        #expect(state.connection == .online)
        #expect(state.profile == "test")
        #expect(state.clockSkew != nil)
        #expect(state.calls == CallBudget(used: 3, allowed: 100_000, configured: 100_000))
    }
}
