// What to ask the platform next and when. Pure: facts and the time go in, questions come out; the
// shell asks them and tells what became of them. This file: what it is told of the screen and the operator.
//
// Order: what a person asked for by hand, the visible pane's own question, the stored record of what
// is visible, flow and state of the visible, of the watched, state of cards with an unfinished operation
// and of those that changed lately, the sweep over the rest.

import PlatformClient
import SIMModel

/// The plan of all reads.
struct PollScheduler: Sendable {
    /// The least time between two state questions of one card: 3 a minute are allowed.
    static let statusSpacing = Duration.seconds(20)
    /// A card must stand on the screen this long before the carrier is troubled for it.
    static let settling = Duration.milliseconds(400)
    /// The cursor must rest on a card this long before its history is asked.
    static let historySettling = Duration.milliseconds(300)
    /// How long a card's flow is not asked after the platform refused it for that card.
    static let flowRefusal = Duration.minutes(10)
    static let most = 8
    static let mostSweeps = 2
    /// Recurring questions come up to so much later, so that two simdecks, and the cards of one, do not
    /// ask in step. Unit: parts of the interval.
    static let mostSpread = 0.1
    /// Cards with an unfinished operation, and cards that changed lately, that are looked after.
    static let mostOfConcern = 100
    /// A card that changed is looked after this long.
    static let concern = Duration.minutes(5)
    /// No operation is looked after for longer; the follower has its own deadlines.
    static let longestOperation = Duration.hours(24)

    var settings: PollSettings
    /// Cards of the fleet: rows 0..<rowCount.
    var rowCount = 0
    /// The list of cards is still being read.
    var isGrowing = false
    var isPaused = false
    /// An unfocused terminal is polled at a third of the pace.
    var isFocused = true
    /// Where the spread of recurring questions begins; nil: they are not spread.
    let seed: UInt64?

    private(set) var statusRows: [Int] = []
    private(set) var flowRows: [Int] = []
    private(set) var watched: [Int] = []
    var operating = RowsOfConcern(capacity: Self.mostOfConcern)
    var lately = RowsOfConcern(capacity: Self.mostOfConcern)
    /// The above in the order of asking, each row once.
    private(set) var statusWanted: [Int] = []
    private(set) var flowWanted: [Int] = []
    /// How many of `statusWanted` are visible or watched.
    private(set) var liveCount = 0
    private(set) var visibleSince: [Int: Uptime] = [:]
    private var hasShown = false

    var byHand: [Int] = []
    var byHandSet: Set<Int> = []

    var statusTimes = CardTimes()
    var flowTimes = CardTimes()
    var flowRefusedUntil: [Int: Uptime] = [:]
    var sweep = SweepPlan()

    private(set) var wantsAssets = false
    var assetsDue = Uptime(milliseconds: .min)
    private(set) var historySubject: CardNumber?
    var historyDue: Uptime?
    /// Asked for by hand, once each, pause or not.
    var logsOnce: [CardNumber] = []
    var assetsOnce = false

    var out: [Int: (question: PollQuestion, askedAt: Uptime)] = [:]
    var outRows: Set<Int> = []
    var breaker = CircuitBreaker()
    var nextID = 0
    /// Rows looked at since the start: what tests hold against the fleet's size.
    var rowsSeen = 0

    init(settings: PollSettings, seed: UInt64? = nil) {
        self.settings = settings
        self.seed = seed
    }

    // MARK: interests

    /// The rows on the screen: whose state, and whose flow.
    mutating func show(status: [Int], flow: [Int], at now: Uptime) {
        guard status != statusRows || flow != flowRows else { return }
        (statusRows, flowRows) = (status, flow)
        var since: [Int: Uptime] = [:]
        // Nothing is on its way past when the first screen opens.
        let start = hasShown ? now : now - Self.settling
        for row in status + flow { since[row] = visibleSince[row] ?? start }
        visibleSince = since
        if !since.isEmpty { hasShown = true }
        order()
    }

