// A filter as understood: a tree of tests that a row of the fleet passes or not.

import SIMModel

/// How a value is compared.
enum FilterRelation: String, Sendable, CaseIterable {
    case equal = ":"
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="

    func holds<Value: Comparable>(_ left: Value, _ right: Value) -> Bool {
        switch self {
        case .equal: left == right
        case .less: left < right
        case .lessOrEqual: left <= right
        case .greater: left > right
        case .greaterOrEqual: left >= right
        }
    }
}

/// One test. An unknown value passes no comparison.
indirect enum FilterCondition: Hashable, Sendable {
    case all([FilterCondition])
    case any([FilterCondition])
    case not(FilterCondition)
    /// Part of any of the card's numbers or tags, or its package's or pool's id, or a state's name.
    case word(CardNumber?, id: Int?, state: Int?, tag: String)
    /// What the operator's people say of the card.
    case label(TagTest)
    case numberPart(FilterField, CardNumber)
    case code(FilterField, Int)
    case unknown(FilterField)
    case used(FilterRelation, kilobytes: Double)
    case usedShare(FilterRelation, percent: Double)
    case quota(FilterRelation, kilobytes: Double)
    case endsWithin(FilterRelation, Duration)
    case endsAt(FilterRelation, WallTime)
    case endsOnDay(WallTime)
    case number(FilterField, FilterRelation, Int)
    case operation(FilterWords.OperationTest)
    case flag(FilterField, Bool)

    static let everything = FilterCondition.all([])
}

extension FilterCondition {
    /// Every test that is decided by a card's combination of tags.
    func eachTagTest(_ body: (TagTest) -> Void) {
        switch self {
        case .all(let parts), .any(let parts): for part in parts { part.eachTagTest(body) }
        case .not(let part): part.eachTagTest(body)
        case .word(_, _, _, let tag): body(.word(tag))
        case .label(let test) where test != .noNote: if case .note = test { return } else { body(test) }
        default: break
        }
    }
}

/// What a filter may look at besides the fleet's columns.
struct FilterContext: Sendable {
    var now: WallTime
    var marked: RowSet
    var watched: Set<Int>
    /// The badges of the rows that have one.
    var operations: [Int: OperationBadge]
    var protected: Set<Int> = []
}

extension FleetTable {
    /// Whether `row` passes `condition`.
    func passes(_ condition: FilterCondition, _ row: Int, _ context: FilterContext) -> Bool {
        switch condition {
        case .all(let parts): return parts.allSatisfy { passes($0, row, context) }
        case .any(let parts): return parts.contains { passes($0, row, context) }
        case .not(let part): return !passes(part, row, context)
        case .word(let part, let id, let state, let tag):
            if let part, simNo(row).contains(part) || hasOther(part, row) { return true }
            if let id, number(.package, row) == id || number(.pool, row) == id { return true }
            return state != nil && code(.status, row) == state || tags.passes(.word(tag), row)
        case .label(let test): return tags.passes(test, row)
        case .numberPart(let field, let part):
            return
                switch field
            {
            case .sim: simNo(row).contains(part)
            case .iccid: iccid(row)?.contains(part) ?? false
            case .imsi: imsi(row)?.contains(part) ?? false
            default: imei(row)?.contains(part) ?? false
            }
        case .code(let field, let code): return self.code(field == .status ? .status : .online, row) == code
        case .unknown(let field): return isUnknown(field, row)
        case .used(let relation, let kilobytes):
            return volume(\.used, row).map { relation.holds(Double($0.kilobytes), kilobytes) } ?? false
        case .usedShare(let relation, let percent):
            guard let share = usedShare(row) else { return false }
            return relation.holds(relation == .equal ? (share * 100).rounded(.down) : share * 100, percent)
        case .quota(let relation, let kilobytes):
            return quota(row).map { relation.holds(Double($0.kilobytes), kilobytes) } ?? false
        case .endsWithin(let relation, let span):
            guard let left = time(.endsAt, row).map({ $0 - context.now }) else { return false }
            if relation == .equal { return left > .zero && left <= span }
            return relation.holds(left, span)
        case .endsAt(let relation, let moment): return time(.endsAt, row).map { relation.holds($0, moment) } ?? false
        case .endsOnDay(let day): return time(.endsAt, row).map { $0 >= day && $0 < day + .hours(24) } ?? false
        case .number(let field, let relation, let wanted):
            let column: NumberField = field == .pool ? .pool : field == .package ? .package : .gateway
            return number(column, row).map { relation.holds($0, wanted) } ?? false
        case .operation(let test): return passes(test, context.operations[row])
        case .flag(let field, let wanted):
            return wanted
                == {
                    switch field {
                    case .marked: context.marked.contains(row)
                    case .watched: context.watched.contains(row)
                    case .protected: context.protected.contains(row)
                    case .missing: missingAt(row) != nil
                    default: oldestOrigin(row)?.isStale(at: context.now) ?? false
                    }
                }()
        }
    }

    private func hasOther(_ part: CardNumber, _ row: Int) -> Bool {
        iccid(row)?.contains(part) ?? false || imsi(row)?.contains(part) ?? false || imei(row)?.contains(part) ?? false
    }

    private func isUnknown(_ field: FilterField, _ row: Int) -> Bool {
        switch field {
        case .status: code(.status, row).map { $0 == SIMStatus.notObtained.rawValue } ?? true
        case .online: code(.online, row).map { $0 == OnlineStatus.notObtained.rawValue } ?? true
        case .flow: volume(\.used, row) == nil
        case .quota: quota(row) == nil
        case .ends: time(.endsAt, row) == nil
        case .pool: number(.pool, row) == nil
        case .package: number(.package, row) == nil
        case .gateway: number(.gateway, row) == nil
        case .iccid: iccid(row) == nil
        case .imsi: imsi(row) == nil
        case .imei: imei(row) == nil
        case .sim: flags(row).contains(.isNamedByICCID)
        case .op, .marked, .watched, .missing, .stale, .protected, .tag, .note: false
        }
    }

    private func passes(_ test: FilterWords.OperationTest, _ badge: OperationBadge?) -> Bool {
        switch test {
        case .none: badge == nil
        case .any: badge != nil
        case .open: badge.map { !$0.state.isEnd } ?? false
        case .doubtful: badge.map { $0.state == .unknown || $0.state == .unconfirmed } ?? false
        case .state(let state): badge?.state == state
        case .kind(let kind): badge?.kind == kind
        }
    }
}
