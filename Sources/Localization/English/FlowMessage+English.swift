// English words of the Flow pane.

import SIMModel

extension FlowMessage {
    public var english: String {
        switch self {
        case .fleet: "fleet"
        case .pool(let name): "pool \(name)"
        case .markedCards: "marked cards"
        case .nothingChosen: "No card is chosen. Move the cursor in Cards or here."
        case .poolUnknown: "The card's pool is not known."
        case .nothingMarked(let key): "No card is marked. \(key) in Cards marks one."
        case .live(let live, let all): "\(groupedCount(live)) of \(groupedCount(all)) \(all == 1 ? "card" : "cards") live"
        case .readings(let count, let over): "\(groupedCount(count)) \(count == 1 ? "reading" : "readings") in \(over)"
        case .means(let count, let each, let over):
            "\(groupedCount(count)) \(count == 1 ? "mean" : "means") of \(each) in \(over)"
        case .nothingMeasured(let over): "fewer than two readings in \(over)"
        case .keys(let scope, let closer, let wider): "\(scope) whose · \(closer)\(wider) span"
        case .today(let volume, let since): "today ≥ \(volume) since \(since)"
        case .month(let volume): "month \(volume)"
        case .available(let money): "available ¥\(money)"
        case .moneyRunsOut(let when): "runs out \(when)"
        case .moneyLasts: "too few readings to tell how long"
        case .tabNow: "now"
        case .tabToday: "today"
        case .tabMonth: "month"
        case .tabGrowing: "growing"
        case .tabSilent: "silent"
        case .tabBursts: "bursts"
        case .tabRunsOut: "runs out"
        case .headNow: "biggest now"
        case .headToday: "most today"
        case .headMonth: "most in month"
        case .headGrowing: "growing"
        case .headSilent: "silent"
        case .headBursts: "bursts"
        case .headRunsOut: "runs out"
        case .todaySince: "today, since"
        case .lastHour: "last hour"
        case .usually: "usually"
        case .times: "times"
        case .stillFor: "still for"
        case .usualGap: "usual gap"
        case .when: "runs out"
        case .perDay: "a day"
        case .left: "left"
        case .standsOn: "judged from"
        case .evidence(let count, let over): "\(groupedCount(count)) \(count == 1 ? "sample" : "samples"), \(over)"
        case .monthsMean(let over): "mean of \(over)"
        case .usedUp: "used up"
        case .judged(let facts, let all, let tooFew):
            "\(groupedCount(facts)) of \(groupedCount(all)) cards"
                + (tooFew > 0 ? " · too few readings: \(groupedCount(tooFew))" : "")
        case .noneJudged(let all, let tooFew):
            all == 0
                ? "No card was read often enough yet. Cards on the screen are read by turns; w in Cards keeps one live."
                : "None of \(groupedCount(all)) cards."
                    + (tooFew > 0 ? " \(groupedCount(tooFew)) have too few readings to be judged." : "")
        case .noneToday: "No card was seen to use anything today yet."
        }
    }
}
