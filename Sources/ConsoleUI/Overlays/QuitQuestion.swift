// Asks before leaving while operations are on their way.

import CellGrid
import Localization
import SIMModel

struct QuitQuestion: Overlay {
    let sending: Int

    mutating func handle(_ key: Key, at now: Uptime) -> OverlayOutcome {
        switch key {
        case Key("y"): .does(.quit, closes: true)
        case Key(.escape), Key("n"), Key("q"), .control("c"): .closes
        default: .stays
        }
    }

    func render(into screen: Surface, context: PaneContext) -> Point? {
        let width = min(70, screen.width)
        let meaning = TextWidth.wrap(context(DialogMessage.quitMeaning), to: max(1, width - 4))
        let box = DialogBox.open(
            on: screen, width: width, height: meaning.count + 5, title: context(DialogMessage.quitTitle), isDanger: true)
        box.text(context(DialogMessage.quitSending(sending)), x: 0, y: 0, style: Style(.strong, .bold))
        for (index, line) in meaning.enumerated() { box.text(line, x: 0, y: 1 + index, style: Style(.dialog)) }
        DialogBox.keys(
            [("Esc", context(DialogMessage.keyStay)), ("y", context(DialogMessage.keyQuit))], on: box, y: box.height - 1)
        return box.screenPoint(x: 0, y: box.height - 1)
    }
}
