// Operations as tables and documents, and the failures of asking for them in words.

import JSONText
import Localization
import Operations
import PlatformClient
import SIMModel

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
        case .guarded(let refusal): CommandFailure(.refused, text.refusal(refusal))
        case .notPaused: CommandFailure(.partial, text.notPaused(""))
        }
    }
}
