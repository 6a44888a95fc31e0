// simdeck [FILE|-]: the console. This file wires the layers together for it and takes them apart.

import ArgumentParser
import CellGrid
import ConsoleUI
import Glibc
import Localization
import PlatformClient
import SIMModel
import SandboxPlatform
import Settings
import StateStore
import TerminalIO
import ViewModels

/// `simdeck`, `simdeck FILE`, `simdeck --demo`.
struct ConsoleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "console", abstract: Help.text("The console (what runs without a command).", "控制台（不带子命令时的默认操作）。"))

    @Argument(help: help("A list of cards, or - for standard input.", "卡号列表文件，或 - 表示标准输入。"))
    var file: String?

    @Flag(help: help("Over a sandbox in this process: no account, nothing leaves the machine.", "在内置沙箱上试用：无需账号，数据不出本机。"))
    var demo = false

    @Flag(help: help("Refuse every changing operation.", "只读：拒绝一切变更操作。"))
    var readOnly = false

    @Option(help: help("Theme by name (simdeck theme list), a theme file, or auto.", "主题名称（见 simdeck theme list）、主题文件或 auto。"))
    var theme: String?

    @Flag(
        help: help(
            "Lines in, lines out: for screen readers and Braille lines (also ACCESSIBLE=1).",
            "逐行输入输出，适合读屏软件和盲文点显器（也可设 ACCESSIBLE=1）。"))
    var plain = false

    @OptionGroup var fleet: SandboxFleetOptions
    @OptionGroup var global: GlobalOptions

    /// A stop is confirmed in seconds, and flow is seen to move.
    var demoSpeed: Double { fleet.speed ?? 60 }

    func run() async throws {
        if wantsLines { return try await runLines() }
        let text = global.text
        let cards = try givenCards(text)
        guard ProcessFacts.isTerminal(1) else { throw CommandFailure(.usage, text.notATerminal) }
        let terminal = await ConsoleTerminal(text: text)
        do {
            try await run(cards, terminal)
        } catch {
            await terminal.close()
            throw error
        }
        await terminal.close()
    }

    private func run(_ cards: CardFile?, _ terminal: ConsoleTerminal) async throws {
        if demo { return try await runDemo(cards, terminal) }
        if global.config == nil, global.profile == nil, Self.nothingIsSetUp {
            switch try await WelcomeRun(terminal, theme: theme, text: global.text).run() {
            case .leave: return
            case .demo: return try await runDemo(cards, terminal)
            case .setUp:
                await terminal.close()
                guard let name = try await ConfigCommand.Init.dialogue(global) else { return }
                var command = self
                command.global.profile = name
                return try await command.runProfiles(cards, terminal)
            }
        }
        try await runProfiles(cards, terminal)
    }

    /// One account after the other, until the person leaves.
    private func runProfiles(_ cards: CardFile?, _ terminal: ConsoleTerminal) async throws {
        var (session, secret) = try LiveSession.openWithSecret(global, readOnly: readOnly)
        // A list given on the command line belongs to the account it was given for.
        var given = cards
        while true {
            let run = await ConsoleRun(
                command: self, session: session, secret: secret, sandbox: nil, cards: try given ?? fleetFile(session),
                terminal: terminal)
            switch try await run.run() {
            case .quit: return
            case .signal(let number):
                await terminal.close()
                throw ExitCodeForSignal.code(number)
            case .profile(let next, let nextSecret): (session, secret, given) = (next, nextSecret, nil)
            case .failed(let failure): throw failure
            }
        }
    }

    private func runDemo(_ cards: CardFile?, _ terminal: ConsoleTerminal) async throws {
        let text = global.text
        var configuration = SandboxConfiguration()
        (configuration.port, configuration.cards) = (0, fleet.cards)
        (configuration.speed, configuration.seed) = (demoSpeed, fleet.seed)
        let clock = DemoClock.ofEnvironment(ProcessFacts.environment)
        // Pictures are made anew with the same dice.
        let random: any RandomSource = clock == nil ? LiveRandom() : SeededDice(seed: fleet.seed)
        let secret = Secret(random.hex32())
        configuration.appSecret = secret.reveal()
        let sandbox = try await SandboxLaunch.start(configuration, text: text, time: clock ?? LiveTime(), random: random)
        var profile = Profile(
            name: "demo", baseURL: sandbox.url, appID: configuration.appID, secret: .value(secret), isProduction: false)
        profile.readOnly = readOnly
        profile.theme = ThemeCommand.chosen(global)
        // The sandbox has no limit over all; a large screen over fast time asks often.
        profile.poll.callsPerMinute = 1200
        let session = try LiveSession(profile: profile, secret: secret, text: text, clock: clock, seed: fleet.seed)
        let ending = try await ConsoleRun(
            command: self, session: session, secret: secret, sandbox: sandbox,
            cards: cards ?? CardFile(first: sandbox.cardNumbers()), terminal: terminal, clock: clock
        ).run()
        if case .signal(let number) = ending {
            await terminal.close()
            throw ExitCodeForSignal.code(number)
        }
    }

    /// The cards of FILE; nil without one.
    private func givenCards(_ text: CommandText) throws(CommandFailure) -> CardFile? {
        guard let file else { return nil }
        return try CardFile(file, text: text)
    }

    /// Neither a file nor a variable: somebody starts simdeck for the first time.
    private static var nothingIsSetUp: Bool {
        let names = ["SIMDECK_BASE_URL", "SIMDECK_APP_ID", "SIMDECK_APP_SECRET", "SIMDECK_CONFIG", "SIMDECK_PROFILE"]
        return names.allSatisfy { ProcessFacts.environment[$0] == nil }
            && StatePaths.configFile(environment: ProcessFacts.environment).map { access($0, F_OK) != 0 } ?? true
    }

    /// The cards of the profile's fleet file; nil when it names none.
    private func fleetFile(_ session: LiveSession) throws(CommandFailure) -> CardFile? {
        guard let path = session.profile.fleet else { return nil }
        return try CardFile(path, text: global.text)
    }
}
