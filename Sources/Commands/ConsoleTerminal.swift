// The terminal of a console, kept from one account to the next, and the first screen on it.

import CellGrid
import ConsoleUI
import Localization
import SIMModel
import Settings
import StateStore
import TerminalIO

/// The terminal and what is said when it is given back.
@MainActor
final class ConsoleTerminal {
    private let text: CommandText
    private var opened: Opened?
    /// Lines for standard error once the screen is gone.
    var farewell: [String] = []
    /// A signal that came while one account was closed and the next not yet open.
    var pendingSignal: Int32?

    /// A terminal taken, and what it can show.
    struct Opened {
        var session: TerminalSession
        var characters: CharacterSet
        var repertoire: Repertoire
    }

    init(text: CommandText) { self.text = text }

    /// The terminal, taken now if it is not yet ours; then with these settings.
    func open(_ settings: TerminalConfig = TerminalConfig()) throws(CommandFailure) -> Opened {
        if let opened {
            // What was printed in between lies on the screen where nobody knows of it.
            opened.session.display.invalidate()
            return opened
        }
        do throws(TerminalError) {
            var options = try TerminalOptions.standard(environment: ProcessFacts.environment)
            options.hasWideSigns = settings.ambiguousWidth == 2
            options.mouse = settings.mouse == "on" ? .on : settings.mouse == "wheel" ? .wheel : .off
            options.setsTitle = settings.title ?? true
            let taken = Opened(
                session: try TerminalSession(options: options), characters: options.characters, repertoire: options.repertoire)
            opened = taken
            return taken
        } catch {
            throw CommandFailure(.usage, text.terminal(error))
        }
    }

    /// Gives it back and says what is to be said. May be called any number of times.
    func close() {
        opened?.session.restore()
        opened = nil
        for line in farewell { OutputStream.err.line("simdeck: " + line) }
        farewell = []
    }
}

/// The first screen, where nothing is set up.
@MainActor
struct WelcomeRun {
    private let terminal: ConsoleTerminal
    private let theme: String?
    private let text: CommandText

    init(_ terminal: ConsoleTerminal, theme: String?, text: CommandText) {
        self.terminal = terminal
        self.theme = theme
        self.text = text
    }

    func run() async throws -> WelcomeChoice {
        let first = try await ConsoleThemes(theme ?? ProcessFacts.environment["SIMDECK_THEME"], text: text).first().value
        if let trouble = first.trouble { terminal.farewell.append(trouble) }
        let opened = try terminal.open()
        let screen = opened.session
        let (choices, choose) = AsyncStream.makeStream(of: Result<WelcomeChoice, EndedBySignal>.self)
        let welcome = Welcome(
            display: screen.display, language: opened.characters == .plain ? .en : text.language, theme: first.theme,
            drawsASCII: opened.repertoire != .everything,
            onChoice: { choose.yield(.success($0)) })
        screen.onTerminate = { choose.yield(.failure(EndedBySignal(number: $0))) }
        screen.run { welcome.handle($0) }
        welcome.start()
        for await choice in choices {
            switch choice {
            case .success(let choice): return choice
            case .failure(let signal):
                terminal.close()
                throw ExitCodeForSignal.code(signal.number)
            }
        }
        return .leave
    }

    private struct EndedBySignal: Error {
        var number: Int32
    }
}

/// The other accounts of the configuration, and the way to one of them.
@MainActor
final class ProfileSwitcher {
    private let command: ConsoleCommand
    private let current: String
    private let terminal: TerminalSession
    private let files = LiveFileAccess(environment: ProcessFacts.environment)

    init(command: ConsoleCommand, current: String, terminal: TerminalSession) {
        self.command = command
        self.current = current
        self.terminal = terminal
    }

    func choices() -> [ProfileChoice] {
        let survey = Configuration.survey(
            flags: FlagOverrides(configPath: command.global.config), environment: ProcessFacts.environment, files: files)
        return survey.profiles.map { profile in
            let host = profile.baseURL.split(separator: "/").dropFirst().first.map(String.init) ?? profile.baseURL
            return ProfileChoice(
                name: profile.name, platform: host, colour: ProfileColour(setting: profile.colour, name: profile.name),
                isCurrent: profile.name == current, isReadOnly: command.readOnly || profile.readOnly,
                isProduction: profile.isProduction, unfinished: unfinished(profile.name))
        }
    }

    /// nil: the journal cannot be read. A journal that is not there has nothing unfinished.
    private func unfinished(_ name: String) -> Int? {
        guard let folder = StatePaths.stateDirectory(profile: name, environment: ProcessFacts.environment),
            files.exists(folder + "/journal.sqlite")
        else { return 0 }
        return try? JournalHealth.read(directory: folder, whole: false)?.unfinished
    }

    /// Reads the account and its key while this one still runs: what cannot be opened costs nothing.
    func open(_ name: String) -> Result<(LiveSession, Secret), CommandFailure> {
        var options = command.global
        options.profile = name
        let open = { [options, command] in
            Result { () throws(CommandFailure) in
                try LiveSession.openWithSecret(options, readOnly: command.readOnly, tellsWarnings: false)
            }.map { ($0.session, $0.secret) }
        }
        let profile = try? Configuration.load(
            flags: options.overrides(), environment: ProcessFacts.environment, files: files)
        // A command for the key may ask for a passphrase on the terminal.
        if case .command? = profile?.secret { return terminal.lent(open) }
        return open()
    }
}
