// The help of a pane, made from the command table and ordered by purpose: the keys that work here and now,
// those that do not, greyed, with a sign and the reason; at the end what works in other panes.

import CellGrid
import Localization

struct HelpText {
    let situation: Situation
    let keys: KeyMap
    /// Columns of text in the box.
    let width: Int
    let context: PaneContext

    /// Columns of the keys, the sign before them included.
    private static let keyColumn = 16

    static func overlay(situation: Situation, keys: KeyMap, width: Int, context: PaneContext) -> TextOverlay {
        let help = HelpText(situation: situation, keys: keys, width: max(10, min(width, 90) - 4), context: context)
        return TextOverlay(
            title: "\(context(Label.help)) · \(context(situation.pane.label))", lines: help.lines, width: min(width, 90))
    }

    var lines: [TextOverlay.Line] {
        var lines: [TextOverlay.Line] = [[(context(KeysMessage.legend), Style(.muted))]]
        for purpose in CommandPurpose.allCases {
            let here = CommandTable.all.filter { $0.name.purpose == purpose && $0.applies(in: situation.pane) }
            guard !here.isEmpty else { continue }
            lines += [[], [(context(purpose.title), Style(.dialogTitle))]]
            for command in here { lines += entry(command) }
        }
        let elsewhere = CommandTable.all.filter { !$0.applies(in: situation.pane) }
        if !elsewhere.isEmpty {
            lines += [[], [(context(Label.elsewhere), Style(.dialogTitle))]]
            lines += elsewhere.map(otherwise)
        }
        return lines
    }

    private func entry(_ command: Command) -> [TextOverlay.Line] {
        let reason = Availability.reason(command.name, in: situation)
        let style = Style(reason == nil ? .dialog : .muted)
        let indent = String(repeating: " ", count: Self.keyColumn)
        var out: [TextOverlay.Line] = []
        let words = command.name.words(context.language)
        for (index, piece) in TextWidth.wrap(words.title + " – " + words.help, to: max(1, width - Self.keyColumn)).enumerated() {
            let head = index == 0 ? self.head(command, sign: reason == nil ? " " : "✕") : indent
            out.append([(head, Style(reason == nil ? .dialogKey : .muted)), (piece, style)])
        }
        if let reason {
            for piece in TextWidth.wrap("✕ " + context(reason), to: max(1, width - Self.keyColumn)) {
                out.append([(indent, .plain), (piece, Style(.headerWarning))])
            }
        }
        return out
    }

    private func otherwise(_ command: Command) -> TextOverlay.Line {
        let why = Availability.reason(command.name, in: situation).map { "  – " + context($0) } ?? ""
        return [(head(command, sign: "✕"), Style(.muted)), (command.name.words(context.language).title + why, Style(.muted))]
    }

    private func head(_ command: Command, sign: String) -> String {
        let texts = keys.text(for: command.name)
        return sign + " " + TextWidth.fit(texts.isEmpty ? context(KeysMessage.noKey) : texts, Self.keyColumn - 3) + " "
    }
}
