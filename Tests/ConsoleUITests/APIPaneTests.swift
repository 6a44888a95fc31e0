// The API pane and the card's menu as an operator meets them.

import CellGrid
import Localization
import SIMModel
import TestSupport
import Testing
import ViewModels

@testable import ConsoleUI

@Suite("The API pane and the card's menu")
@MainActor struct APIPaneTests {
    private func everywhere(_ name: String, _ state: APIViewState, editor: LineEditor? = nil) {
        for size in GoldenTests.sizes {
            for language in Language.allCases {
                GoldenTests.check(name, size, language) { surface in
                    var context = PaneContext(language: language)
                    context.fieldEditor = editor
                    return APIPane.render(state, into: surface, context: context)
                }
            }
        }
    }

    @Test("List, form with what is wrong, request, reply as a tree, doubt, calls: one at a time at 80, side by side at 160")
    func parts() {
        everywhere("api/list", Fixture.api(.list))
        everywhere("api/form", Fixture.api(.form))
        everywhere("api/typing", Fixture.api(.form), editor: LineEditor("3"))
        everywhere("api/ready", Fixture.api(.form, isRight: true))
        everywhere("api/request", Fixture.api(.request, isRight: true))
        everywhere("api/reply", Fixture.api(.reply))
        let lost = PlatformError(
            .timeout(seconds: 30), sent: .mayHaveBeenSent, endpoint: "bindMachine", traceID: "00112233445566778899aabbccddeeff")
        everywhere("api/doubt", Fixture.api(.reply, failed: lost))
        everywhere("api/calls", Fixture.api(.calls))
        everywhere("api/codes", Fixture.api(.form, cursor: 0))
        everywhere("api/spends", Fixture.api(.form, cursor: 4, isRight: true))
        everywhere("api/inferred", Fixture.api(.form, cursor: 5, isRight: true))
    }

    @Test("The menu and the question, in both languages", arguments: Language.allCases)
    func overlays(_ language: Language) {
        func shot(_ name: String, _ act: (Operator) -> Void) {
            let person = Operator(80, 24, options: ConsoleOptions(language: language))
            act(person)
            let file = "overlay/\(name).\(language.rawValue)"
            #expect(Golden.compare(GoldenTests.dump(person.display.last, person.display.cursor), file) == .same)
        }
        shot("card-menu") { $0.press(".") }
        shot("call-question") {
            $0.model.apiAnswer = .asks(Fixture.question())
            $0.press("8", "x")
        }
    }

    @Test("8 goes there, l and h go through its parts, Esc and q go back to the list before anything else")
    func moving() {
        let person = Operator()
        person.press("8", "l", "l", "l")
        #expect(person.console.screen.focus == .api)
        #expect(person.model.apiPart == .reply)
        person.press("Enter")
        #expect(person.model.apiFolds == 1)
        person.press("Esc", "q")
        #expect(person.model.apiPart == .list)
        #expect(person.quits == 0 && person.console.overlays.isEmpty)
    }

    @Test("A field is checked at each letter, Tab goes through its values, Esc takes the typing back")
    func typing() {
        let person = Operator()
        person.press("8", "Enter", "Enter")
        #expect(person.console.overlays.last is FieldPrompt)
        person.press("1", "Tab", "Tab", "Tab")
        #expect(person.model.apiTyped.map(\.text) == ["1", "2Mbps", "1Mbps", "2Mbps"])
        person.press("Esc")
        #expect(person.model.apiTyped.last?.text == "")
        #expect(person.console.overlays.isEmpty)
        person.press("Enter", "1", "Enter")
        #expect(person.model.moves.last?.0 == .api)
        #expect(person.console.overlays.isEmpty)
    }

    @Test("Where the profile's name is typed before a stop, it is typed before a change of one card as well")
    func typedQuestion() {
        let person = Operator(options: ConsoleOptions(confirm: ConfirmSettings(typeProfileFrom: 1)))
        person.model.apiAnswer = .asks(Fixture.question())
        person.press("8", "x")
        person.waitForQuestion()
        person.press("y", "Enter")
        #expect(person.model.apiConfirmed.isEmpty)
        #expect(person.display.text.contains("! That is not"))
        person.press("Backspace")
        for letter in person.console.account().profile { person.press("\(letter)") }
        #expect(person.model.apiConfirmed.isEmpty)
        person.press("Enter")
        #expect(person.model.apiConfirmed == [Fixture.question()])
    }

    @Test("A change is sent by y and by nothing else; keys typed ahead or held are thrown away")
    func question() {
        let person = Operator()
        person.model.apiAnswer = .asks(Fixture.question())
        person.press("8")
        person.console.handle([.key(Key("x")), .key(Key("y")), .key(Key(.enter))])
        #expect(person.model.apiConfirmed.isEmpty)
        #expect(person.display.discards == 1)
        person.waitForQuestion()
        person.press("Enter", "Space", "Y")
        #expect(person.model.apiConfirmed.isEmpty)
        person.console.handle([.paste("y")])
        #expect(person.model.apiConfirmed.isEmpty)
        person.press("y")
        #expect(person.model.apiConfirmed == [Fixture.question()])
        person.press("x")
        person.waitForQuestion()
        person.press("n")
        #expect(person.model.apiConfirmed.count == 1)
        #expect(person.console.overlays.isEmpty)
    }

    @Test("What is not sent from here says which way it goes")
    func refusals() {
        let person = Operator(120, 24)
        person.press("8")
        func says(_ answer: APISendAnswer, _ words: String) {
            person.model.apiAnswer = answer
            person.press("x")
            #expect(person.display.lines.last?.contains(words) == true, "\(answer): \(person.display.lines.last ?? "")")
        }
        says(.spends(command: "simdeck package buy"), "simdeck package buy")
        says(.journalled, "S or E in Cards")
        says(.incomplete(2), "2 fields are not right yet")
        says(.unconfirmed(path: "/openapi/iot/x"), "/openapi/iot/x is not confirmed")
        says(.readOnly, "Read-only")
        says(.notCalled, "Nothing to call")
        says(.busy, "no answer yet")
        #expect(person.console.overlays.isEmpty)
    }

    @Test("y copies the call as ours, c as curl, e writes what is shown")
    func copying() {
        let person = Operator()
        person.press("8", "y", "c", "l", "l", "l", "e")
        #expect(person.display.copied == ["simdeck call setSpeedLimit simNo=14900000042", "curl -X POST 'https://x'"])
        #expect(person.exported.first?.text.contains("2,certName,") == true)
    }

    @Test("The menu opens a form for the card; what is forbidden stays with its reason")
    func menu() {
        let person = Operator()
        person.press(".")
        #expect(person.display.text.contains("not separated from its device"))
        person.press("b", "Enter")
        #expect(person.model.opened.isEmpty)
        #expect(person.console.overlays.last is ActionsMenu)
        person.press("l")
        #expect(person.model.opened.first?.0 == .limitSpeed)
        #expect(person.model.opened.first?.1 == Fixture.card("14900000042"))
        #expect(person.console.screen.focus == .api)
        #expect(person.console.overlays.isEmpty)
        let letters = CardAction.allCases.map(ActionsMenu.letter)
        #expect(Set(letters).count == letters.count)
    }

    @Test("The menu works in Cards only, and needs a card")
    func menuNeedsCard() {
        let person = Operator()
        person.press("8", ".")
        #expect(person.display.lines.last?.contains("Works in Cards.") == true)
        person.model.cardsState = Fixture.cards(rows: [], total: 0)
        person.model.cardsState.markedCount = 0
        person.press("1", ".")
        #expect(person.console.overlays.isEmpty)
    }
}
