// The fleet as it stands at a moment: static facts plus the few changes that operations made.
// Changes carry their own time, also one that has not come yet, so nothing has to be stepped.

import SIMModel

/// A card's state from a moment on.
struct CardChange {
    /// What happens then.
    enum Event {
        case status(SIMStatus)
        /// The most data that flows. Unit: KB a second; nil: no limit.
        case cap(Double?)
    }

    var at: WallTime
    var event: Event
    var status: SIMStatus
    var cap: Double?
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

    /// Real-name as it was changed last; nil: as the card came.
    var realName: RealName?
    /// When a speed limit was last set.
    var speedLimitedAt: WallTime?
    /// upstream: speedCode in force, and its end.
    var speedLimit: (code: String, until: WallTime?)?
    var packages: [BoughtPackage] = []
    var messages: [Message] = []

    /// upstream: speedCode; empty without a limit.
    func speedCode(at time: WallTime) -> String {
        guard let speedLimit, speedLimit.until.map({ time < $0 }) ?? true else { return "" }
        return speedLimit.code
    }

    /// The card's official real-name from a moment on; nil time: cleared.
    struct RealName {
        var from: WallTime
        var at: WallTime?
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
        /// Unit: KB.
        var quota: Int64
        /// Official real-name.
        var realNameAt: WallTime?
        var isRunning: Bool { facts.runs(in: status) }
    }

    func card(_ index: Int, at time: WallTime) -> Card {
        let facts = plan.facts(index)
        let change = lastChange(index, at: time)
        return Card(
            facts: facts, status: change?.status ?? facts.status,
            used: Int64(used(facts, change, at: time)), quota: quota(facts, at: time),
            realNameAt: realNameAt(facts, at: time))
    }

    /// Official real-name at a moment.
    func realNameAt(_ facts: CardFacts, at time: WallTime) -> WallTime? {
        guard let mark = ledgers[facts.index]?.realName, mark.from <= time else { return facts.realNameAt }
        return mark.at
    }

    /// What the card's own package and those bought for it give in this moment. Unit: KB.
    func quota(_ facts: CardFacts, at time: WallTime) -> Int64 {
        let own = facts.hasPackage ? facts.package.quota : 0
        guard let bought = ledgers[facts.index]?.packages else { return own }
        return bought.filter { $0.isInForce(at: time) }.reduce(own) { $0 + $1.plan.quota }
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
        enter(index, .status(status), at: time)
    }

    /// Limits a card from `time` on, until `end`; nil lifts the limit. Earlier ends are void.
    mutating func limit(_ index: Int, to cap: Double?, at time: WallTime, until end: WallTime?) {
        ledgers[index]?.changes.removeAll { change in
            if case .cap = change.event { change.at >= time } else { false }
        }
        enter(index, .cap(cap), at: time)
        if let end { enter(index, .cap(nil), at: end) }
    }

    /// Puts an event into its place in time, and works out everything after it anew.
    private mutating func enter(_ index: Int, _ event: CardChange.Event, at time: WallTime) {
        let facts = plan.facts(index)
        var changes = ledgers[index]?.changes ?? []
        let place = changes.lastIndex { $0.at <= time }.map { $0 + 1 } ?? 0
        changes.insert(CardChange(at: time, event: event, status: facts.status, cap: nil, used: 0), at: place)
        for position in place..<changes.count {
            let before = position == 0 ? nil : changes[position - 1]
            changes[position].used = used(facts, before, at: changes[position].at)
            changes[position].status = before?.status ?? facts.status
            changes[position].cap = before?.cap
            switch changes[position].event {
            case .status(let status): changes[position].status = status
            case .cap(let cap): changes[position].cap = cap
            }
        }
        if changes.count > CardLedger.mostChanges { changes.removeFirst() }
        ledgers[index, default: CardLedger()].changes = changes
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
        let start = max(change.at, monthStart)
        let base = change.at < monthStart ? 0 : change.used
        guard facts.runs(in: change.status), start < time else { return base }
        let free = growth(facts, from: start, to: time)
        guard let cap = change.cap else { return base + free }
        // Both grow with time, so the smaller one does.
        return base + min(free, cap * speed * (time - start).asSeconds)
    }

    /// `speed` counts from the start of the world on; before it, time ran as usual.
    private func growth(_ facts: CardFacts, from start: WallTime, to end: WallTime) -> Double {
        facts.curve.used(from: start, to: min(end, plan.startedAt))
            + speed * facts.curve.used(from: max(start, plan.startedAt), to: end)
    }
}
