// Trouble with the journal as a message.

import Localization
import ViewModels

enum JournalText {
    static func message(_ trouble: JournalTrouble) -> JournalMessage {
        switch trouble {
        case .cannotOpen(let path, let reason): .cannotOpen(path: path, reason: reason)
        case .readOnly(let path): .readOnly(path: path)
        case .newerVersion(let path, let found, let known): .newerVersion(path: path, found: found, known: known)
        case .corrupt(let path, let aside): .corrupt(path: path, setAsideAs: aside)
        case .busy(let path): .busy(path: path)
        case .diskFull(let path): .diskFull(path: path)
        case .failed(let reason): .failed(reason: reason)
        }
    }
}
