// stop, resume: written down, sent once, and told truly.

import ArgumentParser
import JSONText
import Localization
import Operations
import PlatformClient
import SIMModel
import Settings

/// The flags of the two operations.
struct ChangeOptions: ParsableArguments {
    /// What `--wait` alone means: the platform's ten minutes and the carrier's own delay.
    static let usualWait = "15m"

    @OptionGroup var cards: CardArguments

    @Option(help: help("Why; kept in the journal and sent as the remark.", "原因；记入日志并作为备注提交。"))
    var reason: String?

    @Flag(name: .shortAndLong, help: help("Do not ask.", "不再询问。"))
    var yes = false

    @Flag(help: help("Say what would be done; change nothing.", "只说明将要做什么，不做任何改变。"))
    var dryRun = false

    @Option(help: help("Follow to the end: --wait or --wait=10m.", "跟踪到最终结果：--wait 或 --wait=10m。"))
    var wait: String?

    @Option(help: help("First so many; the rest once these are confirmed.", "先执行前 N 张，确认后再执行其余。"))
    var canary: Int?

    @OptionGroup var output: OutputOptions
    @OptionGroup var global: GlobalOptions

    var patience: Duration? { wait.flatMap(DurationText.parse) }

    mutating func validate() throws {
        if let wait, DurationText.parse(wait) == nil {
            throw ValidationError(
                Help.text("--wait takes a duration such as 90s, 10m or 1h, not '\(wait)'", "--wait 的格式如 90s、10m、1h，不能是 “\(wait)”"))
        }
        if let canary, canary < 1 { throw ValidationError(Help.text("--canary takes 1 or more", "--canary 至少为 1")) }
    }
}

/// `simdeck stop`.
struct StopCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop", abstract: Help.text("Stop cards (cuts them off).", "停机（切断卡的网络）。"))

    @OptionGroup var options: ChangeOptions

    func run() async throws { try await ChangeRun(kind: .stop, options: options).run() }
}

/// `simdeck resume`.
struct ResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: Help.text("Resume stopped cards.", "复机。"))

    @OptionGroup var options: ChangeOptions

    func run() async throws { try await ChangeRun(kind: .resume, options: options).run() }
}

/// One stop or resume from the list of cards to the exit status.
struct ChangeRun {
    var kind: OperationKind
    var options: ChangeOptions

    private var text: CommandText { options.global.text }

    func run() async throws {
        let asked = try CardInput(text: text).numbers(options.cards.cards)
        let session = try LiveSession.open(options.global)
        let cards = try await simNumbers(asked, session)
        if options.dryRun { return try printPlan(cards, session) }
        guard !session.client.configuration.isReadOnly else {
            throw CommandFailure(.refused, text.problem(PlatformError(.readOnly, sent: .notSent, endpoint: kind.rawValue)))
        }
        if !options.yes { try confirm(cards, session) }

        let state = try session.openState()
        let follower = Task { await state.runner.follow() }
        defer { follower.cancel() }
        let records = try await perform(cards, session, state)
        await session.client.shutdown()
        try finish(records)
    }

    /// The API stops by simNo only, so a card given by its ICCID is looked up first; one that cannot
    /// be looked up is an error, and nothing is sent for anybody.
    private func simNumbers(_ asked: [CardNumber], _ session: LiveSession) async throws -> [CardNumber] {
        let printed = asked.filter(\.isICCID)
        guard !printed.isEmpty else { return asked }
        let reply = await session.client.records(of: printed, priority: .operation)
        if let (_, error) = reply.errors.first { throw CommandFailure(ExitStatus.of(error), text.problem(error)) }
        guard reply.missing.isEmpty else { throw CommandFailure(.partial, text.iccidUnknown(reply.missing)) }
        let simNos = Dictionary(reply.found.map { ($0.0, $0.1.simNo) }, uniquingKeysWith: { first, _ in first })
        var seen: Set<CardNumber> = []
        return asked.map { simNos[$0] ?? $0 }.filter { seen.insert($0).inserted }
    }

    private func printPlan(_ cards: [CardNumber], _ session: LiveSession) throws {
        OutputStream.err.line("simdeck: " + text.dryRun(kind, cards.count, calls: (cards.count + 99) / 100, account: session.profile.name))
        OutputStream.out.write(cards.map { "\($0)\n" }.joined())
    }

