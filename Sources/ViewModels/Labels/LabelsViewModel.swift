// Tags, notes and saved filters: what an operator's people say of cards. Every change stands on the disk before
// it is shown; nothing of it is asked of the platform.

public import SIMModel
public import StateStore

/// What is to be done.
public enum LabelDeed: Hashable, Sendable {
    case tag([CardNumber], add: [String], remove: [String])
    /// Empty: takes the note away.
    case note([CardNumber], String)
    /// The present filter under a name.
    case saveTab(String)
    /// Another name for the active tab.
    case renameTab(String)
    /// The active tab.
    case deleteTab
    /// ±1; the first tab is that of all cards.
    case stepTab(Int)
}

/// What became of the last of them.
public enum LabelOutcome: Hashable, Sendable {
    /// `absent`: cards that the profile's list does not have, and that keep no tags for that.
    case tagged(changed: Int, absent: Int)
    case noted(changed: Int, absent: Int)
    case tabSaved(String)
    case tabDeleted(String)
    case failed(JournalTrouble)
}

/// What a prompt starts from.
public struct LabelFacts: Hashable, Sendable {
    /// The marked cards, else the one under the cursor.
    public var targets: [CardNumber] = []
    /// Tags of the first of them, and its note.
    public var tags: [String] = []
    public var note: String?
    /// The tab whose filter is shown; nil: none of them.
    public var activeTab: String?
    public var filter = ""
    /// Nothing can be kept.
    public var hasNoStore = false

    public init() {}
}

/// A saved filter as a tab.
public struct TabLabel: Hashable, Sendable {
    /// nil: all cards.
    public var name: String?
    public var isActive: Bool

    public init(name: String?, isActive: Bool) {
        self.name = name
        self.isActive = isActive
    }
}

/// Where tags, notes and saved filters are kept.
public struct LabelStores: Sendable {
    var fleet: FleetList
    var tabs: FilterTabs
    /// Cards shown that the list does not have are taken into it with their first tag: a list that is thrown
    /// away with its sandbox.
    var takesIn: Bool

    public init(fleet: FleetList, tabs: FilterTabs, takesIn: Bool = false) {
        self.fleet = fleet
        self.tabs = tabs
        self.takesIn = takesIn
    }
}

/// Intents and facts of tags, notes and tabs.
@MainActor public final class LabelsViewModel {
    public private(set) var tabs: [FilterTab] = []
    /// How the last change went, and which one that was.
    public private(set) var last: (number: Int, outcome: LabelOutcome)?
    private var count = 0
    /// Labels of cards that are not shown yet: a list that is still being read.
    private var waiting: [CardNumber: (tags: [String], note: String?)] = [:]

    private let stores: LabelStores?
    private let store: FleetStore
    private let cards: CardsViewModel
    private let ledger: WorkLedger
    private let changes: ChangeSignal
    private let time: any TimeSource

    init(
        stores: LabelStores?, store: FleetStore, cards: CardsViewModel, ledger: WorkLedger, changes: ChangeSignal,
        time: any TimeSource
    ) {
        self.stores = stores
        self.store = store
        self.cards = cards
        self.ledger = ledger
        self.changes = changes
        self.time = time
    }

    // MARK: reading

    /// Takes over what was kept for the cards shown.
    func take(_ kept: FleetSnapshot) {
        if store.loadTags(kept) { return cards.labelsChanged() }
        for (row, number) in kept.numbers.enumerated() {
            let set = row < kept.setOfRow.count ? Int(kept.setOfRow[row]) : 0
            let note = kept.notes[row]
            if set != 0 || note != nil { waiting[number] = (kept.tagSets[set].map { kept.tagNames[$0] }, note) }
        }
        cardsAdded()
    }

    /// Cards were added to those shown.
    func cardsAdded() {
        guard !waiting.isEmpty else { return }
        for (number, label) in waiting {
            guard let row = store.row(of: number) else { continue }
            _ = store.change(row) { tags in
                let isTagged = tags.set(label.tags, row)
                return tags.setNote(label.note, row) || isTagged
            }
            waiting[number] = nil
        }
        cards.labelsChanged()
    }

    func loadTabs() {
        guard let stores else { return }
        keep { try await stores.tabs.all() }
    }

