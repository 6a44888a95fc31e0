// simdeck --plain: the real program over a pipe and in a terminal, and its words by themselves.

import Glibc
import SIMModel
import TestSupport
import Testing

@testable import Commands

@Suite struct LineWordsTests {
    private let cards = ["14900000017", "14900000043", "14900000053"].compactMap { CardNumber($0) }

    @Test func aLineIsCutAsByAShell() throws {
        #expect(
            try LineWords("  stop #2   --reason \"not paid\" ").arguments(listed: cards) == [
                "stop", "14900000043", "--reason", "not paid",
            ])
        #expect(
            try LineWords(#"call x a='["1"]' b=\"c\" d\ e "f\"g""#).arguments(listed: []) == [
                "call", "x", #"a=["1"]"#, #"b="c""#, "d e", #"f"g"#,
            ])
        #expect(try LineWords("").isEmpty)
        #expect(try LineWords("list status:stopped flow>50%  ").rest == "status:stopped flow>50%")
        #expect(try LineWords(#"list "two words""#).rest == #""two words""#)
        for open in ["stop \"#2", "lookup 'x", "a \"b' c"] {
            #expect(throws: LineWords.Problem.openQuote) { try LineWords(open) }
        }
    }

    @Test func placesStandForTheCardsThatWereReadOut() throws {
        func cards(_ word: String) throws -> [String] {
            Array(try LineWords("status \(word)").arguments(listed: self.cards).dropFirst())
        }
        #expect(try cards("#1-3").count == 3)
        #expect(try cards("#3,1-2") == ["14900000053", "14900000017", "14900000043"])
        #expect(try cards("＃2") == ["14900000043"])
        #expect(try cards("\"#2\"") == ["#2"], "quoted words are texts")
        #expect(try cards("--reason=#2") == ["--reason=#2"])
        for bad in ["#0", "#-", "#2-", "#-2", "#3-1", "#1--2", "#x", "#1,", "#99999999999999999999"] {
            #expect(throws: LineWords.Problem.badPlaces(bad)) { try cards(bad) }
        }
        #expect(throws: LineWords.Problem.notListed("#2-4", of: 3)) { try cards("#2-4") }
        #expect(throws: LineWords.Problem.notListed("#1", of: 0)) { try LineWords("stop #1").arguments(listed: []) }
        #expect(
            try LineWords("ops show #1182").arguments(listed: self.cards, isAboutOperations: true) == ["ops", "show", "1182"])
    }

    @Test func controlSequencesAreTakenOutWhereverThePiecesAreCut() {
        let text = "a\u{1B}[31mb\u{1B}]52;c;eHg=\u{07}c\u{1B}]0;t\u{1B}\\d\u{1B}(Be\u{1B}=f\u{1B}P1\u{1B}\\g中\n"
        for size in 1...text.utf8.count {
            var filter = EscapeFilter()
            var left = Array(text.utf8)[...]
            var out: [UInt8] = []
            while !left.isEmpty {
                out += Array(left.prefix(size)).withUnsafeBufferPointer { filter.without($0) }
                left = left.dropFirst(size)
            }
            #expect(String(decoding: out, as: UTF8.self) == "abcdefg中\n", "pieces of \(size)")
        }
    }
}

extension String {
    fileprivate func components(after words: String) -> String? {
        ranges(of: words).last.map { String(self[$0.upperBound...]) }
    }
}

@Suite(.serialized) struct LineModeTests {
    /// A session over a pipe.
    private func run(_ lines: String, _ arguments: [String] = [], _ extra: [String: String] = [:]) async -> FinishedRun {
        let home = TemporaryDirectory()
        return await Program.run(
            ["--demo", "--plain"] + arguments, environment: Program.environment(home: home.path, extra), input: lines)
    }

