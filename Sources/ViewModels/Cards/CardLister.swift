// The fleet for a reader without a screen: numbers and facts in, the cards that pass a filter out.

public import SIMModel
public import StateStore

/// What can be said of one card in a line.
public struct ListedCard: Sendable {
    public var number: CardNumber
    public var status: Sourced<Coded<SIMStatus>>?
    public var online: Coded<OnlineStatus>?
    public var used: Sourced<DataVolume>?
    public var quota: DataVolume?
    public var tags: [String]
    public var isProtected: Bool
    /// The platform was asked and does not know it.
    public var isUnknown: Bool
}

/// A fleet that is asked for in filters, a list at a time.
@MainActor public final class CardLister {
    /// Why a filter gives no list.
    public enum Problem: Error, Hashable, Sendable {
        case filter(FilterProblem)
        /// Marks, watched cards and operations are the console's.
        case onlyInConsole(field: String)
    }

    /// The platform refreshes its records about hourly: an older one may have been replaced.
    private static let recordsStand = Duration.minutes(60)

    public let numbers: [CardNumber]
    private let store = FleetStore()
    private var protected: Set<CardNumber> = []

    public init(_ numbers: [CardNumber]) {
        self.numbers = numbers
        store.reserve(numbers.count)
        store.add(numbers)
    }

    /// Tags and notes of the profile's list, and the cards no bulk operation touches.
    public func take(labels kept: FleetSnapshot, protected cards: [CardNumber]) {
        protected = Set(cards.map(\.comparisonKey))
        if store.loadTags(kept) { return }
        for (place, number) in kept.numbers.enumerated() {
            guard let row = store.row(of: number) else { continue }
            let set = kept.setOfRow.indices.contains(place) ? Int(kept.setOfRow[place]) : 0
            let tags = kept.tagSets.indices.contains(set) ? kept.tagSets[set].map { kept.tagNames[$0] } : []
            _ = store.change(row) { labels in
                let isTagged = labels.set(tags, row)
                return labels.setNote(kept.notes[place], row) || isTagged
            }
        }
    }

    public func take(_ observations: [Observation]) { _ = store.merge(observations) }

    /// Cards whose record is not known, or may have been replaced since.
    public func wanting(at now: WallTime) -> [CardNumber] {
        (0..<store.count).filter { row in
            if store.table.missingAt(row) != nil { return false }
            guard let origin = store.table.origin(\.recordOrigin, row) else { return true }
            return now - origin.fetchedAt > Self.recordsStand
        }.map { store.table.simNo($0) }
    }

    /// The cards that pass, in the order of their numbers.
    public func find(_ filter: String, at now: WallTime) throws(Problem) -> [CardNumber] {
        let condition = try Self.condition(filter)
        let context = FilterContext(
            now: now, marked: RowSet(), watched: [], operations: [:],
            protected: Set(protected.compactMap { store.row(of: $0) }))
        let query = FleetQuery(condition: condition, sort: SortOrder(.simNo), context: context, rates: [:])
        return query.run(over: store.table).order.map { store.table.simNo(Int($0)) }
    }

    /// Whether a filter can be understood, before anything is asked for it.
    public static func check(_ filter: String) throws(Problem) { _ = try condition(filter) }

    /// What is known of a card of the list now.
    public func card(_ number: CardNumber) -> ListedCard? {
        guard let row = store.row(of: number) else { return nil }
        let table = store.table
        return ListedCard(
            number: table.simNo(row), status: table.status(row), online: table.online(row), used: table.used(row),
            quota: table.quota(row), tags: table.tags.tags(row), isProtected: protected.contains(table.simNo(row).comparisonKey),
            isUnknown: table.missingAt(row) != nil)
    }

    private static func condition(_ filter: String) throws(Problem) -> FilterCondition {
        let condition: FilterCondition
        do throws(FilterProblem) {
            condition = try FilterParser.parse(filter)
        } catch {
            throw .filter(error)
        }
        if let field = condition.consoleField { throw .onlyInConsole(field: field.rawValue) }
        return condition
    }
}

extension FilterCondition {
    /// A field that only a console has: marks, watched cards, badges of operations.
    fileprivate var consoleField: FilterField? {
        switch self {
        case .all(let parts), .any(let parts): parts.lazy.compactMap(\.consoleField).first
        case .not(let part): part.consoleField
        case .operation: .op
        case .flag(let field, _): [.marked, .watched].contains(field) ? field : nil
        default: nil
        }
    }
}
