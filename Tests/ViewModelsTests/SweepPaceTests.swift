import SIMModel
import Testing

@testable import ViewModels

@Suite struct SweepPaceTests {
    private let start = Uptime(milliseconds: 1_000_000)

    /// A call of 100 every `spacing` for `duration`.
    private func pace(every spacing: Duration, for duration: Duration) -> SweepPace {
        var pace = SweepPace(start: start)
        var now = start + spacing
        while now <= start + duration {
            pace.answered(100, at: now)
            now = now + spacing
        }
        return pace
    }

    @Test func nothingIsPromisedBeforeTwoAnswers() {
        var pace = SweepPace(start: start)
        #expect(pace.end(left: 500, batch: 100, used: 0, share: 100, at: start) == nil)
        pace.answered(100, at: start + .seconds(1))
        #expect(pace.end(left: 400, batch: 100, used: 1, share: 100, at: start + .seconds(1)) == nil)
        pace.answered(100, at: start + .seconds(2))
        #expect(pace.end(left: 300, batch: 100, used: 2, share: 100, at: start + .seconds(2)) == .seconds(3))
        #expect(pace.end(left: 0, batch: 100, used: 2, share: 100, at: start + .seconds(2)) == .zero)
    }

    @Test func thePaceIsThatOfTheLastMinute() {
        let pace = pace(every: .seconds(2), for: .seconds(300))
        let end = pace.end(left: 3_000, batch: 100, used: 30, share: 1_000, at: start + .seconds(300))
        #expect(end == .seconds(60))
        // A minute without an answer: nothing is known any more.
        #expect(pace.end(left: 3_000, batch: 100, used: 0, share: 1_000, at: start + .seconds(400)) == nil)
    }

    @Test func theBudgetBoundsThePace() {
        // Ten calls a second at first; but 144 a minute are allowed, of which 44 go to others.
        let pace = pace(every: .milliseconds(100), for: .seconds(10))
        let end = pace.end(left: 100_000, batch: 100, used: 144, share: 144, at: start + .seconds(10))
        #expect(end == .minutes(10))
        let roomy = pace.end(left: 4_400, batch: 100, used: 100, share: 144, at: start + .seconds(10))
        #expect(roomy == .milliseconds(4_400))
    }
}
