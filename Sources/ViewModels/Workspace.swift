// Everything behind the screen in one place: the cache, the polling, one view-model for each pane.

public import Operations
public import PlatformClient
public import SIMModel
public import StateStore

/// The view-models of one account, wired together.
@MainActor public final class Workspace {
    /// Marked when something that may be on the screen has changed.
    public let changes = ChangeSignal()
    /// What is going on, for whoever must wait until nothing is.
    public let work: WorkLedger
    public let facts: WorkspaceFacts
    public let fleet = FleetStore()
    public let cards: CardsViewModel
    public let flow: FlowViewModel
    public let assets: AssetsViewModel
    public let history: HistoryViewModel
    public let operations: OperationsViewModel
    public let devices: DevicesViewModel
    public let shop: ShopViewModel
    public let api: APIExplorerViewModel
    public let status: StatusViewModel
    public let why: WhyViewModel
    public let frequency: FrequencyViewModel
    public let protection: ProtectionViewModel
    public let labels: LabelsViewModel
    public let alerts: AlertsViewModel
    public let shift: ShiftViewModel

    private let poller: Poller
    private let board: OperationsBoard
    private let runner: OperationRunner
    private let purchases: PurchaseRunner
    private let feed: ObservationFeed
    private let time: any TimeSource
    private var isStarted = false

    /// - Parameters:
    ///   - recorder: writes down the changes that are no operations and no purchases, and sends them.
    ///   - labels: where tags, notes and saved filters are kept; nil: none are.
    ///   - protected: the profile's protected cards; nil: none can be protected from here.
    ///   - alerts: what to warn of; nil: nothing.
    ///   - shift: where reminders and the facts of handover sheets are kept; nil: there are none.
    ///   - actor: who works here, as the journal writes it: `user@host`.
    public init(
        client: PlatformClient, runner: OperationRunner, purchases: PurchaseRunner, recorder: ChangeRecorder,
        journal: OperationJournal, feed: ObservationFeed, facts: WorkspaceFacts, poll: PollSettings, time: any TimeSource,
        cards numbers: [CardNumber], protected: ProtectedCards? = nil, labels: LabelStores? = nil, actor: String = "",
        alerts: AlertSettings? = nil, shift: ShiftStores? = nil
    ) {
        self.facts = facts
        self.runner = runner
        self.purchases = purchases
        self.feed = feed
        self.time = time
        work = WorkLedger(time: time)
        board = OperationsBoard(journal: journal, runner: runner, ledger: work, changes: changes)
        poller = Poller(
            client: client, store: fleet, feed: feed, ledger: work, changes: changes, settings: poll, time: time)
        protection = ProtectionViewModel(store: protected, actor: actor, ledger: work, changes: changes, time: time)
        cards = CardsViewModel(
            store: fleet, poller: poller, board: board, protection: protection, runner: runner, ledger: work,
            changes: changes, time: time)
        self.labels = LabelsViewModel(
            stores: labels, store: fleet, cards: cards, ledger: work, changes: changes, time: time)
        flow = FlowViewModel(store: fleet, poller: poller, cards: cards, changes: changes, time: time)
        assets = AssetsViewModel(store: fleet, poller: poller, changes: changes, time: time)
        history = HistoryViewModel(poller: poller, cards: cards, board: board, changes: changes, time: time)
        operations = OperationsViewModel(
            board: board, runner: runner, ledger: work, changes: changes, time: time, actor: actor)
        devices = DevicesViewModel(client: client, store: fleet, ledger: work, changes: changes, time: time)
        shop = ShopViewModel(
            client: client, cards: cards, runner: purchases, ledger: work, changes: changes, time: time)
        api = APIExplorerViewModel(
            client: client, recorder: recorder, cards: cards, ledger: work, changes: changes, time: time)
        frequency = FrequencyViewModel(cards: cards, ledger: work, changes: changes, time: time)
        why = WhyViewModel(
            cards: cards, poller: poller, board: board, changes: changes, time: time, isReadOnly: facts.isReadOnly)
        self.shift = ShiftViewModel(
            stores: shift, profile: facts.profile, actor: actor, ledger: work, changes: changes, time: time)
        self.alerts = AlertsViewModel(
            settings: alerts, store: fleet, cards: cards, assets: assets, board: board, poller: poller, client: client,
            shift: self.shift, ledger: work, changes: changes, time: time, actor: actor)
        status = StatusViewModel(
            facts: facts, client: client, store: fleet, poller: poller, board: board, alerts: self.alerts, changes: changes,
            time: time)
        connect()
        fleet.add(numbers)
        cards.fleetGrew()
    }

