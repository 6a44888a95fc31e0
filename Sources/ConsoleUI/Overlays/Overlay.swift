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
    case actOnRun(RunAction, RunStanding, OperationID)
    /// A field of the API pane, as typed so far.
    case field(String, String)
    case call(APIQuestion)
    case copyLink(APILink)
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
    /// Its first frame is on the screen.
    mutating func presented(at now: Uptime)
    /// Time is running on it, also while polling is paused.
    var countsDown: Bool { get }
    /// Draws itself over the whole screen's surface; returns where the text cursor belongs.
    func render(into screen: Surface, context: PaneContext) -> Point?
}

extension Overlay {
    mutating func paste(_ text: String) -> OverlayOutcome { .stays }
    mutating func presented(at now: Uptime) {}
    var countsDown: Bool { false }
}

/// The box overlays are drawn in.
enum DialogBox {
    /// Clears a box of at most `width`×`height` in the middle of the screen; returns the room inside.
    static func open(on screen: Surface, width: Int, height: Int, title: String, note: String = "", isDanger: Bool = false)
        -> Surface
    {
        let area = screen.bounds.centred(Size(columns: width, rows: height))
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
