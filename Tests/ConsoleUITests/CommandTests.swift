// The table of commands and what is made of it.

import CellGrid
import Localization
import SIMModel
import Testing
import ViewModels

@testable import ConsoleUI

@Suite("Commands and keys")
@MainActor struct CommandTests {
    @Test("The table has each command once, with a key, and words in both languages")
    func complete() {
        #expect(Set(CommandTable.all.map(\.name)) == Set(CommandName.allCases))
        #expect(CommandTable.all.count == CommandName.allCases.count)
        for command in CommandTable.all {
            let isOfThePalette = [.saveTab, .renameTab, .deleteTab, .theme, .profiles].contains(command.name)
            #expect(command.keys.isEmpty == isOfThePalette, "\(command.name)")
            for language in Language.allCases {
                let words = command.name.words(language)
                #expect(!words.short.isEmpty && !words.title.isEmpty && !words.help.isEmpty, "\(command.name) \(language)")
            }
            #expect(command.name.words(.en).help != command.name.words(.zh).help)
        }
    }

    @Test("No key means two things in one pane")
    func conflicts() {
        for pane in PaneID.allCases {
            var seen: [Key: CommandName] = [:]
            for command in CommandTable.all where command.applies(in: pane) {
                for key in command.keys {
                    #expect(seen[key] == nil, "\(KeyNotation.text(key)) in \(pane)")
                    seen[key] = command.name
                }
            }
        }
    }

    @Test(
        "The keys are those of the contract",
        arguments: [
            ("1", CommandName.goCards), ("5", .goOperations), ("Tab", .nextPane), ("Shift-Tab", .previousPane), ("z", .zoom),
            ("j", .down), ("Down", .down), ("k", .up), ("g", .first), ("Home", .first), ("G", .last), ("End", .last),
            ("Ctrl-D", .halfDown), ("Ctrl-U", .halfUp), ("PgDn", .pageDown), ("PgUp", .pageUp), ("h", .left), ("l", .right),
            ("/", .filter), (":", .palette), ("Ctrl-P", .palette), ("Space", .mark), ("v", .markRange), ("A", .markAll),
            ("I", .markInvert), ("U", .markNone), ("Enter", .details), ("Esc", .back), ("q", .quit), ("a", .addCards),
            ("S", .stop), ("E", .resume), ("r", .refresh), ("R", .refreshShown), ("Z", .pause), ("s", .sort), ("w", .watch),
            ("y", .copy), ("e", .export), ("L", .language), ("?", .help), ("F1", .help), ("Ctrl-L", .redraw),
            ("Ctrl-Z", .suspend), ("!", .errors), ("6", .goDevices), ("7", .goShop), ("8", .goAPI), (".", .actions),
        ])
    func keys(_ text: String, _ name: CommandName) throws {
        let key = try #require(KeyNotation.parse(text))
        #expect(KeyMap.standard.resolve(key, in: .cards) == name)
    }

    @Test("No changing verb sits on a control chord")
    func noChords() {
        for command in CommandTable.all where command.effect == .changes {
            #expect(command.keys.allSatisfy { !$0.control && !$0.alt })
        }
    }

    @Test("A profile can rebind, unbind, and is told what it got wrong")
    func rebinding() {
        let map = KeyMap(overrides: [
            "cards.stop": ["X"], "cards.watch": [], "quit": ["Q", "j"], "cards.explode": ["x"], "zoom-": ["z"],
            "copy": ["Hyper-1"],
        ])
        #expect(map.resolve(Key("X"), in: .cards) == .stop)
        #expect(map.resolve(Key("S"), in: .cards) == nil)
        #expect(map.resolve(Key("w"), in: .cards) == nil)
        #expect(map.resolve(Key("j"), in: .cards) == .quit)
        #expect(map.resolve(Key(.down), in: .cards) == .down)
        #expect(map.problems.contains(.unknownCommand("cards.explode")))
        #expect(map.problems.contains(.unknownCommand("zoom-")))
        #expect(map.problems.contains(.unknownKey("Hyper-1", command: "copy")))
        let clash = KeyMap(overrides: ["cards.stop": ["x"], "cards.resume": ["x"]])
        #expect(clash.problems == [.taken("x", by: .resume, wanted: .stop)])
    }

    @Test("A key that does not work here says where it does; an unknown one points at the help")
    func reasons() {
        let person = Operator()
        person.press("3", "S")
        #expect(person.display.lines.last?.contains("Works in Cards.") == true)
        person.press("Ctrl-X")
        #expect(person.display.lines.last?.contains("Ctrl-X does nothing here. ? shows the keys.") == true)
        person.press("L", "Ctrl-X")
        #expect(person.display.lines.last?.contains("Ctrl-X 在此无作用") == true)
    }

    @Test("Letters in order find a command; standing together and starting words wins")
    func fuzzy() throws {
        #expect(Fuzzy.match("xyz", in: "Stop cards") == nil)
        #expect(Fuzzy.match("spc", in: "Stop cards")?.places == [0, 3, 5])
        let together = try #require(Fuzzy.match("stop", in: "Stop cards"))
        let scattered = try #require(Fuzzy.match("stop", in: "Sort the cards on top"))
        #expect(together.score > scattered.score)
        #expect(Fuzzy.match("", in: "anything")?.score == 0)
        #expect(Fuzzy.match("停机", in: "停机") != nil)
    }

    @Test("The palette runs what was found, and offers what was used lately first")
    func palette() {
        let person = Operator()
        person.press(":")
        person.type("go to ass")
        person.press("Enter")
        #expect(person.console.screen.focus == .assets)
        person.press(":")
        let palette = person.console.overlays.last as? Palette
        #expect(palette?.found.first?.name == .goAssets)
        person.press("Esc")
        #expect(person.console.overlays.isEmpty)
    }

    @Test("Stop from the palette asks the same question, and Enter there confirms nothing")
    func paletteStop() {
        let person = Operator()
        person.press(":")
        person.type("stop")
        person.console.handle([.key(Key(.enter)), .key(Key(.enter)), .key(Key("y"))])
        #expect(person.console.overlays.last is ConfirmDialog)
        #expect(person.model.confirmed.isEmpty)
    }
}
