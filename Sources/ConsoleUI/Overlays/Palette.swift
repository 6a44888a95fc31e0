// The command palette: every command by name, with its key; what was used lately comes first.

import CellGrid
import Localization
import SIMModel

struct Palette: Overlay {
    struct Row: Hashable {
        var name: CommandName
        /// Why it cannot be run just now.
        var reason: NoticeMessage?
        var places: [Int] = []
    }

    private static let notNow = 8

    private let rows: [Row]
    private let language: Language
    private(set) var editor = LineEditor()
    private(set) var found: [Row]
    private(set) var selected = 0

    /// `recent`: newest first. The palette's own opening is not offered.
    init(situation: Situation, recent: [CommandName], language: Language) {
        let names = recent + CommandTable.all.map(\.name).filter { !recent.contains($0) }
        rows = names.filter { $0 != .palette }.map { Row(name: $0, reason: Availability.reason($0, in: situation)) }
        self.language = language
        found = rows
    }

    mutating func handle(_ key: Key, at now: Uptime) -> OverlayOutcome {
        switch key {
        case Key(.escape), .control("c"): return .closes
        case Key(.enter):
            guard found.indices.contains(selected) else { return .stays }
            return .does(.run(found[selected].name), closes: true)
        case Key(.down), .control("n"): selected = min(max(0, found.count - 1), selected + 1)
        case Key(.up), .control("p"): selected = max(0, selected - 1)
        case Key(.pageDown): selected = min(max(0, found.count - 1), selected + 8)
        case Key(.pageUp): selected = max(0, selected - 8)
        default:
            guard editor.handle(key) else { return .stays }
            // `theme ` is a list of its own.
            for word in ["theme ", "主题 "] where editor.text.hasPrefix(word) {
                return .does(.chooseTheme(String(editor.text.dropFirst(word.count))), closes: true)
            }
            search()
        }
        return .stays
    }

    var takesPaste: Bool { true }

    mutating func paste(_ text: String) -> OverlayOutcome {
        editor.insert(text)
        search()
        return .stays
    }

    private mutating func search() {
        selected = 0
        guard !editor.text.isEmpty else {
            found = rows
            return
        }
        let pattern = editor.text
        let scored = rows.enumerated().compactMap { index, row -> (score: Int, index: Int, row: Row)? in
            var row = row
            let title = Fuzzy.match(pattern, in: row.name.words(language).title)
            // Also by its id, and by its name in the other language: people learn them from each other.
            let others = [row.name.rawValue, row.name.words(language.next).title].map { Fuzzy.match(pattern, in: $0)?.score }
            guard let score = ([title?.score] + others.map { $0.map { $0 - 1 } }).compactMap({ $0 }).max() else { return nil }
            row.places = title?.places ?? []
            // Of two that fit about as well, the one that can be run.
            return (row.reason == nil ? score : score - Self.notNow, index, row)
        }
        found = scored.sorted { $0.score != $1.score ? $0.score > $1.score : $0.index < $1.index }.map(\.row)
    }

    func render(into screen: Surface, context: PaneContext) -> Point? {
        let height = min(screen.height - 2, rows.count + 5, 20)
        let box = DialogBox.open(on: screen, width: min(76, screen.width - 2), height: height, title: context(Label.palette))
        box.text(":", x: 0, y: 0, style: Style(.dialogKey))
        let column = editor.draw(on: box, x: 2, y: 0, width: max(1, box.width - 2), style: Style(.input))
        if found.isEmpty { box.text(context(DialogMessage.noCommand), x: 2, y: 1, style: Style(.muted)) }
        let lines = max(0, box.height - 3)
        let window = ListRow.window(count: found.count, cursor: selected, height: lines)
        for (line, index) in window.enumerated() {
            draw(found[index], isSelected: index == selected, on: box, y: 1 + line, context)
        }
        DialogBox.keys(
            [("Enter", context(DialogMessage.keyRun)), ("Esc", context(DialogMessage.keyClose))], on: box, y: box.height - 1)
        return box.screenPoint(x: column, y: 0)
    }

    private func draw(_ row: Row, isSelected: Bool, on box: Surface, y: Int, _ context: PaneContext) {
        let title = row.name.words(language).title
        let style = Style(row.reason == nil ? .dialog : .muted)
        var x = 2
        for (index, character) in title.enumerated() {
            x = box.text(String(character), x: x, y: y, style: row.places.contains(index) ? Style(.match) : style)
        }
        let key = context.keys[row.name]
        let start = box.text(key == ":" ? "" : key, endingAt: box.width - 1, y: y, style: Style(.dialogKey))
        if let reason = row.reason, x + 3 < start {
            box.text("✕ " + context(reason), x: x + 2, y: y, style: Style(.muted), limit: start - x - 3)
        }
        if isSelected {
            box.text(">", x: 0, y: y, style: Style(.tableGutter))
            box.restyle(Rect(x: 0, y: y, width: box.width, height: 1)) { _ in Style(.text, .reverse) }
        }
    }
}
