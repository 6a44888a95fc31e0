// What help, palette, log, "show as command" and the saving of the screen say.

import SIMModel

/// Texts about keys, commands and what can be taken away from the screen.
public enum KeysMessage: Message, Hashable {
    // Sections of the help, by purpose.
    case toChange, toLook, toList, toPanes, toMove, toTake, toSession
    /// Stands where a command has no key.
    case noKey
    /// What the sign before a command means that cannot be used now.
    case legend
    // Keys a box to read prints.
    case keySearch, keyNextMatch, keyWrite, keyCopy
    case matches(Int, of: Int)
    case noMatch(String)
    /// A prefix was pressed: what may follow.
    case nextKeys(String)
    // The log.
    case logErrors, logCalls, noCalls
    case callCards(Int)
    case callFine
    /// A try after the first.
    case callTry(Int)
    case wrote(path: String)
    // Show as command.
    case commandsTitle
    /// The sandbox of a demo is in this process.
    case onlyInDemo
    /// So many cards go into a file.
    case inFile(Int, key: String)
    case curl
    case copiedLine
    case noCommand
    case line(ShownLine)
    // Saving the screen.
    case saveTitle, saveText, saveColours, savePicture, saveHint
    // Keys that are better left alone, or must be.
    case refusedMoves, refusedChord, refusedMultiplexer(String)
}

/// What a line of the command line does.
public enum ShownLine: String, CaseIterable, Hashable, Sendable {
    case records, fresh, flow, watchFlow, why, stop, resume, protect
    case assets, history, operation, operations, lookUp, run, runReport
    case device, goods, orders, packages, purchases, call, endpoints, question
}
