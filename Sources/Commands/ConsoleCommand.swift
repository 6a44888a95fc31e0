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

    @Option(help: help("Theme by name, or a theme file.", "主题名称或主题文件。"))
    var theme: String?

    @OptionGroup var fleet: SandboxFleetOptions
    @OptionGroup var global: GlobalOptions

    /// A stop is confirmed in seconds, and flow is seen to move.
    var demoSpeed: Double { fleet.speed ?? 60 }

    func run() async throws {
        let text = global.text
        let cards = try givenCards(text)
        guard ProcessFacts.isTerminal(1) else { throw CommandFailure(.usage, text.notATerminal) }
        guard demo else {
            let (session, secret) = try openSession(text)
            return try await ConsoleRun(
                command: self, session: session, secret: secret, sandbox: nil, cards: try cards ?? fleetFile(session)
            ).run()
        }
        var configuration = SandboxConfiguration()
        (configuration.port, configuration.cards) = (0, fleet.cards)
        (configuration.speed, configuration.seed) = (demoSpeed, fleet.seed)
        let secret = Secret(LiveRandom().hex32())
        configuration.appSecret = secret.reveal()
        let sandbox = try await SandboxLaunch.start(configuration, text: text)
        var profile = Profile(
            name: "demo", baseURL: sandbox.url, appID: configuration.appID, secret: .value(secret), isProduction: false)
        profile.readOnly = readOnly
        // The sandbox has no limit over all; a large screen over fast time asks often.
        profile.poll.callsPerMinute = 1200
        let session = try LiveSession(profile: profile, secret: secret, text: text)
        try await ConsoleRun(
            command: self, session: session, secret: secret, sandbox: sandbox,
            cards: cards ?? CardFile(first: sandbox.cardNumbers())
        ).run()
    }

    /// The cards of FILE; nil without one.
    private func givenCards(_ text: CommandText) throws(CommandFailure) -> CardFile? {
        guard let file else { return nil }
        return try CardFile(file, text: text)
    }

    private func openSession(_ text: CommandText) throws(CommandFailure) -> (LiveSession, Secret) {
        do {
            return try LiveSession.openWithSecret(global, readOnly: readOnly)
        } catch {
            let isUnset = error.status == .configuration && global.config == nil && Self.nothingIsSetUp
            throw isUnset ? CommandFailure(.configuration, text.noAccount) : error
        }
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
