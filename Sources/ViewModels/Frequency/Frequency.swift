// How often each value of a column occurs among the cards shown: what a reseller's fleet is made of at a
// glance, and the shortest way to the odd ones.

public import SIMModel

/// A column whose values can be counted; each can be filtered by.
public enum FrequencyColumn: String, CaseIterable, Sendable {
    case status, online, carrier, package, pool, percent, ends, source
}

/// A value of a column, or a range of values.
public enum FrequencyValue: Hashable, Sendable {
    case state(Coded<SIMStatus>)
    case online(Coded<OnlineStatus>)
    /// The id of a package, pool or gateway.
    case id(Int)
    /// Tenths of the quota: 9 is 90 to under 100 %, 10 is all of it and more.
    case tenth(Int)
    case ends(EndsRange)
    case source(Source)
    /// Nobody has said it.
    case unknown

    /// When the package ends, seen from now.
    public enum EndsRange: Int, CaseIterable, Sendable {
        case over, week, month, quarter, later
    }
}

/// One value and how many cards have it.
public struct FrequencyRow: Hashable, Sendable {
    public var value: FrequencyValue
    public var cards: Int
    /// What is added to the filter to see just these; nil: the filter has no word for it.
    public var term: String?

    public init(value: FrequencyValue, cards: Int, term: String?) {
        self.value = value
        self.cards = cards
        self.term = term
    }
}

/// Counts a column's values.
struct FrequencyCount {
    /// Most different values told apart; cards of further ones are counted in ``FrequencyViewState/others``.
    static let capacity = 2_000

    let column: FrequencyColumn
    private(set) var counts: [FrequencyValue: Int] = [:]
    private(set) var others = 0

    init(_ column: FrequencyColumn, of rows: RowSet, in fleet: FleetTable, at now: WallTime) {
        self.column = column
        rows.visit { row in
            let value = Self.value(column, row, fleet, now)
            if counts[value] != nil || counts.count < Self.capacity { counts[value, default: 0] += 1 } else { others += 1 }
        }
    }

    /// Ranges in their order, everything else by how often it occurs.
    var rows: [FrequencyRow] {
        counts.map { FrequencyRow(value: $0, cards: $1, term: Self.term($0, column)) }.sorted {
            let (left, right) = (Self.rank($0.value), Self.rank($1.value))
            if left != right { return left < right }
            return $0.cards != $1.cards ? $0.cards > $1.cards : Self.code($0.value) < Self.code($1.value)
        }
    }

    private static func value(_ column: FrequencyColumn, _ row: Int, _ fleet: FleetTable, _ now: WallTime) -> FrequencyValue {
        switch column {
        // The code for "not obtained" says as little as none.
        case .status:
            fleet.code(.status, row).flatMap { $0 == SIMStatus.notObtained.rawValue ? nil : .state(Coded(code: $0)) } ?? .unknown
        case .online:
            fleet.code(.online, row).flatMap { $0 == OnlineStatus.notObtained.rawValue ? nil : .online(Coded(code: $0)) }
                ?? .unknown
        case .carrier: fleet.number(.gateway, row).map { .id($0) } ?? .unknown
        case .package: fleet.number(.package, row).map { .id($0) } ?? .unknown
        case .pool: fleet.number(.pool, row).map { .id($0) } ?? .unknown
        case .percent: fleet.usedShare(row).map { .tenth(min(10, max(0, Int(($0 * 10).rounded(.down))))) } ?? .unknown
        case .ends: fleet.time(.endsAt, row).map { .ends(range(until: $0, now)) } ?? .unknown
        case .source: fleet.oldestOrigin(row).map { .source($0.source) } ?? .unknown
        }
    }

    private static func range(until end: WallTime, _ now: WallTime) -> FrequencyValue.EndsRange {
        let days = (end - now).asSeconds / 86_400
        return days <= 0 ? .over : days < 7 ? .week : days < 30 ? .month : days < 90 ? .quarter : .later
    }

    private static func term(_ value: FrequencyValue, _ column: FrequencyColumn) -> String? {
        let field = column == .carrier ? "gateway" : column.rawValue
        return switch value {
        case .state(let state): "status:\(state.code)"
        case .online(let online): "online:\(online.code)"
        case .id(let id): "\(field):\(id)"
        case .tenth(10): "flow>=100%"
        case .tenth(let tenth): "flow>=\(tenth * 10)% flow<\(tenth * 10 + 10)%"
        case .ends(.over): "ends<=0d"
        case .ends(.week): "ends>0d ends<7d"
        case .ends(.month): "ends>=7d ends<30d"
        case .ends(.quarter): "ends>=30d ends<90d"
        case .ends(.later): "ends>=90d"
        case .unknown: unknownTerm(column)
        case .source: nil
        }
    }

    private static func unknownTerm(_ column: FrequencyColumn) -> String? {
        switch column {
        // An unknown share is an unknown use, an unknown quota, or a quota of nothing.
        case .percent: "-flow>=0%"
        case .source: nil
        case .carrier: "gateway:?"
        case .status, .online, .package, .pool, .ends: "\(column.rawValue):?"
        }
    }

    private static func rank(_ value: FrequencyValue) -> Int {
        switch value {
        case .tenth(let tenth): 10 - tenth
        case .ends(let range): range.rawValue
        case .unknown: 100
        default: 0
        }
    }

    private static func code(_ value: FrequencyValue) -> Int {
        switch value {
        case .state(let state): state.code
        case .online(let online): online.code
        case .id(let id): id
        case .source(let source): Int(source.rawValue)
        case .tenth, .ends, .unknown: 0
        }
    }
}
