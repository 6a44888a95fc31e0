// English lines of the dialogs.

import SIMModel

extension DialogMessage {
    public var english: String {
        switch self {
        case .changeTitle(let kind, let count, let profile):
            "\(kind == .stop ? "Stop" : "Resume") \(groupedCount(count)) \(count == 1 ? "card" : "cards") on \(profile)"
        case .onlineNow(let count): "\(groupedCount(count)) online now"
        case .stateUnknown(let count): "\(groupedCount(count)) of unknown state"
        case .consequence(.stop): "A stopped card has no connection until it is resumed."
        case .consequence(.resume): "A resumed card goes online again and uses its quota."
        case .leftOut(let list): "left out: \(list)"
        case .hiddenMarks(let count): "\(groupedCount(count)) of them hidden by the filter"
        case .usedSoFar(let volume): "\(volume) used"
        case .packages(let count): "\(count) packages"
        case .calls(let count): "\(groupedCount(count)) \(count == 1 ? "call" : "calls")"
        case .sendingTakes(let span): "about \(span) to send"
        case .usually(let median, let slow, let samples): "usually done in \(median), up to \(slow) (\(samples) samples)"
        case .canaryFirst(let count): "first \(groupedCount(count)) as a canary, the rest when they are confirmed"
        case .noCanary: "all at once, without a canary"
        case .keyCanary: "canary"
        case .opposing(let count): "\(groupedCount(count)) of them are in another operation just now"
        case .typeCount(let kind, let count): "Type \(count) and Enter to \(kind.english) them."
        case .typeProfile(let kind, let name): "Type \(name) and Enter to \(kind.english) it."
        case .typeCountAndProfile(let kind, let count, let name):
            "Type \(count) and \(name), then Enter, to \(kind.english) them."
        case .pressY(let kind): "\(kind.english) it"
        case .wrongCount(let count): "The count is \(count). Nothing was sent."
        case .wrongProfile(let name): "The profile's name is \(name). Nothing was sent."
        case .reasonWanted: "This profile wants a reason. Nothing was sent."
        case .willBeDone(let kind, let count): "\(kind.english): \(groupedCount(count))"
        case .willBeLeftOut(let count): "left out: \(groupedCount(count))"
        case .keyNothing: "nothing happens"
        case .keyList: "list"
        case .keyBack: "back"
        case .keyReason: "reason"
        case .keyScroll: "scroll"
        case .keyRun: "run"
        case .keyChoose: "choose"
        case .keyAdd: "add"
        case .keyStay: "stay"
        case .keyQuit: "quit"
        case .keyClose: "close"
        case .keyKeep: "keep"
        case .keyClear: "clear"
        case .isProtected(let actor, let since, let reason):
            "▣ PROTECTED by \(actor) since \(since)" + (reason.map { ": \($0)" } ?? "")
        case .isUnfinished(let id, let kind, let state, let since):
            "Operation #\(id), \(kind.english), sent \(since) ago, is not over: \(state.english). A second one may be done twice."
        case .typeNumber(let kind, let id): "Type \(id) and Enter to \(kind.english) it all the same."
        case .wrongNumber(let id): "Type \(id), the number of the operation that is not over. Nothing was sent."
        case .typeDigits(let kind): "Type the last 4 digits of its number and Enter to \(kind.english) it."
        case .wrongDigits: "These are not the last 4 digits. Nothing was sent."
        case .releaseTitle(let count): "Release \(groupedCount(count)) protected \(count == 1 ? "card" : "cards")"
        case .releaseMeaning: "Operations on several cards will touch them again."
        case .keyRelease: "release"
        case .reasonHint: "kept in the journal, sent as remark"
        case .addHint: "Numbers parted by blanks, commas or lines; a paste; or @FILE."
        case .addReading(let count, let duplicates):
            "\(groupedCount(count)) \(count == 1 ? "number" : "numbers")"
                + (duplicates == 0 ? "" : ", \(groupedCount(duplicates)) named twice")
        case .addFrom(let source): "from \(source)"
        case .addProblem(let line, let text, let reason): "line \(line): \(text): \(reason)"
        case .addMoreProblems(let count): "and \(groupedCount(count)) more lines that are no card"
        case .fileFailed(let path, let reason): "\(path): \(reason)"
        case .addNoGood: "No number to add."
        case .quitTitle: "Quit"
        case .quitSending(let count): "\(groupedCount(count)) \(count == 1 ? "operation is" : "operations are") still being sent."
        case .quitMeaning:
            "Leaving now may leave them in doubt: stops and resumes are looked up at the next start, nothing is sent again."
        case .linesLeftOut(let count, let origin):
            count == 0 ? origin : "\(origin): \(groupedCount(count)) lines name no card and were left out"
        case .moreLines(let count): "and \(groupedCount(count)) more"
        case .noErrors: "No errors in this session."
        case .times(let count): "\(count) times"
        case .noCommand: "No command has these letters."
        case .sortHint: "again on the same column: reverse"
        }
    }
}

extension LeftOutMessage {
    public var english: String {
        switch self {
        case .alreadyInState(.stop): "already stopped"
        case .alreadyInState(.resume): "already active"
        case .cancelled: "closed"
        case .expired: "expired"
        case .riskStop: "risk stop"
        case .separated: "separated (rebind instead)"
        case .inStock: "in stock"
        case .unknownSimNo: "only the ICCID known"
        case .protected: "protected"
        case .notConfirmed(let state): state.english
        case .movedByLater(let kind): "moved by your later \(kind.english)"
        case .nowIn(let state): "\(state.english) now"
        case .unseen: "of a state the carrier did not tell"
        case .unfinished(let operation): operation.isEmpty ? "still running" : "still running (#\(operation))"
        }
    }
}
