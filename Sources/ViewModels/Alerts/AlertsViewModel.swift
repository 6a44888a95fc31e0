// The alerts of this run of the console: facts in, events and notices out. Cards whose facts changed are
// looked at as the facts come; the whole fleet in slices, at the start and once a minute where time itself can
// make a rule hold.

import PlatformClient
import SIMModel

/// Watches the rules, keeps what they raised, and tells when there is news. Acknowledgements live as long as
/// the console.
@MainActor public final class AlertsViewModel {
    /// How often rules that look at the clock, at marks or at operations are asked again for all cards.
    static let passEvery = Duration.minutes(1)
    /// How often balance and pools are read while Assets is not on the screen.
    static let assetsEvery = Duration.minutes(5)
    /// More changed cards than this at once are left to a pass beside the main actor.
    static let changedAtOnce = 2_000

    /// Most pools, and most operations in doubt, that are told apart.
    static let poolLimit = 10_000
    static let doubtLimit = 1_000

    /// One thing that is watched; its place is the engine's rule number.
    struct Watch {
        var subject: AlertSubject
        var severity: AlertSeverity
        var condition: AlertCondition?
        var filter: String?
    }

    let watches: [Watch]
    let settings: AlertSettings
    var engine: AlertEngine
    private var pass = Pass()
    /// Pools by the small number the engine knows them by.
    var poolSlots: [Int64: Int] = [:]
    var poolNames: [Int: String] = [:]
    /// Operations in doubt when they were last counted.
    var doubtSeen = 0
    private var throttle = AlertThrottle()

    private struct Pass {
        /// The fleet's version up to which changed cards were looked at, and how many cards it had.
        var version = 0
        var count = 0
        var isRunning = false
        var isWanted = false
        var next: Uptime?
        var assetsNext: Uptime?
    }

    let store: FleetStore
    let cards: CardsViewModel
    let assets: AssetsViewModel
    let board: OperationsBoard
    let poller: Poller
    let client: PlatformClient
    let shift: ShiftViewModel
    private let ledger: WorkLedger
    private let changes: ChangeSignal
    private let time: any TimeSource
    private let actor: String
    private let scanner = AlertScanner()
    private var isStarted = false
    private lazy var alarm = WorkLedger.Alarm(ledger) { [weak self] in self?.wake() }

    /// Told at most once in ten seconds, summed up.
    public var onNotice: (@MainActor (AlertNotice) -> Void)?

    init(
        settings: AlertSettings?, store: FleetStore, cards: CardsViewModel, assets: AssetsViewModel, board: OperationsBoard,
        poller: Poller, client: PlatformClient, shift: ShiftViewModel, ledger: WorkLedger, changes: ChangeSignal,
        time: any TimeSource, actor: String
    ) {
        self.settings = settings ?? AlertSettings(off: Set(BuiltInAlert.allCases))
        self.store = store
        self.cards = cards
        self.assets = assets
        self.board = board
        self.poller = poller
        self.client = client
        self.shift = shift
        self.ledger = ledger
        self.changes = changes
        self.time = time
        self.actor = actor
        let watched = Self.watches(self.settings)
        watches = watched.map(\.0)
        engine = AlertEngine(watched.map(\.1))
    }

    private static func watches(_ settings: AlertSettings) -> [(Watch, AlertEngine.Timing)] {
        var all: [(Watch, AlertEngine.Timing)] = []
        for alert in BuiltInAlert.allCases where !settings.off.contains(alert) {
            all.append((Watch(subject: .builtIn(alert), severity: alert.severity), alert.timing))
        }
        for rule in settings.rules.prefix(AlertSettings.ruleLimit) {
            guard let when = try? FilterParser.parse(rule.when) else { continue }
            let clear = rule.clear.flatMap { try? FilterParser.parse($0) }
            all.append(
                (
                    Watch(
                        subject: .rule(rule.name), severity: rule.severity, condition: AlertCondition(when: when, clear: clear),
                        filter: rule.when), AlertEngine.Timing(hold: rule.hold)
                ))
        }
        return all
    }

    var now: AlertMoment { AlertMoment(uptime: time.uptime, wall: time.wall) }

    // MARK: facts

    func start() {
        guard !watches.isEmpty else { return }
        isStarted = true
        pass.isWanted = true
        wake()
    }

    func stop() {
        isStarted = false
        alarm.set(nil)
    }

    /// Cards' facts changed: those alone are looked at.
    func factsChanged() {
        guard isStarted else { return }
        let rules = cardRules
        if !rules.isEmpty {
            let fleet = store.table
            if let changed = fleet.trail.rows(since: pass.version), changed.count <= Self.changedAtOnce {
                let (context, now) = (cards.filterContext(withOperations: needsOperations), now)
                for row in changed {
                    for (rule, condition) in rules {
                        engine.observe(rule, Int(row), fleet.verdict(condition, Int(row), context), at: now)
                    }
                }
            } else {
                pass.isWanted = true
            }
            pass.version = fleet.trail.version
        }
        wake()
    }

    /// Something else than a card's facts may have changed: the connection, the money, an operation.
    func look() {
        guard isStarted else { return }
        observeBuiltIn()
        wake()
    }

    private var cardRules: [(rule: Int, condition: AlertCondition)] {
        watches.enumerated().compactMap { index, watch in watch.condition.map { (index, $0) } }
    }

    private var needsOperations: Bool { watches.contains { $0.condition?.asksForOperations ?? false } }

