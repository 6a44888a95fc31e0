// The card's menu: a letter each; what the card's state forbids says why.

import CellGrid
import Localization
import SIMModel
import ViewModels

struct ActionsMenu: Overlay {
    let menu: CardMenu
    private var keys: LetterMenu
    var selected: Int { keys.selected }

    init(_ menu: CardMenu) {
        self.menu = menu
        keys = LetterMenu(open: menu.entries.map { $0.obstacle == nil })
    }

    static func letter(_ action: CardAction) -> Character {
        switch action {
        case .rebind: "b"
        case .limitSpeed: "l"
        case .liftLimit: "u"
        case .packages: "p"
        case .packageUse: "g"
        case .realNameLink: "n"
        case .clearRealName: "c"
        case .messages: "m"
        case .subscribe: "s"
        case .monthFlow: "f"
        case .device: "d"
        }
    }

    mutating func handle(_ key: Key, at now: Uptime) -> OverlayOutcome {
        switch keys.handle(key, letters: menu.entries.map { Self.letter($0.action) }) {
        case .stays: .stays
        case .closes: .closes
        case .chosen: choose()
        }
    }

    /// What is forbidden stays on the screen with its reason.
    private func choose() -> OverlayOutcome {
        let entry = menu.entries[selected]
        return entry.obstacle == nil ? .does(.act(entry.action, menu.card), closes: true) : .stays
    }

    func render(into screen: Surface, context: PaneContext) -> Point? {
        let state = menu.status.map { "\(Sign.of($0).mark) \(context($0))" } ?? ""
        let box = DialogBox.open(
            on: screen, width: 70, height: menu.entries.count + 4, title: context(APIMessage.cardMenu(menu.card.description)),
            note: state)
        let window = ListRow.window(count: menu.entries.count, cursor: selected, height: box.height - 2)
        for index in window {
            let (entry, y) = (menu.entries[index], index - window.lowerBound)
            keys.draw(
                index, letter: Self.letter(entry.action), words: context(Self.words(entry.action, targets: menu.targets)),
                obstacle: entry.obstacle.map { context(Self.words($0)) }, on: box, y: y)
        }
        DialogBox.keys(
            [("Enter", context(APIMessage.keyOpen)), ("Esc", context(DialogMessage.keyClose))], on: box, y: box.height - 1)
        return box.screenPoint(x: 0, y: selected - window.lowerBound)
    }

    static func words(_ action: CardAction, targets: Int) -> CardActionMessage {
        switch action {
        case .rebind: .rebind
        case .limitSpeed: .limitSpeed
        case .liftLimit: .liftLimit
        case .packages: .packages
        case .packageUse: .packageUse
        case .realNameLink: .realNameLink
        case .clearRealName: .clearRealName
        case .messages: .messages
        case .subscribe: .subscribe(targets)
        case .monthFlow: .monthFlow(targets)
        case .device: .device
        }
    }

    static func words(_ obstacle: CardActionObstacle) -> CardActionMessage {
        switch obstacle {
        case .readOnly: .readOnly
        case .unknownSimNo: .unknownSimNo
        case .closed: .closed
        case .notSeparated: .notSeparated
        case .notInPool: .notInPool
        case .notVerified: .notVerified
        case .alreadyVerified: .alreadyVerified
        case .unknownDevice: .unknownDevice
        case .tooMany(let count, let limit): .tooMany(count, limit: limit)
        }
    }
}
