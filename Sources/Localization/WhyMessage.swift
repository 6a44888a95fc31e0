// "Why is it down?": causes, what can bring a card back, who said it, and what is not known.

public import SIMModel

/// Why a card is down, or what else its facts say of it.
public enum WhyCause: Message, Hashable {
    /// An operation of ours: `#1182`, its state's meaning, and the reason where it failed.
    case operation(String, OperationKind, OperationState, why: String?)
    /// By this journal; the person's words for why.
    case stoppedFromHere(operation: String, at: String, reason: String?)
    /// A stop in the platform's log that this journal did not cause, in the platform's words.
    case stoppedElsewhere(words: String, at: String?)
    case stoppedByNobodyKnown
    case resumeFailed(why: String?, at: String?)
    case overQuota(percent: Int)
    case packageEnded(date: String)
    case riskStop, separated, abnormal, networkCut, noRealName
    case accountEmpty(balance: String)
    case poolEmpty(name: String)
    case cancelled, replaced, closed, expired, inStock, awaitingActivation
    case offline, notDown
    /// The code in words; nil: nobody has asked yet.
    case stateUnknown(Coded<SIMStatus>?)
    case notInPlatform
}

/// What can bring a card back.
public enum WhyRemedy: Message, Hashable {
    case resume, rebind, realName, package, topUp
    /// The platform's date and time.
    case waits(until: String)
    case firstUse, carrier, follows, nobody, nothing, unknown
}

/// How sure a finding is, and who said it.
public enum WhyWord: String, Message, Hashable {
    case certain, likely, unknown
    case journal, log, assets
    case stale
}

/// What would have been looked at and is not there.
public enum WhyGap: Message, Hashable {
    case noState, stateDegraded, noRecord, noQuota, noPackageEnd, noRealNameState
    case stateOld(age: String)
    case recordOld(age: String)
    case logOld(age: String)
    case assetsOld(age: String)
    case logNotRead, logAsking, assetsNotRead, assetsAsking
    case logFailed(String)
    case assetsFailed(String)
    case poolNotListed(Int)
}

/// Everything else the answer says.
public enum WhyMessage: Message, Hashable {
    case title(String)
    case notKnown
    case nothingMissing
    /// One line: the cause, then what helps.
    case whyDown(String)
    case showAssets
    case askAgain
    case notInFleet
    case noVerb
    case down, up, unclear
}
