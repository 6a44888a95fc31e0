// simdeck --plain: commands as lines and answers as lines, for screen readers, Braille lines and terminals that
// cannot move their cursor. Each line goes the way of the command line, so that questions, journal and exit
// statuses are the same; nothing that was written is ever drawn over.

import ArgumentParser
import Dispatch
import Glibc
import Localization
import SIMModel

/// One session of lines.
@MainActor final class LineSession {
    /// Commands that draw, or hand control sequences to the terminal.
    private static let drawing: Set<String> = ["console", "send"]

    private let text: CommandText
    private let account: String
    private let list: LineList
    private let signals = EndSignals()
    private let isTerminal = ProcessFacts.isTerminal(0)
    /// Of the last command, as a shell ends with it.
    private var status = ExitStatus.done.rawValue

    init(text: CommandText, account: String, cards: [CardNumber]?) {
        self.text = text
        self.account = account
        list = LineList(cards, text: text)
        LineInput.standard.listen(for: signals.descriptor)
    }

    /// Reads lines to their end and gives the process's exit status.
    func run(isReadOnly: Bool) async -> Int32 {
        OutputStream.out.line(text.lineGreeting(version: Version.current, account: account, isReadOnly: isReadOnly))
        while true {
            if isTerminal { OutputStream.out.write("\(account)> ") }
            switch await Self.nextLine() {
            case .text(let line):
                if await take(line) == .leave { return status }
            case .tooLong: refuse(text.lineTooLong)
            case .notUTF8: refuse(text.lineNotUTF8)
            case .end:
                // The prompt's own line is not left open.
                if isTerminal { OutputStream.out.line(text.lineGoodbye) }
                return status
            case .signal: if let end = endBySignal() { return end }
            }
            if let pending { return pending }
        }
    }

    private enum Step { case goOn, leave }

    /// The end that a signal asked for while a command ran.
    private var pending: Int32?

    /// TERM and HUP end the session; Ctrl-C on a terminal only takes the line back.
    private func endBySignal() -> Int32? {
        let numbers = signals.taken()
        if let number = numbers.first(where: { $0 != SIGINT }) { return 128 + number }
        guard numbers.contains(SIGINT) else { return nil }
        OutputStream.out.line("")
        return isTerminal ? nil : ExitStatus.interrupted.rawValue
    }

    private func take(_ line: String) async -> Step {
        let arguments: [String]
        let rest: String
        do throws(LineWords.Problem) {
            let words = try LineWords(line)
            // A line that is a remark, as in a file of commands.
            if words.isEmpty || words.first == "#" { return .goOn }
            rest = words.first == "simdeck" ? try LineWords(words.rest).rest : words.rest
            // Numbers of operations are written `#1182`, too.
            arguments = try words.arguments(listed: list.listed, isAboutOperations: ["ops"].contains(words.first))
        } catch {
            refuse(self.words(error))
            return .goOn
        }
        let command = Array(arguments.first == "simdeck" ? arguments.dropFirst() : arguments[...])
        switch command.first ?? "help" {
        case "quit", "exit", "q": return .leave
        case "list": await perform { try await self.list.list(rest) }
        case "more": await perform { try await self.list.more() }
        case "help" where command.count < 2, "?": help()
        case let name where Self.drawing.contains(name): refuse(text.lineNotHere(name))
        case let name where !CommandLineEntry.isCommand(name) && name != "--version": refuse(text.lineNoCommand(name))
        default:
            if command.contains("-") { refuse(text.lineNoStandardInput) } else { await run(command) }
        }
        return .goOn
    }

    private func help() {
        OutputStream.out.line(text.lineHelp)
        for command in SimdeckCommand.configuration.subcommands where command.configuration.shouldDisplay {
            guard let name = command.configuration.commandName, !Self.drawing.contains(name) else { continue }
            OutputStream.out.line("\(name): \(command.configuration.abstract)")
        }
        end(with: ExitStatus.done.rawValue)
    }

    // MARK: Commands

    private func run(_ arguments: [String]) async { await watched { await CommandLineEntry.run(arguments) } }

    /// The same for what only the line mode has.
    private func perform(_ body: @escaping @MainActor () async throws -> Void) async {
        await watched {
            do {
                try await body()
                return ExitStatus.done.rawValue
            } catch let failure as CommandFailure {
                OutputStream.err.line("simdeck: \(failure.message)")
                return failure.status.rawValue
            } catch {
                return ExitStatus.interrupted.rawValue
            }
        }
    }

    /// Runs one command, which a signal ends: by itself where it knows how, by calling it off elsewhere.
    private func watched(_ body: @escaping @Sendable () async -> Int32) async {
        let before = EndSignals.count
        let work = Task { await body() }
        let watch = Task { [signals] in
            await signals.wait()
            if EndSignals.count == before { work.cancel() }
        }
        let result = await work.value
        watch.cancel()
        let numbers = signals.taken()
        pending = numbers.first { $0 != SIGINT }.map { 128 + $0 }
        end(with: numbers.isEmpty || result != ExitStatus.done.rawValue ? result : ExitStatus.interrupted.rawValue)
    }

    private func refuse(_ why: String) {
        OutputStream.err.line("simdeck: \(why)")
        end(with: ExitStatus.usage.rawValue)
    }

    private func end(with result: Int32) {
        status = result
        OutputStream.out.line(words(result))
    }

    private func words(_ result: Int32) -> String {
        switch ExitStatus(rawValue: result) {
        case .done: text.lineDone
        case .partial: text.linePartial
        case .usage: text.lineUsage
        case .configuration: text.lineConfiguration
        case .refused: text.lineRefused
        case .unreachable: text.lineUnreachable
        case .inDoubt: text.lineInDoubt
        case .interrupted: text.lineInterrupted
        case nil: text.lineEnded(status: result)
        }
    }

    private func words(_ problem: LineWords.Problem) -> String {
        switch problem {
        case .openQuote: text.lineOpenQuote
        case .badPlaces(let word): text.lineBadPlaces(word)
        case .notListed(let word, let count): text.lineNotListed(word, of: count)
        }
    }

    /// The wait is a thread's own: nothing else stands still for it.
    private static func nextLine() async -> LineInput.Line {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: LineInput.standard.line()) }
        }
    }
}
