// ops for bulk work: which runs there are, going on with one, pausing it, giving up its rest, taking it back.

import ArgumentParser
import JSONText
import Localization
import Operations
import SIMModel
import Settings
import StateStore

extension OpsCommand {
    /// `simdeck ops runs`.
    struct Runs: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Help.text("Bulk work: each run with its counts.", "批量操作：列出每个批次及其统计。"))

        @Option(help: help("At most so many.", "最多列出多少条。")) var limit = 20
        @OptionGroup var output: OutputOptions
        @OptionGroup var global: GlobalOptions

        func run() async throws {
            try await withState(global) { _, state in
                try await state.runner.recover()
                let runs = try await state.journal.recentRuns(limit: limit)
                RunPrinter(output: output, text: global.text).print(runs)
            }
        }
    }

    /// `simdeck ops continue RUN|ID…`.
    struct Continue: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Help.text("Send what was planned and never sent.", "发送已计划但未发送的操作。"))

        @Argument(help: help("A paused run (see ops runs), or planned operations.", "已暂停的批次（见 ops runs），或处于计划状态的操作编号。"))
        var ids: [String]
        @Flag(name: .shortAndLong, help: help("Do not ask.", "不再询问。")) var yes = false
        @Option(help: help("Follow to the end: --wait=10m.", "跟踪到最终结果：--wait=10m。")) var wait: String?
        @OptionGroup var output: OutputOptions
        @OptionGroup var global: GlobalOptions

        mutating func validate() throws {
            if let wait, DurationText.parse(wait) == nil {
                throw ValidationError(Help.text("--wait takes a duration such as 10m", "--wait 的格式如 10m"))
            }
        }

        func run() async throws {
            guard yes else { throw CommandFailure(.usage, global.text.needsYes) }
            try await withState(global) { session, state in
                switch try Named(ids, global.text) {
                case .operations(let ids):
                    do {
                        let submission = try await state.runner.continuePlanned(ids)
                        try report(submission.records, output, global.text, waited: false)
                    } catch let error as SubmissionError {
                        throw CommandFailure.of(error, global.text)
                    }
                case .run(let id):
                    guard try await state.journal.run(id) != nil else {
                        throw CommandFailure(.partial, global.text.noSuchRun(id))
                    }
                    let outcome = try await RunDriver(text: global.text, session: session, state: state)
                        .run(patience: wait.flatMap(DurationText.parse), runID: id) { try await $0.takeUp(id) }
                    outcome.tell(global.text)
                    if outcome.isInterrupted { throw ExitStatus.interrupted.code }
                    let status = ExitStatus.of(outcome.records.map(\.state), waited: wait != nil)
                    if output.format != .table { OperationPrinter(output: output, text: global.text).print(outcome.records) }
                    if status != .done { throw status.code }
                }
            }
        }
    }

    /// `simdeck ops pause RUN`.
    struct Pause: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Help.text("Pause a run between two calls, whoever sends it.", "在两次调用之间暂停批次（无论由谁执行）。"))

        @Argument(help: help("The run.", "批次。")) var id: String
        @OptionGroup var output: OutputOptions
        @OptionGroup var global: GlobalOptions

        func run() async throws {
            try await withState(global) { _, state in
                let isPaused = try await state.runner.pauseRun(id)
                guard let standing = try await state.journal.run(id) else {
                    throw CommandFailure(.partial, global.text.noSuchRun(id))
                }
                RunPrinter(output: output, text: global.text).print([standing])
                if !isPaused, standing.run.state != .paused { throw ExitStatus.partial.code }
            }
        }
    }

    /// `simdeck ops cancel RUN|ID…`.
    struct Cancel: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Help.text("Give up what was planned and never sent.", "取消已计划但未发送的操作。"))

        @Argument(help: help("A run, or planned operations.", "批次，或处于计划状态的操作编号。")) var ids: [String]
        @OptionGroup var output: OutputOptions
        @OptionGroup var global: GlobalOptions

        func run() async throws {
            try await withState(global) { _, state in
                switch try Named(ids, global.text) {
                case .run(let id):
                    try await state.runner.cancelRun(id)
                    guard let standing = try await state.journal.run(id) else {
                        throw CommandFailure(.partial, global.text.noSuchRun(id))
                    }
                    RunPrinter(output: output, text: global.text).print([standing])
                case .operations(let ids):
                    try await state.runner.cancelPlanned(ids)
                    let records = try await state.journal.records(ids)
                    OperationPrinter(output: output, text: global.text).print(records)
                    if records.count < ids.count || records.contains(where: { $0.state != .cancelled }) {
                        throw ExitStatus.partial.code
                    }
                }
            }
        }
    }

    /// `simdeck ops undo RUN`.
    struct Undo: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Help.text(
                "Take back what a run confirmed, as a new run; cards that moved since are set apart.",
                "撤销批次中已确认的操作（作为新批次）；此后状态有变的卡另列。"))

        @Argument(help: help("The run.", "批次。")) var id: String
        @Flag(name: .shortAndLong, help: help("Do not ask.", "不再询问。")) var yes = false
        @Flag(help: help("Say what would be done; change nothing.", "只说明将要做什么，不做任何改变。")) var dryRun = false
        @Flag(help: help("Do not ask the carrier for every card's state first.", "不预先向运营商逐卡查询状态。")) var noCheck = false
        @Option(help: help("Why.", "原因。")) var reason: String?
        @Option(help: help("First so many; the rest once these are confirmed.", "先执行前 N 张，确认后再执行其余。")) var canary: Int?
        @Option(help: help("Follow to the end: --wait=10m.", "跟踪到最终结果：--wait=10m。")) var wait: String?
        @OptionGroup var output: OutputOptions
        @OptionGroup var global: GlobalOptions

        func run() async throws {
            let text = global.text
            try await withState(global) { session, state in
                guard let plan = try await state.runner.undoPlan(id, isChecking: !noCheck) else {
                    throw CommandFailure(.partial, text.noSuchRun(id))
                }
                for (why, cards) in Dictionary(grouping: plan.apart.sorted { $0.key < $1.key }, by: { words($0.value, text) })
                    .sorted(by: { $0.key < $1.key })
                {
                    OutputStream.err.line(text.apart(why, cards.map(\.key)))
                }
                let kind = plan.run.kind.reverse
                guard !plan.cards.isEmpty else { throw CommandFailure(.partial, text.nothingToUndo) }
                OutputStream.err.line(text.question(kind, plan.cards, account: session.profile.name))
                if dryRun { return OutputStream.out.write(plan.cards.map { "\($0)\n" }.joined()) }
                guard yes else { throw CommandFailure(.usage, text.needsYes) }
                let request = OperationRequest(
                    kind: kind, cards: plan.cards, reason: reason ?? plan.run.reason,
                    policy: session.profile.confirm.policy(canary: canary, failures: nil, unknowns: nil), undoes: plan.run.id)
                let outcome = try await RunDriver(text: text, session: session, state: state)
                    .run(patience: wait.flatMap(DurationText.parse)) { try await $0.begin(request) }
                outcome.tell(text)
                if output.format != .table { OperationPrinter(output: output, text: text).print(outcome.records) }
                if outcome.isInterrupted { throw ExitStatus.interrupted.code }
                let status = ExitStatus.of(outcome.records.map(\.state), waited: wait != nil)
                if status != .done { throw status.code }
            }
        }

        private func words(_ apart: UndoPlan.Apart, _ text: CommandText) -> String {
            let message: LeftOutMessage =
                switch apart {
                case .notConfirmed(let state): .notConfirmed(state)
                case .later(let record): .movedByLater(record.kind)
                case .moved(let state): .nowIn(state)
                case .unseen: .unseen
                }
            return message.text(text.language)
        }
    }

    /// What the arguments name: one run, or operations by number.
    enum Named {
        case run(String)
        case operations([OperationID])

        init(_ words: [String], _ text: CommandText) throws(CommandFailure) {
            if words.count == 1, words[0].hasPrefix("r") {
                self = .run(words[0])
                return
            }
            var ids: [OperationID] = []
            for word in words {
                guard let id = Int64(word.drop { $0 == "#" }) else { throw CommandFailure(.usage, text.noSuchRun(word)) }
                ids.append(OperationID(id))
            }
            self = .operations(ids)
        }
    }
}

