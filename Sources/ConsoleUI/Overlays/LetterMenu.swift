// A menu with a letter for each entry: the keys and the lines that the menus of cards, devices and runs share.

import CellGrid

/// Moves through a menu and says what was chosen.
struct LetterMenu {
    enum Answer {
        case stays, closes
        case chosen(Int)
    }

    private(set) var selected: Int

    /// `open`: which entries can be chosen; the first of them is where one begins.
    init(open: [Bool] = []) { selected = open.firstIndex(of: true) ?? 0 }

    /// `letters`: one for each entry, in order.
    mutating func handle(_ key: Key, letters: [Character]) -> Answer {
        switch key {
        case Key(.escape), Key("q"), Key("."), .control("c"): return .closes
        case Key(.down), Key("j"): selected = min(letters.count - 1, selected + 1)
        case Key(.up), Key("k"): selected = max(0, selected - 1)
        case Key(.enter): return .chosen(selected)
        default:
            guard case .character(let character) = key.code, !key.control, !key.alt,
                let index = letters.firstIndex(of: character)
            else { return .stays }
            selected = index
            return .chosen(index)
        }
        return .stays
    }

    /// One entry; `obstacle`: why it cannot be chosen.
    func draw(_ index: Int, letter: Character, words: String, obstacle: String?, on box: Surface, y: Int) {
        let isOpen = obstacle == nil
        box.text(String(letter), x: 2, y: y, style: Style(isOpen ? .dialogKey : .muted))
        let x = box.text(words, x: 5, y: y, style: Style(isOpen ? .dialog : .muted))
        if let obstacle { box.text("– " + obstacle, x: x + 2, y: y, style: Style(.muted)) }
        if index == selected {
            box.text(">", x: 0, y: y, style: Style(.tableGutter))
            box.restyle(Rect(x: 0, y: y, width: box.width, height: 1)) { _ in Style(.text, .reverse) }
        }
    }
}
