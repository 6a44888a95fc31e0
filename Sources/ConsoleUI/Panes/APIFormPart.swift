// The form of an endpoint, and the request it makes.

import CellGrid
import Localization
import SIMModel
import ViewModels

enum APIFormPart {
    /// Rows the whole form takes.
    static func rows(_ state: APIViewState, width: Int, _ context: PaneContext) -> Int {
        head(state, width: width, context).count + max(1, state.form.fields.count) + 2
            + about(state.form.fields, at: state.fieldCursor, width: width, context).count
    }

    static func render(_ state: APIViewState, on surface: Surface, _ context: PaneContext) -> Point? {
        let head = head(state, width: surface.width, context)
        for (y, line) in head.enumerated() { surface.text(line.text, x: 1, y: y, style: line.style) }
        let about = about(state.form.fields, at: state.fieldCursor, width: surface.width, context)
        let fields = state.form.fields
        if fields.isEmpty { surface.text(context(APIMessage.noParameters), x: 1, y: head.count, style: Style(.muted)) }
        let foot = min(about.count, max(0, surface.height - head.count - 3))
        let height = min(max(1, fields.count), surface.height - head.count - foot - 1)
        let names = min(24, (fields.map { TextWidth.cells(of: $0.name) }.max() ?? 0) + 1)
        var cursor: Point?
        let window = ListRow.window(count: fields.count, cursor: state.fieldCursor, height: height)
        for index in window {
            let y = head.count + index - window.lowerBound
            let isCurrent = index == state.fieldCursor
            let point = draw(fields[index], isHere: isCurrent && state.part == .form, names: names, on: surface, y: y, context)
            if isCurrent { cursor = point }
        }
        var y = head.count + max(1, height)
        for line in about.prefix(foot) {
            surface.text(line.text, x: 3, y: y, style: line.style)
            y += 1
        }
        let (text, style) = verdict(state, context)
        surface.text(text, x: 1, y: min(surface.height - 1, y), style: style)
        return state.part == .form ? cursor : nil
    }

    typealias Line = (text: String, style: Style)

    private static func head(_ state: APIViewState, width: Int, _ context: PaneContext) -> [Line] {
        let (form, row) = (state.form, state.row)
        var lines: [Line] = []
        if !form.path.isEmpty { lines.append(("\(form.method) \(form.path)", Style(.strong, .bold))) }
        let (effect, style) = APIPane.effect(row, context)
        lines.append((effect + (row.isInferred ? " · " + context(APIMessage.inferred) : ""), style))
        if !form.limits.isEmpty {
            for line in TextWidth.wrap(context(APIMessage.limits(form.limits)), to: max(1, width - 2)).prefix(3) {
                lines.append((line, Style(.muted)))
            }
        }
        return lines
    }

    /// One field: its name (or what people call it), its value or the editor, what is wrong with it.
    static func draw(
        _ field: APIField, label: String? = nil, isHere: Bool, names: Int, on surface: Surface, y: Int, _ context: PaneContext
    ) -> Point {
        surface.text(isHere ? ">" : " ", x: 0, y: y, style: Style(.tableGutter))
        surface.text(field.isRequired ? "*" : " ", x: 1, y: y, style: Style(.tableMark))
        surface.text(TextWidth.truncate(label ?? field.name, to: names), x: 2, y: y, style: Style(isHere ? .dialogKey : .text))
        let problem = field.problem.map { "✕ " + context(words($0)) } ?? ""
        let start = 3 + names
        let end =
            problem.isEmpty
            ? surface.width - 1
            : max(start + 12, surface.width - 1 - TextWidth.cells(of: problem) - 1)
        var point = surface.screenPoint(x: start, y: y)
        if isHere, let editor = context.fieldEditor {
            let column = editor.draw(on: surface, x: start, y: y, width: max(1, end - start), style: Style(.input))
            point = surface.screenPoint(x: column, y: y)
        } else {
            let text = field.value.isEmpty ? "·" : field.value
            let style = field.value.isEmpty ? Style(.muted) : Style(.strong)
            surface.text(TextWidth.truncate(text, to: max(1, end - start)), x: start, y: y, style: style)
        }
        if !problem.isEmpty { surface.text(problem, x: end + 1, y: y, style: Style(.inputBad)) }
        return point
    }

