import SIMModel
import TestSupport
import Testing

@testable import ViewModels

@Suite struct FlowHistoryTests {
    private let start = WallTime(seconds: 1_795_500_000)

    private func track(_ readings: [(seconds: Int64, used: Int64)]) -> FlowTrack {
        var track = FlowTrack(used: readings[0].used, at: start + .seconds(readings[0].seconds), touched: 0)
        for reading in readings.dropFirst() { track.record(reading.used, at: start + .seconds(reading.seconds)) }
        return track
    }

    @Test func aRateIsTheGrowthOverItsTime() {
        #expect(track([(0, 100)]).rate == nil)
        #expect(track([(0, 100), (10, 600)]).rate == 50)
        #expect(track([(0, 100), (10, 600)]).sinceStart == 500)
    }

    @Test func aCounterThatIsRefreshedInStepsShowsItsMeanAndNoBurst() {
        let readings = (0...30).map { (seconds: Int64($0 * 2), used: Int64($0 / 5) * 1000) }
        let rates = track(readings).recentRates
        #expect(rates == [100, 100, 100, 100, 100, 100])
    }

    @Test func aNewMonthIsABreak() {
        let track = track([(0, 900), (10, 1000), (20, 5), (30, 105)])
        #expect(track.points.map(\.rate) == [nil, 10, nil, 10])
        #expect(track.sinceStart == 200)
    }

    @Test func aCounterThatStandsStillBecomesIdle() {
        #expect(track([(0, 0), (2, 100), (4, 100)]).rate == 50)
        #expect(track([(0, 0), (2, 100), (8, 100)]).rate == 0)
        #expect(track([(0, 5), (10, 5)]).rate == 0)
    }

    @Test func growthAfterALongStandIsToldAsItsMeanAndTheNextReadingTellsThePace() {
        let still = (0...60).map { (seconds: Int64($0 * 10), used: Int64(100)) }
        let step = track(still + [(610, 6_200)])
        #expect(step.rate == 10)
        #expect(track(still + [(610, 6_200), (620, 12_200)]).rate == 600)
        // The time it stood was measured, and stays drawn as still.
        #expect(step.curve(steps: 2, step: .minutes(5), end: start + .minutes(10)) == [0, 0])
    }

    // MARK: what must never look like a burst or a negative rate

    /// The largest rate of all points and of the rate now.
    private func largest(_ track: FlowTrack) -> Double { max(track.points.compactMap(\.rate).max() ?? 0, track.rate ?? 0) }

    @Test func aPlatformThatRefreshesByTheHourShowsTheMean() {
        // 3,600 KB an hour in one step, read every ten seconds.
        let readings = (0..<1_800).map { (seconds: Int64($0 * 10), used: Int64($0 / 360) * 3_600) }
        let track = track(readings)
        #expect((0.99...1.01).contains(largest(track)))
        if case .yes = BurstJudgement.judge(track.points, rate: track.rate) { Issue.record("a refresh is no burst") }
    }

    @Test func aCounterThatIsCorrectedDownIsNeitherBurstNorNegative() {
        // The reply of another endpoint lags behind: one low figure among others is left out.
        let lagging = track([(0, 1000), (10, 1100), (20, 1040), (30, 1200), (40, 1150), (50, 1300)])
        #expect(lagging.points.map(\.rate) == [nil, 10, 5, 5])
        #expect(lagging.sinceStart == 300)
        // Two low figures in a row are a correction.
        let corrected = track([(0, 1000), (10, 1100), (20, 1050), (30, 1060), (40, 1070)])
        #expect(corrected.points.map(\.rate) == [nil, 10, nil, 1, 1])
        #expect(corrected.sinceStart == 120)
        #expect(corrected.periodStart == nil)
    }

    @Test func aCounterThatIsZeroForAMomentIsNoBurstWhenItComesBack() {
        for zeros in 1...3 {
            var readings: [(seconds: Int64, used: Int64)] = [(0, 900_000), (10, 900_100)]
            for index in 0..<zeros { readings.append((20 + Int64(index) * 10, 0)) }
            readings += [(60, 900_600), (70, 900_700)]
            let track = track(readings)
            #expect(largest(track) == 10, "\(zeros) zeros")
            #expect(track.sinceStart == 700, "\(zeros) zeros")
            #expect(track.periodStart == nil, "\(zeros) zeros")
        }
    }

