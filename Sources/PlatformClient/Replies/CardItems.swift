// Items that speak of a card: the 25 fields of a record, and the few of a flow reading.

import JSONText
import SIMModel

/// Items read from one reply.
struct ItemList<Item: Sendable>: Sendable {
    var items: [(item: Item, provenance: Provenance)] = []
    /// Fields that could not be read; their items stand, with the field unknown.
    var problems: [String] = []
    /// Items that could not be read at all: nobody knows which card they answer.
    var broken: [String] = []
}

enum CardItems {
    /// upstream: batchQuerySimInfo and batchQuerySimStatus.
    /// - Parameter source: `.snapshot` for the former, `.carrier` for the latter (isDemote makes it `.degraded`).
    static func records(
        _ envelope: Envelope, source: Source, receivedAt: WallTime
    ) throws(BadReply) -> ItemList<CardRecord> {
        let demotion = demotion(of: envelope)
        return try list(envelope, demotion) { reader in
            guard let record = record(&reader) else { return nil }
            let actual = source == .carrier && demotion.isDemoted ? Source.degraded : source
            let asOf: WallTime? =
                switch actual {
                case .snapshot, .pushed: record.lastPolledAt
                case .degraded: record.statusAt
                case .carrier: nil
                }
            return (record, Provenance(source: actual, fetchedAt: receivedAt, asOf: asOf))
        }
    }

    /// upstream: batchQuerySimFlow and batchQuerySimMonthFlow.
    static func flows(_ envelope: Envelope, receivedAt: WallTime) throws(BadReply) -> ItemList<FlowReading> {
        let demotion = demotion(of: envelope)
        let provenance = Provenance(source: demotion.isDemoted ? .degraded : .carrier, fetchedAt: receivedAt)
        return try list(envelope, demotion) { reader in
            flow(&reader).map { ($0, provenance) }
        }
    }

    private static func list<Item>(
        _ envelope: Envelope, _ demotion: (isDemoted: Bool, problems: [String]),
        read: (inout FieldReader) -> (Item, Provenance)?
    ) throws(BadReply) -> ItemList<Item> {
        let (elements, place) = try envelope.list()
        var out = ItemList<Item>()
        out.problems = demotion.problems
        out.items.reserveCapacity(elements.count)
        for (index, element) in elements.enumerated() {
            guard var reader = FieldReader(element, at: place, index: index) else {
                out.broken.append("\(place)[\(index)]: expected an object, found \(Tolerant.kind(of: element))")
                continue
            }
            if let (item, provenance) = read(&reader) {
                out.items.append((item, provenance))
                out.problems += reader.problems
            } else {
                out.broken.append(reader.problems.first { $0.contains("].simNo:") } ?? "\(place)[\(index)].simNo: missing")
            }
        }
        return out
    }

    /// upstream: isDemote. Absent means that nothing was degraded; unreadable is taken for the worse,
    /// because a fresh state is what confirms an operation.
    private static func demotion(of envelope: Envelope) -> (isDemoted: Bool, problems: [String]) {
        guard let data = envelope.data, var reader = FieldReader(data, at: "data") else { return (false, []) }
        let flag = reader.flag("isDemote")
        return (flag ?? !reader.problems.isEmpty, reader.problems)
    }

    private static func record(_ reader: inout FieldReader) -> CardRecord? {
        // Read in the order of the page: the reader looks there first.
        let gatewayID = reader.integer("gatewayId")
        let packageGroupID = reader.integer("packageGroupId")
        let poolID = reader.integer("poolId")
        guard let simNo = reader.cardNumber("simNo") else { return nil }
        var record = CardRecord(simNo: simNo)
        record.gatewayID = gatewayID
        record.packageGroupID = packageGroupID
        record.poolID = poolID
        record.iccid = reader.cardNumber("iccid")
        record.imsi = reader.cardNumber("imsi")
        record.imei = reader.cardNumber("imei")
        record.status = reader.code("simStatus")
        record.activation = reader.code("activateStatus")
        record.realName = reader.code("authStatus")
        record.platformRealName = reader.code("authPlatformStatus")
        record.network = reader.code("internetStatus")
        record.online = reader.code("onlineStatus")
        record.cancellation = reader.code("cancelStatus")
        record.replacement = reader.code("replaceStatus")
        record.polling = reader.integer("robinStatus")
        record.activatedAt = reader.time("activateAt")
        record.realNameAt = reader.time("authAt")
        record.platformRealNameAt = reader.time("authPlatformAt")
        record.rechargeTimes = reader.integer("rechargeTimes")
        record.quota = reader.volume("totalFlow")
        record.used = reader.volume("useFlow")
        record.endsAt = reader.time("endAt")
        record.lastPolledAt = reader.time("lastRobinAt")
        record.statusAt = reader.time("lastSimStatusAt")
        return record
    }

    private static func flow(_ reader: inout FieldReader) -> FlowReading? {
        guard let simNo = reader.cardNumber("simNo") else { return nil }
        let iccid = reader.cardNumber("iccid")
        let deviceNo = reader.text("deviceNo")
        let used = reader.volume("useFlow")
        let troubles = reader.problems.count
        let isError = reader.flag("isError")
        let isUnclear = reader.problems.count > troubles
        let words = reader.text("error")
        // With isError set, useFlow is a filler zero; without it, any words are the card's own error.
        let hasFailed = isError ?? (words != nil)
        return FlowReading(
            simNo: simNo, iccid: iccid, deviceNo: deviceNo, used: hasFailed || isUnclear ? nil : used,
            error: hasFailed ? words ?? "" : nil)
    }
}
