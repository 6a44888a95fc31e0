// ops: the journal of one's own operations, and what is still to be done about them.

import ArgumentParser
import JSONText
import Localization
import Operations
import PlatformClient
import SIMModel
import StateStore

/// `simdeck ops`.
struct OpsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ops",
        abstract: Help.text("The journal of your own operations.", "本机发起的操作日志。"),
        subcommands: [
            List.self, Show.self, Follow.self, Settle.self, Runs.self, Continue.self, Pause.self, Cancel.self, Undo.self,
            Report.self, Changes.self, Export.self, Verify.self,
        ],
        defaultSubcommand: List.self)

    /// `simdeck ops list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Help.text("Operations, newest first.", "列出操作，最新在前。"))

        @Flag(help: help("Only those without an end.", "只列出未结束的。"))
        var open = false

        @Option(help: help("At most so many.", "最多列出多少条。"))
        var limit = 100

        @OptionGroup var output: OutputOptions
        @OptionGroup var global: GlobalOptions

        func run() async throws {
            try await withState(global) { _, state in
                let records = open ? try await state.journal.open() : try await state.journal.recent(limit: limit, before: nil)
                OperationPrinter(output: output, text: global.text).print(Array(records.prefix(limit)))
            }
        }
    }

    /// `simdeck ops show ID`.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Help.text("One operation with its evidence.", "显示一条操作及其证据。"))

        @Argument(help: help("The operation's number.", "操作编号。")) var id: Int64
        @OptionGroup var output: OutputOptions
        @OptionGroup var global: GlobalOptions

        func run() async throws {
            try await withState(global) { _, state in
                guard let record = try await state.journal.record(OperationID(id)) else {
                    throw CommandFailure(.partial, global.text.noSuchOperation(id))
                }
                let evidence = try await state.journal.evidence(of: record.id)
                if output.format == .table {
                    OperationPrinter(output: output, text: global.text).print([record])
                    for entry in evidence {
                        OutputStream.out.line(
                            "  \(entry.at.platformText)  \(entry.state.rawValue)  \(entry.kind)  \(entry.detail)")
                    }
                } else {
                    let steps = evidence.map(EvidenceFields.of)
                    let document = JSONValue.object(
                        RecordFields.of(record) + RecordFields.members(("evidence", .array(steps))))
                    OutputStream.out.line(output.format == .json ? document.prettyText : document.text)
                }
            }
        }
    }

    /// `simdeck ops follow`.
    struct Follow: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Help.text("Follow everything unfinished until it ends.", "跟踪所有未结束的操作，直到结束。"))

        @Option(help: help("Give up after, e.g. 10m.", "最长等待时间，如 10m。")) var wait = ChangeOptions.usualWait
        @OptionGroup var output: OutputOptions
        @OptionGroup var global: GlobalOptions

        mutating func validate() throws {
            if DurationText.parse(wait) == nil {
                throw ValidationError(Help.text("--wait takes a duration such as 10m", "--wait 的格式如 10m"))
            }
        }

        func run() async throws {
            try await withState(global) { session, state in
                try await state.runner.recover()
                let open = try await state.journal.open().filter { $0.state != .planned }
                let follower = Task { await state.runner.follow() }
                defer { follower.cancel() }
                let deadline = session.time.uptime + (DurationText.parse(wait) ?? .zero)
                var ended: [OperationID: OperationRecord] = [:]
                for group in Set(open.map(\.group)) {
                    for record in try await state.runner.waitForEnd(group: group, until: deadline) { ended[record.id] = record }
                }
                try report(open.map { ended[$0.id] ?? $0 }, output, global.text, waited: true)
            }
        }
    }

    /// `simdeck ops settle [ID…]`.
    struct Settle: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Help.text("Look up what is in doubt, once, now.", "立即查询一次存疑操作的结果。"))

        @Argument(help: help("Operations; all unfinished ones without.", "操作编号；不填则为全部未结束的。")) var ids: [Int64] = []
        @Option(
            help: help(
                "Of an ambiguous operation: the operateId of its row, as history shows it.",
                "结果不唯一时：history 中属于该操作的那一行的 operateId。"))
        var row: Int64?
        @Flag(
            help: help(
                "Of one that the log does not show: a person has made sure that it never arrived. Needs --reason.",
                "平台记录中没有的操作：已由人工确认未送达。须填 --reason。"))
        var neverArrived = false
        @Option(help: help("Why, kept in the journal.", "原因，记入日志。")) var reason: String?
        @Flag(name: .shortAndLong, help: help("Do not ask.", "不再询问。")) var yes = false
        @OptionGroup var output: OutputOptions
        @OptionGroup var global: GlobalOptions

        func run() async throws {
            try await withState(global) { _, state in
                try await state.runner.recover()
                if let row {
                    guard ids.count == 1 else { throw CommandFailure(.usage, global.text.oneOperationOnly) }
                    switch try await state.runner.settle(OperationID(ids[0]), byRow: row) {
                    case .success(let record?): return try report([record], output, global.text, waited: false)
                    case .success(nil): throw CommandFailure(.partial, global.text.noSuchRow(row))
                    case .failure(let error): throw CommandFailure(ExitStatus.of(error), global.text.problem(error))
                    }
                }
                if neverArrived {
                    guard ids.count == 1 else { throw CommandFailure(.usage, global.text.oneOperationOnly) }
                    return try await settleByPerson(OperationID(ids[0]), state)
                }
                let records = try await state.runner.settleNow(ids.isEmpty ? nil : ids.map { OperationID($0) })
                try report(records, output, global.text, waited: true)
            }
        }

        /// Records a person's word, after the same question as before a change: the number is typed.
        private func settleByPerson(_ id: OperationID, _ state: LiveState) async throws {
            let text = global.text
            guard let why = reason?.split(separator: " ").joined(separator: " "), !why.isEmpty else {
                throw CommandFailure(.usage, text.reasonWanted)
            }
            if !yes {
                guard ProcessFacts.isTerminal(0) else { throw CommandFailure(.usage, text.needsYes) }
                OutputStream.err.line(text.neverArrivedQuestion(id))
                OutputStream.err.write(text.typeToConfirm("\(id)"))
                guard TypedAnswer.line() == "\(id)" else { throw CommandFailure(.partial, text.nothingDone) }
            }
            let record = try await state.runner.settle(id, neverArrivedBy: ProcessFacts.operatorName, why: why)
            guard let record else { throw CommandFailure(.partial, text.noSuchOperation(id)) }
            if record.state == .unknown { throw CommandFailure(.inDoubt, text.stillLookedFor(id)) }
            try report([record], output, text, waited: false)
        }
    }

    /// Opens the journal of the profile, and turns the store's errors into words.
    static func withState(
        _ global: GlobalOptions, _ body: (LiveSession, LiveState) async throws -> Void
    ) async throws {
        let session = try LiveSession.open(global)
        let state = try session.openState()
        do {
            try await body(session, state)
        } catch let error as StoreError {
            await session.client.shutdown()
            throw CommandFailure(.configuration, global.text.store(error))
        } catch {
            await session.client.shutdown()
            throw error
        }
        await session.client.shutdown()
    }

    static func report(
        _ records: [OperationRecord], _ output: OutputOptions, _ text: CommandText, waited: Bool
    ) throws {
        OperationPrinter(output: output, text: text).print(records)
        let status = ExitStatus.of(records.map(\.state), waited: waited)
        if status != .done { throw status.code }
    }
}
