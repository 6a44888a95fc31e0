// English words of "why is it down?".

import SIMModel

extension WhyCause {
    public var english: String {
        switch self {
        case .operation(let id, let kind, let state, let why):
            "#\(id) \(kind.english): \(state.englishMeaning)" + (why.map { " · \($0)" } ?? "")
        case .stoppedFromHere(let operation, let at, let reason):
            "stopped by hand \(at) (ops #\(operation), you)" + (reason.map { ": \($0)" } ?? "")
        case .stoppedElsewhere(let words, let at):
            "stopped, not from here\(at.map { ", \($0)" } ?? "") (\(words.isEmpty ? "no words" : words) in the platform's log, which names nobody)"
        case .stoppedByNobodyKnown: "stopped; nothing known tells why"
        case .resumeFailed(let why, let at): "the last resume\(at.map { " (\($0))" } ?? "") failed: \(why ?? "no reason given")"
        case .overQuota(let percent): "\(percent) % of the quota is used"
        case .packageEnded(let date): "the package ended \(date)"
        case .riskStop: "stopped for risk by the carrier"
        case .separated: "SIM and device are separated"
        case .abnormal: "the carrier calls the card abnormal"
        case .networkCut: "cut off the network on the carrier's side"
        case .noRealName: "no real name is registered"
        case .accountEmpty(let balance): "the account is in arrears (¥\(balance))"
        case .poolEmpty(let name): "pool \(name) has nothing available: the platform stops its cards"
        case .cancelled: "cancelled"
        case .replaced: "replaced by another card"
        case .closed: "closed for good"
        case .expired: "expired (void)"
        case .inStock: "in stock: not issued yet"
        case .awaitingActivation: "not activated yet"
        case .offline: "its device is offline: switched off, no coverage, or a wrong APN"
        case .notDown: "not down: the carrier has it in use"
        case .stateUnknown(nil): "its state was not asked yet"
        case .stateUnknown(let status?) where status.known == nil: "the state's code \(status.code) is in no table"
        case .stateUnknown: "the platform could not get the carrier's state"
        case .notInPlatform: "the platform does not know this number"
        }
    }
}

extension WhyRemedy {
    public var english: String {
        switch self {
        case .resume: "a resume"
        case .rebind: "a rebind (a resume does not)"
        case .realName: "registering the real name"
        case .package: "a package"
        case .topUp: "topping up at the platform"
        case .waits(let until): "by itself on \(until) (UTC+8)"
        case .firstUse: "its first use"
        case .carrier: "the platform or the carrier; no resume lifts it"
        case .follows: "its end is awaited"
        case .nobody: "nobody"
        case .nothing: "nothing to bring back"
        case .unknown: "not known"
        }
    }
}

extension WhyWord {
    public var english: String {
        switch self {
        case .certain: "certain"
        case .likely: "likely"
        case .unknown: "unknown"
        case .journal: "own journal"
        case .log: "platform's log"
        case .assets: "account"
        case .stale: "old"
        }
    }
}

extension WhyGap {
    public var english: String {
        switch self {
        case .noState: "the state: nobody asked yet"
        case .stateDegraded: "the carrier did not answer: the state is what the platform had stored"
        case .noRecord: "the platform's record of the card"
        case .noQuota: "whether the quota is used up"
        case .noPackageEnd: "when the package ends"
        case .noRealNameState: "whether a real name is registered"
        case .stateOld(let age): "the state of now: what is known is \(age) old"
        case .recordOld(let age): "the record of now: what is known is \(age) old"
        case .logOld(let age): "what the platform's log says since \(age)"
        case .assetsOld(let age): "the account's money since \(age)"
        case .logNotRead: "who stopped it: the platform's log was not read"
        case .logAsking: "who stopped it: the platform's log is being read…"
        case .assetsNotRead: "whether the account or the pool has money: not read"
        case .assetsAsking: "whether the account or the pool has money: being read…"
        case .logFailed(let what): "who stopped it: the log could not be read (\(what))"
        case .assetsFailed(let what): "the account's money could not be read (\(what))"
        case .poolNotListed(let pool): "whether pool \(pool) has money: it is not among the account's"
        }
    }
}

extension WhyMessage {
    public var english: String {
        switch self {
        case .title(let card): "Why is \(card) down?"
        case .notKnown: "What is not known"
        case .nothingMissing: "Nothing that was to be looked at is missing."
        case .whyDown(let why): "Why down: \(why)"
        case .showAssets: "the account's money"
        case .askAgain: "ask again"
        case .notInFleet: "not in the list of cards"
        case .noVerb: "No key here brings it back."
        case .down: "down"
        case .up: "not down"
        case .unclear: "unclear"
        }
    }
}
