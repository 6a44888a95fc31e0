// history, assets: the platform's log of operations and the account's money.

import ArgumentParser
import JSONText
import Localization
import Operations
import PlatformClient
import SIMModel

/// `simdeck history`.
struct HistoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: Help.text("The platform's log of operations.", "查询平台的卡板操作记录。"))

    @Argument(help: help("A card number.", "卡号。"))
    var card: String?

    @Option(help: help("Rows of this serial number.", "按操作流水号查询。"))
    var serial: String?

    @Option(help: help("Only this action: stop, resume or the platform's number.", "只看某种操作：stop、resume 或平台编号。"))
    var action: String?

    @OptionGroup var output: OutputOptions
    @OptionGroup var global: GlobalOptions

    /// upstream: actionType of 复机, the only one that is documented.
    private static let resumeType = 3

    mutating func validate() throws {
        if card == nil, serial == nil {
            throw ValidationError(Help.text("give a card or --serial", "请给出卡号或 --serial"))
        }
        if let action, OperationKind(rawValue: action) == nil, Int(action) == nil {
            throw ValidationError(
                Help.text(
                    "--action takes stop, resume or a number, not '\(action)'",
                    "--action 只能是 stop、resume 或数字，不能是 “\(action)”"))
        }
    }

    func run() async throws {
        let text = global.text
        let number = try card.map { try CardInput(text: text).numbers([$0]) }
        if let number, number.count > 1 { throw CommandFailure(.usage, text.oneCardOnly) }
        let session = try LiveSession.open(global)
        // Only the resume's number is documented; a stop is told by its words.
        let wantedKind = action.flatMap { OperationKind(rawValue: $0) }
        let type = wantedKind == .resume ? Self.resumeType : action.flatMap { Int($0) }
        let reply: ActionLogReply
        do {
            reply = try await session.client.actionLog(
                ActionQuery(simNo: number?.first, serialNumber: serial, actionType: type), priority: .interactive)
        } catch {
            await session.client.shutdown()
            throw CommandFailure(ExitStatus.of(error), text.problem(error))
        }
        await session.client.shutdown()
        print(reply.entries.filter { wantedKind == nil || Settlement.kind(of: $0) == wantedKind }, receivedAt: reply.receivedAt)
    }

    private func print(_ entries: [ActionLogEntry], receivedAt: WallTime) {
        let text = global.text
        var document = ItemDocument(fields: RecordFields.actionNames)
        document.items = entries.map { RecordFields.of($0, receivedAt: receivedAt) }
        switch output.format {
        case .json: OutputStream.out.line(document.json.prettyText)
        case .jsonl: OutputStream.out.write(document.jsonLines)
        case .csv: OutputStream.out.write(document.csv)
        case .table:
            guard !entries.isEmpty else { return OutputStream.err.line("simdeck: " + text.emptyLog) }
            var table = TextTable([
                .init(title: text.columnCreated), .init(title: text.columnCard), .init(title: text.columnAction),
                .init(title: text.columnState), .init(title: text.columnSerial), .init(title: text.columnProblem),
            ])
            for entry in entries {
                table.add([
                    entry.createdAt?.platformText ?? CardTable.unknown, entry.simNo.description,
                    entry.actionText.isEmpty ? "\(entry.actionType)" : entry.actionText, text.actionStatus(entry.status),
                    entry.serialNumber ?? CardTable.unknown, entry.failReason ?? "",
                ])
            }
            OutputStream.out.write(table.text)
        }
    }
}

/// `simdeck assets`.
struct AssetsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assets",
        abstract: Help.text("Balance and pools.", "查询账户余额与流量池资产。"))

    @OptionGroup var output: OutputOptions
    @OptionGroup var global: GlobalOptions

    func run() async throws {
        let text = global.text
        let session = try LiveSession.open(global)
        let reply: AssetsReply
        do {
            reply = try await session.client.accountAssets(priority: .interactive)
        } catch {
            await session.client.shutdown()
            throw CommandFailure(ExitStatus.of(error), text.problem(error))
        }
        await session.client.shutdown()
        let value = RecordFields.of(reply.assets, receivedAt: reply.receivedAt)
        switch output.format {
        case .json: OutputStream.out.line(value.prettyText)
        case .jsonl: OutputStream.out.line(value.text)
        case .csv:
            var document = ItemDocument(fields: RecordFields.of(AccountAssets.Pool(id: 0)).map(\.key))
            document.items = reply.assets.pools.map { RecordFields.of($0) }
            OutputStream.out.write(document.csv)
        case .table:
            OutputStream.out.line(
                "\(text.balance)  \(reply.assets.main.balance?.grouped ?? CardTable.unknown)  \(reply.assets.main.username ?? "")"
            )
            OutputStream.out.write(poolTable(reply.assets.pools))
        }
    }

    private func poolTable(_ pools: [AccountAssets.Pool]) -> String {
        let text = global.text
        var table = TextTable([
            .init(title: text.columnPool), .init(title: text.columnCode), .init(title: text.balance, isNumber: true),
            .init(title: text.columnDeposit, isNumber: true), .init(title: text.columnFrozen, isNumber: true),
            .init(title: text.columnAvailable, isNumber: true),
        ])
        for pool in pools {
            table.add(
                [pool.name ?? "\(pool.id)", pool.code ?? CardTable.unknown]
                    + [pool.balance, pool.deposit, pool.frozen, pool.available].map { $0?.grouped ?? CardTable.unknown })
        }
        return table.text
    }
}
