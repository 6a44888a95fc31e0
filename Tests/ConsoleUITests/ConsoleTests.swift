// The console as an operator meets it: keys in, screen and intents out.

import CellGrid
import Localization
import SIMModel
import TestSupport
import Testing
import ViewModels

@testable import ConsoleUI

@Suite("The console")
@MainActor struct ConsoleTests {
    @Test("Ctrl-C takes a question back, and leaves (asking while something is being sent) where there is none")
    func controlC() {
        let person = Operator()
        person.press("/")
        person.press("Ctrl-C")
        #expect(person.console.overlays.isEmpty)
        #expect(person.quits == 0)
        person.press("Ctrl-C")
        #expect(person.console.overlays.last is QuitQuestion, "an operation is being sent")
        person.press("Ctrl-C")
        #expect(person.console.overlays.isEmpty && person.quits == 0)
    }

    @Test("A platform that answers with a refusal is not said to be silent")
    func limited() {
        let person = Operator()
        let error = PlatformError(.rate(code: 429, message: ""), sent: .answered, endpoint: "batchQuerySimStatus")
        person.model.statusState = Fixture.status(connection: .failing(error, retryAt: Fixture.now + .seconds(5)))
        person.press("j")
        #expect(person.display.text.contains("✕ limited · retry in 5s"))
    }

    @Test("A whole batch of keys costs one frame")
    func oneFrame() {
        let person = Operator()
        let before = person.display.frames
        person.console.handle(Array(repeating: .key(Key("j")), count: 30))
        #expect(person.display.frames == before + 1)
        #expect(person.model.moves.count == 30)
    }

    @Test("The filter follows each letter, Enter keeps it, Esc clears it")
    func filter() {
        let person = Operator()
        person.press("/")
        person.type("ab")
        person.press("Enter")
        #expect(person.model.filters == ["a", "ab"])
        #expect(person.console.overlays.isEmpty)
        #expect(person.display.text.contains("/ab"))
        person.press("/", "Backspace")
        #expect(person.model.filters.last == "a")
        person.press("Esc")
        #expect(person.model.filters.last == "")
        person.press("/")
        person.type("x")
        person.press("Enter", "Esc")
        #expect(person.model.filters.last == "")
    }

    @Test("A paste opens the adding of cards and never reaches the keys")
    func paste() {
        let person = Operator()
        person.console.handle([.paste("14900000901 SESy\nq 14900000902")])
        #expect(person.console.overlays.last is AddCardsPrompt)
        person.press("Enter")
        #expect(person.model.added.map(\.description) == ["14900000901", "14900000902"])
        #expect(person.model.confirmed.isEmpty)
        #expect(person.quits == 0)
    }

    @Test("Cards come from a file after @; a file that cannot be read says why")
    func addFile() {
        let person = Operator()
        person.press("a")
        person.type("@none.csv")
        person.press("Enter")
        #expect(person.display.text.contains("none.csv: No such file or directory"))
        person.press("Ctrl-U")
        person.type("@cards.csv")
        person.press("Enter")
        #expect(person.display.text.contains("2 numbers from cards.csv"))
        #expect(person.display.text.contains("line 4: 8.98E+18"))
        #expect(person.model.added.isEmpty)
        person.press("Enter")
        #expect(person.model.added.count == 2)
        #expect(person.display.lines.last?.contains("Added 2 cards.") == true)
    }

    @Test("s and a letter sort; y copies; e writes CSV and tells where")
    func smallCommands() {
        let person = Operator()
        person.press("s", "u", "y", "e")
        #expect(person.model.sorts == [.used])
        #expect(person.display.copied == ["14900000042"])
        #expect(person.exported.first?.name == "simdeck-cards-2026-11-24-140322.csv")
        #expect(person.exported.first?.text == "\u{FEFF}simNo\r\n14900000017\r\n")
        #expect(person.display.lines.last?.contains("/exports/simdeck-cards-2026-11-24-140322.csv") == true)
        person.press("5", "e")
        #expect(person.exported.last?.text.hasPrefix("\u{FEFF}id,action,simNo,state,") == true)
    }

