import PlatformContract
import SIMModel
import Synchronization
import TestSupport
import Testing

@testable import ViewModels

@Suite @MainActor struct CardsViewModelTests {
    private func numbers(_ state: CardsViewState) -> [Int] {
        state.rows.map { (Int($0.simNo.description) ?? 0) - 14_900_000_000 }
    }

    @Test func theWindowFollowsTheCursor() async throws {
        let rig = try Rig(cards: 100)
        #expect(rig.frame(height: 10).cursor == 0)
        rig.cards.moveCursor(by: 12)
        #expect(rig.frame(height: 10).firstIndex == 3)
        rig.cards.moveToLast()
        #expect(numbers(rig.frame(height: 10)) == Array(90..<100))
        rig.cards.movePage(-0.5)
        #expect(rig.cards.focusedCard == Rig.card(94))
        rig.cards.movePage(-1)
        #expect(rig.cards.focusedCard == Rig.card(85))
        rig.cards.moveToFirst()
        rig.cards.moveCursor(by: -5)
        #expect(rig.frame(height: 10).cursor == 0)
        rig.cards.moveCursor(by: .max)
        #expect(rig.cards.focusedCard == Rig.card(99))
        #expect(rig.frame(height: 0).rows.isEmpty)
    }

    @Test func anEmptyFleetIsAnEmptyScreen() throws {
        let rig = try Rig(cards: 0)
        rig.cards.moveCursor(by: 1)
        rig.cards.toggleMark()
        rig.cards.toggleRange()
        rig.cards.movePage(1)
        let state = rig.frame(withDetails: true)
        #expect(state.cursor == nil)
        #expect(state.totalCount == 0)
        #expect(rig.cards.targets().cards.isEmpty)
        #expect(rig.cards.proposal(for: .stop).willDo.isEmpty)
    }

    @Test func filteringShowsWithTheNextFrameAndKeepsTheCursorOnItsCard() async throws {
        let rig = try Rig(cards: 50)
        rig.cards.moveCursor(by: 14)
        rig.cards.setFilter("4")
        rig.cards.setFilter("0014")
        let state = rig.frame()
        #expect(numbers(state) == [14])
        #expect(state.cursor == 0)
        #expect(state.shownCount == 1)
        #expect(state.totalCount == 50)
        rig.cards.setFilter("")
        #expect(rig.cards.focusedCard == Rig.card(14))
    }

    @Test func aWrongFilterKeepsTheLastGoodList() async throws {
        let rig = try Rig(cards: 50)
        rig.cards.setFilter("sim:0014")
        rig.cards.setFilter("sim:0014 stats:3")
        let state = rig.frame()
        #expect(numbers(state) == [14])
        #expect(state.filterProblem == FilterProblem(.unknownField("stats", nearest: "status"), offset: 9))
        #expect(state.filter == "sim:0014 stats:3")
        rig.cards.setFilter("sim:0015")
        #expect(rig.frame().filterProblem == nil)
        #expect(numbers(rig.frame()) == [15])
    }

    @Test func whatRepliesChangeChangesTheFilteredList() async throws {
        let rig = try Rig(cards: 30)
        await rig.open()
        rig.cards.setFilter("status:stopped")
        #expect(rig.frame().rows.isEmpty)
        rig.platform.edit(Rig.card(7).description) { $0.status = 4 }
        rig.cards.setFilter("")
        rig.frame()
        await rig.pass(.seconds(31))
        rig.cards.setFilter("status:stopped")
        #expect(numbers(rig.frame()) == [7])
    }

    @Test func sortingIsStableAndPutsTheUnknownLastBothWays() async throws {
        let rig = try Rig(cards: 8)
        let used: [Int64] = [5, 3, 5, 1, 3, 5, 0, 0]
        for (index, value) in used.enumerated() { rig.platform.edit(Rig.card(index).description) { $0.used = value } }
        rig.platform.state.withLock { $0.cards[Rig.card(6).description] = nil }
        await rig.open()
        rig.cards.sort(by: .used)
        #expect(numbers(rig.frame()) == [7, 3, 1, 4, 0, 2, 5, 6])
        rig.cards.sort(by: .used)
        #expect(rig.frame().sort == SortOrder(.used, descending: true))
        #expect(numbers(rig.frame()) == [0, 2, 5, 1, 4, 3, 7, 6])
        rig.cards.sort(by: .simNo)
        #expect(numbers(rig.frame()) == Array(0..<8))
        for column in CardColumn.allCases {
            rig.cards.sort(by: column)
            #expect(Set(numbers(rig.frame())) == Set(0..<8))
        }
    }

    @Test func theCursorStaysOnItsCardWhenTheOrderChangesUnderIt() async throws {
        let rig = try Rig(cards: 10)
        for index in 0..<10 { rig.platform.edit(Rig.card(index).description) { $0.used = Int64(index) } }
        await rig.open()
        rig.cards.sort(by: .used)
        rig.cards.moveTo(Rig.card(2))
        rig.platform.edit(Rig.card(2).description) { $0.used = 1_000 }
        await rig.pass(.seconds(31))
        let state = rig.frame()
        #expect(numbers(state).last == 2)
        #expect(rig.cards.focusedCard == Rig.card(2))
    }

