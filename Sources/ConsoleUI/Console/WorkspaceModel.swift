// The workspace as the console's model: the one place where view-models and console meet.

public import CellGrid
import Localization
public import SIMModel
public import ViewModels

/// A workspace's view-models behind the console's face.
@MainActor public final class WorkspaceModel: ConsoleModel {
    private let workspace: Workspace
    /// What the open question was made of, by the question's number; one question is open at a time.
    private var proposal: (id: Int, value: Asked)?

    private enum Asked {
        case cards(OperationProposal)
        case run(OperationsViewModel.Prepared)
    }

    /// When a run stops by itself; its canary is the question's.
    private let policy: RunPolicy
    private var questions = 0

    public init(_ workspace: Workspace, policy: RunPolicy = RunPolicy()) {
        self.workspace = workspace
        self.policy = policy
    }

    public var changes: ChangeSignal { workspace.changes }
    public func start() { workspace.start() }
    public func show(_ panes: Set<PaneID>) { workspace.show(panes) }
    public func hasFocus(_ focused: Bool) { workspace.hasFocus(focused) }
    public var isPaused: Bool { workspace.isPaused }
    public func togglePause() { workspace.togglePause() }

    public func status() -> StatusViewState { workspace.status.viewState() }
    public func calls() -> [CallLine] { workspace.status.calls }
    public func curl(_ endpoint: String, _ values: [(name: String, value: String)]) -> String? {
        workspace.api.curl(endpoint, values)
    }
    public func cards(height: Int, withDetails: Bool) -> CardsViewState {
        workspace.cards.viewState(height: height, withDetails: withDetails)
    }
    public func flow(height: Int) -> FlowViewState { workspace.flow.viewState(height: height) }
    public func assets(height: Int) -> AssetsViewState { workspace.assets.viewState(height: height) }
    public func history(height: Int) -> HistoryViewState { workspace.history.viewState(height: height) }
    public func operations(height: Int) -> OperationsViewState { workspace.operations.viewState(height: height) }

    public func move(_ pane: PaneID, _ motion: ListMotion) {
        switch pane {
        case .cards: move(workspace.cards, motion)
        case .flow: move(workspace.flow, motion)
        case .assets: move(workspace.assets, motion)
        case .history: move(workspace.history, motion)
        case .operations: move(workspace.operations, motion)
        case .devices: move(workspace.devices, motion)
        case .shop: move(workspace.shop, motion)
        case .api: move(workspace.api, motion)
        }
    }

    private func move(_ list: any MovableList, _ motion: ListMotion) {
        switch motion {
        case .by(let steps): list.moveCursor(by: steps)
        case .first: list.moveToFirst()
        case .last: list.moveToLast()
        case .pages(let pages): list.movePage(pages)
        }
    }

    public func moveCards(to card: CardNumber) -> Bool { workspace.cards.moveTo(card) }
    public func setFilter(_ text: String) { workspace.cards.setFilter(text) }
    public func sort(by column: CardColumn) { workspace.cards.sort(by: column) }
    public func toggleMark() { workspace.cards.toggleMark() }
    public func toggleRange() { workspace.cards.toggleRange() }
    public func markAllShown() -> Int { workspace.cards.markAllShown() }
    public func invertMarks() { workspace.cards.invertMarks() }
    public func unmarkAll() { workspace.cards.unmarkAll() }
    public func targets() -> [CardNumber] { workspace.cards.targets().cards }
    public func addCards(_ numbers: [CardNumber]) -> Int { workspace.addCards(numbers) }
    public func toggleWatch() -> Int { workspace.cards.toggleWatch() }
    public func exportCards() -> [[String]] { workspace.cards.exportRows() }

    public func refreshTargets() -> RefreshReport { report(workspace.cards.refreshTargets()) }

    public func refreshShown(_ pane: PaneID) -> RefreshReport {
        switch pane {
        case .cards, .flow: return report(workspace.cards.refreshShown())
        case .assets: workspace.assets.refresh()
        case .history: workspace.history.refresh()
        case .operations:
            if let record = workspace.operations.focused { workspace.operations.settle([record.id]) }
        case .devices: workspace.devices.refresh()
        case .shop: workspace.shop.refresh()
        case .api: break
        }
        return RefreshReport(asked: 0)
    }

