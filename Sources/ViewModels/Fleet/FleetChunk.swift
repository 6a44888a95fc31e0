// 4,096 cards by columns, 170 bytes a card. An array of chunks is copied in a few nanoseconds; the first
// write after a copy pays for the one chunk it touches, so a filter can read a fleet that goes on changing.

import SIMModel

/// Where the facts of a group of fields come from, packed. Seconds since 1970; `source` 255 = nobody said.
struct PackedOrigin: Hashable, Sendable {
    var fetchedAt: UInt32 = 0
    var asOf: UInt32 = 0
    var source: UInt8 = 255

    var provenance: Provenance? {
        guard let source = Source(rawValue: source) else { return nil }
        return Provenance(
            source: source, fetchedAt: WallTime(seconds: Int64(fetchedAt)),
            asOf: asOf == 0 ? nil : WallTime(seconds: Int64(asOf)))
    }

    init() {}

    init(_ provenance: Provenance) {
        fetchedAt = UInt32(clamping: provenance.fetchedAt.seconds)
        asOf = provenance.asOf.map { UInt32(clamping: max(1, $0.seconds)) } ?? 0
        source = provenance.source.rawValue
    }
}

/// The coded fields, a byte each: 0 unknown, 1–253 the code, 254 stands for 9999, 255 looked up in the
/// overflow table.
enum CodeField: Int, CaseIterable {
    case status, activation, realName, platformRealName, network, online, cancellation, replacement, polling
}

/// The whole numbers, 32 bits each: `Int32.min` unknown, `Int32.min + 1` looked up in the overflow table.
enum NumberField: Int, CaseIterable {
    case gateway, package, pool, rechargeTimes
}

/// The times, 32-bit seconds since 1970: 0 unknown, `UInt32.max` looked up in the overflow table.
enum TimeField: Int, CaseIterable {
    case activatedAt, realNameAt, platformRealNameAt, endsAt, lastPolledAt, statusAt
}

/// What is known of a row besides its columns.
struct RowFlags: OptionSet, Hashable, Sendable {
    let rawValue: UInt8
    static let hasICCID = RowFlags(rawValue: 1)
    static let hasIMSI = RowFlags(rawValue: 2)
    static let hasIMEI = RowFlags(rawValue: 4)
    /// The operator's list names an ICCID and no reply has told the simNo yet: `simNo` holds the ICCID.
    static let isNamedByICCID = RowFlags(rawValue: 8)
    /// A whole record has come.
    static let hasRecord = RowFlags(rawValue: 16)
}

/// The columns of up to ``capacity`` cards. Every column has its full length from the start; `count` says how
/// many slots are cards. A column is its own run of memory: a filter reads only what it looks at.
struct FleetChunk: Sendable {
    static let capacity = 4096
    static let unknownVolume = Int64.min

    private(set) var count = 0
    var simNo: [CardNumber]
    /// Filled with the simNo where the flag says that there is none.
    var iccid: [CardNumber]
    var imsi: [CardNumber]
    var imei: [CardNumber]
    var flags: [RowFlags]
    /// By ``CodeField``, then by slot; `numbers` and `times` likewise.
    var codes: [UInt8]
    var numbers: [Int32]
    var times: [UInt32]
    var quota: [Int64]
    var used: [Int64]
    var statusOrigin: [PackedOrigin]
    var flowOrigin: [PackedOrigin]
    var recordOrigin: [PackedOrigin]
    /// When the platform did not know the card, seconds since 1970; 0 when it does or was not asked.
    var missingAt: [UInt32]

    /// A chunk whose first card is `number`.
    init(first number: CardNumber, flags: RowFlags) {
        func column<Value>(_ value: Value, fields: Int = 1) -> [Value] {
            Array(repeating: value, count: Self.capacity * fields)
        }
        simNo = column(number)
        iccid = simNo
        imsi = simNo
        imei = simNo
        self.flags = column(flags)
        codes = column(0, fields: CodeField.allCases.count)
        numbers = column(.min, fields: NumberField.allCases.count)
        times = column(0, fields: TimeField.allCases.count)
        quota = column(Self.unknownVolume)
        used = quota
        statusOrigin = column(PackedOrigin())
        flowOrigin = statusOrigin
        recordOrigin = statusOrigin
        missingAt = column(0)
        count = 1
    }

    /// Adds a card; the chunk has room.
    mutating func append(_ number: CardNumber, flags: RowFlags) {
        simNo[count] = number
        if flags.contains(.hasICCID) { iccid[count] = number }
        self.flags[count] = flags
        count += 1
    }
}
