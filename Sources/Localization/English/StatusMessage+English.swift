// English words of the status line.

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
        case .callsLeft(let left, let all): "calls left \(left)/\(all)"
        case .sweep(let percent): "sweep \(percent)%"
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
