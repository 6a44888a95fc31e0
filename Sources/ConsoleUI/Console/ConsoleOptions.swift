// What the console is told once.

public import CellGrid
public import Localization
public import SIMModel
public import ViewModels

/// How new alerts leave the screen, besides the operator's own program.
public struct AlertDelivery: Hashable, Sendable {
    public var rings: Bool
    public var notification: NotificationForm

    public init(rings: Bool = false, notification: NotificationForm = .none) {
        self.rings = rings
        self.notification = notification
    }
}

/// How the console looks and asks.
public struct ConsoleOptions: Sendable {
    public var language: Language
    public var theme: Theme
    public var confirm: ConfirmSettings
    public var keys: KeyMap
    /// The terminal or locale has no line drawing: plain signs instead.
    public var asciiLines: Bool
    public var firstPane: PaneID
    public var alerts: AlertDelivery

    public init(
        language: Language = .en, theme: Theme = .builtIn, confirm: ConfirmSettings = ConfirmSettings(),
        keys: KeyMap = .standard, asciiLines: Bool = false, firstPane: PaneID = .cards,
        alerts: AlertDelivery = AlertDelivery()
    ) {
        self.language = language
        self.theme = theme
        self.confirm = confirm
        self.keys = keys
        self.asciiLines = asciiLines
        self.firstPane = firstPane
        self.alerts = alerts
    }
}

/// What the console asks of the outside besides the screen: files, and to be let go.
@MainActor public struct ConsoleDoors {
    /// Writes a file of that name; the path it went to.
    public var export: (_ name: String, _ text: String) -> Result<String, ExportProblem>
    public var loadCards: (_ path: String) -> Result<CardListReading, LoadProblem>
    public var onQuit: @MainActor () -> Void
    /// Runs the operator's own program for new alerts, with what its arguments may name.
    public var alert: @MainActor (_ values: [String: String]) -> Void

    public init(
        export: @escaping (_ name: String, _ text: String) -> Result<String, ExportProblem>,
        loadCards: @escaping (_ path: String) -> Result<CardListReading, LoadProblem>, onQuit: @escaping @MainActor () -> Void,
        alert: @escaping @MainActor (_ values: [String: String]) -> Void = { _ in }
    ) {
        self.export = export
        self.loadCards = loadCards
        self.onQuit = onQuit
        self.alert = alert
    }
}
