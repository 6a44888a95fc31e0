// The device's menu: a letter each; what cannot be done says why.

import CellGrid
import Localization
import SIMModel
import ViewModels

struct DeviceMenuBox: Overlay {
    let menu: DeviceMenu
    private var keys: LetterMenu
    var selected: Int { keys.selected }

    init(_ menu: DeviceMenu) {
        self.menu = menu
        keys = LetterMenu(open: menu.entries.map { $0.obstacle == nil })
    }

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
        switch keys.handle(key, letters: menu.entries.indices.map { Self.letter($0, of: menu.entries) }) {
        case .stays: .stays
        case .closes: .closes
        case .chosen: choose()
        }
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
            keys.draw(
                index, letter: Self.letter(index, of: menu.entries), words: context(Self.words(entry.action)),
                obstacle: entry.obstacle.map { Self.brief($0, context) }, on: box, y: y)
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
