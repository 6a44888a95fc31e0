// What questions, choosers and lists over the panes say.

public import SIMModel

/// Why a card that was chosen is left out of a stop or resume.
public enum LeftOutMessage: Message, Hashable {
    case alreadyInState(OperationKind)
    case cancelled, expired, riskStop, separated, inStock, unknownSimNo, protected
    // Of a run that is taken back.
    case notConfirmed(OperationState)
    case movedByLater(OperationKind)
    case nowIn(Coded<SIMStatus>)
    case unseen
    /// An operation of the same kind is still running.
    case unfinished(operation: String)

    /// Two reasons that differ only in their operation's number are counted as one.
    public var groupKey: LeftOutMessage {
        if case .unfinished = self { return .unfinished(operation: "") }
        return self
    }
}

/// A line of a dialog.
public enum DialogMessage: Message, Hashable {
    // The question before a change.
    case changeTitle(OperationKind, count: Int, profile: String)
    case onlineNow(Int)
    case stateUnknown(Int)
    case consequence(OperationKind)
    case leftOut(String)
    case hiddenMarks(Int)
    case usedSoFar(String)
    case packages(Int)
    case calls(Int)
    case sendingTakes(String)
    case usually(median: String, slow: String, samples: Int)
    case canaryFirst(Int)
    case noCanary
    case keyCanary
    /// Operations of the other kind are under way on these cards.
    case opposing(Int)
    case typeCount(OperationKind, Int)
    case typeProfile(OperationKind, String)
    case typeCountAndProfile(OperationKind, Int, String)
    case pressY(OperationKind)
    case wrongCount(Int)
    case wrongProfile(String)
    case reasonWanted
    case willBeDone(OperationKind, Int)
    case willBeLeftOut(Int)
    // Keys a box prints.
    case keyNothing, keyList, keyBack, keyReason, keyScroll, keyRun, keyChoose, keyAdd, keyStay, keyQuit, keyClose, keyKeep,
        keyClear
    case reasonHint
    // Protection.
    /// By whom and since when, then the reason as it was written.
    case isProtected(by: String, since: String, reason: String?)
    /// The same operation on the card is not over.
    case isUnfinished(OperationID, OperationKind, OperationState, since: String)
    case typeNumber(OperationKind, OperationID)
    case wrongNumber(OperationID)
    case typeDigits(OperationKind)
    case wrongDigits
    case releaseTitle(Int)
    case releaseMeaning
    case keyRelease
    // Adding cards.
    case addHint
    case addReading(Int, duplicates: Int)
    case addFrom(String)
    case addProblem(line: Int, text: String, reason: String)
    case addMoreProblems(Int)
    case fileFailed(path: String, reason: String)
    case addNoGood
    // Leaving.
    case quitTitle
    case quitSending(Int)
    case quitMeaning
    // Lists.
    /// Lines of a list that name no card.
    case linesLeftOut(Int, of: String)
    case moreLines(Int)
    case noErrors
    case times(Int)
    case noCommand
    case sortHint
}
