// The question before a change: what confirms, and everything that does not.

import CellGrid
import Localization
import SIMModel
import TestSupport
import Testing
import ViewModels

@testable import ConsoleUI

@Suite("The question before a change")
@MainActor struct ConfirmDialogTests {
    private func ask(_ count: Int, settings: ConfirmSettings = ConfirmSettings()) -> Operator {
        let person = Operator(options: ConsoleOptions(confirm: settings))
        person.model.nextQuestion = Fixture.question(cards: count, leftOut: count > 1)
        person.press("S")
        return person
    }

    @Test("One card: y after the question has stood there confirms, once")
    func oneCard() {
        let person = ask(1)
        person.waitForQuestion()
        person.press("y", "y", "y")
        #expect(person.model.confirmed.count == 1)
        #expect(person.model.confirmed.first?.question.cards.count == 1)
        // The other two went to the pane, which copied the card's number.
        #expect(!person.console.overlays.contains { $0 is ConfirmDialog })
    }

    @Test("Enter alone never confirms", arguments: [1, 2, 312])
    func enterAlone(_ count: Int) {
        let person = ask(count)
        person.waitForQuestion()
        for _ in 0..<20 { person.press("Enter") }
        #expect(person.model.confirmed.isEmpty)
        #expect(person.console.overlays.count == 1)
    }

    @Test("Opening throws away what was typed ahead: in the terminal, in the batch, and within 400 ms")
    func typedAhead() {
        let person = Operator()
        person.model.nextQuestion = Fixture.question(cards: 1, leftOut: false)
        person.console.handle([.key(Key("S")), .key(Key("y")), .key(Key("y"))])
        #expect(person.display.discards == 1)
        #expect(person.model.confirmed.isEmpty)
        person.time.advance(by: .milliseconds(399))
        person.press("y")
        #expect(person.model.confirmed.isEmpty)
        person.time.advance(by: .milliseconds(1))
        person.press("y")
        #expect(person.model.confirmed.count == 1)
    }

    @Test("A question that was never shown takes no answer, however long ago it opened")
    func notPresented() {
        var dialog = ConfirmDialog(
            Fixture.question(cards: 1), profile: "east", platform: "", settings: ConfirmSettings(), openedBy: nil,
            at: Uptime(milliseconds: 0))
        #expect(dialog.handle(Key("y"), at: Uptime(milliseconds: 60_000)) == .stays)
        dialog.presented(at: Uptime(milliseconds: 60_000))
        #expect(dialog.handle(Key("y"), at: Uptime(milliseconds: 60_001)) != .stays)
    }

    @Test("The key that opened it, still held, is no text in any field")
    func heldKey() {
        let person = ask(3, settings: ConfirmSettings(requireReason: true))
        for _ in 0..<50 {
            person.time.advance(by: .milliseconds(30))
            person.press("S")
        }
        person.time.advance(by: .milliseconds(900))
        person.press("Tab", "S")
        let dialog = person.console.overlays.last as? ConfirmDialog
        #expect(dialog?.reason.text == "S")
        #expect(dialog?.count.text == "")
    }

    @Test("More cards: the count in full and Enter, nothing else", arguments: ["31", "3123", "0312", "313", ""])
    func wrongCount(_ typed: String) {
        let person = ask(312)
        person.waitForQuestion()
        person.type(typed)
        person.press("Enter")
        #expect(person.model.confirmed.isEmpty)
        #expect(person.display.text.contains("The count is 312. Nothing was sent."))
        for _ in 0..<5 { person.press("Backspace") }
        person.type("312")
        #expect(person.model.confirmed.isEmpty)
        person.press("Enter")
        #expect(person.model.confirmed.first?.question.cards.count == 312)
    }

    @Test("y does not confirm many cards, and letters do not enter the count")
    func lettersInCount() {
        let person = ask(312)
        person.waitForQuestion()
        person.type("y3y1y2")
        #expect(person.model.confirmed.isEmpty)
        person.press("Enter")
        #expect(person.model.confirmed.count == 1)
    }

    @Test("A paste answers nothing")
    func paste() {
        let person = ask(312)
        person.waitForQuestion()
        person.console.handle([.paste("312\n"), .paste("y")])
        person.press("Enter")
        #expect(person.model.confirmed.isEmpty)
    }

    @Test("Esc, n, q and Ctrl-C mean No", arguments: ["Esc", "n", "q", "Ctrl-C"])
    func no(_ key: String) {
        for count in [1, 312] {
            let person = ask(count)
            person.waitForQuestion()
            person.press(key)
            #expect(person.console.overlays.isEmpty)
            #expect(person.model.confirmed.isEmpty)
        }
    }

    @Test("The reason goes with the operation; Enter in it only leads back to the question")
    func reason() {
        let person = ask(312)
        person.waitForQuestion()
        person.type("312")
        person.press("Tab")
        person.type("  night   shift ")
        person.press("Enter")
        #expect(person.model.confirmed.isEmpty)
        person.press("Enter")
        #expect(person.model.confirmed.first?.reason == "night shift")
    }

    @Test("A profile can want a reason and its name typed")
    func stricter() {
        let person = ask(312, settings: ConfirmSettings(typeProfileFrom: 100, requireReason: true))
        person.waitForQuestion()
        person.type("312")
        person.press("Enter")
        #expect(person.display.text.contains("The profile's name is east. Nothing was sent."))
        person.type("east")
        person.press("Enter")
        #expect(person.display.text.contains("This profile wants a reason. Nothing was sent."))
        person.type("why")
        person.press("Enter", "Enter")
        #expect(person.model.confirmed.count == 1)
        #expect(person.model.confirmed.first?.reason == "why")
    }

    @Test("The list is the frozen one, whatever the model says now")
    func frozen() {
        let person = ask(3)
        let asked = person.model.nextQuestion.cards
        person.model.nextQuestion = Fixture.question(cards: 9)
        person.waitForQuestion()
        person.press("l")
        #expect(asked.allSatisfy { person.display.text.contains($0.description) })
        person.press("l")
        person.type("3")
        person.press("Enter")
        #expect(person.model.confirmed.first?.question.cards == asked)
    }

    @Test("An empty question, too many cards and read-only open no dialog and say why")
    func refusals() {
        let none = Operator()
        none.model.nextQuestion = Fixture.question(cards: 0)
        none.press("E")
        #expect(none.console.overlays.isEmpty)
        #expect(none.display.lines.last?.contains("None of the chosen cards can be resumed") == true)

        let many = Operator(options: ConsoleOptions(confirm: ConfirmSettings(maxCards: 100)))
        many.model.nextQuestion = Fixture.question(cards: 101)
        many.press("S")
        #expect(many.console.overlays.isEmpty)
        #expect(many.display.lines.last?.contains("this profile allows 100 at once") == true)

        let noJournal = Operator()
        noJournal.model.statusState.journalTrouble = .diskFull(path: "/state/journal.sqlite")
        noJournal.press("S")
        #expect(noJournal.console.overlays.isEmpty)
        #expect(noJournal.display.lines.first?.contains("✕ no journal") == true)
        noJournal.press("!")
        #expect(noJournal.display.text.contains("no room left for the journal"))

        let readOnly = Operator()
        readOnly.model.statusState.isReadOnly = true
        readOnly.press("S")
        #expect(readOnly.console.overlays.isEmpty)
        #expect(readOnly.display.lines.last?.contains("Read-only") == true)
    }
}
