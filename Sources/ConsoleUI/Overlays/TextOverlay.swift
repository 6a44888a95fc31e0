// A box of lines to read and scroll: help, the error log, everything about one line of a list.

import CellGrid
import Localization
import SIMModel

struct TextOverlay: Overlay {
    /// Runs of text with their styles.
    typealias Line = [(text: String, style: Style)]

    let title: String
    let lines: [Line]
    private(set) var top = 0
    private let width: Int

    init(title: String, lines: [Line], width: Int = 76) {
        self.title = title
        self.lines = lines
        self.width = width
    }

    mutating func handle(_ key: Key, at now: Uptime) -> OverlayOutcome {
        switch key.code {
        case .escape, .enter, .character("q"), .character("?"), .character("!"), .function(1): return .closes
        case .character("c") where key.control: return .closes
        case .down, .character("j"): scroll(by: 1)
        case .up, .character("k"): scroll(by: -1)
        case .pageDown, .character(" "), .character("d"): scroll(by: 10)
        case .pageUp, .character("u"): scroll(by: -10)
        case .home, .character("g"): top = 0
        case .end, .character("G"): scroll(by: lines.count)
        default: break
        }
        return .stays
    }

    private mutating func scroll(by lines: Int) { top = max(0, min(self.lines.count - 1, top + lines)) }

    func render(into screen: Surface, context: PaneContext) -> Point? {
        let height = min(lines.count + 4, max(4, screen.height - 2))
        let box = DialogBox.open(on: screen, width: min(width, screen.width), height: height, title: title)
        let rows = max(0, box.height - 2)
        let start = max(0, min(top, lines.count - rows))
        for (y, line) in lines.dropFirst(start).prefix(rows).enumerated() {
            box.runs(line.map { ($0.text, $0.style) }, x: 0, y: y)
        }
        DialogBox.keys(
            [("Esc", context(DialogMessage.keyClose)), ("j k", context(DialogMessage.keyScroll))], on: box, y: box.height - 1)
        if lines.count > rows {
            let place = "\(start + 1)–\(min(lines.count, start + rows)) / \(lines.count)"
            box.text(place, endingAt: box.width, y: box.height - 1, style: Style(.muted))
        }
        return box.screenPoint(x: 0, y: 0)
    }
}