    private func confirm(_ cards: [CardNumber], _ session: LiveSession) throws {
        guard ProcessFacts.isTerminal(0), !options.cards.cards.contains("-") else {
            throw CommandFailure(.usage, text.needsYes)
        }
        OutputStream.err.line(text.question(kind, cards, account: session.profile.name))
        let wanted = cards.count == 1 ? "y" : "\(cards.count)"
        OutputStream.err.write(text.typeToConfirm(wanted))
        guard let answer = readLine(), answer == wanted || cards.count == 1 && answer == "Y" else {
            throw CommandFailure(.partial, text.nothingDone)
        }
    }

    private func perform(
        _ cards: [CardNumber], _ session: LiveSession, _ state: LiveState
    ) async throws -> [OperationRecord] {
        let first = options.canary.map { min($0, cards.count) } ?? cards.count
        var records = try await submit(Array(cards[..<first]), state)
        if first < cards.count {
            let trial = try await end(records, session, state, patience: options.patience ?? .minutes(15))
            guard trial.allSatisfy({ $0.state == .confirmed }) else {
                OutputStream.err.line("simdeck: " + text.canaryStopped(cards.count - first))
                return trial
            }
            records = trial + (try await submit(Array(cards[first...]), state))
        }
        guard let patience = options.patience else { return records }
        return try await end(records, session, state, patience: patience)
    }

    private func submit(_ cards: [CardNumber], _ state: LiveState) async throws -> [OperationRecord] {
        do {
            let submission = try await state.runner.submit(
                OperationRequest(kind: kind, cards: cards, reason: options.reason))
            for (card, open) in submission.repeats.sorted(by: { $0.key < $1.key }) {
                OutputStream.err.line("simdeck: " + text.alreadyUnderWay(card, open))
            }
            // What is under way already is what the caller asked for: its state is reported.
            return submission.records + submission.repeats.values.sorted { $0.id < $1.id }
        } catch {
            throw CommandFailure.of(error, text)
        }
    }

    /// Follows `records` to their ends or until the patience is over; tells each step on a terminal.
    private func end(
        _ records: [OperationRecord], _ session: LiveSession, _ state: LiveState, patience: Duration
    ) async throws -> [OperationRecord] {
        let deadline = session.time.uptime + patience
        let wanted = Set(records.map(\.id))
        let telling = tell(wanted, state)
        defer { telling?.cancel() }
        var ended: [OperationID: OperationRecord] = [:]
        do {
            for group in Set(records.map(\.group)) {
                for record in try await state.runner.waitForEnd(group: group, until: deadline) { ended[record.id] = record }
            }
        } catch {
            throw CommandFailure(.configuration, text.store(error))
        }
        return records.map { ended[$0.id] ?? $0 }
    }

    private func tell(_ wanted: Set<OperationID>, _ state: LiveState) -> Task<Void, Never>? {
        guard ProcessFacts.isTerminal(2) else { return nil }
        let text = text
        let changes = state.runner.changes()
        return Task {
            for await records in changes {
                for record in records where wanted.contains(record.id) {
                    OutputStream.err.line("#\(record.id) \(record.simNo): \(text.operation(record.state))")
                }
            }
        }
    }

    private func finish(_ records: [OperationRecord]) throws {
        OperationPrinter(output: options.output, text: text).print(records)
        let status = ExitStatus.of(records.map(\.state), waited: options.wait != nil)
        if status == .inDoubt { OutputStream.err.line("simdeck: " + text.inDoubt) }
        if records.contains(where: { $0.state == .planned }) { OutputStream.err.line("simdeck: " + text.leftPlanned) }
        if status != .done { throw status.code }
    }
}

/// Prints operations in the format asked for.
struct OperationPrinter {
    var output: OutputOptions
    var text: CommandText

    func print(_ records: [OperationRecord]) {
        var document = ItemDocument(fields: RecordFields.operationNames)
        document.items = records.map(RecordFields.of)
        switch output.format {
        case .json:
            OutputStream.out.line(document.operationsJSON.prettyText)
        case .jsonl: OutputStream.out.write(document.jsonLines)
        case .csv: OutputStream.out.write(document.csv)
        case .table:
            guard !records.isEmpty else { return OutputStream.err.line("simdeck: " + text.noOperations) }
            var table = TextTable(CardTable.operationColumns(text))
            for record in records { table.add(CardTable.cells(record, text: text)) }
            OutputStream.out.write(table.text)
        }
    }
}

extension CommandFailure {
    static func of(_ error: SubmissionError, _ text: CommandText) -> CommandFailure {
        switch error {
        case .store(let error): CommandFailure(.configuration, text.store(error))
        case .readOnly:
            CommandFailure(.refused, text.problem(PlatformError(.readOnly, sent: .notSent, endpoint: "")))
        }
    }
}
