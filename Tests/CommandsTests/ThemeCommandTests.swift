// simdeck theme, and the themes of the built console: light or dark by the terminal's answer, and edited while
// it runs.

import Glibc
import JSONText
import TestSupport
import Testing

@Suite struct ThemeCommandTests {
    private func run(_ arguments: String..., home: TemporaryDirectory, extra: [String: String] = [:]) async -> FinishedRun {
        await Program.run(["theme"] + arguments, environment: Program.environment(home: home.path, extra))
    }

    @Test func theListMarksTheOneInUseAndFindsTheUsersOwn() async throws {
        let home = TemporaryDirectory()
        mkdir(home.path + "/config", 0o700)
        mkdir(home.path + "/config/simdeck", 0o700)
        mkdir(home.path + "/config/simdeck/themes", 0o700)
        _ = home.write("inherits: light\nabout: {en: for me, zh: 自用}\n", to: "config/simdeck/themes/mine.yaml")
        let list = await run("list", home: home, extra: ["SIMDECK_THEME": "mine"])
        #expect(list.status == 0)
        let used = list.out.split(separator: "\n").filter { $0.hasPrefix("*") }
        #expect(used.count == 1 && used[0].contains("mine") && used[0].contains("for me") && used[0].contains("light"))
        let json = try JSONValue(parsing: await run("list", "--json", "--lang", "zh", home: home).out)
        #expect(json["chosen"] == .string("auto"))
        guard case .array(let themes)? = json["themes"] else { return #expect(Bool(false), "no themes") }
        #expect(themes.count == 10)
        #expect(themes.filter { $0["inUse"] == .bool(true) }.map { $0["name"] } == [.string("default")])
        #expect(themes.last?["about"] == .string("自用"))
        let light = await run("list", home: home, extra: ["COLORFGBG": "0;15"])
        #expect(light.out.contains("\n*  light "))
    }

    @Test func aThemeIsShownInWordsWhenPiped() async throws {
        let home = TemporaryDirectory()
        let shown = await run("show", "default", home: home)
        #expect(shown.status == 0 && !shown.out.contains("\u{1B}"))
        #expect(shown.out.contains("state.good") && shown.out.contains("#6fbf73/71/green"))
        let json = try JSONValue(parsing: await run("show", "light", "--json", home: home).out)
        #expect(json["ground"] == .string("light"))
        #expect(json["roles"]?[0]?["role"] == .string("text"))
        let none = await run("show", "ligth", home: home)
        #expect(none.status == 3 && none.err.contains("light"))
    }

    @Test func aCheckEndsWithZeroOneOrThree() async throws {
        let home = TemporaryDirectory()
        #expect(await run("check", home: home).status == 0)
        let faint = home.write("inherits: default\nroles:\n  title: '#555555'\n", to: "faint.yaml")
        let remarks = await run("check", faint, home: home)
        #expect(remarks.status == 1)
        #expect(remarks.out.contains("faint.yaml:3:3: title: 2.") && remarks.out.contains("4.5:1"))
        let broken = home.write("inherits: default\nroles:\n  titel: red\n", to: "broken.yaml")
        let failed = await run("check", broken, faint, home: home)
        #expect(failed.status == 3)
        #expect(failed.err.contains("broken.yaml:3:3") && failed.err.contains("title"))
        let json = try JSONValue(parsing: await run("check", faint, "--json", home: home).out)
        #expect(json["themes"]?[0]?["clean"] == .bool(false))
        #expect(json["themes"]?[0]?["remarks"]?[0]?["line"] == .integer(3))
        #expect(await run("check", "--lang", "zh", "mono", home: home).out.contains("合格"))
    }
}

@Suite(.serialized) struct ConsoleThemeTests {
    /// The colour of the first key in the footer: the accent of the theme.
    private static func accent(_ screen: VirtualScreen) -> VirtualScreen.Colour? {
        guard let row = screen.lines.lastIndex(where: { $0.contains("help") }),
            let x = screen.cells[row].firstIndex(where: { $0.text != " " && $0.text != "" })
        else { return nil }
        return screen.cells[row][x].pen.foreground
    }

