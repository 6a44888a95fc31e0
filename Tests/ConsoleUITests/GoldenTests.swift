// Panes and overlays as text: the lines, then runs of role names, then the cursor. A theme changes none.

import CellGrid
import Localization
import SIMModel
import TestSupport
import Testing
import ViewModels

@testable import ConsoleUI

@Suite("What the screen shows")
@MainActor struct GoldenTests {
    static let sizes = [Size(columns: 80, rows: 21), Size(columns: 160, rows: 45)]

    static func dump(_ grid: Grid, _ cursor: Point?) -> String {
        var out = GridText.lines(grid)
        out.append("--- styles")
        out += GridText.styleRuns(grid) { ThemeRole(rawValue: $0)?.scope ?? "role \($0)" }
        out.append("--- cursor " + (cursor.map { "\($0.x),\($0.y)" } ?? "hidden"))
        return out.joined(separator: "\n") + "\n"
    }

    static func check(_ name: String, _ size: Size, _ language: Language, _ paint: (Surface) -> Point?) {
        let canvas = Canvas(size)
        let cursor = paint(canvas.surface)
        let file = "\(name).\(size.columns)x\(size.rows).\(language.rawValue)"
        #expect(Golden.compare(dump(canvas.grid, cursor), file) == .same)
    }

    private func everywhere(_ name: String, _ paint: (Surface, PaneContext) -> Point?) {
        for size in Self.sizes {
            for language in Language.allCases {
                Self.check(name, size, language) { paint($0, PaneContext(language: language)) }
            }
        }
    }

    @Test("Cards: every state of a card, marks, doubt, errors, stale and unknown values")
    func cards() {
        everywhere("cards/rows") { CardsPane.render(Fixture.cards(), into: $0, context: $1) }
        everywhere("cards/filter-wrong") { surface, context in
            var context = context
            context.filterEditor = LineEditor("status:active fluw>80%")
            let problem = FilterProblem(.unknownField("fluw", nearest: "flow"), offset: 14)
            let state = Fixture.cards(filter: "status:active fluw>80%", problem: problem, shown: 312)
            return CardsPane.render(state, into: surface, context: context)
        }
        everywhere("cards/filter-wrong-at-end") { surface, context in
            var context = context
            let filter = "状态:停机 或 (flow>80% and ends<3d and carrier:2 pool"
            context.filterEditor = LineEditor(filter)
            let problem = FilterProblem(.unexpected("("), offset: 45)
            return CardsPane.render(Fixture.cards(filter: filter, problem: problem, shown: 312), into: surface, context: context)
        }
        everywhere("cards/details") { CardsPane.render(Fixture.cards(details: Fixture.details()), into: $0, context: $1) }
        everywhere("cards/none-yet") { CardsPane.render(Fixture.cards(rows: [], total: 0), into: $0, context: $1) }
        everywhere("cards/none-match") { CardsPane.render(Fixture.cards(rows: [], filter: "9999"), into: $0, context: $1) }
        everywhere("cards/offline") { surface, context in
            var context = context
            context.offline = Fixture.unreachable
            return CardsPane.render(Fixture.cards(), into: surface, context: context)
        }
        everywhere("cards/paused-scrolled") { surface, context in
            var context = context
            context.isPaused = true
            context.columnOffset = 3
            return CardsPane.render(Fixture.cards(), into: surface, context: context)
        }
    }

    @Test("Flow: curves with their readings, the biggest users, and the empty state")
    func flow() {
        everywhere("flow/live") { FlowPane.render(Fixture.flow(), into: $0, context: $1) }
        for scope in FlowScope.allCases.dropFirst() {
            everywhere("flow/\(scope)") { FlowPane.render(Fixture.flow(scope), into: $0, context: $1) }
        }
        for list in FlowList.allCases.filter(\.isJudged) {
            everywhere("flow/\(list)") { FlowPane.render(Fixture.flow(list: list), into: $0, context: $1) }
        }
        everywhere("flow/none") { surface, context in
            var state = Fixture.flow(list: .bursts)
            (state.rows, state.count, state.cursor) = ([], 0, nil)
            return FlowPane.render(state, into: surface, context: context)
        }
        everywhere("flow/offline") { surface, context in
            var context = context
            context.offline = Fixture.unreachable
            return FlowPane.render(Fixture.flow(isEmpty: true), into: surface, context: context)
        }
        everywhere("flow/empty") { FlowPane.render(Fixture.flow(isEmpty: true), into: $0, context: $1) }
    }

    @Test("Assets: money, pools that run out, a failed try over older figures, no answer yet")
    func assets() {
        everywhere("assets/pools") { AssetsPane.render(Fixture.assets(), into: $0, context: $1) }
        everywhere("assets/band") {
            var state = Fixture.assets()
            state.poolWarning = PoolWarning(pools: 2, first: "备用池", isEmpty: true)
            return AssetsPane.render(state, into: $0, context: $1)
        }
        everywhere("assets/older") { AssetsPane.render(Fixture.assets(problem: Fixture.unreachable), into: $0, context: $1) }
        everywhere("assets/failed") {
            AssetsPane.render(Fixture.assets(isEmpty: true, problem: Fixture.unreachable), into: $0, context: $1)
        }
        everywhere("assets/asking") { AssetsPane.render(Fixture.assets(isEmpty: true), into: $0, context: $1) }
        everywhere("assets/not-asked") {
            var state = Fixture.assets(isEmpty: true)
            state.isAsking = false
            return AssetsPane.render(state, into: $0, context: $1)
        }
    }

