// English words about keys, commands and what can be taken away from the screen.

import SIMModel

extension KeysMessage {
    public var english: String {
        switch self {
        case .toChange: "Change cards, devices, orders"
        case .toLook: "Look closer"
        case .toList: "Choose, mark and name"
        case .toPanes: "Panes"
        case .toMove: "Move"
        case .toTake: "Take away: copy, file, command"
        case .toSession: "Help and leaving"
        case .noKey: "palette"
        case .legend: "✕ not now, and why"
        case .keySearch: "search"
        case .keyNextMatch: "next match"
        case .keyWrite: "write to a file"
        case .keyCopy: "copy"
        case .matches(let place, let count): "match \(place) of \(groupedCount(count))"
        case .noMatch(let text): "nothing has “\(text)” in it"
        case .nextKeys(let key): "\(key), and then"
        case .logErrors: "What went wrong, newest first"
        case .logCalls: "The last calls, newest first"
        case .noCalls: "No call was made yet."
        case .callCards(let count): count == 1 ? "1 card" : "\(groupedCount(count)) cards"
        case .callFine: "ok"
        case .callTry(let number): "try \(number)"
        case .wrote(let path): "Wrote \(path)"
        case .commandsTitle: "The same from a shell"
        case .onlyInDemo: "A shell cannot reach the demo: start `simdeck sandbox` for it."
        case .inFile(let count, let key):
            "\(groupedCount(count)) cards: \(key) writes them to a file and names it here; or name a list of yours."
        case .curl: "as a signed call; the signature is blanked and must be made anew"
        case .copiedLine: "Copied the line to the terminal's clipboard."
        case .noCommand: "Nothing on the screen has a command of its own."
        case .line(let line): line.english
        case .saveTitle: "Save the screen"
        case .saveText: "plain text"
        case .saveColours: "text with its colours (ANSI)"
        case .savePicture: "picture (SVG)"
        case .saveHint: "as it is shown: what is masked stays masked"
        case .refusedMoves: "that key moves or closes, everywhere"
        case .refusedChord: "changes never sit on Ctrl or Alt"
        case .refusedMultiplexer(let program): "it is the prefix of \(program)"
        }
    }
}

extension ShownLine {
    var english: String {
        switch self {
        case .records: "the platform's stored record"
        case .fresh: "the carrier's state now"
        case .flow: "flow used now"
        case .watchFlow: "flow, again every 10 seconds"
        case .why: "why it is down"
        case .stop: "stops them; asks first"
        case .resume: "resumes them; asks first"
        case .protect: "protects them from bulk work"
        case .assets: "balance and pools"
        case .history: "the platform's log of the card"
        case .operation: "the operation with its evidence"
        case .operations: "the newest operations"
        case .lookUp: "looks up what is in doubt"
        case .run: "how bulk work stands"
        case .runReport: "the run's report"
        case .device: "what is known of the device"
        case .goods: "the goods"
        case .orders: "the orders"
        case .packages: "what the card can buy"
        case .purchases: "what was bought from here"
        case .call: "this very call"
        case .endpoints: "every endpoint"
        case .question: "the open question; it asks again"
        }
    }
}
