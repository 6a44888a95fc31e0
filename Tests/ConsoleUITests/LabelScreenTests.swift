// Tags, notes and tabs of saved filters on the screen.

import CellGrid
import Localization
import SIMModel
import TestSupport
import Testing
import ViewModels

@testable import ConsoleUI

@Suite("Tags, notes and tabs on the screen")
@MainActor struct LabelScreenTests {
    private static let tabs = [
        TabLabel(name: nil, isActive: false), TabLabel(name: "停机", isActive: false), TabLabel(name: "acme", isActive: true),
        TabLabel(name: "ends soon", isActive: false),
    ]

    private func state(tabs: [TabLabel] = LabelScreenTests.tabs, filter: String = "tag:acme") -> CardsViewState {
        var rows = Fixture.rows()
        rows[0].tags = ["acme", "深度测控"]
        rows[1].tags = ["acme"]
        var state = Fixture.cards(rows: rows, filter: filter)
        state.tabs = tabs
        state.hasTags = true
        return state
    }

    @Test("The line of tabs, the column of tags, the details and the prompts", arguments: Language.allCases)
    func screens(_ language: Language) {
        var details = Fixture.details()
        details.tags = ["acme", "深度测控"]
        details.note = "夜班：先打电话"
        var facts = LabelFacts()
        facts.targets = [Fixture.card("14900000042")]
        facts.tags = ["acme"]
        facts.filter = "tag:acme"
        for size in GoldenTests.sizes {
            GoldenTests.check("labels/tabs", size, language) {
                CardsPane.render(state(), into: $0, context: PaneContext(language: language))
            }
            GoldenTests.check("labels/own-filter", size, language) {
                let tabs = Self.tabs.map { TabLabel(name: $0.name, isActive: false) }
                return CardsPane.render(state(tabs: tabs, filter: "flow>80%"), into: $0, context: PaneContext(language: language))
            }
            GoldenTests.check("labels/details", size, language) {
                var state = state()
                state.details = details
                return CardsPane.render(state, into: $0, context: PaneContext(language: language))
            }
            GoldenTests.check("labels/prompt", size, language) {
                LabelPrompt(.tags, facts).render(into: $0, context: PaneContext(language: language))
            }
        }
    }

    @Test("The active tab is seen however many there are")
    func manyTabs() {
        let canvas = Canvas(Size(columns: 40, rows: 1))
        var state = state()
        state.tabs = (0..<20).map { TabLabel(name: $0 == 0 ? nil : "tab \($0)", isActive: $0 == 15) }
        FilterTabsLine.render(state, on: canvas.surface, from: 0, end: 40, PaneContext(language: .en))
        let line = GoldenTests.dump(canvas.grid, nil)
        #expect(line.contains("[tab 15 \(state.shownCount)]") && line.contains("…"))
    }

    @Test("t adds and takes tags; what became of it is told")
    func tagKey() {
        let person = Operator()
        person.model.facts.targets = [Fixture.card("14900000042")]
        person.press("t")
        #expect(person.display.text.contains("+add -remove"))
        person.type("+a，b -c")
        person.press("Enter")
        #expect(person.model.deeds == [.tag([Fixture.card("14900000042")], add: ["a", "b"], remove: ["c"])])
        #expect(person.display.text.contains("Tags changed: 1 card."))
        person.press("t", "Esc")
        #expect(person.model.deeds.count == 1)
    }

    @Test("A tab needs a filter to save and a tab to go to")
    func refusals() {
        let person = Operator()
        person.press("]")
        #expect(person.display.text.contains("No filter is saved as a tab yet"))
        person.model.cardsState.tabs = Self.tabs
        person.press("]", "[")
        #expect(person.model.deeds == [.stepTab(1), .stepTab(-1)])
        #expect(LabelPrompt.changes("－x ＋y—z").add == ["y—z"] && LabelPrompt.changes("－x").remove == ["x"])
    }
}
