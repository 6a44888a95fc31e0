// The log: how much may be asked, what went wrong in this session with what to do, and the last calls. It
// has no headers and no bodies, so no secret can be in it.

import CellGrid
import Localization
import SIMModel
import ViewModels

struct ErrorLog {
    let status: StatusViewState
    /// Newest first.
    let calls: [CallLine]
    let context: PaneContext

    static func overlay(_ status: StatusViewState, calls: [CallLine], context: PaneContext) -> TextOverlay {
        let log = ErrorLog(status: status, calls: calls, context: context)
        return TextOverlay(title: context(Label.errors), lines: log.lines, width: 80, file: "simdeck-log")
    }

    private var lines: [TextOverlay.Line] {
        var lines = journal + list + budget
        lines.append([(context(KeysMessage.logErrors), Style(.dialogTitle))])
        for entry in status.problems.reversed() { lines += problem(entry) }
        if status.problems.isEmpty { lines.append([(context(DialogMessage.noErrors), Style(.muted))]) }
        lines += [[], [(context(KeysMessage.logCalls), Style(.dialogTitle))]]
        lines += calls.map(call)
        if calls.isEmpty { lines.append([(context(KeysMessage.noCalls), Style(.muted))]) }
        return lines
    }

    private var journal: [TextOverlay.Line] {
        guard let trouble = status.journalTrouble else { return [] }
        let words = TextWidth.wrap(JournalText.message(trouble).text(context.language), to: 74)
        return words.map { [($0, Style(.operationFailed))] } + [[]]
    }

    private var list: [TextOverlay.Line] {
        guard let trouble = status.listTrouble else { return [] }
        let more = max(0, trouble.count - trouble.problems.count)
        var lines: [TextOverlay.Line] = [
            [(context(DialogMessage.linesLeftOut(trouble.count, of: trouble.origin)), Style(.operationFailed))]
        ]
        if let failure = trouble.failure { lines.append([("  " + failure, Style(.operationFailed))]) }
        for problem in trouble.problems {
            lines.append([
                ("  \(problem.line)  ", Style(.muted)), (TextWidth.fit(problem.text, 24), Style(.dialog)),
                ("  " + context(problem.reason), Style(.muted)),
            ])
        }
        if more > 0 { lines.append([("  " + context(DialogMessage.moreLines(more)), Style(.muted))]) }
        return lines + [[]]
    }

    private func problem(_ entry: ProblemEntry) -> [TextOverlay.Line] {
        let sentence = entry.error.sentence(context.language)
        let times = entry.count > 1 ? "  " + context(DialogMessage.times(entry.count)) : ""
        var lines: [TextOverlay.Line] = [
            [
                (Figures.brief(entry.at, now: status.now) + "  ", Style(.muted)), ("✕ " + sentence.what, Style(.operationFailed)),
                (times, Style(.muted)),
            ]
        ]
        for text in [sentence.why, sentence.remedy] where !text.isEmpty {
            for piece in TextWidth.wrap(text, to: 62) { lines.append([("          ", .plain), (piece, Style(.dialog))]) }
        }
        let trace = entry.error.traceID.map { " · \(context(Label.trace)) \($0)" } ?? ""
        lines.append([("          " + entry.error.endpoint + trace, Style(.muted))])
        return lines
    }

    /// `14:03:22  batchQuerySimFlow      100 cards   123 ms  ✓ ok`.
    private func call(_ line: CallLine) -> TextOverlay.Line {
        let cards = line.cards > 0 ? context(KeysMessage.callCards(line.cards)) : ""
        let again = line.attempt > 1 ? "  " + context(KeysMessage.callTry(line.attempt)) : ""
        let result = line.error.map { "✕ " + $0.sentence(context.language).what } ?? "✓ " + context(KeysMessage.callFine)
        return [
            (Figures.brief(line.at, now: status.now) + "  ", Style(.muted)), (TextWidth.fit(line.endpoint, 23), Style(.dialog)),
            (TextWidth.fit(cards, 10, alignRight: true), Style(.dialog)),
            (TextWidth.fit("\(line.milliseconds) ms", 10, alignRight: true) + "  ", Style(.muted)),
            (result, Style(line.error == nil ? .operationDone : .operationFailed)), (again, Style(.muted)),
        ]
    }

    /// What may be asked, why it is less than usual, and how far the sweep is.
    private var budget: [TextOverlay.Line] {
        let calls = status.calls
        var sentences = [context(StatusMessage.callsLastMinute(calls.used, of: calls.allowed))]
        if let growsAt = calls.growsAt, let wholeAt = calls.wholeAt {
            sentences.append(
                context(
                    StatusMessage.callsSlowedWhy(
                        configured: calls.configured, growsAt: CivilTime(growsAt).clock, wholeAt: CivilTime(wholeAt).clock)))
        }
        if let sweep = status.sweep {
            let text: StatusMessage =
                switch sweep.end {
                case .unknown: .sweepUnknown(percent: sweep.percent)
                case .waits: .sweepWaits(percent: sweep.percent)
                case .after(let span): .sweepDone(percent: sweep.percent, in: Age.ahead(span))
                }
            sentences.append(context(StatusMessage.sweepCards(sweep.answered, of: sweep.total)) + " " + context(text))
        }
        let style = Style(calls.isShrunk ? .dialog : .muted)
        return sentences.flatMap { TextWidth.wrap($0, to: 74) }.map { [($0, style)] } + [[]]
    }
}
