// What the calls told of one device, laid together: for each field the answer that knows it best.

import JSONText
import PlatformClient
import PlatformContract
import SIMModel

/// A device of the list and what became of its calls.
struct DeviceFacts {
    /// One call's last answer and last try.
    struct Answer {
        var reading: DeviceReading?
        var fetchedAt: WallTime?
        var problem: PlatformError?
        var isAsking = false
        /// When the last try ended or began.
        var triedAt: Uptime?
    }

    let number: String
    var answers: [DeviceCall: Answer] = [:]

    init(_ number: String) { self.number = number }

    subscript(call: DeviceCall) -> Answer {
        get { answers[call] ?? Answer() }
        set { answers[call] = newValue }
    }

    /// How much older the flow's answer may be and still go before the info's: the platform keeps it fresher.
    private static let flowLead = Duration.seconds(60)

    /// The answers in the order of belief.
    private var ordered: [(reading: DeviceReading, origin: DeviceOrigin)] {
        let known = DeviceCall.allCases.compactMap { call -> (reading: DeviceReading, origin: DeviceOrigin)? in
            guard let reading = self[call].reading, let at = self[call].fetchedAt else { return nil }
            return (reading, DeviceOrigin(call, at))
        }
        func weight(_ origin: DeviceOrigin) -> WallTime {
            origin.call == .flow ? origin.fetchedAt + Self.flowLead : origin.fetchedAt
        }
        return known.sorted { weight($0.origin) > weight($1.origin) }
    }

    /// The best known value of a field.
    func best<Value>(_ read: (DeviceReading) -> Value?) -> (value: Value, origin: DeviceOrigin)? {
        for answer in ordered {
            if let value = read(answer.reading) { return (value, answer.origin) }
        }
        return nil
    }

    var newest: DeviceOrigin? { ordered.map(\.origin).max { $0.fetchedAt < $1.fetchedAt } }
    var isAsking: Bool { answers.values.contains(where: \.isAsking) }
    var hasProblem: Bool { answers.values.contains { $0.problem != nil } }

    /// The cards of the answer that lists them; empty: unknown.
    var cards: [DeviceReading.Card] { best { $0.cards.isEmpty ? nil : $0.cards }?.value ?? [] }
    var currentCard: CardNumber? { best(\.currentCard)?.value }

    /// The lines of the details. `mask`: personal values are masked.
    func lines(mask: Bool, isInFleet: (CardNumber) -> Bool) -> (lines: [DeviceLine], hidesPersonal: Bool) {
        var hides = false
        var lines = DeviceFieldName.allCases.map { name -> DeviceLine in
            let found = value(name)
            guard name == .wifiPassword, mask, case .text(let text)? = found?.value else {
                return .field(name, found?.value, found?.origin)
            }
            hides = true
            return .field(name, .text(PersonalFields.masked(text, field: "wifiPassword")), found?.origin)
        }
        if let (cards, origin) = best({ $0.cards.isEmpty ? nil : $0.cards }) {
            let (current, main) = (currentCard, best(\.mainCard)?.value)
            lines.append(.cardsHead(cards.count))
            lines += cards.map { card in
                .card(
                    DeviceCardLine(
                        simNo: card.simNo, iccid: card.iccid, status: card.status, isCurrent: card.simNo == current,
                        isMain: card.simNo == main, used: card.used, quota: card.quota, isInFleet: isInFleet(card.simNo),
                        origin: origin))
            }
        } else {
            lines.append(.cardsHead(nil))
        }
        let others = others(mask: mask)
        if !others.lines.isEmpty { lines += [.othersHead] + others.lines }
        return (lines, hides || others.hides)
    }

    private func value(_ name: DeviceFieldName) -> (value: DeviceValue, origin: DeviceOrigin)? {
        best { reading -> DeviceValue? in
            switch name {
            case .currentCard: reading.currentCard.map { .card($0) }
            case .mainCard: reading.mainCard.map { .card($0) }
            case .online: reading.online.map { .online($0) }
            case .wifiName: reading.wifiName.map { .text($0) }
            case .wifiHidden: reading.isWifiHidden.map { .hidden($0) }
            case .wifiPassword: reading.wifiPassword.map { .text($0) }
            case .used: reading.used.map { .volume($0, of: reading.quota) }
            case .asOf: reading.asOf.map { .moment($0) }
            }
        }
    }

    /// Each field that is known by no name, once, from the answer that is believed first.
    private func others(mask: Bool) -> (lines: [DeviceLine], hides: Bool) {
        var lines: [DeviceLine] = []
        var seen: Set<String> = []
        var hides = false
        for (reading, origin) in ordered {
            let plain = JSONValue.object(reading.others)
            let masked = PersonalFields.masked(plain)
            if mask, masked != plain { hides = true }
            for (key, text) in Self.flat(mask ? masked : plain, "") where seen.insert(key).inserted {
                lines.append(.other(key: key, text: text, origin))
            }
        }
        return (lines, hides)
    }

    /// A value as lines: `cards[0].gatewayId`, `1`.
    private static func flat(_ value: JSONValue, _ key: String) -> [(String, String)] {
        switch value {
        case .object(let members) where !members.isEmpty:
            members.flatMap { flat($0.value, key.isEmpty ? $0.key : key + "." + $0.key) }
        case .array(let elements) where !elements.isEmpty:
            elements.enumerated().flatMap { flat($0.element, "\(key)[\($0.offset)]") }
        // The outermost object without fields.
        case .object where key.isEmpty: []
        // A part of a card that is known by its names altogether.
        case .object where key.hasSuffix("]"): []
        case .string(let text): [(key, text)]
        default: [(key, value.text)]
        }
    }
}
