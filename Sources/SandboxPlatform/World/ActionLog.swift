// The log of operations: rows that this sandbox made, found by card or by serial number, and the
// rows of the time before it started, which are computed when asked.

import SIMModel

/// Finds the rows of a serial number. Bounded: the oldest serials are forgotten.
struct SerialIndex {
    static let mostSerials = 50_000

    private var cards: [String: [Int]] = [:]
    private var order: [String] = []
    private var oldest = 0

    mutating func add(_ serial: String, cards indexes: [Int]) {
        cards[serial] = indexes
        order.append(serial)
        if cards.count > Self.mostSerials {
            cards[order[oldest]] = nil
            oldest += 1
        }
        // The list's dead front is dropped now and then, not at every step.
        if oldest > Self.mostSerials {
            order.removeFirst(oldest)
            oldest = 0
        }
    }

    func cards(of serial: String) -> [Int]? { cards[serial] }

    /// The serials that were added last, newest first.
    func latest(_ count: Int) -> ArraySlice<String> { order.suffix(count) }
}

/// The rows of the time before the start: one card in ten has some, and every stopped one.
struct HistoricLog {
    let plan: FleetPlan

    /// Oldest first.
    func rows(of index: Int) -> [ActionRow] {
        let lots = plan.dice
        let facts = plan.facts(index)
        guard let activated = facts.activatedAt else { return [] }
        var events: [(kind: OperationKind, at: WallTime, failReason: String?)] = []
        if lots.unit(.history, index) < 0.1 {
            let age = Int64(lots.pick(.historyAge, index, in: 45 * 86_400...90 * 86_400))
            let stop = plan.startedAt - .seconds(age)
            events.append((.stop, stop, nil))
            if lots.unit(.historyFailed, index) < 0.3 {
                events.append((.resume, stop + .hours(20), OperationTimeline.carrierFailure))
            }
            events.append((.resume, stop + .hours(26), nil))
        }
        if facts.status == .stopped, let halted = facts.haltedAt {
            events.append((.stop, halted - .seconds(80), nil))
        }
        return events.enumerated().filter { $0.element.at > activated }.map { place, event in
            ActionRow(
                operateID: Int64(1 + index * 4 + place), kind: event.kind, index: index,
                failReason: event.failReason, serialNumber: serial(index, place, event.at), createdAt: event.at)
        }
    }

    /// The rows of a serial number from before the start.
    func rows(ofSerial serial: String) -> [ActionRow] {
        // Time (14), a 9, the card (16), its event (1).
        let digits = Array(serial.utf8)
        guard digits.count == 32, digits[14] == 0x39, let tail = Int(String(decoding: digits[15..<31], as: UTF8.self)),
            tail < 100_000_000, let number = CardNumber("149" + WireText.digits(tail, 8)),
            let index = plan.index(of: number)
        else { return [] }
        return rows(of: index).filter { $0.serialNumber == serial }
    }

    private func serial(_ index: Int, _ place: Int, _ time: WallTime) -> String {
        ActionSerial.stamp(time) + "9" + WireText.digits(plan.tail(index), 16) + WireText.digits(place, 1)
    }
}

/// The 32 digits of a serial number: a time and a number.
enum ActionSerial {
    static func stamp(_ time: WallTime) -> String {
        let civil = CivilTime(time)
        return WireText.digits(civil.year, 4) + WireText.digits(civil.month, 2) + WireText.digits(civil.day, 2)
            + WireText.digits(civil.hour, 2) + WireText.digits(civil.minute, 2) + WireText.digits(civil.second, 2)
    }

    /// The serial of the `number`th accepted call.
    static func make(_ time: WallTime, number: Int, lots: Lots) -> String {
        stamp(time) + "1" + WireText.digits(number, 9)
            + WireText.digits(Int(lots.bits(.serial, number) % 100_000_000), 8)
    }
}
