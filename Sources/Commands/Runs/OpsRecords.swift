// ops for afterwards: a run's report, the journal as a file, and whether anybody changed it.

import ArgumentParser
import JSONText
import Localization
import SIMModel
import StateStore

extension OpsCommand {
    /// `simdeck ops report RUN`.
    struct Report: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Help.text(
                "What became of a run: counts, failures by reason; --csv lists every card.",
                "批次报告：统计及失败原因；--csv 列出每张卡。"))

        @Argument(help: help("The run.", "批次。")) var id: String
        @OptionGroup var output: OutputOptions
        @OptionGroup var global: GlobalOptions

        func run() async throws {
            let text = global.text
            try await withState(global) { _, state in
                guard let standing = try await state.journal.run(id) else { throw CommandFailure(.partial, text.noSuchRun(id)) }
                let records = try await state.journal.group(id)
                let report = RunReport(standing: standing, records: records)
                switch output.format {
                case .table: for line in report.lines(text) { OutputStream.out.line(line) }
                case .csv: OperationPrinter(output: output, text: text).print(records)
                case .json, .jsonl:
                    let reasons = report.reasons.map { state, reason, count in
                        JSONValue.fields(
                            ("state", .string(state.rawValue)), ("reason", .string(reason)), ("cards", .integer(Int64(count))))
                    }
                    let document = JSONValue.object(
                        RunReport.document(standing) + RecordFields.members(("reasons", .array(reasons))))
                    OutputStream.out.line(output.format == .json ? document.prettyText : document.text)
                }
            }
        }
    }

    /// `simdeck ops changes`.
    struct Changes: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Help.text(
                "What was changed besides stops, resumes and purchases, newest first.",
                "停复机与购买以外的更改记录，最新在前。"))

        @Option(help: help("At most so many.", "最多列出多少条。")) var limit = 50
        @OptionGroup var output: OutputOptions
        @OptionGroup var global: GlobalOptions

        func run() async throws {
            let text = global.text
            try await withState(global) { session, state in
                try await state.changes.recover(at: session.time.wall)
                let changes = try await state.changes.recent(limit: limit)
                var document = ItemDocument(
                    fields: [
                        "id", "endpoint", "target", "state", "code", "message", "fields", "traceId", "by", "createdAt",
                        "updatedAt",
                    ])
                document.items = changes.map { change in
                    RecordFields.members(
                        ("id", .integer(change.id)), ("endpoint", .string(change.endpoint)), ("target", .string(change.target)),
                        ("state", .string(change.state.rawValue)), ("code", .optional(change.code)),
                        ("message", .optional(change.message)), ("fields", .string(change.fields)),
                        ("traceId", .string(change.traceID)), ("by", .string(change.actor)),
                        ("createdAt", .string(change.createdAt.iso8601)), ("updatedAt", .string(change.updatedAt.iso8601)))
                }
                switch output.format {
                case .json:
                    OutputStream.out.line(JSONValue.fields(("changes", .array(document.items.map { .object($0) }))).prettyText)
                case .jsonl: OutputStream.out.write(document.jsonLines)
                case .csv: OutputStream.out.write(document.csv)
                case .table:
                    guard !changes.isEmpty else { return OutputStream.err.line("simdeck: " + text.noOperations) }
                    var table = TextTable([
                        .init(title: "#", isNumber: true), .init(title: text.columnAction), .init(title: text.columnTarget),
                        .init(title: text.columnState), .init(title: text.columnCreated), .init(title: text.columnBy),
                        .init(title: text.columnProblem),
                    ])
                    for change in changes {
                        table.add([
                            "c\(change.id)", change.endpoint, String(change.target.prefix(32)), text.change(change.state),
                            change.createdAt.platformText, change.actor, change.state == .done ? "" : change.message ?? "",
                        ])
                    }
                    OutputStream.out.write(table.text)
                }
            }
        }
    }

    /// `simdeck ops export`.
    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Help.text(
                "The whole journal, oldest first, as JSON lines with evidence, or as CSV.",
                "导出全部操作日志（从最早开始）：JSON 行（含证据）或 CSV。"))

        @Flag(help: help("CSV, an operation a line, without evidence.", "CSV，每个操作一行，不含证据。")) var csv = false
        @OptionGroup var global: GlobalOptions

        func run() async throws {
            try await withState(global) { _, state in
                var after: OperationID?
                if csv { OutputStream.out.write(ItemDocument(fields: RecordFields.operationNames).csv) }
                while true {
                    // A page at a time: the journal may be larger than the memory.
                    let page = try await state.journal.page(after: after, limit: 500)
                    guard let last = page.last else { return }
                    for record in page {
                        var document = ItemDocument(fields: RecordFields.operationNames)
                        document.items = [RecordFields.of(record)]
                        if csv {
                            OutputStream.out.write(document.csvBody)
                            continue
                        }
                        let evidence = try await state.journal.evidence(of: record.id).map { EvidenceFields.of($0) }
                        OutputStream.out.line(
                            JSONValue.object(
                                RecordFields.of(record) + RecordFields.members(("evidence", .array(evidence)))
                            ).text)
                    }
                    after = last.id
                }
            }
        }
    }

    /// `simdeck ops verify`.
    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Help.text(
                "Compare every entry of evidence with the chain of hashes: what was changed or is missing is told.",
                "用哈希链校验全部证据：指出被改动或缺失的记录。"))

        @OptionGroup var output: OutputOptions
        @OptionGroup var global: GlobalOptions

        func run() async throws {
            let text = global.text
            try await withState(global) { _, state in
                let report = try await state.journal.verify()
                let faults = report.faults.map { words($0, text) }
                if output.format == .table {
                    for fault in faults { OutputStream.out.line(fault) }
                    if faults.isEmpty { OutputStream.out.line(text.chainSound(report.checked)) }
                    if report.unchained > 0 { OutputStream.out.line(text.unchained(report.unchained)) }
                } else {
                    OutputStream.out.line(
                        JSONValue.fields(
                            ("checked", .integer(Int64(report.checked))), ("unchained", .integer(Int64(report.unchained))),
                            ("faults", .array(faults.map { .string($0) }))
                        ).prettyText)
                }
                if !faults.isEmpty { throw ExitStatus.partial.code }
            }
        }

        private func words(_ fault: ChainReport.Fault, _ text: CommandText) -> String {
            switch fault {
            case .changed(let entry, let operation): text.chainChanged(entry, operation)
            case .missing(let entry, let operation): text.chainMissing(entry, operation)
            case .cutOff(let written, let found): text.chainCutOff(written: written, found: found)
            case .state(let operation, let state, let evidence): text.chainState(operation, state, evidence)
            }
        }
    }
}

/// Evidence as fields.
enum EvidenceFields {
    static func of(_ entry: Evidence) -> JSONValue {
        .fields(
            ("at", .string(entry.at.iso8601)), ("state", .string(entry.state.rawValue)),
            ("kind", .string(entry.kind)), ("detail", .string(entry.detail)))
    }
}
