// The journal's recent operations in memory: what badges, details and the Operations pane read.

import Operations
import SIMModel
import StateStore

/// All unfinished operations and the newest finished ones.
@MainActor final class OperationsBoard {
    /// Finished operations kept in memory; the rest is in the journal.
    static let capacity = 5_000
    /// How long a card's row tells of an operation that has ended.
    static let badgeStays = Duration.minutes(10)
    static let page = 200

    private var records: [OperationID: OperationRecord] = [:]
    /// Oldest first.
    private var ids: [OperationID] = []
    /// Oldest first.
    private var byCard: [CardNumber: [OperationID]] = [:]
    private(set) var openCount = 0
    private(set) var doubtfulCount = 0
    private(set) var trouble: JournalTrouble?
    /// The newest runs, newest first.
    private(set) var runs: [RunStanding] = []
    private(set) var estimates: [OperationKind: DelayEstimate] = [:]
    private var isReadingRuns = false
    private var wantsRuns = false
    private var hasAll = false
    private var isLoading = false
    /// Cards whose older operations were looked up; bounded by forgetting all.
    private var looked: Set<CardNumber> = []
    /// Told what was read or has changed.
    var onRecords: @MainActor ([OperationRecord]) -> Void = { _ in }

    static let runsKept = 20
    /// Records were taken in.
    var onChange: @MainActor () -> Void = {}
    private let journal: OperationJournal
    private let runner: OperationRunner
    private let ledger: WorkLedger
    private let changes: ChangeSignal

    init(journal: OperationJournal, runner: OperationRunner, ledger: WorkLedger, changes: ChangeSignal) {
        self.journal = journal
        self.runner = runner
        self.ledger = ledger
        self.changes = changes
    }

    /// Reads what is unfinished and the newest page.
    func load() {
        read { try await $0.open() + $0.recent(limit: Self.page, before: nil) }
        loadRuns()
    }

    /// Reads how the runs stand, and the delays learnt by now; once more when asked for meanwhile.
    func loadRuns() {
        guard !isReadingRuns else {
            wantsRuns = true
            return
        }
        isReadingRuns = true
        ledger.start { [self] in
            let found = try? await journal.recentRuns(limit: Self.runsKept, known: runs)
            for kind in OperationKind.allCases { estimates[kind] = await runner.estimate(kind, carrier: nil) }
            isReadingRuns = false
            if let found, found != runs {
                runs = found
                changes.mark()
            }
            if wantsRuns {
                wantsRuns = false
                loadRuns()
            }
        }
    }

    func standing(_ id: String) async throws(StoreError) -> RunStanding? { try await journal.run(id) }
    func group(_ id: String) async throws(StoreError) -> [OperationRecord] { try await journal.group(id) }

    /// The run an operation belongs to, if it is among the newest.
    func run(of record: OperationRecord) -> RunStanding? { runs.first { $0.run.id == record.group } }

    /// Reads the page before the oldest one in memory, unless there is none.
    func loadOlder() {
        guard !hasAll, !isLoading, let oldest = ids.first, ids.count < Self.capacity else { return }
        isLoading = true
        read { [self] journal in
            let older = try await journal.recent(limit: Self.page, before: oldest)
            hasAll = older.count < Self.page
            isLoading = false
            return older
        }
    }

    /// Reads a card's newest operations, once.
    func look(up card: CardNumber) {
        if looked.count > 512 { looked = [] }
        guard looked.insert(card).inserted else { return }
        read { try await $0.of(card, limit: 5) }
    }

    private func read(_ body: @escaping @MainActor (OperationJournal) async throws -> [OperationRecord]) {
        ledger.start { [self] in
            do {
                let found = try await body(journal)
                trouble = nil
                apply(found)
            } catch let error as StoreError {
                report(error)
            } catch {}
        }
    }

    func report(_ error: StoreError) {
        isLoading = false
        trouble = JournalTrouble(error)
        changes.mark()
    }

    /// Takes in records as they stand in the journal; an older state of one never comes after a newer.
    func apply(_ changed: [OperationRecord]) {
        for record in changed {
            if let known = records[record.id] {
                guard record.updatedAt >= known.updatedAt else { continue }
                count(known, by: -1)
            } else {
                insert(record.id, into: &ids)
                insert(record.id, into: &byCard[record.simNo, default: []])
            }
            records[record.id] = record
            count(record, by: 1)
        }
        prune()
        guard !changed.isEmpty else { return }
        changes.mark()
        onRecords(changed)
        onChange()
    }

    private func count(_ record: OperationRecord, by step: Int) {
        if !record.state.isEnd { openCount += step }
        if record.state == .unknown || record.state == .unconfirmed { doubtfulCount += step }
    }

    private func insert(_ id: OperationID, into list: inout [OperationID]) {
        list.insert(id, at: lowerBound(id, list))
    }

    private func lowerBound(_ id: OperationID, _ list: [OperationID]) -> Int {
        if let last = list.last, last < id { return list.count }
        var (low, high) = (0, list.count)
        while low < high {
            let middle = (low + high) / 2
            if list[middle] < id { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private func prune() {
        guard ids.count > Self.capacity + openCount + Self.page else { return }
        var surplus = ids.count - Self.capacity - openCount
        hasAll = false
        ids.removeAll { id in
            guard surplus > 0, let record = records[id], record.state.isEnd else { return false }
            surplus -= 1
            records[id] = nil
            byCard[record.simNo]?.removeAll { $0 == id }
            if byCard[record.simNo]?.isEmpty ?? false { byCard[record.simNo] = nil }
            return true
        }
    }

    // MARK: reading

    var count: Int { ids.count }

    /// The operation at `place`, counted from the newest.
    func record(at place: Int) -> OperationRecord? {
        guard place >= 0, place < ids.count else { return nil }
        return records[ids[ids.count - 1 - place]]
    }

    /// The place of an operation, counted from the newest.
    func place(of id: OperationID) -> Int? {
        guard records[id] != nil else { return nil }
        return ids.count - 1 - lowerBound(id, ids)
    }

    /// The card's operations in memory, newest first.
    func operations(of card: CardNumber) -> [OperationRecord] {
        (byCard[card] ?? []).reversed().compactMap { records[$0] }
    }

    /// The card's newest unfinished operation of that kind.
    func unfinished(_ kind: OperationKind, of card: CardNumber) -> OperationRecord? {
        operations(of: card).first { $0.kind == kind && !$0.state.isEnd }
    }

    /// What the card's row tells: its newest operation, while that is open or has just ended.
    func badge(of card: CardNumber, at now: WallTime) -> OperationBadge? {
        guard let id = byCard[card]?.last, let record = records[id] else { return nil }
        if record.state.isEnd, now - record.updatedAt > Self.badgeStays { return nil }
        return OperationBadge(
            id: record.id, kind: record.kind, state: record.state, createdAt: record.createdAt,
            updatedAt: record.updatedAt, failReason: record.failReason)
    }

    /// Every card that has a badge now.
    func badges(at now: WallTime) -> [(card: CardNumber, badge: OperationBadge)] {
        byCard.keys.compactMap { card in badge(of: card, at: now).map { (card, $0) } }
    }
}
