// Sentences inside panes: counts, empty states, how much stands behind a number, what to do next.

/// A sentence of a pane.
public enum PaneMessage: Message, Hashable {
    /// Cards that pass the filter, of all.
    case shown(Int, of: Int)
    case marked(Int, hidden: Int)
    case rangeMarking
    /// The list is still being read.
    case loading(percent: Int?)
    case filtering
    case filterHint(key: String)
    case noCardsYet(key: String)
    case noneMatch
    case numberUnknown
    case asking
    case notAskedYet
    /// Keys under a state that is not what one came for.
    case keyAskNow, keyAskAgain, keyErrors
    case readings(Int, span: String)
    case tooFewReadings
    case noLiveCards
    case sumOf(cards: Int)
    case monthUse(String, cards: Int, of: Int)
    case peak(String)
    /// The key that goes to the cards.
    case noCardChosen(key: String)
    /// The key that asks again.
    case noHistory(key: String)
    case notInLogYet
    case noOperations(stop: String, resume: String, cards: String)
    case unfinished(Int)
    case inDoubt(Int)
    case noPools
    case tooFewSamples
    case lasts(String, perHour: String, samples: Int, over: String)
    case poolLow
    case poolEmpty
    case cardsIn(Int)
    case askedAgo(String)
    case asOfClock(String)
    case lastTry(String)
    case noNewer
    // What a card's state means for the operator.
    case nearQuota(percent: Int)
}
