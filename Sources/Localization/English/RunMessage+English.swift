// English words about runs.

import SIMModel

extension RunMessage {
    public var english: String {
        switch self {
        case .menu(let id, let kind): "Run \(id) · \(kind.english)"
        case .operationMenu(let id, let kind): "Operation #\(id) · \(kind.english)"
        case .nameRow: "Name the log's row that is this operation"
        case .neverArrived: "It never arrived: end the doubt"
        case .notAmbiguous: "not ambiguous"
        case .notInDoubt: "its outcome is not in doubt"
        case .stillLookedFor: "the log may still show it"
        case .noRunAtHand: "its run is an old one: simdeck ops"
        case .rowTitle(let id, let kind): "Which row is operation #\(id) (\(kind.english))?"
        case .rowMeaning:
            "Several rows of the platform's log could be it. Name the one that you know to be it: what that row says decides. Nothing is sent again."
        case .keyRow: "this row is it"
        case .noRows: "The log has no row of this card that could be it any more."
        case .noSuchRow: "The log has no such row any more. Nothing was changed."
        case .sentAt(let time): "Sent at \(time)"
        case .neverTitle(let id, let kind): "Operation #\(id) (\(kind.english)) never arrived?"
        case .neverMeaning:
            "It will be called failed, in your name, and not be sent again. Only say so when you have made sure with the platform: if it did arrive, the card's state will not be what the journal says. The log is read once more before."
        case .neverHint: "Type the operation's number and the reason, then Enter."
        case .settled(let id, let state): "Operation #\(id) is settled: \(state.english)."
        case .mustWait(let id): "Operation #\(id) may still appear in the log: nothing was changed."
        case .settle: "Look this operation up now"
        case .goOn(let count): count == 0 ? "Go on with the rest" : "Go on: send the other \(groupedCount(count))"
        case .pause: "Pause between two calls"
        case .giveUp(let count): count == 0 ? "Give up the rest" : "Give up the \(groupedCount(count)) that were not sent"
        case .undo(let count):
            count == 0 ? "Take back what was confirmed" : "Take back the \(groupedCount(count)) that were confirmed"
        case .report: "Write a report (CSV, a card a line)"
        case .readOnly: "read-only"
        case .notPaused: "it is not paused"
        case .notRunning: "nothing of it is being sent"
        case .nothingLeft: "nothing is left to send"
        case .nothingConfirmed: "nothing was confirmed"
        case .atItsEnd: "it is at its end, or was never sent"
        case .sent(let count, let total): "\(groupedCount(count)) of \(groupedCount(total)) sent"
        case .confirmed(let count): "\(groupedCount(count)) confirmed"
        case .failed(let count): "\(groupedCount(count)) failed"
        case .doubtful(let count): "\(groupedCount(count)) in doubt"
        case .left(let span): "about \(span) left"
        case .noRun: "The operation's run is not among the newest; simdeck ops runs lists all."
        case .pausing: "Pausing: a call that is out is not cut."
        case .gaveUp(let count):
            "\(groupedCount(count)) \(count == 1 ? "operation" : "operations") given up; nothing of them was sent."
        case .asking: "Asking the carrier how the cards stand now…"
        case .nothingToUndo: "Nothing of it can be taken back now."
        case .tooManyThisHour(let sent, let asked, let limit):
            "\(groupedCount(sent)) sent in the last hour, \(groupedCount(asked)) more would pass this profile's \(groupedCount(limit)). Nothing was sent."
        case .quietHours: "These are this profile's quiet hours. Nothing was sent."
        case .held(let hold, let note, let left, let key):
            "Stopped by itself: \(hold.english)" + (note.map { " (\($0))" } ?? "")
                + ". \(groupedCount(left)) not sent; \(key) in Operations goes on."
        }
    }
}