    private func wake() {
        guard isStarted else { return }
        let now = now
        if !poller.scheduler.isPaused {
            if let next = pass.next, next <= now.uptime {
                pass.isWanted = true
                pass.next = nil
            }
            askAssets(now.uptime)
        }
        if pass.count != store.count, cards.state.loading == nil { pass.isWanted = true }
        if pass.isWanted { startPass() }
        take(engine.advance(to: now))
        tellDue()
        setAlarm()
    }

    /// Reads the money now and then while the pane that does is not on the screen.
    private func askAssets(_ now: Uptime) {
        let wanted: Set<BuiltInAlert> = [.lowBalance, .lowPool]
        guard !wanted.isSubset(of: settings.off), pass.assetsNext.map({ $0 <= now }) ?? true else { return }
        pass.assetsNext = now + Self.assetsEvery
        if !poller.interest.panes.contains(.assets) { poller.plan { scheduler, _ in scheduler.askOnce(log: nil, assets: true) } }
    }

    private func setAlarm() {
        // Paused: nothing is polled, so nothing new can hold; what already waits still falls due.
        let polling = poller.scheduler.isPaused ? [] : [pass.next, pass.assetsNext]
        let due = ([engine.nextDue, throttle.nextDue] + polling).compactMap { $0 }.min()
        alarm.set(due)
    }

    // MARK: the pass over all cards

    private func startPass() {
        guard !pass.isRunning else { return }
        let rules = cardRules
        pass.isWanted = false
        pass.count = store.count
        guard !rules.isEmpty else { return }
        pass.isRunning = true
        pass.next = rules.contains { !$0.condition.isTimeless } ? time.uptime + Self.passEvery : nil
        // Gathered once for the whole pass: it walks over all operations, on the main actor.
        let context = cards.filterContext(withOperations: needsOperations)
        ledger.start { [self] in
            var chunk = 0
            while isStarted, chunk < store.table.chunks.count {
                await scan(chunk, rules, context)
                chunk += 1
            }
            pass.isRunning = false
            wake()
        }
    }

    private func scan(
        _ chunk: Int, _ rules: [(rule: Int, condition: AlertCondition)], _ context: FilterContext
    ) async {
        // A fresh copy for each chunk: held no longer than it is read.
        let fleet = store.table
        let questions = rules.map {
            AlertScanner.Question(rule: $0.rule, condition: $0.condition, tracked: engine.tracked($0.rule))
        }
        let findings = await scanner.scan(questions, chunk: chunk, of: fleet, context)
        // What changed meanwhile has been looked at with its newer facts.
        guard let later = store.table.trail.rows(since: fleet.trail.version) else {
            pass.isWanted = true
            return
        }
        let (skipped, now) = (Set(later), now)
        for finding in findings where !skipped.contains(UInt32(finding.row)) {
            engine.observe(finding.rule, finding.row, finding.verdict, at: now)
        }
        take(engine.advance(to: now))
    }

    // MARK: news

    func take(_ news: [AlertNews]) {
        guard !news.isEmpty else { return }
        changes.mark()
        for case .raised(let rule) in news { throttle.raised(rule) }
    }

    private func tellDue() {
        guard let told = throttle.takeDue(at: time.uptime) else { return }
        guard let event = engine.active.first(where: { $0.rule == told.newest }) else { return }
        onNotice?(AlertNotice(newest: row(event), alerts: told.alerts))
    }

    // MARK: intents

    /// Notes that the operator has seen it.
    public func acknowledge(_ id: Int) {
        if id < 0 { return shift.end(Int64(-id)) }
        engine.acknowledge(id, by: actor, at: time.wall)
        changes.mark()
    }

    /// Notes that the operator has seen all of them. Reminders stay: each is ended for itself.
    public func acknowledgeAll() {
        for event in engine.active + engine.ended where event.isNew { engine.acknowledge(event.id, by: actor, at: time.wall) }
        changes.mark()
    }

    // MARK: what is shown

    public func viewState() -> AlertsViewState {
        let active = engine.active.map(row).sorted {
            $0.severity == $1.severity ? $0.lastAt > $1.lastAt : $0.severity > $1.severity
        }
        return AlertsViewState(
            rows: shift.due.map(Self.row) + active + engine.ended.reversed().map(row), watched: watches.count, now: time.wall)
    }

    public var counts: AlertCounts {
        let active = engine.active
        return AlertCounts(
            active: active.count, new: active.count(where: \.isNew), worst: active.map { watches[$0.rule].severity }.max())
    }

    private func row(_ event: AlertEvent) -> AlertRow {
        let watch = watches[event.rule]
        var row = AlertRow(
            id: event.id, subject: watch.subject, severity: watch.severity, count: event.count, first: nil,
            firstAt: event.firstAt, lastAt: event.lastAt, endedAt: event.endedAt, acknowledgedAt: event.acknowledgedAt,
            acknowledgedBy: event.acknowledgedBy, isNew: event.isNew, filter: watch.filter)
        switch watch.subject {
        case .reminder: break
        case .rule: row.first = store.table.simNo(event.first).description
        case .builtIn(.lowPool): row.first = poolNames[event.first]
        case .builtIn(.inDoubt):
            if event.endedAt == nil { row.count = board.doubtfulCount }
            row.filter = event.endedAt == nil ? "op:doubt" : nil
        case .builtIn(.lowBalance), .builtIn(.unreachable): break
        }
        return row
    }
}
