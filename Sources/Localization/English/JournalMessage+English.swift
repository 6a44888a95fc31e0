// English sentences about the journal.

extension JournalMessage {
    public var english: String {
        switch self {
        case .cannotOpen(let path, let reason):
            "Nothing is sent: the journal \(path) cannot be opened: \(reason). Check its folder, or set SIMDECK_STATE_DIR."
        case .readOnly(let path):
            "Nothing is sent: the journal \(path) cannot be written. Check its owner and mode, or set SIMDECK_STATE_DIR."
        case .newerVersion(let path, let found, let known):
            "The journal \(path) is of version \(found), this simdeck knows \(known). Use the newer simdeck."
        case .corrupt(let path, let aside):
            "The journal \(path) is damaged" + (aside.map { "; it was set aside as \($0)" } ?? "") + ". Look at simdeck ops."
        case .busy(let path): "Nothing is sent: the journal \(path) is in use by another process. Try again."
        case .diskFull(let path): "Nothing is sent: no room left for the journal \(path). Free some and try again."
        case .failed(let reason): "Nothing is sent: the journal failed: \(reason)."
        }
    }
}
