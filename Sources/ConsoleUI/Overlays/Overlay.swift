// What lies over the panes: a stack of values. The top one gets every key; it answers with what is to
// happen and never acts by itself.

import CellGrid
import Localization
import SIMModel
import ViewModels

/// What the console does for an overlay.
enum OverlayDeed: Hashable {
    case run(CommandName)
    case filter(String)
    case sort(CardColumn)
    /// Counts the values of a column.
    case count(FrequencyColumn)
    case add([CardNumber])
    /// Reads a list of cards; the answer comes back through `loaded`.
    case load(path: String)
    case confirm(OperationQuestion, reason: String?, canary: Int)
    case actOnRun(RunAction, RunMenu)
    case nameRow(OperationID, Int64)
    /// Why a person says so.
    case neverArrived(OperationID, String)
    /// A field of the API pane, as typed so far.
    case field(String, String)
    case call(APIQuestion)
    case copyLink(APILink)
    /// The handover sheet, as Markdown.
    case copySheet(String)
    case exportSheet(String)
    case act(CardAction, CardNumber)
    case addDevices([String])
    case actOnDevice(DeviceAction, DeviceMenu)
    /// The question before a change of one card, whatever is marked.
    case ask(OperationKind, CardNumber)
    case askWhyAgain(CardNumber)
    case release([CardNumber])
    /// Tags, notes and saved filters.
    case label(LabelDeed)
    /// Shows the cards that pass, in the Cards pane.
    case showCards(String)
    /// An alert by its number; nil: all of them.
    case acknowledge(Int?)
    case buy(ShopQuestion, ShopStart)
    /// Places of the order's form, from the province down.
    case place(field: String, [ShopPlace])
    /// The chooser of themes, with what was typed after its name.
    case chooseTheme(String)
    /// Shows a theme for now.
    case previewTheme(String)
    case keepTheme(String)
    /// The theme from before the chooser.
    case restoreTheme
    /// Lines into a file of that name, without its ending.
    case write(String, [String])
    case saveScreen(ScreenForm, Grid)
    /// One line to the terminal's clipboard.
    case copyLine(String)
    /// The cards into a file that a command line can name.
    case writeCards([CardNumber])
    /// No command has these keys.
    case unknownKeys(KeySequence)
    case openProfile(String)
    case quit
}

/// What a key did to an overlay.
enum OverlayOutcome: Hashable {
    case stays
    case closes
    case does(OverlayDeed, closes: Bool)
}

protocol Overlay {
    mutating func handle(_ key: Key, at now: Uptime) -> OverlayOutcome
    mutating func paste(_ text: String) -> OverlayOutcome
    /// There is a place for a pasted text. Where there is none, it is dropped and that is said.
    var takesPaste: Bool { get }
    /// Its first frame is on the screen.
    mutating func presented(at now: Uptime)
    /// Time is running on it, also while polling is paused.
    var countsDown: Bool { get }
    /// Draws itself over the whole screen's surface; returns where the text cursor belongs.
    func render(into screen: Surface, context: PaneContext) -> Point?
}

extension Overlay {
    mutating func paste(_ text: String) -> OverlayOutcome { .stays }
    var takesPaste: Bool { false }
    mutating func presented(at now: Uptime) {}
    var countsDown: Bool { false }
}

/// The box overlays are drawn in.
enum DialogBox {
    /// Clears a box of at most `width`×`height` in the middle of the screen, or in its lower right corner, where
    /// most of what lies below is still seen; returns the room inside.
    static func open(
        on screen: Surface, width: Int, height: Int, title: String, note: String = "", isDanger: Bool = false,
        isAside: Bool = false
    )
        -> Surface
    {
        var area = screen.bounds.centred(Size(columns: width, rows: height))
        if isAside {
            area.x = max(0, screen.width - area.width)
            area.y = max(0, screen.height - area.height - 1)
        }
        let box = screen.sub(area)
        box.fill(Style(.dialog))
        box.frame(
            style: Style(isDanger ? .dialogDanger : .dialogFrame), title: title,
            titleStyle: Style(isDanger ? .dialogDanger : .dialogTitle), note: note, noteStyle: Style(.muted))
        return box.sub(Rect(x: 2, y: 1, width: area.width - 4, height: area.height - 2))
    }

    /// `Esc  nothing happens   l  list`.
    static func keys(_ keys: [(String, String)], on surface: Surface, y: Int) {
        var x = 0
        for (key, words) in keys {
            guard x + TextWidth.cells(of: key) + 1 + TextWidth.cells(of: words) <= surface.width else { return }
            x = surface.text(key, x: x, y: y, style: Style(.dialogKey))
            x = surface.text(" " + words, x: x, y: y, style: Style(.dialog)) + 3
        }
    }
}
