// A field of the API or Shop pane while it is typed. The pane draws it in its own line and checks each letter.

import CellGrid
import Localization
import SIMModel

struct FieldPrompt: Overlay {
    let name: String
    /// The only values it may have; Tab goes through them.
    let values: [String]
    /// What Enter does.
    let then: CommandName
    private let before: String
    private(set) var editor: LineEditor

    init(name: String, text: String, values: [String], then: CommandName = .down) {
        self.then = then
        self.name = name
        self.values = values
        before = text
        editor = LineEditor(text)
    }

    mutating func handle(_ key: Key, at now: Uptime) -> OverlayOutcome {
        switch key {
        case Key(.enter): return .does(.run(then), closes: true)
        case Key(.down): return .does(.run(.down), closes: true)
        case Key(.up): return .does(.run(.up), closes: true)
        case Key(.escape), .control("c"): return .does(.field(name, before), closes: true)
        case Key(.tab), Key(.backTab):
            guard !values.isEmpty else { return .stays }
            let step = key.code == .tab ? 1 : values.count - 1
            let next = values.firstIndex(of: editor.text).map { ($0 + step) % values.count } ?? 0
            editor = LineEditor(values[next])
            return .does(.field(name, editor.text), closes: false)
        default:
            let text = editor.text
            guard editor.handle(key), editor.text != text else { return .stays }
            return .does(.field(name, editor.text), closes: false)
        }
    }

    var takesPaste: Bool { true }

    mutating func paste(_ text: String) -> OverlayOutcome {
        editor.insert(text)
        return .does(.field(name, editor.text), closes: false)
    }

    func render(into screen: Surface, context: PaneContext) -> Point? { nil }
}