    @Test func theTurnOfTheMonthIsSeenAndCountsFromThere() {
        let track = track([(0, 900_000), (10, 900_100), (20, 40), (30, 140)])
        #expect(track.points.map(\.rate) == [nil, 10, nil, 10])
        #expect(track.sinceStart == 200)
        #expect(track.periodStart == start + .seconds(20))
    }

    @Test func aReadingThatComesTwiceSaysNothing() {
        let track = track([(0, 100), (10, 200), (10, 200), (10, 900), (5, 150)])
        #expect(track.samples == 2)
        #expect(track.rate == 10)
    }

    @Test func aClockSetBackBeginsAnew() {
        let track = track([(3_600, 100), (3_610, 200), (0, 205), (10, 305)])
        #expect(track.points.map(\.rate) == [nil, 10])
        #expect(track.points.first?.at == start)
        var history = FlowHistory()
        for second in stride(from: Int64(3_600), to: 4_200, by: 10) {
            history.record(0, used: DataVolume(kilobytes: second), at: start + .seconds(second))
            history.noteTotal(at: start + .seconds(second))
        }
        history.record(0, used: DataVolume(kilobytes: 5_000), at: start)
        history.record(0, used: DataVolume(kilobytes: 5_010), at: start + .seconds(10))
        history.noteTotal(at: start + .seconds(10))
        #expect(history.totals.map(\.at) == [start + .seconds(10)])
        #expect(history.fleet.buckets.count == 1)
        #expect(history.rings[0]?.means.allSatisfy { $0.at <= start + .seconds(10) && (0...1).contains($0.rate) } == true)
        #expect(history.today(0, at: start + .seconds(10))?.grown == 10)
    }

    @Test func aTimeWithoutReadingsIsAGapAndItsGrowthNoRate() {
        let track = track([(0, 0), (10, 100), (1_210, 90_100), (1_220, 90_200)])
        #expect(track.points.map(\.rate) == [nil, 10, nil, 10])
        #expect(track.sinceStart == 90_200)
        let curve = track.curve(steps: 122, step: .seconds(10), end: start + .seconds(1_220))
        #expect(curve.compactMap { $0 } == [10, 10])
        var ring = FlowRing()
        ring.record(0, nil, since: start, at: start)
        ring.record(90_000, .init(from: nil, kilobytes: 90_000), since: start, at: start + .minutes(20))
        #expect(ring.means.isEmpty)
    }

    @Test func noReadingsEverMakeANegativeRate() {
        let dice = SeededRandom(41)
        for _ in 0..<200 {
            var (at, used) = (start, Int64(50_000))
            var track = FlowTrack(used: used, at: at, touched: 0)
            var history = FlowHistory()
            for _ in 0..<120 {
                at = at + .milliseconds(Int64(dice.pick(0..<30_000)) - (dice.pick(0..<20) == 0 ? 4_000_000 : 0))
                used = dice.pick(0..<12) == 0 ? Int64(dice.pick(0..<60_000)) : used + Int64(dice.pick(0..<500))
                track.record(used, at: at)
                history.record(0, used: DataVolume(kilobytes: used), at: at)
                #expect((track.rate ?? 0) >= 0)
            }
            #expect(track.points.allSatisfy { ($0.rate ?? 0) >= 0 && ($0.rate ?? 0).isFinite })
            #expect(track.sinceStart >= 0)
            #expect(history.rings[0]?.means.allSatisfy { $0.rate >= 0 } == true)
            #expect(history.days.values.allSatisfy { $0.grown >= 0 })
        }
    }

    // MARK: today

    /// 2026-11-24 of the platform begins.
    private let midnight = WallTime(seconds: 1_795_449_600)

    @Test func todayCountsFromTheFirstReadingOfThePlatformsDay() {
        var history = FlowHistory()
        func read(_ used: Int64, _ after: Duration) { history.record(7, used: DataVolume(kilobytes: used), at: midnight + after) }
        read(1_000, .minutes(-2))
        #expect(history.today(7, at: midnight) == nil)
        read(1_100, .seconds(8))
        #expect(history.today(7, at: midnight + .seconds(9))?.grown == 0)
        read(1_150, .seconds(18))
        read(4_000, .hours(3))
        let mark = history.today(7, at: midnight + .hours(4))
        #expect(mark?.grown == 2_900)
        #expect(mark.map { Int64($0.since) } == (midnight + .seconds(8)).seconds)
        #expect(history.today(7, at: midnight + .hours(24)) == nil)
        read(10, .hours(5))
        read(60, .hours(5) + .seconds(10))
        #expect(history.today(7, at: midnight + .hours(6))?.grown == 2_950)
    }

