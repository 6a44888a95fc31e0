// The handover sheet as Markdown and in its box.

import CellGrid
import Localization
import SIMModel
import TestSupport
import Testing
import ViewModels

@testable import ConsoleUI

extension Fixture {
    static var sheet: Handover {
        var sheet = Handover(profile: "prod", from: now - .hours(12), to: now)
        sheet.counts = [
            .init(kind: .resume, state: .confirmed, actor: "wu@desk", cards: 3),
            .init(kind: .stop, state: .confirmed, actor: "li@desk via 10.0.0.7", cards: 1_312),
            .init(kind: .stop, state: .failed, actor: "li@desk via 10.0.0.7", cards: 1),
        ]
        func record(_ id: Int64, _ card: String, _ state: OperationState, _ reason: String? = nil) -> OperationRecord {
            guard let number = CardNumber(card) else { preconditionFailure("digits") }
            return OperationRecord(
                id: OperationID(id), kind: .stop, simNo: number, state: state, reason: nil, group: "r42", failReason: reason,
                createdAt: now - .hours(2), updatedAt: now - .hours(1))
        }
        sheet.open = Handover.Listed(
            [record(7, "14900000017", .unknown, "lost: no reply"), record(9, "14900000042", .planned)], total: 12)
        sheet.failed = Handover.Listed([record(8, "14900000059", .failed, "渠道|超时\n# x")])
        let run = BulkRun(
            id: "r42", kind: .stop, reason: "unpaid", state: .paused, policy: RunPolicy(), hold: .failures, note: nil,
            actor: "li@desk", createdAt: now - .hours(2), updatedAt: now - .hours(1))
        sheet.runs = Handover.Listed([RunStanding(run: run, tally: RunTally([.confirmed: 40, .planned: 10, .failed: 1]))])
        sheet.changes = Handover.Listed([
            RecordedChange(
                id: 3, endpoint: "limitSpeed", target: "14900000017", fields: "", state: .done, traceID: "t", actor: "wu@desk",
                createdAt: now - .hours(3), updatedAt: now - .hours(3))
        ])
        sheet.reminders = Handover.Listed([
            Reminder(
                id: 5, cards: [], text: "resume these", dueAt: now - .minutes(5), actor: "li@desk", createdAt: now - .hours(9)),
            Reminder(id: 6, cards: [], text: "ask the platform", dueAt: now + .hours(5), actor: "wu@desk", createdAt: now),
        ])
        return sheet
    }
}

@Suite("The handover sheet")
@MainActor struct HandoverTests {
    @Test("As Markdown, in both languages", arguments: Language.allCases)
    func markdown(_ language: Language) {
        let text = HandoverText(language: language).markdown(Fixture.sheet)
        #expect(Golden.compare(text, "handover/sheet.\(language.rawValue)") == .same)
        // Words of others make no line, cell or heading of their own.
        #expect(text.contains("渠道\\|超时 # x"))
        #expect(!text.contains("\n# x"))
        #expect(text.split(separator: "\n").filter { $0.hasPrefix("# ") }.count == 1)
    }

    @Test("An empty shift says so, section by section", arguments: Language.allCases)
    func empty(_ language: Language) {
        let text = HandoverText(language: language).markdown(
            Handover(profile: "p", from: Fixture.now - .hours(1), to: Fixture.now))
        let none = language == .en ? "None." : "无。"
        #expect(text.ranges(of: none).count == 6)
    }

    @Test("In its box, on every size", arguments: Language.allCases)
    func screens(_ language: Language) {
        let markdown = HandoverText(language: language).markdown(Fixture.sheet)
        for size in GoldenTests.sizes {
            GoldenTests.check("handover/box", size, language) {
                HandoverOverlay(markdown: markdown, columns: size.columns)
                    .render(into: $0, context: PaneContext(language: language))
            }
        }
    }

    @Test("H in Operations opens it; y copies, e writes a file, Esc closes")
    func keys() {
        let person = Operator()
        person.model.sheet = Fixture.sheet
        person.press("H")
        #expect(!person.display.text.contains("Handover"))
        person.press("5", "H")
        #expect(person.display.text.contains("Handover: prod"))
        person.press("y")
        #expect(person.display.copied.last?.hasPrefix("# Handover: prod\n") == true)
        #expect(person.display.text.contains("whether it was taken"))
        person.press("e")
        #expect(person.exported.last?.name.hasPrefix("simdeck-handover-") == true)
        #expect(person.exported.last?.name.hasSuffix(".md") == true)
        #expect(person.exported.last?.text == HandoverText(language: .en).markdown(Fixture.sheet))
        person.press("G")
        #expect(person.display.text.contains("Not on record"))
        person.press("Esc")
        #expect(!person.display.text.contains("Not on record"))
    }

    @Test("Nothing of a long line is cut off, wide characters included")
    func folding() {
        #expect(HandoverOverlay.folded("abcdefgh", width: 5) == ["abcde", "  fgh"])
        #expect(HandoverOverlay.folded("停机复机", width: 5) == ["停机", "  复", "  机"])
        #expect(HandoverOverlay.folded("", width: 5) == [""])
    }
}
