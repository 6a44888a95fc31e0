// How the question before a change looks.

import CellGrid
import Localization
import SIMModel
import ViewModels

extension ConfirmDialog {
    func render(into screen: Surface, context: PaneContext) -> Point? {
        let count = question.cards.count
        let title = context(DialogMessage.changeTitle(question.kind, count: count, profile: profile))
        if let top = listTop { return renderList(from: top, title: title, into: screen, context) }

        let width = min(74, screen.width)
        let facts = facts(context, width: max(1, width - 4))
        let fields = fields(context)
        let height = facts.count + fields.count + 5
        let box = DialogBox.open(on: screen, width: width, height: height, title: title, note: platform, isDanger: true)
        // On a screen too low for all of it, the facts give way, never the answer.
        let room = max(0, box.height - fields.count - 3)
        var y = 0
        for fact in facts.prefix(room) {
            box.text(fact.text, x: 0, y: y, style: fact.style)
            y += 1
        }
        y += box.height >= height - 2 ? 1 : 0
        let labels = fields.map { TextWidth.cells(of: $0.label) }.max() ?? 0
        var cursor: Point?
        for field in fields {
            let isFocused = field.id == focus
            box.text(field.label, x: 0, y: y, style: Style(isFocused ? .dialogKey : .muted))
            let start = labels + 2
            let fieldWidth = max(1, min(field.width, box.width - start))
            let column = field.editor.draw(on: box, x: start, y: y, width: fieldWidth, style: Style(.input))
            if isFocused { cursor = box.screenPoint(x: column, y: y) }
            if !field.hint.isEmpty, field.editor.text.isEmpty {
                box.text(field.hint, x: start + fieldWidth + 2, y: y, style: Style(.muted))
            }
            y += 1
        }
        y = box.height - 2
        if let problem {
            box.text(context(problem), x: 0, y: y, style: Style(.inputBad))
        } else if focus != nil || asksNumber || asksDigits || asksCount || asksProfile {
            box.text(instruction(context), x: 0, y: y, style: Style(.strong, .bold))
        }
        DialogBox.keys(keys(context), on: box, y: box.height - 1)
        return cursor ?? box.screenPoint(x: 0, y: box.height - 1)
    }

    private func facts(_ context: PaneContext, width: Int) -> [(text: String, style: Style)] {
        var out: [(String, Style)] = []
        var states: [String] = []
        for state in question.states {
            if let status = state.status {
                states.append("\(groupedCount(state.count)) \(context(status))")
            } else {
                states.append(context(DialogMessage.stateUnknown(state.count)))
            }
        }
        if question.cards.count == 1, let card = question.cards.first {
            let state =
                question.states.first?.status.map { "\(Sign.of($0).mark) \(context($0))" }
                ?? context(DialogMessage.stateUnknown(1))
            let online = question.online > 0 ? " · " + context(OnlineStatus.online) : ""
            out.append((card.description + "   " + state + online, Style(.strong, .bold)))
        } else {
            states.append(context(DialogMessage.onlineNow(question.online)))
            for line in Parted.lines(states, width: width) { out.append((line, Style(.strong, .bold))) }
            let some = question.cards.prefix(3).map(\.description).joined(separator: "  ")
            out.append((some + (question.cards.count > 3 ? "  …" : ""), Style(.muted)))
        }
        if let first = question.repeats {
            let since = Age.exact(max(.zero, context.now - (first.sentAt ?? first.createdAt)))
            let text = "! " + context(DialogMessage.isUnfinished(first.id, first.kind, first.state, since: since))
            for line in TextWidth.wrap(text, to: width) { out.append((line, Style(.dialogDanger, .bold))) }
        }
        if let protection = question.protection {
            let since = CivilTime(protection.at).date
            let text = context(DialogMessage.isProtected(by: protection.actor, since: since, reason: protection.reason))
            for line in TextWidth.wrap(text, to: width) { out.append((line, Style(.dialogDanger, .bold))) }
        }
        var more: [String] = []
        if question.hidden > 0 { more.append(context(DialogMessage.hiddenMarks(question.hidden))) }
        if let used = question.used { more.append(context(DialogMessage.usedSoFar(used.text))) }
        if !question.pools.isEmpty {
            let some = question.pools.prefix(4).map { "\($0)" } + (question.pools.count > 4 ? ["…"] : [])
            more.append(context(Label.pool) + " " + some.joined(separator: ", "))
        }
        if question.packages > 1 { more.append(context(DialogMessage.packages(question.packages))) }
        if question.calls > 1 { more.append(context(DialogMessage.calls(question.calls))) }
        if let span = question.sending { more.append(context(DialogMessage.sendingTakes(Age.exact(span)))) }
        for line in Parted.lines(more, width: width) { out.append((line, Style(.dialog))) }
        if let usual = question.usual {
            let message = DialogMessage.usually(
                median: Age.exact(usual.median), slow: Age.exact(usual.slow), samples: usual.samples)
            for line in TextWidth.wrap(context(message), to: width) { out.append((line, Style(.dialog))) }
        }
        if offersCanary {
            out.append((context(canary > 0 ? DialogMessage.canaryFirst(canary) : .noCanary), Style(.dialog)))
        }
        if question.opposing > 0 {
            out.append(("! " + context(DialogMessage.opposing(question.opposing)), Style(.headerWarning)))
        }
        if !question.leftOut.isEmpty {
            let text = context(DialogMessage.leftOut(question.leftOutSummary(context.language)))
            for line in TextWidth.wrap(text, to: width) { out.append((line, Style(.dialog))) }
        }
        out.append((context(DialogMessage.consequence(question.kind)), Style(.dialogDanger)))
        return out
    }

