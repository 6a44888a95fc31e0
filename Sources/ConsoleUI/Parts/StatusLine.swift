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
        // Most important first; what does not fit is said in brief, or left out whole.
        let parts = parts(state, isPaused: isPaused, width: surface.width, context)
        var shown: [(order: Int, text: String, style: Style)] = []
        var used = x
        for part in parts.sorted(by: { $0.priority < $1.priority }) {
            for text in part.texts {
                let needs = TextWidth.cells(of: text) + 2
                guard used + needs <= end else { continue }
                shown.append((part.order, text, part.style))
                used += needs
                break
            }
        }
        for part in shown.sorted(by: { $0.order < $1.order }) {
            x = surface.text(part.text, x: x + 2, y: 0, style: part.style)
        }
    }

    private struct Part {
        var order: Int
        var priority: Int
        /// The longest first.
        var texts: [String]
        var style: Style
    }

    private static func parts(_ state: StatusViewState, isPaused: Bool, width: Int, _ context: PaneContext) -> [Part] {
        var parts: [Part] = []
        func add(_ priority: Int, _ texts: String..., role: ThemeRole) {
            let style =
                switch role {
                case .profileBlue, .profileGreen, .profileYellow, .profileMagenta, .profileCyan, .profileRed: Style(role)
                case .headerProfile where state.isProduction: Style(.headerBand, .bold)
                case .header where state.isProduction, .headerGood where state.isProduction: Style(.headerBand)
                default: Style(role)
                }
            parts.append(Part(order: parts.count, priority: priority, texts: texts, style: style))
        }
        if let colour = context.profileColour {
            add(1, " \(state.profile) ", role: colour.role)
        } else {
            add(1, state.profile, role: .headerProfile)
        }
        add(4, state.platform, role: .header)
        switch state.connection {
        case .starting: add(0, "○ " + context(StatusMessage.starting), role: .header)
        case .online: add(0, "● " + context(StatusMessage.online), role: .headerGood)
        case .paused: if !isPaused { add(0, "‖ " + context(StatusMessage.paused), role: .headerPaused) }
        case .failing(let error, let retryAt):
            let what =
                width >= 110 ? String(error.sentence(context.language).what.trimmingEnd(of: [".", "。"])) : context(short(error))
            let retry = retryAt.map { " · " + context(StatusMessage.retryIn(Age.exact(max(.zero, $0 - state.now)))) } ?? ""
            add(0, "✕ " + what + retry, role: .headerBad)
        }
        if let skew = state.clockSkew {
            // A clock that is right enough makes room for the sweep.
            let isOff = skew.inSeconds.magnitude >= 60
            add(isOff ? 6 : 8, context(StatusMessage.clock(Age.signed(skew))), role: isOff ? .headerWarning : .header)
        }
        let calls = state.calls
        if let wholeAt = calls.wholeAt {
            let clock = CivilTime(wholeAt).clock
            add(
                5, context(StatusMessage.callsSlowed(calls.used, of: calls.allowed, configured: calls.configured, until: clock)),
                context(StatusMessage.callsSlowedShort(calls.used, of: calls.allowed, configured: calls.configured)),
                role: .headerWarning)
        } else {
            add(5, context(StatusMessage.calls(calls.used, of: calls.allowed)), role: calls.isScarce ? .headerWarning : .header)
        }
        if let sweep = state.sweep {
            let percent = sweep.percent
            let brief = context(StatusMessage.sweep(percent: percent))
            switch sweep.end {
            case .unknown: add(7, context(StatusMessage.sweepUnknown(percent: percent)), brief, role: .header)
            case .waits: add(7, context(StatusMessage.sweepWaits(percent: percent)), brief, role: .header)
            case .after(let span):
                let time = Age.ahead(span)
                add(
                    7, context(StatusMessage.sweepDone(percent: percent, in: time)),
                    context(StatusMessage.sweepDoneShort(percent: percent, in: time)), brief, role: .header)
            }
        }
        if state.journalTrouble != nil { add(0, "✕ " + context(StatusMessage.noJournal), role: .headerBad) }
        if state.doubtfulOperations > 0 {
            add(2, "? " + context(StatusMessage.inDoubt(state.doubtfulOperations)), role: .headerWarning)
        }
        if state.alerts.active > 0, let worst = state.alerts.worst {
            let words =
                "\(AlertText.sign(worst).mark) " + context(AlertMessage.active(state.alerts.active, new: state.alerts.new))
            add(1, words, role: state.alerts.new > 0 ? .headerBad : .headerWarning)
        }
        if state.dueReminders > 0 {
            add(1, "▲ " + context(AlertMessage.remindersDue(state.dueReminders)), role: .headerWarning)
        }
        if state.openOperations > 0 { add(8, "→ " + context(StatusMessage.operations(state.openOperations)), role: .header) }
        let errors = state.problems.count + (state.listTrouble == nil ? 0 : 1)
        if errors > 0 { add(9, "! " + context(StatusMessage.errorsSeen(errors)), role: .header) }
        add(
            state.isReadOnly ? 3 : 10, context(state.isReadOnly ? StatusMessage.readOnly : .readWrite),
            role: state.isReadOnly ? .headerWarning : .header)
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
