// What the console says of runs.

public import SIMModel

/// A line about a run, or an entry of its menu.
public enum RunMessage: Message, Hashable {
    case menu(String, OperationKind)
    case operationMenu(OperationID, OperationKind)
    case settle
    case nameRow, neverArrived
    case notAmbiguous, notInDoubt, stillLookedFor, noRunAtHand
    // Naming the row of the log, and saying that an operation never arrived.
    case rowTitle(OperationID, OperationKind)
    case rowMeaning, keyRow, noRows, noSuchRow
    case sentAt(String)
    case neverTitle(OperationID, OperationKind)
    case neverMeaning, neverHint
    case settled(OperationID, OperationState)
    case mustWait(OperationID)
    case goOn(Int)
    case pause
    case giveUp(Int)
    case undo(Int)
    case report
    case readOnly, notPaused, notRunning, nothingLeft, nothingConfirmed, atItsEnd
    case sent(Int, of: Int)
    case confirmed(Int)
    case failed(Int)
    case doubtful(Int)
    case left(String)
    /// Notices.
    case noRun
    case pausing
    case gaveUp(Int)
    case asking
    case nothingToUndo
    case tooManyThisHour(sent: Int, asked: Int, limit: Int)
    case quietHours
    /// A run came to a stand by itself.
    case held(RunHold, note: String?, left: Int, key: String)
}