    @Test("q goes back first, asks while something is being sent, and leaves at the top")
    func quitting() {
        let person = Operator()
        person.press("Enter")
        #expect(person.console.screen.showsDetails)
        person.press("q")
        #expect(!person.console.screen.showsDetails)
        person.press("q")
        #expect(person.console.overlays.last is QuitQuestion)
        #expect(person.quits == 0)
        person.press("Enter", "Esc")
        #expect(person.quits == 0)
        person.press("q", "y")
        #expect(person.quits == 1)
        let calm = Operator()
        calm.model.operationsState = Fixture.operations(isEmpty: true)
        calm.press("q")
        #expect(calm.quits == 1)
        #expect(calm.console.nextWake == nil)
    }

    @Test("Only the panes on the screen are kept fresh")
    func shownPanes() {
        let person = Operator(80, 24)
        person.press("2")
        #expect(person.model.shown == [[.cards], [.flow]])
        let wide = Operator(120, 30)
        #expect(wide.model.shown == [[.cards, .flow, .assets, .history]])
        wide.press("z")
        #expect(wide.model.shown.last == [.cards])
    }

    @Test("View-models are only asked with the height their pane has, so that windows and polling stay true")
    func heights() {
        let person = Operator(80, 24)
        let first = person.model.heights
        person.press("j", "Space", "Enter", "Esc", "s", "u", "5", "1", "S", "Esc", "?", "Esc", ":", "Esc", "e", "y")
        #expect(person.model.heights == first)
    }

    @Test("The wheel scrolls the pane under it and answers no question")
    func wheel() {
        let person = Operator(120, 30)
        person.console.handle([.wheel(1, at: Point(x: 100, y: 3)), .wheel(-2, at: Point(x: 5, y: 5))])
        #expect(person.model.moves.map(\.0) == [.flow, .cards])
        #expect(person.model.moves.map(\.1) == [.by(3), .by(-6)])
        person.press("S")
        person.waitForQuestion()
        person.console.handle([.wheel(3, at: Point(x: 60, y: 15))])
        #expect(person.model.moves.count == 2)
        #expect(person.console.overlays.last is ConfirmDialog)
    }

    @Test("The hardware cursor rests on the selected row, or in the field that is typed in")
    func hardwareCursor() {
        let person = Operator()
        #expect(person.display.cursor == Point(x: 0, y: 5))
        person.press("j")
        #expect(person.display.cursor == Point(x: 0, y: 6))
        person.press("/")
        person.type("ab")
        #expect(person.display.cursor == Point(x: 3, y: 2))
    }

    @Test("Data is drawn at most ten times a second, ages once a second, nothing while paused")
    func frames() throws {
        let person = Operator()
        let start = person.time.uptime
        var wakes = 0
        person.console.onWakeChanged = { wakes += 1 }
        #expect(person.console.nextWake == start + .seconds(1))
        person.model.changes.mark()
        #expect(wakes == 1)
        #expect(person.console.nextWake == start + .milliseconds(100))
        person.time.advance(by: .milliseconds(50))
        let before = person.display.frames
        person.console.tick()
        #expect(person.display.frames == before)
        #expect(wakes == 2, "a timer that fired early is armed again")
        person.time.advance(by: .milliseconds(50))
        person.console.tick()
        #expect(person.display.frames == before + 1)
        #expect(person.console.nextWake == start + .seconds(1))
        person.press("Z")
        // Once more for what came within this second, then never by itself.
        #expect(person.console.nextWake == start + .seconds(1))
        person.time.advance(by: .milliseconds(900))
        person.console.tick()
        #expect(person.console.nextWake == nil)
        #expect(person.display.text.contains("P A U S E D"))
        person.model.changes.mark()
        #expect(person.console.nextWake != nil)
        person.press("Z")
        #expect(person.console.nextWake == person.time.uptime + .seconds(1))
    }

