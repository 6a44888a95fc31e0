// Values of the model under the platform's field names.

import JSONText
import SIMModel

/// Field names and values of what is printed.
enum RecordFields {
    /// upstream: batchQuerySimInfo.items[], its 25 fields in their order, then ours.
    static func each(_ record: CardRecord, _ provenance: Provenance, into sink: inout some FieldSink) {
        sink.put("gatewayId", record.gatewayID)
        sink.put("packageGroupId", record.packageGroupID)
        sink.put("poolId", record.poolID)
        sink.put("simNo", record.simNo)
        sink.put("iccid", record.iccid)
        sink.put("imsi", record.imsi)
        sink.put("imei", record.imei)
        sink.put("simStatus", record.status?.code)
        sink.put("activateStatus", record.activation?.code)
        sink.put("authStatus", record.realName?.code)
        sink.put("authPlatformStatus", record.platformRealName?.code)
        sink.put("internetStatus", record.network?.code)
        sink.put("onlineStatus", record.online?.code)
        sink.put("cancelStatus", record.cancellation?.code)
        sink.put("replaceStatus", record.replacement?.code)
        sink.put("robinStatus", record.polling)
        sink.put("activateAt", record.activatedAt)
        sink.put("authAt", record.realNameAt)
        sink.put("authPlatformAt", record.platformRealNameAt)
        sink.put("rechargeTimes", record.rechargeTimes)
        sink.put("totalFlow", record.quota?.kilobytes)
        sink.put("useFlow", record.used?.kilobytes)
        sink.put("endAt", record.endsAt)
        sink.put("lastRobinAt", record.lastPolledAt)
        sink.put("lastSimStatusAt", record.statusAt)
        sink.put("source", provenance.source.name)
        sink.putISO("fetchedAt", provenance.fetchedAt)
    }

    static func of(_ record: CardRecord, _ provenance: Provenance) -> [JSONMember] {
        var sink = MemberSink()
        each(record, provenance, into: &sink)
        return sink.members
    }

    static let recordNames = of(
        CardRecord(simNo: placeholder), Provenance(source: .snapshot, fetchedAt: WallTime(seconds: 0))
    ).map(\.key)

    /// upstream: batchQuerySimFlow.items[], batchQuerySimMonthFlow.items[].
    static func of(_ reading: FlowReading, _ provenance: Provenance, month: String?) -> [JSONMember] {
        var fields = members(("simNo", .string(reading.simNo.description)), ("iccid", .optional(reading.iccid)))
        if let month {
            fields += members(("deviceNo", .optional(reading.deviceNo)), ("month", .string(month)))
        }
        return fields
            + members(
                ("useFlow", .optional(reading.used)), ("isError", .bool(reading.error != nil)),
                ("error", .optional(reading.error))) + source(provenance)
    }

    static func flowNames(month: String?) -> [String] {
        of(
            FlowReading(simNo: placeholder, used: nil),
            Provenance(source: .carrier, fetchedAt: WallTime(seconds: 0)), month: month
        ).map(\.key)
    }

    /// upstream: querySimAction.items[].
    static func of(_ entry: ActionLogEntry, receivedAt: WallTime) -> [JSONMember] {
        members(
            ("actionType", .integer(Int64(entry.actionType))), ("actionTypeText", .string(entry.actionText)),
            ("operateId", .optional(entry.operateID)), ("simNo", .string(entry.simNo.description)),
            ("status", .integer(Int64(entry.status.code))), ("failReason", .optional(entry.failReason)),
            ("serialNumber", .optional(entry.serialNumber)), ("createdAt", .optional(entry.createdAt)),
            ("fetchedAt", .string(receivedAt.iso8601)))
    }

    static let actionNames = [
        "actionType", "actionTypeText", "operateId", "simNo", "status", "failReason", "serialNumber", "createdAt",
        "fetchedAt",
    ]

    /// One operation of the journal.
    static func of(_ record: OperationRecord) -> [JSONMember] {
        members(
            ("id", .integer(record.id.value)), ("action", .string(record.kind.rawValue)),
            ("simNo", .string(record.simNo.description)), ("state", .string(record.state.rawValue)),
            ("serialNumber", .optional(record.serialNumber)), ("operateId", .optional(record.operateID)),
            ("reason", .optional(record.reason)), ("failReason", .optional(record.failReason)),
            ("createdAt", .string(record.createdAt.iso8601)), ("updatedAt", .string(record.updatedAt.iso8601)))
    }

    static let operationNames = [
        "id", "action", "simNo", "state", "serialNumber", "operateId", "reason", "failReason", "createdAt", "updatedAt",
    ]

    static func of(_ assets: AccountAssets, receivedAt: WallTime) -> JSONValue {
        .fields(
            (
                "main",
                .fields(
                    ("id", .optional(assets.main.id)), ("username", .optional(assets.main.username)),
                    ("balance", .optional(assets.main.balance)), ("createdAt", .optional(assets.main.createdAt)))
            ),
            ("pools", .array(assets.pools.map { .object(of($0)) })),
            ("fetchedAt", .string(receivedAt.iso8601)))
    }

    /// upstream: accountAsset.pools[].
    static func of(_ pool: AccountAssets.Pool) -> [JSONMember] {
        members(
            ("id", .integer(pool.id)), ("name", .optional(pool.name)), ("memberId", .optional(pool.memberID)),
            ("code", .optional(pool.code)), ("deposit", .optional(pool.deposit)), ("balance", .optional(pool.balance)),
            ("status", .optional(pool.status)), ("createdAt", .optional(pool.createdAt)),
            ("updatedAt", .optional(pool.updatedAt)), ("frozenBalance", .optional(pool.frozen)),
            ("availableBalance", .optional(pool.available)))
    }

    static func members(_ pairs: (String, JSONValue)...) -> [JSONMember] {
        pairs.map { JSONMember(key: $0.0, value: $0.1) }
    }

    private static func source(_ provenance: Provenance) -> [JSONMember] {
        members(
            ("source", .string(provenance.source.name)), ("fetchedAt", .string(provenance.fetchedAt.iso8601)))
    }

    // Only its field names are read. "0" is a valid card number, so this never traps.
    private static let placeholder = CardNumber("0")!
}
