// simdeck send: a file home through a bastion that allows nothing but the terminal: by trzsz or ZMODEM where
// the machine has a sender, else through the clipboard in pieces.

import ArgumentParser
import Glibc
import Localization
import SIMModel
import Settings
import StateStore
import TerminalIO

/// `simdeck send FILE`.
struct SendCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "send",
        abstract: Help.text(
            "Send a file to your own machine through the terminal: by tsz or sz, or by clipboard in pieces.",
            "经终端把文件传回本机：tsz 或 sz，或经剪贴板分段。"))

    /// Pieces by hand are pasted by hand. Unit: bytes.
    private static let mostByHand = 512 << 10

    @Argument(help: help("The file.", "文件。")) var file: String
    @Flag(help: help("Through the clipboard, in pieces of at most 8 KB of base64.", "经剪贴板，每段不超过 8 KB base64。")) var copy = false
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let text = global.text
        guard ProcessFacts.isTerminal(0), ProcessFacts.isTerminal(1) else { throw CommandFailure(.usage, text.sendNeedsTerminal) }
        guard access(file, R_OK) == 0 else {
            throw CommandFailure(.usage, text.cannotRead(file, String(cString: strerror(errno))))
        }
        if copy { return try copyInPieces(text) }
        guard let program = ["tsz", "sz"].first(where: Self.isOnPath) else { throw CommandFailure(.usage, text.noSendProgram) }
        try Self.exec(program, file, text)
    }

    private static func isOnPath(_ program: String) -> Bool {
        (ProcessFacts.environment["PATH"] ?? "").split(separator: ":").contains { access("\($0)/\(program)", X_OK) == 0 }
    }

    /// The sender takes the terminal over as it stands, and this process's place with it.
    private static func exec(_ program: String, _ file: String, _ text: CommandText) throws(CommandFailure) {
        let words = [program, file.hasPrefix("-") ? "./" + file : file]
        let arguments: [UnsafeMutablePointer<CChar>?] = words.map { (word: String) in strdup(word) } + [nil]
        signal(SIGPIPE, SIG_DFL)
        execvp(program, arguments)
        let reason = errno
        for argument in arguments { free(argument) }
        throw CommandFailure(.usage, text.cannotRead(program, String(cString: strerror(reason))))
    }

    private func copyInPieces(_ text: CommandText) throws(CommandFailure) {
        let files = LiveFileAccess(environment: ProcessFacts.environment)
        let bytes: [UInt8]
        do throws(FileProblem) {
            bytes = try files.read(file, limit: Self.mostByHand).bytes
        } catch .tooLarge(let limit) {
            throw CommandFailure(.usage, text.fileTooLarge(limit))
        } catch {
            throw CommandFailure(.usage, text.cannotRead(file, "\(error)"))
        }
        guard let content = String(validating: bytes, as: UTF8.self) else { throw CommandFailure(.usage, text.notUTF8(file)) }
        let environment = ProcessFacts.environment
        let pieces = ClipboardPieces(content, term: environment["TERM"] ?? "", environment: environment)
        for number in 1...pieces.count {
            OutputStream.out.write(pieces.sequence(number))
            if number == pieces.count {
                OutputStream.err.line(text.lastPiece(number))
                break
            }
            OutputStream.err.write(text.piece(number, of: pieces.count))
            guard let answer = TypedAnswer.line(), answer.lowercased() != "q" else {
                throw CommandFailure(.partial, text.piecesUnfinished(number, of: pieces.count))
            }
        }
        OutputStream.err.line(text.digestOfWhole(FileDigest.sha256(bytes), bytes: bytes.count))
    }
}
