// The journal against the sandbox's truth.

import Operations
import SIMModel
import StateStore

/// What a run came to.
struct Verdict: Sendable {
    /// Asked for and not in the journal, or done by the sandbox and not in the journal.
    var lost: [String] = []
    /// Received more than once.
    var doubled: [String] = []
    /// The journal says what is not so.
    var wrong: [String] = []
    var operations = 0
    /// Honestly not known in the end: unknown, unconfirmed, submitted, accepted.
    var unsettled = 0
    var crashes: [CrashPoint] = []
    /// Points passed where the machine could have stopped.
    var points = 0
    /// Changes that reached the sandbox.
    var sends = 0
    var calls = 0
    var states: [OperationState: Int] = [:]

    var faults: [String] { lost.map { "lost: " + $0 } + doubled.map { "doubled: " + $0 } + wrong.map { "wrong: " + $0 } }

    init() {}

    init(of run: FaultRun) async throws {
        let (journal, sandbox) = (run.process.journal, run.sandbox)
        let records = try await journal.page(after: nil, limit: 1_000_000)
        operations = records.count
        crashes = run.crashes.struck
        points = run.crashes.passed
        sends = sandbox.arrivals.values.reduce(0, +)
        calls = sandbox.calls
        let taken = sandbox.taken
        for (trace, count) in sandbox.arrivals where count > 1 { doubled.append("trace \(trace) arrived \(count) times") }
        let byTrace = Dictionary(grouping: taken, by: \.trace)
        var owned: [String: Set<CardNumber>] = [:]
        for record in records {
            states[record.state, default: 0] += 1
            let evidence = try await journal.evidence(of: record.id)
            if evidence.isEmpty { lost.append("\(record.id) has no evidence") }
            let traces = Self.traces(evidence)
            let own = traces.flatMap { byTrace[$0] ?? [] }.filter { $0.cards.contains(record.simNo) }
            for one in own {
                if owned[one.trace, default: []].insert(record.simNo).inserted == false {
                    doubled.append("trace \(one.trace) of \(record.simNo) belongs to two operations")
                }
                if one.kind != record.kind { wrong.append("\(record.id): sent as \(one.kind)") }
            }
            if own.count > 1 { doubled.append("\(record.id) on \(record.simNo) was taken \(own.count) times") }
            judge(record, own.first, sandbox, evidence)
        }
        for one in taken {
            let strangers = one.cards.subtracting(owned[one.trace] ?? [])
            if !strangers.isEmpty { lost.append("\(strangers.count) cards of trace \(one.trace) are in no operation") }
        }
        judgeCounts(records, sandbox)
        judgePromises(run, records)
        try await judgeJournal(run, records)
    }

    /// The traces an operation ever went out with; one that certainly never left is taken back.
    private static func traces(_ evidence: [Evidence]) -> [String] {
        evidence.filter { $0.kind == "sent" }.compactMap { $0.detail.split(separator: " ").last.map(String.init) }
    }

    private mutating func judge(_ record: OperationRecord, _ taken: Taken?, _ sandbox: Sandbox, _ evidence: [Evidence]) {
        let deed = taken.flatMap { sandbox.deed(record.simNo, $0) }
        func say(_ words: String) {
            let steps = evidence.map { "\($0.kind)>\($0.state.rawValue)" }.joined(separator: " ")
            wrong.append("\(record.id) \(record.kind) on \(record.simNo) is \(record.state): \(words) [\(steps)]")
        }
        if let serial = record.serialNumber, serial != taken?.serial {
            say("serial \(serial), but the sandbox has \(taken?.serial ?? "none") for it")
        }
        switch record.state {
        case .confirmed:
            guard let deed, deed.failReason == nil, let effectAt = deed.effectAt else {
                return say("the sandbox \(deed.map { $0.failReason ?? "did nothing yet" } ?? "never took it")")
            }
            if record.updatedAt < effectAt { say("before it took effect") }
        case .failed:
            if deed?.failReason == nil { say(deed == nil ? "the sandbox never took it" : "the sandbox did it") }
        case .refused, .cancelled, .planned:
            if taken != nil { say("the sandbox took it") }
        case .submitted, .unconfirmed:
            unsettled += 1
            if taken == nil { say("the sandbox never took it") }
        case .accepted:
            unsettled += 1
            if deed == nil || deed?.failReason != nil { say("the sandbox did not hand it over") }
        case .unknown: unsettled += 1
        case .sending: say("nobody knows that nobody knows")
        }
    }

    /// Each card in the sandbox's own count.
    private mutating func judgeCounts(_ records: [OperationRecord], _ sandbox: Sandbox) {
        for (card, own) in Dictionary(grouping: records, by: \.simNo) {
            let out = own.filter { $0.state != .planned && $0.state != .cancelled && $0.state != .refused }
            let count = sandbox.count(card)
            for (kind, received) in [(OperationKind.stop, count.stops), (.resume, count.resumes)] {
                let most = out.count { $0.kind == kind }
                if received > most { doubled.append("\(card) got \(received) \(kind)s for \(most) operations") }
            }
        }
    }

    private mutating func judgePromises(_ run: FaultRun, _ records: [OperationRecord]) {
        let byID = Dictionary(records.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        for (id, promise) in run.promised {
            let record = byID[id]
            if record?.simNo != promise.simNo || record?.kind != promise.kind || record?.group != promise.group {
                lost.append("\(id) on \(promise.simNo) was planned, and is not in the journal")
            }
        }
        for (id, state) in run.told where byID[id]?.state != state {
            wrong.append("\(id) was told as \(state) and is \(byID[id]?.state.rawValue ?? "gone")")
        }
    }

    private mutating func judgeJournal(_ run: FaultRun, _ records: [OperationRecord]) async throws {
        let report = try await run.process.journal.verify()
        if !report.faults.isEmpty || report.unchained > 0 { wrong.append("the evidence's chain: \(report.faults)") }
        let groups = Dictionary(grouping: records, by: \.group)
        for (id, own) in groups {
            guard let standing = try await run.process.journal.run(id) else {
                lost.append("run \(id) with \(own.count) operations")
                continue
            }
            let planned = run.runs[id] ?? own.count
            if standing.tally.total != planned || own.count != planned {
                wrong.append("run \(id) has \(standing.tally.total) operations of \(planned)")
            }
            if !standing.run.state.isOpen, standing.tally[.planned] > 0 {
                wrong.append("run \(id) is \(standing.run.state) with \(standing.tally[.planned]) planned")
            }
        }
    }
}