    private func report(_ outcome: RefreshOutcome) -> RefreshReport {
        RefreshReport(asked: outcome.asked, tooSoon: outcome.tooSoon, beyondLimit: outcome.beyondLimit)
    }

    // MARK: Flow

    public func flowStep(by steps: Int) { workspace.flow.stepList(by: steps) }
    public func flowNextScope() { workspace.flow.nextScope() }
    public func flowZoom(closer: Bool) { closer ? workspace.flow.zoomIn() : workspace.flow.zoomOut() }

    // MARK: Devices

    public func devices(height: Int) -> DevicesViewState { workspace.devices.viewState(height: height) }
    public func devicesGo(to part: DevicesPart) { workspace.devices.go(to: part) }
    public func devicesBack() -> Bool { workspace.devices.back() }
    public func devicesTogglePersonal() -> Bool { workspace.devices.togglePersonal() }
    public func addDevices(_ numbers: [String]) -> Int { workspace.devices.add(numbers) }
    public func deviceMenu() -> DeviceMenu? { workspace.devices.menu(isReadOnly: workspace.facts.isReadOnly) }
    public func open(_ action: DeviceAction, of menu: DeviceMenu) { workspace.api.open(action, of: menu) }
    // MARK: Shop

    public func shop(height: Int) -> ShopViewState { workspace.shop.viewState(height: height) }
    public func shopStep(by steps: Int) { workspace.shop.step(by: steps) }
    public func shopBack() -> Bool { workspace.shop.back() }
    public func shopOpen() -> ShopOpening { workspace.shop.open() }
    public func shopSearch() -> (name: String, text: String)? { workspace.shop.search }
    public func shopSet(_ name: String, to text: String) { workspace.shop.set(name, to: text) }
    public func shopChoose(_ field: String, _ places: [ShopPlace]) { workspace.shop.choose(field, places) }
    public func shopOpenPackages(of card: CardNumber) { workspace.shop.openPackages(of: card) }
    public func shopOpenPhotos() -> Bool {
        guard let order = workspace.shop.photoOrder else { return false }
        workspace.api.open("uploadCert", card: nil, targets: [], presets: [("keyNo", order)])
        return true
    }
    public func shopAskForCode() -> APISendAnswer { workspace.shop.askForCode() }
    public func shopConfirmCode(_ question: APIQuestion) { workspace.shop.confirmCode(question) }
    public func shopBuy() -> ShopBuyAnswer { workspace.shop.buy() }
    public func shopConfirm(_ question: ShopQuestion, start: ShopStart) { workspace.shop.confirm(question, start: start) }
    public var shopReport: ShopReport? { workspace.shop.report }
    public func shopCopy() -> String? { workspace.shop.copied }
    public func shopTogglePersonal() -> Bool { workspace.shop.togglePersonal() }

    // MARK: API

    public func api(height: Int) -> APIViewState { workspace.api.viewState(height: height) }
    public func apiGo(to part: APIPart) { workspace.api.go(to: part) }
    public func apiStep(by steps: Int) { workspace.api.step(by: steps) }
    public func apiBack() -> Bool { workspace.api.back() }
    public func apiField() -> (name: String, text: String, values: [String])? { workspace.api.editedField }
    public func apiSet(_ name: String, to text: String) { workspace.api.set(name, to: text) }
    public func apiToggleFold() { workspace.api.toggleFold() }
    public func apiReopen() { workspace.api.reopenCall() }
    public func apiTogglePersonal() -> Bool { workspace.api.togglePersonal() }
    public func apiSend() -> APISendAnswer { workspace.api.send() }
    public func apiConfirm(_ question: APIQuestion) { workspace.api.confirm(question) }
    public func apiCopy(asCurl: Bool) -> String? { asCurl ? workspace.api.curlText : workspace.api.commandText }
    public var apiHidesPersonal: Bool { workspace.api.hidesPersonal }
    public func cardMenu() -> CardMenu? {
        workspace.cards.menu(isReadOnly: workspace.facts.isReadOnly) { workspace.devices.device(of: $0) != nil }
    }
    public func open(_ action: CardAction, card: CardNumber) {
        if action == .device { workspace.devices.show(deviceOf: card) } else { workspace.api.open(action, card: card) }
    }

