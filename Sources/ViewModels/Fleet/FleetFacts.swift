// A row of the fleet as the types of SIMModel: what panes, filters and exports read.

import SIMModel

extension FleetTable {
    /// The carrier's state of the card, with its source and age.
    func status(_ row: Int) -> Sourced<Coded<SIMStatus>>? {
        guard let code = code(.status, row), let origin = origin(\.statusOrigin, row) else { return nil }
        return Sourced(Coded(code: code), origin)
    }

    func online(_ row: Int) -> Coded<OnlineStatus>? { code(.online, row).map { Coded(code: $0) } }

    func used(_ row: Int) -> Sourced<DataVolume>? {
        guard let volume = volume(\.used, row), let origin = origin(\.flowOrigin, row) else { return nil }
        return Sourced(volume, origin)
    }

    func quota(_ row: Int) -> DataVolume? { volume(\.quota, row) }

    /// Used of quota, 1 = all of it.
    func usedShare(_ row: Int) -> Double? {
        guard let used = used(kilobytesOf: row), let quota = quota(kilobytesOf: row), quota > 0 else { return nil }
        return Double(used) / Double(quota)
    }

    /// The value with the older age: what the Age column tells.
    func oldestOrigin(_ row: Int) -> Provenance? {
        switch (status(row)?.provenance, used(row)?.provenance) {
        case (let status?, let used?): status.effective < used.effective ? status : used
        case (let status?, nil): status
        case (nil, let used?): used
        case (nil, nil): nil
        }
    }

    /// The last whole record, field by field the freshest known.
    func record(_ row: Int) -> Sourced<CardRecord>? {
        guard flags(row).contains(.hasRecord), let origin = origin(\.recordOrigin, row) else { return nil }
        func coded<Known>(_ field: CodeField) -> Coded<Known>? { code(field, row).map { Coded(code: $0) } }
        var record = CardRecord(simNo: simNo(row))
        record.iccid = iccid(row)
        record.imsi = imsi(row)
        record.imei = imei(row)
        record.gatewayID = number(.gateway, row)
        record.packageGroupID = number(.package, row)
        record.poolID = number(.pool, row)
        record.status = coded(.status)
        record.activation = coded(.activation)
        record.realName = coded(.realName)
        record.platformRealName = coded(.platformRealName)
        record.network = coded(.network)
        record.online = coded(.online)
        record.cancellation = coded(.cancellation)
        record.replacement = coded(.replacement)
        record.polling = code(.polling, row)
        record.activatedAt = time(.activatedAt, row)
        record.realNameAt = time(.realNameAt, row)
        record.platformRealNameAt = time(.platformRealNameAt, row)
        record.rechargeTimes = number(.rechargeTimes, row)
        record.quota = quota(row)
        record.used = volume(\.used, row)
        record.endsAt = time(.endsAt, row)
        record.lastPolledAt = time(.lastPolledAt, row)
        record.statusAt = time(.statusAt, row)
        return Sourced(record, origin)
    }
}
