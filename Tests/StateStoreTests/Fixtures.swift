// What the tests of the store share.

import SIMModel
import StateStore

let noon = WallTime(seconds: 1_795_500_000)

/// The `index`-th card of a made-up fleet.
func card(_ index: Int) -> CardNumber {
    guard let number = CardNumber("149" + padded(index, 8)) else { preconditionFailure("digits make a number") }
    return number
}

func cards(_ count: Int) -> [CardNumber] { (0..<count).map(card) }

/// A change of state as the runner makes them.
func step(
    _ record: OperationRecord, to state: OperationState, from: OperationState? = nil, serial: String? = nil,
    reason: String? = nil, trace: String? = nil, sentAt: WallTime? = nil, kind: String = "test"
) -> OperationChange {
    OperationChange(
        id: record.id, from: from, state: state, serialNumber: serial, failReason: reason, traceID: trace,
        sentAt: sentAt, evidence: (kind, "to \(state.rawValue)"))
}

/// A run as a test needs it: only its number and kind matter.
func bulkRun(_ kind: OperationKind = .stop, _ group: String, by actor: String = "x") -> BulkRun {
    BulkRun(
        id: group, kind: kind, reason: nil, state: .running, policy: RunPolicy(), actor: actor, createdAt: noon,
        updatedAt: noon)
}
