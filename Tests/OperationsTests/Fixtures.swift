// What the tests of operations share: cards, records, log rows.

import Operations
import SIMModel

let noon = WallTime(seconds: 1_795_500_000)

func card(_ index: Int) -> CardNumber {
    guard let number = CardNumber("149" + padded(index, 8)) else { preconditionFailure("digits make a number") }
    return number
}

func cards(_ count: Int) -> [CardNumber] { (0..<count).map(card) }

func operation(
    _ id: Int64 = 1, _ kind: OperationKind = .stop, _ state: OperationState, on simNo: CardNumber = card(0),
    serial: String? = nil, sentAt: WallTime? = noon, updatedAt: WallTime = noon, failReason: String? = nil
) -> OperationRecord {
    let isOut = state != .planned && state != .cancelled
    return OperationRecord(
        id: OperationID(id), kind: kind, simNo: simNo, state: state, reason: nil, group: "g", serialNumber: serial,
        failReason: failReason, traceID: isOut ? "trace" : nil, createdAt: noon, updatedAt: updatedAt,
        sentAt: isOut ? sentAt : nil)
}

func row(
    _ kind: OperationKind = .stop, on simNo: CardNumber = card(0), status: Int = 1, serial: String? = "S1",
    at created: WallTime? = noon + .seconds(90), failReason: String? = nil, operateID: Int64? = 7
) -> ActionLogEntry {
    ActionLogEntry(
        actionType: kind == .stop ? 2 : 3, actionText: kind == .stop ? "停机" : "复机", operateID: operateID,
        simNo: simNo, status: Coded(code: status), failReason: failReason, serialNumber: serial, createdAt: created)
}