    @Test("What became of the confirmed question is told once")
    func submission() {
        let person = Operator()
        person.model.lastSubmission = .running
        person.press("j")
        person.model.lastSubmission = .done(.submitted(.stop, sent: 300, refused: 2, unknown: 10, left: 0))
        person.press("j")
        #expect(person.display.lines.last?.contains("stop: 300 sent, 2 refused, 10 in doubt.") == true)
        person.press("j")
        #expect(person.display.lines.last?.contains("300 sent") == false)
        person.model.lastSubmission = .trouble(.diskFull(path: "/state/journal.sqlite"))
        person.press("j")
        #expect(person.display.lines.last?.contains("no room left for the journal") == true)
    }

    @Test("Details in the overview zoom, and Esc gives the overview back")
    func detailsInOverview() {
        let person = Operator(160, 48)
        person.press("Enter")
        #expect(person.console.screen.layout.mode == .single)
        #expect(person.display.text.contains("8986 0401 0000 0000 042A"))
        person.press("Esc")
        #expect(person.console.screen.layout.mode == .overview)
    }

    @Test("Every size from 1×1 to 250×80 is drawn, with every pane and overlay, in both languages")
    func everySize() {
        for columns in [1, 2, 19, 20, 33, 66, 79, 80, 119, 120, 132, 250] {
            for rows in [1, 5, 6, 7, 9, 10, 15, 24, 30, 42, 80] {
                let language: Language = (columns + rows).isMultiple(of: 2) ? .en : .zh
                let person = Operator(columns, rows, options: ConsoleOptions(language: language))
                person.model.nextQuestion = Fixture.question()
                let script = "1 Enter Esc 2 3 Enter Esc 4 Enter Esc 5 Enter Esc 1 / Esc : Esc ? Esc s Esc a Esc ! Esc S"
                for key in script.split(separator: " ") { person.press(String(key)) }
                #expect(person.display.last.size == Size(columns: columns, rows: rows))
            }
        }
    }

    @Test("20,000 random keys crash nothing and confirm nothing but by the question's own answer", arguments: [1] as [UInt64])
    func fuzz(_ seed: UInt64) {
        let dice = SeededRandom(seed)
        let named = [
            "Enter", "Esc", "Tab", "Shift-Tab", "Backspace", "Up", "Down", "PgDn", "Home", "F1", "Ctrl-P", "Ctrl-D", "Ctrl-U",
            "Space",
        ]
        let letters = Array("SEyynlq?:/!asvAIUzZLwerRjkhgG12345 0123456789x停")
        func randomKey() -> Key {
            if dice.pick(0..<4) == 0 { return KeyNotation.parse(named[dice.pick(0..<named.count)]) ?? Key(.escape) }
            return Key(letters[dice.pick(0..<letters.count)])
        }
        var person = Operator(80, 24)
        var (keys, quits, confirmed) = (0, 0, 0)
        while keys < 20_000 {
            let dialog = person.console.overlays.last as? ConfirmDialog
            let before = person.model.confirmed.count
            if dice.pick(0..<50) == 0 {
                person.display.size = Size(columns: dice.pick(1..<90), rows: dice.pick(1..<34))
                person.console.handle([.resized(person.display.size)])
            }
            if dice.pick(0..<50) == 0 { person.model.nextQuestion = Fixture.question(cards: dice.pick(0..<4)) }
            // A question gets its keys one by one; else they come in batches, as from a slow line.
            let batch = (0..<(dialog == nil ? dice.pick(1..<6) : 1)).map { _ in randomKey() }
            keys += batch.count
            person.console.handle(batch.map { .key($0) })
            if person.model.confirmed.count != before {
                // Only a question that was on top may confirm: by y for one card, by Enter after the exact count.
                confirmed += 1
                let one = dialog?.question.cards.count == 1
                let isAnswer =
                    one
                    ? batch == [Key("y")]
                    : batch == [Key(.enter)] && dialog?.count.text == "\(dialog?.question.cards.count ?? -1)"
                #expect(dialog != nil && isAnswer, "seed \(seed) after \(keys) keys")
            }
            person.time.advance(by: .milliseconds(Int64(dice.pick(0..<700))))
            if keys.isMultiple(of: 20) { person.console.tick() }
            if person.quits > 0 {
                // Left by its own question or at the top: the next operator sits down.
                quits += 1
                person = Operator(80, 24)
            }
        }
        #expect(quits > 0 && confirmed > 0, "the keys reached neither the way out nor an answer")
    }
}
