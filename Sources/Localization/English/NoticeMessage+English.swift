// English words of the notices.

import SIMModel

extension NoticeMessage {
    public var english: String {
        switch self {
        case .copied(let count): "Copied \(groupedCount(count)) \(count == 1 ? "number" : "numbers") to the terminal's clipboard."
        case .copiedThrough(let count, let program, let bytes):
            "Copied \(groupedCount(count)) \(count == 1 ? "number" : "numbers") through \(program), \(groupedCount(bytes)) "
                + "\(bytes == 1 ? "byte" : "bytes"). If your terminal forbids it: the key again shows them to select."
        case .pasteDropped: "The paste was dropped: a question takes typed answers only."
        case .pasteCut(let limit): "Only the first \(limit >> 20) MiB of the paste were taken, to the last whole line."
        case .plainSigns(let speaksChinese):
            "This terminal's character set is not UTF-8: plain signs"
                + (speaksChinese ? "." : ", English words. Set LANG to a UTF-8 locale for all of them.")
        case .copyTooLong(let limit): "Not copied: terminals take \(limit / 1024) KB at most. e writes a file."
        case .exported(let rows, let path): "Wrote \(groupedCount(rows)) \(rows == 1 ? "row" : "rows") to \(path)"
        case .exportFailed(let path, let reason): "Not written to \(path): \(reason)"
        case .added(let count): "Added \(groupedCount(count)) \(count == 1 ? "card" : "cards")."
        case .addedNothing: "All of them are in the list already."
        case .marked(let count): "Marked \(groupedCount(count))."
        case .unmarked: "No card is marked."
        case .confirmed(.stop, let count):
            "Stopping \(groupedCount(count)) \(count == 1 ? "card" : "cards"). Operations (5) follows each."
        case .confirmed(.resume, let count):
            "Resuming \(groupedCount(count)) \(count == 1 ? "card" : "cards"). Operations (5) follows each."
        case .submitted(let kind, let sent, let refused, let unknown, let left):
            "\(kind.english): "
                + [
                    sent > 0 ? "\(groupedCount(sent)) sent" : nil, refused > 0 ? "\(groupedCount(refused)) refused" : nil,
                    unknown > 0 ? "\(groupedCount(unknown)) in doubt" : nil, left > 0 ? "\(groupedCount(left)) not sent" : nil,
                ].compactMap { $0 }.joined(separator: ", ") + "."
        case .protected(0): "Already protected."
        case .protected(let count):
            "Protected: \(groupedCount(count)) \(count == 1 ? "card" : "cards"). No operation on several cards touches them."
        case .released(let count): "Released: \(groupedCount(count)) \(count == 1 ? "card" : "cards")."
        case .run(let message): message.english
        case .label(let message): message.english
        case .watching(let count):
            count == 0 ? "No card is watched." : "Watching \(groupedCount(count)) \(count == 1 ? "card" : "cards")."
        case .asked(let count, let tooSoon, let beyond):
            "Asking the carrier for \(groupedCount(count)) \(count == 1 ? "card" : "cards")"
                + (tooSoon > 0 ? "; \(groupedCount(tooSoon)) asked too lately for the platform's limit" : "")
                + (beyond > 0 ? "; \(groupedCount(beyond)) left out: too many at once" : "") + "."
        case .askedAgain(let pane): "Asking again for \(pane.english)."
        case .keyUnknown(let key, let help): "\(key) does nothing here. \(help) shows the keys."
        case .onlyIn(let pane): "Works in \(pane.english)."
        case .copiedCall(let hides): "Copied the call." + (hides ? " Personal values are masked in it; P shows them." : "")
        case .personal(let isShown): isShown ? "Personal data is shown as it is." : "Personal data is masked."
        case .device(let message): message.english
        case .apiNotCalled: "Nothing to call here."
        case .apiSpends(let command, let shop):
            "It spends money: buy it in Shop (\(shop)), or with \(command). Both write it down before sending."
        case .apiJournalled(let stop, let resume): "Stop and resume go through the journal: \(stop) or \(resume) in Cards."
        case .apiIncomplete(let count):
            count == 1 ? "One field is not right yet. Nothing was sent." : "\(count) fields are not right yet. Nothing was sent."
        case .apiUnconfirmed(let path): "\(path) is not confirmed: set it under endpoints in the configuration. Nothing was sent."
        case .apiBusy: "The call before this one has no answer yet."
        case .readOnly: "Read-only: changes are refused in this run."
        case .noJournal: "The journal cannot be written, and nothing is sent without it. ! tells why."
        case .unknownSimNo: "Only the ICCID of a card is known so far; protection goes by the SIM number."
        case .nothingMarked: "Nothing is marked."
        case .keys(let message): message.english
        case .noCard: "No card is under the cursor."
        case .nothingCanBe(.stop): "None of the chosen cards can be stopped; the question would be empty."
        case .nothingCanBe(.resume): "None of the chosen cards can be resumed; the question would be empty."
        case .tooMany(let count, let limit):
            "\(groupedCount(count)) cards; this profile allows \(groupedCount(limit)) at once. Nothing was asked."
        case .copiedLink: "Copied the link to the terminal's clipboard."
        case .linkExpired: "Not copied: the link has expired."
        case .noLink: "No link in the reply on the screen."
        case .nothingToCopy: "Nothing to copy here."
        case .nothingToExport: "Nothing to export yet."
        case .nothingOpen: "Nothing is open."
        case .onePaneOnly: "Only one pane is on the screen."
        case .alreadyZoomed: "The pane has the whole screen already."
        }
    }
}
