// package: what a card can buy, has, and buys. Buying is written down before it is sent, sent once, and
// never repeated.

import ArgumentParser
import JSONText
import Localization
import Operations
import PlatformClient
import PlatformContract
import SIMModel
import Settings
import StateStore

/// `simdeck package`.
struct PackageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "package", abstract: Help.text("Packages of a card.", "套餐。"),
        subcommands: [List.self, Usage.self, Buy.self, Purchases.self, Settle.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: Help.text("What the card can buy, with prices.", "可订购套餐及价格。"))
        @OptionGroup var card: OneCard
        @OptionGroup var options: CallOptions

        func run() async throws {
            try await CallRun(options: options).run(Catalogue.queryOrderPackages, [try card.field(options.global.text)])
        }
    }

    struct Usage: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: Help.text("What it has and how much is used.", "套餐用量。"))
        @OptionGroup var card: OneCard
        @OptionGroup var options: CallOptions

        func run() async throws {
            try await CallRun(options: options).run(Catalogue.queryPackageFlow, [try card.field(options.global.text)])
        }
    }

    struct Buy: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: Help.text("Buy one: spends money, once.", "订购套餐：会扣费，只执行一次。"))
        @OptionGroup var card: OneCard
        @Argument(help: help("The package's number (simdeck package list).", "套餐编号（见 simdeck package list）。")) var package: String
        @Flag(help: help("It begins next month.", "次月生效。")) var nextMonth = false
        @Flag(help: help("Buy although the same is in doubt or was just bought.", "同一订购存疑或刚完成时仍然订购。")) var again = false
        @Option(help: help("Why; sent as the remark.", "原因；作为备注提交。")) var reason: String?
        @OptionGroup var options: CallOptions

        func run() async throws {
            let text = options.global.text
            let call = CallRun(options: options)
            let simNo = try card.field(text)
            let session = try LiveSession.open(options.global)
            let listed = try await call.answer(Catalogue.queryOrderPackages, [simNo], session)
            guard let offer = PackageOffer.find(package, in: listed.data ?? .null) else {
                await session.client.shutdown()
                throw CommandFailure(.partial, text.noSuchPackage(package, simNo.value))
            }
            let balance = try? await session.client.accountAssets(priority: .interactive).assets.main.balance
            OutputStream.err.line(
                text.purchaseQuestion(
                    offer.name ?? package, simNo.value, price: offer.price?.text, balance: balance?.text,
                    after: offer.price.flatMap { price in balance.map { ($0 - price).text } }, account: session.profile.name))
            try call.confirm(Catalogue.submitPackageOrder, [], session)
            guard let number = CardNumber(simNo.value) else { throw CommandFailure(.usage, text.oneCardOnly) }
            let order = PackageOrder(
                simNo: number, packageID: package, name: offer.name, price: offer.price, effect: nextMonth ? .nextMonth : .now,
                remark: reason)
            try await PurchaseRun(options: options, session: session).buy { runner throws(PurchaseError) in
                try await runner.buy(order, allowsRepeat: again)
            }
        }
    }

    struct Purchases: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Help.text("Your own purchases, newest first.", "本机发起的订购记录，最新在前。"))
        @Option(help: help("At most so many.", "最多列出多少条。")) var limit = 50
        @OptionGroup var options: CallOptions

        func run() async throws {
            let session = try LiveSession.open(options.global)
            let state = try session.openState()
            do {
                PurchaseRun(options: options, session: session).print(
                    try await PurchaseJournal(state.database).recent(limit: limit))
            } catch {
                throw CommandFailure(.configuration, options.global.text.store(error))
            }
            await session.client.shutdown()
        }
    }

    struct Settle: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: Help.text("Look up purchases in doubt.", "查询存疑订购的结果。"))
        @OptionGroup var options: CallOptions

        func run() async throws {
            let session = try LiveSession.open(options.global)
            try await PurchaseRun(options: options, session: session).settle()
        }
    }
}

