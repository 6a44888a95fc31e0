// subscribe, unsubscribe: whether the platform pushes a card's changes.

import ArgumentParser
import Localization
import PlatformClient
import PlatformContract
import SIMModel

/// `simdeck subscribe`.
struct SubscribeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "subscribe",
        abstract: Help.text("Have a card's changes pushed to an address (see simdeck listen).", "订阅卡板变更推送（见 simdeck listen）。"))
    @OptionGroup var cards: CardArguments
    @Option(help: help("Where the platform pushes to.", "推送接收地址。")) var url: String
    @OptionGroup var options: CallOptions

    func run() async throws {
        try await Subscription(options: options).run(cards, [WireField("updateStatus", "1"), WireField("subscribeUrl", url)])
    }
}

/// `simdeck unsubscribe`.
struct UnsubscribeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unsubscribe", abstract: Help.text("End a card's subscription.", "取消订阅。"))
    @OptionGroup var cards: CardArguments
    @OptionGroup var options: CallOptions

    func run() async throws { try await Subscription(options: options).run(cards, [WireField("updateStatus", "2")]) }
}

/// A subscription of any number of cards, a hundred a call.
private struct Subscription {
    var options: CallOptions

    func run(_ cards: CardArguments, _ extra: [WireField]) async throws {
        let numbers = try CardInput(text: options.global.text).numbers(cards.cards)
        let endpoint = Catalogue.batchSubscribe
        let limit = endpoint.limits.cards ?? numbers.count
        let batches = stride(from: 0, to: numbers.count, by: limit).map { Array(numbers[$0..<min($0 + limit, numbers.count)]) }
        let calls = batches.map { [WireField("simNos", WireForm.list($0.map(\.description)))] + extra }
        let run = CallRun(options: options)
        for fields in calls { try run.check(endpoint, fields) }
        let session = try LiveSession.open(options.global)
        try run.confirm(endpoint, calls[0], session)
        do {
            for fields in calls { run.print(try await run.answer(endpoint, fields, session)) }
        } catch {
            await session.client.shutdown()
            throw error
        }
        await session.client.shutdown()
    }
}
