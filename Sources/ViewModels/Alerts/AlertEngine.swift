// Decides when an alert begins and ends: a verdict must hold for a while before it counts, so that a value
// that swings about its threshold rings once. Pure: verdicts and time in, news out.

import SIMModel

/// A moment on both clocks.
struct AlertMoment: Hashable, Sendable {
    var uptime: Uptime
    var wall: WallTime
}

/// Subjects that wait for the same kind of change, by when their wait began.
struct AlertWait: Hashable, Sendable {
    /// Most moments told apart. Beyond it the two nearest become one, the later of both: a wait may get
    /// longer by that, never shorter.
    static let momentLimit = 16

    private struct Group: Hashable, Sendable {
        var since: Uptime
        var subjects: RowSet
    }

    private var groups: [Group] = []

    var earliest: Uptime? { groups.first?.since }

    /// All that wait, and `others`.
    func subjects(with others: RowSet) -> RowSet {
        var all = others
        for group in groups { group.subjects.visit { all.insert($0) } }
        return all
    }

    mutating func add(_ subject: Int, at now: Uptime) {
        if groups.contains(where: { $0.subjects.contains(subject) }) { return }
        if groups.last?.since != now { groups.append(Group(since: now, subjects: RowSet())) }
        groups[groups.count - 1].subjects.insert(subject)
        if groups.count > Self.momentLimit { joinNearest() }
    }

    mutating func remove(_ subject: Int) {
        for index in groups.indices where groups[index].subjects.remove(subject) {
            if groups[index].subjects.isEmpty { groups.remove(at: index) }
            return
        }
    }

    /// Takes out those that have waited for `hold`.
    mutating func takeDue(_ hold: Duration, at now: Uptime) -> [Int] {
        let due = groups.prefix { $0.since + hold <= now }
        groups.removeFirst(due.count)
        return due.flatMap(\.subjects.rows)
    }

    private mutating func joinNearest() {
        let gaps = zip(groups, groups.dropFirst()).map { $1.since - $0.since }
        guard let place = gaps.indices.min(by: { gaps[$0] < gaps[$1] }) else { return }
        for subject in groups[place].subjects.rows { groups[place + 1].subjects.insert(subject) }
        groups.remove(at: place)
    }
}

/// One alert: a rule that holds for one subject at least, from its first card to its last.
struct AlertEvent: Hashable, Sendable {
    var id: Int
    /// Place among the engine's rules.
    var rule: Int
    /// The subject it began with; one that is still in it, while there is one.
    var first: Int
    /// Subjects in it now; those it ended with, once it has ended.
    var count: Int
    var firstAt: WallTime
    /// When the last subject joined.
    var lastAt: WallTime
    var endedAt: WallTime?
    var acknowledgedAt: WallTime?
    var acknowledgedBy: String?
    /// Subjects that joined since it was acknowledged.
    var joinedSince = 0

    var isNew: Bool { acknowledgedAt == nil || joinedSince > 0 }
}

/// What an operator is to be told.
enum AlertNews: Hashable, Sendable {
    /// It began, or more joined one that was acknowledged.
    case raised(rule: Int)
    case ended(rule: Int)
}

/// The state of all rules.
struct AlertEngine: Sendable {
    /// Most ended alerts kept; the oldest go first.
    static let endedLimit = 1_000

    struct Timing: Hashable, Sendable {
        /// So long a verdict must hold before it raises.
        var hold: Duration
        /// So long it must be gone before it ends.
        var holdToEnd: Duration

        init(hold: Duration, holdToEnd: Duration? = nil) {
            self.hold = hold
            self.holdToEnd = holdToEnd ?? hold
        }
    }

    private struct State: Sendable {
        var timing: Timing
        var raised = RowSet()
        var rising = AlertWait()
        var ending = AlertWait()
        var event: AlertEvent?
    }

    private var rules: [State]
    /// Oldest first.
    private(set) var ended: [AlertEvent] = []
    private var nextID = 1

    init(_ timings: [Timing]) { rules = timings.map { State(timing: $0) } }

    /// The alerts that hold now, in the order of their rules.
    var active: [AlertEvent] { rules.compactMap(\.event) }