/// A purchase from its plan on the disk to the exit status.
struct PurchaseRun {
    var options: CallOptions
    var session: LiveSession

    private var text: CommandText { options.global.text }

    func buy(_ body: (PurchaseRunner) async throws(PurchaseError) -> PurchaseOutcome) async throws {
        let runner = try self.runner()
        let outcome: PurchaseOutcome
        do throws(PurchaseError) {
            outcome = try await body(runner)
        } catch {
            await session.client.shutdown()
            throw failure(error)
        }
        await session.client.shutdown()
        print([outcome.record])
        if let error = outcome.error { OutputStream.err.line("simdeck: " + text.problem(error)) }
        try finish([outcome.record])
    }

    func settle() async throws {
        let runner = try self.runner()
        do throws(StoreError) {
            try await runner.recover()
            let found = try await runner.settle()
            await session.client.shutdown()
            print(found.records)
            for error in found.errors { OutputStream.err.line("simdeck: " + text.problem(error)) }
            if found.records.contains(where: { $0.state == .unknown }) {
                OutputStream.err.line("simdeck: " + text.purchaseInDoubt(found.records.map(\.customNo)))
            }
        } catch {
            await session.client.shutdown()
            throw CommandFailure(.configuration, text.store(error))
        }
    }

    private func runner() throws(CommandFailure) -> PurchaseRunner {
        try session.openState().purchases
    }

    private func finish(_ records: [PurchaseRecord]) throws {
        for record in records {
            switch record.state {
            case .bought: break
            case .refused: throw ExitStatus.refused.code
            case .cancelled: throw ExitStatus.unreachable.code
            case .planned, .sending, .unknown:
                OutputStream.err.line("simdeck: " + text.purchaseInDoubt([record.customNo]))
                throw ExitStatus.inDoubt.code
            }
        }
    }

    private func failure(_ error: PurchaseError) -> CommandFailure {
        switch error {
        case .readOnly: CommandFailure(.refused, text.problem(PlatformError(.readOnly, sent: .notSent, endpoint: "")))
        case .store(let error): CommandFailure(.configuration, text.store(error))
        case .repeats(let record):
            CommandFailure(
                record.state == .bought ? .partial : .inDoubt, text.purchaseRepeats(record.customNo, record.state.rawValue))
        case .balanceTooLow(let price, let balance): CommandFailure(.refused, text.balanceTooLow(price.text, balance.text))
        case .balanceUnknown(let error): CommandFailure(ExitStatus.of(error), text.problem(error))
        }
    }

    func print(_ records: [PurchaseRecord]) {
        var document = ItemDocument(fields: Self.names)
        document.items = records.map(Self.members)
        switch options.output.format {
        case .json: OutputStream.out.line(JSONValue.fields(("purchases", .array(document.items.map { .object($0) }))).prettyText)
        case .jsonl: OutputStream.out.write(document.jsonLines)
        case .csv: OutputStream.out.write(document.csv)
        case .table: OutputStream.out.write(ReplyTable.text(.array(document.items.map { .object($0) })))
        }
    }

    private static let names = [
        "id", "kind", "target", "item", "name", "price", "paid", "customNo", "state", "orderSn", "failReason", "createdAt",
    ]

    private static func members(_ record: PurchaseRecord) -> [JSONMember] {
        RecordFields.members(
            ("id", .integer(record.id.value)), ("kind", .string(record.kind.rawValue)), ("target", .string(record.target)),
            ("item", .string(record.item)), ("name", .optional(record.itemName)), ("price", .optional(record.price)),
            ("paid", .optional(record.paid)), ("customNo", .string(record.customNo)), ("state", .string(record.state.rawValue)),
            ("orderSn", .optional(record.orderSn)), ("failReason", .optional(record.failReason)),
            ("createdAt", .string(record.createdAt.iso8601)))
    }
}
