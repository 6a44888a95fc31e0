// fleet protect, unprotect, protected: cards that no operation on several cards may touch.

import ArgumentParser
import JSONText
import Localization
import SIMModel
import StateStore

extension FleetCommand {
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
            try await FleetWork(global).runLocally { state in
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
