// The alerts on the screen, what their keys do, and how they leave the screen.

import CellGrid
import Localization
import SIMModel
import Settings
import TestSupport
import Testing
import ViewModels

@testable import ConsoleUI

extension Fixture {
    static var alerts: [AlertRow] {
        [
            AlertRow(
                id: 4, subject: .builtIn(.lowPool), severity: .critical, count: 1, first: "华东共享池", firstAt: now - .minutes(12),
                lastAt: now - .minutes(12)),
            AlertRow(
                id: 2, subject: .rule("nearly used up"), severity: .warning, count: 1_312, first: "14900000042",
                firstAt: now - .hours(2), lastAt: now - .minutes(3), acknowledgedAt: now - .minutes(20),
                acknowledgedBy: "li@desk",
                isNew: false, filter: "flow>90% and ends>3d"),
            AlertRow(
                id: 1, subject: .rule("a rule with a name so long that the line has no room for all of it"), severity: .info,
                count: 2,
                first: "14900000017", firstAt: now - .minutes(50), lastAt: now - .minutes(50), filter: "online:no"),
            AlertRow(
                id: 3, subject: .builtIn(.unreachable), severity: .critical, count: 1, first: nil, firstAt: now - .hours(5),
                lastAt: now - .hours(5), endedAt: now - .hours(4)),
        ]
    }
}

@Suite("The alerts on the screen")
@MainActor struct AlertsOverlayTests {
    @Test("Several, one, none and nothing watched, on every size", arguments: Language.allCases)
    func screens(_ language: Language) {
        for (name, rows, watched) in [
            ("several", Fixture.alerts, 6), ("one", [Fixture.alerts[0]], 1), ("none", [], 4), ("off", [], 0),
        ] {
            for size in GoldenTests.sizes {
                GoldenTests.check("alerts/\(name)", size, language) {
                    AlertsOverlay(AlertsViewState(rows: rows, watched: watched, now: Fixture.now))
                        .render(into: $0, context: PaneContext(language: language))
                }
            }
        }
    }

    @Test("N opens; Enter shows the cards of a rule in the Cards pane; Space and A acknowledge")
    func keys() {
        let person = Operator()
        person.model.alertsState.rows = Fixture.alerts
        person.press("3", "N")
        #expect(person.display.text.contains("nearly used up"))
        person.press("Enter")
        #expect(person.display.text.contains("not about cards"))
        #expect(person.model.filters.isEmpty)
        person.press("Space", "j", "x", "A")
        #expect(person.model.acknowledged == [4, 2, nil])
        person.press("Enter")
        #expect(person.model.filters == ["flow>90% and ends>3d"])
        #expect(person.console.screen.focus == .cards)
        #expect(!person.display.text.contains("nearly used up"))
        person.press("N", "Esc")
        #expect(!person.display.text.contains("nearly used up"))
    }

    @Test("The cursor stays on its alert when others come before it")
    func cursorStays() {
        let person = Operator()
        person.model.alertsState.rows = Array(Fixture.alerts.dropFirst())
        person.press("N", "j")
        person.model.alertsState.rows = Fixture.alerts
        person.press("F5", "x")
        #expect(person.model.acknowledged == [1])
    }

    @Test("The status line tells alerts and new ones at 80 columns, on the real account too", arguments: Language.allCases)
    func statusLine(_ language: Language) {
        for isProduction in [false, true] {
            var state = Fixture.status()
            state.isProduction = isProduction
            state.alerts = AlertCounts(active: 3, new: 1, worst: .warning)
            let canvas = Canvas(Size(columns: 80, rows: 1))
            StatusLine.render(state, into: canvas.surface, isPaused: false, context: PaneContext(language: language))
            let text = GridText.lines(canvas.grid).joined()
            #expect(text.contains(language == .en ? "▲ 3 alerts · 1 new" : "▲ 3 个告警 · 1 个新"), "\(text)")
        }
    }

    @Test("A new alert rings, asks the terminal, and runs the program, as the profile says")
    func delivery() {
        let loud = Operator(options: ConsoleOptions(alerts: AlertDelivery(rings: true, notification: .osc777)))
        loud.model.alertListener?(AlertNotice(newest: Fixture.alerts[1], alerts: 1))
        loud.model.alertListener?(AlertNotice(newest: Fixture.alerts[0], alerts: 3))
        #expect(loud.display.bells == 2)
        #expect(loud.display.notified[0].hasSuffix("|nearly used up · 1,312 cards · 14900000042|osc777"))
        #expect(loud.display.notified[1].contains("3 new alerts · pool deposit nearly used"))
        #expect(loud.alerted.map { $0["name"] } == ["nearly used up", "3 new alerts: pool deposit nearly used"])
        #expect(loud.alerted.first == ["name": "nearly used up", "count": "1312", "severity": "warning", "first": "14900000042"])

        let quiet = Operator()
        quiet.model.alertListener?(AlertNotice(newest: Fixture.alerts[1], alerts: 1))
        #expect(quiet.display.bells == 0 && quiet.alerted.count == 1)
    }

    @Test("The configuration's names are those the program knows")
    func names() {
        #expect(AlertConfig.builtIn == BuiltInAlert.allCases.map(\.rawValue))
        #expect(AlertConfig.severities == AlertSeverity.allCases.map(\.rawValue))
        #expect(AlertConfig.ruleLimit == AlertSettings.ruleLimit)
    }
}
