import SIMModel
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

    @Test func growthAfterALongIdleTimeIsNotSpreadOverAllOfIt() {
        let readings = (0...60).map { (seconds: Int64($0 * 10), used: Int64(100)) } + [(seconds: 610, used: 1100)]
        #expect((track(readings).rate ?? 0) > 14)
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