    public func count(_ column: FrequencyColumn) { workspace.frequency.open(column) }
    public func frequency() -> FrequencyViewState { workspace.frequency.viewState() }
    public func why(_ card: CardNumber) -> WhyViewState { workspace.why.viewState(card) }
    public func openWhy(_ card: CardNumber) { workspace.why.open(card) }
    public func askWhyAgain(_ card: CardNumber) { workspace.why.askAgain(card) }

    public func labelFacts() -> LabelFacts { workspace.labels.facts }
    public func perform(_ deed: LabelDeed) { workspace.labels.perform(deed) }
    public var lastLabel: (number: Int, outcome: LabelOutcome)? { workspace.labels.last }

    public func protectionIntent() -> ProtectionIntent { workspace.protection.intent(targets()) }
    public func protect(_ cards: [CardNumber]) { workspace.protection.protect(cards, reason: nil) }
    public func release(_ cards: [CardNumber]) { workspace.protection.release(cards) }
    public var lastProtection: (number: Int, outcome: ProtectionOutcome)? { workspace.protection.last }

    public func handover(then use: @escaping @MainActor (Handover) -> Void) { workspace.shift.handover(then: use) }
    public func alerts() -> AlertsViewState { workspace.alerts.viewState() }
    public func acknowledgeAlert(_ id: Int) { workspace.alerts.acknowledge(id) }
    public func acknowledgeAllAlerts() { workspace.alerts.acknowledgeAll() }
    public func setAlertListener(_ listener: @escaping @MainActor (AlertNotice) -> Void) { workspace.alerts.onNotice = listener }

    // MARK: Operations

    public func question(for kind: OperationKind) -> OperationQuestion {
        question(workspace.cards.proposal(for: kind))
    }

    public func question(for kind: OperationKind, card: CardNumber) -> OperationQuestion {
        question(workspace.cards.proposal(for: kind, of: card))
    }

    private func question(_ asked: OperationProposal) -> OperationQuestion {
        let value = workspace.cards.repetition(of: asked) ?? asked
        let kind = value.kind
        questions += 1
        proposal = (questions, .cards(value))
        var question = OperationQuestion(
            id: questions, kind: kind, cards: value.willDo,
            states: value.states.map { .init(status: $0.state, count: $0.cards) }, online: value.onlineCount,
            leftOut: value.leftOut.map { .init(card: $0.card, why: Self.message($0.reason, kind)) })
        question.hidden = value.hiddenCount
        question.used = value.usedKnown > 0 ? value.used : nil
        question.pools = value.poolIDs
        question.packages = value.packageGroupIDs.count
        question.calls = value.calls
        question.opposing = value.opposingOpen.count
        question.sending = value.calls > 1 ? value.sendingTime : nil
        question.usual = value.estimate.map { .init(median: $0.median, slow: $0.slow, samples: $0.samples) }
        question.protection = value.protection
        question.repeats = value.repeats
        return question
    }

    /// Only the question that was asked last can be confirmed, and only once.
    public func confirm(_ question: OperationQuestion, reason: String?, canary: Int) {
        guard let proposal, proposal.id == question.id else { return }
        self.proposal = nil
        var policy = policy
        policy.canary = canary
        switch proposal.value {
        case .cards(let value): workspace.cards.confirm(value, reason: reason, policy: policy)
        case .run(let prepared): workspace.operations.confirm(prepared, reason: reason, policy: policy)
        }
    }

    // MARK: Runs

    public func runMenu() -> RunMenu? { workspace.operations.runMenu(isReadOnly: workspace.facts.isReadOnly) }

    public func askForRows(_ operation: OperationID) { workspace.operations.askForRows(operation) }
    public func preparedRows() -> RowChoice? { workspace.operations.takeRows() }
    public func settle(_ operation: OperationID, byRow operateID: Int64) {
        workspace.operations.settle(operation, byRow: operateID)
    }
    public func settle(_ operation: OperationID, neverArrived why: String) {
        workspace.operations.settle(operation, neverArrived: why)
    }
    public var lastDoubt: (number: Int, outcome: DoubtOutcome)? { workspace.operations.lastDoubt }

    public func run(_ action: RunAction, of run: String, operation: OperationID) {
        switch action {
        case .settle: workspace.operations.settle([operation])
        case .pause: workspace.operations.pauseRun(run)
        case .giveUp: workspace.operations.cancelRun(run)
        case .goOn: workspace.operations.prepareToGoOn(run)
        case .undo: workspace.operations.prepareUndo(run)
        case .report, .nameRow, .neverArrived: break
        }
    }

