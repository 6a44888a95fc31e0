// What one more key of a filter changes: mostly it only takes cards away, so the next pass looks only at
// those the last one left.

import SIMModel

/// How the rows of a condition lie to those of an earlier one, as long as no fact changes.
enum FilterNarrowing: Hashable, Sendable {
    /// Nothing can be said.
    case none
    /// Every row that passes now passed before.
    case within
    /// The same but for rows that a word names by the id of a package or pool, or by a state.
    case numbersWithin
}

extension FilterCondition {
    /// `self` was typed after `earlier`.
    func narrowing(of earlier: FilterCondition) -> FilterNarrowing {
        guard isTimeless, earlier.isTimeless else { return .none }
        if self == earlier { return .within }
        let (now, before) = (parts, earlier.parts)
        guard before.count <= now.count else { return .none }
        var result = FilterNarrowing.within
        for (new, old) in zip(now, before) where new != old {
            guard case .word(let longer?, let id, let state, let tag) = new, case .word(let shorter?, _, _, let shorterTag) = old,
                longer.contains(shorter), tag.hasPrefix(shorterTag)
            else { return .none }
            if id != nil || state != nil { result = .numbersWithin }
        }
        return result
    }

    private var parts: [FilterCondition] {
        if case .all(let parts) = self { return parts }
        return [self]
    }

    /// Passes the same rows as long as their facts stay: it does not look at the clock, at marks or operations.
    var isTimeless: Bool {
        switch self {
        case .all(let parts), .any(let parts): parts.allSatisfy(\.isTimeless)
        case .not(let part): part.isTimeless
        case .endsWithin, .operation: false
        case .flag(let field, _): field == .missing
        default: true
        }
    }
}
