// Operations as rows: which columns, how they are read, the lists of states used in SQL.

import SIMModel

enum OperationRows {
    static let columns =
        "id, kind, sim_no, state, reason, batch, serial_number, operate_id, fail_reason, trace_id, "
        + "created_at, updated_at, sent_at"

    /// `'confirmed', 'failed', …` for an IN list: our own constants, nothing from outside.
    /// Positive lists, so that the index by state finds the few open ones among a million.
    static let open = list(OperationState.allCases.filter { !$0.isEnd })
    static let out = list(OperationState.allCases.filter { !$0.isEnd && $0 != .planned })
    static let underWay = list([.sending, .submitted, .accepted])
    static let doubtful = list([.unknown, .unconfirmed])

    private static func list(_ states: [OperationState]) -> String {
        states.map { "'\($0.rawValue)'" }.joined(separator: ", ")
    }

    /// All rows of `SELECT columns FROM operations` followed by `tail`.
    static func read(
        _ connection: Connection, _ tail: String, _ values: [SQLValue] = []
    ) throws(StoreError) -> [OperationRecord] {
        var records: [OperationRecord] = []
        try connection.run("SELECT \(columns) FROM operations \(tail)", values) { row throws(StoreError) in
            records.append(try record(row))
        }
        return records
    }

    static func one(_ connection: Connection, _ id: OperationID) throws(StoreError) -> OperationRecord? {
        try read(connection, "WHERE id = ?", [.integer(id.value)]).first
    }

    private static func record(_ row: SQLRow) throws(StoreError) -> OperationRecord {
        guard let id = row.integer(0), let kind = row.text(1).flatMap(OperationKind.init(rawValue:)),
            let simNo = row.text(2).flatMap({ CardNumber($0) }),
            let state = row.text(3).flatMap(OperationState.init(rawValue:)), let group = row.text(5),
            let created = row.integer(10), let updated = row.integer(11)
        else { throw .failed(reason: "operation \(row.integer(0) ?? 0) cannot be read") }
        return OperationRecord(
            id: OperationID(id), kind: kind, simNo: simNo, state: state, reason: row.text(4), group: group,
            serialNumber: row.text(6), operateID: row.integer(7), failReason: row.text(8), traceID: row.text(9),
            createdAt: WallTime(milliseconds: created), updatedAt: WallTime(milliseconds: updated),
            sentAt: row.integer(12).map { WallTime(milliseconds: $0) })
    }
}
