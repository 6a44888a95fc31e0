// What is on the screen as lines for a shell.

import CellGrid
import Localization
import SIMModel
import TestSupport
import Testing
import ViewModels

@testable import ConsoleUI

@Suite("Show as a command")
@MainActor struct ShowCommandTests {
    private func lines(_ person: Operator) -> [String] { (person.console.overlays.last as? CommandBox)?.texts ?? [] }

    @Test("What the box shows, in both languages and sizes")
    func golden() {
        for (columns, rows) in [(80, 21), (160, 45)] {
            for language in Language.allCases {
                func shot(_ name: String, _ act: (Operator) -> Void) {
                    let person = Operator(columns, rows, options: ConsoleOptions(language: language))
                    act(person)
                    let file = "overlay/\(name).\(columns)x\(rows).\(language.rawValue)"
                    #expect(Golden.compare(GoldenTests.dump(person.display.last, person.display.cursor), file) == .same)
                }
                shot("command-card") { $0.press("C") }
                shot("command-many") {
                    $0.model.nextQuestion = Fixture.question(cards: 40)
                    $0.press("S", "F9")
                }
                shot("command-demo") {
                    $0.model.statusState = Fixture.status(isDemo: true, isProduction: false)
                    $0.press("5", "C")
                }
                shot("screen-menu") { $0.press("D") }
            }
        }
    }

    @Test("A card: its verbs with the profile, none with --yes, and the call without its signature")
    func card() {
        let person = Operator()
        person.press("C")
        let shown = lines(person)
        #expect(shown.contains("simdeck status 14900000042 --profile east"))
        #expect(shown.contains { $0.hasPrefix("simdeck stop 14900000042 --reason ") })
        #expect(!shown.contains { $0.contains("--yes") })
        #expect(shown.last?.hasPrefix("curl ") == true && shown.last?.contains("sign: ***") == true)
        person.press("j", "y")
        #expect(person.display.copied.last == shown[1])
        #expect(person.display.text.contains("Copied the line"))
        person.press("Esc")
        #expect(person.console.overlays.isEmpty)
    }

    @Test("An open question keeps its reason and canary, and stays as it was")
    func question() {
        let person = Operator()
        person.model.nextQuestion = Fixture.question(cards: 3, leftOut: false)
        person.press("S")
        person.waitForQuestion()
        person.press("Tab")
        person.type("it's late")
        person.press("F9")
        let shown = lines(person)
        #expect(shown.first?.hasPrefix("simdeck stop ") == true)
        #expect(shown.first?.contains(#"--reason 'it'\''s late'"#) == true)
        person.press("Esc")
        #expect((person.console.overlays.last as? ConfirmDialog)?.reason.text == "it's late")
        #expect(person.model.confirmed.isEmpty)
    }

    @Test("Many cards go into a file, which the lines then name")
    func many() throws {
        let person = Operator()
        person.model.nextQuestion = Fixture.question(cards: 40)
        person.press("S")
        person.waitForQuestion()
        person.press("F9")
        #expect(lines(person).first?.hasPrefix("simdeck stop @cards.csv ") == true)
        person.press("e")
        let file = try #require(person.exported.last)
        #expect(file.text.split(separator: "\n").count == 40)
        #expect(lines(person).first?.hasPrefix("simdeck stop @/exports/simdeck-cards-2026-11-24-140323.txt ") == true)
        person.press("e")
        #expect(person.exported.count == 1)
    }

    @Test("Each pane has its own lines; the demo says that a shell cannot reach it")
    func panes() {
        let person = Operator()
        for (pane, wanted) in [
            ("2", "simdeck flow "), ("3", "simdeck assets"), ("4", "simdeck history "), ("5", "simdeck ops show "),
            ("6", "simdeck device info "), ("7", "simdeck shop goods"), ("8", "simdeck endpoints"),
        ] {
            person.press(pane, "C")
            #expect(lines(person).contains { $0.hasPrefix(wanted) }, "\(pane): \(lines(person))")
            person.press("Esc")
        }
        person.model.statusState = Fixture.status(isDemo: true, isProduction: false)
        person.press("3", "C")
        #expect(lines(person).first == "simdeck assets")
        #expect(person.display.text.contains("simdeck sandbox"))
    }

    @Test("A function key opens the box over a question once, and no letter does")
    func onlyFunctionKeys() {
        let person = Operator()
        person.press("S")
        person.waitForQuestion()
        person.press("C", "D")
        #expect(person.console.overlays.count == 1)
        person.press("F9", "F12")
        #expect(person.console.overlays.last is ScreenMenu)
        person.press("Esc", "F9")
        #expect(person.console.overlays.count == 1, "F9 closes its own box")
    }
}
