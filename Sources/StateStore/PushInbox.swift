// What the platform pushed, raw, on disk before it is told "received". Reading and decoding happen
// later and above, as often as needed.

public import SIMModel

/// Pushes on disk, bounded, each trace once.
///
/// Several processes may read it, each from its own position; ``processed(_:at:)`` says which rows may
/// go when room is needed.
public final class PushInbox: Sendable {
    /// How much is kept.
    public struct Limits: Hashable, Sendable {
        /// Most pushes.
        public var pushes = 10_000
        /// Most bytes of their bodies.
        public var bytes = 32 << 20
        /// Most traces remembered.
        public var traces = 200_000
        /// How long a trace is remembered, if there is room: longer than the platform repeats a push.
        public var traceSpan: Duration = .hours(24)
        /// How long it is remembered in any case: a signed push is accepted ten minutes before and after
        /// its time.
        public var traceSpanAtLeast: Duration = .minutes(21)

        public init() {}
    }

    private let database: StateDatabase
    private let limits: Limits

    public init(_ database: StateDatabase, limits: Limits = Limits()) {
        self.database = database
        self.limits = limits
    }

    /// Writes one push down; on the disk before it returns.
    public func append(
        _ body: [UInt8], kind: PushKind, traceID: String, at now: WallTime
    ) async throws(StoreError) -> PushReceipt {
        let receipts = try await append([NewPush(body: body, kind: kind, traceID: traceID, receivedAt: now)])
        return receipts.first ?? .full
    }

    /// Writes pushes down in one transaction, with one receipt for each, in their order.
    public func append(_ pushes: [NewPush]) async throws(StoreError) -> [PushReceipt] {
        let limits = limits
        return try await database.change { connection throws(StoreError) in
            var receipts: [PushReceipt] = []
            for push in pushes { receipts.append(try Self.add(push, limits, connection)) }
            return receipts
        }
    }

    /// Pushes after position `id`, oldest first, processed or not: at most `limit`, and no further one
    /// once `bytes` are reached.
    public func take(
        after id: Int64, limit: Int = 100, bytes: Int = 4 << 20
    ) async throws(StoreError) -> [StoredPush] {
        try await database.access { connection throws(StoreError) in
            var found: [StoredPush] = []
            try connection.run(
                """
                SELECT p.id, p.kind, p.trace_id, p.received_at, p.processed_at, p.body FROM pushes p JOIN (
                  SELECT id, size, sum(size) OVER (ORDER BY id) AS running FROM (
                    SELECT id, size FROM pushes WHERE id > ? ORDER BY id LIMIT ?)
                ) few ON few.id = p.id WHERE few.running - few.size < ? ORDER BY p.id
                """, [.integer(id), .integer(Int64(limit)), .integer(Int64(bytes))]
            ) { row throws(StoreError) in
                guard let id = row.integer(0), let kind = row.text(1).flatMap(PushKind.init(rawValue:)),
                    let trace = row.text(2), let received = row.integer(3), let body = row.blob(5)
                else { throw .failed(reason: "push \(row.integer(0) ?? 0) cannot be read") }
                found.append(
                    StoredPush(
                        id: id, kind: kind, traceID: trace, receivedAt: WallTime(milliseconds: received),
                        processedAt: row.integer(4).map { WallTime(milliseconds: $0) }, body: body))
            }
            return found
        }
    }

    /// The position from which a new reader misses nothing: before everything unprocessed, and before
    /// everything received since `time`.
    public func position(since time: WallTime) async throws(StoreError) -> Int64 {
        try await database.access { connection throws(StoreError) in
            let unread = try connection.number("SELECT min(id) FROM pushes WHERE processed_at IS NULL")
            let recent = try connection.number(
                "SELECT min(id) FROM pushes WHERE received_at >= ?", [.integer(time.milliseconds)])
            if let first = [unread, recent].compactMap({ $0 }).min() { return first - 1 }
            return try connection.number("SELECT max(id) FROM pushes") ?? 0
        }
    }

