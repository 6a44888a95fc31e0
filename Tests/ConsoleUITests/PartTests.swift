// Pure parts: layout, frames, text fields, signs.

import CellGrid
import ConsoleUI
import Localization
import SIMModel
import Settings
import TestSupport
import Testing
import ViewModels

@testable import ConsoleUI

@Suite("Layout")
struct LayoutTests {
    @Test("The breakpoints: a sentence, less and less frame, one pane, the overview")
    func breakpoints() {
        func mode(_ columns: Int, _ rows: Int, focus: PaneID = .cards, zoom: Bool = false) -> Layout.Mode {
            Layout.arrange(Size(columns: columns, rows: rows), focus: focus, isZoomed: zoom).mode
        }
        #expect(mode(19, 24) == .tooSmall)
        #expect(mode(80, 5) == .tooSmall)
        #expect(mode(20, 6) == .single)
        #expect(mode(119, 30) == .single)
        #expect(mode(120, 29) == .single)
        #expect(mode(120, 30) == .overview)
        #expect(mode(120, 30, zoom: true) == .single)
        #expect(mode(120, 30, focus: .operations) == .single)
        #expect(mode(120, 42, focus: .operations) == .overview)
    }

    @Test("Parts never overlap and never leave the screen, at every size")
    func parts() {
        for columns in 1...250 {
            for rows in stride(from: 1, through: 80, by: 1) {
                let size = Size(columns: columns, rows: rows)
                let layout = Layout.arrange(size, focus: .cards, isZoomed: false)
                var areas = layout.panes.map(\.area)
                areas += [layout.header, layout.tabs, layout.footer].compactMap { $0 }
                let cells = areas.reduce(0) { $0 + $1.width * $1.height }
                let isInside = areas.allSatisfy { $0.x >= 0 && $0.y >= 0 && $0.maxX <= columns && $0.maxY <= rows && !$0.isEmpty }
                let overlaps = areas.indices.contains { one in
                    areas.indices.contains { other in other > one && !areas[one].intersection(areas[other]).isEmpty }
                }
                if !isInside || overlaps || cells > columns * rows { Issue.record("\(columns)×\(rows)") }
            }
        }
    }

    @Test("Below 24 rows the footer goes first, then the tabs")
    func degrading() {
        func layout(_ rows: Int) -> Layout { Layout.arrange(Size(columns: 80, rows: rows), focus: .cards, isZoomed: false) }
        #expect(layout(24).footer != nil && layout(24).tabs != nil)
        #expect(layout(15).footer == nil && layout(15).tabs != nil)
        #expect(layout(9).footer == nil && layout(9).tabs == nil && layout(9).header != nil)
    }
}

@Suite("A line being typed")
struct LineEditorTests {
    private func typed(_ keys: [String]) -> LineEditor {
        var editor = LineEditor()
        for text in keys { _ = KeyNotation.parse(text).map { editor.handle($0) } }
        return editor
    }

    @Test("It has the keys of a shell's line")
    func editing() {
        #expect(typed(["a", "b", "Left", "c"]).text == "acb")
        #expect(typed(["a", "b", "Home", "Del", "c", "End", "d"]).text == "cbd")
        #expect(typed(["a", "b", "Space", "c", "d", "Ctrl-W"]).text == "ab ")
        #expect(typed(["a", "b", "Left", "Ctrl-U"]).text == "b")
        #expect(typed(["a", "b", "Ctrl-A", "x", "Ctrl-E", "y"]).text == "xaby")
        #expect(typed(["a", "Backspace", "Backspace", "停", "Backspace"]).text == "")
    }

    @Test("A paste becomes one line without controls, and is bounded")
    func pasting() {
        var editor = LineEditor()
        editor.insert("a\nb\tc\u{1B}[31m\u{7}d")
        #expect(editor.text == "a b c[31md")
        editor.insert(String(repeating: "x", count: 10_000))
        #expect(editor.text.count == LineEditor.limit)
    }

