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
    /// Why an added card could not be kept; told when the screen is gone.
    private var fleetFailure: StoreError?

    init(command: ConsoleCommand, session: LiveSession, secret: Secret, sandbox: SandboxServer?, cards: CardFile?) {
        self.command = command
        self.session = session
        self.secret = secret
        self.sandbox = sandbox
        self.cards = cards
        text = command.global.text
    }

    func run() async throws {
        let theme = try ThemeLoader(text: text).load(command.theme ?? session.profile.theme)
        let keys = try keyMap()
        let alerts = try AlertSettings(checking: session.profile.alerts, text: text)
        let program = LiveAlertCommand(session.profile.alerts.command, environment: ProcessFacts.environment, time: session.time)
        let state = try session.openState(speed: sandbox == nil ? 1 : command.demoSpeed)
        let workspace = try await makeWorkspace(state, alerts)
        let intake = await openIntake(state)
        let (terminal, isUTF8) = try openTerminal()
        let (ends, end) = AsyncStream.makeStream(of: Int32?.self)
        let confirm = session.profile.confirm
        let console = Console(
            display: terminal.display,
            model: WorkspaceModel(workspace, policy: confirm.policy(canary: nil, failures: nil, unknowns: nil)),
            options: ConsoleOptions(
                // Chinese would be question marks where the terminal is not UTF-8.
                language: isUTF8 ? session.profile.language.flatMap { Language(tag: $0) } ?? Help.language : .en,
                theme: theme,
                confirm: ConfirmSettings(
                    typeCountFrom: confirm.typeCountFrom ?? 2, typeProfileFrom: confirm.typeProfileFrom,
                    requireReason: confirm.requireReason ?? false, maxCards: confirm.maxCards,
                    canary: confirm.canary),
                keys: keys, asciiLines: !isUTF8, alerts: AlertDelivery(session.profile.alerts)),
            time: session.time,
            doors: ConsoleDoors(
                export: { name, content in Self.export(name, content) },
                loadCards: { [text] path in Self.load(path, text) }, onQuit: { end.yield(nil) },
                alert: { program?.run($0) }))
        let time = session.time
        terminal.onTimer = { console.tick() }
        terminal.onTerminate = { signal in end.yield(signal) }
        console.onWakeChanged = {
            let now = time.uptime
            terminal.schedule(after: console.nextWake.map { $0 <= now ? .zero : $0 - now })
        }
        terminal.run { events in
            console.handle(events)
            if events.contains(.hangUp) { end.yield(SIGHUP) }
        }
        console.start()
        let reading = read(into: workspace, state)
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

        var signal: Int32?
        for await reason in ends {
            signal = reason
            break
        }
        // The screen goes back first: nobody waits for the network to get the prompt.
        terminal.restore()
        reading.cancel()
        following.cancel()
        receiving.cancel()
        program?.stop()
        await intake?.server.stop()
        await workspace.stop()
        let unfinished = (try? await state.journal.open())?.count ?? 0
        if unfinished > 0, sandbox == nil { OutputStream.err.line("simdeck: " + text.stillSending(unfinished)) }
        if let fleetFailure { OutputStream.err.line("simdeck: " + text.fleetNotKept + " " + text.store(fleetFailure)) }
        await session.client.shutdown()
        await sandbox?.stop()
        if let signal { throw ExitCodeForSignal.code(signal) }
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

    private func openTerminal() throws(CommandFailure) -> (TerminalSession, isUTF8: Bool) {
        do throws(TerminalError) {
            let options = try TerminalOptions.standard(environment: ProcessFacts.environment)
            return (try TerminalSession(options: options), options.isUTF8)
        } catch {
            throw CommandFailure(.usage, text.terminal(error))
        }
    }

    private func keyMap() throws(CommandFailure) -> KeyMap {
        let keys = KeyMap(overrides: session.profile.keys)
        guard keys.problems.isEmpty else {
            let lines = keys.problems.map { text.key($0, places: session.profile.keyPlaces) }
            throw CommandFailure(.configuration, lines.joined(separator: "\n  "))
        }
        return keys
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
            actor: ProcessFacts.operatorName, alerts: alerts)
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
