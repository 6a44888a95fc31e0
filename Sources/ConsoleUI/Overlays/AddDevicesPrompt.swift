// Adding devices: numbers typed or pasted, one a line, kept for this session.

import CellGrid
import Localization
import SIMModel

struct AddDevicesPrompt: Overlay {
    private(set) var editor = LineEditor()
    /// A pasted list, kept beside what is typed.
    private var pasted = ""
    private var hasFailed = false

    /// Everything named so far.
    var reading: DeviceListReading { DeviceListText.read(pasted.isEmpty ? editor.text : pasted + "\n" + editor.text) }

    mutating func handle(_ key: Key, at now: Uptime) -> OverlayOutcome {
        hasFailed = false
        switch key {
        case Key(.escape), .control("c"): return .closes
        case Key(.enter):
            let numbers = reading.numbers
            hasFailed = numbers.isEmpty
            return numbers.isEmpty ? .stays : .does(.addDevices(numbers), closes: true)
        default: _ = editor.handle(key)
        }
        return .stays
    }

    var takesPaste: Bool { true }

    mutating func paste(_ text: String) -> OverlayOutcome {
        hasFailed = false
        if text.contains(where: \.isNewline) { pasted += (pasted.isEmpty ? "" : "\n") + text } else { editor.insert(text) }
        return .stays
    }

    func render(into screen: Surface, context: PaneContext) -> Point? {
        let reading = reading
        let box = DialogBox.open(on: screen, width: 70, height: 11, title: context(DeviceMessage.addTitle))
        box.text(context(DeviceMessage.addHint), x: 0, y: 0, style: Style(.muted))
        let column = editor.draw(on: box, x: 0, y: 1, width: max(1, box.width), style: Style(.input))
        if hasFailed {
            box.text(context(DeviceMessage.addNothing), x: 0, y: 3, style: Style(.inputBad))
        } else if !pasted.isEmpty || !editor.text.isEmpty {
            let text = context(DeviceMessage.addReading(reading.numbers.count, duplicates: reading.duplicates))
            box.text(text, x: 0, y: 3, style: Style(.strong, .bold))
            let shown = min(3, reading.problems.count)
            for (index, problem) in reading.problems.prefix(shown).enumerated() {
                let line = context(DeviceMessage.addProblem(line: problem.line, text: problem.text))
                box.text(TextWidth.truncate("✕ " + line, to: box.width), x: 0, y: 4 + index, style: Style(.inputBad))
            }
            if reading.problems.count > shown {
                let more = DeviceMessage.addMoreProblems(reading.problems.count - shown)
                box.text(context(more), x: 0, y: 7, style: Style(.inputBad))
            }
        }
        DialogBox.keys(
            [("Enter", context(DeviceMessage.keyAdd)), ("Esc", context(DialogMessage.keyNothing))], on: box, y: box.height - 1)
        return box.screenPoint(x: column, y: 1)
    }
}