    private static func open(_ home: TemporaryDirectory, _ arguments: [String] = [], _ extra: [String: String] = [:]) throws
        -> PseudoTerminal
    {
        let terminal = try PseudoTerminal(
            Program.path, ["--demo", "--cards", "40"] + arguments, environment: Program.environment(home: home.path, extra))
        try terminal.wait(for: "the first frame", atMost: 60) { accent($0) != nil }
        return terminal
    }

    private static func onThread(_ body: @escaping @Sendable () throws -> Void) async throws {
        try await ChildProcess.onThread { Result { try body() } }.get()
    }

    @Test func aLightTerminalGetsTheLightTheme() async throws {
        try await Self.onThread {
            let home = TemporaryDirectory()
            defer { withExtendedLifetime(home) {} }
            let terminal = try Self.open(home)
            #expect(Self.accent(terminal.screen) == .indexed(74))
            try terminal.wait(for: "the question for the ground") { [terminal] _ in
                terminal.output.contains(Array("\u{1B}]11;?".utf8))
            }
            // Torn where it hurts most.
            terminal.send("\u{1B}]11;rgb:fdfd/f6f6/e3")
            terminal.send("e3\u{1B}\\\u{1B}[?62;22c")
            try terminal.wait(for: "the light theme") { Self.accent($0) == .indexed(24) }
            terminal.signal(SIGTERM)
            _ = try terminal.waitForExit()
        }
    }

    @Test func keysWorkAtOnceWhenNobodyAnswersAndRubbishIsNoKey() async throws {
        try await Self.onThread {
            let home = TemporaryDirectory()
            defer { withExtendedLifetime(home) {} }
            let terminal = try Self.open(home)
            terminal.send("3")
            try terminal.wait(for: "the assets") { $0.contains("[3 ") }
            // As keys these would leave the pane and open the help.
            terminal.send("\u{1B}]11;1?1\u{07}\u{1B}]4;2;!!\u{1B}\\")
            terminal.send("4")
            try terminal.wait(for: "the history") { $0.contains("[4 ") }
            #expect(Self.accent(terminal.screen) == .indexed(74))
            terminal.signal(SIGTERM)
            _ = try terminal.waitForExit()
        }
    }

    @Test func anEditIsSeenAtOnceAndABrokenOneKeepsTheLastGoodTheme() async throws {
        try await Self.onThread {
            let home = TemporaryDirectory()
            let file = home.write("inherits: default\npalette:\n  accent: 201\n", to: "mine.yaml")
            let terminal = try Self.open(home, ["--theme", file])
            #expect(Self.accent(terminal.screen) == .indexed(201))
            #expect(!String(decoding: terminal.output, as: UTF8.self).contains("\u{1B}]11;?"))
            // Watched from the first frames on: the edit is made until it is seen, as by somebody who saves again.
            var edits = 0
            while !terminal.screen.cells.joined().contains(where: { $0.pen.foreground == .indexed(202) }), edits < 20 {
                _ = home.write("inherits: default\npalette:\n  accent: 202\n", to: "mine.yaml")
                edits += 1
                try terminal.settle(quiet: 1500, atMost: 1500)
            }
            #expect(edits < 20)
            _ = home.write("inherits: default\npalette:\n  accent: nonsense\n", to: "mine.yaml")
            try terminal.wait(for: "the problem's place") { $0.contains("mine.yaml:3:11") }
            #expect(terminal.screen.cells.joined().contains { $0.pen.foreground == .indexed(202) })
            // Moved into place, as editors do.
            _ = home.write("inherits: default\npalette:\n  accent: 203\n", to: "mine.yaml.new")
            rename(home.path + "/mine.yaml.new", file)
            try terminal.wait(for: "the mended theme") { $0.cells.joined().contains { $0.pen.foreground == .indexed(203) } }
            terminal.signal(SIGTERM)
            _ = try terminal.waitForExit()
        }
    }
}
