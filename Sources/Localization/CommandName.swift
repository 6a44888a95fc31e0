// The names of the console's commands. The raw value is what configuration files call them; the words
// stand in English/ and Chinese/; keys and behaviour stand in ConsoleUI's table.

/// A command of the console.
public enum CommandName: String, CaseIterable, Sendable {
    case goCards = "go.cards"
    case goFlow = "go.flow"
    case goAssets = "go.assets"
    case goHistory = "go.history"
    case goOperations = "go.operations"
    case goDevices = "go.devices"
    case goShop = "go.shop"
    case goAPI = "go.api"
    case nextPane = "pane.next"
    case previousPane = "pane.previous"
    case zoom = "pane.zoom"
    case down = "move.down"
    case up = "move.up"
    case first = "move.first"
    case last = "move.last"
    case halfDown = "move.half-down"
    case halfUp = "move.half-up"
    case pageDown = "move.page-down"
    case pageUp = "move.page-up"
    case left = "move.left"
    case right = "move.right"
    case filter = "cards.filter"
    case sort = "cards.sort"
    case mark = "mark.toggle"
    case markRange = "mark.range"
    case markAll = "mark.all"
    case markInvert = "mark.invert"
    case markNone = "mark.none"
    case stop = "cards.stop"
    case resume = "cards.resume"
    case frequency = "cards.frequency"
    case why = "cards.why"
    case protect = "cards.protect"
    case flowScope = "flow.scope"
    case flowCloser = "flow.closer"
    case flowWider = "flow.wider"
    case tag = "cards.tag"
    case note = "cards.note"
    case nextTab = "tab.next"
    case previousTab = "tab.previous"
    case saveTab = "tab.save"
    case renameTab = "tab.rename"
    case deleteTab = "tab.delete"
    case addCards = "cards.add"
    case details = "details.open"
    case refresh = "refresh.card"
    case refreshShown = "refresh.shown"
    case watch = "cards.watch"
    case actions = "cards.actions"
    case addDevices = "devices.add"
    case deviceActions = "devices.actions"
    case runActions = "operations.actions"
    case handover = "operations.handover"
    case send = "api.send"
    case smsCode = "shop.code"
    case photos = "shop.photos"
    case personal = "api.personal"
    case copyCurl = "api.curl"
    case code = "api.code"
    case copy = "copy"
    case export = "export"
    case showCommand = "command.show"
    case saveScreen = "screen.save"
    case pause = "polling.pause"
    case palette = "palette.open"
    case help = "help"
    case errors = "errors.show"
    case alerts = "alerts.show"
    case profiles = "profile.switch"
    case language = "language"
    case theme = "theme.choose"
    case redraw = "redraw"
    case suspend = "suspend"
    case back = "back"
    case quit = "quit"
    case leave = "leave"
}

/// What is said of a command.
public struct CommandWords: Hashable, Sendable {
    /// One or two words for the footer.
    public var short: String
    /// The palette's line.
    public var title: String
    /// The help's sentence.
    public var help: String

    init(_ short: String, _ title: String, _ help: String) {
        self.short = short
        self.title = title
        self.help = help
    }
}

extension CommandName {
    /// The command's words in `language`.
    public func words(_ language: Language) -> CommandWords {
        switch language {
        case .en: english
        case .zh: chinese
        }
    }
}
