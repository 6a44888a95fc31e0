// Splitting a question and joining its answers.

import SIMModel
import TestSupport
import Testing

@testable import PlatformClient

@Suite struct BatcherTests {
    static let provenance = Provenance(source: .snapshot, fetchedAt: WallTime(seconds: 1))

    static func record(_ simNo: String, iccid: String? = nil) throws -> CardRecord {
        var record = CardRecord(simNo: try #require(CardNumber(simNo)))
        record.iccid = iccid.flatMap { CardNumber($0) }
        return record
    }

    static func error(_ place: String) -> PlatformError {
        PlatformError(.badReply(place), sent: .answered, endpoint: "e")
    }

    static func join(_ asked: [CardNumber], _ list: ItemList<CardRecord>) -> BatchReply<CardRecord> {
        let plan = Batcher.plan(asked)
        return Batcher.join(plan, [(plan.distinct, .success(list))], unreadable: error)
    }

    @Test(arguments: [(0, 0), (1, 1), (99, 1), (100, 1), (101, 2), (1_000, 10), (1_001, 11)])
    func aQuestionTakesAsFewCallsAsTheLimitAllows(cards: Int, calls: Int) {
        let cards = cards == 0 ? [] : numbers(1...cards)
        let parts = Batcher.split(cards, limit: 100)
        #expect(parts.count == calls)
        #expect(parts.flatMap { $0 } == cards)
        #expect(parts.allSatisfy { $0.count <= 100 })
    }

    @Test func duplicatesAreAskedOnceAndReported() throws {
        let cards = numbers(1...3)
        let plan = Batcher.plan([cards[0], cards[1], cards[0], cards[2], cards[1]])
        #expect(plan.distinct == cards)
        #expect(plan.duplicates == [cards[0], cards[1]])
        let nineteen = try #require(CardNumber("8986000000000000001"))
        let twenty = try #require(CardNumber("8986000000000000001A"))
        #expect(Batcher.plan([twenty, nineteen]) == BatchPlan(distinct: [twenty], duplicates: [nineteen]))
    }

    @Test func answersComeInTheOrderAskedWhateverTheReplysOrder() throws {
        let cards = numbers(1...3)
        var list = ItemList<CardRecord>()
        list.items = [cards[2], cards[0], cards[1]].map { (CardRecord(simNo: $0), Self.provenance) }
        let reply = Self.join(cards, list)
        #expect(reply.entries.map(\.asked) == cards)
        #expect(reply.found.map { $0.1.simNo } == cards)
        #expect(reply.missing.isEmpty && reply.errors.isEmpty && reply.unasked.isEmpty)
    }

    @Test func aCardIsAnsweredBySimNoOrByTheFirst19OfItsICCID() throws {
        let bySim = try #require(CardNumber("14900000001"))
        let byICCID = try #require(CardNumber("8986000000000000002F"))
        var list = ItemList<CardRecord>()
        list.items = [
            (try Self.record("14900000001", iccid: "89860000000000000011"), Self.provenance),
            (try Self.record("14900000002", iccid: "89860000000000000025"), Self.provenance),
        ]
        let reply = Self.join([byICCID, bySim], list)
        #expect(reply.found.map { $0.1.simNo.description } == ["14900000002", "14900000001"])
        // Asked by both of its numbers, one item answers both.
        let both = Self.join([bySim, try #require(CardNumber("89860000000000000011"))], list)
        #expect(both.found.count == 2)
        #expect(both.unasked.map(\.simNo.description) == ["14900000002"])
    }

    @Test func whatWasNotAnsweredIsMissingAndWhatWasNotAskedIsKept() throws {
        var list = ItemList<CardRecord>()
        list.items = [(try Self.record("14900000009"), Self.provenance)]
        let reply = Self.join(numbers(1...2), list)
        #expect(reply.missing == numbers(1...2))
        #expect(reply.unasked.map(\.simNo.description) == ["14900000009"])
    }

    @Test func aSecondAnswerForACardIsReportedNotUsed() throws {
        var list = ItemList<CardRecord>()
        var second = CardRecord(simNo: numbers(1...1)[0])
        second.rechargeTimes = 2
        list.items = [(CardRecord(simNo: second.simNo), Self.provenance), (second, Self.provenance)]
        let reply = Self.join(numbers(1...1), list)
        #expect(reply.found.first?.1.rechargeTimes == nil)
        #expect(reply.problems.count == 1)
    }

    @Test func anItemThatNamesNoCardMakesTheUnansweredDoubtfulNotMissing() {
        var list = ItemList<CardRecord>()
        list.items = [(CardRecord(simNo: numbers(1...1)[0]), Self.provenance)]
        list.broken = ["data.items[1].simNo: missing"]
        let reply = Self.join(numbers(1...2), list)
        #expect(reply.found.count == 1)
        #expect(reply.missing.isEmpty)
        #expect(reply.errors.map(\.1.kind) == [.badReply("data.items[1].simNo: missing")])
        #expect(reply.problems == ["data.items[1].simNo: missing"])
    }

    @Test func problemsAreBounded() {
        var list = ItemList<CardRecord>()
        list.problems = (0..<1_000).map { "\($0)" }
        #expect(Self.join(numbers(1...1), list).problems.count == 100)
    }
}
