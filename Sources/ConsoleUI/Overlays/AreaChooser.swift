// Chooses a place from the platform's own list, level by level; letters narrow the list.

import CellGrid
import Localization
import SIMModel
import ViewModels

struct AreaChooser: Overlay {
    let field: String
    private let tree: [ShopArea]
    private let depth: Int
    private(set) var path: [ShopArea] = []
    private(set) var editor = LineEditor()
    private(set) var selected = 0

    init(field: String, tree: [ShopArea], depth: Int) {
        self.field = field
        self.tree = tree
        self.depth = depth
    }

    private var level: [ShopArea] { path.last?.children ?? tree }
    private var found: [ShopArea] {
        editor.text.isEmpty ? level : level.filter { $0.name.contains(editor.text) || $0.code.hasPrefix(editor.text) }
    }

    mutating func handle(_ key: Key, at now: Uptime) -> OverlayOutcome {
        let found = found
        switch key {
        case .control("c"): return .closes
        case Key(.escape):
            guard !path.isEmpty else { return .closes }
            path.removeLast()
            (editor, selected) = (LineEditor(), 0)
        case Key(.down), .control("n"): selected = min(max(0, found.count - 1), selected + 1)
        case Key(.up), .control("p"): selected = max(0, selected - 1)
        case Key(.pageDown): selected = min(max(0, found.count - 1), selected + 10)
        case Key(.pageUp): selected = max(0, selected - 10)
        case Key(.enter):
            guard found.indices.contains(selected) else { return .stays }
            path.append(found[selected])
            (editor, selected) = (LineEditor(), 0)
            guard path.count == depth || path.last?.children.isEmpty == true else { return .stays }
            return .does(.place(field: field, path.map { ShopPlace(code: $0.code, name: $0.name) }), closes: true)
        default: type { _ = $0.handle(key) }
        }
        return .stays
    }

    var takesPaste: Bool { true }

    mutating func paste(_ text: String) -> OverlayOutcome {
        type { $0.insert(text) }
        return .stays
    }

    private mutating func type(_ change: (inout LineEditor) -> Void) {
        let before = editor.text
        change(&editor)
        if editor.text != before { selected = 0 }
    }

    func render(into screen: Surface, context: PaneContext) -> Point? {
        let height = min(screen.height - 2, max(8, level.count + 5))
        let title = ([context(ShopMessage.areaTitle)] + path.map(\.name)).joined(separator: " · ")
        let box = DialogBox.open(on: screen, width: 50, height: height, title: title, note: groupedCount(found.count))
        let x = box.text(context(ShopMessage.areaFilter), x: 0, y: 0, style: Style(.dialogKey)) + 1
        let column = editor.draw(on: box, x: x, y: 0, width: max(1, box.width - x), style: Style(.input))
        let window = ListRow.window(count: found.count, cursor: selected, height: box.height - 3)
        for index in window {
            let (area, y) = (found[index], 1 + index - window.lowerBound)
            box.text(area.name, x: 2, y: y, style: Style(.dialog))
            box.text(area.code, endingAt: box.width, y: y, style: Style(.muted))
            if index == selected {
                box.text(">", x: 0, y: y, style: Style(.tableGutter))
                box.restyle(Rect(x: 0, y: y, width: box.width, height: 1)) { _ in Style(.text, .reverse) }
            }
        }
        let back = path.isEmpty ? DialogMessage.keyClose : .keyBack
        DialogBox.keys(
            [("Enter", context(DialogMessage.keyChoose)), ("Esc", context(back))], on: box, y: box.height - 1)
        return box.screenPoint(x: column, y: 0)
    }
}
