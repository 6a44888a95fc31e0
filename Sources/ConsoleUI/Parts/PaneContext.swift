// What a pane may know besides its facts: the language, whether it has the focus, and how it is framed.

import CellGrid
public import Localization
public import SIMModel
import ViewModels

/// The frame's view of a pane.
public struct PaneContext: Hashable, Sendable {
    public var language: Language
    /// Keys go to this pane: its cursor line is in reverse video.
    public var isFocused = true
    /// Polling is paused: ages are clock times, so that nothing has to be redrawn.
    public var isPaused = false
    /// The terminal or locale has ASCII only. Lines and signs are changed afterwards; a picture must know.
    public var drawsASCII = false
    /// For what counts down on an overlay; panes have it in their view state.
    public var now = WallTime(milliseconds: 0)
    /// Drawn inside a frame beside other panes; else it has the whole width and a line as its head.
    public var isFramed = false
    /// Columns scrolled away to the left.
    public var columnOffset = 0
    /// The colour of the band with the profile's name; nil: none.
    public var profileColour: ProfileColour?
    /// The platform does not answer, and why.
    public var offline: PlatformError?
    /// The filter while it is being typed.
    public var filterEditor: LineEditor?
    /// The field of the API pane while it is being typed.
    public var fieldEditor: LineEditor?
    /// Text of the key bound to a command, for hints; empty when unbound.
    public var keys: KeyTexts

    public init(language: Language, keys: KeyTexts = KeyTexts()) {
        self.language = language
        self.keys = keys
    }

    func callAsFunction(_ message: some Message) -> String { message.text(language) }

    /// Why an operation failed or is in doubt: the platform's words as they came, ours in the language.
    func why(_ failReason: String?) -> String? { ReasonWords.text(failReason, language) }
}

/// The first key of each command, as text.
public struct KeyTexts: Hashable, Sendable {
    private var texts: [CommandName: String] = [:]

    public init() { self.init(KeyMap.standard) }

    init(_ map: KeyMap) {
        for name in CommandName.allCases { texts[name] = map.keys(for: name).first?.text }
    }

    public subscript(name: CommandName) -> String { texts[name] ?? ":" }
}

/// What is written for a fact that is not known; never 0.
let unknownText = "—"

extension PaneID {
    /// The pane's title.
    var label: Label {
        switch self {
        case .cards: .cards
        case .flow: .flow
        case .assets: .assets
        case .history: .history
        case .operations: .operations
        case .devices: .devices
        case .shop: .shop
        case .api: .api
        }
    }

    /// The digit that goes to it.
    var digit: Int {
        switch self {
        case .cards: 1
        case .flow: 2
        case .assets: 3
        case .history: 4
        case .operations: 5
        case .devices: 6
        case .shop: 7
        case .api: 8
        }
    }
}
