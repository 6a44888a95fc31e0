// The console's usual lines are read without the parser, to the same result.

import ArgumentParser
import Testing

@testable import Commands

@Suite struct PlainConsoleTests {
    @Test(arguments: [
        [], ["cards.csv"], ["-"], ["--demo"], ["--read-only", "cards.csv"], ["cards.csv", "--read-only"],
        ["--profile", "prod"], ["--profile=prod", "--config", "a.yaml", "--lang=zh", "--theme", "light", "x"],
        ["--demo", "--lang", "en"], ["--plain"], ["--demo", "--plain"], ["cards.csv", "--plain", "--read-only"],
    ])
    func aPlainLineMeansWhatTheParserReads(_ line: [String]) throws {
        let plain = try #require(PlainConsole(line, isCommand: CommandLineEntry.isCommand))
        let quick = ConsoleCommand(plain)
        let parsed = try #require(try SimdeckCommand.parseAsRoot(CommandLineEntry.prepared(line)) as? ConsoleCommand)
        #expect(quick.file == parsed.file)
        #expect(quick.demo == parsed.demo)
        #expect(quick.readOnly == parsed.readOnly)
        #expect(quick.plain == parsed.plain)
        #expect(quick.theme == parsed.theme)
        #expect(quick.global.profile == parsed.global.profile)
        #expect(quick.global.config == parsed.global.config)
        #expect(quick.global.lang == parsed.global.lang)
        #expect(quick.fleet.cards == parsed.fleet.cards)
        #expect(quick.fleet.speed == parsed.fleet.speed)
        #expect(quick.fleet.seed == parsed.fleet.seed)
    }

    @Test(arguments: [
        ["--help"], ["-h"], ["help"], ["--version"], ["--lang", "fr"], ["--demo", "--cards", "5"], ["a", "b"], ["stop"],
        ["--lang", "zh", "lookup", "1"], ["--profil", "x"], ["--profile"], ["--profile", "--demo"], ["--"], [""],
        ["console", "x"], ["--demo=1"], ["--theme=", "x"], ["--theme", "", "x"], ["lookup"], ["--read-only", "stop", "1"],
    ])
    func everythingElseIsTheParsers(_ line: [String]) {
        #expect(PlainConsole(line, isCommand: CommandLineEntry.isCommand) == nil)
    }
}
