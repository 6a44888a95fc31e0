// One console from its first frame to the terminal given back.

import ArgumentParser
import CellGrid
import ConsoleUI
import Glibc
import Localization
import Operations
import PlatformClient
import PushReceiver
import SIMModel
import SandboxPlatform
import Settings
import StateStore
import TerminalIO
import ViewModels

/// Everything a running console holds.
@MainActor
final class ConsoleRun {
    /// Cards of the profile's list that are read before the screen opens, and those taken in at a time later.
    private static let firstPage = 2_000
    private static let piece = 16_384

    private let command: ConsoleCommand
    private let session: LiveSession
    /// Checks the platform's own signatures on pushes.
    private let secret: Secret
    private let sandbox: SandboxServer?
    /// nil: the list that the profile keeps, which then also grows with what is added.
    private let cards: CardFile?
    private let text: CommandText
    /// Only for pictures of the demo.
    private let clock: DemoClock?
    private let terminal: ConsoleTerminal
    /// Why an added card could not be kept; told when the screen is gone.
    private var fleetFailure: StoreError?

    /// Why a console is over.
    enum Ending {
        case quit
        case signal(Int32)
        /// Another account takes its place on the same terminal.
        case profile(LiveSession, Secret)
        /// The journal cannot be opened: nothing can be done here that is not written down.
        case failed(CommandFailure)
    }

    init(
        command: ConsoleCommand, session: LiveSession, secret: Secret, sandbox: SandboxServer?, cards: CardFile?,
        terminal: ConsoleTerminal, clock: DemoClock? = nil
    ) {
        self.clock = clock
        self.terminal = terminal
        self.command = command
        self.session = session
        self.secret = secret
        self.sandbox = sandbox
        self.cards = cards
        text = command.global.text
    }

