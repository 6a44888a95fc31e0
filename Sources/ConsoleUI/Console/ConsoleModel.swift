// The face of the workspace that the console needs: facts by the screenful, and intents. The live one is
// in WorkspaceModel.swift; tests hand in their own.

public import Localization
public import SIMModel
public import ViewModels

/// A move of a list's cursor.
public enum ListMotion: Hashable, Sendable {
    case by(Int)
    case first, last
    /// 1 a page down, -0.5 half a page up.
    case pages(Double)
}

/// What came of the last confirmed question.
public enum SubmissionReport: Hashable, Sendable {
    case running
    case done(NoticeMessage)
    /// Nothing was sent.
    case trouble(JournalMessage)
}

/// What came of a refresh by hand. Unit: cards.
public struct RefreshReport: Hashable, Sendable {
    public var asked: Int
    /// Asked so lately that the platform's limit forbids it now.
    public var tooSoon: Int
    /// More than one refresh asks for.
    public var beyondLimit: Int

    public init(asked: Int, tooSoon: Int = 0, beyondLimit: Int = 0) {
        self.asked = asked
        self.tooSoon = tooSoon
        self.beyondLimit = beyondLimit
    }
}

/// Everything the console asks of, and tells, the view-models.
@MainActor public protocol ConsoleModel: AnyObject {
    var changes: ChangeSignal { get }
    func start()
    /// The panes on the screen: only their facts are kept fresh.
    func show(_ panes: Set<PaneID>)
    func hasFocus(_ focused: Bool)
    var isPaused: Bool { get }
    func togglePause()

    /// The height given is the room on the screen: it decides what a page is and which cards are polled.
    func status() -> StatusViewState
    /// The last calls, newest first.
    func calls() -> [CallLine]
    /// The signed call of an endpoint as a command of curl, its signature blanked; nil: its values are not right.
    func curl(_ endpoint: String, _ values: [(name: String, value: String)]) -> String?
    func cards(height: Int, withDetails: Bool) -> CardsViewState
    func flow(height: Int) -> FlowViewState
    func assets(height: Int) -> AssetsViewState
    func history(height: Int) -> HistoryViewState
    func operations(height: Int) -> OperationsViewState

    /// The Flow pane's list `steps` further.
    func flowStep(by steps: Int)
    func flowNextScope()
    func flowZoom(closer: Bool)

    func devices(height: Int) -> DevicesViewState
    func shop(height: Int) -> ShopViewState

    func shopStep(by steps: Int)
    /// False when the goods are what the keys go to.
    func shopBack() -> Bool
    func shopOpen() -> ShopOpening
    /// What `/` types; nil where nothing is searched.
    func shopSearch() -> (name: String, text: String)?
    func shopSet(_ name: String, to text: String)
    func shopChoose(_ field: String, _ places: [ShopPlace])
    func shopOpenPackages(of card: CardNumber)
    /// Opens the form of uploadCert in the API pane; false: no order with a number is under the cursor.
    func shopOpenPhotos() -> Bool
    func shopAskForCode() -> APISendAnswer
    func shopConfirmCode(_ question: APIQuestion)
    func shopBuy() -> ShopBuyAnswer
    func shopConfirm(_ question: ShopQuestion, start: ShopStart)
    var shopReport: ShopReport? { get }
    /// nil: there is nothing to copy.
    func shopCopy() -> String?
    /// True when personal data is shown now.
    func shopTogglePersonal() -> Bool

    func api(height: Int) -> APIViewState

    func devicesGo(to part: DevicesPart)
    /// False when the list is what the keys go to.
    func devicesBack() -> Bool
    /// True when personal data is shown now.
    func devicesTogglePersonal() -> Bool
    /// How many are new.
    func addDevices(_ numbers: [String]) -> Int
    /// nil: no device is under the cursor.
    func deviceMenu() -> DeviceMenu?
    func open(_ action: DeviceAction, of menu: DeviceMenu)

