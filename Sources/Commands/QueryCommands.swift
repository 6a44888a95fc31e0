// lookup, status, flow: what is known of cards.

import ArgumentParser
import Localization
import PlatformClient
import SIMModel

/// `simdeck lookup`.
struct LookupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lookup",
        abstract: Help.text("The platform's stored records (refreshed about hourly).", "查询平台保存的卡板信息（约每小时更新）。"))

    @OptionGroup var cards: CardArguments
    @OptionGroup var output: OutputOptions
    @OptionGroup var global: GlobalOptions

    func run() async throws {
        try await CardQuery(global: global, output: output).records(cards.cards, in: .calls) { client, numbers in
            await client.records(of: numbers, priority: .interactive)
        }
    }
}

/// `simdeck status`.
struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: Help.text("The carrier's fresh state (a card at most 3 times a minute).", "向运营商查询最新状态（每卡每分钟最多 3 次）。"))

    @OptionGroup var cards: CardArguments
    @OptionGroup var output: OutputOptions
    @OptionGroup var global: GlobalOptions

    func run() async throws {
        try await CardQuery(global: global, output: output).records(cards.cards, in: .turns) { client, numbers in
            await client.freshStatus(of: numbers, priority: .interactive)
        }
    }
}

/// `simdeck flow`.
struct FlowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "flow",
        abstract: Help.text("Flow used now, or in a month.", "查询实时流量或指定月份的流量。"))

    @OptionGroup var cards: CardArguments

    @Option(help: help("A month, YYYY-MM.", "月份，格式 YYYY-MM。"))
    var month: String?

    @Option(help: help("Ask again every so many seconds, until interrupted.", "每隔若干秒重复查询，直到中断。"))
    var watch: Int?

    @OptionGroup var output: OutputOptions
    @OptionGroup var global: GlobalOptions

    mutating func validate() throws {
        if let month, Self.compact(month) == nil {
            throw ValidationError(
                Help.text("--month takes YYYY-MM, not '\(month)'", "--month 的格式是 YYYY-MM，不能是 “\(month)”"))
        }
        if let watch, !(1...86_400).contains(watch) {
            throw ValidationError(Help.text("--watch takes 1 to 86400 seconds", "--watch 取 1 到 86400 秒"))
        }
        if watch != nil, output.json {
            throw ValidationError(
                Help.text("--watch prints many answers: use --jsonl instead of --json", "--watch 会多次输出，请用 --jsonl 代替 --json"))
        }
    }

    func run() async throws {
        let query = CardQuery(global: global, output: output)
        guard let watch else { return try await query.flow(cards.cards, month: month.flatMap(Self.compact), monthName: month) }
        try await query.watchFlow(cards.cards, month: month.flatMap(Self.compact), monthName: month, every: .seconds(watch))
    }

    /// `2026-11` → `202611`.
    static func compact(_ month: String) -> String? {
        let parts = month.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].count == 4, parts[1].count == 2, let year = Int(parts[0]),
            let number = Int(parts[1]), year >= 2000, (1...12).contains(number)
        else { return nil }
        return parts.joined()
    }
}
