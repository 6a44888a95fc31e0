import PlatformContract
import SIMModel
import TestSupport
import Testing

@testable import ViewModels

@Suite @MainActor struct FlowListTests {
    /// Reads every card every ten seconds for `minutes`, without a screen in between.
    private func watched(_ rig: Rig, _ minutes: Int64) async {
        _ = rig.cards.markAllShown()
        rig.cards.toggleWatch()
        rig.cards.unmarkAll()
        await rig.pass(.minutes(minutes))
    }

    private func facts(_ rig: Rig, _ list: FlowList) -> FlowViewState {
        var state = rig.workspace.flow.viewState(height: 10)
        while state.list != list {
            rig.workspace.flow.stepList(by: 1)
            state = rig.workspace.flow.viewState(height: 10)
        }
        return state
    }

    @Test func todayIsToldWithTheTimeOfTheFirstReading() async throws {
        let rig = try Rig(cards: 3)
        for index in 0..<3 { rig.platform.edit(Rig.card(index).description) { $0.rate = Int64(index) * 10 } }
        let start = rig.time.wall
        await rig.open(panes: [.cards, .flow])
        await rig.pass(.minutes(2))
        let state = facts(rig, .today)
        #expect(state.rows.map(\.simNo) == [2, 1].map { Rig.card($0) })
        #expect(state.rows.first?.today?.since.seconds == start.seconds)
        #expect(state.rows.first?.today.map { (2_000...2_400).contains($0.used.kilobytes) } == true)
        #expect(state.chart.today?.since.seconds == start.seconds)
        await rig.workspace.stop()
    }

    @Test func aCardThatFallsSilentIsListedAndAStoppedOneIsNot() async throws {
        let rig = try Rig(cards: 3)
        for index in 0..<3 { rig.platform.edit(Rig.card(index).description) { $0.rate = 50 } }
        await rig.open(panes: [.cards, .flow])
        await watched(rig, 4)
        #expect(facts(rig, .silent).rows.isEmpty)
        for index in 0..<2 {
            rig.platform.edit(Rig.card(index).description) {
                // What it has used by now, and no more.
                $0.used += 50 * (rig.time.uptime - Uptime(milliseconds: 1_000_000)).inSeconds
                $0.rate = 0
            }
        }
        rig.platform.edit(Rig.card(1).description) { $0.status = 4 }
        await rig.pass(.minutes(4))
        let state = facts(rig, .silent)
        #expect(state.rows.map(\.simNo) == [Rig.card(0)])
        guard case .silent(let silence)? = state.rows.first?.fact else {
            Issue.record("no fact: \(state.rows)")
            return await rig.workspace.stop()
        }
        #expect(silence.stillFor >= .minutes(3))
        #expect((state.rows.first?.evidence?.samples ?? 0) >= SilenceJudgement.least)
        await rig.workspace.stop()
    }

    @Test func whatRunsOutFirstStandsFirstAndWhatLastsDoesNotStandThere() async throws {
        let rig = try Rig(cards: 4)
        // 24 days of November went by: half of the quota a month lasts, 90 % of it does not.
        rig.platform.edit(Rig.card(0).description) { ($0.used, $0.quota) = (500_000, 1_000_000) }
        rig.platform.edit(Rig.card(1).description) { ($0.used, $0.quota) = (900_000, 1_000_000) }
        rig.platform.edit(Rig.card(2).description) { ($0.used, $0.quota) = (970_000, 1_000_000) }
        rig.platform.edit(Rig.card(3).description) { ($0.used, $0.quota) = (1_200_000, 1_000_000) }
        await rig.open(panes: [.cards, .flow])
        await rig.pass(.seconds(30))
        let state = facts(rig, .runsOut)
        #expect(state.rows.map(\.simNo) == [3, 2, 1].map { Rig.card($0) })
        #expect(state.judged == 4)
        let bases = state.rows.map { row -> ForecastBasis? in
            if case .runsOut(let out)? = row.fact { out.basis } else { nil }
        }
        #expect(bases == [.measured, .periodMean, .periodMean])
        await rig.workspace.stop()
    }

