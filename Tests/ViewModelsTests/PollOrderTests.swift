// What the scheduler does of a card that others learnt about, that changed, or that has an operation; and
// that its work does not grow with the fleet.

import PlatformClient
import SIMModel
import TestSupport
import Testing

@testable import ViewModels

@Suite struct PollOrderTests {
    private let start = Uptime(milliseconds: 1_000_000)

    private func scheduler(_ rows: Int, seed: UInt64? = nil) -> PollScheduler {
        var scheduler = PollScheduler(settings: PollSettings(), seed: seed)
        scheduler.rowCount = rows
        return scheduler
    }

    /// Answers everything at once until nothing more is asked at `now`.
    @discardableResult
    private func drain(_ scheduler: inout PollScheduler, at now: Uptime, limit: Int = .max) -> [PollQuestion] {
        var all: [PollQuestion] = []
        while all.count < limit {
            let asked = scheduler.advance(to: now)
            if asked.isEmpty { break }
            for question in asked { scheduler.finished(question.id, PollOutcome(), at: now, dice: 0) }
            all += asked
        }
        return all
    }

    @Test func visibleWatchedOperatingLatelyThenTheSweep() {
        var scheduler = scheduler(100_000)
        drain(&scheduler, at: start, limit: 10)
        scheduler.show(status: Array(0..<10), flow: [], at: start - .seconds(1))
        scheduler.watch(Array(1_000..<1_010))
        // Records and flow are known, so that no other question holds the cards.
        for first in [0, 1_000, 2_000, 3_000] { for row in first..<first + 10 { scheduler.sweep.told(row) } }
        scheduler.told((1_000..<1_010).map { ToldFact(row: $0, kind: .flow, at: start, byAsking: true) }, at: start)
        scheduler.operationsMoved(unfinished: Array(2_000..<2_010), ended: [], at: start)
        scheduler.changed(Array(3_000..<3_010), at: start)
        let asked = scheduler.advance(to: start)
        let states = asked.filter { $0.kind == .status }
        #expect(states.map { Set($0.rows) } == [0, 1_000, 2_000, 3_000].map { Set($0..<$0 + 10) })
        #expect(states.map(\.priority) == [.visible, .visible, .background, .background])
        let lastState = asked.lastIndex { $0.kind == .status } ?? .max
        let sweep = asked.firstIndex { $0.kind == .info && $0.priority == .background } ?? -1
        #expect(lastState < sweep)
    }

    @Test func atMostAHundredChangedCardsAreLookedAfterAndOnlyForSomeMinutes() {
        var scheduler = scheduler(100_000)
        scheduler.changed(Array(0..<5_000), at: start)
        var states: [PollQuestion] = []
        var now = start
        while now < start + .minutes(20) {
            states += drain(&scheduler, at: now).filter { $0.kind == .status }
            now = now + .seconds(5)
        }
        #expect(Set(states.flatMap(\.rows)) == Set(4_900..<5_000))
        // Five minutes at one question in thirty seconds, the first at once.
        #expect(states.count == 10 * 10)
        #expect(states.allSatisfy { $0.rows.count == 10 })
    }

    @Test func anOperationsEndIsAChange() {
        var scheduler = scheduler(100)
        scheduler.operationsMoved(unfinished: [7], ended: [], at: start)
        #expect(scheduler.statusWanted == [7])
        scheduler.operationsMoved(unfinished: [], ended: [7], at: start)
        #expect(scheduler.operating.rows.isEmpty)
        #expect(scheduler.lately.rows == [7])
        _ = scheduler.advance(to: start + .minutes(5))
        #expect(scheduler.statusWanted.isEmpty)
    }

    @Test func aPushedRecordPutsTheQuestionOffByAWholeIntervalAndCountsForTheSweep() {
        var scheduler = scheduler(200)
        scheduler.show(status: [0], flow: [], at: start)
        drain(&scheduler, at: start)
        let due = start + .seconds(30)
        scheduler.told([ToldFact(row: 0, kind: .record, at: due - .seconds(1), byAsking: false)], at: due - .seconds(1))
        #expect(scheduler.advance(to: due).isEmpty)
        #expect(scheduler.nextDeadline(after: due) == due + .seconds(29))
        #expect(scheduler.advance(to: due + .seconds(29)).map(\.rows) == [[0]])
        // A push is not a question: a person may ask at once.
        scheduler.told([ToldFact(row: 5, kind: .record, at: due, byAsking: false)], at: due)
        #expect(scheduler.refresh([5], at: due).asked == 1)
        scheduler.told([ToldFact(row: 6, kind: .record, at: due, byAsking: true)], at: due)
        #expect(scheduler.refresh([6], at: due).tooSoon == 1)
    }

