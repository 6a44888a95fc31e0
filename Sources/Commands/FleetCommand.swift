// fleet: the profile's own list of cards (the platform cannot list them all), and which of them no
// operation on several cards may touch.

import ArgumentParser
import JSONText
import Localization
import PlatformClient
import SIMModel
import StateStore

/// `simdeck fleet`.
struct FleetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fleet",
        abstract: Help.text("The profile's list of cards, and its protected cards.", "管理本配置的号码列表和受保护的号码。"),
        subcommands: [List.self, Add.self, Remove.self, Protect.self, Unprotect.self, Protected.self],
        defaultSubcommand: List.self)

    /// `simdeck fleet list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Help.text("The cards, in the order they were added.", "按添加顺序列出号码。"))

        @OptionGroup var output: OutputOptions
        @OptionGroup var global: GlobalOptions

        func run() async throws {
            try await FleetWork(global).run { state in
                let cards = try await state.fleet.all()
                var document = ItemDocument(fields: ["simNo"])
                document.items = cards.map { RecordFields.members(("simNo", .string($0.description))) }
                var table = TextTable([.init(title: global.text.columnCard)])
                for card in cards { table.add([card.description]) }
                FleetWork.print(document, table, output)
            }
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

    /// `simdeck fleet protect`.
    struct Protect: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Help.text(
                "No operation on several cards may touch these.", "保护号码：批量操作不会涉及。"))

        @OptionGroup var cards: CardArguments
        @Option(help: help("Why, for whoever meets it.", "原因，供他人查看。")) var reason: String?
        @OptionGroup var global: GlobalOptions

        func run() async throws {
            let numbers = try CardInput(text: global.text).numbers(cards.cards)
            // Operations name a card by its simNo: another name would protect nothing.
            let others = numbers.filter(\.isICCID)
            guard others.isEmpty else { throw CommandFailure(.usage, global.text.protectBySimNo(others)) }
            try await FleetWork(global).change(of: numbers.count) {
                try await $0.protected.protect(numbers, reason: reason, by: ProcessFacts.operatorName, at: $1)
            }
        }
    }

    /// `simdeck fleet unprotect`.
    struct Unprotect: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Help.text("Release cards from protection.", "解除号码的保护。"))

        @OptionGroup var cards: CardArguments
        @OptionGroup var global: GlobalOptions

        func run() async throws {
            let numbers = try CardInput(text: global.text).numbers(cards.cards)
            try await FleetWork(global).change(of: numbers.count) { state, _ in try await state.protected.release(numbers) }
        }
    }

    /// `simdeck fleet protected`.
    struct Protected: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Help.text("The protected cards, by whom and why.", "列出受保护的号码、操作人和原因。"))

        @OptionGroup var output: OutputOptions
        @OptionGroup var global: GlobalOptions

        func run() async throws {
            let text = global.text
            try await FleetWork(global).run { state in
                var document = ItemDocument(fields: ["simNo", "reason", "actor", "protectedAt"])
                var table = TextTable([
                    .init(title: text.columnCard), .init(title: text.columnSince), .init(title: text.columnActor),
                    .init(title: text.columnReason),
                ])
                for card in try await state.protected.all() {
                    document.items.append(
                        RecordFields.members(
                            ("simNo", .string(card.simNo.description)), ("reason", .optional(card.reason)),
                            ("actor", .string(card.actor)), ("protectedAt", .string(card.at.iso8601))))
                    table.add([card.simNo.description, card.at.platformText, card.actor, card.reason ?? ""])
                }
                FleetWork.print(document, table, output)
            }
        }
    }
}

/// Opens the profile's state for a command that asks the platform nothing.
private struct FleetWork {
    var global: GlobalOptions

    init(_ global: GlobalOptions) { self.global = global }

    func run(_ body: (LiveState) async throws -> Void) async throws {
        let session = try LiveSession.open(global)
        let outcome: Result<Void, any Error>
        do {
            try await body(try session.openState())
            outcome = .success(())
        } catch let error as StoreError {
            outcome = .failure(CommandFailure(.configuration, global.text.store(error)))
        } catch {
            outcome = .failure(error)
        }
        await session.client.shutdown()
        try outcome.get()
    }

    /// A change of a list; tells how many of the cards it was about.
    func change(of count: Int, _ body: (LiveState, WallTime) async throws -> Int) async throws {
        let now = LiveTime().wall
        try await run { state in
            let changed = try await body(state, now)
            OutputStream.err.line("simdeck: " + global.text.listChanged(changed, of: count))
        }
    }

    static func print(_ document: ItemDocument, _ table: TextTable, _ output: OutputOptions) {
        switch output.format {
        case .json: OutputStream.out.line(document.json.prettyText)
        case .jsonl: OutputStream.out.write(document.jsonLines)
        case .csv: OutputStream.out.write(document.csv)
        case .table: if !document.items.isEmpty { OutputStream.out.write(table.text) }
        }
    }
}
