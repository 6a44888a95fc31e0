// The cache of the fleet: every card with what is known of it, by whom it was said and when. Written by
// the poller's shell alone; everyone else reads.

public import SIMModel
import StateStore

/// The fleet in memory. Built for a million cards: packed columns, lookups in O(1), a merge in O(batch).
@MainActor public final class FleetStore {
    private(set) var table = FleetTable()
    private(set) var flows = FlowHistory()
    /// The sum of the known use, and of how many cards.
    public private(set) var monthUsed = DataVolume.zero
    public private(set) var monthCards = 0
    /// Cards the platform has answered for, be it that it does not know them.
    public private(set) var answeredCards = 0
    /// Cards of which the list named only an ICCID and whose number has come since.
    private(set) var renamed = 0
    /// Rows whose state became another one, or whose use passed the quota, since they were last taken.
    /// Newest last; at most `mostMoved`.
    private var moved: [Int] = []
    private static let mostMoved = 100
    private var poolCounts: [Int: Int] = [:]
    private var bySimNo = NumberIndex()
    private var byICCID = NumberIndex()

    public init() {}

    public var count: Int { table.count }

    /// The row of a simNo or ICCID (first 19 characters); nil when the fleet has no such card.
    public func row(of number: CardNumber) -> Int? {
        rowBySimNo(number) ?? (number.count >= 19 ? rowByICCID(number) : nil)
    }

    private func rowBySimNo(_ number: CardNumber) -> Int? {
        bySimNo.row(of: number) { table.simNo($0) }
    }

    private func rowByICCID(_ number: CardNumber) -> Int? {
        byICCID.row(of: number.comparisonKey) { table.iccid($0)?.comparisonKey }
    }

    /// How many cards are in a pool (upstream: poolId), as far as it is known.
    public func cards(inPool pool: Int) -> Int { poolCounts[pool] ?? 0 }

    /// Adds the cards that are not there yet and returns their rows.
    @discardableResult
    public func add(_ numbers: [CardNumber]) -> [Int] {
        let first = table.count
        reserve(first + numbers.count)
        for number in numbers where row(of: number) == nil {
            let row = table.count
            table.append(number)
            bySimNo.insert(number, row: row) { table.simNo($0) }
            if let iccid = table.iccid(row) { index(iccid, row) }
        }
        return Array(first..<table.count)
    }

    /// Makes room in the index for so many cards, so that adding them never stops to make more.
    func reserve(_ cards: Int) { bySimNo.reserve(cards) { table.simNo($0) } }

    private func index(_ iccid: CardNumber, _ row: Int) {
        byICCID.reserve(table.count) { table.iccid($0)?.comparisonKey }
        byICCID.insert(iccid.comparisonKey, row: row) { table.iccid($0)?.comparisonKey }
    }

    /// Merges what was learnt and returns the rows of which something was news, ages included.
    public func merge(_ observations: [Observation]) -> [Int] {
        var changed: [Int] = []
        for observation in observations {
            for row in rows(of: observation) where merge(observation, row: row) {
                table.noteChange(of: row)
                changed.append(row)
            }
        }
        return changed
    }

    /// The cards that deserve a look since this was asked last; see `moved`.
    func takeMoved() -> [Int] {
        defer { moved = [] }
        return moved
    }

    /// A card that the operator's list names twice, by simNo and by ICCID, has two rows: both learn.
    private func rows(of observation: Observation) -> [Int] {
        let number = observation.simNo
        let iccid: CardNumber? =
            switch observation {
            case .record(let record, _): record.iccid
            case .flow(let reading, _): reading.iccid
            case .missing(let number, _): number.isICCID ? number : nil
            }
        let first = rowBySimNo(number)
        let second = iccid.flatMap { rowByICCID($0) }
        return [first, second == first ? nil : second].compactMap { $0 }
    }

    private func merge(_ observation: Observation, row: Int) -> Bool {
        let before = (
            used: table.volume(\.used, row), pool: table.number(.pool, row), iccid: table.iccid(row)?.comparisonKey,
            answered: isAnswered(row), status: table.code(.status, row), isOver: isOverQuota(row)
        )
        let changed: Bool
        switch observation {
        case .record(let record, let origin):
            changed = table.merge(record, origin, row: row)
            learn(record.simNo, row)
            if let used = record.used { sample(used, origin, row) }
        case .flow(let reading, let origin):
            changed = table.merge(reading, origin, row: row)
            learn(reading.simNo, row)
            if let used = reading.used { sample(used, origin, row) }
        case .missing(_, let at): changed = table.mergeMissing(at: at, row: row)
        }
        guard changed else { return false }
        if let used = table.volume(\.used, row) {
            monthUsed = monthUsed + used - (before.used ?? .zero)
            if before.used == nil { monthCards += 1 }
        }
        if let pool = table.number(.pool, row), pool != before.pool {
            poolCounts[pool, default: 0] += 1
            if let old = before.pool { poolCounts[old, default: 1] -= 1 }
        }
        if let iccid = table.iccid(row), iccid.comparisonKey != before.iccid { index(iccid, row) }
        if !before.answered, isAnswered(row) { answeredCards += 1 }
        if let old = before.status, old != table.code(.status, row) || (!before.isOver && isOverQuota(row)) {
            if moved.count == Self.mostMoved { moved.removeFirst() }
            moved.append(row)
        }
        return true
    }

    private func isOverQuota(_ row: Int) -> Bool {
        guard let used = table.volume(\.used, row), let quota = table.quota(row) else { return false }
        return used >= quota
    }

    /// Takes over the tags of a whole list; false when its rows are not the fleet's.
    func loadTags(_ kept: FleetSnapshot) -> Bool {
        guard kept.numbers.count == table.count, kept.numbers.indices.allSatisfy({ table.simNo($0) == kept.numbers[$0] }) else {
            return false
        }
        table.tags.load(kept)
        return true
    }

    /// Changes what is said of a card; true when that is news.
    func change(_ row: Int, _ body: (inout FleetTags) -> Bool) -> Bool {
        guard body(&table.tags) else { return false }
        table.noteChange(of: row)
        return true
    }

    private func isAnswered(_ row: Int) -> Bool {
        table.flags(row).contains(.hasRecord) || table.missingAt(row) != nil
    }

    /// A row named by its ICCID learns its simNo from the first reply.
    private func learn(_ simNo: CardNumber, _ row: Int) {
        guard table.flags(row).contains(.isNamedByICCID), !simNo.isICCID else { return }
        renamed += 1
        table.setSimNo(simNo, row)
        bySimNo.insert(simNo, row: row) { table.simNo($0) }
    }

    /// Only the carrier's own readings make a curve: a stored value is a step of an hour.
    private func sample(_ used: DataVolume, _ origin: Provenance, _ row: Int) {
        if origin.source == .carrier { flows.record(row, used: used, at: origin.fetchedAt) }
    }

    /// Notes the sum of all live rates for the total curve.
    func noteTotalFlow(at now: WallTime) { flows.noteTotal(at: now) }
}
