// Protected cards on the screen: the sign, the two ways of the key, and the louder question.

import CellGrid
import Localization
import SIMModel
import TestSupport
import Testing
import ViewModels

@testable import ConsoleUI

@Suite("Protected cards on the screen")
@MainActor struct ProtectionScreenTests {
    private static let protection = Protection(
        reason: "电梯求救电话", actor: "li@jump1", at: Fixture.now - .hours(50))

    private func question() -> OperationQuestion {
        var question = Fixture.question(cards: 1, leftOut: false)
        question.protection = Self.protection
        return question
    }

    @Test("Rows and details", arguments: Language.allCases)
    func screens(_ language: Language) {
        var rows = Fixture.rows()
        rows[0].isProtected = true
        rows[1].isProtected = true
        var details = Fixture.details()
        details.protection = Self.protection
        for size in GoldenTests.sizes {
            GoldenTests.check("protected/rows", size, language) {
                CardsPane.render(Fixture.cards(rows: rows), into: $0, context: PaneContext(language: language))
            }
            GoldenTests.check("protected/details", size, language) {
                CardsPane.render(Fixture.cards(rows: rows, details: details), into: $0, context: PaneContext(language: language))
            }
            GoldenTests.check("protected/question", size, language) {
                ConfirmDialog(
                    question(), profile: "east", platform: "agent.example.cn", settings: ConfirmSettings(), openedBy: nil,
                    at: Uptime(milliseconds: 0)
                ).render(into: $0, context: PaneContext(language: language))
            }
            GoldenTests.check("protected/release", size, language) {
                ReleaseQuestion([Fixture.card("14900000042"), Fixture.card("14900000043")], at: Uptime(milliseconds: 0))
                    .render(into: $0, context: PaneContext(language: language))
            }
        }
    }

    @Test("K protects at once and tells it; a release asks, and a held K answers nothing")
    func toggle() {
        let person = Operator()
        person.press("K")
        #expect(person.display.text.contains("Protected: 1 card."))
        person.model.intent = .release([Fixture.card("14900000042")])
        person.press("K", "K", "K", "y")
        #expect(person.display.text.contains("Release 1 protected card"))
        #expect(person.model.lastProtection?.outcome == .protected(1))
        person.waitForQuestion()
        person.press("K", "y")
        #expect(person.model.lastProtection?.outcome == .released(1))
        #expect(person.display.text.contains("Released: 1 card."))
        person.model.intent = .unknownSimNo
        person.press("K")
        #expect(person.display.text.contains("Only the ICCID"))
    }

    private static let first: OperationRecord = {
        OperationRecord(
            id: OperationID(1182), kind: .stop, simNo: Fixture.card("14900000042"), state: .unknown, reason: nil, group: "g",
            createdAt: Fixture.now - .minutes(4), updatedAt: Fixture.now - .minutes(3))
    }()

    @Test("A second operation beside an unfinished one takes the number of that one", arguments: Language.allCases)
    func repetition(_ language: Language) {
        var question = Fixture.question(cards: 1, leftOut: false)
        question.repeats = Self.first
        for size in GoldenTests.sizes {
            GoldenTests.check("protected/repeats", size, language) {
                var context = PaneContext(language: language)
                context.now = Fixture.now
                return ConfirmDialog(
                    question, profile: "east", platform: "agent.example.cn", settings: ConfirmSettings(), openedBy: nil,
                    at: Uptime(milliseconds: 0)
                ).render(into: $0, context: context)
            }
        }
        let person = Operator()
        question.protection = Self.protection
        person.model.nextQuestion = question
        person.press("S")
        person.waitForQuestion()
        // Enter alone, a y, and the card's own digits are not enough.
        person.press("Enter", "y", "1", "1", "8", "Enter")
        #expect(person.display.text.contains("1182"))
        #expect(person.model.confirmed.isEmpty)
        person.press("2", "Enter")
        #expect(person.model.confirmed.isEmpty, "the protected card's digits are still to be typed")
        person.type(String(question.cards[0].description.suffix(4)))
        person.press("Enter")
        #expect(person.model.confirmed.map(\.question.repeats) == [Self.first])
    }

    @Test("A protected card takes the last four digits of its number, never a single key")
    func digits() {
        let person = Operator()
        person.model.nextQuestion = question()
        person.press("S")
        #expect(person.display.text.contains("PROTECTED by li@jump1"))
        person.waitForQuestion()
        person.press("y", "Enter")
        #expect(person.model.confirmed.isEmpty)
        person.type("1234")
        person.press("Enter")
        #expect(person.model.confirmed.isEmpty)
        #expect(person.display.text.contains("not the last 4 digits"))
        person.press("Backspace", "Backspace", "Backspace", "Backspace")
        person.type(String(person.model.nextQuestion.cards[0].description.suffix(4)))
        person.press("Enter")
        #expect(person.model.confirmed.count == 1)
    }
}