    private func connect() {
        poller.listeners.merged = { [unowned self] in
            cards.factsChanged()
            alerts.factsChanged()
            changes.mark()
        }
        board.onRecords = { [unowned self] in poller.noticed($0) }
        poller.listeners.failed = { [unowned self] in status.note($0) }
        poller.listeners.assets = { [unowned self] in assets.receive($0) }
        poller.listeners.log = { [unowned self] card, result in
            history.receive(card, result)
            if case .success(let reply) = result { work.start { [runner] in await runner.noticed(log: reply.entries) } }
        }
        flow.money = { [unowned self] in assets.money(ofPool: $0) }
        poller.listeners.answered = { [unowned self] in alerts.look() }
        board.onChange = { [unowned self] in alerts.look() }
        cards.knowledge = { [unowned self] in (history.answer(of: $0), assets.answer) }
        cards.tabLabels = { [unowned self] in labels.labels }
        protection.onChange = { [unowned self] in cards.protectionChanged() }
        cards.onFocus = { [unowned self] in history.focusMoved() }
        cards.onProblem = { [unowned self] in status.note($0) }
        operations.onProblem = { [unowned self] in status.note($0) }
        shop.onProblem = { [unowned self] in status.note($0) }
        api.onProblem = { [unowned self] in status.note($0) }
        api.onStoreProblem = { [unowned self] in board.report($0) }
        shift.onTrouble = { [unowned self] in board.report($0) }
        shift.onDue = { [unowned self] in alerts.fellDue($0) }
        api.onEnd = { [unowned self] in devices.noticed($0, $1, $2) }
        devices.onProblem = { [unowned self] in status.note($0) }
        devices.isPaused = { [unowned self] in isPaused }
        devices.isFocused = { [unowned self] in poller.scheduler.isFocused }
    }

    /// Subscribes to facts and operations, reads the journal, asks the first questions. Returns at once.
    /// The operations are followed by whoever owns the runner, not here.
    public func start() {
        guard !isStarted else { return }
        isStarted = true
        let changed = runner.changes()
        work.serve { [board, poller] in
            for await records in changed {
                board.apply(records)
                board.loadRuns()
                poller.plan { $0.historyChanged(at: $1) }
            }
        }
        let bought = purchases.changes()
        work.serve { [shop] in
            for await records in bought { shop.apply(records) }
        }
        work.serve { [poller] in await poller.follow() }
        board.load()
        protection.lookAgain()
        labels.loadTabs()
        shop.loadPurchases()
        poller.start()
        devices.start()
        alerts.start()
        shift.start()
    }

    /// Ends all reads and returns when they have ended.
    public func stop() async {
        poller.stop()
        devices.stop()
        alerts.stop()
        shift.stop()
        await work.close()
    }

    /// What is on the screen now: only that is polled, besides the sweep and the watched cards.
    public func show(_ panes: Set<PaneID>) {
        poller.want { $0.panes = panes }
        devices.show(panes.contains(.devices))
        if panes.contains(.shop) { shop.shown() }
    }

    /// The operator has stopped all polling. A refresh by hand still asks.
    public var isPaused: Bool { poller.scheduler.isPaused }

    public func togglePause() {
        poller.plan { scheduler, _ in scheduler.isPaused.toggle() }
        devices.plan()
        alerts.look()
        changes.mark()
    }

    /// An unfocused terminal is polled at a third of the pace.
    public func hasFocus(_ focused: Bool) {
        poller.plan { scheduler, _ in scheduler.isFocused = focused }
        devices.plan()
    }

    /// Takes in the next cards of a list that is being read. The order of the list stays until it is whole.
    /// `percent` is how much of it has been read, where that is known.
    public func load(_ numbers: [CardNumber], percent: Int?) {
        fleet.add(numbers)
        labels.cardsAdded()
        cards.fleetIsGrowing(loaded: FleetLoading(percent: percent))
        poller.plan { [fleet] scheduler, _ in
            scheduler.rowCount = fleet.count
            scheduler.isGrowing = true
        }
    }

    /// The tags and notes that are kept for the profile's cards.
    public func take(_ kept: FleetSnapshot) { labels.take(kept) }

    /// Makes room for a list of about so many cards.
    public func expect(cards count: Int) { fleet.reserve(count) }

    /// The list has been read, but for what `trouble` tells.
    public func loaded(_ trouble: ListTrouble?) {
        cards.fleetIsWhole()
        status.listTrouble = trouble
        poller.plan { scheduler, _ in scheduler.isGrowing = false }
    }

    /// Told what was added, for whoever keeps the list.
    public var onCardsAdded: (@MainActor ([CardNumber]) -> Void)?

    /// Adds cards and puts the cursor on the first that is new; how many are new.
    @discardableResult
    public func addCards(_ numbers: [CardNumber]) -> Int {
        let added = fleet.add(numbers)
        guard let first = added.first else { return 0 }
        cards.fleetGrew()
        cards.moveTo(row: first)
        poller.plan { [fleet] scheduler, _ in scheduler.rowCount = fleet.count }
        onCardsAdded?(numbers)
        return added.count
    }
}