    @Test("History: the platform's log with our own beside it")
    func history() {
        everywhere("history/log") { HistoryPane.render(Fixture.history(), into: $0, context: $1) }
        everywhere("history/empty") { HistoryPane.render(Fixture.history(isEmpty: true), into: $0, context: $1) }
        everywhere("history/no-card") {
            var state = Fixture.history(isEmpty: true)
            state.subject = nil
            return HistoryPane.render(state, into: $0, context: $1)
        }
        everywhere("history/asking") {
            var state = Fixture.history(isEmpty: true)
            (state.fetchedAt, state.isAsking) = (nil, true)
            return HistoryPane.render(state, into: $0, context: $1)
        }
        everywhere("history/older") { HistoryPane.render(Fixture.history(problem: Fixture.unreachable), into: $0, context: $1) }
        everywhere("history/failed") {
            HistoryPane.render(Fixture.history(isEmpty: true, problem: Fixture.unreachable), into: $0, context: $1)
        }
    }

    @Test("Operations: each state with sign, word and meaning")
    func operations() {
        everywhere("operations/journal") { OperationsPane.render(Fixture.operations(), into: $0, context: $1) }
        var withRuns = Fixture.operations()
        withRuns.runs = [
            Fixture.run(.running, [.planned: 2_700, .submitted: 480, .confirmed: 1_800, .failed: 12, .unknown: 8]),
            Fixture.run(.paused, [.planned: 200, .confirmed: 79, .failed: 21], hold: .failures),
        ]
        everywhere("operations/runs") { OperationsPane.render(withRuns, into: $0, context: $1) }
        everywhere("operations/empty") { OperationsPane.render(Fixture.operations(isEmpty: true), into: $0, context: $1) }
    }

    @Test("The whole screen with one pane, and the overview from 120×30 up", arguments: Language.allCases)
    func screens(_ language: Language) {
        for (columns, rows) in [(80, 24), (120, 30), (160, 48)] {
            let person = Operator(columns, rows, options: ConsoleOptions(language: language))
            let file = "screen/start.\(columns)x\(rows).\(language.rawValue)"
            #expect(Golden.compare(Self.dump(person.display.last, person.display.cursor), file) == .same)
        }
    }

    @Test("Offline, paused, read-only and in demo: the frame tells it")
    func frame() {
        let offline = Operator()
        offline.model.statusState = Fixture.status(
            connection: .failing(Fixture.unreachable, retryAt: Fixture.now + .seconds(5)), isReadOnly: true)
        offline.press("j")
        #expect(Golden.compare(Self.dump(offline.display.last, offline.display.cursor), "screen/offline-read-only") == .same)
        let wide = Operator(120, 30)
        wide.model.statusState = Fixture.status(connection: .failing(Fixture.unreachable, retryAt: Fixture.now + .seconds(5)))
        wide.press("j")
        #expect(Golden.compare(Self.dump(wide.display.last, wide.display.cursor), "screen/offline-wide") == .same)
        let paused = Operator()
        paused.model.statusState = Fixture.status(isDemo: true, isProduction: false)
        paused.press("Z")
        #expect(Golden.compare(Self.dump(paused.display.last, paused.display.cursor), "screen/paused-demo") == .same)
        let ascii = Operator(120, 30, options: ConsoleOptions(asciiLines: true))
        #expect(Golden.compare(Self.dump(ascii.display.last, ascii.display.cursor), "screen/ascii") == .same)
        #expect(ascii.display.text.allSatisfy { $0.isASCII || $0.isLetter })
        let small = Operator(19, 6)
        #expect(Golden.compare(Self.dump(small.display.last, small.display.cursor), "screen/too-small") == .same)
        let low = Operator(48, 9)
        #expect(Golden.compare(Self.dump(low.display.last, low.display.cursor), "screen/degraded") == .same)
    }

    @Test("Overlays: palette, help, sort, adding cards, error log, a line's details, leaving", arguments: Language.allCases)
    func overlays(_ language: Language) {
        func shot(_ name: String, _ act: (Operator) -> Void) {
            let person = Operator(80, 24, options: ConsoleOptions(language: language))
            act(person)
            let file = "overlay/\(name).\(language.rawValue)"
            #expect(Golden.compare(Self.dump(person.display.last, person.display.cursor), file) == .same)
        }
        shot("palette") { $0.press(":") }
        shot("palette-search") {
            $0.press("Ctrl-P")
            $0.type("re")
        }
        shot("themes") {
            $0.press(":")
            $0.type("theme ")
            $0.press("Down")
        }
        shot("help") { $0.press("?") }
        shot("sort") { $0.press("s") }
        shot("errors") { $0.press("!") }
        shot("operation") { $0.press("5", "Enter") }
        shot("pool") { $0.press("3", "Enter") }
        shot("add") {
            $0.console.handle([.paste("14900000901\n14900000902\n14900000901\n8.98E+18\nabc?\n")])
        }
        shot("quit") { $0.press("q") }
        shot("stop-one") { $0.press("S") }
        shot("stop-many") {
            $0.model.nextQuestion = Fixture.question()
            $0.press("S")
        }
        shot("stop-list") {
            $0.model.nextQuestion = Fixture.question(cards: 9)
            $0.press("S")
            $0.waitForQuestion()
            $0.press("l")
        }
        shot("details") { $0.press("Enter") }
    }
}