    /// Says that these were read into the cache and the journal: they may be dropped for new ones.
    public func processed(_ ids: [Int64], at now: WallTime) async throws(StoreError) {
        guard !ids.isEmpty else { return }
        try await database.change { connection throws(StoreError) in
            for id in ids {
                try connection.run(
                    "UPDATE pushes SET processed_at = ? WHERE id = ? AND processed_at IS NULL",
                    [.integer(now.milliseconds), .integer(id)])
            }
        }
    }

    /// How many pushes there are, how many of them nobody has processed, and the bytes of all bodies.
    public func counts() async throws(StoreError) -> (pushes: Int, unprocessed: Int, bytes: Int) {
        try await database.access { connection throws(StoreError) in
            (
                Int(try connection.number("SELECT pushes FROM push_totals") ?? 0),
                Int(try connection.number("SELECT count(*) FROM pushes WHERE processed_at IS NULL") ?? 0),
                Int(try connection.number("SELECT bytes FROM push_totals") ?? 0)
            )
        }
    }

    private static func add(
        _ push: NewPush, _ limits: Limits, _ connection: Connection
    ) throws(StoreError) -> PushReceipt {
        try forget(before: push.receivedAt - limits.traceSpan, connection)
        if let repeated = try seen(push, connection) { return repeated }
        guard try makeRoom(for: push, limits, connection) else { return .full }
        let size = Int64(push.body.count)
        try connection.run(
            "INSERT INTO pushes (kind, trace_id, received_at, size, body) VALUES (?, ?, ?, ?, ?)",
            [
                .text(push.kind.rawValue), .text(push.traceID), .integer(push.receivedAt.milliseconds),
                .integer(size), .blob(push.body),
            ])
        let id = connection.lastRowID
        try connection.run(
            "INSERT INTO push_traces (trace_id, seen_at, size, fingerprint) VALUES (?, ?, ?, ?)",
            [
                .text(push.traceID), .integer(push.receivedAt.milliseconds), .integer(size),
                .integer(push.fingerprint),
            ])
        return .stored(id)
    }

    /// The receipt for a trace that was here before; nil for a new one.
    private static func seen(_ push: NewPush, _ connection: Connection) throws(StoreError) -> PushReceipt? {
        var found: PushReceipt?
        try connection.run(
            "SELECT size, fingerprint FROM push_traces WHERE trace_id = ?", [.text(push.traceID)]
        ) { row in
            let isSame = row.integer(0) == Int64(push.body.count) && row.integer(1) == push.fingerprint
            found = isSame ? .repeated : .conflicting
        }
        return found
    }

    /// Forgets traces before their time if there are too many, then drops processed pushes, the longest
    /// processed first. False: even so it does not fit.
    private static func makeRoom(
        for push: NewPush, _ limits: Limits, _ connection: Connection
    ) throws(StoreError) -> Bool {
        guard push.body.count <= limits.bytes else { return false }
        if try traces(connection) >= limits.traces {
            try forget(before: push.receivedAt - limits.traceSpanAtLeast, connection)
            if try traces(connection) >= limits.traces { return false }
        }
        while true {
            let pushes = try connection.number("SELECT pushes FROM push_totals") ?? 0
            let bytes = try connection.number("SELECT bytes FROM push_totals") ?? 0
            if pushes < limits.pushes, bytes + Int64(push.body.count) <= limits.bytes { return true }
            try connection.run(
                """
                DELETE FROM pushes WHERE id = (
                  SELECT id FROM pushes WHERE processed_at IS NOT NULL ORDER BY processed_at, id LIMIT 1)
                """)
            if connection.changes == 0 { return false }
        }
    }

    private static func traces(_ connection: Connection) throws(StoreError) -> Int64 {
        try connection.number("SELECT traces FROM push_totals") ?? 0
    }

    private static func forget(before time: WallTime, _ connection: Connection) throws(StoreError) {
        try connection.run("DELETE FROM push_traces WHERE seen_at < ?", [.integer(time.milliseconds)])
    }
}
