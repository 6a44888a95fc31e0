// Asking about cards and printing the answers: a table or one document when all is there, lines as they come.

import ArgumentParser
import JSONText
import Localization
import PlatformClient
import PlatformContract
import SIMModel

/// Asks about cards and prints the answers.
struct CardQuery {
    var global: GlobalOptions
    var output: OutputOptions

    /// How a long list is asked where every line stands for itself: in parts that are printed in their order while
    /// others are asked.
    struct Portions {
        /// Cards a part.
        var size: Int
        /// Parts asked at once.
        var atOnce: Int

        /// A call a part: its lines are there as soon as it is answered.
        static let calls = Portions(
            size: Catalogue.batchQuerySimInfo.limits.cards ?? 100, atOnce: PlatformClient.mostAtOnce)
        /// Many calls a part: the client takes cards that may be asked now before those that must wait. One part at a
        /// time: the client has several of its calls out already.
        static let turns = Portions(size: 4_000, atOnce: 1)

        /// Parts that were begun and are not printed yet, whatever a slow one among them: the bound of memory.
        static let mostUnprinted = 40
    }

    /// Room for a card's line of JSON.
    private static let lineBytes = 768

    typealias Ask<Item: Sendable> = @Sendable (PlatformClient, [CardNumber]) async -> BatchReply<Item>

    func records(_ arguments: [String], in portions: Portions, ask: @escaping Ask<CardRecord>) async throws {
        let numbers = try CardInput(text: global.text).numbers(arguments)
        let session = try LiveSession.open(global)
        if output.format == .jsonl || output.format == .csv {
            let printed = await printParts(of: numbers, portions, session.client, ask)
            await session.client.shutdown()
            return try end(printed)
        }
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

    /// What the printed parts came to.
    private struct Printed {
        var found = 0
        var missing: [CardNumber] = []
        var errors: [(CardNumber, PlatformError)] = []
    }

    private func printParts(
        of numbers: [CardNumber], _ portions: Portions, _ client: PlatformClient, _ ask: @escaping Ask<CardRecord>
    ) async -> Printed {
        if output.format == .csv { OutputStream.out.write(ItemDocument(fields: RecordFields.recordNames).csv) }
        var printed = Printed()
        await withTaskGroup(of: (Int, BatchReply<CardRecord>).self) { group in
            let count = (numbers.count + portions.size - 1) / portions.size
            var (begun, answered, next) = (0, 0, 0)
            var waiting: [Int: BatchReply<CardRecord>] = [:]
            var hopeless: PlatformError?
            func begin() {
                while hopeless == nil, begun < count, begun - answered < portions.atOnce, begun - next < Portions.mostUnprinted {
                    let index = begun
                    let part = Array(numbers[index * portions.size..<min(numbers.count, (index + 1) * portions.size)])
                    group.addTask { (index, await ask(client, part)) }
                    begun += 1
                }
            }
            begin()
            while let (index, reply) = await group.next() {
                answered += 1
                hopeless = hopeless ?? reply.errors.lazy.map(\.1).first { $0.isHopeless }
                waiting[index] = reply
                // The line is not left idle while this is printed.
                begin()
                while let reply = waiting.removeValue(forKey: next) {
                    print(reply, &printed)
                    next += 1
                }
                begin()
            }
            // The rest was never asked: it would have met the same.
            if let hopeless { printed.errors += numbers[min(numbers.count, begun * portions.size)...].map { ($0, hopeless) } }
        }
        return printed
    }

    private func print(_ reply: BatchReply<CardRecord>, _ printed: inout Printed) {
        let found = reply.found
        if output.format == .csv {
            var document = ItemDocument(fields: RecordFields.recordNames)
            document.items = found.map { RecordFields.of($0.1, $0.2) }
            OutputStream.out.write(document.csvBody)
        } else {
            var lines = JSONLineWriter(capacity: found.count * Self.lineBytes)
            for (_, record, provenance) in found {
                lines.begin()
                RecordFields.each(record, provenance, into: &lines)
                lines.end()
            }
            OutputStream.out.write(lines.bytes)
        }
        printed.found += found.count
        printed.missing += reply.missing
        printed.errors += reply.errors
    }

    /// What a line format has no place for, and the status.
    private func end(_ printed: Printed) throws {
        var document = ItemDocument(fields: [])
        document.missing = printed.missing
        document.add(printed.errors, global.text)
        tellOthers(document)
        let status = ExitStatus.of(
            found: printed.found, missing: printed.missing.count, errors: printed.errors.map(\.1))
        if status != .done { throw status.code }
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
        document.add(reply.errors, text)
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
