// A display that keeps the last frame, and a model of plain values that counts what it is told.

import CellGrid
import ConsoleUI
import SIMModel
import TestSupport
import ViewModels

@MainActor final class FakeDisplay: Display {
    var size: Size
    private(set) var frames = 0
    private(set) var last = Grid(columns: 0, rows: 0)
    private(set) var cursor: Point?
    private(set) var looks: [Look] = []
    private(set) var copied: [String] = []
    private(set) var discards = 0
    private(set) var invalidations = 0
    private(set) var suspensions = 0
    private(set) var title = ""

    init(_ columns: Int, _ rows: Int) { size = Size(columns: columns, rows: rows) }

    func present(_ grid: Grid, cursor: Point?) {
        frames += 1
        last = grid
        self.cursor = cursor
    }
    func use(looks: [Look]) { self.looks = looks }
    func invalidate() { invalidations += 1 }
    func discardPendingInput() { discards += 1 }
    func copy(_ text: String) -> ClipboardOutcome {
        copied.append(text)
        return .sentToTerminal(bytes: text.utf8.count, through: way)
    }
    var way = ClipboardWay.directly
    var bytesSent = 0
    var bells = 0
    var notified: [String] = []
    func bell() { bells += 1 }
    func notify(title: String, body: String, as form: NotificationForm) { notified.append("\(title)|\(body)|\(form)") }
    func setTitle(_ text: String) { title = text }
    func suspend() { suspensions += 1 }

    var lines: [String] { GridText.lines(last) }
    var text: String { lines.joined(separator: "\n") }
}

@MainActor final class FakeModel: ConsoleModel {
    let changes = ChangeSignal()
    var isPaused = false
    var statusState = Fixture.status()
    var cardsState = Fixture.cards()
    var operationsState = Fixture.operations()
    var canaries: [Int] = []
    var menuOfRun: RunMenu?
    var runActions: [RunAction] = []
    var prepared: OperationQuestion?
    var flowState = Fixture.flow()
    var flowSteps: [Int] = []
    var flowZooms: [Bool] = []
    var flowScopes = 0
    private let assetsState = Fixture.assets()
    private let historyState = Fixture.history()
    private let details = Fixture.details()
    /// Heights the Cards pane was asked for with.
    private(set) var heights: Set<Int> = []
    var nextQuestion = Fixture.question(cards: 1, leftOut: false)
    var lastSubmission: SubmissionReport?
    var frequencyState = FrequencyViewState(column: .status, rows: [], others: 0, cards: 0, filter: "", isCounting: false)
    var whyState: WhyViewState?
    var intent = ProtectionIntent.protect([Fixture.card("14900000042")])
    private(set) var lastProtection: (number: Int, outcome: ProtectionOutcome)?
    private(set) var whyOpened: [CardNumber] = []
    private(set) var whyAgain: [CardNumber] = []
    private(set) var askedAbout: [CardNumber] = []

    var devicesState = Fixture.devices()
    var addedDevices: [String] = []
    var openedDevices: [DeviceAction] = []
    var shopPart = ShopPart.goods
    var shopPersonal = false
    var shopOpening = ShopOpening.done
    var shopAnswer = ShopBuyAnswer.notHere
    var shopReport: ShopReport?
    var shopTyped: [(name: String, text: String)] = []
    var shopPlaces: [ShopPlace] = []
    var shopCodes = 0
    var shopBought: [(ShopQuestion, ShopStart)] = []

    var apiPart = APIPart.list
    var apiAnswer = APISendAnswer.sent
    var apiTyped: [(name: String, text: String)] = []
    var apiFolds = 0
    var apiLink: APILink?
    var apiConfirmed: [APIQuestion] = []
    var opened: [(CardAction, CardNumber)] = []

    private(set) var shown: [Set<PaneID>] = []
    private(set) var confirmed: [(question: OperationQuestion, reason: String?)] = []
    private(set) var filters: [String] = []
    private(set) var added: [CardNumber] = []
    private(set) var moves: [(PaneID, ListMotion)] = []
    private(set) var sorts: [CardColumn] = []
    private(set) var asked = 0
    private(set) var marks = 0

