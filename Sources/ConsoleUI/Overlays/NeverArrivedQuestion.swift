// A person says that an operation in doubt never arrived: its number is typed, and why.

import CellGrid
import Localization
import SIMModel

struct NeverArrivedQuestion: Overlay {
    let operation: OperationRecord
    private(set) var number = LineEditor()
    private(set) var reason = LineEditor()
    private(set) var isAtReason = false
    private(set) var problem: DialogMessage?
    private var keyGuard: QuestionGuard

    init(_ operation: OperationRecord, at now: Uptime) {
        self.operation = operation
        keyGuard = QuestionGuard(openedBy: nil, at: now)
    }

    mutating func presented(at now: Uptime) { keyGuard.presented(at: now) }

    mutating func handle(_ key: Key, at now: Uptime) -> OverlayOutcome {
        guard keyGuard.admits(key, at: now) else { return .stays }
        problem = nil
        switch key {
        case Key(.escape), .control("c"): return .closes
        case Key(.tab), Key(.backTab), Key(.down), Key(.up): isAtReason.toggle()
        case Key(.enter): return answer()
        default: if isAtReason { _ = reason.handle(key) } else if Self.belongs(key) { _ = number.handle(key) }
        }
        return .stays
    }

    /// Digits, and the keys of the line.
    private static func belongs(_ key: Key) -> Bool {
        guard case .character(let character) = key.code, !key.control, !key.alt else { return true }
        return ("0"..."9").contains(character)
    }

    private mutating func answer() -> OverlayOutcome {
        guard number.text == "\(operation.id.value)" else {
            problem = .wrongNumber(operation.id)
            isAtReason = false
            return .stays
        }
        let words = reason.text.split(separator: " ").joined(separator: " ")
        guard !words.isEmpty else {
            problem = .reasonWanted
            isAtReason = true
            return .stays
        }
        return .does(.neverArrived(operation.id, words), closes: true)
    }

    func render(into screen: Surface, context: PaneContext) -> Point? {
        let width = min(74, screen.width)
        let meaning = TextWidth.wrap(context(RunMessage.neverMeaning), to: max(1, width - 4))
        let box = DialogBox.open(
            on: screen, width: width, height: meaning.count + 9,
            title: context(RunMessage.neverTitle(operation.id, operation.kind)),
            note: operation.simNo.description, isDanger: true)
        for (y, line) in meaning.enumerated() { box.text(line, x: 0, y: y, style: Style(.dialog)) }
        let top = meaning.count + 1
        let labels = [context(Label.operationNumber), context(Label.reason)]
        let indent = (labels.map { TextWidth.cells(of: $0) }.max() ?? 0) + 2
        var cursor = Point(x: 0, y: top)
        for (index, editor) in [number, reason].enumerated() {
            box.text(labels[index], x: 0, y: top + index, style: Style(.muted))
            let column = editor.draw(
                on: box, x: indent, y: top + index, width: max(1, index == 0 ? 10 : box.width - indent), style: Style(.input))
            if (index == 1) == isAtReason { cursor = Point(x: column, y: top + index) }
        }
        let words =
            problem.map { ("! " + context($0), Style(.inputBad)) } ?? (context(RunMessage.neverHint), Style(.dialogDanger))
        box.text(words.0, x: 0, y: top + 3, style: words.1)
        DialogBox.keys(
            [("Esc", context(DialogMessage.keyNothing)), ("Tab", context(DialogMessage.keyReason))], on: box, y: box.height - 1)
        return box.screenPoint(x: cursor.x, y: cursor.y)
    }
}
