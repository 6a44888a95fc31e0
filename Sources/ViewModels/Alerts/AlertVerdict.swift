// What a card's facts say of a condition when some of them are not known: a third answer beside yes and no.

import SIMModel

/// What the facts say of a rule about one subject.
enum AlertVerdict: Hashable, Sendable {
    case raises, clears
    /// Not known, or between the two thresholds: it neither raises nor clears.
    case neither
}

/// A rule's conditions, understood.
struct AlertCondition: Hashable, Sendable {
    var when: FilterCondition
    /// nil: `when` not holding.
    var clear: FilterCondition?
    /// It is about cards that the platform does not know.
    let asksForMissing: Bool

    init(when: FilterCondition, clear: FilterCondition?) {
        self.when = when
        self.clear = clear
        asksForMissing = when.mentionsMissing || clear?.mentionsMissing ?? false
    }

    /// It looks at the operations' badges.
    var asksForOperations: Bool { when.mentionsOperations || clear?.mentionsOperations ?? false }

    /// Its answer stays as long as the card's facts do.
    var isTimeless: Bool { when.isTimeless && clear?.isTimeless ?? true }
}

extension FilterCondition {
    fileprivate var mentionsMissing: Bool {
        switch self {
        case .all(let parts), .any(let parts): parts.contains(where: \.mentionsMissing)
        case .not(let part): part.mentionsMissing
        case .flag(.missing, _): true
        default: false
        }
    }

    fileprivate var mentionsOperations: Bool {
        switch self {
        case .all(let parts), .any(let parts): parts.contains(where: \.mentionsOperations)
        case .not(let part): part.mentionsOperations
        case .operation: true
        default: false
        }
    }
}

extension FleetTable {
    func verdict(_ condition: AlertCondition, _ row: Int, _ context: FilterContext) -> AlertVerdict {
        // A card the platform no longer knows has no facts of today: what was raised for it ends.
        if missingAt(row) != nil, !condition.asksForMissing { return .clears }
        let holds = knows(condition.when, row, context)
        if holds == true { return .raises }
        guard let clear = condition.clear else { return holds == false ? .clears : .neither }
        return knows(clear, row, context) == true ? .clears : .neither
    }

    /// Whether `row` passes; nil: what is known does not tell.
    func knows(_ condition: FilterCondition, _ row: Int, _ context: FilterContext) -> Bool? {
        switch condition {
        case .all(let parts):
            var isKnown = true
            for part in parts {
                guard let one = knows(part, row, context) else {
                    isKnown = false
                    continue
                }
                if !one { return false }
            }
            return isKnown ? true : nil
        case .any(let parts):
            var isKnown = true
            for part in parts {
                guard let one = knows(part, row, context) else {
                    isKnown = false
                    continue
                }
                if one { return true }
            }
            return isKnown ? false : nil
        case .not(let part): return knows(part, row, context).map { !$0 }
        default: return isKnown(condition, row) ? passes(condition, row, context) : nil
        }
    }

    /// The value a single test looks at is known. A degraded answer tells what the platform remembers, not
    /// how the card is.
    private func isKnown(_ condition: FilterCondition, _ row: Int) -> Bool {
        switch condition {
        case .code(let field, let wanted):
            guard let code = code(field == .status ? .status : .online, row), origin(\.statusOrigin, row)?.source != .degraded
            else { return false }
            let unknown = field == .status ? SIMStatus.notObtained.rawValue : OnlineStatus.notObtained.rawValue
            return code != unknown || wanted == unknown
        case .used: return used(kilobytesOf: row) != nil && origin(\.flowOrigin, row)?.source != .degraded
        case .usedShare: return usedShare(row) != nil && origin(\.flowOrigin, row)?.source != .degraded
        case .quota: return quota(kilobytesOf: row) != nil
        case .endsWithin, .endsAt, .endsOnDay: return time(.endsAt, row) != nil
        case .number(let field, _, _):
            return number(field == .pool ? .pool : field == .package ? .package : .gateway, row) != nil
        case .flag(.stale, _): return oldestOrigin(row) != nil
        case .flag, .operation, .unknown, .word, .label, .numberPart, .all, .any, .not: return true
        }
    }
}
