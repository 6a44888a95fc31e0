import PlatformClient
import SIMModel
import TestSupport
import Testing

@testable import ViewModels

@Suite struct PollSchedulerTests {
    private let start = Uptime(milliseconds: 1_000_000)

    private func scheduler(_ rows: Int, settings: PollSettings = PollSettings()) -> PollScheduler {
        var scheduler = PollScheduler(settings: settings)
        scheduler.rowCount = rows
        return scheduler
    }

    private func down(_ sent: SendCertainty = .notSent) -> PlatformError {
        PlatformError(.unreachable("no route"), sent: sent, endpoint: "x")
    }

    /// Runs with answers that take `latency`, and gives back every question with its time.
    private func run(
        _ scheduler: inout PollScheduler, for duration: Duration, latency: Duration = .milliseconds(300),
        outcome: (PollQuestion, Uptime) -> PollOutcome = { _, _ in PollOutcome() }
    ) -> [(at: Uptime, question: PollQuestion)] {
        var now = start
        var asked: [(at: Uptime, question: PollQuestion)] = []
        var out: [(due: Uptime, question: PollQuestion)] = []
        while now <= start + duration {
            for question in scheduler.advance(to: now) {
                let busy = Set(out.flatMap(\.question.rows))
                #expect(busy.isDisjoint(with: question.rows), "a card in two questions")
                #expect(Set(question.rows).count == question.rows.count)
                if question.kind.batch > 0 { #expect((1...question.kind.batch).contains(question.rows.count)) }
                asked.append((now, question))
                out.append((now + latency, question))
            }
            let deadline = scheduler.nextDeadline(after: now)
            #expect(deadline.map { $0 > now } ?? true)
            guard let next = [deadline, out.map(\.due).min()].compactMap({ $0 }).min() else { break }
            now = next
            for item in out.filter({ $0.due <= now }) {
                scheduler.finished(item.question.id, outcome(item.question, now), at: now, dice: 0.5)
            }
            out.removeAll { $0.due <= now }
        }
        return asked
    }

    @Test(arguments: [(1, 1), (99, 1), (100, 1), (101, 2), (5_000, 50), (5_001, 51)])
    func aSweepTakesExactlyTheFewestCalls(_ cards: Int, _ calls: Int) {
        var scheduler = scheduler(cards)
        let asked = run(&scheduler, for: .minutes(50))
        #expect(asked.map(\.question.kind) == Array(repeating: .info, count: calls))
        #expect(Set(asked.flatMap(\.question.rows)).count == cards)
    }

    @Test func theSweepComesAgainAfterAnHourAndNotBefore() {
        var scheduler = scheduler(250)
        let asked = run(&scheduler, for: .minutes(125)).filter { $0.question.kind == .info }
        #expect(asked.count == 9)
        #expect(asked.filter { $0.at < start + .minutes(60) }.count == 3)
    }

    @Test func visibleCardsComeFirstAndTheSweepIsNoLongerForIt() {
        var scheduler = scheduler(5_000)
        let visible = Array(4_000..<4_040)
        scheduler.show(status: visible, flow: visible, at: start)
        let asked = run(&scheduler, for: .seconds(60))
        #expect(asked[0].question.kind == .info)
        #expect(Array(asked[0].question.rows.prefix(40)) == visible)
        #expect(asked[0].question.priority == .visible)
        #expect(asked.filter { $0.question.kind == .info }.count == 50)
        let first = asked.filter { $0.at <= start + .seconds(1) }
        #expect(Set(first.filter { $0.question.kind == .flow }.flatMap(\.question.rows)) == Set(visible))
        #expect(Set(first.filter { $0.question.kind == .status }.flatMap(\.question.rows)) == Set(visible))
    }

    @Test func batchesAreFull() {
        var scheduler = scheduler(40)
        let visible = Array(0..<40)
        scheduler.show(status: visible, flow: visible, at: start)
        for (_, question) in run(&scheduler, for: .minutes(5)) where question.kind != .info {
            #expect(question.rows.count == 10)
        }
    }

    @Test func noCardsStateIsAskedMoreThanThreeTimesAMinuteWhateverIsSet() {
        let hasty = PollSettings(visibleStatusEvery: .seconds(1), visibleFlowEvery: .seconds(2))
        var scheduler = scheduler(25, settings: hasty)
        scheduler.show(status: Array(0..<25), flow: Array(0..<25), at: start)
        scheduler.watch([0, 1, 30])
        let asked = run(&scheduler, for: .minutes(10)).filter { $0.question.kind == .status }
        for row in 0..<25 {
            let times = asked.filter { $0.question.rows.contains(row) }.map(\.at)
            #expect(times.count >= 20)
            #expect(zip(times, times.dropFirst()).allSatisfy { $1 - $0 >= .seconds(20) })
        }
    }

    @Test func theSecondFlowReadingComesSoonSoThatThereIsARate() {
        var scheduler = scheduler(5, settings: PollSettings(visibleFlowEvery: .seconds(2)))
        scheduler.show(status: [], flow: [0], at: start)
        let times = run(&scheduler, for: .seconds(6), latency: .milliseconds(20))
            .filter { $0.question.kind == .flow }.map { ($0.at - start).inMilliseconds }
        #expect(times == [20, 820, 2820, 4820])
    }

    @Test func cardsThatOnlyFlyPastAreNotAsked() {
        var scheduler = scheduler(1_000)
        scheduler.show(status: Array(0..<10), flow: Array(0..<10), at: start)
        var asked: Set<Int> = []
        var now = start
        for page in 1..<50 {
            now = now + .milliseconds(100)
            for question in scheduler.advance(to: now) {
                if question.kind != .info { asked.formUnion(question.rows) }
                scheduler.finished(question.id, PollOutcome(), at: now, dice: 0)
            }
            scheduler.show(status: Array(page * 10..<page * 10 + 10), flow: [], at: now)
        }
        #expect(asked.isSubset(of: 0..<10))
    }

    @Test func whatIsHiddenIsNotAsked() {
        var scheduler = scheduler(100)
        scheduler.show(status: Array(0..<10), flow: Array(0..<10), at: start)
        scheduler.showAssets(true)
        scheduler.showHistory(of: Rig.card(1), at: start)
        scheduler.show(status: [], flow: [], at: start)
        scheduler.showAssets(false)
        scheduler.showHistory(of: nil, at: start)
        #expect(run(&scheduler, for: .minutes(30)).map(\.question.kind) == [.info])
    }

    @Test func watchedCardsStayLiveWhateverIsShown() {
        var scheduler = scheduler(100)
        scheduler.watch([70])
        let asked = run(&scheduler, for: .minutes(1))
        #expect(asked.filter { $0.question.kind == .flow }.allSatisfy { $0.question.rows == [70] })
        #expect(asked.filter { $0.question.kind == .flow }.count >= 6)
    }

    @Test func whilePausedNothingIsDue() {
        var scheduler = scheduler(100)
        scheduler.show(status: Array(0..<10), flow: Array(0..<10), at: start)
        scheduler.showAssets(true)
        scheduler.isPaused = true
        #expect(scheduler.advance(to: start).isEmpty)
        #expect(scheduler.nextDeadline(after: start) == nil)
        #expect(scheduler.refresh([3], at: start).asked == 1)
        #expect(scheduler.advance(to: start).map(\.rows) == [[3]])
        #expect(scheduler.nextDeadline(after: start) == nil)
    }

    @Test func anUnfocusedTerminalIsPolledMoreSlowly() {
        func calls(_ isFocused: Bool) -> Int {
            var scheduler = scheduler(10)
            scheduler.isFocused = isFocused
            scheduler.show(status: Array(0..<10), flow: Array(0..<10), at: start)
            return run(&scheduler, for: .minutes(10)).count
        }
        #expect(calls(false) * 2 < calls(true))
    }

    @Test func failuresAreSpacedOutAndThePollingComesBackByItself() {
        var scheduler = scheduler(300)
        scheduler.show(status: Array(0..<10), flow: Array(0..<10), at: start)
        let mended = start + .minutes(10)
        let error = down()
        let asked = run(&scheduler, for: .minutes(30)) { question, now in
            now < mended ? PollOutcome(failed: question.rows, error: error) : PollOutcome()
        }
        let during = asked.filter { $0.at < mended }
        #expect((20...160).contains(during.count))
        let after = asked.filter { $0.at >= mended }
        #expect(Set(after.filter { $0.question.kind == .info }.flatMap(\.question.rows)).count == 300)
        #expect(after.first.map { $0.at - mended <= .seconds(30) } ?? false)
        #expect(after.filter { $0.question.kind == .flow }.count > 100)
    }

    @Test func aRefusalOfOneKindLeavesTheOthersAlone() {
        var scheduler = scheduler(10)
        scheduler.show(status: Array(0..<10), flow: Array(0..<10), at: start)
        let refusal = PlatformError(.refused(code: 403, message: "no"), sent: .answered, endpoint: "flow")
        let asked = run(&scheduler, for: .minutes(20)) { question, _ in
            question.kind == .flow ? PollOutcome(failed: question.rows, error: refusal) : PollOutcome()
        }
        #expect(asked.filter { $0.question.kind == .status }.count >= 35)
        #expect((5...15).contains(asked.filter { $0.question.kind == .flow }.count))
    }

    @Test func aCardWhoseFlowIsRefusedIsLeftToItsStateForTenMinutes() {
        var scheduler = scheduler(2)
        scheduler.show(status: [0, 1], flow: [0, 1], at: start)
        let asked = run(&scheduler, for: .minutes(9)) { question, _ in
            PollOutcome(refusedFlow: question.kind == .flow && question.rows.contains(0) ? [0] : [])
        }
        #expect(asked.filter { $0.question.kind == .flow && $0.question.rows.contains(0) }.count == 1)
        #expect(asked.filter { $0.question.kind == .flow && $0.question.rows.contains(1) }.count > 40)
    }

    @Test func theHistoryWaitsUntilTheCursorRests() {
        var scheduler = scheduler(0)
        var now = start
        for index in 0..<20 {
            scheduler.showHistory(of: Rig.card(index), at: now)
            now = now + .milliseconds(100)
            #expect(scheduler.advance(to: now).isEmpty)
        }
        #expect(scheduler.nextDeadline(after: now) == now + .milliseconds(200))
        let asked = scheduler.advance(to: now + .milliseconds(200))
        #expect(asked.map(\.subject) == [Rig.card(19)])
    }

    @Test func addedCardsAreSweptWithoutBeginningAnew() {
        var scheduler = scheduler(100)
        for question in scheduler.advance(to: start) {
            scheduler.finished(question.id, PollOutcome(), at: start, dice: 0)
        }
        scheduler.rowCount = 130
        let asked = scheduler.advance(to: start + .seconds(1))
        #expect(asked.map(\.rows) == [Array(100..<130)])
    }

    @Test func byHandCountsWhatMayNotBeAskedYet() {
        var scheduler = scheduler(30)
        #expect(scheduler.refresh(Array(0..<12), at: start) == RefreshOutcome(asked: 12, tooSoon: 0))
        let asked = scheduler.advance(to: start).filter { $0.kind == .status }
        #expect(asked.map(\.rows.count) == [10, 2])
        #expect(asked.allSatisfy { $0.priority == .interactive })
        for question in asked { scheduler.finished(question.id, PollOutcome(), at: start, dice: 0) }
        #expect(scheduler.refresh(Array(5..<15), at: start + .seconds(19)) == RefreshOutcome(asked: 3, tooSoon: 7))
        #expect(scheduler.refresh([0], at: start + .seconds(20)).asked == 1)
    }

    @Test func whateverHappensNoCardIsInTwoQuestionsAndNothingStandsStill() {
        for seed in 0..<40 {
            let dice = SeededRandom(UInt64(seed))
            var scheduler = scheduler(
                450, settings: PollSettings(visibleStatusEvery: .seconds(20), visibleFlowEvery: .seconds(2)))
            var first = 0
            let error = down(.mayHaveBeenSent)
            scheduler.show(status: Array(0..<20), flow: Array(0..<20), at: start)
            let asked = run(&scheduler, for: .minutes(6), latency: .milliseconds(Int64(50 + dice.pick(0..<4000)))) {
                question, _ in
                first += 1
                return dice.pick(0..<10) == 0 ? PollOutcome(failed: question.rows, error: error) : PollOutcome()
            }
            #expect(Set(asked.flatMap(\.question.rows)).count == 450, "seed \(seed)")
            #expect(first > 40)
        }
    }
}
