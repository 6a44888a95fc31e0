// Words about accounts: the first screen without any, and the chooser between several.

/// The first screen and the chooser of profiles.
public enum ProfileMessage: Message, Hashable {
    case noAccount, lookAround, setUp, whatIsIt, leave
    /// The answer to “what simdeck does”, a line each.
    case about
    case anyKey
    case chooserTitle, open, current, readOnly, production
    /// Unfinished operations of a profile; nil: its journal cannot be read.
    case unfinished(Int?)
    /// That only the open profile's operations are followed.
    case followedWhileOpen
    case cannotOpen(name: String, reason: String)
    case onlyDemo
}
