// Runs in the console: their lines, their menu, the canary in the question, questions that come later.

import CellGrid
import Localization
import SIMModel
import TestSupport
import Testing
import ViewModels

@testable import ConsoleUI

@Suite("Runs in the console")
@MainActor struct RunTests {
    private func menu(_ state: RunState, _ counts: [OperationState: Int], isReadOnly: Bool = false) -> RunMenu {
        RunMenu(
            Fixture.run(state, counts), operation: Fixture.operations().rows[4], isReadOnly: isReadOnly)
    }

    @Test("What can be done follows from the state of the run")
    func entries() {
        func open(_ menu: RunMenu) -> Set<RunAction> { Set(menu.entries.filter { $0.obstacle == nil }.map(\.action)) }
        #expect(open(menu(.running, [.planned: 5, .submitted: 5])) == [.settle, .pause, .giveUp, .report])
        #expect(open(menu(.paused, [.planned: 5, .confirmed: 5])) == [.settle, .goOn, .giveUp, .undo, .report])
        #expect(open(menu(.sent, [.confirmed: 5])) == [.settle, .undo, .report])
        #expect(open(menu(.cancelled, [.cancelled: 5])) == [.settle, .report])
        #expect(open(menu(.paused, [.planned: 5, .confirmed: 5], isReadOnly: true)) == [.settle, .giveUp, .report])
    }

    @Test("A letter of the menu does it; what cannot be done stays with its reason")
    func letters() {
        let person = Operator()
        person.model.menuOfRun = menu(.paused, [.planned: 7, .confirmed: 3])
        person.press("5", ".", "p")
        #expect(person.console.overlays.last is RunMenuBox)
        #expect(person.display.text.contains("nothing of it is being sent"))
        person.press("c")
        #expect(person.console.overlays.isEmpty)
        person.press(".", "x")
        person.press(".", "e")
        #expect(person.model.runActions == [.goOn, .giveUp])
        #expect(person.display.text.contains("Wrote 1 row"))
    }

    @Test("A question that was prepared opens in Operations, and takes no key typed ahead")
    func prepared() {
        let person = Operator()
        person.press("5")
        person.model.prepared = Fixture.question(cards: 3, leftOut: false)
        person.press("j")
        #expect(person.console.overlays.last is ConfirmDialog)
        person.type("3")
        person.press("Enter")
        #expect(person.model.confirmed.isEmpty)
        person.waitForQuestion()
        person.type("3")
        person.press("Enter")
        #expect(person.model.confirmed.count == 1)
    }

    @Test("A question that comes when the person is elsewhere is dropped")
    func dropped() {
        let person = Operator()
        person.press("1")
        person.model.prepared = Fixture.question(cards: 3, leftOut: false)
        person.press("j")
        #expect(person.console.overlays.isEmpty && person.model.prepared == nil)
    }

    @Test(
        "The canary begins as the number of cards suggests, c changes it, and a profile's own is the least",
        arguments: [(312, nil, 0, 5), (312, nil, 1, 20), (50, nil, 0, 0), (50, nil, 1, 1), (312, 20, 0, 20), (312, 20, 1, 100)]
            as [(Int, Int?, Int, Int)])
    func canary(cards: Int, least: Int?, presses: Int, canary: Int) {
        let person = Operator(options: ConsoleOptions(confirm: ConfirmSettings(canary: least)))
        person.model.nextQuestion = Fixture.question(cards: cards)
        person.press("S")
        person.waitForQuestion()
        for _ in 0..<presses { person.press("c") }
        person.type("\(cards)")
        person.press("Enter")
        #expect(person.model.canaries == [canary])
    }

    @Test("A run that goes on offers no canary")
    func continuation() {
        let person = Operator()
        var question = Fixture.question(cards: 312)
        question.isContinuation = true
        person.model.nextQuestion = question
        person.press("S")
        person.waitForQuestion()
        #expect(!person.display.text.contains("canary"))
        person.type("312")
        person.press("Enter")
        #expect(person.model.canaries == [0])
    }
}
