// English sentences of the panes.

import SIMModel

extension PaneMessage {
    public var english: String {
        switch self {
        case .shown(let shown, let all):
            shown == all
                ? "\(groupedCount(all)) \(all == 1 ? "card" : "cards")" : "\(groupedCount(shown)) of \(groupedCount(all))"
        case .marked(let count, let hidden):
            hidden == 0 ? "\(groupedCount(count)) marked" : "\(groupedCount(count)) marked (\(groupedCount(hidden)) hidden)"
        case .rangeMarking: "range"
        case .loading(let percent): "reading the list" + (percent.map { " \($0)%" } ?? "")
        case .filtering: "filtering"
        case .filterHint(let key): "\(key) filters"
        case .noCardsYet(let key): "No cards yet. \(key) adds some: type, paste or @FILE."
        case .noneMatch: "No card passes the filter. Esc clears it."
        case .numberUnknown: "The platform was asked and does not know this number."
        case .asking: "asking…"
        case .notAskedYet: "not asked yet"
        case .keyAskNow: "ask now"
        case .keyAskAgain: "ask again"
        case .keyErrors: "all errors"
        case .readings(let count, let span): "last \(span) · \(count) readings"
        case .tooFewReadings: "fewer than two readings yet"
        case .noLiveCards: "No live readings yet. Cards on the screen are read by turns; w keeps one live."
        case .sumOf(let cards): "sum of \(groupedCount(cards)) live \(cards == 1 ? "card" : "cards")"
        case .monthUse(let volume, let cards, let all):
            "this month \(volume) over \(groupedCount(cards)) of \(groupedCount(all)) cards"
        case .peak(let rate): "peak \(rate)"
        case .noCardChosen(let key): "No card is chosen. \(key) goes to Cards: move the cursor to one."
        case .noHistory(let key): "The platform's log has no operation on this card. \(key) asks again."
        case .notInLogYet: "not logged yet"
        case .noOperations(let stop, let resume, let cards):
            "Nothing was stopped or resumed from here yet. In Cards (\(cards)), \(stop) stops and \(resume) resumes."
        case .unfinished(let count): "\(groupedCount(count)) unfinished"
        case .inDoubt(let count): "\(groupedCount(count)) in doubt"
        case .noPools: "The account has no pools."
        case .tooFewSamples: "too few samples yet"
        case .lasts(let left, let perHour, let samples, let over):
            "lasts \(left) at ¥\(perHour)/h (\(samples) samples in \(over))"
        case .poolLow: "low: when it is empty, the platform stops the pool's cards"
        case .poolEmpty: "empty: the platform limits calls and stops the pool's cards"
        case .cardsIn(let count): "\(groupedCount(count)) \(count == 1 ? "card" : "cards") here"
        case .askedAgo(let age): "\(age) ago"
        case .asOfClock(let clock): "as of \(clock)"
        case .lastTry(let what): "last try failed: \(what)"
        case .noNewer: "older figures stay below"
        case .nearQuota(let percent): "\(percent) % of the quota is used."
        }
    }
}
