import SIMModel
import Testing

@testable import ViewModels

@Suite struct AlertEngineTests {
    private static let start = WallTime(seconds: 1_795_500_000)

    private static func at(_ seconds: Int64) -> AlertMoment {
        AlertMoment(uptime: Uptime(milliseconds: seconds * 1000), wall: start + .seconds(seconds))
    }

    /// One letter a step of 30 s: `+` raises, `-` clears, `?` is not known or in between. The answer has, a step
    /// later each, `R` where the alert began, `E` where it ended, `.` for nothing.
    private func run(_ verdicts: String, hold: Duration = .seconds(60), toEnd: Duration? = nil) -> String {
        var engine = AlertEngine([AlertEngine.Timing(hold: hold, holdToEnd: toEnd)])
        var out = ""
        for (step, verdict) in verdicts.enumerated() {
            let now = Self.at(Int64(step) * 30)
            engine.observe(0, 7, verdict == "+" ? .raises : verdict == "-" ? .clears : .neither, at: now)
            let news = engine.advance(to: now)
            out += news.isEmpty ? "." : news.map { if case .raised = $0 { "R" } else { "E" } }.joined()
        }
        return out
    }

    @Test(arguments: [
        ("+++", "..R"), ("+-+-+-+-+-", ".........."), ("++-++-++-", "........."), ("+++-+-+-+---", "..R........E"),
        ("+++-?-?-?+", "..R......."), ("+++---+++", "..R..E..R"), ("++?+++", ".....R"), ("+++????????", "..R........"),
        ("??????", "......"), ("------", "......"), ("+++--+--+--", "..R........"),
    ])
    func aVerdictMustHoldBeforeItCounts(_ verdicts: String, _ expected: String) {
        #expect(run(verdicts) == expected, "\(verdicts)")
    }

    @Test func withoutHoldItBeginsAndEndsAtOnce() {
        #expect(run("+-+", hold: .zero) == "RER")
        #expect(run("+-.-", hold: .zero, toEnd: .seconds(30)) == "R...")
        #expect(run("+---", hold: .zero, toEnd: .seconds(30)) == "R.E.")
    }

    @Test func oneAlertCountsItsCardsAndNamesOneThatIsStillInIt() throws {
        var engine = AlertEngine([AlertEngine.Timing(hold: .zero)])
        for row in [5, 9, 2] { engine.observe(0, row, .raises, at: Self.at(0)) }
        #expect(engine.advance(to: Self.at(0)) == [.raised(rule: 0)])
        #expect(engine.active.map(\.count) == [3])
        engine.observe(0, 70_000, .raises, at: Self.at(10))
        #expect(engine.advance(to: Self.at(10)).isEmpty, "one that nobody has seen yet rings once")
        let event = try #require(engine.active.first)
        #expect((event.count, event.firstAt, event.lastAt) == (4, Self.start, Self.start + .seconds(10)))
        engine.observe(0, event.first, .clears, at: Self.at(20))
        #expect(engine.advance(to: Self.at(20)).isEmpty)
        let after = try #require(engine.active.first)
        #expect(after.count == 3 && after.first != event.first)
    }

    @Test func moreCardsAfterAnAcknowledgementAreNewAgain() throws {
        var engine = AlertEngine([AlertEngine.Timing(hold: .zero)])
        engine.observe(0, 1, .raises, at: Self.at(0))
        _ = engine.advance(to: Self.at(0))
        engine.acknowledge(try #require(engine.active.first).id, by: "li", at: Self.start)
        #expect(engine.active.map(\.isNew) == [false])
        engine.observe(0, 1, .raises, at: Self.at(1))
        #expect(engine.advance(to: Self.at(1)).isEmpty)
        engine.observe(0, 2, .raises, at: Self.at(2))
        #expect(engine.advance(to: Self.at(2)) == [.raised(rule: 0)])
        #expect(engine.active.map(\.isNew) == [true])
        #expect(engine.active.first?.acknowledgedBy == "li")
    }

    @Test func aSubjectThatIsNoMoreLeavesAtOnce() {
        var engine = AlertEngine([AlertEngine.Timing(hold: .seconds(60))])
        engine.observe(0, 1, .raises, at: Self.at(0))
        engine.observe(0, 2, .raises, at: Self.at(0))
        _ = engine.advance(to: Self.at(60))
        #expect(engine.forget(0, 1, at: Self.at(61)).isEmpty)
        #expect(engine.active.map(\.count) == [1])
        #expect(engine.forget(0, 2, at: Self.at(62)) == [.ended(rule: 0)])
        #expect(engine.active.isEmpty && engine.ended.count == 1)
        #expect(engine.forget(0, 2, at: Self.at(63)).isEmpty)
    }

    @Test func endedAlertsAreBounded() {
        var engine = AlertEngine([AlertEngine.Timing(hold: .zero)])
        for turn in 0..<Int64(AlertEngine.endedLimit + 50) {
            engine.observe(0, 1, .raises, at: Self.at(turn))
            _ = engine.advance(to: Self.at(turn))
            engine.observe(0, 1, .clears, at: Self.at(turn))
            _ = engine.advance(to: Self.at(turn))
        }
        #expect(engine.ended.count == AlertEngine.endedLimit)
        #expect(engine.ended.last?.id == AlertEngine.endedLimit + 50)
    }

    /// However many moments begin a wait, the state is bounded, nothing fires early, and all fires.
    @Test func crowdedWaitsAreNeverShortened() {
        var engine = AlertEngine([AlertEngine.Timing(hold: .seconds(100))])
        for row in 0..<200 {
            engine.observe(0, row, .raises, at: Self.at(Int64(row)))
            _ = engine.advance(to: Self.at(Int64(row)))
            let mayBeIn = max(0, row - 100 + 1)
            #expect((engine.active.first?.count ?? 0) <= mayBeIn)
        }
        _ = engine.advance(to: Self.at(299))
        #expect(engine.active.first?.count == 200)
        #expect(engine.nextDue == nil)
    }

    @Test func theNextMomentIsTheEarliestWait() {
        var engine = AlertEngine([AlertEngine.Timing(hold: .seconds(60)), AlertEngine.Timing(hold: .seconds(10))])
        #expect(engine.nextDue == nil)
        engine.observe(0, 1, .raises, at: Self.at(0))
        #expect(engine.nextDue == Self.at(60).uptime)
        engine.observe(1, 1, .raises, at: Self.at(5))
        #expect(engine.nextDue == Self.at(15).uptime)
        engine.observe(1, 1, .neither, at: Self.at(6))
        #expect(engine.nextDue == Self.at(60).uptime)
    }

    @Test func noticesAreSummedUp() {
        var throttle = AlertThrottle()
        #expect(throttle.nextDue == nil)
        throttle.raised(1)
        #expect(throttle.takeDue(at: Self.at(0).uptime).map { [$0.newest, $0.alerts] } == [1, 1])
        throttle.raised(2)
        throttle.raised(3)
        #expect(throttle.takeDue(at: Self.at(9).uptime) == nil)
        #expect(throttle.nextDue == Self.at(10).uptime)
        #expect(throttle.takeDue(at: Self.at(10).uptime).map { [$0.newest, $0.alerts] } == [3, 2])
        #expect(throttle.nextDue == nil)
    }
}
