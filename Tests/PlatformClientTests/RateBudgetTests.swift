// The rate budget, told the time by hand.

import PlatformContract
import SIMModel
import TestSupport
import Testing

@testable import PlatformClient

@Suite struct RateBudgetTests {
    static let start = Uptime(milliseconds: 5_000_000)
    static let card = numbers(1...1)[0]

    /// Cards that may be named three times a minute.
    static func thrice(_ cards: [CardNumber]) -> RateNeed {
        RateNeed(endpoint: "status", cards: cards, limits: Limits(perCardPerMinute: 3))
    }

    /// Takes as many places as there are.
    static func drain(_ budget: inout RateBudget, _ priority: CallPriority, at now: Uptime = start) -> Int {
        var count = 0
        while budget.take(priority, at: now) == .go { count += 1 }
        return count
    }

    @Test(arguments: [(CallPriority.background, 60), (.visible, 85), (.interactive, 95), (.operation, 100)])
    func eachPriorityLeavesTheRestToThoseAbove(priority: CallPriority, share: Int) {
        var budget = RateBudget(callsPerMinute: 100)
        #expect(Self.drain(&budget, priority) == share)
        #expect(Self.drain(&budget, .operation) == 100 - share)
        #expect(budget.left(at: Self.start) == 0)
    }

    @Test func aPlaceIsFreeAMinuteAfterItWasTaken() {
        var budget = RateBudget(callsPerMinute: 2)
        #expect(budget.take(.operation, at: Self.start) == .go)
        #expect(budget.take(.operation, at: Self.start + .seconds(10)) == .go)
        let verdict = budget.take(.operation, at: Self.start + .seconds(20))
        #expect(verdict == .wait(until: Self.start + .seconds(60)))
        #expect(budget.take(.operation, at: Self.start + .seconds(60)) == .go)
        #expect(budget.take(.operation, at: Self.start + .seconds(60)) == .wait(until: Self.start + .seconds(70)))
    }

    @Test func theSmallestBudgetLetsEveryPriorityGo() {
        for priority in CallPriority.allCases {
            var budget = RateBudget(callsPerMinute: 1)
            #expect(budget.take(priority, at: Self.start) == .go)
        }
    }

    @Test func aCardIsNamedThreeTimesInAnyMinute() {
        var budget = RateBudget(callsPerMinute: 1000)
        let span = RateBudget.window + RateBudget.slack
        for second in [0, 20, 40] {
            #expect(budget.take(.operation, Self.thrice([Self.card]), at: Self.start + .seconds(second)) == .go)
        }
        let verdict = budget.take(.operation, Self.thrice([Self.card]), at: Self.start + .seconds(50))
        #expect(verdict == .wait(until: Self.start + span))
        // Another card, and a call that names none, are free.
        #expect(budget.take(.background, Self.thrice(numbers(2...2)), at: Self.start + .seconds(50)) == .go)
        #expect(budget.take(.background, at: Self.start + .seconds(50)) == .go)
        #expect(budget.take(.operation, Self.thrice([Self.card]), at: Self.start + span) == .go)
    }

    /// Whatever is asked in whatever order, obeying the verdicts keeps both limits in every window.
    @Test func noWindowHoldsMoreThanTheLimits() {
        let random = SeededRandom(11)
        var budget = RateBudget(callsPerMinute: 40)
        let cards = numbers(1...12)
        var now = Self.start
        var calls: [Uptime] = []
        var byCard: [CardNumber: [Uptime]] = [:]
        for _ in 0..<4_000 {
            now = now + .milliseconds(Int64(random.pick(0..<1_500)))
            let asked = (0..<random.pick(0..<4)).map { _ in cards[random.pick(0..<cards.count)] }
            let distinct = Batcher.plan(asked).distinct
            let priority = CallPriority.allCases[random.pick(0..<4)]
            switch budget.take(priority, Self.thrice(distinct), at: now) {
            case .go:
                calls.append(now)
                for card in distinct { byCard[card, default: []].append(now) }
            case .wait(let until):
                #expect(until > now)
                if random.pick(0..<4) == 0 { now = until }
            case .refuse: Issue.record("nothing here is spaced")
            }
        }
        #expect(calls.count > 400)
        for (index, time) in calls.enumerated() where index >= 40 {
            #expect(time - calls[index - 40] >= .seconds(60))
        }
        for times in byCard.values {
            for (index, time) in times.enumerated() where index >= 3 {
                #expect(time - times[index - 3] >= .seconds(60))
            }
        }
    }

