// Questions to the journal.

public import SIMModel

extension OperationJournal {
    public func record(_ id: OperationID) async throws(StoreError) -> OperationRecord? {
        try await database.access { connection throws(StoreError) in try OperationRows.one(connection, id) }
    }

    /// The operations with these numbers, in the journal's order; what does not exist is left out.
    public func records(_ ids: [OperationID]) async throws(StoreError) -> [OperationRecord] {
        try await database.access { connection throws(StoreError) in
            var found: [OperationRecord] = []
            for id in Set(ids).sorted() {
                if let record = try OperationRows.one(connection, id) { found.append(record) }
            }
            return found
        }
    }

    /// Everything not at an end, oldest first.
    public func open() async throws(StoreError) -> [OperationRecord] {
        try await read("WHERE state IN (\(OperationRows.open)) ORDER BY id")
    }

    /// What went out, or may have, and is not at an end, oldest first.
    public func out() async throws(StoreError) -> [OperationRecord] {
        try await read("WHERE state IN (\(OperationRows.out)) ORDER BY id")
    }

    /// How many of a run may still move without a person and without hours of patience.
    public func restlessCount(_ group: String) async throws(StoreError) -> Int {
        try await database.access { connection throws(StoreError) in
            Int(
                try connection.number(
                    """
                    SELECT count(*) FROM operations WHERE batch = ? AND (state IN (\(OperationRows.underWay))
                      OR state = 'unknown' AND fail_reason NOT LIKE 'not-in-log:%' AND fail_reason NOT LIKE 'ambiguous:%')
                    """, [.text(group)]) ?? 0)
        }
    }

    /// Each card's newest operation.
    public func newest(of cards: [CardNumber]) async throws(StoreError) -> [CardNumber: OperationRecord] {
        try await database.access { connection throws(StoreError) in
            var newest: [CardNumber: OperationRecord] = [:]
            for card in cards {
                newest[card] = try OperationRows.read(
                    connection, "WHERE sim_no = ? ORDER BY id DESC LIMIT 1", [.text(card.description)]
                ).first
            }
            return newest
        }
    }

    /// At most `limit`, newest first; from the one before `before` on.
    public func recent(limit: Int, before: OperationID? = nil) async throws(StoreError) -> [OperationRecord] {
        try await read(
            "WHERE id < ? ORDER BY id DESC LIMIT ?", [.integer(before?.value ?? Int64.max), .integer(Int64(limit))])
    }

    /// At most `limit`, oldest first, after `after`: to read a journal of any size page by page.
    public func page(after: OperationID?, limit: Int) async throws(StoreError) -> [OperationRecord] {
        try await read("WHERE id > ? ORDER BY id LIMIT ?", [.integer(after?.value ?? 0), .integer(Int64(limit))])
    }

    /// One card's operations, newest first.
    public func of(_ card: CardNumber, limit: Int) async throws(StoreError) -> [OperationRecord] {
        try await read(
            "WHERE sim_no = ? ORDER BY id DESC LIMIT ?", [.text(card.description), .integer(Int64(limit))])
    }

    /// What was asked for together, in that order.
    public func group(_ id: String) async throws(StoreError) -> [OperationRecord] {
        try await read("WHERE batch = ? ORDER BY id", [.text(id)])
    }

    /// Everything learnt of an operation, oldest first.
    public func evidence(of id: OperationID) async throws(StoreError) -> [Evidence] {
        try await database.access { connection throws(StoreError) in
            var found: [Evidence] = []
            try connection.run(
                "SELECT at, state, kind, detail FROM evidence WHERE operation = ? ORDER BY id", [.integer(id.value)]
            ) { row throws(StoreError) in
                guard let at = row.integer(0), let state = row.text(1).flatMap(OperationState.init(rawValue:)),
                    let kind = row.text(2), let detail = row.text(3)
                else { throw .failed(reason: "evidence of operation \(id) cannot be read") }
                found.append(Evidence(at: WallTime(milliseconds: at), state: state, kind: kind, detail: detail))
            }
            return found
        }
    }

    /// How many operations there are, how many are not at an end, and of how many nobody knows whether
    /// they happened (unknown, unconfirmed).
    public func counts() async throws(StoreError) -> (total: Int, open: Int, doubtful: Int) {
        try await database.access { connection throws(StoreError) in
            func count(_ condition: String) throws(StoreError) -> Int {
                Int(try connection.number("SELECT count(*) FROM operations WHERE \(condition)") ?? 0)
            }
            return (
                try count("1"), try count("state IN (\(OperationRows.open))"),
                try count("state IN (\(OperationRows.doubtful))")
            )
        }
    }

    /// Written as going out by a process that is gone or (whoever it is) since before `limit`: nobody
    /// will write their reply down. Those of this process are told too: it knows which it still sends.
    public func abandoned(before limit: WallTime) async throws(StoreError) -> [OperationRecord] {
        try await database.access { connection throws(StoreError) in
            var senders: [Int64: String] = [:]
            try connection.run(
                "SELECT id, sender FROM operations WHERE state = ?", [.text(OperationState.sending.rawValue)]
            ) { row in
                if let id = row.integer(0) { senders[id] = row.text(1) ?? "" }
            }
            var found: [OperationRecord] = []
            for (id, sender) in senders.sorted(by: { $0.key < $1.key }) {
                guard let record = try OperationRows.one(connection, OperationID(id)) else { continue }
                let process = ProcessIdentity(text: sender)
                let isOld = (record.sentAt ?? record.updatedAt) < limit
                if isOld || process == .current || process?.isGone ?? true { found.append(record) }
            }
            return found
        }
    }

    private func read(_ tail: String, _ values: [SQLValue] = []) async throws(StoreError) -> [OperationRecord] {
        try await database.access { [values] connection throws(StoreError) in
            try OperationRows.read(connection, tail, values)
        }
    }
}
