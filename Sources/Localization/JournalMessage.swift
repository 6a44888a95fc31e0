// What is wrong with the journal. Nothing is sent without it.

/// Trouble with the journal's file.
public enum JournalMessage: Message, Hashable {
    case cannotOpen(path: String, reason: String)
    case readOnly(path: String)
    case newerVersion(path: String, found: Int, known: Int)
    case corrupt(path: String, setAsideAs: String?)
    case busy(path: String)
    case diskFull(path: String)
    case failed(reason: String)
}
