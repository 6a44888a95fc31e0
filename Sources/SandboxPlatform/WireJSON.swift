// The shapes of the platform's replies: field names, their order, null and "" as on its pages.

import JSONText
import SIMModel

enum WireJSON {
    /// upstream: 操作成功, the message of code 0.
    static func envelope(
        _ data: JSONValue, code: Int = 0, message: String = "操作成功", trace: String, at clock: WallTime
    ) -> JSONValue {
        .fields(
            ("code", .integer(Int64(code))), ("message", .string(message)), ("data", data),
            ("timestamp", .integer(clock.seconds)), ("traceID", .string(trace)))
    }

    /// upstream: bindMachine.
    static func errors(_ errors: [String], trace: String, at clock: WallTime) -> JSONValue {
        .fields(
            ("code", .integer(0)), ("message", .string("操作成功")), ("error", .strings(errors)),
            ("timestamp", .integer(clock.seconds)), ("traceID", .string(trace)))
    }

    /// upstream: batchQuerySimInfo.items[] and batchQuerySimStatus.items[], 25 fields.
    static func record(_ card: Fleet.Card, _ plan: FleetPlan, polledAt: JSONValue) -> JSONValue {
        let facts = card.facts
        let isKnown = card.status != .notObtained
        let isActivated = facts.activatedAt != nil
        func whole(_ value: Int) -> JSONValue { .integer(Int64(value)) }
        func time(_ value: WallTime?) -> JSONValue { value.map { .string(WireText.time($0)) } ?? .null }
        return .object([
            JSONMember(key: "gatewayId", value: whole(facts.gateway.rawValue)),
            JSONMember(key: "packageGroupId", value: whole(facts.package.id)),
            JSONMember(key: "poolId", value: whole(facts.poolID)),
            JSONMember(key: "simNo", value: .string(plan.simNo(facts.index))),
            JSONMember(key: "iccid", value: .string(plan.iccid(facts.index, facts.gateway))),
            JSONMember(key: "imsi", value: .string(isKnown ? plan.imsi(facts.index, facts.gateway) : "")),
            JSONMember(key: "imei", value: .string(isActivated ? plan.imei(facts.index) : "")),
            JSONMember(key: "simStatus", value: whole(card.status.rawValue)),
            JSONMember(key: "activateStatus", value: whole(!isKnown ? 3 : isActivated ? 2 : 1)),
            JSONMember(key: "authStatus", value: whole(card.realNameAt != nil ? 2 : isKnown ? 1 : 3)),
            JSONMember(key: "authPlatformStatus", value: whole(facts.platformRealNameAt != nil ? 2 : 1)),
            JSONMember(key: "internetStatus", value: whole(network(card.status).rawValue)),
            JSONMember(key: "onlineStatus", value: whole(online(card).rawValue)),
            JSONMember(key: "cancelStatus", value: whole(card.status == .closed ? 2 : 1)),
            JSONMember(key: "replaceStatus", value: whole(facts.isReplaced ? 2 : 1)),
            JSONMember(key: "robinStatus", value: whole(1)),
            JSONMember(key: "activateAt", value: time(facts.activatedAt)),
            JSONMember(key: "authAt", value: time(card.realNameAt)),
            JSONMember(key: "authPlatformAt", value: time(facts.platformRealNameAt)),
            JSONMember(key: "rechargeTimes", value: whole(facts.rechargeTimes)),
            JSONMember(key: "totalFlow", value: .integer(card.quota)),
            JSONMember(key: "useFlow", value: .integer(card.used)),
            JSONMember(key: "endAt", value: time(facts.endsAt)),
            JSONMember(key: "lastRobinAt", value: polledAt),
            JSONMember(key: "lastSimStatusAt", value: polledAt),
        ])
    }

    static func online(_ card: Fleet.Card) -> OnlineStatus {
        if card.status == .notObtained { return .notObtained }
        return card.isRunning ? .online : .offline
    }

    private static func network(_ status: SIMStatus) -> NetworkStatus {
        switch status {
        case .notObtained: .notObtained
        case .stopped, .riskStop, .separated, .closed, .expired: .cut
        case .inStock, .awaitingActivation, .active, .testable, .abnormal: .onNetwork
        }
    }

    /// upstream: batchQuerySimFlow.items[].
    static func flow(_ facts: CardFacts, _ plan: FleetPlan, used: Int64, error: String) -> JSONValue {
        .fields(
            ("simNo", .string(plan.simNo(facts.index))), ("iccid", .string(plan.iccid(facts.index, facts.gateway))),
            ("useFlow", .integer(error.isEmpty ? used : 0)), ("isError", .bool(!error.isEmpty)),
            ("error", .string(error)))
    }

    /// upstream: batchQuerySimMonthFlow.items[].
    static func monthFlow(_ facts: CardFacts, _ plan: FleetPlan, used: Int64, error: String) -> JSONValue {
        .fields(
            ("simNo", .string(plan.simNo(facts.index))), ("iccid", .string(plan.iccid(facts.index, facts.gateway))),
            ("deviceNo", .string("")), ("useFlow", .integer(used)), ("isError", .bool(!error.isEmpty)),
            ("error", .string(error)))
    }

    /// upstream: querySimAction.items[].
    static func action(_ row: ActionRow, _ plan: FleetPlan) -> JSONValue {
        .fields(
            ("actionType", .integer(Int64(ActionRow.type(of: row.kind)))),
            ("actionTypeText", .string(ActionRow.text(of: row.kind))), ("operateId", .integer(row.operateID)),
            ("simNo", .string(plan.simNo(row.index))), ("status", .integer(row.failReason == nil ? 1 : 2)),
            ("failReason", .string(row.failReason ?? "")), ("serialNumber", .string(row.serialNumber)),
            ("createdAt", .string(WireText.time(row.createdAt))))
    }

    /// Yuan as a JSON number without trailing zeros, as the samples have it: 100.5, 50.
    static func money(fen: Int64) -> JSONValue {
        let (whole, rest) = (fen / 100, fen % 100)
        if rest == 0 { return .integer(whole) }
        return .decimal(rest % 10 == 0 ? "\(whole).\(rest / 10)" : "\(whole).\(padded(rest, 2))")
    }

    /// The same document from a loosely typed server: numbers as strings, "" and null exchanged,
    /// [] for an empty object.
    static func loosened(_ value: JSONValue) -> JSONValue {
        switch value {
        case .null: .string("")
        case .bool: value
        case .integer(let number): .string("\(number)")
        case .decimal(let text): .string(text)
        case .string(let text): text.isEmpty ? .null : value
        case .array(let elements): .array(elements.map(loosened))
        case .object(let members):
            members.isEmpty
                ? .array([]) : .object(members.map { JSONMember(key: $0.key, value: loosened($0.value)) })
        }
    }
}
