// Reminders and the facts of a handover sheet.

import SIMModel
import TestSupport
import Testing

@testable import StateStore

@Suite struct ShiftTests {
    let folder = TemporaryDirectory()
    let database: StateDatabase
    let reminders: Reminders
    let journal: OperationJournal

    init() throws {
        database = try StateDatabase(directory: folder.path)
        reminders = Reminders(database)
        journal = OperationJournal(database)
    }

    @Test func aReminderIsKeptUntilAPersonEndsIt() async throws {
        let later = try await reminders.add(cards(2), text: "复机", dueAt: noon + .hours(2), by: "li@desk", at: noon)
        let sooner = try await reminders.add([], text: nil, dueAt: noon + .hours(1), by: "wu@desk", at: noon)
        #expect(try await reminders.open() == [sooner, later])
        #expect(!later.isDue(at: noon + .hours(1)) && later.isDue(at: noon + .hours(2)))
        #expect(try await reminders.end(later.id, by: "wu@desk", at: noon + .hours(3)))
        // Done once is done: whoever comes second is told so.
        #expect(try await reminders.end(later.id, by: "li@desk", at: noon + .hours(4)) == false)
        #expect(try await reminders.end(99, by: "li@desk", at: noon) == false)
        #expect(try await reminders.open() == [sooner])
        let done = try #require(try await reminders.done(limit: 5).first)
        #expect(done.doneBy == "wu@desk" && done.doneAt == noon + .hours(3) && done.cards == cards(2))
        #expect(!done.isDue(at: noon + .hours(9)))
    }

    @Test func theNumberOfOpenRemindersIsBounded() async throws {
        for _ in 0..<Reminder.mostOpen { _ = try await reminders.add([], text: "x", dueAt: noon, by: "x", at: noon) }
        await #expect(throws: StoreError.self) { try await reminders.add([], text: "x", dueAt: noon, by: "x", at: noon) }
    }

    @Test func aSheetCountsTheSpanAndListsWhatIsOpenFromBefore() async throws {
        let old = try await journal.plan(.stop, cards: [card(1)], reason: nil, group: "a", by: "li@desk", at: noon - .hours(20))
        _ = try await journal.apply([step(old[0], to: .unknown, sentAt: noon - .hours(20))], at: noon - .hours(20))
        let new = try await journal.plan(.resume, cards: [card(2), card(3)], reason: nil, group: "b", by: "wu@desk", at: noon)
        _ = try await journal.apply([step(new[0], to: .failed, reason: "渠道超时", sentAt: noon)], at: noon)
        _ = try await reminders.add(cards(1), text: "x", dueAt: noon, by: "li@desk", at: noon)
        let reading = HandoverReading(database)
        let sheet = try await reading.sheet(profile: "prod", from: noon - .hours(1), to: noon + .hours(1))
        #expect(
            sheet.counts == [
                .init(kind: .resume, state: .failed, actor: "wu@desk", cards: 1),
                .init(kind: .resume, state: .planned, actor: "wu@desk", cards: 1),
            ])
        #expect(sheet.asked == 2)
        #expect(sheet.failed.items.map(\.simNo) == [card(2)])
        #expect(sheet.open.items.map(\.simNo) == [card(1), card(3)])
        #expect(sheet.reminders.total == 1)
        #expect(try await reading.sheet(profile: "prod", from: noon - .hours(1), to: noon + .hours(1)) == sheet)
        // The end is not part of the span, and what came later is not told.
        let before = try await reading.sheet(profile: "prod", from: noon - .hours(1), to: noon)
        #expect(before.counts.isEmpty && before.open.items.map(\.simNo) == [card(1)])
    }

    @Test func longListsAreCutAndCounted() async throws {
        _ = try await journal.plan(.stop, cards: cards(Handover.most + 7), reason: nil, group: "a", by: "x", at: noon)
        let sheet = try await HandoverReading(database).sheet(profile: "p", from: noon, to: noon + .hours(1))
        #expect(sheet.open.items.count == Handover.most && sheet.open.total == Handover.most + 7 && sheet.open.rest == 7)
    }

    @Test func aPeekReadsAndLeavesNoTrace() async throws {
        #expect(StatePeek(directory: folder.path + "/none") == nil)
        #expect(TestFile.size(folder.path + "/none/journal.sqlite") == nil)
        _ = try await FleetList(database).merge([FleetEntry(simNo: card(1), tags: ["night", "acme"])], at: noon)
        _ = try await journal.plan(.stop, cards: cards(3), reason: nil, group: "a", by: "x", at: noon)
        let peek = try #require(StatePeek(directory: folder.path))
        #expect(peek.tags(limit: 9) == ["acme", "night"])
        #expect(peek.operations(limit: 2).map(\.simNo) == [card(2), card(1)])
        #expect(peek.reminders().isEmpty)
    }
}
