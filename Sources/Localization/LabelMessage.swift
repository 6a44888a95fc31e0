// What the console says of tags, notes and saved filters.

/// A sentence about what an operator's people say of cards.
public enum LabelMessage: Message, Hashable {
    // What became of a change.
    case tagged(Int, absent: Int)
    case noted(Int, absent: Int)
    case tabSaved(String)
    case tabDeleted(String)
    // Why a command is not available just now.
    case noStore
    case noTabs
    case notATab
    case noFilter
    // Prompts.
    case tagTitle(Int)
    case tagHint
    case tagsNow(String)
    case tagsWrong(most: Int, longest: Int)
    case noteTitle(Int)
    case noteHint
    case noteTooLong(Int)
    case saveTitle
    case saveHint(filter: String)
    case renameTitle(String)
    case keySave
    // In the filter line.
    case allCards
}