    public func preparedQuestion() -> OperationQuestion? {
        guard let prepared = workspace.operations.takePrepared() else { return nil }
        questions += 1
        proposal = (questions, .run(prepared))
        func question(_ kind: OperationKind, _ cards: [CardNumber], _ leftOut: [OperationQuestion.LeftOut]) -> OperationQuestion {
            // Where the carrier was asked just now its answer is the state; else the fleet's own facts tell.
            var states: [Coded<SIMStatus>?: Int] = [:]
            for card in cards { states[workspace.cards.status(of: card), default: 0] += 1 }
            var question = OperationQuestion(
                id: questions, kind: kind, cards: cards,
                states: states.map { .init(status: $0.key, count: $0.value) }.sorted { $0.count > $1.count }, online: 0,
                leftOut: leftOut)
            question.calls = (cards.count + 99) / 100
            return question
        }
        switch prepared {
        case .goOn(let run, let cards):
            var asked = question(run.kind, cards, [])
            asked.isContinuation = true
            return asked
        case .undo(let plan):
            let apart = plan.apart.sorted { $0.key < $1.key }.map { card, why in
                let message: LeftOutMessage =
                    switch why {
                    case .notConfirmed(let state): .notConfirmed(state)
                    case .later(let record): .movedByLater(record.kind)
                    case .moved(let state): .nowIn(state)
                    case .unseen: .unseen
                    }
                return OperationQuestion.LeftOut(card: card, why: message)
            }
            return question(plan.run.kind.reverse, plan.cards, apart)
        }
    }

    public func report(of run: String, then use: @escaping @MainActor ([[String]]) -> Void) {
        workspace.operations.report(run) { _, records in use(PaneExport.operations(records)) }
    }

    public var sendingCount: Int {
        let calls = (workspace.api.isSendingChange ? 1 : 0) + (workspace.shop.isBuying ? 1 : 0)
        guard let last = workspace.cards.lastSubmission, last.isRunning else { return calls }
        return last.cards + calls
    }

    public var lastSubmission: SubmissionReport? {
        guard let last = workspace.cards.lastSubmission else { return nil }
        if let trouble = last.trouble { return .trouble(JournalText.message(trouble)) }
        if last.isRunning { return .running }
        switch last.refusal {
        case .quietHours?: return .done(.run(.quietHours))
        case .tooManyThisHour(let sent, let asked, let limit)?:
            return .done(.run(.tooManyThisHour(sent: sent, asked: asked, limit: limit)))
        case nil: break
        }
        if let run = last.run, run.state == .paused, let hold = run.hold, last.leftPlanned > 0 {
            return .done(.run(.held(hold, note: run.note, left: last.leftPlanned, key: KeyTexts()[.runActions])))
        }
        return .done(
            .submitted(
                last.kind, sent: last.sent, refused: last.refused, unknown: last.unknown, left: last.leftPlanned + last.repeats))
    }

    nonisolated static func message(_ reason: LeftOutReason, _ kind: OperationKind) -> LeftOutMessage {
        switch reason {
        case .alreadyInState: .alreadyInState(kind)
        case .cancelled: .cancelled
        case .expired: .expired
        case .riskStop: .riskStop
        case .separated: .separated
        case .inStock: .inStock
        case .unfinished(let record): .unfinished(operation: "\(record.id)")
        case .unknownSimNo: .unknownSimNo
        case .protected: .protected
        }
    }
}

/// A view-model with a list and a cursor.
@MainActor private protocol MovableList {
    func moveCursor(by steps: Int)
    func moveToFirst()
    func moveToLast()
    func movePage(_ pages: Double)
}

extension CardsViewModel: MovableList {}
extension FlowViewModel: MovableList {}
extension AssetsViewModel: MovableList {}
extension HistoryViewModel: MovableList {}
extension OperationsViewModel: MovableList {}
extension DevicesViewModel: MovableList {}
extension ShopViewModel: MovableList {}
extension APIExplorerViewModel: MovableList {}

extension Console {
    /// The console over a workspace.
    public convenience init(
        display: any Display, workspace: Workspace, options: ConsoleOptions, time: any TimeSource, doors: ConsoleDoors
    ) {
        self.init(display: display, model: WorkspaceModel(workspace), options: options, time: time, doors: doors)
    }
}
