// English words of the status line.

import SIMModel

extension StatusMessage {
    public var english: String {
        switch self {
        case .starting: "connecting"
        case .online: "online"
        case .noAnswer: "no answer"
        case .limited: "limited"
        case .refused: "refused"
        case .retryIn(let time): "retry in \(time)"
        case .paused: "PAUSED"
        case .pausedBanner(let key): "P A U S E D   nothing is asked; ages are clock times   \(key) goes on"
        case .clock(let skew): "clock \(skew)"
        case .calls(let used, let all): "calls \(used)/\(all)"
        case .callsSlowed(let used, let all, let configured, let until):
            "calls \(used)/\(all), slowed from \(configured) until \(until)"
        case .callsSlowedShort(let used, let all, let configured): "calls \(used)/\(all) of \(configured)"
        case .callsSlowedWhy(let configured, let growsAt, let wholeAt):
            "The profile allows \(configured), but the platform refused calls for their rate or failed under them. More go from \(growsAt), all from \(wholeAt), if that does not happen again."
        case .callsLastMinute(let used, let all): "Calls in the last minute: \(used) of \(all)."
        case .sweep(let percent): "sweep \(percent)%"
        case .sweepDone(let percent, let time): "sweep \(percent)% done in \(time)"
        case .sweepDoneShort(let percent, let time): "sweep \(percent)% \(time)"
        case .sweepUnknown(let percent): "sweep \(percent)% end unknown"
        case .sweepWaits(let percent): "sweep \(percent)% waits"
        case .sweepCards(let count, let all):
            "Stored records of this round: \(groupedCount(count)) of \(groupedCount(all)) cards."
        case .readOnly: "read-only"
        case .readWrite: "read-write"
        case .demo: "DEMO"
        case .production: "PROD"
        case .operations(let count): "\(count) running"
        case .inDoubt(let count): "\(count) in doubt"
        case .tooSmall(let columns, let rows): "\(columns)×\(rows) is too small: simdeck needs 20×6."
        case .noJournal: "no journal"
        case .moreIn(let key): "\(key) tells more"
        case .errorsSeen(let count): "\(count) \(count == 1 ? "error" : "errors")"
        }
    }
}