    @Test("Random keys keep the cursor within the text")
    func random() {
        let dice = SeededRandom(7)
        let keys = [
            "a", "停", "Left", "Right", "Home", "End", "Backspace", "Del", "Ctrl-W", "Ctrl-U", "Ctrl-K", "Space", "\u{301}",
        ]
        var editor = LineEditor()
        for _ in 0..<5000 {
            _ = KeyNotation.parse(keys[dice.pick(0..<keys.count)]).map { editor.handle($0) }
            #expect((0...editor.text.count).contains(editor.cursor))
        }
    }
}

@Suite("Frames and figures")
struct FigureTests {
    @Test("Frames: data waits for its turn, the next second of the wall clock turns ages, a pause stops both after the last data")
    func scheduler() {
        var frames = FrameScheduler()
        #expect(frames.isDue(at: Uptime(milliseconds: 0)))
        frames.drew(at: Uptime(milliseconds: 1000), wall: WallTime(milliseconds: 5_300))
        #expect(frames.nextWake == Uptime(milliseconds: 1700))
        frames.dataChanged()
        #expect(frames.nextWake == Uptime(milliseconds: 1100))
        #expect(!frames.isDue(at: Uptime(milliseconds: 1099)))
        frames.paused(true)
        frames.drew(at: Uptime(milliseconds: 1100), wall: WallTime(milliseconds: 5_400))
        // What came within the second is worked out at its end; then nothing moves.
        #expect(frames.nextWake == Uptime(milliseconds: 1700))
        frames.drew(at: Uptime(milliseconds: 1700), wall: WallTime(milliseconds: 6_000))
        #expect(frames.nextWake == nil)
    }

    @Test("What a key asked for is drawn as soon as it is there, once")
    func answers() {
        var frames = FrameScheduler()
        frames.drew(at: Uptime(milliseconds: 1000), wall: WallTime(milliseconds: 5_300))
        frames.dataChanged(isAnswer: true)
        frames.dataChanged()
        #expect(frames.isDue(at: Uptime(milliseconds: 1001)))
        frames.drew(at: Uptime(milliseconds: 1001), wall: WallTime(milliseconds: 5_301))
        frames.dataChanged()
        #expect(!frames.isDue(at: Uptime(milliseconds: 1002)))
    }

