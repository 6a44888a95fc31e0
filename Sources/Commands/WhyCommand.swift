// why: what took a card down, as far as the data tells, and what can bring it back.

import ArgumentParser
import ConsoleUI
import JSONText
import Localization
import PlatformClient
import SIMModel
import StateStore
import ViewModels

/// `simdeck why`.
struct WhyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "why",
        abstract: Help.text(
            "Why a card is down, and what can bring it back.", "说明号码为什么停机，以及如何恢复。"),
        discussion: Help.text(
            "Asks the carrier for the state, the platform for its log of each card and for the account's money. What nobody said is told as likely, what is missing as not known.",
            "查询运营商最新状态、每张卡的平台操作记录和账户资产。没有明确依据的只说“很可能”，缺少的数据说“不清楚”。"))

    @OptionGroup var cards: CardArguments
    @OptionGroup var output: OutputOptions
    @OptionGroup var global: GlobalOptions

    func run() async throws {
        let text = global.text
        let numbers = try CardInput(text: text).numbers(cards.cards)
        let session = try LiveSession.open(global)
        let state = try session.openState()
        let reply = await session.client.freshStatus(of: numbers, priority: .interactive)
        let assets = await Self.assets(session.client)
        var diagnoses: [(diagnosis: Diagnosis, provenance: Provenance)] = []
        for (_, record, provenance) in reply.found {
            let log = await Self.log(of: record.simNo, session.client)
            let own: [OperationRecord]
            do {
                own = try await state.journal.of(record.simNo, limit: 20)
            } catch {
                await session.client.shutdown()
                throw CommandFailure(.configuration, text.store(error))
            }
            let facts = CardFacts(record: record, provenance, operations: own, log: log, assets: assets)
            diagnoses.append((Diagnosis(of: facts, now: session.time.wall), provenance))
        }
        await session.client.shutdown()
        let words = WhyWords(text: text, now: session.time.wall)
        print(diagnoses, reply, words)
        let status = ExitStatus.of(found: reply.found.count, missing: reply.missing.count, errors: reply.errors.map(\.1))
        if status != .done { throw status.code }
    }

    /// A log that cannot be read is a gap of the answer, no failure of the command.
    private static func log(of card: CardNumber, _ client: PlatformClient) async -> Answer<[ActionLogEntry]> {
        do throws(PlatformError) {
            let reply = try await client.actionLog(ActionQuery(simNo: card), priority: .interactive)
            return Answer(reply.entries, fetchedAt: reply.receivedAt)
        } catch {
            return Answer(problem: error)
        }
    }

    private static func assets(_ client: PlatformClient) async -> Answer<AccountAssets> {
        do throws(PlatformError) {
            let reply = try await client.accountAssets(priority: .interactive)
            return Answer(reply.assets, fetchedAt: reply.receivedAt)
        } catch {
            return Answer(problem: error)
        }
    }

    private func print(
        _ diagnoses: [(diagnosis: Diagnosis, provenance: Provenance)], _ reply: BatchReply<CardRecord>, _ words: WhyWords
    ) {
        var document = ItemDocument(fields: WhyWords.names)
        document.items = diagnoses.map { words.fields($0.diagnosis, $0.provenance) }
        document.missing = reply.missing
        document.errors = reply.errors.map { number, error in
            (number, error.code.map { .integer(Int64($0)) } ?? .null, global.text.problem(error))
        }
        switch output.format {
        case .json: return OutputStream.out.line(document.json.prettyText)
        case .jsonl: OutputStream.out.write(document.jsonLines)
        case .csv: OutputStream.out.write(document.csv)
        case .table: OutputStream.out.write(words.paragraphs(diagnoses.map(\.diagnosis)))
        }
        if !reply.missing.isEmpty { OutputStream.err.line("simdeck: " + global.text.unknownCards(reply.missing)) }
        for (number, error) in reply.errors {
            OutputStream.err.line("simdeck: " + global.text.failedCards([number], global.text.problem(error)))
        }
    }
}

/// Diagnoses as text and as fields.
struct WhyWords {
    var text: CommandText
    var now: WallTime

    private var language: Language { text.language }

    static let names = ["simNo", "simStatus", "down", "findings", "notKnown", "source", "fetchedAt"]

    func fields(_ diagnosis: Diagnosis, _ provenance: Provenance) -> [JSONMember] {
        RecordFields.members(
            ("simNo", .string(diagnosis.card.description)), ("simStatus", .optional(diagnosis.status?.value)),
            ("down", diagnosis.isDown.map { .bool($0) } ?? .null), ("findings", .array(diagnosis.findings.map(finding))),
            ("notKnown", .strings(diagnosis.gaps.map { WhyText.gap($0, now: now, language).text(language) })),
            ("source", .string(provenance.source.name)), ("fetchedAt", .string(provenance.fetchedAt.iso8601)))
    }

    private func finding(_ finding: Diagnosis.Finding) -> JSONValue {
        .fields(
            ("cause", .string(finding.cause.name)), ("certainty", .string(finding.certainty.rawValue)),
            ("text", .string(WhyText.cause(finding.cause, now: now, language).text(language))),
            ("operation", .optional(finding.cause.operation?.value)),
            ("source", .optional(finding.evidence?.origin.name)), ("at", .optional(finding.evidence?.at.iso8601)),
            ("stale", finding.evidence.map { .bool($0.isStale) } ?? .null),
            ("remedies", .array(finding.remedies.map(remedy))))
    }

    private func remedy(_ remedy: Diagnosis.Remedy) -> JSONValue {
        var until: WallTime?
        if case .waits(let moment) = remedy { until = moment }
        return .fields(("remedy", .string(remedy.name)), ("until", .optional(until?.iso8601)))
    }

    /// A few lines a card: the state, the findings, what is not known.
    func paragraphs(_ diagnoses: [Diagnosis]) -> String {
        diagnoses.map { paragraph($0).map { $0 + "\n" }.joined() }.joined(separator: "\n")
    }

    private func paragraph(_ diagnosis: Diagnosis) -> [String] {
        let down: WhyMessage = diagnosis.isDown.map { $0 ? .down : .up } ?? .unclear
        let state = diagnosis.status.map { status in
            "\(text.state(status.value)) · \(text.source(status.provenance.source)) \(text.age(status.provenance.age(at: now)))"
        }
        var lines = ["\(diagnosis.card)  \(down.text(language))" + (state.map { "  (\($0))" } ?? "")]
        for finding in diagnosis.findings {
            let certainty = WhyText.certainty(finding.certainty).text(language)
            lines.append("  \(certainty): \(WhyText.cause(finding.cause, now: now, language).text(language))")
            var more: [String] = []
            if let evidence = finding.evidence {
                more.append(
                    "\(WhyText.origin(evidence.origin, language)) \(text.age(max(.zero, now - evidence.at)))"
                        + (evidence.isStale ? "?" : ""))
            }
            let remedies = finding.remedies.filter { $0 != .nothing }
            if !remedies.isEmpty {
                more.append("→ " + remedies.map { WhyText.remedy($0).text(language) }.joined(separator: " / "))
            }
            if !more.isEmpty { lines.append("    " + more.joined(separator: " ")) }
        }
        if !diagnosis.gaps.isEmpty { lines.append("  \(WhyMessage.notKnown.text(language)):") }
        for gap in diagnosis.gaps { lines.append("    ? \(WhyText.gap(gap, now: now, language).text(language))") }
        return lines
    }
}
