// The test's own tools: the emulated screen, and programs in a terminal.

import CellGrid
import Glibc
import TestSupport
import Testing

@Suite struct VirtualScreenTests {
    static func screen(_ bytes: String, columns: Int = 10, rows: Int = 4) -> VirtualScreen {
        var screen = VirtualScreen(columns: columns, rows: rows)
        // One byte at a time: nothing may depend on how the output is cut.
        for byte in bytes.utf8 { screen.feed([byte]) }
        return screen
    }

    @Test(arguments: [
        ("ab\r\ncd", ["ab", "cd", "", ""]),
        ("\u{1B}[2;3Hx", ["", "  x", "", ""]),
        ("0123456789x", ["0123456789", "x", "", ""]),
        ("0123456789\rx", ["x123456789", "", "", ""]),
        ("a\r\nb\r\nc\r\nd\r\ne", ["b", "c", "d", "e"]),
        ("abc\u{1B}[2D\u{1B}[K", ["a", "", "", ""]),
        ("abc\u{1B}[1;2H\u{1B}[1K", ["  c", "", "", ""]),
        ("abc\u{1B}[1;1H\u{1B}[2P", ["c", "", "", ""]),
        ("abc\u{1B}[1;1H\u{1B}[2@", ["  abc", "", "", ""]),
        ("abc\u{1B}[1;1H\u{1B}[2X", ["  c", "", "", ""]),
        ("a\r\nb\r\nc\u{1B}[1;1H\u{1B}[L", ["", "a", "b", "c"]),
        ("a\r\nb\r\nc\u{1B}[1;1H\u{1B}[M", ["b", "c", "", ""]),
        ("a\r\nb\r\nc\r\nd\u{1B}[2;3r\u{1B}[3;1H\n", ["a", "c", "", "d"]),
        ("a\r\nb\u{1B}[1;1H\u{1B}M", ["", "a", "b", ""]),
        ("-\u{1B}[4b", ["-----", "", "", ""]),
        ("\u{1B}(0lqk\u{1B}(Bq", ["┌─┐q", "", "", ""]),
        ("\u{1B})0\u{E}x\u{F}x", ["│x", "", "", ""]),
        ("中文x", ["中文x", "", "", ""]),
        ("中\u{1B}[1;2Hx", [" x", "", "", ""]),
        ("123456789中", ["123456789", "中", "", ""]),
        ("e\u{301}x", ["e\u{301}x", "", "", ""]),
        ("a\u{1B}[?1049hb\u{1B}[?1049l", ["a", "", "", ""]),
        ("a\u{1B}]2;title\u{7}b\u{1B}]0;x\u{1B}\\c", ["abc", "", "", ""]),
        ("x\u{1B}[2J\u{1B}[Hy", ["y", "", "", ""]),
        ("a\u{1B}7\u{1B}[3;3Hb\u{1B}8c", ["ac", "", "  b", ""]),
        ("a\u{1B}[4hb\u{1B}[1;1Hc\u{1B}[4l", ["cab", "", "", ""]),
    ]) func theScreenShowsWhatATerminalWould(_ bytes: String, _ lines: [String]) {
        let screen = Self.screen(bytes)
        #expect(screen.lines == lines)
        #expect(screen.strange.isEmpty)
    }

    @Test func looksAndModesAreKept() {
        let screen = Self.screen(
            "\u{1B}[?25l\u{1B}[?2004h\u{1B}[7ma\u{1B}[27;1;38;5;196mb\u{1B}[0;48:2::1:2:3mc\u{1B}[m\u{1B}[91md")
        #expect(screen.isReverse(x: 0, y: 0))
        #expect(screen.cells[0][1].pen == VirtualScreen.Pen(foreground: .indexed(196), bold: true))
        #expect(screen.cells[0][2].pen == VirtualScreen.Pen(background: .rgb(1, 2, 3)))
        #expect(screen.cells[0][3].pen == VirtualScreen.Pen(foreground: .indexed(9)))
        #expect(!screen.isCursorVisible)
        #expect(screen.isBracketedPaste)
        #expect(Self.screen("\u{1B}[=99y").strange == [#""\u{1B}[=99y""#])
    }
}

@Suite struct PseudoTerminalTests {
    @Test func aProgramCanBeTypedAtResizedAndWatched() throws {
        let script = """
            trap 'stty size; echo resized' WINCH
            printf 'ready '; stty size
            while :; do read -r line || continue; printf '<%s>\\n' "$line"; [ "$line" = quit ] && exit 7; done
            """
        let program = try PseudoTerminal("/bin/sh", ["-c", script], columns: 60, rows: 10)
        try program.wait(forText: "ready 10 60")
        program.send("hello\r")
        let screen = try program.wait(forText: "<hello>")
        #expect(screen.row(of: "<hello>") != nil)
        program.resize(columns: 90, rows: 20)
        program.send("\r")
        try program.wait(forText: "20 90")
        try program.press("q", "u", "i", "t", "Enter")
        #expect(try program.waitForExit() == 7)
    }

    @Test func signalsAndHangUpsReachTheProgram() throws {
        let killed = try PseudoTerminal("/bin/cat")
        killed.send("x\r")
        try killed.wait(forText: "x")
        killed.signal(SIGTERM)
        #expect(try killed.waitForExit() == 128 + SIGTERM)
        let hung = try PseudoTerminal("/bin/cat")
        hung.send("y\r")
        try hung.wait(forText: "y")
        hung.hangUp()
        #expect(try hung.waitForExit() != 0)
        #expect(throws: PseudoTerminalFailure.self) { try PseudoTerminal("/bin/true").wait(forText: "never") }
    }

    @Test func whatXtermSendsForAKeyIsWhatTheNotationMeans() {
        #expect(PseudoTerminal.bytes(of: Key.control("c")) == [3])
        #expect(PseudoTerminal.bytes(of: Key(.function(5))) == Array("\u{1B}[15~".utf8))
        #expect(PseudoTerminal.bytes(of: Key(.character("x"), alt: true)) == [0x1B, 0x78])
    }
}