    /// Subjects a rule holds for, or may soon.
    func tracked(_ rule: Int) -> RowSet { rules[rule].rising.subjects(with: rules[rule].raised) }

    /// Takes in what the facts say. What it leads to comes from ``advance(to:)``.
    mutating func observe(_ rule: Int, _ subject: Int, _ verdict: AlertVerdict, at now: AlertMoment) {
        if rules[rule].raised.contains(subject) {
            if verdict == .clears { rules[rule].ending.add(subject, at: now.uptime) } else { rules[rule].ending.remove(subject) }
        } else if verdict == .raises {
            rules[rule].rising.add(subject, at: now.uptime)
        } else {
            rules[rule].rising.remove(subject)
        }
    }

    /// The subject is no more: it leaves at once.
    mutating func forget(_ rule: Int, _ subject: Int, at now: AlertMoment) -> [AlertNews] {
        rules[rule].rising.remove(subject)
        rules[rule].ending.remove(subject)
        guard rules[rule].raised.remove(subject) else { return [] }
        return left(rule, at: now)
    }

    /// What has held, or been gone, long enough by now.
    mutating func advance(to now: AlertMoment) -> [AlertNews] {
        var news: [AlertNews] = []
        for rule in rules.indices {
            let timing = rules[rule].timing
            let gone = rules[rule].ending.takeDue(timing.holdToEnd, at: now.uptime)
            if !gone.isEmpty {
                for subject in gone { rules[rule].raised.remove(subject) }
                news += left(rule, at: now)
            }
            let come = rules[rule].rising.takeDue(timing.hold, at: now.uptime)
            if !come.isEmpty { news += joined(rule, come, at: now) }
        }
        return news
    }

    /// When ``advance(to:)`` is wanted next.
    var nextDue: Uptime? {
        rules.flatMap { state in
            [state.rising.earliest.map { $0 + state.timing.hold }, state.ending.earliest.map { $0 + state.timing.holdToEnd }]
        }.compactMap { $0 }.min()
    }

    private mutating func joined(_ rule: Int, _ subjects: [Int], at now: AlertMoment) -> [AlertNews] {
        for subject in subjects { rules[rule].raised.insert(subject) }
        let count = rules[rule].raised.count
        guard var event = rules[rule].event else {
            rules[rule].event = AlertEvent(
                id: nextID, rule: rule, first: subjects[0], count: count, firstAt: now.wall, lastAt: now.wall)
            nextID += 1
            return [.raised(rule: rule)]
        }
        let wasNew = event.isNew
        event.count = count
        event.lastAt = now.wall
        if event.acknowledgedAt != nil { event.joinedSince += subjects.count }
        rules[rule].event = event
        return wasNew ? [] : [.raised(rule: rule)]
    }

    private mutating func left(_ rule: Int, at now: AlertMoment) -> [AlertNews] {
        guard var event = rules[rule].event else { return [] }
        guard let first = rules[rule].raised.first else {
            event.endedAt = now.wall
            if ended.count == Self.endedLimit { ended.removeFirst() }
            ended.append(event)
            rules[rule].event = nil
            return [.ended(rule: rule)]
        }
        event.count = rules[rule].raised.count
        if !rules[rule].raised.contains(event.first) { event.first = first }
        rules[rule].event = event
        return []
    }

    /// Somebody has seen it.
    mutating func acknowledge(_ id: Int, by actor: String, at now: WallTime) {
        for rule in rules.indices where rules[rule].event?.id == id { acknowledge(&rules[rule].event, actor, now) }
        for index in ended.indices where ended[index].id == id {
            var event: AlertEvent? = ended[index]
            acknowledge(&event, actor, now)
            if let event { ended[index] = event }
        }
    }

    private func acknowledge(_ event: inout AlertEvent?, _ actor: String, _ now: WallTime) {
        guard event?.isNew ?? false else { return }
        event?.acknowledgedAt = now
        event?.acknowledgedBy = actor
        event?.joinedSince = 0
    }
}

extension RowSet {
    /// The smallest row in it.
    var first: Int? {
        words.firstIndex { $0 != 0 }.map { $0 << 6 + words[$0].trailingZeroBitCount }
    }
}
