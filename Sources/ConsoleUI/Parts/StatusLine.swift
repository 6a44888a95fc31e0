// The first line: on which account, how well connected, how much may still be asked, what time it is.

import CellGrid
import Localization
import SIMModel
import ViewModels

enum StatusLine {
    static func render(_ state: StatusViewState, into surface: Surface, isPaused: Bool, context: PaneContext) {
        // The real account has the whole line in a colour of its own, besides the word: what is no warning
        // is drawn in it, too.
        let plain: ThemeRole = state.isProduction ? .headerBand : .header
        surface.fill(Style(plain))
        let clock =
            isPaused
            ? (" \(context(StatusMessage.paused)) ", Style(.headerPaused)) : (CivilTime(state.now).clock, Style(plain))
        let end = surface.text(clock.0, endingAt: surface.width - 1, y: 0, style: clock.1) - 2

        var x = surface.text("simdeck", x: 1, y: 0, style: Style(state.isProduction ? plain : .strong, .bold))
        if state.isDemo { x = surface.text(" \(context(StatusMessage.demo)) ", x: x + 2, y: 0, style: Style(.headerDemo)) }
        if state.isProduction {
            x = surface.text(" \(context(StatusMessage.production)) ", x: x + 2, y: 0, style: Style(.headerProduction))
        }
        // Most important first; what does not fit is left out whole.
        let parts = parts(state, isPaused: isPaused, width: surface.width, context)
        var shown: [(order: Int, text: String, style: Style)] = []
        var used = x
        for part in parts.sorted(by: { $0.priority < $1.priority }) {
            let needs = TextWidth.cells(of: part.text) + 2
            if used + needs <= end {
                shown.append((part.order, part.text, part.style))
                used += needs
            }
        }
        for part in shown.sorted(by: { $0.order < $1.order }) {
            x = surface.text(part.text, x: x + 2, y: 0, style: part.style)
        }
    }

    private struct Part {
        var order: Int
        var priority: Int
        var text: String
        var style: Style
    }

    private static func parts(_ state: StatusViewState, isPaused: Bool, width: Int, _ context: PaneContext) -> [Part] {
        var parts: [Part] = []
        func add(_ priority: Int, _ text: String, _ role: ThemeRole) {
            let style =
                switch role {
                case .headerProfile where state.isProduction: Style(.headerBand, .bold)
                case .header where state.isProduction, .headerGood where state.isProduction: Style(.headerBand)
                default: Style(role)
                }
            parts.append(Part(order: parts.count, priority: priority, text: text, style: style))
        }
        add(1, state.profile, .headerProfile)
        add(4, state.platform, .header)
        switch state.connection {
        case .starting: add(0, "○ " + context(StatusMessage.starting), .header)
        case .online: add(0, "● " + context(StatusMessage.online), .headerGood)
        case .paused: if !isPaused { add(0, "‖ " + context(StatusMessage.paused), .headerPaused) }
        case .failing(let error, let retryAt):
            let what = width >= 110 ? String(error.sentence(context.language).what.trimmingEnd(of: [".", "。"])) : context(short(error))
            let retry = retryAt.map { " · " + context(StatusMessage.retryIn(Age.exact(max(.zero, $0 - state.now)))) } ?? ""
            add(0, "✕ " + what + retry, .headerBad)
        }
        if let skew = state.clockSkew {
            add(6, context(StatusMessage.clock(Age.signed(skew))), skew.inSeconds.magnitude >= 60 ? .headerWarning : .header)
        }
        let isScarce = state.callsPerMinute > 0 && state.callsLeft * 10 < state.callsPerMinute
        add(5, context(StatusMessage.callsLeft(state.callsLeft, of: state.callsPerMinute)), isScarce ? .headerWarning : .header)
        if state.totalCards > 0, state.sweptCards < state.totalCards {
            add(7, context(StatusMessage.sweep(percent: state.sweptCards * 100 / state.totalCards)), .header)
        }
        if state.journalTrouble != nil { add(0, "✕ " + context(StatusMessage.noJournal), .headerBad) }
        if state.doubtfulOperations > 0 { add(2, "? " + context(StatusMessage.inDoubt(state.doubtfulOperations)), .headerWarning) }
        if state.alerts.active > 0, let worst = state.alerts.worst {
            let words = "\(AlertText.sign(worst).mark) " + context(AlertMessage.active(state.alerts.active, new: state.alerts.new))
            add(1, words, state.alerts.new > 0 ? .headerBad : .headerWarning)
        }
        if state.openOperations > 0 { add(8, "→ " + context(StatusMessage.operations(state.openOperations)), .header) }
        let errors = state.problems.count + (state.listTrouble == nil ? 0 : 1)
        if errors > 0 { add(9, "! " + context(StatusMessage.errorsSeen(errors)), .header) }
        add(state.isReadOnly ? 3 : 10, context(state.isReadOnly ? StatusMessage.readOnly : .readWrite), state.isReadOnly ? .headerWarning : .header)
        return parts
    }

    /// One word for what is wrong; a platform that answers is never said to be silent.
    private static func short(_ error: PlatformError) -> StatusMessage {
        if case .rate = error.kind { return .limited }
        return error.isUnreachable ? .noAnswer : .refused
    }
}

extension StringProtocol {
    /// Without the characters of `set` at its end: a sentence that goes on needs no full stop.
    fileprivate func trimmingEnd(of set: Set<Character>) -> SubSequence {
        var end = endIndex
        while end > startIndex, set.contains(self[index(before: end)]) { end = index(before: end) }
        return self[startIndex..<end]
    }
}
