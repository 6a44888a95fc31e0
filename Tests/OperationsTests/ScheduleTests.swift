// When questions are due: soon at first, slower later, and never missing a deadline.

import SIMModel
import Testing

@testable import Operations

@Suite struct ScheduleTests {
    private func uptime(_ seconds: Int64) -> Uptime { Uptime(milliseconds: seconds * 1000) }

    /// Answers every question at once and gives the seconds at which they were due.
    private func times(_ record: OperationRecord, until end: Int64) -> [Int64] {
        var schedule = FollowSchedule()
        schedule.keep([record], wall: noon, uptime: uptime(0))
        var seconds: [Int64] = []
        while let next = schedule.nextDue, next <= uptime(end) {
            let now = (next - uptime(0)).inSeconds
            seconds.append(now)
            for due in schedule.due(at: next) {
                schedule.answered(due, wall: noon + .seconds(now), uptime: next)
            }
        }
        return seconds
    }

    @Test func questionsComeSoonAtFirstAndSlowDown() {
        let seconds = times(operation(1, .stop, .unknown), until: 86_400)
        #expect(seconds.prefix(9) == [5, 15, 30, 50, 80, 125, 185, 275, 395])
        let gaps = zip(seconds.dropFirst(), seconds).map { $0 - $1 }
        #expect(gaps == gaps.sorted())
        #expect(gaps.max() == 3600)
        #expect(seconds.count < 60)
    }

    @Test func aDeadlineIsDueInTime() {
        let seconds = times(operation(1, .stop, .accepted), until: 700)
        #expect(seconds.contains(600))
        #expect(times(operation(1, .stop, .submitted), until: 1000).contains(900))
    }

    @Test func anOldOperationIsAskedAboutAtOnce() {
        var schedule = FollowSchedule()
        schedule.keep([operation(1, .stop, .unknown, sentAt: noon - .hours(8))], wall: noon, uptime: uptime(5))
        #expect(schedule.due(at: uptime(5)).count == 1)
    }

    @Test func aClockSetBackDoesNotMakeItWaitForHours() {
        var schedule = FollowSchedule()
        schedule.keep([operation(1, .stop, .accepted)], wall: noon - .hours(3), uptime: uptime(0))
        #expect(schedule.nextDue == uptime(5))
    }

    @Test func theLongestDueComesFirst() {
        var schedule = FollowSchedule()
        let records = [10, 30, 0].enumerated().map { index, age in
            operation(Int64(index), .stop, .unknown, sentAt: noon - .seconds(Int64(age)))
        }
        schedule.keep(records, wall: noon, uptime: uptime(0))
        #expect(schedule.due(at: uptime(0)).map(\.id.value) == [1, 0])
        #expect(schedule.due(at: uptime(5)).map(\.id.value) == [1, 0, 2])
    }

    @Test func failuresBackOffAndAnAnswerMakesUpForThem() {
        var schedule = FollowSchedule()
        let record = operation(1, .stop, .unknown)
        schedule.keep([record], wall: noon, uptime: uptime(0))
        schedule.failed(record, wall: noon, uptime: uptime(5))
        #expect(schedule.nextDue == uptime(5 + 10))
        schedule.failed(record, wall: noon, uptime: uptime(15))
        #expect(schedule.nextDue == uptime(15 + 20))
        schedule.answered(record, wall: noon, uptime: uptime(35))
        #expect(schedule.nextDue == uptime(35 + 10))
    }

    @Test func anUnreachablePlatformIsLeftAloneForAWhile() {
        var schedule = FollowSchedule()
        let record = operation(1, .stop, .unknown, sentAt: noon - .minutes(1))
        schedule.keep([record], wall: noon, uptime: uptime(0))
        schedule.unreachable(uptime: uptime(0))
        #expect(schedule.due(at: uptime(4)).isEmpty)
        #expect(schedule.nextDue == uptime(5))
        schedule.unreachable(uptime: uptime(5))
        #expect(schedule.nextDue == uptime(15))
        schedule.answered(record, wall: noon, uptime: uptime(15))
        #expect(schedule.nextDue == uptime(25))
    }

    @Test func whatHasEndedIsForgotten() {
        var schedule = FollowSchedule()
        schedule.keep([operation(1, .stop, .accepted), operation(2, .stop, .unknown)], wall: noon, uptime: uptime(0))
        schedule.answered(operation(1, .stop, .confirmed), wall: noon, uptime: uptime(20))
        #expect(schedule.due(at: uptime(100)).map(\.id.value) == [2])
        schedule.keep([], wall: noon, uptime: uptime(20))
        #expect(schedule.nextDue == nil)
    }

    @Test func aFasterSandboxIsFollowedFaster() {
        let timing = FollowTiming().scaled(by: 60)
        #expect(timing.acceptedDeadline == .seconds(10))
        #expect(timing.steps.last == .seconds(2))
        #expect(FollowTiming().scaled(by: 1e9).look == .milliseconds(250))
        #expect(FollowTiming().scaled(by: 0) == .standard)
    }

    @Test func oneQuestionAnswersForAWholeBatch() {
        let batch = (0..<100).map { operation(Int64($0), .stop, .submitted, on: card($0), serial: "S1") }
        let plan = FollowPlan(due: [batch[3]], open: batch, limit: 20)
        #expect(plan.questions.map(\.subject) == [.serial("S1")])
        #expect(Set(plan.operations.map(\.id)) == Set(batch.map(\.id)))
        #expect(plan.questions.first?.operations.count == 100)
    }

    @Test func whatHasNoSerialIsAskedForByCard() {
        let lost = (0..<3).map { operation(Int64($0), .stop, .unknown, on: card($0)) }
        let plan = FollowPlan(due: lost, open: lost, limit: 20)
        #expect(plan.questions.map(\.subject) == (0..<3).map { .card(card($0)) })
        let pair = [operation(1, .stop, .unknown), operation(2, .resume, .unknown)]
        #expect(FollowPlan(due: pair, open: pair, limit: 20).questions.count == 1)
    }

    @Test func aRoundIsBoundedAndTakesTheLongestDueFirst() {
        let lost = (0..<500).map { operation(Int64($0), .stop, .unknown, on: card($0)) }
        let plan = FollowPlan(due: lost, open: lost, limit: 20)
        #expect(plan.questions.count == 20)
        #expect(plan.operations == Array(lost.prefix(20)))
        #expect(FollowPlan(due: lost, open: lost, limit: nil).questions.count == 500)
        let accepted = (0..<500).map { operation(Int64($0), .stop, .accepted, on: card($0), serial: "S") }
        let proof = FollowPlan(due: accepted, open: accepted, limit: 20)
        #expect(proof.operations.count == 190)
        #expect(!FollowPlan(due: lost, open: lost, limit: 0).operations.isEmpty)
    }
}