    @Test func theSweepDoesNotAskWhatWasPushed() {
        var scheduler = scheduler(1_000)
        let first = scheduler.advance(to: start)
        scheduler.told((400..<700).map { ToldFact(row: $0, kind: .record, at: start, byAsking: false) }, at: start)
        for question in first { scheduler.finished(question.id, PollOutcome(), at: start, dice: 0) }
        let rest = drain(&scheduler, at: start)
        #expect(first.count + rest.count == 7)
        #expect(Set((first + rest).flatMap(\.rows)) == Set(0..<400).union(700..<1_000))
        #expect(rest.allSatisfy { $0.rows.count == 100 })
        #expect(scheduler.sweepProgress == nil)
    }

    @Test func oneThatFailedAfterAPushIsAskedAgain() {
        var scheduler = scheduler(100)
        let first = scheduler.advance(to: start)
        scheduler.told([ToldFact(row: 3, kind: .record, at: start, byAsking: false)], at: start)
        let error = PlatformError(.timeout(seconds: 1), sent: .mayHaveBeenSent, endpoint: "x")
        scheduler.finished(first[0].id, PollOutcome(failed: first[0].rows, error: error), at: start, dice: 0)
        #expect(scheduler.sweepProgress?.answered == 0)
        scheduler.told([ToldFact(row: 4, kind: .record, at: start, byAsking: false)], at: start)
        #expect(scheduler.advance(to: start + .minutes(1)).map { Set($0.rows) } == [Set(0..<100).subtracting([4])])
    }

    @Test func whatIsOutIsNotAskedAgainByHand() {
        var scheduler = scheduler(100)
        scheduler.show(status: Array(0..<10), flow: [], at: start)
        let asked = scheduler.advance(to: start).filter { $0.kind == .status }
        scheduler.finished(1, PollOutcome(), at: start, dice: 0)
        _ = scheduler.refresh(Array(0..<10), at: start)
        let again = scheduler.advance(to: start).filter { $0.kind == .status }
        #expect(asked.count + again.count == 1)
    }

    @Test func recurringQuestionsOfTwoSimdecksDriftApart() {
        func times(_ seed: UInt64) -> [Uptime] {
            var scheduler = scheduler(10, seed: seed)
            scheduler.show(status: Array(0..<10), flow: [], at: start)
            var times: [Uptime] = []
            var now = start
            while now < start + .minutes(10) {
                if drain(&scheduler, at: now).contains(where: { $0.kind == .status }) { times.append(now) }
                guard let next = scheduler.nextDeadline(after: now) else { break }
                now = next
            }
            return times
        }
        let (one, other) = (times(1), times(2))
        for times in [one, other] {
            #expect(zip(times, times.dropFirst()).allSatisfy { (.seconds(30) ... .seconds(33)).contains($1 - $0) })
        }
        #expect(Set(one.dropFirst()).isDisjoint(with: other.dropFirst()))
        #expect(times(1) == one)
    }

    @Test func whileTheListIsReadTheSweepKeepsToFullBatches() {
        var scheduler = scheduler(0)
        scheduler.isGrowing = true
        var asked: [PollQuestion] = []
        for count in stride(from: 130, through: 1_040, by: 130) {
            scheduler.rowCount = count
            asked += drain(&scheduler, at: start)
        }
        #expect(asked.allSatisfy { $0.rows.count == 100 })
        scheduler.isGrowing = false
        asked += drain(&scheduler, at: start)
        #expect(asked.count == 11)
        #expect(Set(asked.flatMap(\.rows)).count == 1_040)
    }

    /// The work of a tick, counted in rows and words looked at, at a given size and depth of the sweep.
    private func work(_ rows: Int, sweptCalls: Int) -> Int {
        var scheduler = scheduler(rows)
        scheduler.show(status: Array(0..<60), flow: Array(0..<60), at: start)
        scheduler.watch(Array(60..<100))
        drain(&scheduler, at: start, limit: sweptCalls)
        let before = scheduler.rowsSeen + scheduler.sweep.work
        var now = start
        let error = PlatformError(.timeout(seconds: 1), sent: .mayHaveBeenSent, endpoint: "x")
        for tick in 0..<50 {
            for (index, question) in scheduler.advance(to: now).enumerated() {
                let fails = index == 0 && tick % 10 == 0
                let outcome = fails ? PollOutcome(failed: question.rows, error: error) : PollOutcome()
                scheduler.finished(question.id, outcome, at: now, dice: 0)
            }
            scheduler.told([ToldFact(row: tick, kind: .record, at: now, byAsking: false)], at: now)
            scheduler.changed([tick + 100], at: now)
            _ = scheduler.nextDeadline(after: now)
            now = now + .seconds(2)
        }
        return scheduler.rowsSeen + scheduler.sweep.work - before
    }

    @Test func aTickCostsTheSameWithAMillionCardsAsWithAFewThousand() {
        let small = work(40_000, sweptCalls: 100)
        #expect(small > 1_000)
        for depth in [100, 1_000, 9_000] { #expect(work(1_000_000, sweptCalls: depth) == small) }
    }
}