    @Test func marksBelongToTheCardAndSurviveFilterAndOrder() async throws {
        let rig = try Rig(cards: 20)
        rig.cards.moveTo(Rig.card(3))
        rig.cards.toggleMark()
        rig.cards.toggleMark()
        #expect(rig.cards.focusedCard == Rig.card(5))
        rig.cards.setFilter("0003|0007")
        var state = rig.frame()
        #expect(state.rows.map(\.isMarked) == [true, false])
        #expect(state.markedCount == 2)
        #expect(state.hiddenMarkedCount == 1)
        #expect(rig.cards.targets() == Targets(cards: [Rig.card(3), Rig.card(4)], isMarked: true))
        rig.cards.invertMarks()
        #expect(rig.cards.targets().cards == [Rig.card(4), Rig.card(7)])
        #expect(rig.cards.markAllShown() == 2)
        rig.cards.setFilter("")
        rig.cards.sort(by: .simNo)
        state = rig.frame()
        #expect(state.markedCount == 3)
        #expect(state.hiddenMarkedCount == 0)
        rig.cards.unmarkAll()
        #expect(rig.cards.targets() == Targets(cards: [rig.cards.focusedCard].compactMap { $0 }, isMarked: false))
    }

    @Test func aRangeMarksEverythingBetweenItsEnds() throws {
        let rig = try Rig(cards: 20)
        rig.cards.moveTo(Rig.card(8))
        rig.cards.toggleRange()
        rig.cards.moveCursor(by: -3)
        #expect(rig.frame().isRangeMarking)
        #expect(rig.frame().rows.filter(\.isMarked).count == 4)
        #expect(rig.frame().markedCount == 0)
        #expect(rig.cards.targets().cards == (5...8).map { Rig.card($0) })
        rig.cards.toggleRange()
        #expect(!rig.frame().isRangeMarking)
        #expect(rig.frame().markedCount == 4)
    }

    @Test func jumpingFindsTheNextCardWithTheDigitsAndGoesRound() throws {
        let rig = try Rig(cards: 50)
        #expect(rig.cards.jump(digits: "5"))
        #expect(rig.cards.focusedCard == Rig.card(5))
        #expect(rig.cards.jump(digits: "42"))
        #expect(rig.cards.jump(digits: "0001"))
        #expect(rig.cards.focusedCard == Rig.card(1))
        #expect(!rig.cards.jump(digits: "777"))
        #expect(!rig.cards.jump(digits: ""))
        #expect(rig.cards.focusedCard == Rig.card(1))
    }

    @Test func watchedCardsAreMarkedAsSuch() async throws {
        let rig = try Rig(cards: 30)
        await rig.open(height: 5)
        #expect(rig.cards.toggleWatch() == 1)
        rig.cards.moveToLast()
        rig.frame(height: 5)
        await rig.pass(.seconds(25))
        rig.platform.forgetCalls()
        await rig.pass(.seconds(25))
        #expect(rig.platform.calls(Catalogue.batchQuerySimFlow).joined().contains(Rig.card(0).description))
        rig.cards.setFilter("watched:yes")
        #expect(rig.frame().rows.map(\.isWatched) == [true])
        #expect(rig.cards.toggleWatch() == 0)
    }

    @Test func detailsTellEverythingThatIsKnown() async throws {
        let rig = try Rig(cards: 3)
        await rig.open()
        let details = try #require(rig.frame(withDetails: true).details)
        #expect(details.simNo == Rig.card(0))
        #expect(details.record?.value.poolID == 3)
        #expect(details.record?.value.cancellation?.known == .notCancelled)
        #expect(rig.frame().details == nil)
    }

    @Test func theExportHoldsEveryCardThatPassesWithUnknownsLeftEmpty() async throws {
        let rig = try Rig(cards: 30)
        rig.platform.state.withLock { $0.cards[Rig.card(1).description] = nil }
        await rig.open(height: 5)
        rig.cards.setFilter("00000000|00000001")
        let rows = rig.cards.exportRows()
        #expect(rows.count == 3)
        #expect(rows[0].prefix(2) == ["simNo", "iccid"])
        #expect(rows[1][0] == "14900000000")
        #expect(rows[1][4...7] == ["3", "1", "1048576", "31457280"])
        #expect(rows[1][8] == "2027-03-27 00:00:00")
        #expect(rows[2] == ["14900000001"] + Array(repeating: "", count: 15))
    }

    @Test func aLargeFleetIsFilteredBesideTheMainActorAndTheLastKeystrokeWins() async throws {
        let rig = try Rig(cards: 6_000)
        #expect(rig.frame().rows.count == 20)
        rig.cards.setFilter("4")
        rig.cards.setFilter("00000042")
        #expect(rig.frame().isFiltering)
        await rig.workspace.work.untilIdle()
        let state = rig.frame()
        #expect(!state.isFiltering)
        #expect(numbers(state) == [42])
        #expect(state.totalCount == 6_000)
    }

    @Test func aFrameOfAHugeFleetLooksAtAScreenfulOnly() throws {
        let rig = try Rig(cards: 120_000)
        for _ in 0..<200 {
            rig.cards.moveCursor(by: 500)
            #expect(rig.frame(height: 50).rows.count == 50)
        }
        #expect(rig.frame().totalCount == 120_000)
    }
}
