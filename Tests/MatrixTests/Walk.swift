// One walk through the real program in one kind of terminal, watched by two emulators that know nothing of
// each other: libvterm, and the tests' own.

import Emulator
import Glibc
import TestSupport

/// A terminal, a character set and a size.
struct Combination: Sendable, CustomStringConvertible {
    var term: String
    var locale: String
    var columns: Int
    var rows: Int

    var description: String { "\(term) \(locale) \(columns)x\(rows)" }

    static let all: [Combination] = {
        var all: [Combination] = []
        for term in ["xterm-256color", "screen-256color", "tmux-256color", "linux", "vt100", "xterm-direct"] {
            for locale in ["C.UTF-8", "C", ChineseLocale.name] {
                for (columns, rows) in [(20, 6), (80, 24), (120, 30), (250, 80)] {
                    all.append(Combination(term: term, locale: locale, columns: columns, rows: rows))
                }
            }
        }
        return all
    }()
}

/// What a walk found.
struct WalkReport: Sendable {
    var screens = 0
    var problems: [String] = []
}

final class Walk {
    private let combination: Combination
    private let terminal: PseudoTerminal
    private let emulator: Emulator
    private let chinese = ChineseBytes()
    private let home = TemporaryDirectory()
    private var report = WalkReport()

    init(_ combination: Combination, locales: String) throws {
        self.combination = combination
        var environment = Program.environment(home: home.path, ["LANG": combination.locale])
        if combination.locale == ChineseLocale.name { environment["LOCPATH"] = locales }
        terminal = try PseudoTerminal(
            Program.path, ["--demo", "--cards", "40"], environment: environment, term: combination.term,
            columns: combination.columns, rows: combination.rows)
        emulator = Emulator(columns: combination.columns, rows: combination.rows)
        if combination.locale == ChineseLocale.name { terminal.convert = { [chinese] in chinese.utf8($0) } }
        terminal.onOutput = { [emulator] in emulator.feed($0) }
    }

    private var isTiny: Bool { combination.rows < 10 }
    private var hasAlternate: Bool { !["vt100", "linux"].contains(combination.term) }

    func run() -> WalkReport {
        do {
            try walk()
        } catch {
            report.problems.append("\(combination): \(error)")
        }
        return report
    }

    private func walk() throws {
        let found = terminal.lineFlags
        try terminal.wait(forText: "simdeck", atMost: 60)
        try terminal.wait(forText: "14900000017", atMost: 60)
        try look("start")
        for pane in 1...8 {
            terminal.send("\(pane)")
            try look("pane \(pane)")
        }
        try step("?", "help", leave: "\u{1B}")
        try step(":", "palette", leave: "\u{1B}")
        terminal.send("1")
        try look("pane 1 again")
        try step("/", "filter", leave: "\u{1B}")
        try step("\r", "details", leave: "\u{1B}")
        let other = isTiny ? (60, 20) : (combination.columns - 13, combination.rows - 5)
        try resize(other)
        try resize((combination.columns, combination.rows))
        try redraw()
        try suspend(found)
        terminal.send("q")
        let status = try terminal.waitForExit(atMost: 60)
        if status != 0 { problem("ended with \(status)") }
        modesAreBack("quit")
        if terminal.lineFlags != found { problem("the line is not as it was found") }
    }

    private func step(_ key: String, _ name: String, leave: String) throws {
        terminal.send(key)
        try look(name)
        let sent = terminal.written
        terminal.send(leave)
        // The next key must not come in one read with an Esc, however busy the machine is.
        try terminal.wait(for: "an answer to leaving \(name)", atMost: 30) { [terminal] _ in terminal.written > sent }
        try terminal.settle(quiet: 300)
    }

    private func resize(_ size: (columns: Int, rows: Int)) throws {
        terminal.drain()
        emulator.resize(columns: size.columns, rows: size.rows)
        let sent = terminal.output.count
        terminal.resize(columns: size.columns, rows: size.rows)
        // What was drawn for the old size may still come: the new one begins with a clear screen.
        try terminal.wait(for: "the screen cleared after a resize", atMost: 30) { [terminal] _ in
            let since = terminal.output[sent...]
            return ["\u{1B}[H\u{1B}[2J", "\u{1B}[H\u{1B}[J"].contains { since.contains(Array($0.utf8)) }
        }
        try look("resized to \(size.columns)x\(size.rows)")
    }

