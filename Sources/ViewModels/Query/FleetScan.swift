// Filters a fleet column by column: each test of a condition looks at a chunk's own column, and only at the
// slots that the tests before it have left. What has no column of its own is asked row by row.

import SIMModel

/// One pass of a condition over a snapshot.
struct FleetScan {
    let fleet: FleetTable
    let context: FilterContext
    /// Card numbers with a word in them can only be among these; nil: anywhere.
    var numbersWithin: RowSet?
    /// The combinations of tags that pass each test of the condition.
    private let tagSets: [TagTest: [Bool]]

    init(_ condition: FilterCondition, fleet: FleetTable, context: FilterContext, numbersWithin: RowSet? = nil) {
        self.fleet = fleet
        self.context = context
        self.numbersWithin = numbersWithin
        var sets: [TagTest: [Bool]] = [:]
        condition.eachTagTest { sets[$0] = fleet.tags.matching($0) }
        tagSets = sets
    }

    /// The rows of chunk number `chunk` that pass.
    func mask(_ condition: FilterCondition, chunk: Int) -> ChunkMask {
        mask(condition, chunk, ChunkMask(first: fleet.chunks[chunk].count))
    }

    /// Those of `within` that pass.
    func mask(_ condition: FilterCondition, _ chunk: Int, _ within: ChunkMask) -> ChunkMask {
        switch condition {
        case .all(let parts):
            var left = within
            for part in parts {
                if left.isEmpty { break }
                left = mask(part, chunk, left)
            }
            return left
        case .any(let parts):
            var found = ChunkMask.none
            for part in parts { found = found.union(mask(part, chunk, within.subtracting(found))) }
            return found
        case .not(let part): return within.subtracting(mask(part, chunk, within))
        case .word(let part, let id, let state, let tag):
            let found = word(part, id, state, chunk, within)
            return fleet.tags.hasNoTags ? found : found.union(mask(.label(.word(tag)), chunk, within.subtracting(found)))
        case .label(let test): return labels(test, chunk, within)
        default: return test(condition, chunk, within)
        }
    }

    /// The combinations of tags that pass were settled once: a row costs one look.
    private func labels(_ test: TagTest, _ chunk: Int, _ within: ChunkMask) -> ChunkMask {
        let first = chunk * FleetChunk.capacity
        guard let passing = tagSets[test] else { return within.filter { fleet.tags.passes(test, first + $0) } }
        if !passing.contains(true) { return .none }
        return within.filter { passing[Int(fleet.tags.set(first + $0))] }
    }

    private func word(_ part: CardNumber?, _ id: Int?, _ state: Int?, _ chunk: Int, _ within: ChunkMask) -> ChunkMask {
        var found = ChunkMask.none
        if let part {
            let candidates = numbersWithin.map { within.intersection(ChunkMask($0, chunk: chunk)) } ?? within
            if !candidates.isEmpty { found = numbers(CardNumberSearch(part), fleet.chunks[chunk], candidates) }
        }
        if let id {
            for field in [FilterField.package, .pool] {
                found = found.union(mask(.number(field, .equal, id), chunk, within.subtracting(found)))
            }
        }
        if let state { found = found.union(mask(.code(.status, state), chunk, within.subtracting(found))) }
        return found
    }

    private func numbers(_ search: CardNumberSearch, _ columns: FleetChunk, _ within: ChunkMask) -> ChunkMask {
        let others: RowFlags = [.hasICCID, .hasIMSI, .hasIMEI]
        return within.filter { slot in
            if search.matches(columns.simNo[slot]) { return true }
            let flags = columns.flags[slot]
            if flags.isDisjoint(with: others) { return false }
            return flags.contains(.hasICCID) && search.matches(columns.iccid[slot])
                || flags.contains(.hasIMSI) && search.matches(columns.imsi[slot])
                || flags.contains(.hasIMEI) && search.matches(columns.imei[slot])
        }
    }

    /// A single test, on its column where the column holds plain values.
    private func test(_ condition: FilterCondition, _ chunk: Int, _ within: ChunkMask) -> ChunkMask {
        let columns = fleet.chunks[chunk]
        switch condition {
        case .numberPart(.sim, let part):
            let search = CardNumberSearch(part)
            return within.filter { search.matches(columns.simNo[$0]) }
        case .numberPart(.iccid, let part):
            let search = CardNumberSearch(part)
            return within.filter { columns.flags[$0].contains(.hasICCID) && search.matches(columns.iccid[$0]) }
        case .code(let field, let code) where (1...253).contains(code):
            let (first, wanted) = (FleetChunk.capacity * Self.codeField(field).rawValue, UInt8(code))
            return within.filter { columns.codes[first + $0] == wanted }
        case .used(let relation, let kilobytes):
            return within.filter { Self.compare(columns.used[$0], relation, kilobytes) }
        case .quota(let relation, let kilobytes):
            return within.filter { Self.compare(columns.quota[$0], relation, kilobytes) }
        case .number(let field, let relation, let wanted):
            guard let wanted = Int32(exactly: wanted), wanted > .min + 1 else { break }
            let first = FleetChunk.capacity * Self.numberField(field).rawValue
            // A value that does not fit its column is rare: the row's own test looks it up.
            return within.filter { slot in
                let value = columns.numbers[first + slot]
                if value > .min + 1 { return relation.holds(value, wanted) }
                return value != .min && fleet.passes(condition, chunk * FleetChunk.capacity + slot, context)
            }
        default: break
        }
        return within.filter { fleet.passes(condition, chunk * FleetChunk.capacity + $0, context) }
    }

    private static func compare(_ value: Int64, _ relation: FilterRelation, _ wanted: Double) -> Bool {
        value != FleetChunk.unknownVolume && relation.holds(Double(value), wanted)
    }

    static func codeField(_ field: FilterField) -> CodeField { field == .status ? .status : .online }

    static func numberField(_ field: FilterField) -> NumberField {
        field == .pool ? .pool : field == .package ? .package : .gateway
    }
}
