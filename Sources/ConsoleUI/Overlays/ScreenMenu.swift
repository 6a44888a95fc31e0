// Asks in what form the screen is to be saved. It holds the frame as it was before it opened.

import CellGrid
import Localization
import SIMModel

/// How a screen is saved.
enum ScreenForm: CaseIterable, Hashable {
    case text, colours, picture

    /// The ending of the file's name.
    var ending: String {
        switch self {
        case .text: "txt"
        case .colours: "ansi"
        case .picture: "svg"
        }
    }

    var letter: Character {
        switch self {
        case .text: "t"
        case .colours: "a"
        case .picture: "s"
        }
    }

    var words: KeysMessage {
        switch self {
        case .text: .saveText
        case .colours: .saveColours
        case .picture: .savePicture
        }
    }
}

struct ScreenMenu: Overlay {
    let grid: Grid
    private var keys = LetterMenu()

    init(_ grid: Grid) { self.grid = grid }

    mutating func handle(_ key: Key, at now: Uptime) -> OverlayOutcome {
        switch keys.handle(key, letters: ScreenForm.allCases.map(\.letter)) {
        case .stays: .stays
        case .closes: .closes
        case .chosen(let index): .does(.saveScreen(ScreenForm.allCases[index], grid), closes: true)
        }
    }

    func render(into screen: Surface, context: PaneContext) -> Point? {
        let forms = ScreenForm.allCases
        let box = DialogBox.open(
            on: screen, width: 60, height: forms.count + 5, title: context(KeysMessage.saveTitle),
            note: "\(grid.columns)×\(grid.rows)")
        for (index, form) in forms.enumerated() {
            keys.draw(index, letter: form.letter, words: context(form.words), obstacle: nil, on: box, y: index)
        }
        box.text(context(KeysMessage.saveHint), x: 0, y: forms.count + 1, style: Style(.muted))
        DialogBox.keys(
            [("Enter", context(DialogMessage.keyChoose)), ("Esc", context(DialogMessage.keyClose))], on: box, y: box.height - 1)
        return box.screenPoint(x: 0, y: keys.selected)
    }
}
