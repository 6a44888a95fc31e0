// fleet sync: asks the platform page by page for the account's own cards and adds those the list does not
// have. What the platform no longer lists is told and stays: leaving a card out is a person's decision.

import ArgumentParser
import JSONText
import Localization
import PlatformClient
import PlatformContract
import SIMModel
import StateStore

extension FleetCommand {
    /// `simdeck fleet sync`. upstream: 分页获取系列裸卡 (simPage).
    struct Sync: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "sync",
            abstract: Help.text("Add the cards that the platform lists for this account.", "添加平台为本账号列出的号码。"),
            discussion: Help.text(
                "Reads simPage page by page. Its path is documented, its parameters and reply are inferred: a reply that names no cards or repeats its first page ends the reading, and nothing is added. Cards that the platform does not list are told (status 1), never removed.",
                "逐页读取 simPage。该接口路径有文档，参数与返回为推断：返回中没有号码或重复第一页时停止，不添加任何号码。平台未列出的号码只提示（退出码 1），不会移除。"))

        @Option(help: help("Only cards of this series.", "只读取该系列。")) var series: Int64?
        @Option(help: help("Add this tag to the new cards (several: a,b).", "给新增号码加上该标签（可多个：a,b）。")) var tag: String?
        @Flag(help: help("Say what would be done, and do nothing.", "只说明将做什么，不写入。")) var dryRun = false
        @OptionGroup var output: OutputOptions
        @OptionGroup var global: GlobalOptions

        func run() async throws {
            let text = global.text
            let tags = try FleetWork.tags(tag ?? "", text)
            try await FleetWork(global).run { state, client in
                let listed = try await FleetPages(client: client, series: series, text: text).read()
                var known: Set<CardNumber> = []
                var local: [FleetEntry] = []
                try await FleetWork.each(state.fleet) { entries in
                    for entry in entries {
                        known.formUnion(FleetPages.names(of: entry))
                        local.append(entry)
                    }
                }
                let new = listed.filter { !FleetPages.names(of: $0).contains(where: known.contains) }
                if !dryRun, !new.isEmpty {
                    let now = LiveTime().wall
                    for start in stride(from: 0, to: new.count, by: FleetImportWork.batch) {
                        _ = try await state.fleet.merge(
                            Array(new[start..<min(start + FleetImportWork.batch, new.count)]), tags: tags, at: now)
                    }
                }
                // A series alone says nothing of the cards of another.
                var gone: [CardNumber] = []
                if series == nil {
                    let names = Set(listed.flatMap(FleetPages.names))
                    gone = local.filter { !FleetPages.names(of: $0).contains(where: names.contains) }.map(\.simNo)
                }
                print(new.map(\.simNo), gone, listed.count)
                if !gone.isEmpty { throw ExitStatus.partial.code }
            }
        }

        private func print(_ new: [CardNumber], _ gone: [CardNumber], _ listed: Int) {
            let text = global.text
            OutputStream.err.line("simdeck: " + text.synced(listed: listed, added: new.count, isDryRun: dryRun))
            if !gone.isEmpty { OutputStream.err.line("simdeck: " + text.notListed(gone.count)) }
            let rows = new.map { ($0, "added") } + gone.map { ($0, "notListed") }
            var document = ItemDocument(fields: ["simNo", "change"])
            document.items = rows.map { RecordFields.members(("simNo", .string($0.0.description)), ("change", .string($0.1))) }
            var table = TextTable([.init(title: text.columnCard), .init(title: text.columnChange)])
            for row in rows { table.add([row.0.description, text.fleetChange(row.1 == "added")]) }
            FleetWork.print(document, table, output)
        }
    }
}

/// Reads the platform's pages of cards.
struct FleetPages {
    /// Cards asked for at a time.
    static let size = 100
    /// More pages than any account has cards: a platform that never ends.
    static let most = 50_000

    let client: PlatformClient
    let series: Int64?
    let text: CommandText

    /// Every card of every page; all or nothing.
    func read() async throws -> [FleetEntry] {
        var entries: [FleetEntry] = []
        var seen: Set<CardNumber> = []
        let bar = ProgressBar(isShown: ProcessFacts.takesProgress)
        defer { bar.clear() }
        for page in 1...Self.most {
            let reply: OpenItems
            do throws(PlatformError) {
                reply = try await client.simPage(series: series, page: page, size: Self.size)
            } catch {
                throw CommandFailure(ExitStatus.of(error), text.problem(error))
            }
            let cards = try reply.items.map { item throws(CommandFailure) in try entry(item) }
            let new = cards.filter { seen.insert($0.simNo).inserted }
            // It takes no notice of the page that was asked for: going on would never end.
            if new.isEmpty, !cards.isEmpty { throw CommandFailure(.unreachable, text.pagesRepeat(page)) }
            entries += new
            let total = Self.total(reply.source)
            bar.draw(total.map { min(100, entries.count * 100 / max(1, $0)) }, text.cardsTaken(entries.count))
            let isLast = total.map { entries.count >= $0 } ?? (cards.count < Self.size)
            if cards.isEmpty || isLast { return entries }
        }
        throw CommandFailure(.unreachable, text.pagesRepeat(Self.most))
    }

    private func entry(_ item: OpenItem) throws(CommandFailure) -> FleetEntry {
        let iccid = item.text("iccid").flatMap { CardNumber($0) }
        guard let simNo = item.text("simNo").flatMap({ CardNumber($0) }) ?? iccid else {
            throw CommandFailure(.unreachable, text.noCardsInReply)
        }
        return FleetEntry(simNo: simNo, iccid: iccid == simNo ? nil : iccid)
    }

    private static func total(_ data: JSONValue) -> Int? {
        guard case .integer(let total)? = data["total"], total >= 0 else { return nil }
        return Int(total)
    }

    /// What a card is found by.
    static func names(of entry: FleetEntry) -> [CardNumber] {
        let iccid = entry.iccid ?? (entry.simNo.isICCID ? entry.simNo : nil)
        return [entry.simNo] + (iccid.map { [$0.comparisonKey] } ?? [])
    }
}
