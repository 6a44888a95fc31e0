// fleet tag and fleet note: what the operator's people say of cards. Nothing of it reaches the platform.

import ArgumentParser
import Localization
import SIMModel
import StateStore

extension FleetCommand {
    /// `simdeck fleet tag`.
    struct Tag: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "tag",
            abstract: Help.text("Add tags to cards of the list, or take them.", "给列表中的号码添加或移除标签。"))

        @OptionGroup var cards: CardArguments
        @Option(help: help("Tags to add: a,b.", "要添加的标签：a,b。")) var add: String?
        @Option(help: help("Tags to take away.", "要移除的标签。")) var remove: String?
        @OptionGroup var global: GlobalOptions

        func run() async throws {
            let text = global.text
            let (added, removed) = (try FleetWork.tags(add ?? "", text), try FleetWork.tags(remove ?? "", text))
            guard !added.isEmpty || !removed.isEmpty else { throw CommandFailure(.usage, text.noTags) }
            let numbers = try CardInput(text: text).numbers(cards.cards)
            try await FleetWork(global).edit(of: numbers.count) {
                try await $0.fleet.tag(numbers, add: added, remove: removed)
            }
        }
    }

    /// `simdeck fleet note`.
    struct Note: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "note",
            abstract: Help.text("Write a note on cards of the list; '' takes it away.", "给列表中的号码写备注；'' 表示删除。"))

        @Argument(
            help: help("Card numbers, @FILE or -, and the note last.", "卡号、@文件或 -，最后是备注。"))
        var cardsAndText: [String]
        @OptionGroup var global: GlobalOptions

        func run() async throws {
            let text = global.text
            guard cardsAndText.count > 1, let last = cardsAndText.last else { throw CommandFailure(.usage, text.noNote) }
            let note = FleetNote.clean(last)
            if note.count > FleetNote.longest { throw CommandFailure(.usage, text.noteTooLong(FleetNote.longest)) }
            let numbers = try CardInput(text: text).numbers(Array(cardsAndText.dropLast()))
            try await FleetWork(global).edit(of: numbers.count) {
                try await $0.fleet.note(numbers, note.isEmpty ? nil : note)
            }
        }
    }
}

extension FleetWork {
    /// Tags as typed, each one fit to be kept.
    static func tags(_ typed: String, _ text: CommandText) throws(CommandFailure) -> [String] {
        let tags = FleetTag.split(typed)
        guard tags.count <= FleetTag.most, tags.allSatisfy({ $0.count <= FleetTag.longest }) else {
            throw CommandFailure(.usage, text.badTags(most: FleetTag.most, longest: FleetTag.longest))
        }
        return tags
    }

    /// A change by hand; status 1 when some of the cards are not in the list.
    func edit(of count: Int, _ body: (LiveState) async throws -> FleetChangeCounts) async throws {
        try await runLocally { state in
            let done = try await body(state)
            OutputStream.err.line("simdeck: " + global.text.listChanged(done.changed, of: done.found))
            guard done.found == count else {
                throw CommandFailure(.partial, global.text.notInList(count - done.found))
            }
        }
    }
}
