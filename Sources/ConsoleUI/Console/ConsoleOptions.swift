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
    /// The theme follows the terminal's ground, once that is known.
    public var followsGround: Bool
    /// The terminal's line; nil: fast enough. Unit: bits a second.
    public var lineSpeed: Int?
    /// Said once at the start.
    public var greeting: NoticeMessage?
    /// The band of the profile; nil: none.
    public var profileColour: ProfileColour?

    public init(
        language: Language = .en, theme: Theme = .builtIn, confirm: ConfirmSettings = ConfirmSettings(),
        keys: KeyMap = .standard, asciiLines: Bool = false, firstPane: PaneID = .cards,
        alerts: AlertDelivery = AlertDelivery(), followsGround: Bool = false, profileColour: ProfileColour? = nil
    ) {
        self.language = language
        self.theme = theme
        self.confirm = confirm
        self.keys = keys
        self.asciiLines = asciiLines
        self.firstPane = firstPane
        self.alerts = alerts
        self.followsGround = followsGround
        self.profileColour = profileColour
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
    public var themes: ThemeDoor
    /// The accounts one can change to; empty: none.
    public var profiles: @MainActor () -> [ProfileChoice]
    /// Opens another account; why it cannot, or nil: then the console ends and another one begins.
    public var openProfile: @MainActor (_ name: String) -> String?

    public init(
        export: @escaping (_ name: String, _ text: String) -> Result<String, ExportProblem>,
        loadCards: @escaping (_ path: String) -> Result<CardListReading, LoadProblem>, onQuit: @escaping @MainActor () -> Void,
        alert: @escaping @MainActor (_ values: [String: String]) -> Void = { _ in }, themes: ThemeDoor = ThemeDoor(),
        profiles: @escaping @MainActor () -> [ProfileChoice] = { [] },
        openProfile: @escaping @MainActor (_ name: String) -> String? = { _ in nil }
    ) {
        self.export = export
        self.loadCards = loadCards
        self.onQuit = onQuit
        self.alert = alert
        self.themes = themes
        self.profiles = profiles
        self.openProfile = openProfile
    }
}
