// Words of the Flow pane: whose flow, from how many cards and readings, and what may be said of a card.

/// A sentence or a head of the Flow pane.
public enum FlowMessage: Message, Hashable {
    // Whose flow the chart shows.
    case fleet
    case pool(String)
    case markedCards
    case nothingChosen
    case poolUnknown
    case nothingMarked(key: String)
    // What it stands on.
    case live(Int, of: Int)
    case readings(Int, over: String)
    case means(Int, each: String, over: String)
    case nothingMeasured(over: String)
    case keys(scope: String, closer: String, wider: String)
    // Figures. What was used today is at least this: nobody saw the day's beginning.
    case today(String, since: String)
    case month(String)
    case available(String)
    case moneyRunsOut(String)
    case moneyLasts
    // The lists, short for their tabs and long for a head.
    case tabNow, tabToday, tabMonth, tabGrowing, tabSilent, tabBursts, tabRunsOut
    case headNow, headToday, headMonth, headGrowing, headSilent, headBursts, headRunsOut
    // Heads of columns.
    case todaySince, lastHour, usually, times, stillFor, usualGap, when, perDay, left, standsOn
    case evidence(Int, over: String)
    case monthsMean(over: String)
    case usedUp
    /// Facts, of cards looked at, of which so many have too few readings to be judged.
    case judged(Int, of: Int, tooFew: Int)
    case noneJudged(of: Int, tooFew: Int)
    case noneToday
}
