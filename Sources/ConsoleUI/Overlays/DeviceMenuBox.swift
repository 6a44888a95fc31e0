// The device's menu: a letter each; what cannot be done says why.

import CellGrid
import Localization
import SIMModel
import ViewModels

struct DeviceMenuBox: Overlay {
    let menu: DeviceMenu
    private(set) var selected = 0

    init(_ menu: DeviceMenu) { self.menu = menu }

    /// A digit for each card to switch to, a letter for the rest.
    static func letter(_ index: Int, of entries: [DeviceMenu.Entry]) -> Character {
        switch entries[index].action {
        case .switchTo: Character("\(index + 1)")
        case .switchCard: "n"
        case .restart: "r"
        case .reset: "x"
        case .powerOff: "o"
        case .wifi: "w"
        case .hideWifi: "h"
        case .showWifi: "v"
        case .stop: "s"
        case .resume: "e"
        }
    }

    mutating func handle(_ key: Key, at now: Uptime) -> OverlayOutcome {
        switch key {
        case Key(.escape), Key("q"), Key("."), .control("c"): return .closes
        case Key(.down), Key("j"): selected = min(menu.entries.count - 1, selected + 1)
        case Key(.up), Key("k"): selected = max(0, selected - 1)
        case Key(.enter): return choose()
        default:
            guard case .character(let character) = key.code, !key.control, !key.alt,
                let index = menu.entries.indices.first(where: { Self.letter($0, of: menu.entries) == character })
            else { return .stays }
            selected = index
            return choose()
        }
        return .stays
    }

    /// What is forbidden stays on the screen with its reason.
    private func choose() -> OverlayOutcome {
        let entry = menu.entries[selected]
        return entry.obstacle == nil ? .does(.actOnDevice(entry.action, menu), closes: true) : .stays
    }

    func render(into screen: Surface, context: PaneContext) -> Point? {
        let online = menu.online.map { DevicesPane.online($0, context).0 } ?? ""
        let box = DialogBox.open(
            on: screen, width: 76, height: menu.entries.count + 5, title: context(DeviceMessage.menu(menu.device)), note: online)
        // The reason of the entry under the cursor stands whole in a line of its own.
        let window = ListRow.window(count: menu.entries.count, cursor: selected, height: box.height - 3)
        for index in window {
            let (entry, y) = (menu.entries[index], index - window.lowerBound)
            let isOpen = entry.obstacle == nil
            box.text(String(Self.letter(index, of: menu.entries)), x: 2, y: y, style: Style(isOpen ? .dialogKey : .muted))
            let x = box.text(context(Self.words(entry.action)), x: 5, y: y, style: Style(isOpen ? .dialog : .muted))
            if let obstacle = entry.obstacle {
                box.text("– " + Self.brief(obstacle, context), x: x + 2, y: y, style: Style(.muted))
            }
            if index == selected {
                box.text(">", x: 0, y: y, style: Style(.tableGutter))
                box.restyle(Rect(x: 0, y: y, width: box.width, height: 1)) { _ in Style(.text, .reverse) }
            }
        }
        if case .unconfirmed(let endpoint)? = menu.entries[selected].obstacle {
            let words = "! " + context(DeviceMessage.unconfirmed(endpoint: endpoint))
            box.text(TextWidth.truncate(words, to: box.width), x: 0, y: box.height - 2, style: Style(.headerWarning))
        }
        DialogBox.keys(
            [("Enter", context(DeviceMessage.keyOpen)), ("Esc", context(DialogMessage.keyClose))], on: box, y: box.height - 1)
        return box.screenPoint(x: 0, y: selected - window.lowerBound)
    }

    private static func brief(_ obstacle: DeviceActionObstacle, _ context: PaneContext) -> String {
        switch obstacle {
        case .readOnly: context(DeviceMessage.readOnly)
        case .unconfirmed(let endpoint): context(APIMessage.inferred) + ": " + endpoint
        }
    }

    private static func words(_ action: DeviceAction) -> DeviceMessage {
        switch action {
        case .switchTo(let card): .switchTo(card)
        case .switchCard: .switchCard
        case .restart: .restart
        case .reset: .reset
        case .powerOff: .powerOff
        case .wifi: .wifi
        case .hideWifi: .hideWifi
        case .showWifi: .showWifi
        case .stop: .stop
        case .resume: .resume
        }
    }
}
