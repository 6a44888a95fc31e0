// The frequency view on the screen, and what its keys do.

import CellGrid
import Localization
import SIMModel
import TestSupport
import Testing
import ViewModels

@testable import ConsoleUI

extension Fixture {
    static func frequency(_ column: FrequencyColumn) -> [FrequencyRow] {
        switch column {
        case .ends:
            [
                FrequencyRow(value: .ends(.over), cards: 3, term: "ends<=0d"),
                FrequencyRow(value: .ends(.week), cards: 412, term: "ends>0d ends<7d"),
                FrequencyRow(value: .ends(.month), cards: 1_204, term: "ends>=7d ends<30d"),
                FrequencyRow(value: .ends(.later), cards: 3_377, term: "ends>=90d"),
                FrequencyRow(value: .unknown, cards: 4, term: "ends:?"),
            ]
        case .pool: (1...60).map { FrequencyRow(value: .id($0), cards: 90 - $0, term: "pool:\($0)") }
        default:
            [
                FrequencyRow(value: .state(Coded(.active)), cards: 4_321, term: "status:3"),
                FrequencyRow(value: .state(Coded(.stopped)), cards: 601, term: "status:4"),
                FrequencyRow(value: .state(Coded(.separated)), cards: 70, term: "status:6"),
                FrequencyRow(value: .state(Coded(code: 77)), cards: 1, term: "status:77"),
                FrequencyRow(value: .unknown, cards: 7, term: "status:?"),
            ]
        }
    }
}

@Suite("The frequency view")
@MainActor struct FrequencyOverlayTests {
    @Test("States, ranges, a long list and an empty one, on every size", arguments: Language.allCases)
    func screens(_ language: Language) {
        for (name, column, isCounting) in [
            ("states", FrequencyColumn.status, false), ("ends", .ends, false), ("pools", .pool, false),
            ("counting", .online, true),
        ] {
            let rows = isCounting ? [] : Fixture.frequency(column)
            let state = FrequencyViewState(
                column: column, rows: rows, others: name == "pools" ? 1_200 : 0, cards: 5_000, filter: "", isCounting: isCounting)
            for size in GoldenTests.sizes {
                GoldenTests.check("frequency/\(name)", size, language) {
                    FrequencyOverlay(state).render(into: $0, context: PaneContext(language: language))
                }
            }
        }
    }

    @Test("F counts; Enter adds the value to the filter; h and l go to other columns")
    func keys() {
        let person = Operator()
        person.press("F")
        #expect(person.display.text.contains("How many of each"))
        #expect(person.display.text.contains("4,321"))
        person.press("j", "Enter")
        #expect(person.model.filters.last == "status:stopped status:4")
        #expect(!person.display.text.contains("How many of each"))
        person.press("F", "h", "h")
        #expect(person.display.text.contains("[Ends]"))
        person.press("j", "Enter")
        #expect(person.model.filters.last == "status:stopped ends>0d ends<7d")
        person.press("F", "Esc")
        #expect(!person.display.text.contains("How many of each"))
    }

    @Test("The cursor stays in a long list's window")
    func scrolls() {
        let person = Operator()
        person.press("F", "l", "l", "l", "l", "G")
        #expect(person.display.text.contains("[Pool]"))
        #expect(person.display.text.contains("60 / 60"))
        person.press("Enter")
        #expect(person.model.filters.last == "status:stopped pool:60")
    }
}