    @Test func aListIsReadOutTwentyAtATimeAndItsPlacesAreCards() async throws {
        let run = await run("list\nmore\nlookup #21\nquit\nassets\n")
        let lines = run.out.split(separator: "\n").map(String.init)
        let numbered = lines.filter { $0.first?.isNumber ?? false && $0.contains(". 149") }
        #expect(run.status == 0 && numbered.count == 40)
        #expect(numbered.first?.hasPrefix("1. ") ?? false && numbered.last?.hasPrefix("40. ") ?? false)
        #expect(numbered.allSatisfy { $0.contains("carrier just now") || $0.contains("ago") || $0.contains("not known") })
        let card = try #require(numbered.first { $0.hasPrefix("21. ") }?.split(separator: " ")[1].dropLast())
        #expect(lines.filter { $0 == "done" }.count == 3, "one end a command, none behind quit")
        #expect(lines.last { $0.hasPrefix("149") }?.hasPrefix(card) ?? false, "\(run.out)")
        #expect(!(run.out + run.err).contains("\u{1B}"))
    }

    @Test func theFilterIsThatOfTheCardsPane() async {
        let run = await run("list status:stopped flow>50%\nlist foo:x\nlist marked:yes\nlist status:stopped status:active\n")
        let cards = run.out.split(separator: "\n").filter { $0.contains(". 149") }
        #expect(!cards.isEmpty && cards.allSatisfy { $0.contains(": stopped") })
        #expect(run.err.contains("no field “foo”") && run.err.contains("marked is a matter of the console"))
        #expect(run.out.contains("no card passes the filter"))
    }

    @Test func whatCannotBeDoneIsSaidAndTheSessionGoesOn() async {
        let run = await run("bogus\nlookup -\nconsole\nstop \"x\nmore\nstop 14900000017\n# remark\n\nversion\n--version\n")
        for words in [
            "no command “bogus”", "standard input", "console draws", "quote is never closed", "say list first", "add --yes",
        ] {
            #expect(run.err.contains(words), "\(words) in \(run.err)")
        }
        #expect(run.out.contains("simdeck 0.") && run.status == 0, "the last line's status")
        #expect(run.out.split(separator: "\n").filter { $0.hasPrefix("not done: the line") }.count == 7)
    }

