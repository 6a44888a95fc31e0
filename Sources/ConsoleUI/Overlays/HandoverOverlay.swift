// The handover sheet to read, to copy and to write to a file.

import CellGrid
import Localization
import SIMModel

struct HandoverOverlay: Overlay {
    /// As it is copied and written.
    let markdown: String
    /// What became of a copy or a file.
    var answer = ""
    private let lines: [String]
    private var top = 0
    private static let page = 10
    private static let widest = 110

    /// - Parameter columns: of the screen; lines are folded once, for it.
    init(markdown: String, columns: Int) {
        self.markdown = markdown
        let width = max(10, min(Self.widest, columns) - 4)
        lines = markdown.split(separator: "\n", omittingEmptySubsequences: true).flatMap { Self.folded(String($0), width: width) }
    }

    mutating func handle(_ key: Key, at now: Uptime) -> OverlayOutcome {
        answer = ""
        switch key {
        case Key(.escape), Key("q"), .control("c"): return .closes
        case Key("y"): return .does(.copySheet(markdown), closes: false)
        case Key("e"): return .does(.exportSheet(markdown), closes: false)
        case Key(.down), Key("j"): top += 1
        case Key(.up), Key("k"): top -= 1
        case Key(.pageDown), Key(" "), .control("d"): top += Self.page
        case Key(.pageUp), .control("u"): top -= Self.page
        case Key(.home), Key("g"): top = 0
        case Key(.end), Key("G"): top = lines.count
        default: break
        }
        top = max(0, min(lines.count - 1, top))
        return .stays
    }

    func render(into screen: Surface, context: PaneContext) -> Point? {
        let box = DialogBox.open(
            on: screen, width: min(Self.widest, screen.width), height: max(4, screen.height - 2),
            title: context(HandoverMessage.title))
        let rows = max(1, box.height - 2)
        let start = max(0, min(top, lines.count - rows))
        for (y, line) in lines.dropFirst(start).prefix(rows).enumerated() {
            box.text(line, x: 0, y: y, style: line.hasPrefix("#") ? Style(.strong, .bold) : Style(.dialog))
        }
        if !answer.isEmpty { box.text(answer, x: 0, y: box.height - 2, style: Style(.footerNotice), limit: box.width) }
        DialogBox.keys(
            [
                ("y", context(HandoverMessage.keyCopy)), ("e", context(HandoverMessage.keyExport)),
                ("j k", context(DialogMessage.keyScroll)), ("Esc", context(DialogMessage.keyClose)),
            ], on: box, y: box.height - 1)
        return box.screenPoint(x: 0, y: 0)
    }

    /// A line of the sheet in as many of the box's as it takes: nothing of it is cut off.
    static func folded(_ line: String, width: Int) -> [String] {
        var lines: [String] = []
        var part = ""
        var used = 0
        for character in line {
            let cells = TextWidth.cells(of: String(character))
            if used + cells > width, !part.isEmpty {
                lines.append(part)
                (part, used) = ("  ", 2)
            }
            part.append(character)
            used += cells
        }
        return lines + [part]
    }
}