    @Test func theMonthsListHoldsTheWholeFleetsBiggest() {
        let values = (0..<3_000).map { Int64(($0 * 7_919) % 3_001) }
        let biggest = FlowRanking.biggest(500, of: values.count) { values[$0] }
        #expect(biggest.count == 500)
        #expect(biggest.map { values[$0] } == Array(values.sorted(by: >).prefix(500)))
    }

    @Test func thousandsOfTracksAreOrderedOnceASecondHoweverManyFramesAreDrawn() async throws {
        let rig = try Rig(cards: 2_100, poll: PollSettings(snapshotEvery: .hours(5)))
        await rig.open(panes: [.cards, .flow])
        let feed = rig.workspace.fleet
        for index in 0..<2_000 {
            for second in [Int64(0), 2] {
                _ = feed.merge([
                    .flow(
                        FlowReading(simNo: Rig.card(index), used: DataVolume(kilobytes: 2_000_000 + second * Int64(index))),
                        Provenance(source: .carrier, fetchedAt: rig.time.wall + .seconds(second)))
                ])
            }
        }
        rig.time.advance(by: .seconds(3))
        let flow = rig.workspace.flow
        let state = flow.viewState(height: 20)
        #expect(state.rows.count == 20)
        #expect(state.count == FlowHistory.capacity)
        let (rankings, drawings) = (flow.rankings, flow.drawings)
        for frame in 0..<50 {
            // Readings go on coming within the second.
            _ = feed.merge([
                .flow(
                    FlowReading(simNo: Rig.card(frame), used: DataVolume(kilobytes: 3_000_000)),
                    Provenance(source: .carrier, fetchedAt: rig.time.wall + .milliseconds(Int64(frame))))
            ])
            _ = flow.viewState(height: 20)
            flow.moveCursor(by: 1)
        }
        #expect(flow.rankings == rankings)
        #expect(flow.drawings == drawings)
        rig.time.advance(by: .seconds(1))
        _ = flow.viewState(height: 20)
        _ = flow.viewState(height: 20)
        #expect(flow.rankings == rankings + 1)
        #expect(flow.drawings == drawings + 1)
        await rig.workspace.stop()
    }

    // MARK: the chart

    @Test func theScopesGoRoundAndEachSaysOfHowManyCardsItIs() async throws {
        let rig = try Rig(cards: 12)
        for index in 0..<12 {
            rig.platform.edit(Rig.card(index).description) {
                $0.rate = 10
                $0.pool = index < 5 ? 3 : 4
            }
        }
        await rig.open(panes: [.cards, .flow, .assets])
        await rig.pass(.minutes(1))
        for _ in 0..<3 { rig.cards.toggleMark() }
        rig.cards.moveToFirst()
        let flow = rig.workspace.flow
        func chart() -> FlowChart { flow.viewState(height: 5).chart }
        #expect(chart().scope == .fleet)
        #expect(chart().rate == 120)
        #expect(chart().live == 12 && chart().of == 12)
        #expect(chart().curve.last == 120)
        flow.nextScope()
        #expect(chart().scope == .card)
        #expect(chart().card == Rig.card(0))
        #expect(chart().rate == 10)
        #expect(chart().curve.samples >= 5)
        flow.nextScope()
        #expect(chart().scope == .pool)
        #expect(chart().pool == 3)
        #expect(chart().rate == 50)
        #expect(chart().live == 5 && chart().of == 5)
        #expect(chart().money?.name == "A")
        #expect(chart().money?.runsOut == nil)
        flow.nextScope()
        #expect(chart().scope == .marked)
        #expect(chart().rate == 30)
        #expect(chart().live == 3 && chart().of == 3)
        flow.nextScope()
        #expect(chart().scope == .fleet)
        await rig.workspace.stop()
    }

    @Test func theChartFollowsTheCursorThatMovedLast() async throws {
        let rig = try Rig(cards: 6)
        await rig.open(panes: [.cards, .flow])
        await rig.pass(.seconds(30))
        let flow = rig.workspace.flow
        flow.nextScope()
        #expect(flow.viewState(height: 6).chart.card == Rig.card(0))
        flow.moveCursor(by: 3)
        #expect(flow.viewState(height: 6).chart.card == flow.focusedCard)
        rig.cards.moveTo(Rig.card(5))
        #expect(flow.viewState(height: 6).chart.card == Rig.card(5))
        await rig.workspace.stop()
    }

