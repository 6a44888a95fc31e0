// Reminders in a running console: told when they fall due, among the alerts, ended by a person.

import SIMModel
import StateStore
import Synchronization
import TestSupport
import Testing

@testable import ViewModels

@Suite("Reminders and the handover sheet")
@MainActor struct ShiftTests {
    @Test("One falls due: it is told once, stands among the alerts with its cards, and a person ends it")
    func due() async throws {
        let rig = try Rig(cards: 5, reminds: true)
        var told: [AlertNotice] = []
        rig.workspace.alerts.onNotice = { told.append($0) }
        let due = rig.time.wall + .minutes(10)
        _ = try await rig.reminders.add([Rig.card(1), Rig.card(3)], text: "复机", dueAt: due, by: "li@desk", at: rig.time.wall)
        await rig.open()
        #expect(rig.workspace.status.viewState().dueReminders == 0 && told.isEmpty)
        await rig.pass(.minutes(11))
        #expect(told.map(\.newest.subject) == [.reminder("复机")])
        #expect(rig.workspace.status.viewState().dueReminders == 1)
        let row = try #require(rig.workspace.alerts.viewState().rows.first)
        #expect(row.count == 2 && row.firstAt == due)
        rig.cards.setFilter(try #require(row.filter))
        #expect(rig.frame().rows.map(\.simNo) == [Rig.card(1), Rig.card(3)])
        #expect(rig.platform.state.withLock { $0.changes } == 0)

        rig.workspace.alerts.acknowledge(row.id)
        await rig.workspace.work.untilIdle()
        #expect(rig.workspace.alerts.viewState().rows.isEmpty)
        #expect(try await rig.reminders.open().isEmpty)
        #expect(try await rig.reminders.done(limit: 1).first?.doneBy == "test")
        await rig.pass(.minutes(5))
        #expect(told.count == 1)
    }

    @Test("One that another simdeck sets is heard of within half a minute; one that was due at the start at once")
    func fromElsewhere() async throws {
        let rig = try Rig(cards: 1, reminds: true)
        _ = try await rig.reminders.add([], text: "old", dueAt: rig.time.wall - .hours(1), by: "x", at: rig.time.wall)
        await rig.open()
        #expect(rig.workspace.shift.due.map(\.text) == ["old"])
        _ = try await rig.reminders.add([], text: "new", dueAt: rig.time.wall, by: "x", at: rig.time.wall)
        await rig.pass(.seconds(31))
        #expect(rig.workspace.shift.due.map(\.text) == ["old", "new"])
        // Without cards there is nothing to show.
        #expect(rig.workspace.alerts.viewState().rows.allSatisfy { $0.filter == nil })
        // All of them at once ends no reminder: each is a task of its own.
        rig.workspace.alerts.acknowledgeAll()
        await rig.workspace.work.untilIdle()
        #expect(rig.workspace.shift.due.count == 2)
    }

    @Test("The sheet is read for the last twelve hours")
    func sheet() async throws {
        let rig = try Rig(cards: 1, reminds: true)
        await rig.open()
        var sheets: [Handover] = []
        rig.workspace.shift.handover { sheets.append($0) }
        await rig.workspace.work.untilIdle()
        #expect(sheets.map(\.profile) == ["test"])
        #expect(sheets.first?.to == rig.time.wall && sheets.first?.from == rig.time.wall - .hours(12))
    }
}