    func run() async throws -> Ending {
        let themes = ConsoleThemes(command.theme ?? session.profile.theme, text: text)
        let asked = themes.first()
        let keys = try keyMap()
        let alerts = try AlertSettings(checking: session.profile.alerts, text: text)
        let program = LiveAlertCommand(session.profile.alerts.command, environment: ProcessFacts.environment, time: session.time)
        let state = try session.unopenedState(speed: sandbox == nil ? 1 : command.demoSpeed)
        // Only what the first frame itself needs of the journal is waited for: the list that the profile keeps.
        if cards == nil || session.profile.listen.port != nil { state.database.begin() }
        let workspace = try await makeWorkspace(state, alerts)
        let intake = await openIntake(state)
        let opened = try terminal.open(session.profile.terminal)
        let screen = opened.session
        let first = try await asked.value
        if let trouble = first.trouble { terminal.farewell.append(trouble) }
        let theme = themes.without(colours: screen.colourDepth != .mono, first.theme)
        let (ends, end) = AsyncStream.makeStream(of: Ending.self)
        let confirm = session.profile.confirm
        var options = ConsoleOptions(
            // Chinese would be question marks where the terminal has no characters for it.
            language: opened.characters == .plain ? .en : session.profile.language.flatMap { Language(tag: $0) } ?? Help.language,
            theme: theme,
            confirm: ConfirmSettings(
                typeCountFrom: confirm.typeCountFrom ?? 2, typeProfileFrom: confirm.typeProfileFrom,
                requireReason: confirm.requireReason ?? false, maxCards: confirm.maxCards,
                canary: confirm.canary),
            keys: keys, asciiLines: opened.repertoire != .everything, alerts: AlertDelivery(session.profile.alerts))
        options.profileColour =
            sandbox == nil ? ProfileColour(setting: session.profile.colour, name: session.profile.name) : nil
        options.followsGround = themes.followsGround && screen.colourDepth != .mono
        options.lineSpeed = session.profile.terminal.speed
        if opened.characters != .utf8 { options.greeting = .plainSigns(speaksChinese: opened.characters == .chinese) }
        let switcher = sandbox == nil ? ProfileSwitcher(command: command, current: session.profile.name, terminal: screen) : nil
        let console = Console(
            display: screen.display,
            model: WorkspaceModel(workspace, policy: confirm.policy(canary: nil, failures: nil, unknowns: nil)),
            options: options,
            time: session.time,
            doors: ConsoleDoors(
                export: { name, content in Self.export(name, content) },
                loadCards: { [text] path in Self.load(path, text) }, onQuit: { end.yield(.quit) },
                alert: { program?.run($0) }, themes: themes.door,
                profiles: { [switcher] in switcher?.choices() ?? [] },
                openProfile: { [switcher] name in
                    switch switcher?.open(name) {
                    case .success(let (session, secret))?: end.yield(.profile(session, secret))
                    case .failure(let failure)?: return failure.message
                    case nil: break
                    }
                    return nil
                }))
        screen.onTerminate = { end.yield(.signal($0)) }
        if let signal = terminal.pendingSignal { end.yield(.signal(signal)) }
        wake(console, screen, themes)
        screen.run { [clock] events in
            console.handle(events)
            if events.contains(.focus(true)) { themes.wake() }
            clock?.pressed(events.count { if case .key = $0 { true } else { false } })
            if events.contains(.hangUp) { end.yield(.signal(SIGHUP)) }
        }
        console.start()
        state.database.begin()
        themes.follow(console, theme)
        // Behind the first frame: whoever does not answer delays nothing.
        if themes.followsGround, screen.colourDepth != .mono { screen.askGround() }
        let opening = Task { [text, terminal] in
            do throws(StoreError) {
                try await state.database.opened()
                if let aside = state.database.setAside { terminal.farewell.append(text.journalSetAside(aside)) }
            } catch {
                end.yield(.failed(CommandFailure(.configuration, text.store(error))))
            }
        }
        let reading = read(into: workspace, state)
        let moving = Task { [clock] in await clock?.follow { workspace.work.isIdle } }
        let following = Task {
            [runner = state.runner, purchases = state.purchases, changes = state.changes, time = session.time] in
            try? await purchases.recover()
            try? await runner.recover()
            try? await changes.recover(at: time.wall)
            await runner.follow()
        }

        let feeder = sandbox == nil ? PushIntake.feeder(session, state) : nil
        let hearsOthers = session.profile.listen.port != nil
        let receiving = Task {
            if let intake { await intake.run() } else if hearsOthers { await feeder?.follow(every: .seconds(10)) }
        }

        var ending = Ending.quit
        for await reason in ends {
            ending = reason
            break
        }
        // The screen goes back first: nobody waits for the network to get the prompt. For the next account it stays.
        screen.onTimer = nil
        if case .profile = ending {
            screen.run { _ in }
            screen.onTerminate = { [terminal] in terminal.pendingSignal = $0 }
        } else {
            screen.restore()
        }
        await opening.value
        reading.cancel()
        moving.cancel()
        following.cancel()
        receiving.cancel()
        program?.stop()
        themes.stop()
        await intake?.server.stop()
        await workspace.stop()
        let unfinished = (try? await state.journal.open())?.count ?? 0
        if unfinished > 0, sandbox == nil {
            terminal.farewell.append("\(session.profile.name): \(text.stillSending(unfinished))")
        }
        await session.client.shutdown()
        await sandbox?.stop()
        if case .profile = ending {
            // Nothing of this account goes on beside the next: its follower gives the lease back first.
            await following.value
            await receiving.value
            state.database.close()
        }
        if case .failed(let failure) = ending { throw failure }
        if let fleetFailure { terminal.farewell.append(text.fleetNotKept + " " + text.store(fleetFailure)) }
        return ending
    }

    /// The console's own timer: the terminal's, or a wait on the clock of pictures.
    private func wake(_ console: Console, _ terminal: TerminalSession, _ themes: ConsoleThemes) {
        let time = session.time
        terminal.onTimer = {
            console.tick()
            themes.wake()
        }
        guard let clock else {
            console.onWakeChanged = {
                let now = time.uptime
                terminal.schedule(after: console.nextWake.map { $0 <= now ? .zero : $0 - now })
            }
            return
        }
        var waiting: Task<Void, Never>?
        console.onWakeChanged = {
            waiting?.cancel()
            guard let due = console.nextWake else { return }
            waiting = Task {
                guard (try? await clock.wait(until: due)) != nil else { return }
                console.tick()
            }
        }
    }

    /// Takes in the rest of a long list, a piece a turn: between two pieces the keys have theirs. Then what is
    /// kept of its cards: tags and notes.
    private func read(into workspace: Workspace, _ state: LiveState) -> Task<Void, Never> {
        Task { [text] in
            if let cards {
                if let count = cards.rest?.estimate(first: cards.first.count) { workspace.expect(cards: count) }
                for await step in cards.readOn(text) {
                    switch step {
                    case .cards(let numbers, let percent): workspace.load(numbers, percent: percent)
                    case .ended(let trouble): workspace.loaded(trouble)
                    }
                    await Task.yield()
                }
            }
            do {
                let kept = try await state.fleet.snapshot()
                if cards == nil { await load(kept.numbers, into: workspace) }
                workspace.take(kept)
            } catch {
                fleetFailure = error as? StoreError
            }
        }
    }

