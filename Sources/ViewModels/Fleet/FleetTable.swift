// The fleet's facts as a value: what the store writes, and what a filter off the main actor reads.

import SIMModel

/// All cards of the fleet by columns. A copy is a snapshot.
struct FleetTable: Sendable {
    private(set) var chunks: [FleetChunk] = []
    private(set) var count = 0
    /// Values that do not fit their packed column, by row and column: they stay visible as they came.
    private var overflow: [Int: Int64] = [:]
    /// The cards' own errors in their last reading.
    var errors: [Int: String] = [:]

    /// What the operator's people say of the cards.
    var tags = FleetTags()

    /// The rows lately changed, for whoever wants to look only at those.
    private(set) var trail = ChangeTrail()
    /// The cards stand in the order of their numbers.
    private(set) var isInNumberOrder = true

    mutating func append(_ number: CardNumber) {
        let named: RowFlags = number.isICCID ? [.isNamedByICCID, .hasICCID] : []
        if isInNumberOrder, count > 0, number < simNo(count - 1) { isInNumberOrder = false }
        if count % FleetChunk.capacity == 0 {
            chunks.append(FleetChunk(first: number, flags: named))
        } else {
            chunks[chunks.count - 1].append(number, flags: named)
        }
        count += 1
    }

    /// Something of the row is news.
    mutating func noteChange(of row: Int) { trail.note(row) }

    subscript(chunkOf row: Int) -> FleetChunk {
        _read { yield chunks[row / FleetChunk.capacity] }
        _modify { yield &chunks[row / FleetChunk.capacity] }
    }

    private func slot(_ row: Int) -> Int { row % FleetChunk.capacity }
    private func place(_ field: Int, _ row: Int) -> Int { field * FleetChunk.capacity + slot(row) }

    // MARK: numbers and flags

    func simNo(_ row: Int) -> CardNumber { self[chunkOf: row].simNo[slot(row)] }
    func flags(_ row: Int) -> RowFlags { self[chunkOf: row].flags[slot(row)] }

    func iccid(_ row: Int) -> CardNumber? {
        flags(row).contains(.hasICCID) ? self[chunkOf: row].iccid[slot(row)] : nil
    }
    func imsi(_ row: Int) -> CardNumber? {
        flags(row).contains(.hasIMSI) ? self[chunkOf: row].imsi[slot(row)] : nil
    }
    func imei(_ row: Int) -> CardNumber? {
        flags(row).contains(.hasIMEI) ? self[chunkOf: row].imei[slot(row)] : nil
    }

    mutating func setSimNo(_ number: CardNumber, _ row: Int) {
        isInNumberOrder = false
        self[chunkOf: row].simNo[slot(row)] = number
        self[chunkOf: row].flags[slot(row)].remove(.isNamedByICCID)
    }

    mutating func setFlag(_ flag: RowFlags, _ row: Int) { self[chunkOf: row].flags[slot(row)].insert(flag) }

    /// Writes a number unless it is unknown (nil) or already there; true when it changed.
    mutating func set(
        _ column: WritableKeyPath<FleetChunk, [CardNumber]>, _ flag: RowFlags, _ number: CardNumber?, _ row: Int
    ) -> Bool {
        guard let number else { return false }
        if flags(row).contains(flag), self[chunkOf: row][keyPath: column][slot(row)] == number { return false }
        self[chunkOf: row][keyPath: column][slot(row)] = number
        setFlag(flag, row)
        return true
    }

    // MARK: packed values

    func code(_ field: CodeField, _ row: Int) -> Int? {
        switch self[chunkOf: row].codes[place(field.rawValue, row)] {
        case 0: nil
        case 254: 9999
        case 255: overflow[key(row, field.rawValue)].map { Int($0) }
        case let byte: Int(byte)
        }
    }

    mutating func setCode(_ field: CodeField, _ value: Int?, _ row: Int) -> Bool {
        guard code(field, row) != value else { return false }
        let byte: UInt8 =
            switch value {
            case nil: 0
            case .some(1...253): UInt8(clamping: value ?? 0)
            case .some(9999): 254
            case .some: 255
            }
        overflow[key(row, field.rawValue)] = byte == 255 ? value.map(Int64.init) : nil
        self[chunkOf: row].codes[place(field.rawValue, row)] = byte
        return true
    }