    /// What one must know of the field under the cursor.
    static func about(_ fields: [APIField], at index: Int?, width: Int, _ context: PaneContext) -> [Line] {
        guard let index, fields.indices.contains(index) else { return [] }
        let field = fields[index]
        var parts = ["\(field.place) · \(field.shape)"]
        if field.isRequired { parts.append(context(APIMessage.required)) }
        if field.isPersonal { parts.append(context(APIMessage.personal)) }
        if let limit = field.limit {
            parts.append(context(field.shape == "string[]" ? APIMessage.atMostElements(limit) : .atMost(limit)))
        }
        if let least = field.least { parts.append(context(APIMessage.atLeast(least))) }
        if let letters = field.letters { parts.append(context(APIMessage.letters(letters.lowerBound, letters.upperBound))) }
        if !field.values.isEmpty { parts.append(context(APIMessage.oneOf(field.values.joined(separator: ", ")))) }
        if let choice = field.choice {
            let names = fields.filter { $0.choice == choice }.map(\.name)
            parts.append(context(words(.choice(choice, names))))
        }
        let room = max(1, width - 4)
        var lines: [Line] = Parted.lines(parts, width: room).flatMap { TextWidth.wrap($0, to: room) }.map { ($0, Style(.muted)) }
        if let trap = field.trap { lines += TextWidth.wrap("! " + trap, to: room).map { ($0, Style(.headerWarning)) } }
        return lines
    }

    private static func words(_ problem: APIProblem) -> APIMessage {
        switch problem {
        case .missing: .missing
        case .badValue(let expected): .shouldBe(expected)
        case .tooMany(let count, let limit): .tooMany(count, limit: limit)
        case .tooLarge(let limit): .tooLarge(limit: limit)
        case .choice(.exactlyOne, let names): .exactlyOne(names.joined(separator: ", "))
        case .choice(.atLeastOne, let names): .atLeastOne(names.joined(separator: ", "))
        case .choice(.together, let names): .together(names.joined(separator: ", "))
        }
    }

    /// Whether it can be sent, and if not, why.
    private static func verdict(_ state: APIViewState, _ context: PaneContext) -> (String, Style) {
        let row = state.row
        let wrong = state.form.problemCount
        switch row.kind {
        case .codes: return (context(APIMessage.isCodes), Style(.muted))
        case .push: return (context(APIMessage.isPush), Style(.muted))
        case .call: break
        }
        if row.effect == .spends { return ("! " + context(APIMessage.spendsElsewhere), Style(.headerWarning)) }
        if row.isInferred { return ("! " + context(APIMessage.pathUnconfirmed), Style(.headerWarning)) }
        // While a field is typed, x is a letter like any other.
        if context.fieldEditor != nil, let index = state.fieldCursor, state.form.fields.indices.contains(index) {
            return (context(APIMessage.typing(hasValues: !state.form.fields[index].values.isEmpty)), Style(.muted))
        }
        if wrong > 0 {
            let edit = state.part == .form ? " " + context(APIMessage.editField(key: context.keys[.details])) : ""
            return (context(APIMessage.notReady(wrong)) + edit, Style(.muted))
        }
        return ("✓ " + context(APIMessage.ready(key: context.keys[.send])), Style(.operationDone))
    }

    /// The request as it would go out.
    static func request(_ state: APIViewState, on surface: Surface, _ context: PaneContext) {
        surface.text(context(APIMessage.request), x: 1, y: 0, style: Style(.title))
        guard !state.form.request.isEmpty else {
            let (text, style) = verdict(state, context)
            surface.text(text, x: 1, y: 1, style: style)
            return
        }
        surface.text(context(APIMessage.signBlanked), endingAt: surface.width - 1, y: 0, style: Style(.muted))
        var y = 1
        for (index, line) in state.form.request.enumerated() {
            // Long words of a request have no blanks to break at.
            for piece in pieces(line, width: max(1, surface.width - 2)) where y < surface.height {
                surface.text(piece, x: 1, y: y, style: Style(index == 0 ? .strong : .text))
                y += 1
            }
        }
    }

    static func pieces(_ text: String, width: Int) -> [String] {
        var (out, line, used) = ([String](), "", 0)
        for character in text {
            let cells = TextWidth.cells(of: String(character))
            if used + cells > width {
                out.append(line)
                (line, used) = ("", 0)
            }
            line.append(character)
            used += cells
        }
        return out + [line]
    }
}
