// The fleet as it stands at a moment: static facts plus the few changes that operations made.
// Changes carry their own time, also one that has not come yet, so nothing has to be stepped.

import SIMModel

/// A card's state from a moment on.
struct CardChange {
    var at: WallTime
    var status: SIMStatus
    /// Data used in the month of `at`, up to `at`. Unit: KB.
    var used: Double
}

/// What is remembered of a card that an operation touched.
struct CardLedger {
    /// Bounded: older states are only looked at by snapshots, which look back one period.
    static let mostChanges = 64
    /// The platform keeps the latest 100 rows of a type.
    static let mostRows = 200

    var changes: [CardChange] = []
    var rows: [ActionRow] = []
    /// When the last accepted operation is over: the next one of this card starts there.
    var freeAt: WallTime?
    var stops = 0
    var resumes = 0

    mutating func add(_ change: CardChange) {
        changes.append(change)
        if changes.count > Self.mostChanges { changes.removeFirst() }
    }

    mutating func add(_ row: ActionRow) {
        rows.append(row)
        if rows.count > Self.mostRows { rows.removeFirst() }
    }
}

/// Static facts and changes of all cards.
struct Fleet {
    let plan: FleetPlan
    let speed: Double
    /// Only cards that were operated on: at most one entry a card.
    var ledgers: [Int: CardLedger] = [:]

    /// A card at a moment.
    struct Card {
        var facts: CardFacts
        var status: SIMStatus
        /// Unit: KB.
        var used: Int64
        var isRunning: Bool { facts.runs(in: status) }
    }

    func card(_ index: Int, at time: WallTime) -> Card {
        let facts = plan.facts(index)
        let change = lastChange(index, at: time)
        return Card(
            facts: facts, status: change?.status ?? facts.status,
            used: Int64(used(facts, change, at: time)))
    }

    func status(_ index: Int, at time: WallTime) -> SIMStatus {
        lastChange(index, at: time)?.status ?? plan.firstStatus(index)
    }

    /// Use in a calendar month (months since year 0) as known at `time`. Unit: KB.
    func used(_ index: Int, month: Int, at time: WallTime) -> Int64 {
        let facts = plan.facts(index)
        guard let activated = facts.activatedAt, month <= PlatformMonth.number(of: time) else { return 0 }
        if month == PlatformMonth.number(of: time) {
            return Int64(used(facts, lastChange(index, at: time), at: time))
        }
        let end = PlatformMonth.start(of: month + 1)
        let lastMoment = end - .milliseconds(1)
        if end > plan.startedAt { return Int64(used(facts, lastChange(index, at: lastMoment), at: lastMoment)) }
        // Before the world began: the card's usual month, times a lot.
        let start = max(PlatformMonth.start(of: month), activated)
        return Int64(facts.curve.used(from: start, to: end) * plan.monthFactor(index, month))
    }

    mutating func change(_ index: Int, to status: SIMStatus, at time: WallTime) {
        let facts = plan.facts(index)
        let used = used(facts, lastChange(index, at: time), at: time)
        ledgers[index, default: CardLedger()].add(CardChange(at: time, status: status, used: used))
    }

    private func lastChange(_ index: Int, at time: WallTime) -> CardChange? {
        ledgers[index]?.changes.last { $0.at <= time }
    }

    private func used(_ facts: CardFacts, _ change: CardChange?, at time: WallTime) -> Double {
        let monthStart = PlatformMonth.start(holding: time)
        guard let change else {
            guard facts.activatedAt != nil else { return 0 }
            guard let halted = facts.haltedAt else { return growth(facts, from: monthStart, to: time) }
            return growth(facts, from: monthStart, to: min(halted, time))
        }
        let isRunning = facts.runs(in: change.status)
        if change.at < monthStart { return isRunning ? growth(facts, from: monthStart, to: time) : 0 }
        return change.used + (isRunning ? growth(facts, from: change.at, to: time) : 0)
    }

    /// `speed` counts from the start of the world on; before it, time ran as usual.
    private func growth(_ facts: CardFacts, from start: WallTime, to end: WallTime) -> Double {
        facts.curve.used(from: start, to: min(end, plan.startedAt))
            + speed * facts.curve.used(from: max(start, plan.startedAt), to: end)
    }
}
