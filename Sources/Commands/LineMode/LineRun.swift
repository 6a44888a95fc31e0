// From the console's flags to a session of lines: over the profile, or over a sandbox in this process.

import ArgumentParser
import Localization
import PlatformClient
import SIMModel
import SandboxPlatform
import Settings

extension ConsoleCommand {
    /// Lines were asked for, by the flag or for every program of this person.
    var wantsLines: Bool { plain || ProcessFacts.asksForLines }

    func runLines() async throws {
        let text = global.text
        guard file != "-" else { throw CommandFailure(.usage, text.lineNoStandardInput) }
        let given = try file.map { path throws(CommandFailure) in try CardInput(text: text).numbers(["@" + path]) }
        if demo { return try await runLinesOverDemo(given) }
        var variables: [String: String?] = [:]
        if let profile = global.profile { variables["SIMDECK_PROFILE"] = profile }
        if let config = global.config { variables["SIMDECK_CONFIG"] = config }
        ProcessFacts.enter(ProcessFacts.LineMode(variables: variables, isReadOnly: readOnly))
        let profile: Profile?
        do throws(CommandFailure) {
            let session = try LiveSession.open(.usual)
            profile = session.profile
            await session.client.shutdown()
        } catch {
            // Setting an account up is a command, too.
            OutputStream.err.line("simdeck: \(error.message)")
            profile = nil
        }
        let session = await LineSession(text: text, account: profile?.name ?? "simdeck", cards: given)
        let status = await session.run(isReadOnly: profile?.readOnly ?? readOnly)
        if status != ExitStatus.done.rawValue { throw ExitCode(status) }
    }

    private func runLinesOverDemo(_ given: [CardNumber]?) async throws {
        let text = global.text
        let secret = LiveRandom().hex32()
        var configuration = SandboxConfiguration()
        (configuration.port, configuration.cards) = (0, fleet.cards)
        (configuration.speed, configuration.seed) = (demoSpeed, fleet.seed)
        configuration.appSecret = secret
        let sandbox = try await SandboxLaunch.start(configuration, text: text)
        ProcessFacts.enter(
            ProcessFacts.LineMode(
                variables: [
                    "SIMDECK_BASE_URL": sandbox.url, "SIMDECK_APP_ID": configuration.appID, "SIMDECK_APP_SECRET": secret,
                    // The person's own configuration is not looked at, nor changed: there is no such folder.
                    "SIMDECK_PROFILE": "demo", "SIMDECK_CONFIG": nil, "XDG_CONFIG_HOME": "/nonexistent",
                ], isReadOnly: readOnly))
        let session = await LineSession(text: text, account: "demo", cards: given ?? sandbox.cardNumbers())
        let status = await session.run(isReadOnly: readOnly)
        await sandbox.stop()
        if status != ExitStatus.done.rawValue { throw ExitCode(status) }
    }
}