    func start() {}
    func show(_ panes: Set<PaneID>) { shown.append(panes) }
    func hasFocus(_ focused: Bool) {}
    func togglePause() {
        isPaused.toggle()
        statusState.connection = isPaused ? .paused : .online
        changes.mark()
    }

    func status() -> StatusViewState { statusState }
    var callLines = Fixture.calls
    func calls() -> [CallLine] { callLines }
    func curl(_ endpoint: String, _ values: [(name: String, value: String)]) -> String? {
        "curl -X POST 'https://agent.example.cn/openapi/iot/\(endpoint)' -H 'sign: ***'"
    }
    func cards(height: Int, withDetails: Bool) -> CardsViewState {
        heights.insert(height)
        var state = cardsState
        state.details = withDetails && state.cursor != nil ? details : nil
        return state
    }
    func flow(height: Int) -> FlowViewState { flowState }
    func assets(height: Int) -> AssetsViewState { assetsState }
    func history(height: Int) -> HistoryViewState { historyState }
    func operations(height: Int) -> OperationsViewState { operationsState }
    var sendingCount: Int { operationsState.rows.filter { $0.state == .sending }.count }

    func move(_ pane: PaneID, _ motion: ListMotion) {
        moves.append((pane, motion))
        guard pane == .cards, case .by(let steps) = motion, let cursor = cardsState.cursor else { return }
        cardsState.cursor = max(0, min(cardsState.rows.count - 1, cursor + steps))
    }
    func moveCards(to card: CardNumber) -> Bool {
        guard let index = cardsState.rows.firstIndex(where: { $0.simNo == card }) else { return false }
        cardsState.cursor = index
        return true
    }
    func flowStep(by steps: Int) { flowSteps.append(steps) }
    func flowNextScope() { flowScopes += 1 }
    func flowZoom(closer: Bool) { flowZooms.append(closer) }
    func setFilter(_ text: String) {
        filters.append(text)
        cardsState.filter = text
    }
    func sort(by column: CardColumn) { sorts.append(column) }
    func toggleMark() { marks += 1 }
    func toggleRange() { cardsState.isRangeMarking.toggle() }
    func markAllShown() -> Int { 312 }
    func invertMarks() {}
    func unmarkAll() {}
    func targets() -> [CardNumber] { cardsState.cursor.map { [cardsState.rows[$0].simNo] } ?? [] }
    func addCards(_ numbers: [CardNumber]) -> Int {
        added += numbers
        return numbers.count
    }
    func refreshTargets() -> RefreshReport {
        asked += 1
        return RefreshReport(asked: targets().count, tooSoon: 1)
    }
    func refreshShown(_ pane: PaneID) -> RefreshReport {
        asked += 1
        return RefreshReport(asked: 11)
    }
    func toggleWatch() -> Int { 1 }
    func exportCards() -> [[String]] { [["simNo"], ["14900000017"]] }
    func question(for kind: OperationKind) -> OperationQuestion { nextQuestion }
    func confirm(_ question: OperationQuestion, reason: String?, canary: Int) {
        confirmed.append((question, reason))
        canaries.append(canary)
    }
    func runMenu() -> RunMenu? { menuOfRun }
    var rows: RowChoice?
    var askedRows: [OperationID] = []
    var namedRows: [Int64] = []
    var neverArrived: [String] = []
    var lastDoubt: (number: Int, outcome: DoubtOutcome)?
    func askForRows(_ operation: OperationID) { askedRows.append(operation) }
    func preparedRows() -> RowChoice? {
        defer { rows = nil }
        return rows
    }
    func settle(_ operation: OperationID, byRow operateID: Int64) { namedRows.append(operateID) }
    func settle(_ operation: OperationID, neverArrived why: String) { neverArrived.append("\(operation): \(why)") }
    func run(_ action: RunAction, of run: String, operation: OperationID) { runActions.append(action) }
    func preparedQuestion() -> OperationQuestion? {
        defer { prepared = nil }
        return prepared
    }
    func report(of run: String, then use: @escaping @MainActor ([[String]]) -> Void) { use([["id"], ["1"]]) }
    func question(for kind: OperationKind, card: CardNumber) -> OperationQuestion {
        askedAbout.append(card)
        var question = Fixture.question(cards: 1, leftOut: false)
        question.kind = kind
        question.cards = [card]
        return question
    }
    var facts = LabelFacts()
    private(set) var deeds: [LabelDeed] = []
    private(set) var lastLabel: (number: Int, outcome: LabelOutcome)?
    func labelFacts() -> LabelFacts { facts }
    func perform(_ deed: LabelDeed) {
        deeds.append(deed)
        if case .tag(let cards, _, _) = deed {
            lastLabel = ((lastLabel?.number ?? 0) + 1, .tagged(changed: cards.count, absent: 0))
        }
        changes.mark()
    }
    func protectionIntent() -> ProtectionIntent { intent }
    func protect(_ cards: [CardNumber]) {
        lastProtection = ((lastProtection?.number ?? 0) + 1, .protected(cards.count))
        changes.mark()
    }
    func release(_ cards: [CardNumber]) {
        lastProtection = ((lastProtection?.number ?? 0) + 1, .released(cards.count))
        changes.mark()
    }
    func count(_ column: FrequencyColumn) {
        frequencyState = FrequencyViewState(
            column: column, rows: Fixture.frequency(column), others: 0, cards: 5000, filter: "status:stopped", isCounting: false)
    }
    func frequency() -> FrequencyViewState { frequencyState }
    var alertsState = AlertsViewState(rows: [], watched: 4, now: Fixture.now)
    var acknowledged: [Int?] = []
    var alertListener: (@MainActor (AlertNotice) -> Void)?
    func alerts() -> AlertsViewState { alertsState }
    var sheet: Handover?
    func handover(then use: @escaping @MainActor (Handover) -> Void) { if let sheet { use(sheet) } }
    func acknowledgeAlert(_ id: Int) { acknowledged.append(id) }
    func acknowledgeAllAlerts() { acknowledged.append(nil) }
    func setAlertListener(_ listener: @escaping @MainActor (AlertNotice) -> Void) { alertListener = listener }
    func why(_ card: CardNumber) -> WhyViewState { whyState ?? Fixture.why() }
    func openWhy(_ card: CardNumber) { whyOpened.append(card) }
    func askWhyAgain(_ card: CardNumber) { whyAgain.append(card) }
    func forget() { confirmed = [] }
}

