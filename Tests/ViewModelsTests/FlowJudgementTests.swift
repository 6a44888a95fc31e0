import SIMModel
import TestSupport
import Testing

@testable import ViewModels

@Suite struct FlowJudgementTests {
    private let now = WallTime(seconds: 1_795_500_000)

    private func fact<Fact>(_ verdict: FlowVerdict<Fact>) -> Fact? { if case .yes(let fact, _) = verdict { fact } else { nil } }
    private func isTooFew<Fact>(_ verdict: FlowVerdict<Fact>) -> Bool { if case .tooFew = verdict { true } else { false } }
    private func isNo<Fact>(_ verdict: FlowVerdict<Fact>) -> Bool { if case .no = verdict { true } else { false } }

    // MARK: robust figures

    @Test func medianDeviationAndSlope() {
        #expect(Robust.median([]) == nil)
        #expect(Robust.median([3, 1, 2]) == 2)
        #expect(Robust.median([4, 1, 2, 3]) == 2.5)
        #expect(Robust.deviation([5, 5, 5]) == 0)
        #expect(Robust.deviation([1, 2, 3, 4, 1_000]).map { ($0 - 1.4826).magnitude < 1e-9 } == true)
        #expect(Robust.slope([(0, 1)]) == nil)
        #expect(Robust.slope([(0, 1), (0, 2)]) == nil)
        #expect(Robust.slope([(0, 1), (2, 5), (4, 9)]) == .init(low: 2, middle: 2, high: 2))
    }

    // MARK: growing

    private func means(_ rates: [Double]) -> [(at: WallTime, rate: Double)] {
        rates.enumerated().map { (now - .minutes(Int64(5 * (rates.count - $0.offset))), $0.element) }
    }

    @Test func growingIsTheLastHourAgainstTheCardsOwnMedian() {
        let steady = Array(repeating: 10.0, count: 36)
        #expect(isNo(GrowthJudgement.judge(means(steady), now: now)))
        let risen = steady + Array(repeating: 40.0, count: 12)
        let growth = fact(GrowthJudgement.judge(means(risen), now: now))
        #expect(growth?.median == 10)
        #expect(growth.map { $0.lastHour == 40 && $0.factor == 4 } == true)
        #expect(isTooFew(GrowthJudgement.judge(means(Array(risen.suffix(11))), now: now)))
        // Nothing of the last hour was measured.
        #expect(isTooFew(GrowthJudgement.judge(means(risen), now: now + .hours(3))))
    }

    @Test func aCardThatDidNothingGrowsFromTheFloorAndNotWithoutEnd() {
        let woken = Array(repeating: 0.0, count: 36) + Array(repeating: 30.0, count: 12)
        #expect(fact(GrowthJudgement.judge(means(woken), now: now))?.factor == 30)
        #expect(isNo(GrowthJudgement.judge(means(Array(repeating: 0, count: 48)), now: now)))
    }

    // MARK: silence

