// Presets, sequences, what a key may not be given to, and the page that is printed from the table.

import CellGrid
import Localization
import SIMModel
import Settings
import TestSupport
import Testing
import ViewModels

@testable import ConsoleUI

@Suite("Keys of one's own")
@MainActor struct KeyMapTests {
    @Test("Every preset is one of the configuration's, reaches every line, and clashes with nothing")
    func presets() {
        #expect(KeyPreset.allCases.map(\.rawValue) == SettingKey.keyPresets)
        for preset in KeyPreset.allCases {
            let map = KeyMap(preset: preset, overrides: [:])
            #expect(map.problems.isEmpty && map.warnings.isEmpty)
            for name in [CommandName.down, .up, .first, .last, .left, .right, .pageDown, .pageUp] {
                #expect(!map.keys(for: name).isEmpty, "\(preset) \(name)")
            }
            for pane in PaneID.allCases {
                var seen: [KeySequence] = []
                for command in CommandTable.all where command.applies(in: pane) {
                    for key in map.keys(for: command.name) {
                        #expect(!seen.contains { $0.clashes(with: key) }, "\(preset): \(key.text) in \(pane)")
                        seen.append(key)
                    }
                }
            }
            // A preset moves; it changes nothing that changes cards.
            for command in CommandTable.all where command.effect.isGuarded {
                #expect(map.keys(for: command.name) == KeyMap.standard.keys(for: command.name))
            }
        }
        let strict = KeyMap(preset: .vimStrict, overrides: [:])
        #expect(strict.resolve(Key(.down), in: .cards) == nil && strict.resolve(Key("j"), in: .cards) == .down)
        let arrows = KeyMap(preset: .arrowsOnly, overrides: [:])
        #expect("jkhlgG".allSatisfy { arrows.resolve(Key($0), in: .cards) == nil })
        #expect(arrows.resolve(Key(.home), in: .cards) == .first)
    }

    @Test("A person's keys lie over the preset")
    func overPreset() {
        let map = KeyMap(preset: .vimStrict, overrides: ["move.first": ["Home"], "cards.watch": ["g w"]])
        #expect(map.resolve(Key(.home), in: .cards) == .first)
        #expect(map.next(after: Key("g"), in: .cards).map(\.name) == [.watch])
        #expect(map.next(after: Key("g"), in: .flow).isEmpty)
        #expect(map.problems.isEmpty)
    }

    @Test("A key that begins a sequence takes the sequences of the defaults, and the other way round")
    func prefixes() {
        let single = KeyMap(preset: .vimStrict, overrides: ["cards.watch": ["g"]])
        #expect(single.keys(for: .first).isEmpty)
        let sequence = KeyMap(overrides: ["cards.watch": ["g w"]])
        #expect(sequence.keys(for: .first).map(\.text) == ["Home"])
        let clash = KeyMap(overrides: ["cards.watch": ["x"], "cards.sort": ["x x"]])
        #expect(
            clash.problems == [.taken("x x", by: .sort, wanted: .watch)]
                || clash.problems == [.taken("x", by: .watch, wanted: .sort)])
        #expect(KeySequence("g  g")?.text == "g g")
        #expect(KeySequence("g g g") == nil && KeySequence("") == nil && KeySequence("g Hyper") == nil)
    }

    @Test(
        "No changing verb gets a key that moves, a chord, or a multiplexer's prefix",
        arguments: [
            ("Enter", KeyRefusal.moves), ("Space", .moves), ("Tab", .moves), ("Down", .moves), ("j", .moves), ("Ctrl-D", .moves),
            ("Ctrl-U", .moves), ("Ctrl-F", .moves), ("Ctrl-B", .multiplexer("tmux")), ("Ctrl-A", .multiplexer("screen")),
            ("Ctrl-O", .multiplexer("zellij")), ("Ctrl-\\", .multiplexer("dtach")), ("Ctrl-X", .chord), ("Alt-s", .chord),
            ("g j", .moves),
        ])
    func refused(_ text: String, _ why: KeyRefusal) {
        for name in [CommandName.stop, .resume, .send] {
            let map = KeyMap(overrides: [name.rawValue: [text, "X"]])
            #expect(map.problems == [.refused(KeySequence(text)?.text ?? "", command: name, why)])
            #expect(map.keys(for: name).map(\.text) == ["X"])
        }
        #expect(KeyMap(overrides: ["cards.watch": [text]]).problems.isEmpty)
    }

    @Test("Other commands on a multiplexer's prefix work, with a warning")
    func warned() {
        let map = KeyMap(overrides: ["move.page-up": ["Ctrl-B"]])
        #expect(map.problems.isEmpty)
        #expect(map.warnings == [.multiplexer("Ctrl-B", program: "tmux", command: .pageUp)])
        #expect(map.resolve(.control("b"), in: .cards) == .pageUp)
    }

    @Test("The table itself keeps the rules")
    func table() {
        for command in CommandTable.all {
            for key in command.keys {
                let sequence = KeySequence(key)
                #expect(KeyRules.multiplexer(key) == nil, "\(command.name)")
                if command.effect.isGuarded { #expect(KeyRules.refusal(sequence) == nil, "\(command.name)") }
            }
        }
    }

    @Test("The first key of a sequence shows what may follow; the second runs it, any other says so")
    func whichKey() {
        for language in Language.allCases {
            let keys = KeyMap(preset: .vimStrict, overrides: ["cards.watch": ["g w"], "mark.none": ["g u"]])
            let person = Operator(options: ConsoleOptions(language: language, keys: keys))
            person.press("g")
            #expect(person.console.overlays.last is NextKeysBox)
            let file = "overlay/next-keys.\(language.rawValue)"
            #expect(Golden.compare(GoldenTests.dump(person.display.last, person.display.cursor), file) == .same)
            person.press("g")
            #expect(person.console.overlays.isEmpty)
            #expect(person.model.moves.last?.1 == .first)
            person.press("g", "x")
            #expect(person.console.overlays.isEmpty)
            #expect(person.display.lines.last?.contains("g x") == true)
            person.press("g", "Esc")
            #expect(person.console.overlays.isEmpty)
        }
    }

    @Test("docs/keys.md is the page that the program prints")
    func page() {
        let path = TestFile.projectRoot() + "/docs/keys.md"
        if ProcessEnvironment.isRecording { TestFile.write(Array(KeysPage.text.utf8), to: path) }
        #expect(TestFile.text(path) == KeysPage.text, "RECORD=1 make test writes it anew")
        for name in CommandName.allCases { #expect(KeysPage.text.contains("| `\(name.rawValue)` |")) }
    }
}