    @Test func aForgottenCardKeepsItsDay() {
        var history = FlowHistory()
        history.record(0, used: DataVolume(kilobytes: 100), at: midnight)
        for row in 1...FlowHistory.capacity { history.record(row, used: .zero, at: midnight + .seconds(1)) }
        #expect(history.tracks[0] == nil)
        history.record(0, used: DataVolume(kilobytes: 700), at: midnight + .hours(1))
        #expect(history.today(0, at: midnight + .hours(1))?.grown == 600)
    }

    // MARK: the last day

    @Test func aDayOfFiveMinuteMeansIsKept() {
        var history = FlowHistory()
        for step in 0...(26 * 360) {
            history.record(0, used: DataVolume(kilobytes: Int64(step) * 100), at: midnight + .seconds(Int64(step) * 10))
        }
        let means = history.rings[0]?.means ?? []
        #expect(means.count == FlowRing.capacity || means.count == FlowRing.capacity - 1)
        #expect(means.allSatisfy { (9.9...10.1).contains($0.rate) })
        #expect(history.rings[0]?.levels.count == FlowRing.capacity)
        #expect(means.first.map { midnight + .hours(26) - $0.at <= .hours(24) } == true)
    }

    @Test func everythingIsBoundedAndTheBoundIsTold() {
        var history = FlowHistory()
        for row in 0..<(FlowHistory.dayCapacity + 500) {
            history.record(row, used: .zero, at: midnight + .seconds(Int64(row / 10)))
        }
        for second in 0..<2_000 {
            let at = midnight + .hours(3) + .seconds(Int64(second))
            history.record(1, used: DataVolume(kilobytes: Int64(second)), at: at)
            history.noteTotal(at: at)
        }
        for hour in 4..<60 {
            for minute in 0..<60 {
                let at = midnight + .hours(Int64(hour)) + .minutes(Int64(minute))
                history.record(1, used: DataVolume(kilobytes: Int64(hour * 60 + minute)), at: at)
                history.noteTotal(at: at)
            }
        }
        #expect(history.tracks.count <= FlowHistory.capacity)
        #expect(history.rings.count <= FlowHistory.ringCapacity)
        #expect(history.days.count <= FlowHistory.dayCapacity)
        #expect(history.totals.count == FlowHistory.totalCapacity)
        #expect(history.fleet.buckets.count == FleetRing.capacity)
        #expect(history.rings[1]?.buckets.count == FlowRing.capacity)
        #expect(MemoryLayout<FlowRing.Bucket>.stride == 16)
        #expect(FlowHistory.mostBytes <= 16 << 20)
    }

    @Test func theCurveLeavesOutWhatNobodyMeasured() {
        let track = track([(0, 0), (10, 100), (20, 300)])
        let curve = track.curve(steps: 6, step: .seconds(5), end: start + .seconds(20))
        #expect(curve == [nil, nil, 10, 10, 20, 20])
    }

    @Test func onlyTheLatelyReadCardsAreRemembered() {
        var history = FlowHistory()
        for row in 0..<(FlowHistory.capacity + 10) {
            history.record(row, used: .zero, at: start)
            history.record(0, used: .zero, at: start + .seconds(Int64(row)))
        }
        #expect(history.tracks.count <= FlowHistory.capacity)
        #expect(history.tracks[0] != nil)
        #expect(history.tracks[FlowHistory.capacity + 9] != nil)
        #expect(history.tracks[1] == nil)
    }

    @Test func aCardNobodyReadsAnyMoreIsNotLive() {
        var history = FlowHistory()
        history.record(0, used: .zero, at: start)
        history.record(0, used: DataVolume(kilobytes: 20), at: start + .seconds(2))
        #expect(history.total(at: start + .seconds(3)).rate == 10)
        #expect(history.total(at: start + .minutes(5)).cards == 0)
        #expect(history.rate(0, at: start + .minutes(5)) == nil)
    }

    @Test func readingsAreBounded() {
        let track = track((0..<500).map { (seconds: Int64($0), used: Int64($0)) })
        #expect(track.points.count == FlowTrack.capacity)
        #expect(track.samples == 500)
    }
}
