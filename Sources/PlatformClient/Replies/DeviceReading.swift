// What a device's reply says, as far as its fields are named like those of the cards' records. No page of
// the platform shows these replies, so everything else in them is kept as it came.

public import JSONText
import PlatformContract
public import SIMModel

/// A device as one reply tells it. Every field is read by its name; nil: not in the reply, or not readable.
public struct DeviceReading: Hashable, Sendable {
    /// One of the device's cards.
    public struct Card: Hashable, Sendable {
        public var simNo: CardNumber
        public var iccid: CardNumber?
        public var status: Coded<SIMStatus>?
        public var isCurrent: Bool?
        public var used: DataVolume?
        public var quota: DataVolume?

        public init(
            simNo: CardNumber, iccid: CardNumber? = nil, status: Coded<SIMStatus>? = nil, isCurrent: Bool? = nil,
            used: DataVolume? = nil, quota: DataVolume? = nil
        ) {
            self.simNo = simNo
            self.iccid = iccid
            self.status = status
            self.isCurrent = isCurrent
            self.used = used
            self.quota = quota
        }
    }

    public var currentCard: CardNumber?
    public var mainCard: CardNumber?
    public var online: Coded<OnlineStatus>?
    public var used: DataVolume?
    public var quota: DataVolume?
    public var wifiName: String?
    public var wifiPassword: String?
    public var isWifiHidden: Bool?
    /// When the platform itself says it learnt this.
    public var asOf: WallTime?
    public var cards: [Card] = []
    /// What was not read above, in the order it came, parts of the cards included.
    public var others: [JSONMember] = []

    public init(_ item: OpenItem) {
        let members = Self.unwrapped(item.fields)
        guard var reader = FieldReader(.object(members), at: "data") else { return }
        var read: Set<String> = []
        func keep<Value>(_ name: String, _ value: Value?) -> Value? {
            if value != nil { read.insert(name) }
            return value
        }
        currentCard = keep("currentSimNo", reader.cardNumber("currentSimNo"))
        mainCard = keep("mainSimNo", reader.cardNumber("mainSimNo"))
        online = keep("onlineStatus", reader.code("onlineStatus"))
        used = keep("useFlow", reader.volume("useFlow"))
        quota = keep("totalFlow", reader.volume("totalFlow"))
        wifiName = keep("wifiName", reader.text("wifiName"))
        wifiPassword = keep("wifiPassword", reader.text("wifiPassword"))
        isWifiHidden = keep("wifiHide", reader.flag("wifiHide"))
        asOf = keep("updatedAt", reader.time("updatedAt"))
        // It is what was asked for.
        read.insert("deviceNo")
        for member in members where !read.contains(member.key) {
            guard cards.isEmpty, let (found, rest) = Self.cards(member.value) else {
                others.append(member)
                continue
            }
            cards = found
            if rest.contains(where: { $0 != .object([]) }) { others.append(JSONMember(key: member.key, value: .array(rest))) }
        }
        if currentCard == nil {
            let current = cards.filter { $0.isCurrent == true }
            if current.count == 1 { currentCard = current[0].simNo }
        }
    }

    /// One thing in a list is that thing.
    private static func unwrapped(_ members: [JSONMember]) -> [JSONMember] {
        guard members.count == 1, members[0].key == "items" || members[0].key == "list",
            case .array(let elements) = members[0].value, elements.count == 1, case .object(let inner) = elements[0]
        else { return members }
        return inner
    }

    /// A list of objects that all name a card, and what else stands in each; nil: it is none.
    private static func cards(_ value: JSONValue) -> (cards: [Card], rest: [JSONValue])? {
        guard case .array(let elements) = value, !elements.isEmpty else { return nil }
        var cards: [Card] = []
        var rest: [JSONValue] = []
        for element in elements {
            guard case .object(let members) = element, var reader = FieldReader(element, at: "cards"),
                let simNo = reader.cardNumber("simNo")
            else { return nil }
            var card = Card(simNo: simNo)
            card.iccid = reader.cardNumber("iccid")
            card.status = reader.code("simStatus")
            card.isCurrent = reader.flag("isCurrent")
            card.used = reader.volume("useFlow")
            card.quota = reader.volume("totalFlow")
            cards.append(card)
            let read: [String: Bool] = [
                "simNo": true, "iccid": card.iccid != nil, "simStatus": card.status != nil, "isCurrent": card.isCurrent != nil,
                "useFlow": card.used != nil, "totalFlow": card.quota != nil,
            ]
            rest.append(.object(members.filter { read[$0.key] != true }))
        }
        return (cards, rest)
    }
}