    @Test func aQuickPaceLeavesNoFalseGapsBehind() async throws {
        // Every two seconds: the sixty points of a card reach two minutes back, the chart ten.
        let rig = try Rig(cards: 1, poll: PollSettings(visibleFlowEvery: .seconds(2)))
        rig.platform.edit(Rig.card(0).description) { $0.rate = 10 }
        await rig.open(panes: [.cards, .flow])
        await rig.pass(.minutes(12))
        rig.workspace.flow.nextScope()
        let curve = rig.workspace.flow.viewState(height: 5).chart.curve
        #expect(curve.span == .minutes(10))
        #expect(curve.points.dropLast().allSatisfy { ($0.map { (9...11).contains($0) }) ?? false })
        await rig.workspace.stop()
    }

    @Test(arguments: [FlowScope.card, .pool, .marked])
    func nothingIsDrawnFromBeforeTheFirstReading(_ scope: FlowScope) async throws {
        let rig = try Rig(cards: 3, poll: PollSettings(visibleFlowEvery: .seconds(2)))
        for index in 0..<3 { rig.platform.edit(Rig.card(index).description) { $0.rate = 10 } }
        rig.time.advance(by: .seconds(77))
        let start = rig.time.wall
        await rig.open(panes: [.cards, .flow])
        await rig.pass(.minutes(4))
        _ = rig.cards.markAllShown()
        while rig.workspace.flow.viewState(height: 5).chart.scope != scope { rig.workspace.flow.nextScope() }
        for span in [Duration.minutes(10), .hours(1), .hours(6)] {
            let curve = rig.workspace.flow.viewState(height: 5).chart.curve
            #expect(curve.span == span)
            let drawn = curve.points.reversed().prefix { $0 != nil }.count
            #expect(curve.points.compactMap { $0 }.count == drawn)
            let reach = span * drawn / curve.points.count
            let step = span / curve.points.count
            #expect(reach <= rig.time.wall - start + step, "\(span): \(reach)")
            rig.workspace.flow.zoomOut()
        }
        await rig.workspace.stop()
    }

    @Test(arguments: FlowScope.allCases)
    func whatIsDrawnIsCounted(_ scope: FlowScope) async throws {
        let rig = try Rig(cards: 3, poll: PollSettings(visibleFlowEvery: .seconds(2)))
        for index in 0..<3 { rig.platform.edit(Rig.card(index).description) { $0.rate = 10 } }
        await rig.open(panes: [.cards, .flow])
        // Less than a minute of a bucket of five.
        await rig.pass(.seconds(20))
        _ = rig.cards.markAllShown()
        while rig.workspace.flow.viewState(height: 5).chart.scope != scope { rig.workspace.flow.nextScope() }
        for _ in FlowSpan.allCases {
            let curve = rig.workspace.flow.viewState(height: 5).chart.curve
            #expect(curve.peak > 0, "\(curve.span)")
            #expect(curve.samples >= (curve.meanOf == nil ? 2 : 1), "\(curve.span)")
            rig.workspace.flow.zoomOut()
        }
        await rig.workspace.stop()
    }

    @Test func theSpanIsZoomedBetweenTwoMinutesAndADay() async throws {
        let rig = try Rig(cards: 2)
        rig.platform.edit(Rig.card(0).description) { $0.rate = 10 }
        await rig.open(panes: [.cards, .flow])
        await rig.pass(.minutes(12))
        let flow = rig.workspace.flow
        flow.nextScope()
        for _ in 0..<9 { flow.zoomIn() }
        var seen: [Duration] = []
        for _ in 0..<6 {
            let curve = flow.viewState(height: 5).chart.curve
            #expect(curve.points.count == FlowViewModel.steps)
            #expect(curve.last.map { (9...11).contains($0) } == true, "\(curve.span)")
            seen.append(curve.span)
            flow.zoomOut()
        }
        #expect(seen == [.minutes(2), .minutes(10), .hours(1), .hours(6), .hours(24), .hours(24)])
        // Most of a day was not measured: gaps, not zeros.
        #expect(flow.viewState(height: 5).chart.curve.points.filter { $0 == nil }.count > 110)
        await rig.workspace.stop()
    }
}