    @Test("Every state has a sign and a word in both languages, and no two operations' ends look alike")
    func signs() {
        for state in OperationState.allCases {
            #expect(!Sign.of(state).mark.isEmpty)
            for language in Language.allCases { #expect(!state.text(language).isEmpty && !state.meaning(language).isEmpty) }
        }
        for status in SIMStatus.allCases {
            for language in Language.allCases {
                #expect(TextWidth.cells(of: "\(Sign.of(Coded(status)).mark) \(status.text(language))") <= 13)
            }
        }
        #expect(Sign.of(OperationState.confirmed).mark != Sign.of(OperationState.failed).mark)
    }

    @Test("Sparklines and curves take any numbers, and draw nothing where nothing was measured")
    func charts() {
        #expect(Chart.sparkline([0, 5, 10], width: 8) == "▁▅█")
        #expect(Chart.sparkline([0, 0], width: 8) == "▁▁")
        #expect(Chart.sparkline([1, 2, 3], width: 2).count == 2)
        #expect(Chart.resample([1, nil, 3, 4], to: 2) == [1, 4])
        #expect(Chart.resample([1, 2], to: 4) == [1, 1, 2, 2])
        #expect(Chart.resample([], to: 3) == [nil, nil, nil])
        let canvas = Canvas(Size(columns: 4, rows: 2))
        Chart.curve([nil, nil, 8, 8], peak: 8, on: canvas.surface, style: .plain)
        #expect(GridText.lines(canvas.grid) == ["  ⣿⣿", "  ⣿⣿"])
    }

    @Test("The status line tells the budget, why it is smaller, and when the sweep is done, as there is room")
    func budget() {
        func line(_ width: Int, _ language: Language, _ change: (inout StatusViewState) -> Void = { _ in }) -> String {
            var state = Fixture.status(isProduction: false)
            change(&state)
            let canvas = Canvas(Size(columns: width, rows: 1))
            StatusLine.render(state, into: canvas.surface, isPaused: false, context: PaneContext(language: language))
            return GridText.lines(canvas.grid)[0]
        }
        func slow(_ state: inout StatusViewState) {
            state.calls = CallBudget(
                used: 41, allowed: 60, configured: 240, growsAt: Fixture.now + .seconds(10),
                wholeAt: Fixture.now + .seconds(108))
        }
        #expect(line(120, .en).contains("calls 41/60  sweep 63% done in 2m"))
        #expect(line(120, .zh).contains("调用 41/60  普查 63% 约 2m 后完成"))
        #expect(line(80, .en).contains("calls 41/60  sweep 63%"))
        #expect(line(80, .zh).contains("调用 41/60  普查 63%"))
        #expect(line(120, .en, slow).contains("calls 41/60, slowed from 240 until 14:05:10"))
        #expect(line(120, .zh, slow).contains("调用 41/60，原 240，14:05:10 恢复"))
        #expect(line(80, .en, slow).contains("calls 41/60 of 240"))
        let unknown = line(120, .en) { $0.sweep?.end = .unknown }
        #expect(unknown.contains("sweep 63% end unknown"))
        let waits = line(120, .en) { $0.sweep?.end = .waits }
        #expect(waits.contains("sweep 63% waits"))
        let done = line(120, .en) { $0.sweep = nil }
        #expect(!done.contains("sweep"))
    }

    @Test(
        "What is to come is rounded up",
        arguments: [
            (0, "10s"), (11, "20s"), (50, "50s"), (51, "1m"), (61, "2m"), (7_140, "119m"), (7_141, "2h00m"), (9_000, "2h30m"),
        ] as [(Int64, String)])
    func ahead(_ seconds: Int64, _ text: String) { #expect(Age.ahead(.seconds(seconds)) == text) }

    @Test(
        "Ages are short; clocks take their place while nothing is redrawn",
        arguments: [
            (0, "0s"), (59, "59s"), (60, "1m"), (3599, "59m"), (3600, "1h"), (47 * 3600, "47h"), (48 * 3600, "2d"), (-5, "0s"),
        ] as [(Int64, String)])
    func ages(_ seconds: Int64, _ text: String) {
        #expect(Age.text(.seconds(seconds)) == text)
        #expect(Age.clock(Fixture.now - .seconds(86_400), now: Fixture.now) == "11-23")
        #expect(Age.clock(Fixture.now - .seconds(60), now: Fixture.now) == "14:02")
        #expect(Age.signed(.milliseconds(-12_040)) == "-12.0s")
        #expect(Age.signed(.seconds(200)) == "+3m")
    }

    @Test("A problem says what, why and what to do in both languages; doubt is told as doubt")
    func problems() {
        let kinds: [PlatformError.Kind] = [
            .refused(code: 7, message: "余额不足"), .signature(code: 401, message: "m"), .clock(skew: -700, code: 5, message: "m"),
            .rate(code: 429, message: "m"), .readOnly, .invalidRequest("101 cards"), .unreachable("refused"), .proxy("407"),
            .tls("expired"), .timeout(seconds: 20), .connectionLost("reset"), .httpStatus(502), .badReply("byte 3"),
            .replyTooLarge(limit: 8 << 20), .cancelled,
        ]
        for kind in kinds {
            let error = PlatformError(kind, sent: .mayHaveBeenSent, endpoint: "batchShutdown")
            #expect(!error.sentence(.en).what.isEmpty && error.sentence(.en) != error.sentence(.zh))
            #expect(error.sentence(.en, isChange: true).remedy.contains("not sent again"))
        }
        #expect(PlatformError(kinds[0], sent: .answered, endpoint: "x").sentence(.zh).why == "余额不足")
    }
}