    @Test(arguments: [
        // strides, seconds still, readings still, silent
        (Array(repeating: Float(20), count: 12), Int64(300), 30, true),
        (Array(repeating: Float(20), count: 12), 119, 12, false),
        (Array(repeating: Float(20), count: 12), 300, 2, false),
        (Array(repeating: Float(60), count: 12), 299, 30, false),
        (Array(repeating: Float(60), count: 12), 301, 30, true),
        // One pause of ten minutes does not make a card irregular; a tenth of such pauses does.
        (Array(repeating: Float(20), count: 23) + [600], 300, 30, true),
        (Array(repeating: Float(20), count: 20) + [600, 600, 600, 600], 3_600, 300, false),
    ])
    func silence(_ strides: [Float], _ still: Int64, _ samples: Int, _ isSilent: Bool) {
        let verdict = SilenceJudgement.judge(
            strides: strides, lastGrowth: now - .seconds(still), lastSeen: now, stillSamples: samples)
        #expect((fact(verdict) != nil) == isSilent)
        if let silence = fact(verdict) { #expect(silence.stillFor == .seconds(still)) }
    }

    @Test func aCardSeenToGrowSeldomIsNotJudged() {
        let few = Array(repeating: Float(20), count: SilenceJudgement.least - 1)
        #expect(isTooFew(SilenceJudgement.judge(strides: few, lastGrowth: now - .hours(1), lastSeen: now, stillSamples: 99)))
        #expect(isTooFew(SilenceJudgement.judge(strides: [], lastGrowth: nil, lastSeen: now, stillSamples: 99)))
    }

    @Test func aCardNobodyReadsIsNotSilent() {
        var track = FlowTrack(used: 0, at: now, touched: 0)
        for step in 1...20 { track.record(Int64(step) * 100, at: now + .seconds(Int64(step) * 10)) }
        let verdict = SilenceJudgement.judge(
            strides: track.strides, lastGrowth: track.lastGrowth, lastSeen: track.lastSeen, stillSamples: track.stillSamples)
        #expect(isNo(verdict))
        for step in 21...60 { track.record(2_000, at: now + .seconds(Int64(step) * 10)) }
        let silent = SilenceJudgement.judge(
            strides: track.strides, lastGrowth: track.lastGrowth, lastSeen: track.lastSeen, stillSamples: track.stillSamples)
        #expect(fact(silent) == FlowSilence(stillFor: .seconds(400), usual: .seconds(10)))
    }

    // MARK: bursts

    private func points(_ rates: [Double?]) -> [FlowTrack.Point] {
        rates.enumerated().map { .init(at: now + .seconds(Int64($0.offset) * 10), used: 0, rate: $0.element) }
    }

    @Test func aBurstIsTwoReadingsFarAboveTheCardsOwnRates() {
        let usual: [Double?] = [90, 100, 110, 95, 105, 100, 98, 102, 101, 99]
        let burst = fact(BurstJudgement.judge(points(usual + [900, 950]), rate: 950))
        #expect(burst?.rate == 950)
        #expect(burst?.median == 100)
        #expect(isNo(BurstJudgement.judge(points(usual + [100, 950]), rate: 950)))
        #expect(isNo(BurstJudgement.judge(points(usual + [950, 100]), rate: 100)))
        #expect(isNo(BurstJudgement.judge(points(usual + [950, nil]), rate: nil)) == false)
        #expect(isTooFew(BurstJudgement.judge(points(Array(usual.dropFirst()) + [900, 950]), rate: 950)))
    }

    @Test func aCardOfOneRateAndACardOfNoneHaveAThresholdToo() {
        let same: [Double?] = Array(repeating: 200, count: 10)
        #expect(isNo(BurstJudgement.judge(points(same + [210, 215]), rate: 215)))
        #expect(fact(BurstJudgement.judge(points(same + [400, 400]), rate: 400)) != nil)
        let idle: [Double?] = Array(repeating: 0, count: 10)
        #expect(isNo(BurstJudgement.judge(points(idle + [63, 63]), rate: 63)))
        #expect(fact(BurstJudgement.judge(points(idle + [65, 65]), rate: 65))?.median == 0)
    }

    // MARK: runs out

    private func forecast(
        _ levels: [(at: WallTime, used: Int64)], quota: Int64, periodStart: WallTime? = nil, endsIn: Duration = .hours(720)
    ) -> FlowVerdict<RunsOut> {
        QuotaForecast.judge(
            levels: levels, used: DataVolume(kilobytes: levels.last?.used ?? 0), quota: DataVolume(kilobytes: quota), now: now,
            periodStart: periodStart, periodEnd: now + endsIn)
    }

    /// One reading every five minutes up to now, `perStep` KB each.
    private func line(_ count: Int, perStep: Int64 = 300, from: Int64 = 0) -> [(at: WallTime, used: Int64)] {
        (0..<count).map { (now - .minutes(Int64(5 * (count - 1 - $0))), from + Int64($0) * perStep) }
    }

    @Test func aSteadyCardRunsOutWhereItsLineMeetsTheQuota() {
        // 1 KB/s, 86,400 KB left.
        let out = fact(forecast(line(100), quota: 99 * 300 + 86_400))
        #expect(out?.expected == now + .hours(24))
        #expect(out?.earliest == now + .hours(24))
        #expect(out?.latest == now + .hours(24))
        #expect(out?.perDay == 86_400)
        #expect(out?.basis == .measured)
    }

    @Test func beforeThePeriodEndsOrNotAtAll() {
        #expect(isNo(forecast(line(100), quota: 99 * 300 + 86_400, endsIn: .hours(23))))
        #expect(fact(forecast(line(100), quota: 99 * 300 + 86_400, endsIn: .hours(25))) != nil)
        #expect(isNo(forecast(line(100, perStep: 0, from: 50), quota: 100)))
        #expect(fact(forecast(line(2, from: 500), quota: 400))?.expected == now)
    }

    @Test func tooFewReadingsGiveWayToThePeriodsMeanWhereThatIsKnown() {
        #expect(isTooFew(forecast(line(5), quota: 10_000)))
        #expect(isTooFew(forecast(line(5), quota: 10_000, periodStart: now - .hours(5))))
        #expect(fact(forecast(line(6), quota: 10_000)) != nil)
        let mean = fact(forecast([(now, 86_400)], quota: 2 * 86_400, periodStart: now - .hours(24)))
        #expect(mean?.basis == .periodMean)
        #expect(mean?.expected == now + .hours(24))
        #expect(mean.map { $0.earliest < $0.expected } == true)
        // Half an hour of readings does not stand for a month; a day's does.
        #expect(fact(forecast(line(7), quota: 400_000, periodStart: now - .hours(240)))?.basis != .measured)
        #expect(fact(forecast(line(100), quota: 40_000, periodStart: now - .hours(240)))?.basis == .measured)
    }

    @Test func oneWildReadingMovesAForecastByLessThanATenth() {
        let dice = SeededRandom(5)
        for round in 0..<300 {
            let count = 12 + dice.pick(0..<270)
            var levels = line(count, perStep: 200)
            for index in levels.indices { levels[index].used += Int64(dice.pick(0..<40)) }
            let quota = Int64(count) * 200 + 600_000
            guard let calm = fact(forecast(levels, quota: quota)) else {
                Issue.record("round \(round): no forecast")
                continue
            }
            let wild = dice.pick(0..<(count - 1))
            levels[wild].used = Int64(dice.pick(0..<2_000_000))
            guard let moved = fact(forecast(levels, quota: quota)) else {
                Issue.record("round \(round): one reading took the forecast away")
                continue
            }
            let before = (calm.expected - now).asSeconds
            #expect((before - (moved.expected - now).asSeconds).magnitude < before / 10, "round \(round), \(count) readings")
            #expect(moved.earliest <= moved.expected)
            #expect(moved.latest.map { $0 >= moved.expected } ?? true)
        }
    }

    @Test func aPoolsMoneyRunsOutAndATopUpBeginsANewLine() {
        func balances(_ values: [Int64]) -> [(at: WallTime, balance: Money)] {
            values.enumerated().map {
                (now - .minutes(Int64(5 * (values.count - 1 - $0.offset))), Money(tenThousandths: $0.element * 10_000))
            }
        }
        // 1 yuan in five minutes, 12 an hour.
        let out = fact(QuotaForecast.judge(balances: balances((0..<12).map { 131 - $0 }), now: now))
        #expect(out?.expected == now + .hours(10))
        #expect(out?.perDay == 2_880_000)
        let topped = balances([20, 19, 18, 17, 16, 15, 500, 499, 498, 497])
        #expect(isTooFew(QuotaForecast.judge(balances: topped, now: now)))
        #expect(isNo(QuotaForecast.judge(balances: balances(Array(repeating: 50, count: 12)), now: now)))
        #expect(fact(QuotaForecast.judge(balances: balances([3, 0]), now: now))?.expected == now)
        #expect(isTooFew(QuotaForecast.judge(balances: [], now: now)))
    }

    @Test func thePlatformsMonthBeginsAtItsMidnight() {
        let month = QuotaForecast.month(of: now)
        #expect(month.start.platformText == "2026-11-01 00:00:00")
        #expect(month.end.platformText == "2026-12-01 00:00:00")
        let december = QuotaForecast.month(of: WallTime(seconds: 1_798_732_799))
        #expect(december.start.platformText == "2026-12-01 00:00:00")
        #expect(december.end.platformText == "2027-01-01 00:00:00")
    }
}
