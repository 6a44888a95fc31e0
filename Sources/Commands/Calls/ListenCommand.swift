// listen: receives the platform's pushes; a push is on the disk before it is answered.

import ArgumentParser
import Localization
import Operations
import PlatformClient
import PlatformContract
import PushReceiver
import SIMModel
import Settings
import StateStore

/// `simdeck listen`.
struct ListenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "listen",
        abstract: Help.text("Receive the platform's pushes (may sit behind a reverse proxy).", "接收平台推送（可置于反向代理之后）。"))

    @Option(help: help("Address to listen on.", "监听地址。")) var host: String?
    @Option(help: help("Port; 0 takes a free one.", "端口；0 表示任选空闲端口。")) var port: Int?
    @Flag(help: help("Print nothing but the first line.", "除首行外不输出。")) var quiet = false
    @OptionGroup var global: GlobalOptions

    func run() async throws {
        let signals = EndSignals()
        let (session, secret) = try LiveSession.openWithSecret(global)
        let state = try session.openState()
        let intake = try await PushIntake.start(session, secret: secret, state: state, host: host, port: port)
        OutputStream.out.line("listening on \(intake.server.url)")
        let quiet = quiet
        let telling = Task {
            await intake.run { notice in
                guard !quiet else { return }
                OutputStream.err.line(
                    "\(notice.at.platformText) \(notice.status.code) \(notice.kind?.rawValue ?? "-") \(notice.bytes) B")
            }
        }
        // An open operation profits from a pushed state at once.
        let following = Task { await state.runner.follow() }
        await signals.wait()
        telling.cancel()
        following.cancel()
        await intake.server.stop()
        await session.client.shutdown()
    }
}