    /// The profile's own list behind its first page.
    private func load(_ numbers: [CardNumber], into workspace: Workspace) async {
        guard numbers.count > Self.firstPage else { return }
        workspace.expect(cards: numbers.count)
        for start in stride(from: Self.firstPage, to: numbers.count, by: Self.piece) {
            let end = min(start + Self.piece, numbers.count)
            workspace.load(Array(numbers[start..<end]), percent: end * 100 / numbers.count)
            await Task.yield()
        }
        workspace.loaded(nil)
    }

    /// With `listen` in the profile the console itself receives pushes. Where it cannot (another simdeck
    /// has the port), what that one receives is read from the disk.
    private func openIntake(_ state: LiveState) async -> PushIntake? {
        guard sandbox == nil, session.profile.listen.port != nil else { return nil }
        do {
            return try await PushIntake.start(session, secret: secret, state: state)
        } catch {
            OutputStream.err.line("simdeck: \(error.message)")
            return nil
        }
    }

    private func keyMap() throws(CommandFailure) -> KeyMap {
        try KeyMap.checked(session.profile, text)
    }

    private func makeWorkspace(_ state: LiveState, _ alerts: AlertSettings) async throws(CommandFailure) -> Workspace {
        let kept: [CardNumber]
        do {
            if let cards {
                kept = cards.first
            } else {
                kept = try await state.fleet.page(after: 0, limit: Self.firstPage).entries.map(\.simNo)
            }
        } catch {
            throw CommandFailure(.configuration, text.store(error))
        }
        let profile = session.profile
        var poll = PollSettings()
        if sandbox != nil { poll.visibleFlowEvery = .seconds(1) }
        if let every = profile.poll.flow { poll.visibleFlowEvery = every }
        if let every = profile.poll.status { poll.visibleStatusEvery = every }
        if let every = profile.poll.snapshot { poll.snapshotEvery = every }
        if let every = profile.poll.assets { poll.assetsEvery = every }
        if let every = profile.poll.history { poll.historyEvery = every }
        let host = profile.baseURL.split(separator: "/").dropFirst().first.map(String.init) ?? profile.baseURL
        let workspace = Workspace(
            client: session.client, runner: state.runner, purchases: state.purchases, recorder: state.recorder,
            journal: state.journal, feed: state.feed,
            facts: WorkspaceFacts(
                profile: profile.name, platform: sandbox == nil ? host : "sandbox", isDemo: sandbox != nil,
                isProduction: profile.isProduction, isReadOnly: profile.readOnly),
            poll: poll, time: session.time, cards: kept, protected: state.protected,
            labels: LabelStores(fleet: state.fleet, tabs: FilterTabs(state.database), takesIn: sandbox != nil),
            actor: ProcessFacts.operatorName, alerts: alerts,
            shift: ShiftStores(reminders: Reminders(state.database), handover: HandoverReading(state.database)))
        if cards == nil {
            let time = session.time
            workspace.onCardsAdded = { numbers in
                Task {
                    do {
                        _ = try await state.fleet.add(numbers, at: time.wall)
                    } catch {
                        self.fleetFailure = error as? StoreError
                    }
                }
            }
        }
        return workspace
    }

    /// Writes what is shown beside the operator's other files; never over an existing one.
    private static func export(_ name: String, _ content: String) -> Result<String, ExportProblem> {
        let dot = name.lastIndex(of: ".") ?? name.endIndex
        for number in 1..<1000 {
            let path = number == 1 ? name : "\(name[..<dot])-\(number)\(name[dot...])"
            let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
            if file < 0, errno == EEXIST { continue }
            guard file >= 0 else { return .failure(ExportProblem(path: path, reason: String(cString: strerror(errno)))) }
            defer { close(file) }
            var failure = WholeFile.write(content, to: file)
            if failure == 0, fsync(file) != 0 { failure = errno }
            if failure == 0 { return .success(path) }
            unlink(path)
            return .failure(ExportProblem(path: path, reason: String(cString: strerror(failure))))
        }
        return .failure(ExportProblem(path: name, reason: String(cString: strerror(EEXIST))))
    }

    private static func load(_ path: String, _ text: CommandText) -> Result<CardListReading, LoadProblem> {
        let expanded = StatePaths.expand(path, environment: ProcessFacts.environment)
        do {
            return .success(try CardInput(text: text).file(expanded))
        } catch {
            return .failure(LoadProblem(reason: error.message))
        }
    }
}

/// The status a shell gives a process that a signal ended.
enum ExitCodeForSignal {
    static func code(_ signal: Int32) -> ExitCode { ExitCode(signal == SIGINT ? ExitStatus.interrupted.rawValue : 128 + signal) }
}