/// An operator before a console: presses keys in the notation of help and configuration.
@MainActor final class Operator {
    let display: FakeDisplay
    let model = FakeModel()
    let time = ManualTime(wall: Fixture.now)
    let console: Console
    private(set) var quits = 0
    private(set) var alerted: [[String: String]] = []
    private(set) var exported: [(name: String, text: String)] = []

    private final class Box {
        weak var person: Operator?
    }

    init(_ columns: Int = 80, _ rows: Int = 24, options: ConsoleOptions = ConsoleOptions(), themes: ThemeDoor = ThemeDoor()) {
        let display = FakeDisplay(columns, rows)
        self.display = display
        let box = Box()
        console = Console(
            display: display, model: model, options: options, time: time,
            doors: ConsoleDoors(
                export: { name, text in
                    box.person?.exported.append((name, text))
                    return .success("/exports/\(name)")
                },
                loadCards: { path in
                    path == "cards.csv"
                        ? .success(CardListText.read("simNo,tag\n14900000901,a\n14900000902,b\n8.98E+18,c\n"))
                        : .failure(LoadProblem(reason: "No such file or directory"))
                }, onQuit: { box.person?.quits += 1 },
                alert: { box.person?.alerted.append($0) }, themes: themes))
        box.person = self
        console.start()
    }

    /// Each key in a batch of its own, as a person presses them.
    func press(_ keys: String...) {
        for text in keys {
            guard let key = KeyNotation.parse(text) else { preconditionFailure("\(text) is no key") }
            console.handle([.key(key)])
        }
    }

    func type(_ text: String) {
        for character in text { console.handle([.key(Key(character))]) }
    }

    /// Long enough for a question to take answers.
    func waitForQuestion() { time.advance(by: .milliseconds(1100)) }
}