    /// What came piece by piece is what comes when all is sent again, but for figures that move on.
    private func redraw() throws {
        terminal.send("Z")
        // What was asked before the pause may still come: until two looks with a second between them are alike.
        var before: [String] = []
        for _ in 0..<10 where before.map(Self.shape) != emulator.lines.map(Self.shape) || before.isEmpty {
            before = emulator.lines
            try terminal.settle(quiet: 1500, atMost: 1500)
        }
        terminal.send("\u{0C}")
        try look("redrawn")
        // On a busy machine a frame may stand still in its middle; what is wrong in the end stays wrong.
        for _ in 0..<10 where before.map(Self.shape) != emulator.lines.map(Self.shape) {
            try terminal.settle(quiet: 500)
        }
        for (row, pair) in zip(before, emulator.lines).enumerated() where Self.shape(pair.0) != Self.shape(pair.1) {
            problem("row \(row) is not what was meant: \(pair.0) / \(pair.1)")
        }
    }

    /// A line without its digits, units, bars and the dots of a curve (`i` in plain letters), which may have moved on.
    private static func shape(_ line: String) -> String {
        String(line.filter { $0.isLetter && !"smhdKMGTBi".contains($0) })
    }

    private func suspend(_ found: [UInt32]) throws {
        terminal.send("\u{1A}")
        try terminal.waitForStop(atMost: 30)
        modesAreBack("suspended")
        if terminal.lineFlags != found { problem("suspended: the line is not as it was found") }
        terminal.signal(SIGCONT)
        try terminal.wait(for: "the screen again", atMost: 30) { $0.contains("simdeck") && $0.isBracketedPaste }
        try look("continued")
    }

    private func modesAreBack(_ when: String) {
        if emulator.isAlternate { problem("\(when): the alternate screen is still there") }
        if !emulator.isCursorVisible { problem("\(when): the cursor is hidden") }
        if emulator.wantsMouse { problem("\(when): the mouse is still taken") }
        if emulator.isSet(2004) { problem("\(when): pastes still come in brackets") }
        let left = terminal.screen.modes.intersection([1000, 1002, 1003, 1004, 1006, 2004, 2026, 2031])
        if !left.isEmpty { problem("\(when): modes \(left.sorted()) are still on") }
    }

    /// Both emulators see one screen, and know every byte.
    private func look(_ name: String) throws {
        try terminal.settle()
        report.screens += 1
        let (theirs, ours) = (emulator.lines, terminal.screen.lines)
        for (row, pair) in zip(theirs, ours).enumerated() where pair.0 != pair.1 {
            problem("\(name): row \(row) differs: \(pair.0) / \(pair.1)")
        }
        if !theirs[0].contains("simdeck") { problem("\(name): the first line is gone: \(theirs[0])") }
        if hasAlternate != emulator.isAlternate { problem("\(name): alternate screen \(emulator.isAlternate)") }
        let strange = emulator.strange.filter { !isKnown($0) } + terminal.screen.strange
        if !strange.isEmpty { problem("\(name): unknown sequences \(strange.prefix(3))") }
        if combination.locale == "C", let byte = terminal.output.first(where: { $0 >= 0x80 }) {
            problem("\(name): byte \(byte) in a plain locale")
        }
        if chinese.isGarbled { problem("\(name): bytes that are not GB18030") }
    }

    /// What the terminal in question knows and libvterm does not.
    private func isKnown(_ sequence: String) -> Bool {
        // Focus reports, synchronized frames, the eighth bit of Alt, the palette put back, the ground's colour asked.
        let known = [
            "csi ?1004h", "csi ?1004l", "csi ?2026h", "csi ?2026l", "csi ?1034h", "csi ?1034l", "string 104",
            "csi ?2031h", "csi ?2031l", "string 11;?",
        ]
        if known.contains(sequence) { return true }
        if sequence.hasPrefix("csi ") && sequence.hasSuffix("t") { return combination.term.hasPrefix("xterm") || hasTitle }
        // The Linux console's cursor shapes and palette.
        return combination.term == "linux"
            && (sequence.hasPrefix("csi ?") && sequence.hasSuffix("c") || sequence.hasPrefix("string R"))
    }

    private var hasTitle: Bool { combination.term.hasPrefix("tmux") || combination.term.hasPrefix("screen") }

    private func problem(_ text: String) {
        if report.problems.count < 5 { report.problems.append("\(combination): \(text)") }
    }
}