/// Prints runs in the format asked for.
struct RunPrinter {
    var output: OutputOptions
    var text: CommandText

    func print(_ runs: [RunStanding]) {
        let documents = runs.map(RunReport.document)
        switch output.format {
        case .json:
            OutputStream.out.line(
                JSONValue.fields(("runs", .array(documents.map { .object($0) }))).prettyText)
        case .jsonl: OutputStream.out.write(documents.map { JSONValue.object($0).text + "\n" }.joined())
        case .csv:
            var table = ItemDocument(fields: RunReport.names)
            table.items = documents
            OutputStream.out.write(table.csv)
        case .table:
            guard !runs.isEmpty else { return OutputStream.err.line("simdeck: " + text.noRuns) }
            var table = TextTable([
                .init(title: text.columnRun), .init(title: text.columnAction), .init(title: text.columnState),
                .init(title: text.columnCards, isNumber: true), .init(title: text.columnDone, isNumber: true),
                .init(title: text.columnFailed, isNumber: true), .init(title: text.columnDoubt, isNumber: true),
                .init(title: text.columnLeft, isNumber: true), .init(title: text.columnCreated), .init(title: text.columnBy),
                .init(title: text.columnProblem),
            ])
            for standing in runs {
                let (run, tally) = (standing.run, standing.tally)
                table.add([
                    run.id, text.action(run.kind), text.run(run.state), "\(tally.total)", "\(tally[.confirmed])",
                    "\(tally.failed)", "\(tally.doubtful)", "\(tally[.planned])", run.createdAt.platformText, run.actor,
                    run.hold.map { text.hold($0) + (run.note.map { " (\($0))" } ?? "") } ?? "",
                ])
            }
            OutputStream.out.write(table.text)
        }
    }
}
