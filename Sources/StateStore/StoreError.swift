// What can go wrong with the state database, as facts. The words are in Localization.

import CSQLite

/// A store call that did not do what was asked. Nothing of a failed call is kept: every change is a
/// transaction.
public enum StoreError: Error, Hashable, Sendable {
    /// The folder or the file cannot be made or opened; the system's reason.
    case cannotOpen(path: String, reason: String)
    /// The file or its folder must not be written to.
    case readOnlyDirectory(path: String)
    /// Written by a later simdeck; left untouched. Versions of the schema.
    case newerVersion(path: String, found: Int, known: Int)
    /// No database, or damaged. Where it was moved to; nil when it is still in its place.
    case corrupt(path: String, setAsideAs: String?)
    /// Another process held the file for longer than we wait.
    case busy(path: String)
    /// The disk or the quota is full.
    case diskFull(path: String)
    /// Anything else, in SQLite's or our words.
    case failed(reason: String)

    /// What SQLite's result code means here.
    init(code: Int32, message: String, path: String) {
        self =
            switch code & 0xFF {
            case SQLITE_BUSY, SQLITE_LOCKED: .busy(path: path)
            case SQLITE_FULL: .diskFull(path: path)
            case SQLITE_READONLY: .readOnlyDirectory(path: path)
            case SQLITE_CORRUPT, SQLITE_NOTADB: .corrupt(path: path, setAsideAs: nil)
            case SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH: .cannotOpen(path: path, reason: message)
            default: .failed(reason: "\(path): \(message) (\(code))")
            }
    }
}
