// Evidence as a chain: every entry carries the SHA-256 of itself and of the one before, so that an entry
// that was changed or taken away later is found. It guards against accidents and quiet edits; whoever
// can write the file and knows this format can make a new chain, as with any journal without a key.

import Crypto
public import SIMModel

/// What ``OperationJournal/verify()`` found.
public struct ChainReport: Hashable, Sendable {
    public enum Fault: Hashable, Sendable {
        /// The entry's words, or what its operation is about, are not those that were written down.
        case changed(evidence: Int64, OperationID)
        /// Entries before this one are gone.
        case missing(before: Int64, OperationID)
        /// The newest entries are gone: so many were written.
        case cutOff(written: Int64, found: Int64)
        /// The operation's state is not the one its evidence ends in.
        case state(OperationID, OperationState, evidence: OperationState?)
    }

    /// Entries that were compared.
    public var checked: Int
    /// Entries of a journal from before evidence was chained: nothing can be said of them.
    public var unchained: Int
    /// In the journal's order; at most ``limit``.
    public var faults: [Fault]
    public static let limit = 1_000

    public init(checked: Int, unchained: Int, faults: [Fault]) {
        self.checked = checked
        self.unchained = unchained
        self.faults = faults
    }
}

/// How one link is made.
enum EvidenceChain {
    static let start = "simdeck"

    /// What never changes about the operation that an entry belongs to.
    struct Subject {
        var kind: String
        var simNo: String
        var group: String
        var reason: String?
        var actor: String
    }

    /// Every part with its length before it, so that no two entries read the same.
    static func digest(
        after previous: String, _ evidence: Evidence, of operation: OperationID, _ subject: Subject
    ) -> String {
        var hash = SHA256()
        let parts = [
            previous, "\(operation.value)", "\(evidence.at.milliseconds)", evidence.state.rawValue, evidence.kind,
            evidence.detail, subject.kind, subject.simNo, subject.group, subject.reason ?? "\u{0}", subject.actor,
        ]
        for part in parts { hash.update(data: Array("\(part.utf8.count):\(part)".utf8)) }
        return hex(hash.finalize())
    }

    private static func hex(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// The last link, as the chain's own row has it.
    static func head(_ connection: Connection) throws(StoreError) -> (links: Int64, last: Int64, digest: String) {
        var head: (Int64, Int64, String) = (0, 0, start)
        try connection.run("SELECT links, last, digest FROM chain") { row in
            head = (row.integer(0) ?? 0, row.integer(1) ?? 0, row.text(2) ?? "")
        }
        return head
    }

    /// Adds entries in the open transaction.
    static func add(
        _ entries: [(evidence: Evidence, operation: OperationID, subject: Subject)], _ connection: Connection
    ) throws(StoreError) {
        guard !entries.isEmpty else { return }
        var (links, last, digest) = try head(connection)
        for (evidence, operation, subject) in entries {
            digest = Self.digest(after: digest, evidence, of: operation, subject)
            try connection.run(
                "INSERT INTO evidence (operation, at, state, kind, detail, digest) VALUES (?, ?, ?, ?, ?, ?)",
                [
                    .integer(operation.value), .integer(evidence.at.milliseconds), .text(evidence.state.rawValue),
                    .text(evidence.kind), .text(evidence.detail), .text(digest),
                ])
            (links, last) = (links + 1, connection.lastRowID)
        }
        try connection.run(
            """
            INSERT INTO chain (id, links, last, digest) VALUES (1, ?1, ?2, ?3)
            ON CONFLICT (id) DO UPDATE SET links = ?1, last = ?2, digest = ?3
            """,
            [.integer(links), .integer(last), .text(digest)])
    }
}

extension OperationJournal {
    /// Reads the whole journal and compares every entry with the chain; slow for a large one.
    public func verify() async throws(StoreError) -> ChainReport {
        try await database.access { connection throws(StoreError) in try Self.verify(connection) }
    }

    static func verify(_ connection: Connection) throws(StoreError) -> ChainReport {
        var report = ChainReport(checked: 0, unchained: 0, faults: [])
        func add(_ fault: ChainReport.Fault) {
            if report.faults.count < ChainReport.limit { report.faults.append(fault) }
        }
        var (previous, before) = (EvidenceChain.start, Int64(0))
        // One statement sees one state of the file, however long it takes.
        try connection.run(
            """
            SELECT e.id, e.operation, e.at, e.state, e.kind, e.detail, e.digest,
              o.kind, o.sim_no, o.batch, o.reason, o.actor
            FROM evidence e LEFT JOIN operations o ON o.id = e.operation ORDER BY e.id
            """
        ) { row in
            let (id, operation) = (row.integer(0) ?? 0, OperationID(row.integer(1) ?? 0))
            let state = row.text(3).flatMap(OperationState.init(rawValue:))
            defer { before = id }
            guard let digest = row.text(6) else {
                // Before the first link there may be entries without one; after it none.
                if report.checked > 0 { add(.changed(evidence: id, operation)) } else { report.unchained += 1 }
                return
            }
            report.checked += 1
            let evidence = Evidence(
                at: WallTime(milliseconds: row.integer(2) ?? 0), state: state ?? .planned, kind: row.text(4) ?? "",
                detail: row.text(5) ?? "")
            let subject = EvidenceChain.Subject(
                kind: row.text(7) ?? "", simNo: row.text(8) ?? "", group: row.text(9) ?? "", reason: row.text(10),
                actor: row.text(11) ?? "")
            if state == nil || EvidenceChain.digest(after: previous, evidence, of: operation, subject) != digest {
                // A number of its own for every entry: a gap in them is an entry that is gone.
                add(id != before + 1 ? .missing(before: id, operation) : .changed(evidence: id, operation))
            }
            previous = digest
        }
        let head = try EvidenceChain.head(connection)
        if before < head.last {
            add(.cutOff(written: head.links, found: Int64(report.checked)))
        }
        try connection.run(
            """
            SELECT id, state, (SELECT state FROM evidence WHERE operation = operations.id ORDER BY id DESC LIMIT 1)
            FROM operations ORDER BY id
            """
        ) { row in
            guard let state = row.text(1).flatMap(OperationState.init(rawValue:)), row.text(2) != state.rawValue
            else { return }
            add(.state(OperationID(row.integer(0) ?? 0), state, evidence: row.text(2).flatMap(OperationState.init(rawValue:))))
        }
        return report
    }
}
