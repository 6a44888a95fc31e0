// A person ends a doubt: the row is named, or the number and a reason are typed.

import CellGrid
import Localization
import SIMModel
import TestSupport
import Testing
import ViewModels

@testable import ConsoleUI

@Suite("Ending a doubt by hand")
@MainActor struct DoubtScreenTests {
    private let ambiguous = Fixture.operation(
        1190, .stop, "14900000042", .unknown, at: 1800, why: "ambiguous: 2 rows of the platform's log fit", serial: nil)

    private func menu(_ record: OperationRecord, run: RunStanding? = nil) -> RunMenu {
        RunMenu(run, operation: record, isReadOnly: false)
    }

    private var choice: RowChoice {
        func row(_ id: Int64, _ seconds: Int64, _ status: Int, _ why: String?) -> ActionLogEntry {
            ActionLogEntry(
                actionType: 2, actionText: "停机", operateID: id, simNo: ambiguous.simNo, status: Coded(code: status),
                failReason: why,
                serialNumber: "S\(id)", createdAt: Fixture.now - .seconds(seconds))
        }
        return RowChoice(operation: ambiguous, rows: [row(8841, 1750, 1, nil), row(8842, 1700, 2, "卡异常")])
    }

    @Test("The menu says what can be done with a doubt, and why not with any other operation")
    func entries() {
        func obstacle(_ record: OperationRecord, _ action: RunAction) -> RunObstacle? {
            menu(record).entries.first { $0.action == action }?.obstacle
        }
        #expect(obstacle(ambiguous, .nameRow) == nil && obstacle(ambiguous, .neverArrived) == nil)
        var lost = ambiguous
        lost.failReason = "lost: reset"
        #expect(obstacle(lost, .nameRow) == .notAmbiguous && obstacle(lost, .neverArrived) == .stillLookedFor)
        lost.failReason = "not-in-log: 15 min"
        #expect(obstacle(lost, .nameRow) == .notAmbiguous && obstacle(lost, .neverArrived) == nil)
        let done = Fixture.operation(1, .stop, "14900000042", .confirmed, at: 60)
        #expect(obstacle(done, .nameRow) == .notAmbiguous && obstacle(done, .neverArrived) == .notInDoubt)
        #expect(obstacle(done, .undo) == .noRun)
    }

    @Test("The boxes, in both languages and sizes")
    func golden() {
        for (columns, rows) in [(80, 21), (160, 45)] {
            for language in Language.allCases {
                func shot(_ name: String, _ act: (Operator) -> Void) {
                    let person = Operator(columns, rows, options: ConsoleOptions(language: language))
                    act(person)
                    let file = "overlay/\(name).\(columns)x\(rows).\(language.rawValue)"
                    #expect(Golden.compare(GoldenTests.dump(person.display.last, person.display.cursor), file) == .same)
                }
                shot("doubt-menu") {
                    $0.model.menuOfRun = menu(ambiguous, run: Fixture.run(.sent, [.unknown: 1]))
                    $0.press("5", ".")
                }
                shot("doubt-rows") {
                    $0.press("5")
                    $0.model.rows = choice
                    $0.press("j")
                }
                shot("doubt-never") {
                    $0.model.menuOfRun = menu(ambiguous)
                    $0.press("5", ".", "n")
                }
            }
        }
    }

    @Test("The row is named with y, never by a key typed ahead or by Enter")
    func rows() {
        let person = Operator()
        person.model.menuOfRun = menu(ambiguous)
        person.press("5", ".", "r")
        #expect(person.model.askedRows == [ambiguous.id])
        person.model.rows = choice
        person.press("j", "y", "Enter")
        #expect(person.console.overlays.last is RowChooser)
        #expect(person.model.namedRows.isEmpty)
        person.waitForQuestion()
        person.press("Enter")
        #expect(person.model.namedRows.isEmpty)
        person.press("j", "y")
        #expect(person.model.namedRows == [8842])
        person.model.lastDoubt = (1, .settled(Fixture.operation(1190, .stop, "14900000042", .failed, at: 60)))
        person.press("k")
        #expect(person.display.lines.last?.contains("Operation #1190 is settled: failed") == true)
    }

    @Test("Rows that come when the person is elsewhere are dropped")
    func elsewhere() {
        let person = Operator()
        person.model.rows = choice
        person.press("j")
        #expect(person.console.overlays.isEmpty)
    }

    @Test("That it never arrived takes its number and a reason")
    func never() {
        let person = Operator()
        person.model.menuOfRun = menu(ambiguous)
        person.press("5", ".", "n")
        person.type("1190")
        #expect((person.console.overlays.last as? NeverArrivedQuestion)?.number.text == "", "typed ahead")
        person.waitForQuestion()
        person.type("119x")
        person.press("Enter")
        #expect(person.model.neverArrived.isEmpty)
        #expect(person.display.text.contains("! "))
        person.type("0")
        person.press("Enter")
        #expect((person.console.overlays.last as? NeverArrivedQuestion)?.problem == .reasonWanted)
        person.type("asked  the platform")
        person.press("Enter")
        #expect(person.model.neverArrived == ["\(ambiguous.id): asked the platform"])
        #expect(person.console.overlays.isEmpty)
        person.model.lastDoubt = (1, .stillLookedFor(ambiguous.id))
        person.press("k")
        #expect(person.display.lines.last?.contains("may still appear in the log") == true)
    }
}
