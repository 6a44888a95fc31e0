// The head of a pane: a frame with title and note when it stands beside others, else one line.

import CellGrid

/// Facts parted by ` · `: a fact is never torn over two lines.
enum Parted {
    static func lines(_ parts: [String], width: Int) -> [String] {
        var lines: [String] = []
        for part in parts {
            if let last = lines.last, TextWidth.cells(of: last) + 3 + TextWidth.cells(of: part) <= width {
                lines[lines.count - 1] = last + " · " + part
            } else {
                lines.append(part)
            }
        }
        return lines
    }
}

enum PaneFrame {
    /// Draws the head and returns the room below it.
    static func open(_ surface: Surface, title: String, note: String, context: PaneContext) -> Surface {
        if context.isFramed {
            surface.frame(
                style: Style(context.isFocused ? .frameFocused : .frame), title: title,
                titleStyle: Style(context.isFocused ? .titleFocused : .title), note: note, noteStyle: Style(.muted))
            return surface.sub(surface.bounds.inset(1))
        }
        let start = note.isEmpty ? surface.width : surface.text(note, endingAt: surface.width - 1, y: 0, style: Style(.muted))
        surface.text(title, x: 1, y: 0, style: Style(.titleFocused), limit: start - 2)
        return surface.sub(Rect(x: 0, y: 1, width: surface.width, height: surface.height - 1))
    }

    /// Rows of a pane that its head takes.
    static func headRows(_ context: PaneContext) -> Int { context.isFramed ? 2 : 1 }

    /// A sentence in the middle of an empty pane.
    static func message(_ text: String, on surface: Surface, style: Style = Style(.muted)) {
        let lines = TextWidth.wrap(text, to: max(1, surface.width - 4))
        let top = max(0, (surface.height - lines.count) / 3)
        for (index, line) in lines.enumerated() {
            let x = max(0, (surface.width - TextWidth.cells(of: line)) / 2)
            surface.text(line, x: x, y: top + index, style: style)
        }
    }
}
