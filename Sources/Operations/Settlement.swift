// Which row of the platform's log is which operation's. Pure. Where two fit, it says so: a guess here
// would tell somebody that a card is stopped.

public import SIMModel

/// Matches log rows to operations.
public struct Settlement: Sendable {
    public enum Finding: Hashable, Sendable {
        case row(ActionLogEntry)
        /// No row: not handed to the carrier yet, or never arrived.
        case none
        /// So many rows or operations of ours fit that nobody can tell.
        case ambiguous(Int)
    }

    /// A row may seem this much older than its request.
    public var tolerance: Duration
    /// A row without serial number of ours is looked for this long after the request.
    public var window: Duration
    /// Our clock minus the platform's, as far as it is known.
    public var clockSkew: Duration

    public init(tolerance: Duration = .minutes(2), window: Duration = .minutes(15), clockSkew: Duration = .zero) {
        self.tolerance = tolerance
        self.window = window
        self.clockSkew = clockSkew
    }

    /// What a row is about. Upstream documents only actionType 3 = 复机; a stop is known by its text.
    public static func kind(of row: ActionLogEntry) -> OperationKind? {
        let (stops, resumes) = (row.actionText.contains("停机"), row.actionText.contains("复机") || row.actionType == 3)
        return stops == resumes ? nil : (stops ? .stop : .resume)
    }

    /// - Parameter others: operations of ours on the same card (this one may be among them).
    public func find(
        _ operation: OperationRecord, in rows: [ActionLogEntry], others: [OperationRecord] = []
    ) -> Finding {
        let own = rows.filter { $0.simNo == operation.simNo }
        guard let serial = operation.serialNumber else { return findUnnumbered(operation, in: own, others: others) }
        let matching = own.filter { $0.serialNumber == serial }
        // A failure is final; else the latest word.
        let failed = matching.first { $0.status == .failed }
        return (failed ?? matching.max { Self.order($0) < Self.order($1) }).map { .row($0) } ?? .none
    }

    private func findUnnumbered(
        _ operation: OperationRecord, in rows: [ActionLogEntry], others: [OperationRecord]
    ) -> Finding {
        let others = others.filter { $0.id != operation.id && $0.simNo == operation.simNo }
        let claimed = Set(others.compactMap(\.serialNumber))
        let fitting = rows.filter { row in
            fits(row, operation) && !(row.serialNumber.map { claimed.contains($0) } ?? false)
        }
        // Rows with one serial number are one request.
        let requests = Dictionary(grouping: fitting) { $0.serialNumber ?? "" }
        let count = requests.reduce(0) { $0 + ($1.key.isEmpty ? $1.value.count : 1) }
        guard count > 0 else { return .none }
        let rivals = others.filter { rival in
            rival.serialNumber == nil && (rival.state.isFollowed || rival.state == .sending)
                && fitting.contains { fits($0, rival) }
        }
        guard count == 1, rivals.isEmpty else { return .ambiguous(max(count, rivals.count + 1)) }
        let failed = fitting.first { $0.status == .failed }
        return (failed ?? fitting.max { Self.order($0) < Self.order($1) }).map { .row($0) } ?? .none
    }

    /// The rows that a person may name as the operation's own, nearest to its sending first.
    public static func candidates(
        for operation: OperationRecord, in rows: [ActionLogEntry], others: [OperationRecord], limit: Int
    ) -> [ActionLogEntry] {
        let serials = Set(others.compactMap(\.serialNumber))
        let claimed = Set(others.compactMap(\.operateID))
        let sentAt = operation.sentAt ?? operation.createdAt
        func distance(_ row: ActionLogEntry) -> Int64 {
            row.createdAt.map { abs(($0 - sentAt).inMilliseconds) } ?? Int64.max
        }
        let own = rows.filter { row in
            guard row.simNo == operation.simNo, kind(of: row) == operation.kind, let id = row.operateID else { return false }
            return !claimed.contains(id) && !(row.serialNumber.map { serials.contains($0) } ?? false)
        }
        return Array(own.sorted { (distance($0), $0.operateID ?? 0) < (distance($1), $1.operateID ?? 0) }.prefix(limit))
    }

    private func fits(_ row: ActionLogEntry, _ operation: OperationRecord) -> Bool {
        guard Self.kind(of: row) == operation.kind, let sentAt = operation.sentAt, let created = row.createdAt
        else { return false }
        let theirs = sentAt - clockSkew
        return created >= theirs - tolerance && created <= theirs + window
    }

    private static func order(_ row: ActionLogEntry) -> (Int64, Int64) {
        (row.createdAt?.milliseconds ?? 0, row.operateID ?? 0)
    }
}