    @Test func everyEndIsSaidInWordsAndTheLastIsTheExitStatus() async {
        let partial = await run("lookup 14900000017 19900000000\n")
        #expect(
            partial.status == 1 && partial.out.hasSuffix("not all done: some cards failed, are missing, or were left alone\n"))
        let refused = await run("stop 14900000017 --yes\nstop 14900000017 --yes\n", ["--read-only"])
        #expect(refused.status == 4 && refused.out.contains("demo, read-only") && refused.out.hasSuffix("not done: refused\n"))
        let chinese = await run("list\nquit\n", [], ["SIMDECK_LANG": "zh"])
        #expect(chinese.out.contains("行模式") && chinese.out.contains("查自运营商") && chinese.out.hasSuffix("完成\n"))
    }

    @Test func oneThatIsTakenAtItsWordNeedsNoFlag() async {
        let home = TemporaryDirectory()
        let asked = await Program.run(
            ["--demo"], environment: Program.environment(home: home.path, ["ACCESSIBLE": "1", "TERM": "dumb"]), input: "quit\n")
        #expect(asked.status == 0 && asked.out.hasPrefix("simdeck 0."))
        let not = await Program.run(["--demo"], environment: Program.environment(home: home.path, ["ACCESSIBLE": "0"]))
        #expect(not.status == 2 && not.err.contains("--plain"))
        let both = await Program.run(["--plain", "-"], environment: Program.environment(home: home.path))
        #expect(both.status == 2 && both.err.contains("standard input"))
    }

    @Test func aFileOfCardsAndAnAccountOfTheEnvironment() async throws {
        let sandbox = try await SandboxProcess()
        let file = sandbox.home.write("14900000043\n14900000017\n", to: "two.txt")
        let run = await sandbox.run("--plain", file, input: "list\nops list --json\nfleet list\n")
        #expect(run.status == 0 && run.out.contains("account default") && run.out.contains("\"operations\""))
        #expect(run.out.contains("1. 14900000017") && run.out.contains("2. 14900000043"))
        let none = await Program.run(
            ["--plain"], environment: Program.environment(home: TemporaryDirectory().path), input: "list\nhelp\n")
        #expect(none.status == 0 && none.err.contains("SIMDECK_BASE_URL") && none.out.contains("\nstop: "))
        _ = await sandbox.end()
    }

    @Test func inATerminalAStopAsksAndOnlyItsAnswerDoesIt() async throws {
        let outcome = await ChildProcess.onThread { Result { try stopByWords(["SIMDECK_LANG": "en"], term: "xterm-256color") } }
        let output = try outcome.get()
        #expect(!output.contains("\u{1B}"))
        let journal = try #require(output.components(after: "ops list --json"))
        #expect(journal.contains("\"simNo\": \"14900000053\"") && !journal.contains("14900000074"), "\(output)")
    }

    /// What the program wrote, since a place in it.
    private static func text(_ terminal: PseudoTerminal, from start: Int = 0) -> String {
        String(decoding: terminal.output[start...], as: UTF8.self)
    }

    private func stopByWords(_ extra: [String: String], term: String) throws -> String {
        let home = TemporaryDirectory()
        let terminal = try PseudoTerminal(
            Program.path, ["--plain", "--demo"], environment: Program.environment(home: home.path, extra), term: term)
        func say(_ line: String, _ wanted: String) throws {
            let before = terminal.output.count
            terminal.send(line + "\n")
            try terminal.wait(for: "“\(wanted)” after “\(line)”") { _ in
                Self.text(terminal, from: before).contains(wanted)
            }
        }
        try terminal.wait(for: "the prompt") { _ in Self.text(terminal).hasSuffix("demo> ") }
        try say("list status:active -online:no", "done\r\ndemo> ")
        // These two would draw, or ask the terminal, elsewhere.
        try say("doctor --offline", "\r\ndemo> ")
        try say("theme show default", "done\r\ndemo> ")
        try say("stop #2", "leave it: ")
        try say("", "left alone\r\ndemo> ")
        try say("stop #2", "leave it: ")
        try say("yes", "left alone\r\ndemo> ")
        // Ctrl-C is no answer, and ends the question, not the session.
        try say("stop #2", "leave it: ")
        terminal.send("\u{03}")
        try terminal.wait(for: "the end of the question") { _ in Self.text(terminal).hasSuffix("demo> ") }
        try say("ops list", "no operations")
        try say("stop #2", "leave it: ")
        try say("y", "done\r\ndemo> ")
        try say("ops list", "done\r\ndemo> ")
        terminal.send("stop #3 --yes\u{03}")
        try terminal.wait(for: "a new line") { _ in Self.text(terminal).hasSuffix("^C\r\ndemo> ") }
        try say("ops list --json", "done\r\ndemo> ")
        terminal.send("\u{04}")
        _ = try terminal.waitForExit()
        return String(decoding: terminal.output, as: UTF8.self)
    }

    @Test func interruptEndsAWatchAndNotTheSession() async throws {
        let outcome = await ChildProcess.onThread {
            Result { () -> Int32 in
                let home = TemporaryDirectory()
                let terminal = try PseudoTerminal(
                    Program.path, ["--plain", "--demo"], environment: Program.environment(home: home.path), term: "dumb")
                try terminal.wait(for: "the prompt") { _ in Self.text(terminal).hasSuffix("demo> ") }
                for _ in 0..<3 {
                    let before = terminal.output.count
                    terminal.send("flow 14900000017 --watch 1\n")
                    try terminal.wait(for: "flow") { _ in Self.text(terminal, from: before).contains("carrier") }
                    terminal.send("\u{03}")
                    try terminal.wait(for: "prompt") { _ in
                        Self.text(terminal, from: before).hasSuffix("interrupted\r\ndemo> ")
                    }
                }
                // The line that hangs up ends it.
                terminal.signal(SIGHUP)
                return try terminal.waitForExit()
            }
        }
        #expect(try outcome.get() == 128 + SIGHUP)
    }
}
