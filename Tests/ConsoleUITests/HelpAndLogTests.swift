// Help, palette and log: what works now and why not, searched, written to a file, without a secret.

import CellGrid
import Localization
import SIMModel
import TestSupport
import Testing
import ViewModels

@testable import ConsoleUI

@Suite("Help, palette, log")
@MainActor struct HelpAndLogTests {
    private func shot(_ name: String, _ size: (Int, Int), _ act: (Operator) -> Void) {
        for language in Language.allCases {
            let person = Operator(size.0, size.1, options: ConsoleOptions(language: language))
            act(person)
            let file = "overlay/\(name).\(size.0)x\(size.1).\(language.rawValue)"
            #expect(Golden.compare(GoldenTests.dump(person.display.last, person.display.cursor), file) == .same)
        }
    }

    @Test("What the boxes show, in both languages and sizes")
    func golden() {
        for size in [(80, 21), (160, 45)] {
            shot("help-searched", size) {
                $0.press("?", "/")
                $0.type("e")
                $0.press("Enter", "n")
            }
            shot("help-read-only", size) { person in
                person.model.statusState = Fixture.status(isReadOnly: true)
                person.press("?")
            }
            shot("log", size) { $0.press("!") }
            shot("log-searched", size) {
                $0.press("!", "/")
                $0.type("flow")
            }
            shot("palette-found", size) {
                $0.press(":")
                $0.type("sho")
            }
        }
    }

    @Test("Help greys what cannot be done now, with a sign and the reason")
    func reasons() {
        let person = Operator(120, 200)
        person.model.cardsState.markedCount = 0
        person.press("?")
        #expect(person.display.text.contains("✕ U "))
        #expect(person.display.text.contains("✕ Nothing is marked."))
        #expect(!person.display.text.contains("✕ S "))
        person.press("Esc")
        person.model.statusState = Fixture.status(isReadOnly: true)
        person.press("?")
        #expect(person.display.text.contains("✕ S "))
        #expect(person.display.text.contains("✕ Read-only: changes are refused in this run."))
    }

    @Test("A search goes to its matches, tells how many, and Esc takes it back before it closes")
    func search() {
        let person = Operator()
        person.press("?", "/")
        person.type("suspend")
        #expect(person.display.text.contains("Suspend") || person.display.text.contains("suspend"))
        #expect(person.display.text.contains("match 1 of"))
        person.type("xyz")
        #expect(person.display.text.contains("nothing has “suspendxyz” in it"))
        person.press("Enter", "Esc")
        #expect(person.console.overlays.count == 1)
        person.press("Esc")
        #expect(person.console.overlays.isEmpty)
        // Letters that close or scroll are letters while one types.
        person.press("?", "/")
        person.type("q?!jkN")
        #expect((person.console.overlays.last as? TextOverlay)?.query == "q?!jkN")
        person.press("Ctrl-C", "q")
        #expect(person.console.overlays.isEmpty)
    }

    @Test("n and N go round")
    func nextMatch() {
        let lines: [TextOverlay.Line] = (0..<40).map { [("line \($0)", .plain), ($0 % 10 == 3 ? " here" : "", .plain)] }
        var box = TextOverlay(title: "x", lines: lines)
        _ = box.handle(Key("/"), at: Uptime(milliseconds: 0))
        for letter in "HERE" { _ = box.handle(Key(letter), at: Uptime(milliseconds: 0)) }
        _ = box.handle(Key(.enter), at: Uptime(milliseconds: 0))
        #expect(box.found == [3, 13, 23, 33] && box.place == 0 && box.top == 2)
        _ = box.handle(Key("N"), at: Uptime(milliseconds: 0))
        #expect(box.place == 3 && box.top == 32)
        _ = box.handle(Key("n"), at: Uptime(milliseconds: 0))
        #expect(box.place == 0)
    }

    @Test("The log lists the calls, and e writes it all as text")
    func log() throws {
        let person = Operator(100, 40)
        person.press("!")
        #expect(person.display.text.contains("batchQuerySimFlow"))
        #expect(person.display.text.contains("123 ms"))
        #expect(person.display.text.contains("✕ "))
        person.press("e")
        let file = try #require(person.exported.last)
        #expect(file.name == "simdeck-log-2026-11-24-140322.txt")
        #expect(file.text.contains("accountAsset") && file.text.contains("batchQuerySimFlow"))
        #expect(person.console.overlays.count == 1)
        #expect(person.display.lines.last?.contains("Wrote /exports/simdeck-log") == true)
    }

    @Test("The palette finds a command by its id and by its name in the other language")
    func bothLanguages() {
        let chinese = Operator(options: ConsoleOptions(language: .zh))
        chinese.press(":")
        chinese.type("command.show")
        #expect((chinese.console.overlays.last as? Palette)?.found.first?.name == .showCommand)
        chinese.press("Ctrl-U")
        chinese.type("palette")
        chinese.press("Ctrl-U")
        chinese.type("suspend")
        #expect((chinese.console.overlays.last as? Palette)?.found.first?.name == .suspend)
    }

    @Test("A word's start and letters side by side win over letters by chance")
    func scores() throws {
        let words = try #require(Fuzzy.match("gf", in: "Go to Flow"))
        #expect(words.places == [0, 6])
        let scattered = try #require(Fuzzy.match("gf", in: "marking off"))
        #expect(words.score > scattered.score)
        // The best of all ways, not the first: "st" is found at the word, not at the s before it.
        #expect(Fuzzy.match("st", in: "is a stop")?.places == [5, 6])
        #expect(Fuzzy.match("ta", in: "at a tab")?.places == [5, 6])
        #expect(Fuzzy.match("aa", in: "a") == nil)
    }
}
