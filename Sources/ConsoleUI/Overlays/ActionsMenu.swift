// The card's menu: a letter each; what the card's state forbids says why.

import CellGrid
import Localization
import SIMModel
import ViewModels

struct ActionsMenu: Overlay {
    let menu: CardMenu
    private(set) var selected = 0

    init(_ menu: CardMenu) { self.menu = menu }

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
        switch key {
        case Key(.escape), Key("q"), Key("."), .control("c"): return .closes
        case Key(.down), Key("j"): selected = min(menu.entries.count - 1, selected + 1)
        case Key(.up), Key("k"): selected = max(0, selected - 1)
        case Key(.enter): return choose()
        default:
            guard case .character(let character) = key.code, !key.control, !key.alt,
                let index = menu.entries.firstIndex(where: { Self.letter($0.action) == character })
            else { return .stays }
            selected = index
            return choose()
        }
        return .stays
    }

    /// What is forbidden stays on the screen with its reason.
    private func choose() -> OverlayOutcome {
        let entry = menu.entries[selected]
        return entry.obstacle == nil ? .does(.act(entry.action, menu.card), closes: true) : .stays
    }

    func render(into screen: Surface, context: PaneContext) -> Point? {
        let state = menu.status.map { "\(Sign.of($0).mark) \(context($0))" } ?? ""
        let box = DialogBox.open(
            on: screen, width: 70, height: menu.entries.count + 4, title: context(APIMessage.cardMenu(menu.card.description)), note: state)
        let window = ListRow.window(count: menu.entries.count, cursor: selected, height: box.height - 2)
        for index in window {
            let (entry, y) = (menu.entries[index], index - window.lowerBound)
            let style = Style(entry.obstacle == nil ? .dialog : .muted)
            box.text(String(Self.letter(entry.action)), x: 2, y: y, style: entry.obstacle == nil ? Style(.dialogKey) : Style(.muted))
            let x = box.text(context(Self.words(entry.action, targets: menu.targets)), x: 5, y: y, style: style)
            if let obstacle = entry.obstacle {
                box.text("– " + context(Self.words(obstacle)), x: x + 2, y: y, style: Style(.muted))
            }
            if index == selected {
                box.text(">", x: 0, y: y, style: Style(.tableGutter))
                box.restyle(Rect(x: 0, y: y, width: box.width, height: 1)) { _ in Style(.text, .reverse) }
            }
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
