// The list of themes. Each is shown at once when the cursor comes to it, which is why the box stands aside:
// Enter keeps the theme, Esc gives the one before back.

import CellGrid
import Localization
import SIMModel
import Settings

struct ThemeChooser: Overlay {
    private let all: [ThemeListing]
    private let current: String
    private let language: Language
    private(set) var editor = LineEditor()
    private(set) var found: [ThemeListing]
    private(set) var selected = 0

    /// Opens at the theme in use.
    init(_ all: [ThemeListing], current: String, typed: String, language: Language) {
        (self.all, self.current, self.language, found) = (all, current, language, all)
        selected = all.firstIndex { $0.name == current } ?? 0
        if !typed.isEmpty {
            editor.insert(typed)
            search()
        }
    }

    /// The theme under the cursor.
    var name: String? { found.indices.contains(selected) ? found[selected].name : nil }

    mutating func handle(_ key: Key, at now: Uptime) -> OverlayOutcome {
        let before = name
        switch key {
        case Key(.escape), .control("c"): return .does(.restoreTheme, closes: true)
        case Key(.enter): return name.map { .does(.keepTheme($0), closes: true) } ?? .stays
        case Key(.down), .control("n"), Key(.tab): selected = min(max(0, found.count - 1), selected + 1)
        case Key(.up), .control("p"), Key(.backTab): selected = max(0, selected - 1)
        case Key(.pageDown), Key(.end): selected = max(0, found.count - 1)
        case Key(.pageUp), Key(.home): selected = 0
        default: if editor.handle(key) { search() }
        }
        return show(before)
    }

    mutating func paste(_ text: String) -> OverlayOutcome {
        let before = name
        editor.insert(text)
        search()
        return show(before)
    }

    private func show(_ before: String?) -> OverlayOutcome {
        guard let name, name != before else { return .stays }
        return .does(.previewTheme(name), closes: false)
    }

    private mutating func search() {
        let wanted = name
        guard !editor.text.isEmpty else {
            found = all
            selected = all.firstIndex { $0.name == wanted } ?? 0
            return
        }
        let scored = all.enumerated().compactMap { index, theme in
            Fuzzy.match(editor.text, in: theme.name).map { (score: $0.score, index: index, theme: theme) }
        }
        found = scored.sorted { $0.score != $1.score ? $0.score > $1.score : $0.index < $1.index }.map(\.theme)
        selected = 0
    }

    private func about(_ listing: ThemeListing) -> String { listing.about[language.rawValue] ?? listing.about["en"] ?? "" }

    func render(into screen: Surface, context: PaneContext) -> Point? {
        let box = DialogBox.open(
            on: screen, width: min(52, screen.width - 2), height: min(screen.height - 2, all.count + 7),
            title: context(Label.themes), isAside: true)
        box.text(":", x: 0, y: 0, style: Style(.dialogKey))
        let column = editor.draw(on: box, x: 2, y: 0, width: max(1, box.width - 2), style: Style(.input))
        if found.isEmpty { box.text(context(ThemeMessage.noneFound), x: 2, y: 1, style: Style(.muted)) }
        let window = ListRow.window(count: found.count, cursor: selected, height: max(0, box.height - 4))
        for (line, index) in window.enumerated() { draw(found[index], index == selected, on: box, y: 1 + line, context) }
        if found.indices.contains(selected) {
            let words = TextWidth.truncate(about(found[selected]), to: box.width)
            box.text(words, x: 0, y: box.height - 3, style: Style(.muted))
        }
        box.runs(
            [
                ("● " + context(ThemeMessage.good), Style(.stateGood)),
                ("  ▲ " + context(ThemeMessage.warning), Style(.stateRisk)),
                ("  ✕ " + context(ThemeMessage.bad), Style(.stateDown)),
                ("  " + context(ThemeMessage.fresh), Style(.ageFresh)), ("  " + context(ThemeMessage.stale), Style(.ageStale)),
            ], x: 0, y: box.height - 2)
        DialogBox.keys(
            [("Enter", context(DialogMessage.keyKeep)), ("Esc", context(ThemeMessage.keyRestore))], on: box, y: box.height - 1)
        return box.screenPoint(x: column, y: 0)
    }

    private func draw(_ listing: ThemeListing, _ isSelected: Bool, on box: Surface, y: Int, _ context: PaneContext) {
        let mark = listing.name == current ? "● " : "  "
        box.text(mark, x: 2, y: y, style: Style(.accent))
        box.text(TextWidth.truncate(listing.name, to: box.width - 14), x: 4, y: y, style: Style(.dialog))
        let ground: ThemeMessage =
            switch listing.ground {
            case .dark: .dark
            case .light: .light
            case .both: .both
            }
        box.text(context(ground), endingAt: box.width - 1, y: y, style: Style(.muted))
        if isSelected {
            box.text(">", x: 0, y: y, style: Style(.tableGutter))
            box.restyle(Rect(x: 0, y: y, width: box.width, height: 1)) { _ in Style(.text, .reverse) }
        }
    }
}
