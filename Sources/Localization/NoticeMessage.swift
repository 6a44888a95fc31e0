// What the console answers to a key: what was done, or why it was not.

public import SIMModel

/// The outcome of a command, told in the footer.
public enum NoticeMessage: Message, Hashable {
    case copied(Int)
    /// By way of a program between us and the terminal.
    case copiedThrough(Int, program: String, bytes: Int)
    case copyTooLong(limit: Int)
    /// A question takes no pasted answer.
    case pasteDropped
    /// Unit: bytes.
    case pasteCut(limit: Int)
    /// The terminal's character set is not UTF-8.
    case plainSigns(speaksChinese: Bool)
    case exported(rows: Int, path: String)
    case exportFailed(path: String, reason: String)
    case added(Int)
    case addedNothing
    case marked(Int)
    case unmarked
    case confirmed(OperationKind, Int)
    /// What became of a confirmed question, in parts that are not zero.
    case submitted(OperationKind, sent: Int, refused: Int, unknown: Int, left: Int)
    /// About a run.
    case run(RunMessage)
    case watching(Int)
    case protected(Int)
    case released(Int)
    /// Of tags, notes and saved filters.
    case label(LabelMessage)
    case asked(Int, tooSoon: Int, beyondLimit: Int)
    case askedAgain(pane: Label)
    case keyUnknown(String, help: String)
    case copiedCall(hidesPersonal: Bool)
    case personal(isShown: Bool)
    /// Of the Devices pane.
    case device(DeviceMessage)
    case copiedLink
    case linkExpired
    // Why a call is not sent from the API pane.
    case apiNotCalled
    case apiSpends(command: String, shop: String)
    case apiJournalled(stop: String, resume: String)
    case apiIncomplete(Int)
    case apiUnconfirmed(path: String)
    case apiBusy
    // Why a command is not available just now.
    case onlyIn(pane: Label)
    case readOnly
    /// Nothing is sent without it.
    case noJournal
    case noCard
    case nothingMarked
    /// About keys, commands, the log and the saved screen.
    case keys(KeysMessage)
    case unknownSimNo
    case nothingCanBe(OperationKind)
    case tooMany(Int, limit: Int)
    case nothingToCopy
    case noLink
    case nothingToExport
    case nothingOpen
    case onePaneOnly
    case alreadyZoomed
}
