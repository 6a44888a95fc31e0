// lookup, status, flow: what is known of cards.

import ArgumentParser
import JSONText
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
        try await CardQuery(global: global, output: output).records(cards.cards) { client, numbers in
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
        try await CardQuery(global: global, output: output).records(cards.cards) { client, numbers in
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

/// Asks about cards and prints the answers.
struct CardQuery {
    var global: GlobalOptions
    var output: OutputOptions

    typealias Ask<Item: Sendable> = (PlatformClient, [CardNumber]) async -> BatchReply<Item>

    func records(_ arguments: [String], ask: Ask<CardRecord>) async throws {
        let numbers = try CardInput(text: global.text).numbers(arguments)
        let session = try LiveSession.open(global)
        let reply = await ask(session.client, numbers)
        let now = session.time.wall
        await session.client.shutdown()
        var table = TextTable(CardTable.recordColumns(global.text))
        var document = ItemDocument(fields: RecordFields.recordNames)
        for (_, record, provenance) in reply.found {
            document.items.append(RecordFields.of(record, provenance))
            table.add(CardTable.cells(record, provenance, now: now, text: global.text))
        }
        try finish(reply, document, table)
    }

    func flow(_ arguments: [String], month: String?, monthName: String?) async throws {
        let numbers = try CardInput(text: global.text).numbers(arguments)
        let session = try LiveSession.open(global)
        let reply = await ask(session, numbers, month: month)
        await session.client.shutdown()
        try printFlow(reply, monthName: monthName, now: session.time.wall)
    }

    /// Repeats until interrupted; a failed round is told and tried again.
    func watchFlow(_ arguments: [String], month: String?, monthName: String?, every interval: Duration) async throws {
        let numbers = try CardInput(text: global.text).numbers(arguments)
        let session = try LiveSession.open(global)
        var next = session.time.uptime
        var isFirst = true
        while true {
            let reply = await ask(session, numbers, month: month)
            if output.format == .table, !isFirst { OutputStream.out.line("") }
            do { try printFlow(reply, monthName: monthName, now: session.time.wall, header: isFirst) } catch is ExitCode {}
            isFirst = false
            next = max(next + interval, session.time.uptime)
            try await session.time.wait(until: next)
        }
    }

    private func ask(_ session: LiveSession, _ numbers: [CardNumber], month: String?) async -> BatchReply<FlowReading> {
        guard let month else { return await session.client.flow(of: numbers, priority: .interactive) }
        return await session.client.monthFlow(of: numbers, month: month, priority: .interactive)
    }

    private func printFlow(
        _ reply: BatchReply<FlowReading>, monthName: String?, now: WallTime, header: Bool = true
    ) throws {
        var table = TextTable(CardTable.flowColumns(global.text))
        var document = ItemDocument(fields: RecordFields.flowNames(month: monthName))
        for (_, reading, provenance) in reply.found {
            document.items.append(RecordFields.of(reading, provenance, month: monthName))
            table.add(CardTable.cells(reading, provenance, now: now, text: global.text))
            if let error = reading.error { document.errors.append((reading.simNo, .null, error)) }
        }
        try finish(reply, document, table, header: header)
    }

    private func finish<Item>(
        _ reply: BatchReply<Item>, _ unfinished: ItemDocument, _ table: TextTable, header: Bool = true
    ) throws {
        let text = global.text
        var document = unfinished
        document.missing = reply.missing
        let itemErrors = document.errors.count
        for (number, error) in reply.errors {
            document.errors.append((number, error.code.map { .integer(Int64($0)) } ?? .null, text.problem(error)))
        }
        switch output.format {
        case .table:
            if !document.items.isEmpty { OutputStream.out.write(table.text) }
            if !reply.missing.isEmpty { OutputStream.err.line("simdeck: " + text.unknownCards(reply.missing)) }
            for (message, cards) in grouped(document.errors) {
                OutputStream.err.line("simdeck: " + text.failedCards(cards, message))
            }
        case .json: OutputStream.out.line(document.json.prettyText)
        case .jsonl:
            OutputStream.out.write(document.jsonLines)
            tellOthers(document)
        case .csv:
            if header { OutputStream.out.write(document.csv) } else { OutputStream.out.write(document.csvBody) }
            tellOthers(document)
        }
        let errors = reply.errors.map(\.1)
        var status = ExitStatus.of(found: reply.found.count, missing: reply.missing.count, errors: errors)
        if status == .done, itemErrors > 0 { status = .partial }
        if status != .done { throw status.code }
    }

    /// What a line format has no place for goes to standard error.
    private func tellOthers(_ document: ItemDocument) {
        if !document.missing.isEmpty { OutputStream.err.line("simdeck: " + global.text.unknownCards(document.missing)) }
        for (message, cards) in grouped(document.errors) {
            OutputStream.err.line("simdeck: " + global.text.failedCards(cards, message))
        }
    }

    /// Cards by message, in the order the messages first appear: a failed call of 100 cards is one line.
    private func grouped(
        _ errors: [(simNo: CardNumber, code: JSONValue, message: String)]
    ) -> [(message: String, cards: [CardNumber])] {
        var groups: [(message: String, cards: [CardNumber])] = []
        var places: [String: Int] = [:]
        for error in errors {
            if let place = places[error.message] {
                groups[place].cards.append(error.simNo)
            } else {
                places[error.message] = groups.count
                groups.append((error.message, [error.simNo]))
            }
        }
        return groups
    }
}

extension PlatformError {
    /// The platform's own code, where it gave one.
    var code: Int? {
        switch kind {
        case .refused(let code, _), .signature(let code, _), .clock(_, let code, _), .rate(let code, _): code
        case .httpStatus(let status): status
        default: nil
        }
    }
}
