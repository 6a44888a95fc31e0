// The help of a pane, made from the command table: keys that work here, why others do not just now, and
// what works elsewhere.

import CellGrid
import Localization

enum HelpText {
    static func overlay(situation: Situation, keys: KeyMap, width: Int, context: PaneContext) -> TextOverlay {
        let inner = max(10, min(width, 90) - 4)
        var lines: [TextOverlay.Line] = []
        let here = CommandTable.all.filter { $0.panes != nil && $0.applies(in: situation.pane) }
        if !here.isEmpty {
            lines.append([(context(situation.pane.label), Style(.dialogTitle))])
            for command in here { lines += entry(command, situation: situation, keys: keys, width: inner, context) }
            lines.append([])
        }
        lines.append([(context(Label.everywhere), Style(.dialogTitle))])
        for command in CommandTable.all where command.panes == nil {
            lines += entry(command, situation: situation, keys: keys, width: inner, context)
        }
        let elsewhere = CommandTable.all.filter { !$0.applies(in: situation.pane) }
        if !elsewhere.isEmpty {
            lines.append([])
            lines.append([(context(Label.elsewhere), Style(.dialogTitle))])
            for command in elsewhere {
                let texts = keys.keys(for: command.name).map(KeyNotation.text).joined(separator: " ")
                let why = Availability.reason(command.name, in: situation).map { "  – " + context($0) } ?? ""
                lines.append([
                    (TextWidth.fit(texts, 13) + " ", Style(.muted)),
                    (command.name.words(context.language).title + why, Style(.muted)),
                ])
            }
        }
        let title = "\(context(Label.help)) · \(context(situation.pane.label))"
        return TextOverlay(title: title, lines: lines, width: min(width, 90))
    }

    private static func entry(
        _ command: Command, situation: Situation, keys: KeyMap, width: Int, _ context: PaneContext
    ) -> [TextOverlay.Line] {
        let reason = Availability.reason(command.name, in: situation)
        let texts = keys.keys(for: command.name).map(KeyNotation.text).joined(separator: " ")
        let words = command.name.words(context.language)
        let column = 14
        var out: [TextOverlay.Line] = []
        for (index, piece) in TextWidth.wrap(words.help, to: max(1, width - column)).enumerated() {
            let head = index == 0 ? TextWidth.fit(texts, column - 1) + " " : String(repeating: " ", count: column)
            out.append([(head, Style(reason == nil ? .dialogKey : .muted)), (piece, Style(reason == nil ? .dialog : .muted))])
        }
        if let reason {
            out.append([(String(repeating: " ", count: column), .plain), ("! " + context(reason), Style(.headerWarning))])
        }
        return out
    }
}