    /// Cards kept live wherever the cursor is.
    mutating func watch(_ rows: [Int]) {
        watched = rows
        order()
    }

    /// Puts the rows of interest in the order of asking.
    mutating func order() {
        func distinct(_ rows: [Int]) -> [Int] {
            var seen: Set<Int> = []
            return rows.filter { seen.insert($0).inserted }
        }
        rowsSeen += statusRows.count + flowRows.count + watched.count + operating.rows.count + lately.rows.count
        let live = distinct(statusRows + watched)
        liveCount = live.count
        statusWanted = distinct(live + operating.rows.reversed() + lately.rows.reversed())
        flowWanted = distinct(flowRows + watched)
    }

    mutating func showAssets(_ shown: Bool) { wantsAssets = shown }

    /// Whose history is on the screen; nil when none is.
    mutating func showHistory(of card: CardNumber?, at now: Uptime) {
        guard card != historySubject else { return }
        historySubject = card
        historyDue = card == nil ? nil : now + Self.historySettling
    }

    /// The history is asked again without waiting for its time.
    mutating func historyChanged(at now: Uptime) {
        if historySubject != nil { historyDue = min(historyDue ?? now, now + Self.historySettling) }
    }

    // MARK: by hand

    /// By hand: a card's log and the account's money, once, pause or not. What is waiting or out already
    /// is not asked twice.
    mutating func askOnce(log card: CardNumber?, assets: Bool) {
        if let card, !isAskingLog(of: card) { logsOnce.append(card) }
        if assets, !isOut(.assets) { assetsOnce = true }
    }

    /// The card's log is being asked for, or will be as soon as its turn comes.
    func isAskingLog(of card: CardNumber) -> Bool {
        logsOnce.contains(card) || out.values.contains { $0.question.kind == .history && $0.question.subject == card }
    }

    mutating func refreshAssets(at now: Uptime) {
        assetsDue = Uptime(milliseconds: .min)
        breaker.tryNow(.assets, at: now)
    }

    /// By hand: state of these rows now, pause or not. After failures it goes as the probe.
    mutating func refresh(_ rows: [Int], at now: Uptime) -> RefreshOutcome {
        var outcome = RefreshOutcome(asked: 0, tooSoon: 0)
        for row in rows where !byHandSet.contains(row) {
            if let asked = statusTimes[row]?.asked, now - asked < Self.statusSpacing {
                outcome.tooSoon += 1
            } else {
                byHand.append(row)
                byHandSet.insert(row)
                outcome.asked += 1
            }
        }
        if outcome.asked > 0 { breaker.tryNow(.status, at: now) }
        return outcome
    }

    // MARK: what is out

    func isOut(_ row: Int) -> Bool { outRows.contains(row) }
    func isOut(_ kind: PollQuestion.Kind) -> Bool { out.values.contains { $0.question.kind == kind } }
    var sweepsOut: Int { out.values.reduce(0) { $0 + ($1.question.kind == .info ? 1 : 0) } }

    /// When the first failing kind is tried again; nil while nothing fails.
    func retryAt(after now: Uptime) -> Uptime? { breaker.nextTry(after: now) }

    /// When this failing kind is tried again; nil while it does not fail.
    func retryAt(of kind: PollQuestion.Kind, after now: Uptime) -> Uptime? {
        breaker.waitEnds(kind).flatMap { $0 > now ? $0 : nil }
    }

    /// The round of stored records that is under way; nil between two rounds.
    var sweepProgress: SweepProgress? {
        let waiting = out.values.reduce(0) { $0 + ($1.question.kind == .info ? $1.question.rows.count : 0) }
        let answered = sweep.askedCount - waiting
        guard rowCount > 0, answered < rowCount else { return nil }
        return SweepProgress(answered: max(0, answered), total: rowCount, pace: sweep.pace)
    }
}