    @Test func aSpacedCardIsRefusedUntilItsTimeHasPassed() {
        var budget = RateBudget(callsPerMinute: 1000)
        let need = RateNeed(endpoint: "limit", cards: [Self.card], limits: Limits(cardSpacing: 180))
        let free = Self.start + .seconds(180) + RateBudget.slack
        #expect(budget.take(.interactive, need, at: Self.start) == .go)
        #expect(budget.take(.operation, need, at: Self.start + .seconds(100)) == .refuse(until: free))
        // Another card and another endpoint are free.
        let other = RateNeed(endpoint: "limit", cards: numbers(2...2), limits: Limits(cardSpacing: 180))
        let elsewhere = RateNeed(endpoint: "unlimit", cards: [Self.card], limits: Limits(cardSpacing: 180))
        #expect(budget.take(.interactive, other, at: Self.start + .seconds(100)) == .go)
        #expect(budget.take(.interactive, elsewhere, at: Self.start + .seconds(100)) == .go)
        #expect(budget.take(.interactive, need, at: free) == .go)
        // What never left does not count.
        budget.giveBack(need)
        #expect(budget.take(.interactive, need, at: free) == .go)
    }

    @Test func anEndpointsOwnLimitIsItsOwn() {
        var budget = RateBudget(callsPerMinute: 1000)
        let need = RateNeed(endpoint: "orders", limits: Limits(callsPerMinute: 60))
        for _ in 0..<60 { #expect(budget.take(.interactive, need, at: Self.start) == .go) }
        let free = Self.start + RateBudget.window + RateBudget.slack
        #expect(budget.take(.operation, need, at: Self.start + .seconds(59)) == .wait(until: free))
        #expect(budget.take(.background, at: Self.start + .seconds(59)) == .go)
        #expect(budget.take(.interactive, need, at: free) == .go)
    }

    @Test func aRefusalHalvesTheLimitAndItGrowsBack() {
        var budget = RateBudget(callsPerMinute: 200)
        budget.refused(at: Self.start, retryAfter: nil)
        #expect(budget.limit(at: Self.start) == 100)
        // Calls that were under way are refused too: still one event.
        budget.refused(at: Self.start + .seconds(1), retryAfter: nil)
        #expect(budget.limit(at: Self.start + .seconds(1)) == 100)
        #expect(budget.limit(at: Self.start + .seconds(10)) == 110)
        #expect(budget.limit(at: Self.start + .seconds(100)) == 200)
        #expect(budget.limit(at: Self.start + .hours(9)) == 200)
        budget.refused(at: Self.start + .seconds(20), retryAfter: nil)
        #expect(budget.limit(at: Self.start + .seconds(20)) == 60)
    }

    @Test func theStateOfTheRateTellsWhenItGrowsAndWhenItIsWhole() {
        var budget = RateBudget(callsPerMinute: 200)
        #expect(budget.rate(at: Self.start) == RateState(configured: 200, allowed: 200))
        budget.refused(at: Self.start, retryAfter: nil)
        let halved = RateState(
            configured: 200, allowed: 100, growsAt: Self.start + .seconds(10), wholeAt: Self.start + .seconds(100))
        #expect(budget.rate(at: Self.start) == halved)
        #expect(budget.rate(at: Self.start + .seconds(19)).growsAt == Self.start + .seconds(20))
        #expect(budget.rate(at: Self.start + .seconds(19)).allowed == 110)
        #expect(budget.rate(at: Self.start + .seconds(99)).isShrunk)
        #expect(budget.rate(at: Self.start + .seconds(100)) == RateState(configured: 200, allowed: 200))
    }

    @Test func manyRefusalsStopAtTheFloor() {
        var budget = RateBudget(callsPerMinute: 200)
        for second in 0..<20 { budget.refused(at: Self.start + .seconds(second * 6), retryAfter: nil) }
        #expect(budget.limit(at: Self.start + .seconds(19 * 6)) == 200 * RateLimit.floor / 100)
    }

    @Test func placesAreCountedInTheMinuteThatIsAsked() {
        var budget = RateBudget(callsPerMinute: 1000)
        for second in 0..<120 { #expect(budget.take(.operation, at: Self.start + .seconds(second)) == .go) }
        #expect(budget.used(at: Self.start + .seconds(119)) == 60)
        #expect(budget.used(at: Self.start + .seconds(149)) == 30)
        #expect(budget.used(at: Self.start + .seconds(200)) == 0)
        #expect(budget.left(at: Self.start + .seconds(149)) == 970)
    }

    @Test func refusalsNeverCloseTheDoorForEver() {
        var budget = RateBudget(callsPerMinute: 10)
        for second in 0..<100 { budget.refused(at: Self.start + .seconds(second * 6), retryAfter: nil) }
        #expect(budget.limit(at: Self.start + .seconds(600)) >= 1)
        #expect(budget.take(.background, at: Self.start + .seconds(600)) == .go)
    }

    @Test func retryAfterHoldsEveryCallBackButNotForHours() {
        var budget = RateBudget(callsPerMinute: 100)
        budget.refused(at: Self.start, retryAfter: .seconds(7))
        #expect(budget.take(.operation, at: Self.start) == .wait(until: Self.start + .seconds(7)))
        #expect(budget.take(.operation, at: Self.start + .seconds(7)) == .go)
        budget.refused(at: Self.start + .seconds(10), retryAfter: .hours(2))
        #expect(budget.take(.operation, at: Self.start + .seconds(10)) == .wait(until: Self.start + .seconds(70)))
    }
}
