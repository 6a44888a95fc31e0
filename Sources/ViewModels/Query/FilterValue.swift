// One `field:value` of a filter: what each field's value may look like.

import SIMModel

enum FilterValue {
    static func condition(
        _ head: FilterHead, _ value: (text: String, offset: Int)
    ) throws(FilterProblem) -> FilterCondition {
        let text = value.text
        func bad(_ expected: String) -> FilterProblem {
            FilterProblem(.badValue(field: head.name, value: text, expected: expected), offset: value.offset)
        }
        switch head.field {
        case .flow, .quota, .ends, .pool, .package, .gateway: break
        case .status, .online, .iccid, .sim, .imsi, .imei, .op, .marked, .watched, .missing, .stale, .protected, .tag, .note:
            guard head.relation == .equal else {
                throw FilterProblem(.notComparable(field: head.name), offset: head.offset)
            }
        }
        // Only the sign: `tag:none` may be a tag.
        if text == "?", head.field == .tag { return .label(.noTag) }
        if text == "?", head.field == .note { return .label(.noNote) }
        if head.relation == .equal, FilterWords.isUnknown(text), acceptsUnknown(head.field) {
            return .unknown(head.field)
        }
        switch head.field {
        case .status:
            guard let code = FilterWords.state(text) else { throw bad("stopped 停机, active 正常, risk 风险停机 … 4") }
            return .code(.status, code)
        case .online:
            guard let code = FilterWords.online(text) else { throw bad("yes 是, no 否, unknown 未知") }
            return .code(.online, code)
        case .flow:
            if text.last == "%" {
                guard let percent = FilterWords.decimal(String(text.dropLast())) else { throw bad("80%") }
                return .usedShare(head.relation, percent: percent)
            }
            guard let kilobytes = FilterWords.kilobytes(text) else { throw bad("500M, 1.5G, 80%") }
            return .used(head.relation, kilobytes: kilobytes)
        case .quota:
            guard let kilobytes = FilterWords.kilobytes(text) else { throw bad("500M, 1.5G") }
            return .quota(head.relation, kilobytes: kilobytes)
        case .ends:
            if let day = CivilTime.parse(platform: text) { return ends(head.relation, day) }
            guard let span = FilterWords.span(text) else { throw bad("7d, 36h, 2026-12-31") }
            return .endsWithin(head.relation, span)
        case .pool, .package, .gateway:
            guard let number = Int(text) else { throw bad("3") }
            return .number(head.field, head.relation, number)
        case .iccid, .sim, .imsi, .imei:
            guard let part = CardNumber(text.filter { !$0.isWhitespace && $0 != "-" }) else { throw bad("8986") }
            return .numberPart(head.field, part)
        case .op:
            guard let test = FilterWords.operation(text) else { throw bad("open 进行中, failed 失败, stop 停机, none 无") }
            return .operation(test)
        case .tag: return .label(.tag(FleetTag.key(text)))
        case .note: return .label(.note(FleetTag.key(text)))
        case .marked, .watched, .missing, .stale, .protected:
            guard let wanted = FilterWords.isTrue(text) else { throw bad("yes 是, no 否") }
            return .flag(head.field, wanted)
        }
    }

    /// A day as a whole: after it begins when the day is over.
    private static func ends(_ relation: FilterRelation, _ day: WallTime) -> FilterCondition {
        switch relation {
        case .equal: .endsOnDay(day)
        case .less, .greaterOrEqual: .endsAt(relation, day)
        case .lessOrEqual: .endsAt(.less, day + .hours(24))
        case .greater: .endsAt(.greaterOrEqual, day + .hours(24))
        }
    }

    private static func acceptsUnknown(_ field: FilterField) -> Bool {
        switch field {
        case .status, .online, .flow, .quota, .ends, .pool, .package, .gateway, .iccid, .sim, .imsi, .imei: true
        case .op, .marked, .watched, .missing, .stale, .protected, .tag, .note: false
        }
    }
}
