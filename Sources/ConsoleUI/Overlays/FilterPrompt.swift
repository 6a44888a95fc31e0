// The filter while it is typed. The Cards pane draws it in its own head line.

import CellGrid
import Localization
import SIMModel

struct FilterPrompt: Overlay {
    private(set) var editor: LineEditor

    init(_ text: String) { editor = LineEditor(text) }

    mutating func handle(_ key: Key, at now: Uptime) -> OverlayOutcome {
        switch key {
        case Key(.enter): return .closes
        case Key(.escape), .control("c"): return .does(.filter(""), closes: true)
        case Key(.down): return .does(.run(.down), closes: false)
        case Key(.up): return .does(.run(.up), closes: false)
        case Key(.pageDown): return .does(.run(.pageDown), closes: false)
        case Key(.pageUp): return .does(.run(.pageUp), closes: false)
        default:
            let before = editor.text
            guard editor.handle(key), editor.text != before else { return .stays }
            return .does(.filter(editor.text), closes: false)
        }
    }

    var takesPaste: Bool { true }

    mutating func paste(_ text: String) -> OverlayOutcome {
        editor.insert(text)
        return .does(.filter(editor.text), closes: false)
    }

    func render(into screen: Surface, context: PaneContext) -> Point? { nil }
}
