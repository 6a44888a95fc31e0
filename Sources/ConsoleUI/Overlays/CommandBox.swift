// Shows what is on the screen as lines for a shell; `y` copies the chosen one, `e` writes the cards' file.

import CellGrid
import Localization
import SIMModel

struct CommandBox: Overlay {
    let source: CommandSource
    /// nil over the demo.
    let profile: String?
    /// The signed call, its signature blanked.
    let curl: String?
    /// The file with the cards, as written by `e`.
    private(set) var list = "cards.csv"
    private var isWritten = false
    private(set) var selected = 0
    /// Told in the box, which may cover the footer.
    var answer: NoticeMessage?

    init(_ source: CommandSource, profile: String?, curl: String?) {
        self.source = source
        self.profile = profile
        self.curl = curl
    }

    /// The cards stand in the file of that name.
    mutating func wrote(_ path: String) {
        (list, isWritten) = (path, true)
    }

    private var lines: [CommandSource.Line] { source.lines(profile: profile, list: list) }
    /// Everything that can be copied.
    var texts: [String] { lines.map(\.text) + [curl].compactMap { $0 } }

    mutating func handle(_ key: Key, at now: Uptime) -> OverlayOutcome {
        answer = nil
        switch key {
        case Key(.escape), .control("c"), Key("q"), Key("C"), Key(.function(9)): return .closes
        case Key(.down), Key("j"), Key(.tab): selected = min(max(0, texts.count - 1), selected + 1)
        case Key(.up), Key("k"), Key(.backTab): selected = max(0, selected - 1)
        case Key("y"), Key(.enter):
            if texts.indices.contains(selected) { return .does(.copyLine(texts[selected]), closes: false) }
        case Key("e"): if source.wantsFile, !isWritten { return .does(.writeCards(source.cards), closes: false) }
        default: break
        }
        return .stays
    }

    func render(into screen: Surface, context: PaneContext) -> Point? {
        let width = min(100, screen.width)
        let inner = max(10, width - 4)
        var rows: [(text: String, style: Style, item: Int?)] = []
        let lines = lines
        for (index, line) in lines.enumerated() {
            rows.append((context(KeysMessage.line(line.does)), Style(.muted), nil))
            rows += Self.wrap(line.text, to: inner - 2).map { ($0, Style(.dialog), index) }
        }
        if let curl {
            rows.append((context(KeysMessage.curl), Style(.muted), nil))
            rows += Self.wrap(curl, to: inner - 2).map { ($0, Style(.dialog), lines.count) }
        }
        if rows.isEmpty { rows.append((context(KeysMessage.noCommand), Style(.muted), nil)) }
        var notes: [String] = []
        if source.wantsFile, !isWritten { notes.append(context(KeysMessage.inFile(source.cards.count, key: "e"))) }
        if profile == nil { notes.append(context(KeysMessage.onlyInDemo)) }
        notes = notes.flatMap { TextWidth.wrap($0, to: inner) }
        let height = min(rows.count + notes.count + 4, max(4, screen.height - 2))
        let box = DialogBox.open(on: screen, width: width, height: height, title: context(KeysMessage.commandsTitle))
        let room = max(1, box.height - notes.count - 2)
        let at = rows.firstIndex { $0.item == selected } ?? 0
        // The words above the chosen line stay with it.
        let start = max(0, min(max(0, at - 1), rows.count - room))
        for (y, row) in rows.dropFirst(start).prefix(room).enumerated() {
            let isChosen = row.item == selected && !texts.isEmpty
            if isChosen, start + y == at { box.text(">", x: 0, y: y, style: Style(.tableGutter)) }
            box.text(row.text, x: row.item == nil ? 0 : 2, y: y, style: isChosen ? Style(.dialog, .bold) : row.style)
        }
        for (index, note) in notes.enumerated() {
            box.text(note, x: 0, y: box.height - 1 - notes.count + index, style: Style(.headerWarning))
        }
        drawFoot(on: box, context)
        return box.screenPoint(x: 0, y: max(0, at - start))
    }

    private func drawFoot(on box: Surface, _ context: PaneContext) {
        if let answer {
            box.text(context(answer), x: 0, y: box.height - 1, style: Style(.footerNotice))
            return
        }
        var keys = [("y", context(KeysMessage.keyCopy)), ("j k", context(DialogMessage.keyChoose))]
        if source.wantsFile, !isWritten { keys.append(("e", context(KeysMessage.keyWrite))) }
        DialogBox.keys(keys + [("Esc", context(DialogMessage.keyClose))], on: box, y: box.height - 1)
    }

    /// A line over several rows, without a change: what is read is what is copied.
    private static func wrap(_ text: String, to columns: Int) -> [String] {
        var (rows, row, used) = ([String](), "", 0)
        for character in text {
            let width = TextWidth.cells(of: character)
            if used + width > columns {
                rows.append(row)
                (row, used) = ("", 0)
            }
            row.append(character)
            used += width
        }
        return rows + (row.isEmpty ? [] : [row])
    }
}
