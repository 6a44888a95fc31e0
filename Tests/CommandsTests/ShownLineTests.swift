// Lines that the console shows for a shell are taken by the program's own parser, after a real shell has
// taken them apart.

import ArgumentParser
import Glibc
import Localization
import SIMModel
import Settings
import Testing
import ViewModels

@testable import Commands
@testable import ConsoleUI

@Suite struct ShownLineTests {
    /// What a POSIX shell makes of a line.
    private func words(_ line: String) throws -> [String] {
        let command = "set -- " + line + "; for word; do printf '%s\\037' \"$word\"; done"
        let pipe = try #require(popen(command, "r"))
        defer { pclose(pipe) }
        var bytes: [UInt8] = []
        while true {
            let byte = fgetc(pipe)
            if byte == EOF { break }
            bytes.append(UInt8(truncatingIfNeeded: byte))
        }
        return bytes.split(separator: 0x1F, omittingEmptySubsequences: false).dropLast().map {
            String(decoding: $0, as: UTF8.self)
        }
    }

    private func parse(_ line: String) throws -> any ParsableCommand {
        let words = try words(line)
        try #require(words.first == "simdeck", "\(line)")
        return try SimdeckCommand.parseAsRoot(CommandLineEntry.prepared(Array(words.dropFirst())))
    }

    private static let cards = (0..<40).compactMap { CardNumber("\(14_900_000_000 + $0)") }

    private static let record = OperationRecord(
        id: OperationID(1190), kind: .stop, simNo: cards[0], state: .unknown, reason: nil, group: "r1", serialNumber: nil,
        operateID: nil, failReason: nil, traceID: "0", createdAt: WallTime(seconds: 0), updatedAt: WallTime(seconds: 0),
        sentAt: nil)

    private static let standing = RunStanding(
        run: BulkRun(
            id: "r4821aa01bc2", kind: .stop, reason: nil, state: .sent, policy: RunPolicy(), hold: nil, note: nil, actor: "a",
            createdAt: WallTime(seconds: 0), updatedAt: WallTime(seconds: 0)), tally: RunTally())

    private static let sources: [CommandSource] =
        [
            .cards([cards[0]]), .cards(Array(cards.prefix(3))), .cards(cards), .flow(cards[0]), .assets, .history(cards[0]),
            .operation(record, standing), .operation(nil, nil), .device("D860000017"), .api("simdeck call accountAsset"),
            .question(.stop, [cards[0]], reason: "", canary: 0),
            .question(.resume, cards, reason: "it's -- $HOME `x` 停机", canary: 5),
            .question(.stop, [cards[0]], reason: "--yes", canary: 0), .question(.stop, [cards[0]], reason: "--wait", canary: 0),
        ] + ShopPart.allCases.map { .shop($0, cards[0]) }

    @Test func everyLineIsTakenByTheParser() throws {
        for source in Self.sources {
            for profile in [nil, "prod"] {
                let lines = source.lines(profile: profile, list: "my cards.csv")
                #expect(!lines.isEmpty, "\(source)")
                for line in lines { #expect(throws: Never.self, "\(line.text)") { _ = try parse(line.text) } }
            }
        }
    }

    @Test func aStopSaysWhatWasTypedAndDoesNotAnswerItself() throws {
        let source = CommandSource.question(.stop, Array(Self.cards.prefix(2)), reason: "it's -- $HOME `x` 停机", canary: 5)
        let stop = try #require(try parse(source.lines(profile: "prod", list: "l")[0].text) as? StopCommand)
        #expect(stop.options.cards.cards == Self.cards.prefix(2).map(\.description))
        #expect(stop.options.reason == "it's -- $HOME `x` 停机")
        #expect(stop.options.canary == 5 && !stop.options.yes)
        #expect(stop.options.global.profile == "prod")
        let dashed = CommandSource.question(.stop, [Self.cards[0]], reason: "--yes", canary: 0)
        let asked = try #require(try parse(dashed.lines(profile: nil, list: "l")[0].text) as? StopCommand)
        #expect(asked.options.reason == "--yes" && !asked.options.yes)
        let many = try #require(
            try parse(
                CommandSource.question(.resume, Self.cards, reason: "", canary: 0).lines(profile: nil, list: "a b.txt")[0].text)
                as? ResumeCommand)
        #expect(many.options.cards.cards == ["@a b.txt"])
    }

    @Test func aKeyGivenTwiceNamesBothPlaces() {
        let text = CommandText(language: .en)
        let places = [
            "cards.sort": ConfigPlace(file: "c.yaml", line: 7, column: 11),
            "cards.watch": ConfigPlace(file: "c.yaml", line: 9, column: 12),
        ]
        let map = KeyMap(overrides: ["cards.sort": ["x"], "cards.watch": ["x"]])
        let words = map.problems.map { text.key($0, places: places) }
        #expect(words.count == 1)
        #expect(words[0].contains("c.yaml:7:11") && words[0].contains("c.yaml:9:12"))
        #expect(words[0].contains("cards.sort") && words[0].contains("cards.watch"))
        for language in Language.allCases {
            let text = CommandText(language: language)
            let refused = KeyMap(overrides: ["cards.stop": ["Ctrl-A"]]).problems.map { text.key($0, places: places) }
            #expect(refused.count == 1 && refused[0].contains("screen"))
        }
    }
}