    func number(_ field: NumberField, _ row: Int) -> Int? {
        switch self[chunkOf: row].numbers[place(field.rawValue, row)] {
        case .min: nil
        case .min + 1: overflow[key(row, 16 + field.rawValue)].map { Int($0) }
        case let value: Int(value)
        }
    }

    mutating func setNumber(_ field: NumberField, _ value: Int?, _ row: Int) -> Bool {
        guard number(field, row) != value else { return false }
        let fits = value.flatMap { Int32(exactly: $0) }.flatMap { $0 > .min + 1 ? $0 : nil }
        overflow[key(row, 16 + field.rawValue)] = fits == nil ? value.map(Int64.init) : nil
        self[chunkOf: row].numbers[place(field.rawValue, row)] =
            fits ?? (value == nil ? .min : .min + 1)
        return true
    }

    func time(_ field: TimeField, _ row: Int) -> WallTime? {
        switch self[chunkOf: row].times[place(field.rawValue, row)] {
        case 0: nil
        case .max: overflow[key(row, 32 + field.rawValue)].map { WallTime(seconds: $0) }
        case let seconds: WallTime(seconds: Int64(seconds))
        }
    }

    mutating func setTime(_ field: TimeField, _ value: WallTime?, _ row: Int) -> Bool {
        guard time(field, row)?.seconds != value?.seconds else { return false }
        let fits = value.flatMap { UInt32(exactly: $0.seconds) }.flatMap { $0 > 0 && $0 < .max ? $0 : nil }
        overflow[key(row, 32 + field.rawValue)] = fits == nil ? value?.seconds : nil
        self[chunkOf: row].times[place(field.rawValue, row)] = fits ?? (value == nil ? 0 : .max)
        return true
    }

    private func key(_ row: Int, _ column: Int) -> Int { row << 6 | column }

    func volume(_ column: KeyPath<FleetChunk, [Int64]>, _ row: Int) -> DataVolume? {
        let kilobytes = self[chunkOf: row][keyPath: column][slot(row)]
        return kilobytes == FleetChunk.unknownVolume ? nil : DataVolume(kilobytes: kilobytes)
    }

    /// Without a key path, for passes over all rows; nil when unknown. Unit: KB.
    func used(kilobytesOf row: Int) -> Int64? { Self.known(self[chunkOf: row].used[slot(row)]) }
    func quota(kilobytesOf row: Int) -> Int64? { Self.known(self[chunkOf: row].quota[slot(row)]) }
    private static func known(_ kilobytes: Int64) -> Int64? { kilobytes == FleetChunk.unknownVolume ? nil : kilobytes }

    mutating func setVolume(_ column: WritableKeyPath<FleetChunk, [Int64]>, _ value: DataVolume?, _ row: Int) -> Bool {
        guard let value, volume(column, row) != value else { return false }
        self[chunkOf: row][keyPath: column][slot(row)] = value.kilobytes
        return true
    }

    // MARK: origins

    func origin(_ column: KeyPath<FleetChunk, [PackedOrigin]>, _ row: Int) -> Provenance? {
        self[chunkOf: row][keyPath: column][slot(row)].provenance
    }

    mutating func setOrigin(_ column: WritableKeyPath<FleetChunk, [PackedOrigin]>, _ provenance: Provenance, _ row: Int)
        -> Bool
    {
        let packed = PackedOrigin(provenance)
        guard self[chunkOf: row][keyPath: column][slot(row)] != packed else { return false }
        self[chunkOf: row][keyPath: column][slot(row)] = packed
        return true
    }

    func missingAt(_ row: Int) -> WallTime? {
        let seconds = self[chunkOf: row].missingAt[slot(row)]
        return seconds == 0 ? nil : WallTime(seconds: Int64(seconds))
    }

    mutating func setMissing(_ at: WallTime?, _ row: Int) {
        self[chunkOf: row].missingAt[slot(row)] = at.map { UInt32(clamping: max(1, $0.seconds)) } ?? 0
    }
}