    private struct Shown {
        var id: Field
        var label: String
        var editor: LineEditor
        var width: Int
        var hint: String
    }

    private func fields(_ context: PaneContext) -> [Shown] {
        var out = [
            Shown(id: .reason, label: context(Label.reason), editor: reason, width: 24, hint: context(DialogMessage.reasonHint))
        ]
        if asksNumber {
            out.append(Shown(id: .number, label: context(Label.operationNumber), editor: number, width: 10, hint: ""))
        }
        if asksDigits { out.append(Shown(id: .digits, label: context(Label.lastDigits), editor: digits, width: 10, hint: "")) }
        if asksCount { out.append(Shown(id: .count, label: context(Label.count), editor: count, width: 10, hint: "")) }
        if asksProfile {
            out.append(Shown(id: .profile, label: context(Label.profile), editor: profileName, width: 34, hint: ""))
        }
        return out
    }

    private func instruction(_ context: PaneContext) -> String {
        let count = question.cards.count
        if let first = question.repeats { return context(DialogMessage.typeNumber(question.kind, first.id)) }
        if asksDigits { return context(DialogMessage.typeDigits(question.kind)) }
        switch (asksCount, asksProfile) {
        case (true, true): return context(DialogMessage.typeCountAndProfile(question.kind, count, profile))
        case (true, false): return context(DialogMessage.typeCount(question.kind, count))
        case (false, true): return context(DialogMessage.typeProfile(question.kind, profile))
        case (false, false): return ""
        }
    }

    private func keys(_ context: PaneContext) -> [(String, String)] {
        var keys: [(String, String)] = []
        if focus == nil { keys.append(("y", context(DialogMessage.pressY(question.kind)))) }
        keys.append(("Esc", context(DialogMessage.keyNothing)))
        keys.append(("Tab", context(focus == .reason ? DialogMessage.keyBack : .keyReason)))
        if focus == nil || focus == .count || focus == .digits || focus == .number {
            keys.append(("l", context(DialogMessage.keyList)))
            if offersCanary { keys.append(("c", context(DialogMessage.keyCanary))) }
        }
        return keys
    }

    /// The frozen list: first what would be done, then what is left out and why.
    private func renderList(from top: Int, title: String, into screen: Surface, _ context: PaneContext) -> Point? {
        let total = question.cards.count + question.leftOut.count
        let box = DialogBox.open(
            on: screen, width: min(74, screen.width), height: min(screen.height, total + 6), title: title, note: platform,
            isDanger: true)
        box.runs(
            [
                (context(DialogMessage.willBeDone(question.kind, question.cards.count)), Style(.strong, .bold)),
                ("   " + context(DialogMessage.willBeLeftOut(question.leftOut.count)), Style(.muted)),
            ], x: 0, y: 0)
        let rows = max(0, box.height - 3)
        let start = max(0, min(top, total - rows))
        for (line, index) in (start..<min(total, start + rows)).enumerated() {
            if index < question.cards.count {
                box.text(question.cards[index].description, x: 0, y: 1 + line, style: Style(.dialog))
            } else {
                let left = question.leftOut[index - question.cards.count]
                box.runs(
                    [(left.card.description, Style(.muted)), ("  – \(context(left.why))", Style(.muted))], x: 0, y: 1 + line)
            }
        }
        let place =
            total > rows ? "\(groupedCount(start + 1))–\(groupedCount(min(total, start + rows))) / \(groupedCount(total))" : ""
        DialogBox.keys(
            [("l", context(DialogMessage.keyBack)), ("j k", context(DialogMessage.keyScroll))], on: box, y: box.height - 1)
        box.text(place, endingAt: box.width, y: box.height - 1, style: Style(.muted))
        return box.screenPoint(x: 0, y: 1)
    }
}
