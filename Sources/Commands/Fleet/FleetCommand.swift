// fleet: the profile's own list of cards (the platform cannot list them all), and which of them no
// operation on several cards may touch. Here the verbs of the list itself; the others stand beside it.

import ArgumentParser
import JSONText
import Localization
import SIMModel
import StateStore

/// `simdeck fleet`.
struct FleetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fleet",
        abstract: Help.text("The profile's list of cards, and its protected cards.", "管理本配置的号码列表和受保护的号码。"),
        subcommands: [
            List.self, Import.self, Export.self, Add.self, Remove.self, Tag.self, Note.self, Sync.self, Protect.self,
            Unprotect.self, Protected.self,
        ],
        defaultSubcommand: List.self)

    /// `simdeck fleet list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Help.text("The cards, in the order they were added.", "按添加顺序列出号码。"))

        @Option(name: .customLong("tag"), help: help("Only cards with this tag.", "只列出带该标签的号码。")) var tag: String?
        @OptionGroup var output: OutputOptions
        @OptionGroup var global: GlobalOptions

        func run() async throws {
            let text = global.text
            try await FleetWork(global).runLocally { state in
                var document = ItemDocument(fields: FleetListText.columns)
                var table = TextTable([
                    .init(title: text.columnCard), .init(title: text.columnTags), .init(title: text.columnNote),
                ])
                try await FleetWork.each(state.fleet, tag: tag) { entries in
                    for entry in entries {
                        document.items.append(Self.members(entry, output.format))
                        if output.format == .table {
                            table.add([entry.simNo.description, entry.tags.joined(separator: ", "), entry.note ?? ""])
                        }
                    }
                }
                FleetWork.print(document, table, output)
            }
        }

        /// `tags` is a list; in the one cell that CSV has for it, parted by `;`.
        static func members(_ entry: FleetEntry, _ format: OutputFormat) -> [JSONMember] {
            RecordFields.members(
                ("simNo", .string(entry.simNo.description)), ("iccid", .optional(entry.iccid)),
                ("tags", format == .csv ? .string(entry.tags.joined(separator: ";")) : .strings(entry.tags)),
                ("note", .optional(entry.note)))
        }
    }

    /// `simdeck fleet add`.
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Help.text("Add cards to the list.", "把号码加入列表。"))

        @OptionGroup var cards: CardArguments
        @OptionGroup var global: GlobalOptions

        func run() async throws {
            let numbers = try CardInput(text: global.text).numbers(cards.cards)
            try await FleetWork(global).change(of: numbers.count) { try await $0.fleet.add(numbers, at: $1) }
        }
    }

    /// `simdeck fleet remove`.
    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Help.text(
                "Take cards from the list; nothing happens to the cards.", "把号码移出列表；不影响号码本身。"))

        @OptionGroup var cards: CardArguments
        @OptionGroup var global: GlobalOptions

        func run() async throws {
            let numbers = try CardInput(text: global.text).numbers(cards.cards)
            try await FleetWork(global).change(of: numbers.count) { state, _ in try await state.fleet.remove(numbers) }
        }
    }
}