    func apiGo(to part: APIPart)
    func apiStep(by steps: Int)
    /// False when the list is what the keys go to.
    func apiBack() -> Bool
    /// The field under the cursor, unmasked, for the editor.
    func apiField() -> (name: String, text: String, values: [String])?
    func apiSet(_ name: String, to text: String)
    func apiToggleFold()
    func apiReopen()
    /// True when personal data is shown now.
    func apiTogglePersonal() -> Bool
    func apiSend() -> APISendAnswer
    func apiConfirm(_ question: APIQuestion)
    /// nil: there is nothing to copy.
    func apiCopy(asCurl: Bool) -> String?
    /// Personal values are masked in what is copied.
    var apiHidesPersonal: Bool { get }
    /// nil: no card is under the cursor.
    func cardMenu() -> CardMenu?
    func open(_ action: CardAction, card: CardNumber)

    /// Counts the values of a column of the cards shown.
    func count(_ column: FrequencyColumn)
    /// What was counted last.
    func frequency() -> FrequencyViewState
    /// Why the card is down, as far as it is known now.
    func why(_ card: CardNumber) -> WhyViewState
    /// Asks, once, for what is missing of it.
    func openWhy(_ card: CardNumber)
    /// Asks for all of it again.
    func askWhyAgain(_ card: CardNumber)

    func move(_ pane: PaneID, _ motion: ListMotion)
    /// False: the filter hides the card, and the cursor stays.
    @discardableResult
    func moveCards(to card: CardNumber) -> Bool
    func setFilter(_ text: String)
    func sort(by column: CardColumn)
    func toggleMark()
    func toggleRange()
    /// How many are marked now.
    func markAllShown() -> Int
    func invertMarks()
    func unmarkAll()
    /// The marked cards, else the one under the cursor.
    func targets() -> [CardNumber]
    func addCards(_ numbers: [CardNumber]) -> Int
    /// Asks the carrier for the targets, out of turn.
    func refreshTargets() -> RefreshReport
    /// Asks again for what `pane` shows.
    func refreshShown(_ pane: PaneID) -> RefreshReport
    /// How many cards are watched now.
    func toggleWatch() -> Int
    /// Rows with a head, everything that passes the filter.
    func exportCards() -> [[String]]

    /// What a prompt for tags, a note or a tab starts from.
    func labelFacts() -> LabelFacts
    func perform(_ deed: LabelDeed)
    /// How the last change of tags, notes or tabs went, and which one that was.
    var lastLabel: (number: Int, outcome: LabelOutcome)? { get }
    /// What a toggle of the targets' protection would do.
    func protectionIntent() -> ProtectionIntent
    func protect(_ cards: [CardNumber])
    func release(_ cards: [CardNumber])
    /// How the last of these went, and which one that was; nil before the first.
    var lastProtection: (number: Int, outcome: ProtectionOutcome)? { get }

    func alerts() -> AlertsViewState
    func acknowledgeAlert(_ id: Int)
    func acknowledgeAllAlerts()
    /// Whom to tell of new alerts, outside of the screen.
    func setAlertListener(_ listener: @escaping @MainActor (AlertNotice) -> Void)

    /// The handover sheet of the last hours, when it has been read.
    func handover(then use: @escaping @MainActor (Handover) -> Void)

    func question(for kind: OperationKind) -> OperationQuestion
    /// The question about one card, whatever is marked.
    func question(for kind: OperationKind, card: CardNumber) -> OperationQuestion
    /// `canary`: so many cards go first.
    func confirm(_ question: OperationQuestion, reason: String?, canary: Int)
    /// The menu of the run under the cursor of Operations.
    func runMenu() -> RunMenu?
    /// Reads the rows of the log that could be an ambiguous operation's; ``preparedRows()`` has them then.
    func askForRows(_ operation: OperationID)
    /// Once.
    func preparedRows() -> RowChoice?
    func settle(_ operation: OperationID, byRow operateID: Int64)
    func settle(_ operation: OperationID, neverArrived why: String)
    /// What came of a person's last word about a doubt, and which of them it was.
    var lastDoubt: (number: Int, outcome: DoubtOutcome)? { get }
    /// What needs no question: looking up, pausing, giving up. Going on and taking back are prepared:
    /// ``preparedQuestion()`` has the question when everything for it is known.
    func run(_ action: RunAction, of run: String, operation: OperationID)
    /// Once.
    func preparedQuestion() -> OperationQuestion?
    /// Rows with a head of a run's operations, when they have been read.
    func report(of run: String, then use: @escaping @MainActor ([[String]]) -> Void)
    /// Operations on their way to the platform at this moment, and those that wait for their turn behind them.
    var sendingCount: Int { get }
    var lastSubmission: SubmissionReport? { get }
}
