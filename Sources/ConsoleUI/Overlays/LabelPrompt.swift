// Tags, a note, or the name of a tab while they are typed. The cards are those chosen when it opened.

import CellGrid
import Localization
import SIMModel
import ViewModels

struct LabelPrompt: Overlay {
    enum Subject: Hashable {
        case tags, note, saveTab, renameTab
    }

    let subject: Subject
    let facts: LabelFacts
    private(set) var editor: LineEditor
    private var failure: LabelMessage?

    init(_ subject: Subject, _ facts: LabelFacts) {
        self.subject = subject
        self.facts = facts
        switch subject {
        case .note: editor = LineEditor(facts.note ?? "")
        case .renameTab: editor = LineEditor(facts.activeTab ?? "")
        case .tags, .saveTab: editor = LineEditor("")
        }
    }

    mutating func handle(_ key: Key, at now: Uptime) -> OverlayOutcome {
        failure = nil
        switch key {
        case Key(.escape), .control("c"): return .closes
        case Key(.enter): return accept()
        default:
            _ = editor.handle(key)
            return .stays
        }
    }

    var takesPaste: Bool { true }

    mutating func paste(_ text: String) -> OverlayOutcome {
        failure = nil
        editor.insert(FleetNote.clean(text))
        return .stays
    }

    private mutating func accept() -> OverlayOutcome {
        let typed = FleetNote.clean(editor.text)
        switch subject {
        case .tags:
            let (add, remove) = Self.changes(typed)
            if add.isEmpty, remove.isEmpty { return .closes }
            guard add.count <= FleetTag.most, (add + remove).allSatisfy({ $0.count <= FleetTag.longest }) else {
                failure = .tagsWrong(most: FleetTag.most, longest: FleetTag.longest)
                return .stays
            }
            return .does(.label(.tag(facts.targets, add: add, remove: remove)), closes: true)
        case .note:
            guard typed.count <= FleetNote.longest else {
                failure = .noteTooLong(FleetNote.longest)
                return .stays
            }
            return .does(.label(.note(facts.targets, typed)), closes: true)
        case .saveTab: return typed.isEmpty ? .stays : .does(.label(.saveTab(typed)), closes: true)
        case .renameTab: return typed.isEmpty ? .stays : .does(.label(.renameTab(typed)), closes: true)
        }
    }

    /// `+a b -c`: what has no sign is added. A full-width sign of a Chinese keyboard is one, too.
    static func changes(_ typed: String) -> (add: [String], remove: [String]) {
        var (add, remove): ([String], [String]) = ([], [])
        for part in FleetTag.split(typed.split(whereSeparator: \.isWhitespace).joined(separator: ",")) {
            let isRemoved = "-－—".contains(part.first ?? " ")
            let name = isRemoved || "+＋".contains(part.first ?? " ") ? String(part.dropFirst()) : part
            if name.isEmpty { continue }
            if isRemoved { remove.append(name) } else { add.append(name) }
        }
        return (add, remove)
    }

    func render(into screen: Surface, context: PaneContext) -> Point? {
        let (title, hint): (LabelMessage, LabelMessage) =
            switch subject {
            case .tags: (.tagTitle(facts.targets.count), .tagHint)
            case .note: (.noteTitle(facts.targets.count), .noteHint)
            case .saveTab: (.saveTitle, .saveHint(filter: facts.filter))
            case .renameTab: (.renameTitle(facts.activeTab ?? ""), .saveHint(filter: facts.filter))
            }
        let box = DialogBox.open(on: screen, width: 64, height: 7, title: context(title))
        box.text(TextWidth.truncate(context(hint), to: box.width), x: 0, y: 0, style: Style(.muted))
        let column = editor.draw(on: box, x: 0, y: 1, width: max(1, box.width), style: Style(.input))
        if let failure {
            box.text(context(failure), x: 0, y: 2, style: Style(.inputBad))
        } else if subject == .tags, facts.targets.count == 1, !facts.tags.isEmpty {
            let now = context(LabelMessage.tagsNow(facts.tags.joined(separator: ", ")))
            box.text(TextWidth.truncate(now, to: box.width), x: 0, y: 2, style: Style(.muted))
        }
        DialogBox.keys(
            [("Enter", context(LabelMessage.keySave)), ("Esc", context(DialogMessage.keyNothing))], on: box, y: box.height - 1)
        return box.screenPoint(x: column, y: 1)
    }
}
