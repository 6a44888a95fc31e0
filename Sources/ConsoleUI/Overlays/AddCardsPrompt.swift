// Adding cards: numbers typed or pasted, or the name of a file after `@`.

import CellGrid
import Localization
import SIMModel

struct AddCardsPrompt: Overlay {
    /// A list read from a file or a paste, kept beside what is typed.
    private struct Block: Hashable {
        var source: String?
        var reading: CardListReading
    }

    private(set) var editor = LineEditor()
    private var block: Block?
    private(set) var failure: DialogMessage?

    init() {}

    /// Everything named so far.
    var reading: CardListReading {
        var all = block?.reading ?? CardListText.read("")
        guard !editor.text.isEmpty, !isPath else { return all }
        let typed = CardListText.read(editor.text)
        let known = Set(all.numbers)
        for number in typed.numbers {
            if known.contains(number) { all.duplicates += 1 } else { all.numbers.append(number) }
        }
        all.duplicates += typed.duplicates
        all.problems += typed.problems
        return all
    }

    private var isPath: Bool { editor.text.first == "@" }

    mutating func handle(_ key: Key, at now: Uptime) -> OverlayOutcome {
        failure = nil
        switch key {
        case Key(.escape), .control("c"): return .closes
        case Key(.enter):
            if isPath {
                let path = String(editor.text.dropFirst())
                return path.isEmpty ? .stays : .does(.load(path: path), closes: false)
            }
            let numbers = reading.numbers
            if numbers.isEmpty {
                failure = .addNoGood
                return .stays
            }
            return .does(.add(numbers), closes: true)
        default: _ = editor.handle(key)
        }
        return .stays
    }

    var takesPaste: Bool { true }

    mutating func paste(_ text: String) -> OverlayOutcome {
        failure = nil
        if text.contains(where: \.isNewline) || text.count > 200 {
            block = Block(source: nil, reading: CardListText.read(text))
        } else {
            editor.insert(text)
        }
        return .stays
    }

    /// The answer to ``OverlayDeed/load(path:)``.
    mutating func loaded(_ path: String, _ result: Result<CardListReading, LoadProblem>) {
        switch result {
        case .success(let reading):
            block = Block(source: path, reading: reading)
            editor = LineEditor()
        case .failure(let problem): failure = .fileFailed(path: path, reason: problem.reason)
        }
    }

    func render(into screen: Surface, context: PaneContext) -> Point? {
        let reading = reading
        let box = DialogBox.open(on: screen, width: 70, height: 11, title: context(Label.addCards))
        box.text(context(DialogMessage.addHint), x: 0, y: 0, style: Style(.muted))
        let column = editor.draw(on: box, x: 0, y: 1, width: max(1, box.width), style: Style(.input))
        if let failure {
            box.text(context(failure), x: 0, y: 3, style: Style(.inputBad))
        } else if !isPath, block != nil || !editor.text.isEmpty {
            var text = context(DialogMessage.addReading(reading.numbers.count, duplicates: reading.duplicates))
            if let source = block?.source { text += " " + context(DialogMessage.addFrom(source)) }
            box.text(text, x: 0, y: 3, style: Style(.strong, .bold))
            let shown = min(3, reading.problems.count)
            for (index, problem) in reading.problems.prefix(shown).enumerated() {
                let line = DialogMessage.addProblem(line: problem.line, text: problem.text, reason: context(problem.reason))
                box.text("✕ " + context(line), x: 0, y: 4 + index, style: Style(.inputBad))
            }
            if reading.problems.count > shown {
                box.text(
                    context(DialogMessage.addMoreProblems(reading.problems.count - shown)), x: 0, y: 7, style: Style(.inputBad))
            }
        }
        DialogBox.keys(
            [("Enter", context(DialogMessage.keyAdd)), ("Esc", context(DialogMessage.keyNothing))], on: box, y: box.height - 1)
        return box.screenPoint(x: column, y: 1)
    }
}

/// Why a list of cards could not be read; the system's own words.
public struct LoadProblem: Error, Hashable, Sendable {
    public var reason: String
    public init(reason: String) { self.reason = reason }
}

/// Why a file could not be written; the system's own words.
public struct ExportProblem: Error, Hashable, Sendable {
    public var path: String
    public var reason: String
    public init(path: String, reason: String) {
        self.path = path
        self.reason = reason
    }
}
