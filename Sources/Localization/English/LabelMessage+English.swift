// English texts of ``LabelMessage``.

import SIMModel

extension LabelMessage {
    private static func cards(_ count: Int) -> String { "\(groupedCount(count)) \(count == 1 ? "card" : "cards")" }

    private static func absent(_ count: Int) -> String {
        count == 0 ? "" : " \(cards(count)) not in the profile's list: simdeck fleet add."
    }

    public var english: String {
        switch self {
        case .tagged(let count, let absent): "Tags changed: \(Self.cards(count))." + Self.absent(absent)
        case .noted(let count, let absent): "Note changed: \(Self.cards(count))." + Self.absent(absent)
        case .tabSaved(let name): "Tab saved: \(name)."
        case .tabDeleted(let name): "Tab deleted: \(name). Its cards stay."
        case .noStore: "Nothing can be kept here."
        case .noTabs: "No filter is saved as a tab yet; save one from the palette."
        case .notATab: "The filter shown is no tab."
        case .noFilter: "Nothing is filtered: there is nothing to save."
        case .tagTitle(let count): "Tags of \(Self.cards(count))"
        case .tagHint: "+add -remove, parted by blanks or commas"
        case .tagsNow(let tags): "now: \(tags)"
        case .tagsWrong(let most, let longest): "At most \(most) tags of at most \(longest) characters."
        case .noteTitle(let count): "Note on \(Self.cards(count))"
        case .noteHint: "one line; empty takes the note away"
        case .noteTooLong(let most): "At most \(most) characters."
        case .saveTitle: "Save filter as tab"
        case .saveHint(let filter): "a name for /\(filter)"
        case .renameTitle(let name): "Another name for the tab \(name)"
        case .keySave: "save"
        case .allCards: "all"
        }
    }
}
