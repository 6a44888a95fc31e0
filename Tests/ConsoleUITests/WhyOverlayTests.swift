// "Why is it down?" on the screen: what it shows, and that its keys act on its own card.

import CellGrid
import Localization
import SIMModel
import TestSupport
import Testing
import ViewModels

@testable import ConsoleUI

@Suite("The answer to why")
@MainActor struct WhyOverlayTests {
    @Test("Findings, what is not known, and the verbs, on every size", arguments: Language.allCases)
    func screens(_ language: Language) {
        let states: [(String, WhyViewState)] = [
            ("reasons", Fixture.why()), ("asking", Fixture.why(readLog: false)), ("nothing", Fixture.whyNothing()),
            ("separated", Fixture.whySeparated()),
        ]
        for (name, state) in states {
            for size in GoldenTests.sizes {
                GoldenTests.check("why/\(name)", size, language) {
                    WhyOverlay(state, resumeKey: Key("E")).render(into: $0, context: PaneContext(language: language))
                }
            }
        }
    }

    @Test("W opens it for the line under the cursor in four panes, and asks for what is missing")
    func opens() {
        let person = Operator()
        for pane in ["1", "2", "4", "5"] {
            person.press(pane, "W")
            #expect(person.display.text.contains("Why is 14900000042 down?"), "pane \(pane)")
            person.press("Esc")
            #expect(!person.display.text.contains("Why is"))
        }
        #expect(person.model.whyOpened.map(\.description) == ["14900000042", "14900002210", "14900000042", "14900000107"])
        person.press("3", "W")
        #expect(!person.display.text.contains("Why is"))
    }

    @Test("E opens the question for its own card; nothing is done without an answer")
    func resume() {
        let person = Operator()
        person.press("W", "E")
        #expect(person.model.askedAbout == [Fixture.card("14900000042")])
        #expect(!person.display.text.contains("Why is"))
        #expect(person.display.text.contains("Resume 1 card"))
        #expect(person.model.confirmed.isEmpty)
        person.waitForQuestion()
        person.press("y")
        #expect(person.model.confirmed.map(\.question.kind) == [.resume])
    }

    @Test("A rebound resume has its key here, too; a verb that cannot be done stays")
    func keys() {
        let person = Operator(options: ConsoleOptions(keys: KeyMap(overrides: ["cards.resume": ["F5"]])))
        person.press("W")
        #expect(person.display.text.contains("F5 resume"))
        person.press("p")
        #expect(person.model.opened.isEmpty)
        #expect(person.display.text.contains("Why is"))
        person.model.whyState = Fixture.why([.init(.action(.packages))])
        person.press("r", "p")
        #expect(person.model.whyAgain.count == 1)
        #expect(person.model.opened.map(\.0) == [.packages])
        #expect(!person.display.text.contains("Why is"))
    }

    @Test("It is drawn anew when the log comes")
    func redraws() {
        let person = Operator()
        person.model.whyState = Fixture.why(readLog: false)
        person.press("W")
        #expect(person.display.text.contains("is being read"))
        person.model.whyState = Fixture.why()
        person.model.changes.mark()
        person.time.advance(by: .seconds(1))
        person.console.tick()
        #expect(!person.display.text.contains("is being read"))
    }

    @Test("Every cause, remedy, gap and word has its own text in each language")
    func words() {
        let causes: [WhyCause] = [
            .stoppedByNobodyKnown, .overQuota(percent: 1), .packageEnded(date: "d"), .riskStop, .separated, .abnormal,
            .networkCut, .noRealName, .accountEmpty(balance: "1"), .poolEmpty(name: "p"), .cancelled, .replaced, .closed,
            .expired, .inStock, .awaitingActivation, .offline, .notDown, .stateUnknown(nil), .stateUnknown(Coded(code: 77)),
            .stateUnknown(Coded(.notObtained)), .notInPlatform,
        ]
        for language in Language.allCases {
            let texts = causes.map { $0.text(language) }
            #expect(Set(texts).count == texts.count)
        }
        #expect(causes.allSatisfy { $0.english != $0.chinese })
    }
}