    public var facts: LabelFacts {
        var facts = LabelFacts()
        let rows = cards.targetRows.rows
        facts.targets = rows.map { store.table.simNo($0) }
        if let row = rows.first {
            facts.tags = store.table.tags.tags(row)
            facts.note = store.table.tags.note(row)
        }
        facts.filter = cards.state.filter
        facts.activeTab = active.map { tabs[$0].name }
        facts.hasNoStore = stores == nil
        return facts
    }

    /// The tab whose filter is the one shown.
    private var active: Int? { tabs.firstIndex { $0.filter == cards.state.filter } }

    /// For the filter line: the tab of all cards and those of saved filters; empty when there is none.
    public var labels: [TabLabel] {
        guard !tabs.isEmpty else { return [] }
        let active = active
        return [TabLabel(name: nil, isActive: cards.state.filter.isEmpty)]
            + tabs.indices.map { TabLabel(name: tabs[$0].name, isActive: $0 == active) }
    }

    // MARK: intents

    public func perform(_ deed: LabelDeed) {
        switch deed {
        case .tag(let numbers, let add, let remove): tag(numbers, add, remove)
        case .note(let numbers, let text): note(numbers, FleetNote.clean(text))
        case .saveTab(let name):
            let tab = FilterTab(name: String(FleetNote.clean(name).prefix(FilterTab.longestName)), filter: cards.state.filter)
            guard !tab.name.isEmpty, let stores else { return }
            keep(.tabSaved(tab.name)) { try await stores.tabs.save(tab) }
        case .renameTab(let name):
            let new = String(FleetNote.clean(name).prefix(FilterTab.longestName))
            guard !new.isEmpty, let stores, let active else { return }
            let old = tabs[active].name
            keep(.tabSaved(new)) { try await stores.tabs.rename(old, to: new) }
        case .deleteTab:
            guard let stores, let active else { return }
            let name = tabs[active].name
            keep(.tabDeleted(name)) { try await stores.tabs.delete(name) }
        case .stepTab(let steps): step(steps)
        }
    }

    private func step(_ steps: Int) {
        guard !tabs.isEmpty else { return }
        let filters = [""] + tabs.map(\.filter)
        // A filter of its own stands before all of them.
        let here = filters.firstIndex(of: cards.state.filter) ?? (steps > 0 ? filters.count - 1 : 0)
        cards.setFilter(filters[((here + steps) % filters.count + filters.count) % filters.count])
    }

    private func tag(_ numbers: [CardNumber], _ add: [String], _ remove: [String]) {
        change(
            numbers, { try await $0.tag($1, add: add, remove: remove) },
            { tags, row in
                tags.change(row, add: add, remove: remove)
            }, { .tagged(changed: $0, absent: $1) })
    }

    private func note(_ numbers: [CardNumber], _ text: String) {
        let note = text.isEmpty ? nil : text
        change(
            numbers, { try await $0.note($1, note) }, { tags, row in tags.setNote(note, row) },
            { .noted(changed: $0, absent: $1) })
    }

    /// On the disk first, then in memory: only the cards that the list has.
    private func change(
        _ numbers: [CardNumber], _ write: @escaping @MainActor (FleetList, [CardNumber]) async throws -> FleetChangeCounts,
        _ show: @escaping @MainActor (inout FleetTags, Int) -> Bool, _ outcome: @escaping @MainActor (Int, Int) -> LabelOutcome
    ) {
        guard let stores else { return }
        let now = time.wall
        ledger.start { [self] in
            do {
                if stores.takesIn { _ = try await stores.fleet.merge(numbers.map { FleetEntry(simNo: $0) }, at: now) }
                let known = stores.takesIn ? Set(numbers) : try await stores.fleet.known(numbers)
                let counts = try await write(stores.fleet, numbers)
                for number in numbers where known.contains(number) {
                    if let row = store.row(of: number) { _ = store.change(row) { show(&$0, row) } }
                }
                cards.labelsChanged()
                tell(outcome(counts.changed, numbers.count - counts.found))
            } catch let error as StoreError {
                tell(.failed(JournalTrouble(error)))
            } catch {}
        }
    }

    private func keep(_ outcome: LabelOutcome? = nil, _ body: @escaping @MainActor () async throws -> [FilterTab]) {
        ledger.start { [self] in
            do {
                tabs = try await body()
                changes.mark()
                if let outcome { tell(outcome) }
            } catch let error as StoreError {
                tell(.failed(JournalTrouble(error)))
            } catch {}
        }
    }

    private func tell(_ outcome: LabelOutcome) {
        count += 1
        last = (count, outcome)
        changes.mark()
    }
}
