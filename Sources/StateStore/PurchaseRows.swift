// Purchases as rows: which columns, how they are read and written.

import SIMModel

enum PurchaseRows {
    private static let columns =
        "id, kind, target, item, item_name, price, remark, custom_no, state, order_sn, paid, order_status, "
        + "fail_reason, trace_id, created_at, updated_at, sent_at"

    /// All rows of `SELECT columns FROM purchases` followed by `tail`.
    static func read(
        _ connection: Connection, _ tail: String, _ values: [SQLValue] = []
    ) throws(StoreError) -> [PurchaseRecord] {
        var records: [PurchaseRecord] = []
        try connection.run("SELECT \(columns) FROM purchases \(tail)", values) { row throws(StoreError) in
            records.append(try record(row))
        }
        return records
    }

    static func one(_ connection: Connection, _ id: PurchaseID) throws(StoreError) -> PurchaseRecord? {
        try read(connection, "WHERE id = ?", [.integer(id.value)]).first
    }

    static func write(
        _ record: PurchaseRecord, owner: String?, _ connection: Connection
    ) throws(StoreError) {
        try connection.run(
            """
            UPDATE purchases SET state = ?, order_sn = ?, paid = ?, order_status = ?, fail_reason = ?, trace_id = ?,
              sent_at = ?, updated_at = ?, owner = ? WHERE id = ?
            """,
            [
                .text(record.state.rawValue), .optional(record.orderSn), .optional(record.paid?.tenThousandths),
                .optional(record.orderStatus.map { Int64($0) }), .optional(record.failReason),
                .optional(record.traceID), .optional(record.sentAt?.milliseconds),
                .integer(record.updatedAt.milliseconds), .optional(owner), .integer(record.id.value),
            ])
    }

    private static func record(_ row: SQLRow) throws(StoreError) -> PurchaseRecord {
        guard let id = row.integer(0), let kind = row.text(1).flatMap(PurchaseKind.init(rawValue:)),
            let target = row.text(2), let item = row.text(3), let customNo = row.text(7),
            let state = row.text(8).flatMap(PurchaseState.init(rawValue:)), let created = row.integer(14),
            let updated = row.integer(15)
        else { throw .failed(reason: "purchase \(row.integer(0) ?? 0) cannot be read") }
        let new = NewPurchase(
            kind: kind, target: target, item: item, itemName: row.text(4),
            price: row.integer(5).map { Money(tenThousandths: $0) }, remark: row.text(6), customNo: customNo)
        var record = PurchaseRecord(new, id: PurchaseID(id), at: WallTime(milliseconds: created))
        record.state = state
        record.orderSn = row.text(9)
        record.paid = row.integer(10).map { Money(tenThousandths: $0) }
        record.orderStatus = row.integer(11).map { Int($0) }
        record.failReason = row.text(12)
        record.traceID = row.text(13)
        record.updatedAt = WallTime(milliseconds: updated)
        record.sentAt = row.integer(16).map { WallTime(milliseconds: $0) }
        return record
    }
}
