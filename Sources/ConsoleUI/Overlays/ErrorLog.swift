// The error log: what went wrong in this session, newest first, with what to do.

import CellGrid
import Localization
import SIMModel
import ViewModels

enum ErrorLog {
    static func overlay(_ status: StatusViewState, context: PaneContext) -> TextOverlay {
        var lines: [TextOverlay.Line] = []
        if let trouble = status.journalTrouble {
            for piece in TextWidth.wrap(JournalText.message(trouble).text(context.language), to: 70) {
                lines.append([(piece, Style(.operationFailed))])
            }
            lines.append([])
        }
        if let trouble = status.listTrouble {
            let more = max(0, trouble.count - trouble.problems.count)
            lines.append([(context(DialogMessage.linesLeftOut(trouble.count, of: trouble.origin)), Style(.operationFailed))])
            if let failure = trouble.failure { lines.append([("  " + failure, Style(.operationFailed))]) }
            for problem in trouble.problems {
                lines.append([
                    ("  \(problem.line)  ", Style(.muted)), (TextWidth.fit(problem.text, 24), Style(.dialog)),
                    ("  " + context(problem.reason), Style(.muted)),
                ])
            }
            if more > 0 { lines.append([("  " + context(DialogMessage.moreLines(more)), Style(.muted))]) }
            lines.append([])
        }
        lines += budget(status, context)
        for entry in status.problems.reversed() {
            let sentence = entry.error.sentence(context.language)
            let times = entry.count > 1 ? "  " + context(DialogMessage.times(entry.count)) : ""
            lines.append([
                (Figures.brief(entry.at, now: status.now) + "  ", Style(.muted)), (sentence.what, Style(.operationFailed)),
                (times, Style(.muted)),
            ])
            for text in [sentence.why, sentence.remedy] where !text.isEmpty {
                for piece in TextWidth.wrap(text, to: 60) { lines.append([("          ", .plain), (piece, Style(.dialog))]) }
            }
            let trace = entry.error.traceID.map { " · \(context(Label.trace)) \($0)" } ?? ""
            lines.append([("          " + entry.error.endpoint + trace, Style(.muted))])
        }
        if status.problems.isEmpty { lines.append([(context(DialogMessage.noErrors), Style(.muted))]) }
        return TextOverlay(title: context(Label.errors), lines: lines)
    }

    /// What may be asked, why it is less than usual, and how far the sweep is.
    private static func budget(_ status: StatusViewState, _ context: PaneContext) -> [TextOverlay.Line] {
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
        return sentences.flatMap { TextWidth.wrap($0, to: 70) }.map { [($0, style)] } + [[]]
    }
}
