// Which of two facts stays: the one that speaks of the later moment, field group by field group. A
// stored value never displaces a fresher one of the carrier's, and no absence erases what is known.

import SIMModel

enum FleetMerge {
    /// A platform's stored value that does not say when it was true may be this old (refreshed hourly).
    static let storedLag = Duration.minutes(75)
    /// A carrier's answer that seems older than the last by more than this means that the clock was set back.
    static let clockStep = Duration.minutes(5)

    /// The moment a value speaks of, at the latest guess that is safe.
    static func moment(_ origin: Provenance) -> Int64 {
        switch origin.source {
        case .snapshot, .degraded:
            origin.asOf == nil ? (origin.fetchedAt - storedLag).seconds : origin.effective.seconds
        case .carrier, .pushed: origin.effective.seconds
        }
    }

    /// Whether a value of `new` takes the place of one of `old`.
    static func supersedes(_ new: Provenance, _ old: Provenance?) -> Bool {
        guard let old else { return true }
        if new.source == .degraded, old.source == .carrier, !old.isStale(at: new.fetchedAt) { return false }
        if new.source == .carrier, old.fetchedAt - new.fetchedAt > clockStep { return true }
        let (left, right) = (moment(new), moment(old))
        return left != right ? left > right : rank(new.source) >= rank(old.source)
    }

    private static func rank(_ source: Source) -> Int {
        switch source {
        case .carrier: 3
        case .pushed: 2
        case .snapshot: 1
        case .degraded: 0
        }
    }
}

extension FleetTable {
    /// Merges a whole record into `row`; true when anything of it was news, ages included.
    mutating func merge(_ record: CardRecord, _ origin: Provenance, row: Int) -> Bool {
        var changed = false
        if let missing = missingAt(row), origin.fetchedAt.seconds >= missing.seconds {
            setMissing(nil, row)
            changed = true
        }
        if !flags(row).contains(.hasRecord) {
            setFlag(.hasRecord, row)
            changed = true
        }
        if let status = record.status, FleetMerge.supersedes(origin, self.origin(\.statusOrigin, row)) {
            // As one: a state of now beside an on-line mark of an hour ago would be a false pair.
            let coded: [(CodeField, Int?)] = [
                (.status, status.code), (.online, record.online?.code), (.network, record.network?.code),
                (.cancellation, record.cancellation?.code), (.activation, record.activation?.code),
            ]
            for (field, code) in coded where setCode(field, code, row) { changed = true }
            if setTime(.statusAt, record.statusAt, row) { changed = true }
            if setOrigin(\.statusOrigin, origin, row) { changed = true }
        }
        if let used = record.used, FleetMerge.supersedes(origin, self.origin(\.flowOrigin, row)) {
            if setVolume(\.used, used, row) { changed = true }
            if setOrigin(\.flowOrigin, origin, row) { changed = true }
        }
        return mergeRest(record, origin, row: row) || changed
    }

    /// Everything that is neither state nor flow: the later record wins where it says something, and
    /// whatever was unknown is filled.
    private mutating func mergeRest(_ record: CardRecord, _ origin: Provenance, row: Int) -> Bool {
        let isLater = FleetMerge.supersedes(origin, self.origin(\.recordOrigin, row))
        var changed = false
        func wanted<Value>(_ new: Value?, over old: Value?) -> Value? { isLater || old == nil ? new : nil }

        if set(\.iccid, .hasICCID, wanted(record.iccid, over: iccid(row)), row) { changed = true }
        if set(\.imsi, .hasIMSI, wanted(record.imsi, over: imsi(row)), row) { changed = true }
        if set(\.imei, .hasIMEI, wanted(record.imei, over: imei(row)), row) { changed = true }
        let coded: [(CodeField, Int?)] = [
            (.realName, record.realName?.code), (.platformRealName, record.platformRealName?.code),
            (.replacement, record.replacement?.code), (.polling, record.polling),
        ]
        for (field, code) in coded {
            if let code = wanted(code, over: self.code(field, row)), setCode(field, code, row) { changed = true }
        }
        let numbers: [(NumberField, Int?)] = [
            (.gateway, record.gatewayID), (.package, record.packageGroupID), (.pool, record.poolID),
            (.rechargeTimes, record.rechargeTimes),
        ]
        for (field, number) in numbers {
            if let number = wanted(number, over: self.number(field, row)), setNumber(field, number, row) {
                changed = true
            }
        }
        let times: [(TimeField, WallTime?)] = [
            (.activatedAt, record.activatedAt), (.realNameAt, record.realNameAt),
            (.platformRealNameAt, record.platformRealNameAt), (.endsAt, record.endsAt),
            (.lastPolledAt, record.lastPolledAt),
        ]
        for (field, time) in times {
            if let time = wanted(time, over: self.time(field, row)), setTime(field, time, row) { changed = true }
        }
        if setVolume(\.quota, wanted(record.quota, over: quota(row)), row) { changed = true }
        if isLater, setOrigin(\.recordOrigin, origin, row) { changed = true }
        return changed
    }

    /// Merges a reading of the flow alone into `row`; true when it was news.
    mutating func merge(_ reading: FlowReading, _ origin: Provenance, row: Int) -> Bool {
        guard let used = reading.used else {
            guard let error = reading.error, errors[row] != error else { return false }
            errors[row] = error
            return true
        }
        var changed = errors.removeValue(forKey: row) != nil
        if set(\.iccid, .hasICCID, iccid(row) == nil ? reading.iccid : nil, row) { changed = true }
        guard FleetMerge.supersedes(origin, self.origin(\.flowOrigin, row)) else { return changed }
        if setVolume(\.used, used, row) { changed = true }
        if setOrigin(\.flowOrigin, origin, row) { changed = true }
        return changed
    }

    /// The platform was asked and does not know the card.
    mutating func mergeMissing(at: WallTime, row: Int) -> Bool {
        if let seen = origin(\.recordOrigin, row), seen.fetchedAt.seconds > at.seconds { return false }
        let isNews = missingAt(row) == nil
        setMissing(at, row)
        return isNews
    }
}
