// Stop, resume and the log of both.

import JSONText
import PlatformContract
import SIMModel

extension World {
    /// Takes an operation: its whole course is decided and written down here.
    mutating func accept(
        _ kind: OperationKind, _ parameters: CheckedParameters, _ draw: FaultDraw, at now: WallTime
    ) throws(Refusal) -> JSONValue {
        let cards = cards(parameters)
        guard !cards.isEmpty else { throw .parameter("参数simNos中没有可操作的卡板") }
        return .fields(("serialNumber", .string(take(kind, cards, draw, at: now))))
    }

    /// The serial number of an operation of some cards.
    mutating func take(_ kind: OperationKind, _ cards: [Int], _ draw: FaultDraw, at now: WallTime) -> String {
        acceptedCalls += 1
        let serial = ActionSerial.make(now, number: acceptedCalls, lots: fleet.plan.dice)
        serials.add(serial, cards: cards)
        let failures = Lots(seed: draw.dice)
        for index in cards {
            acceptedRows += 1
            let fails = draw.carrierFailRate > 0 && failures.unit(.carrierFail, index) < draw.carrierFailRate
            enter(kind, index, serial, carrierFails: fails, at: now)
        }
        return serial
    }

    private mutating func enter(
        _ kind: OperationKind, _ index: Int, _ serial: String, carrierFails: Bool, at now: WallTime
    ) {
        var ledger = fleet.ledgers[index] ?? CardLedger()
        let timeline = OperationTimeline.plan(
            kind, status: fleet.status(index, at: max(now, ledger.freeAt ?? now)), acceptedAt: now,
            freeAt: ledger.freeAt, speed: fleet.speed, carrierFails: carrierFails, lots: fleet.plan.dice,
            number: acceptedRows)
        ledger.add(
            ActionRow(
                operateID: Self.firstOperateID + Int64(acceptedRows), kind: kind, index: index,
                failReason: timeline.failReason, serialNumber: serial, createdAt: timeline.loggedAt))
        ledger.freeAt = timeline.overAt
        if timeline.failReason == OperationTimeline.carrierFailure {
            tally.faults[Fault.carrierFail.rawValue, default: 0] += 1
        }
        switch kind {
        case .stop: ledger.stops += 1
        case .resume: ledger.resumes += 1
        }
        fleet.ledgers[index] = ledger
        if let effectAt = timeline.effectAt { fleet.change(index, to: kind.target, at: effectAt) }
    }

    /// Above every id of the historic rows.
    private static let firstOperateID: Int64 = 50_000_000
    private static let mostRows = 100

    func simAction(_ parameters: CheckedParameters, at now: WallTime) -> JSONValue {
        let rows = candidateRows(parameters)
            .filter { row in
                guard row.createdAt <= now else { return false }
                if let serial = parameters.text("serialNumber"), row.serialNumber != serial { return false }
                if let type = parameters.text("actionType"), Int(type) != ActionRow.type(of: row.kind) { return false }
                return true
            }
            .sorted { ($0.createdAt, $0.operateID) > ($1.createdAt, $1.operateID) }
            .prefix(Self.mostRows)
        return .fields(("items", .array(rows.map { WireJSON.action($0, fleet.plan) })))
    }

    /// The rows the narrowest given parameter leads to.
    private func candidateRows(_ parameters: CheckedParameters) -> [ActionRow] {
        if let text = parameters.text("simNo") {
            guard let index = fleet.plan.index(ofText: text) else { return [] }
            return history.rows(of: index) + (fleet.ledgers[index]?.rows ?? [])
        }
        if let serial = parameters.text("serialNumber") {
            return rows(ofSerial: serial) ?? history.rows(ofSerial: serial)
        }
        // Neither: the newest of what this sandbox took itself; enough serials for a hundred due rows.
        return serials.latest(500).flatMap { rows(ofSerial: $0) ?? [] }
    }

    private func rows(ofSerial serial: String) -> [ActionRow]? {
        serials.cards(of: serial)?.compactMap { index in
            fleet.ledgers[index]?.rows.last { $0.serialNumber == serial }
        }
    }
}
